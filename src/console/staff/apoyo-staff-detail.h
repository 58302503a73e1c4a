/* apoyo-staff-detail.h: one account: its groups, scopes and history, and what may be done to it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-login.h"
#include "apoyo-staff.h"

G_BEGIN_DECLS

#define APOYO_TYPE_STAFF_DETAIL (apoyo_staff_detail_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoStaffDetail, apoyo_staff_detail, APOYO, STAFF_DETAIL, AdwBin)

void apoyo_staff_detail_show (ApoyoStaffDetail *self, ApoyoLogin *login, ApoyoStaff *person);
void apoyo_staff_detail_set_live (ApoyoStaffDetail *self, gboolean live);

G_END_DECLS
