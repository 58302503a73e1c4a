/* apoyo-geography.h: one version of the geography as a tree, whole and in memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "apoyo-demarcation.h"
#include "apoyo-result.h"

G_BEGIN_DECLS

/* A place is a number of its geography: demarcations down to the municipality first, in order of
 * level and code, then the sections in order of entity and number. */
#define APOYO_PLACE_NONE G_MAXUINT

/* Legal size of a section. */
#define APOYO_SECTION_LEAST 100
#define APOYO_SECTION_MOST 3000

/* Immutable. 71,000 sections take 2 MB. */
#define APOYO_TYPE_GEOGRAPHY (apoyo_geography_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoGeography, apoyo_geography, APOYO, GEOGRAPHY, GObject)

/* From the rows of demarcation-tree. */
ApoyoGeography *apoyo_geography_new_from_result (const ApoyoResult *tree, GError **error);

guint apoyo_geography_count (ApoyoGeography *self, ApoyoLevel level);
/* By code; APOYO_PLACE_NONE when there is none. */
guint apoyo_geography_find (ApoyoGeography *self, const char *code);
/* The municipality with that code of INEGI. */
guint apoyo_geography_find_inegi (ApoyoGeography *self, const char *code);

ApoyoLevel apoyo_geography_get_level (ApoyoGeography *self, guint place);
/* "21", "21-F10", "21-S1210" */
char *apoyo_geography_dup_code (ApoyoGeography *self, guint place);
/* What tells it apart inside its entity or its level: "4", "21", "10", "1210". */
char *apoyo_geography_dup_number (ApoyoGeography *self, guint place);
/* NULL for a section: it has a number only. */
const char *apoyo_geography_get_name (ApoyoGeography *self, guint place);
/* NULL for what is no municipality, and for one without. */
const char *apoyo_geography_get_inegi_code (ApoyoGeography *self, guint place);
gint64 apoyo_geography_get_nominal_list (ApoyoGeography *self, guint place);
/* -1: not known. */
gint64 apoyo_geography_get_roll (ApoyoGeography *self, guint place);
/* -1: nobody has stated one. */
gint64 apoyo_geography_get_published (ApoyoGeography *self, guint place);
/* Its sections, and how many of them are outside the legal size. */
guint apoyo_geography_get_n_sections (ApoyoGeography *self, guint place);
guint apoyo_geography_get_n_outside (ApoyoGeography *self, guint place);
gboolean apoyo_geography_is_outside (ApoyoGeography *self, guint section);

/* The place of that level that holds it, itself included; APOYO_PLACE_NONE when there is none, or
 * more than one. */
guint apoyo_geography_get_within (ApoyoGeography *self, guint place, ApoyoLevel level);
/* All of a level inside a place, in order. (element-type guint) (transfer full) */
GArray *apoyo_geography_list (ApoyoGeography *self, guint place, ApoyoLevel level);
/* Of which a total was published. */
GArray *apoyo_geography_list_published (ApoyoGeography *self);
gint64 apoyo_geography_sum (ApoyoGeography *self, const GArray *places);

/* Every word of the query stands in the code, in the name or in the names of what holds the place;
 * accents and case do not matter. A section is found by its number. The best first.
 *
 * n_found: (out) (nullable): how many there are, beyond the limit too */
GArray *
apoyo_geography_search (ApoyoGeography *self, const char *query, guint limit, guint *n_found);

G_END_DECLS
