/* apoyo-folio.c: the public number of a support, and the key of an auxiliary.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/random.h>

#include "apoyo-core-error.h"
#include "apoyo-folio.h"

/* Crockford's base 32 has no I, L, O, U; the five symbols after it stand only as check digits. */
static const char symbols[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";

#define CHECK_MODULUS 37
#define NUMBER_BITS (5 * APOYO_FOLIO_DIGITS)
#define KEY_GROUP 5

/* -1 for a character that is no digit; what people confuse is understood. */
static int
digit_value (char c)
{
  const char *found;

  c = g_ascii_toupper (c);
  if (c == 'O')
    c = '0';
  else if (c == 'I' || c == 'L')
    c = '1';
  found = c == '\0' ? NULL : memchr (symbols, c, 32);
  return found != NULL ? (int) (found - symbols) : -1;
}

static int
check_value (char c)
{
  int value = digit_value (c);
  const char *found;

  if (value >= 0)
    return value;
  found = strchr (symbols + 32, g_ascii_toupper (c));
  return found != NULL && *found != '\0' ? (int) (found - symbols) : -1;
}

static gboolean
random_bytes (gpointer buffer, gsize length, GError **error)
{
  guint8 *bytes = buffer;

  while (length > 0) {
    gssize n = getrandom (bytes, length, 0);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      g_set_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_SYSTEM,
                   _ ("The system gives no random numbers: %s"), g_strerror (errno));
      return FALSE;
    }
    bytes += n;
    length -= (gsize) n;
  }
  return TRUE;
}

static gboolean
process_code_is_valid (const char *code, gsize length)
{
  if (length == 0 || length > APOYO_FOLIO_MAX_CODE)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isupper (code[i]) && !g_ascii_isdigit (code[i]))
      return FALSE;
  }
  return TRUE;
}

char *
apoyo_folio_from_number (const char *process_code, guint64 number, GError **error)
{
  char digits[APOYO_FOLIO_DIGITS + 1] = { 0 };
  guint64 rest = number;

  g_return_val_if_fail (process_code != NULL, NULL);

  if (!process_code_is_valid (process_code, strlen (process_code))) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE,
                         _ ("A process code has 1 to 16 capital letters and digits"));
    return NULL;
  }
  if (number >> NUMBER_BITS != 0) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_VALUE,
                         _ ("The number of a folio has ten digits"));
    return NULL;
  }
  for (int i = APOYO_FOLIO_DIGITS - 1; i >= 0; i--) {
    digits[i] = symbols[rest & 31];
    rest >>= 5;
  }
  return g_strdup_printf ("%s-%s-%c", process_code, digits, symbols[number % CHECK_MODULUS]);
}

/* Numbers whose check is one of the five symbols are drawn again: a folio goes into addresses and
 * is read out over the telephone. */
char *
apoyo_folio_new (const char *process_code, GError **error)
{
  guint64 number = 0;

  do {
    if (!random_bytes (&number, sizeof number, error))
      return NULL;
    number >>= 64 - NUMBER_BITS;
  } while (number % CHECK_MODULUS >= 32);
  return apoyo_folio_from_number (process_code, number, error);
}

static char *
folio_refuse (GError **error)
{
  g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT,
                       _ ("A folio looks like RM26-7K3M9Q2X4W-0"));
  return NULL;
}

/* The ten digits and their check, written canonically; FALSE with error set. */
static gboolean
folio_read_number (const char *text, guint64 *number, GError **error)
{
  int check;

  *number = 0;
  if (strlen (text) != APOYO_FOLIO_DIGITS + 2 || text[APOYO_FOLIO_DIGITS] != '-')
    return folio_refuse (error) != NULL;
  for (guint i = 0; i < APOYO_FOLIO_DIGITS; i++) {
    int value = digit_value (text[i]);

    if (value < 0)
      return folio_refuse (error) != NULL;
    *number = *number << 5 | (guint64) value;
  }
  check = check_value (text[APOYO_FOLIO_DIGITS + 1]);
  if (check < 0)
    return folio_refuse (error) != NULL;
  if ((guint64) check != *number % CHECK_MODULUS) {
    g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_CHECK,
                         _ ("The folio's last character does not match: a character is wrong"));
    return FALSE;
  }
  return TRUE;
}

char *
apoyo_folio_parse (const char *text, char **process_code, GError **error)
{
  g_autofree char *folded = NULL;
  g_autofree char *code = NULL;
  char *folio;
  const char *hyphen;
  guint64 number = 0;

  g_return_val_if_fail (text != NULL, NULL);

  /* A bound before anything is copied: the text may come from the network. */
  if (strnlen (text, 128) == 128)
    return folio_refuse (error);
  folded = g_strstrip (g_ascii_strup (text, -1));
  hyphen = strchr (folded, '-');
  if (hyphen == NULL || !process_code_is_valid (folded, (gsize) (hyphen - folded)))
    return folio_refuse (error);
  if (!folio_read_number (hyphen + 1, &number, error))
    return NULL;
  code = g_strndup (folded, (gsize) (hyphen - folded));
  folio = apoyo_folio_from_number (code, number, error);
  if (folio != NULL && process_code != NULL)
    *process_code = g_steal_pointer (&code);
  return folio;
}

char *
apoyo_auxiliary_key_new (GError **error)
{
  guint8 random[APOYO_AUXILIARY_KEY_DIGITS];
  g_autoptr (GString) key = g_string_new (NULL);

  if (!random_bytes (random, sizeof random, error))
    return NULL;
  for (guint i = 0; i < APOYO_AUXILIARY_KEY_DIGITS; i++) {
    if (i > 0 && i % KEY_GROUP == 0)
      g_string_append_c (key, '-');
    g_string_append_c (key, symbols[random[i] & 31]);
  }
  return g_string_free (g_steal_pointer (&key), FALSE);
}

/* Hyphens and spaces may stand anywhere: people group keys as they like. */
char *
apoyo_auxiliary_key_normalise (const char *text, GError **error)
{
  char key[APOYO_AUXILIARY_KEY_DIGITS + 1] = { 0 };
  guint n = 0;

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *p = text; *p != '\0'; p++) {
    int value;

    if (*p == '-' || g_ascii_isspace (*p))
      continue;
    value = digit_value (*p);
    if (value < 0 || n == APOYO_AUXILIARY_KEY_DIGITS)
      break;
    key[n++] = symbols[value];
    if (n == APOYO_AUXILIARY_KEY_DIGITS && p[strspn (p + 1, "- \t\r\n") + 1] == '\0')
      return g_strdup (key);
  }
  g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT,
                       _ ("The key of an auxiliary has 20 letters and digits"));
  return NULL;
}
