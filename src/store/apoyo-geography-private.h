/* apoyo-geography-private.h: what the tree and the search in it share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-geography.h"

G_BEGIN_DECLS

typedef struct {
  char *code;       /* (owned) */
  char *name;       /* (owned) */
  char *inegi_code; /* (owned) (nullable) */
  char *folded;     /* (owned): code, name and code of INEGI for searching */
  ApoyoLevel level;
  guint parent; /* APOYO_PLACE_NONE: the country */
  gint64 nominal_list;
  gint64 roll;
  gint64 published;
  guint first_section; /* of an entity */
  guint n_sections;
  guint n_outside;
} ApoyoDemarcation;

typedef struct {
  guint32 nominal_list;
  gint32 roll;                                                    /* -1: not known */
  guint32 entity, municipality, federal_district, local_district; /* demarcations */
  guint16 number;
} ApoyoSection;

struct _ApoyoGeography {
  GObject parent_instance;

  GArray *demarcations; /* (owned) of ApoyoDemarcation */
  GArray *sections;     /* (owned) of ApoyoSection, by entity and number */
  GHashTable *by_code;  /* (owned): code (of demarcations) to place */
};

#define APOYO_DEMARCATION_AT(self, place)                                                          \
  (&g_array_index ((self)->demarcations, ApoyoDemarcation, (place)))
#define APOYO_SECTION_AT(self, place)                                                              \
  (&g_array_index ((self)->sections, ApoyoSection, (place) - (self)->demarcations->len))
#define APOYO_IS_SECTION(self, place) ((place) >= (self)->demarcations->len)

/* Lower case and without accents. */
char *apoyo_geography_fold (const char *text);

G_END_DECLS
