/* apoyo-album.h: captures as folders, to look at and to tune upon.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-plant.h"
#include "apoyo-population.h"

G_BEGIN_DECLS

/* One capture: who, of what plant. The stranger is the one whose card, face or hand is shown. */
typedef struct {
  const ApoyoPlant *plant;
  ApoyoCitizen citizen; /* as the roll knows the person */
  ApoyoCitizen holder;  /* as the credential of this capture says */
  ApoyoCitizen stranger;
  guint64 shot;
} ApoyoScenario;

void apoyo_scenario_init (ApoyoScenario *self,
                          const ApoyoPopulation *population,
                          const ApoyoPlant *plant,
                          guint citizen,
                          guint64 shot);
void apoyo_scenario_clear (ApoyoScenario *self);
guint apoyo_scenario_citizen (const ApoyoPopulation *population, const ApoyoPlant *plant, guint i);

gboolean apoyo_album_write (const ApoyoPopulation *population,
                            const ApoyoPlant *plant,
                            guint citizen,
                            guint64 shot,
                            const char *dir,
                            GError **error);
gboolean apoyo_album_fill (const ApoyoPopulation *population,
                           const ApoyoPlant *plant,
                           guint n,
                           const char *dir,
                           GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ApoyoScenario, apoyo_scenario_clear)

G_END_DECLS
