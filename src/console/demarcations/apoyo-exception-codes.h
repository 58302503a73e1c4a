/* apoyo-exception-codes.h: codes of municipalities, as INE and as INEGI number them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-geography.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_CODING_INE,
  APOYO_CODING_INEGI,
} ApoyoCoding;

/* Those that no municipality has in that coding. (transfer full) */
GStrv apoyo_exception_codes_find_unknown (ApoyoGeography *geography,
                                          ApoyoCoding coding,
                                          const char *const *codes);
/* The code of a municipality in a coding; NULL where it has none. (transfer full) */
char *apoyo_exception_codes_of (ApoyoGeography *geography, ApoyoCoding coding, guint municipality);

G_END_DECLS
