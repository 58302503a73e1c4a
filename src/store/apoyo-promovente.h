/* apoyo-promovente.h: one promovente with its counts, as the board's list shows it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  APOYO_COURSE_NONE, /* no threshold of its own */
  APOYO_COURSE_REACHED,
  APOYO_COURSE_ON_COURSE, /* has at least the part of its goal that has passed of the period */
  APOYO_COURSE_FAR,
} ApoyoCourse;

typedef struct {
  gint64 required; /* 0: no threshold of its own */
  gint64 received;
  gint64 valid;
  gint64 open;
  gint64 rejected;
} ApoyoPromoventeCounts;

#define APOYO_PROMOVENTE_HOURS 24

#define APOYO_TYPE_PROMOVENTE (apoyo_promovente_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPromovente, apoyo_promovente, APOYO, PROMOVENTE, GObject)

/* Signal: "changed" (), when counts or hours did. */

ApoyoPromovente *
apoyo_promovente_new (int number, const char *folio, const char *name, const char *scope);
int apoyo_promovente_get_number (ApoyoPromovente *self);
const char *apoyo_promovente_get_folio (ApoyoPromovente *self);
const char *apoyo_promovente_get_name (ApoyoPromovente *self);
const char *apoyo_promovente_get_scope (ApoyoPromovente *self);
const ApoyoPromoventeCounts *apoyo_promovente_get_counts (ApoyoPromovente *self);
/* TRUE when that changed something. */
gboolean apoyo_promovente_set_counts (ApoyoPromovente *self, const ApoyoPromoventeCounts *counts);
ApoyoCourse apoyo_promovente_get_course (ApoyoPromovente *self, double elapsed);

/* Received per hour, oldest first; NULL until they have been read. */
const gint64 *apoyo_promovente_get_hours (ApoyoPromovente *self);
void apoyo_promovente_set_hours (ApoyoPromovente *self, const gint64 hours[APOYO_PROMOVENTE_HOURS]);

/* Every word of an already folded query stands in name or folio; accents and case do not matter. */
gboolean apoyo_promovente_matches (ApoyoPromovente *self, const char *const *words);
/* The words of a query, folded for the above. */
char **apoyo_promovente_fold_query (const char *query);
/* A text as such words are looked for in. */
char *apoyo_promovente_fold_text (const char *text);
int apoyo_promovente_compare_names (ApoyoPromovente *a, ApoyoPromovente *b);

G_END_DECLS
