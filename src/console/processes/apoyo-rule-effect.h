/* apoyo-rule-effect.h: what another rule would make of the standing, as the database calculated it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define APOYO_EFFECT_NOT_ASKED (-1)

/* A name with what it is and what it would be. */
typedef struct {
  char *code; /* nick of a situation, code of a demarcation, number of a promovente */
  char *name;
  gint64 was;
  gint64 becomes;
  gint64 required_was; /* of demarcations, maybe APOYO_EFFECT_NOT_ASKED, and goals; else 0 */
  gint64 required_becomes;
} ApoyoEffectLine;

typedef struct {
  char *entity;
  char *situation;
  gint64 was;
  gint64 becomes;
} ApoyoEffectCell;

typedef struct {
  gint64 size; /* of the tree that it was calculated on */
  gint64 received_was;
  gint64 received_becomes;
  guint reached_was; /* demarcations, or promoventes of a contest, that have what they need */
  guint reached_becomes;
  gint64 needed_was; /* of the first goal: demarcations needed */
  gint64 needed_becomes;
  GPtrArray *situations;   /* of ApoyoEffectLine */
  GPtrArray *goals;        /* likewise; code is the scope */
  GPtrArray *demarcations; /* likewise; the first of n_demarcations */
  gint64 n_demarcations;
  GPtrArray *cells; /* of ApoyoEffectCell, those that move */
  gint64 n_gain;    /* promoventes */
  gint64 n_lose;
  gint64 n_same;
  GPtrArray *crossing_up; /* of ApoyoEffectLine: promoventes */
  GPtrArray *crossing_down;
  GPtrArray *most;
  GStrv changed;     /* members */
  GStrv future_only; /* members that bear on what is yet to come alone */
  GStrv not_allowed; /* members that the state does not let change */
} ApoyoRuleEffect;

ApoyoRuleEffect *apoyo_rule_effect_new_from_json (const char *json, GError **error);
void apoyo_rule_effect_free (ApoyoRuleEffect *self);
/* TRUE when a demarcation is on the other side of its threshold afterwards. */
gboolean apoyo_effect_line_crosses (const ApoyoEffectLine *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoRuleEffect, apoyo_rule_effect_free)

G_END_DECLS
