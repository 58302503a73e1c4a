/* apoyo-population.h: the synthetic citizens of a seed, and where they live.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-citizen.h"

G_BEGIN_DECLS

typedef struct {
  guint64 seed;
  guint n_citizens;
  ApoyoMix mix;
  guint district_entity; /* 0 without */
  guint district;
} ApoyoPopulation;

typedef struct {
  ApoyoFate state;
  guint entity;
  guint section;
} ApoyoResidence;

gboolean apoyo_population_init (ApoyoPopulation *self,
                                guint64 seed,
                                guint n_citizens,
                                const ApoyoMix *mix,
                                const char *district,
                                GError **error);
void apoyo_population_residence (const ApoyoPopulation *self, guint index, ApoyoResidence *place);
gboolean apoyo_population_is_twin (const ApoyoPopulation *self, guint index);
void apoyo_population_citizen (const ApoyoPopulation *self, guint index, ApoyoCitizen *citizen);
gboolean apoyo_population_write_roll (const ApoyoPopulation *self,
                                      const char *file,
                                      guint *n_written,
                                      GError **error);

guint apoyo_section_count (guint entity);
guint apoyo_section_federal_district (guint entity, guint section);
guint apoyo_section_municipality (guint entity, guint section);
gboolean apoyo_district_parse (const char *code, guint *entity, guint *district);

G_END_DECLS
