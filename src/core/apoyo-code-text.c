/* apoyo-code-text.c: what the barcodes of a credential's back say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <string.h>

#include "apoyo-code-text.h"

#define LONGEST 2048
#define FACTS "MUESTRA|1|"
#define NAMES "MUESTRA|2|"
#define SERVICE "MUESTRA "

/* A field of letters and digits alone; anything else is no field of ours. */
static gboolean
take (char *field, gsize size, const char *from)
{
  gsize length = strlen (from);

  if (length >= size)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isalnum (from[i]))
      return FALSE;
  }
  memcpy (field, from, length + 1);
  return TRUE;
}

static gboolean
take_year (int *year, const char *from)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (from, 10, 0, 9999, &number, NULL))
    return FALSE;
  *year = (int) number;
  return TRUE;
}

static gboolean
parse_facts (const char *text, ApoyoCodeText *code)
{
  g_auto (GStrv) parts = g_strsplit (text + strlen (FACTS), "|", 9);

  return g_strv_length (parts) >= 7 &&
         take (code->clave_elector, sizeof code->clave_elector, parts[0]) &&
         take (code->curp, sizeof code->curp, parts[1]) &&
         take (code->cic, sizeof code->cic, parts[2]) &&
         take (code->citizen_id, sizeof code->citizen_id, parts[3]) &&
         take (code->section, sizeof code->section, parts[4]) &&
         take (code->issue, sizeof code->issue, parts[5]) &&
         take_year (&code->valid_until, parts[6]);
}

static gboolean
parse_names (const char *text, ApoyoCodeText *code)
{
  g_auto (GStrv) parts = g_strsplit (text + strlen (NAMES), "|", 2);

  return g_strv_length (parts) == 2 && take (code->cic, sizeof code->cic, parts[0]);
}

gboolean
apoyo_code_text_parse (const char *text, ApoyoCodeText *code)
{
  ApoyoCodeText read = { 0 };
  gboolean known = FALSE;

  g_return_val_if_fail (text != NULL && code != NULL, FALSE);

  if (strnlen (text, LONGEST) == LONGEST)
    return FALSE;
  if (g_str_has_prefix (text, FACTS))
    known = parse_facts (text, &read);
  else if (g_str_has_prefix (text, NAMES))
    known = parse_names (text, &read);
  else if (g_str_has_prefix (text, SERVICE))
    known = take (read.cic, sizeof read.cic, text + strlen (SERVICE));
  if (known)
    *code = read;
  return known;
}
