/* apoyo-place-choice.h: where somebody may work: everywhere, a process, or an entity's contests.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-login.h"

G_BEGIN_DECLS

typedef struct {
  gboolean everywhere;
  int process;        /* 0: none */
  const char *entity; /* (nullable) */
} ApoyoPlaceChosen;

/* Rows of a form: where, and until when. Signal: "changed" (). */

#define APOYO_TYPE_PLACE_CHOICE (apoyo_place_choice_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPlaceChoice,
                      apoyo_place_choice,
                      APOYO,
                      PLACE_CHOICE,
                      AdwPreferencesGroup)

/* may_be_none: "nowhere yet" is offered too, and stands first */
GtkWidget *apoyo_place_choice_new (const char *title, ApoyoLogin *login, gboolean may_be_none);
/* FALSE, said at the field, when a process is to be chosen and there is none: no place at all would
 * be everywhere. Nothing at all where nowhere is chosen. */
gboolean apoyo_place_choice_get (ApoyoPlaceChoice *self, ApoyoPlaceChosen *chosen);
/* FALSE, said at the field, when the day is none or has gone by. until: (nullable): for good */
gboolean apoyo_place_choice_get_until (ApoyoPlaceChoice *self, GDateTime **until);
void apoyo_place_choice_show_error (ApoyoPlaceChoice *self, const GError *error);

G_END_DECLS
