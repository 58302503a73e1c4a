/* apoyo-staff-list.h: the staff as a list that filters as one types.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-staff.h"

G_BEGIN_DECLS

/* Signal: "chosen" (ApoyoStaff *), also when what is known of the chosen one changed. */

#define APOYO_TYPE_STAFF_LIST (apoyo_staff_list_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoStaffList, apoyo_staff_list, APOYO, STAFF_LIST, AdwBin)

/* The choice, the search and the place in the list stay. people: of ApoyoStaff */
void apoyo_staff_list_set_people (ApoyoStaffList *self, GListModel *people);
/* By account, as soon as they are in the list. */
void apoyo_staff_list_choose (ApoyoStaffList *self, const char *account);
/* (nullable) */
ApoyoStaff *apoyo_staff_list_get_chosen (ApoyoStaffList *self);
void apoyo_staff_list_search (ApoyoStaffList *self);

G_END_DECLS
