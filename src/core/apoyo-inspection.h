/* apoyo-inspection.h: what the checks of a process say of one capture, and why.
 *
 * A function of its input alone: no clock, no chance, no file, no locale. The same input gives the
 * same tree, byte for byte, years on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-check-settings.h"
#include "apoyo-roll-match.h"
#include "apoyo-rule.h"

G_BEGIN_DECLS

/* Of the code that judges: a tree of another engine may differ. */
#define APOYO_INSPECTION_ENGINE 5

/* Everything that is judged. Sealed with the process's key, it is what a replay opens. */
typedef struct {
  char *capture; /* (owned): its uuid; the sample is drawn from it */
  ApoyoRule *rule;
  int rule_version;
  ApoyoCheckSettings *settings;
  int settings_version;
  int year; /* the civil day of capture in the process's time zone */
  int month;
  int day;
  gint64 clock_ahead;     /* seconds: captured by the phone's clock minus received by ours */
  ApoyoModality modality; /* 0 in what was sealed before it was judged by */
  ApoyoCredential *typed; /* (nullable): NULL when the metadata cannot be read */
  gboolean has_roll;      /* the roll was asked */
  ApoyoRollMatch roll;
  /* (nullable) (element-type JsonObject): READING objects of the confined reader, in any order;
   * NULL when the pictures were not read. */
  GPtrArray *readings;
  /* Whether it is in the share that is read in full: below APOYO_INSPECTION_DRAWS, and not to be
   * foretold by whoever sends captures. What was sealed before has none: by the capture's number.
   */
  gboolean has_draw;
  guint64 draw;
  gboolean full;      /* the sides of the credential were read in full */
  char **repeated;    /* (nullable): pictures whose very file came with another capture before */
  JsonObject *habits; /* (nullable): what note_habits() answered */
  /* (nullable): nicks of the verifiers of codes that are asked. NULL in what was sealed before
   * there was a choice: the first one, and of a code that it does not know nothing is said. */
  char **verifiers;
} ApoyoInspectionInput;

#define APOYO_INSPECTION_DRAWS (G_GINT64_CONSTANT (1) << 48)

/* digest: at least six bytes, each as likely as any other */
guint64 apoyo_inspection_draw (const guint8 *digest);

ApoyoInspectionInput *apoyo_inspection_input_new (void);
void apoyo_inspection_input_free (ApoyoInspectionInput *self);
char *apoyo_inspection_input_to_json (const ApoyoInspectionInput *self);
/* rule and settings are those of the versions that the text names. */
ApoyoInspectionInput *apoyo_inspection_input_from_json (const char *text,
                                                        gssize length,
                                                        ApoyoRule *rule,
                                                        ApoyoCheckSettings *settings,
                                                        GError **error);
/* Which versions a sealed input was judged by. */
gboolean apoyo_inspection_input_peek_versions (const char *text,
                                               gssize length,
                                               int *rule,
                                               int *settings,
                                               GError **error);

typedef struct {
  GPtrArray *findings; /* (element-type ApoyoFinding): only what sends it to people */
  char *tree;          /* JSON without personal data */
  /* JSON, by the id of the node: field, read, what that was held against ("typed", or "coded" where
   * a code of the card says it), and the node's result */
  char *private_tree;
  gboolean doubt;     /* the sides of the credential should be read in full */
  gboolean sound;     /* nothing speaks against it: nor what is only noted or not asked for */
  gboolean confirmed; /* sound, and the sides of the credential, read in full, say what was typed */
} ApoyoInspection;

ApoyoInspection *apoyo_inspect (const ApoyoInspectionInput *input);
void apoyo_inspection_free (ApoyoInspection *self);

/* FALSE of a picture without features, which has the hash of every other one. hash: (nullable) */
gboolean apoyo_picture_hash_is_telling (const char *hash);

/* The tree as people read it: translated, one line a node, indented. (transfer full) */
char *apoyo_inspection_explain (const char *tree, GError **error);
/* What became of a node, as people are told: "noted" of a check that is beyond its limit and sends
 * nobody to people, and of a group in which one is and nothing worse; else the result it has. */
const char *apoyo_inspection_get_result (JsonObject *node);
/* Of the catalogue, why a node speaks against the support: M1 … M9 of a check, R1 … R5, D1 and D2
 * of a rule of counting that is not kept. (nullable) */
const char *apoyo_inspection_get_cause (JsonObject *node);
/* Translated name of a node, the id when it has none. */
const char *apoyo_inspection_get_label (const char *id);
/* Of a figure or a limit of a node; the name itself when it is none of them. */
const char *apoyo_inspection_get_figure_label (const char *name);
/* Of a word that an inspection gives for a figure; NULL for any other. (nullable) */
const char *apoyo_inspection_get_word_label (const char *figure, const char *word);
/* What a tree says of a figure: numbers, words, days. (transfer full) */
char *apoyo_inspection_describe_value (const char *name, JsonNode *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoInspectionInput, apoyo_inspection_input_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoInspection, apoyo_inspection_free)

G_END_DECLS
