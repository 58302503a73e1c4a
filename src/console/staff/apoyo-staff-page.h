/* apoyo-staff-page.h: who works here, and what each may do.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-page.h"

G_BEGIN_DECLS

#define APOYO_TYPE_STAFF_PAGE (apoyo_staff_page_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoStaffPage, apoyo_staff_page, APOYO, STAFF_PAGE, ApoyoPage)

G_END_DECLS
