/* apoyo-refusal-texts.h: what the database says no with, to be translated.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *code;    /* the SQLSTATE */
  const char *message; /* msgid, with %1$s … for names, and %% for % */
  const char *hint;    /* likewise */
} ApoyoRefusalText;

/* Sorted by code; the last has none. */
extern const ApoyoRefusalText apoyo_refusal_texts[];
/* Why a row of a file cannot be taken: behind the name of a field. NULL behind the last. */
extern const char *const apoyo_refusal_reasons[];

G_END_DECLS
