/* apoyo-folio.h: the public number of a support, and the key of an auxiliary.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define APOYO_FOLIO_DIGITS 10
#define APOYO_FOLIO_MAX_CODE 16
#define APOYO_AUXILIARY_KEY_DIGITS 20

/* <PROCESS CODE>-<10 Crockford base-32 digits>-<check>, e.g. RM26-7K3M9Q2X4W-0. A process code is
 * 1 to 16 of A-Z and 0-9. The check digit is Crockford's (modulo 37) over the ten digits. */
char *apoyo_folio_new (const char *process_code, GError **error);
char *apoyo_folio_from_number (const char *process_code, guint64 number, GError **error);

/* What a person typed, in the written form: lower case, spaces around, and O for 0, I or L for 1
 * are understood. The code, when wanted, goes to process_code (transfer full). */
char *apoyo_folio_parse (const char *text, char **process_code, GError **error);

/* 100 random bits as 7K3M9-Q2X4T-…, and the normalised text (20 digits, no hyphens) whose
 * SHA-256 is stored. */
char *apoyo_auxiliary_key_new (GError **error);
char *apoyo_auxiliary_key_normalise (const char *text, GError **error);

G_END_DECLS
