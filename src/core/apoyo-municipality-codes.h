/* apoyo-municipality-codes.h: codes of municipalities as somebody types or pastes them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Codes of five digits, entity and municipality, with anything between them; "3008" of a
 * spreadsheet is 03008, and "21-M140" is 21140. Each once, in the order given; what has another
 * number of digits stays as it is, for whoever knows the municipalities to refuse. */
char **apoyo_municipality_codes_read (const char *text);

G_END_DECLS
