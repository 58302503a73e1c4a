/* apoyo-rule.h: the rule of a process as data: what has to be reached, and what counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-demarcation.h"
#include "apoyo-fraction.h"
#include "apoyo-kind.h"

G_BEGIN_DECLS

typedef enum { APOYO_BASE_NOMINAL_LIST, APOYO_BASE_ROLL } ApoyoBase;
typedef enum { APOYO_DUPLICATES_FIRST, APOYO_DUPLICATES_LAST } ApoyoDuplicates;
typedef enum {
  APOYO_REVIEW_ALL,
  APOYO_REVIEW_SAMPLE,
  APOYO_REVIEW_FINDINGS, /* only captures with findings */
} ApoyoReview;
typedef enum {
  APOYO_MODALITY_AUXILIARY = 1 << 0,
  APOYO_MODALITY_SELF = 1 << 1,      /* Mi Apoyo */
  APOYO_MODALITY_EXCEPTION = 1 << 2, /* paper, régimen de excepción */
} ApoyoModality;

typedef struct {
  gatomicrefcount refs;
  ApoyoKind kind;
  gboolean joint; /* one goal that all promoventes feed, or each its own */
  ApoyoBase base;
  char *cutoff;     /* (nullable): YYYY-MM-DD of the list the threshold is taken of */
  ApoyoLevel scope; /* level of the demarcation a promovente collects in */
  ApoyoFraction percentage;
  ApoyoRounding rounding;
  gboolean has_dispersion;
  struct {
    ApoyoLevel level;
    guint at_least;         /* 0: fraction tells */
    ApoyoFraction fraction; /* 0/1: at_least tells */
    ApoyoFraction percentage;
  } dispersion;
  ApoyoDuplicates duplicates;
  gboolean exclusive;   /* a citizen counts for one promovente only */
  char **models;        /* credential models accepted, e.g. { "E", "F", "G", "H", NULL } */
  guint modalities;     /* ApoyoModality flags */
  char *exception_list; /* (nullable): name of the list of municipalities where paper is admitted;
                         * without one it is everywhere */
  guint grace_hours;    /* to send, after the close, what was captured before it */
  struct {
    ApoyoReview model;
    ApoyoFraction sample;  /* REVIEW_SAMPLE: share reviewed */
    ApoyoFraction trigger; /* REVIEW_SAMPLE: share of bad ones above which all are reviewed */
  } review;
  gboolean withdrawal; /* a citizen may take the support back before the close */
  guint hearing_days;
  char *time_zone;       /* the civil days of the process, America/Mexico_City */
  ApoyoLevel cell_level; /* finest level the rule counts at */
} ApoyoRule;

/* Shared by counting, never changed once shared: copy it to change it. */
GType apoyo_rule_get_type (void);
#define APOYO_TYPE_RULE (apoyo_rule_get_type ())

ApoyoRule *apoyo_rule_new (void);

/* The law's defaults for a kind, to start a process from. */
ApoyoRule *apoyo_rule_new_for_kind (ApoyoKind kind);
ApoyoRule *apoyo_rule_ref (ApoyoRule *self);
void apoyo_rule_unref (ApoyoRule *self);
ApoyoRule *apoyo_rule_copy (const ApoyoRule *self);
gboolean apoyo_rule_equal (const ApoyoRule *a, const ApoyoRule *b);

/* The document stored with a process. A member that is missing, unknown or of another type is an
 * error that names it: a rule is never guessed. */
ApoyoRule *apoyo_rule_from_json (const char *json, gssize length, GError **error);
char *apoyo_rule_to_json (const ApoyoRule *self);

/* How many supports a demarcation (or the scope) of that nominal list needs: exact, rounded as
 * the rule says. -1 for a negative list. */
gint64 apoyo_rule_required (const ApoyoRule *self, gint64 nominal_list);

/* Dispersion: what one demarcation needs to be reached, and how many of total must be. 0 without
 * a dispersion rule. */
gint64 apoyo_rule_dispersion_required (const ApoyoRule *self, gint64 nominal_list);
guint apoyo_rule_dispersion_needed (const ApoyoRule *self, guint total);

gboolean apoyo_rule_accepts_model (const ApoyoRule *self, const char *model);
gboolean apoyo_rule_accepts_modality (const ApoyoRule *self, ApoyoModality modality);

/* Nicks: auxiliary, self, exception. */
const char *apoyo_modality_to_nick (ApoyoModality modality);
gboolean apoyo_modality_from_nick (const char *nick, ApoyoModality *modality);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoRule, apoyo_rule_unref)

G_END_DECLS
