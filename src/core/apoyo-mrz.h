/* apoyo-mrz.h: the machine readable zone on the back of a credential (ICAO 9303, TD1).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define APOYO_MRZ_LINE 30

/* The sex letter is the Spanish one, H or M: ICAO's M would make a man of every woman. */
typedef struct {
  char cic[10];
  char section[5];
  char citizen_id[10];
  char birth[7];                     /* AAMMDD */
  char sex;                          /* H, M or X */
  char expiry[7];                    /* AAMMDD, always a 31 December */
  char issue[3];                     /* número de emisión, 01 … */
  char other[6];                     /* five digits of unknown meaning, empty when filled with < */
  char paternal[APOYO_MRZ_LINE + 1]; /* no accents; compound names with spaces */
  char maternal[APOYO_MRZ_LINE + 1];
  char given[APOYO_MRZ_LINE + 1];
} ApoyoMrz;

/* Three lines of 30, separated by line ends or not at all. FORMAT for shape; CHECK when only check
 * digits disagree (mrz is filled in then too). */
gboolean apoyo_mrz_parse (const char *text, ApoyoMrz *mrz, GError **error);

/* Names as people write them, into the zone's letters: no accents, Ñ as N, truncated. */
void
apoyo_mrz_set_names (ApoyoMrz *mrz, const char *paternal, const char *maternal, const char *given);

/* Three lines joined by '\n', names truncated to the third line. */
char *apoyo_mrz_build (const ApoyoMrz *mrz, GError **error);

/* Weights 7-3-1; '\0' when a character has no value. */
char apoyo_mrz_check_digit (const char *text, gsize length);

G_END_DECLS
