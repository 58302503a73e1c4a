/* apoyo-demarcations-page.h: the geography: its versions, its tree and what looks wrong in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-page.h"

G_BEGIN_DECLS

#define APOYO_TYPE_DEMARCATIONS_PAGE (apoyo_demarcations_page_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoDemarcationsPage,
                      apoyo_demarcations_page,
                      APOYO,
                      DEMARCATIONS_PAGE,
                      ApoyoPage)

G_END_DECLS
