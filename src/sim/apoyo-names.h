/* apoyo-names.h: given names and surnames as they are common in Mexico.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-random.h"

G_BEGIN_DECLS

char *apoyo_names_given (ApoyoRandom *random, gboolean woman);
const char *apoyo_names_surname (ApoyoRandom *random);
const char *apoyo_names_street (ApoyoRandom *random);
const char *apoyo_names_neighbourhood (ApoyoRandom *random);
char *apoyo_names_plain (const char *text);

G_END_DECLS
