/* apoyo-code-text.h: what the barcodes of a credential's back say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Fields are empty when the code does not carry them. */
typedef struct {
  char clave_elector[24];
  char curp[24];
  char cic[16];
  char citizen_id[16];
  char section[8];
  char issue[4];
  int valid_until; /* 0: not in it */
} ApoyoCodeText;

/* The open payload of a specimen: "MUESTRA|1|clave|curp|cic|citizen|section|issue|year|…",
 * "MUESTRA|2|cic|names|birth|sex|…", "MUESTRA cic". The payload of an issued credential is
 * encrypted and signed, and only the Instituto's verifier reads it (apoyo-code-verifier.h): FALSE,
 * like every other text.
 */
gboolean apoyo_code_text_parse (const char *text, ApoyoCodeText *code);

G_END_DECLS
