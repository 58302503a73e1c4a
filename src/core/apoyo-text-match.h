/* apoyo-text-match.h: comparison of text that a machine read with text that is known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a format allows at each place of a field: A a letter, 9 a digit, anything else either. */
#define APOYO_TEXT_CURP "AAAA999999AAAAAAX9"
#define APOYO_TEXT_CLAVE "AAAAAA99999999A999"

/* Upper case, without white space and punctuation, and, where the format fixes the class, O for 0
 * and I for 1 in a letter's place and 0 for O and 1 for I (or L) in a digit's. Elsewhere they stay
 * what they are: there nobody can tell. format: (nullable) (transfer full) */
char *apoyo_text_fold (const char *text, const char *format);

/* Whether the two are the same field, folded. */
gboolean apoyo_text_equal (const char *read, const char *known, const char *format);

/* 1 for equal texts, 0 for texts with nothing in common: one minus the edit distance as a share of
 * the longer one. Folded without a format; of names the accents do not count. */
double apoyo_text_likeness (const char *read, const char *known);

G_END_DECLS
