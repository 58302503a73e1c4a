/* apoyo-password.c: which passwords are good enough, and making one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <sys/random.h>

#include "apoyo-password.h"

/* Fewer than these may differ from each other in no password. */
#define MIN_DIFFERENT 5
/* What must remain of a password without the person's account and names. */
#define MIN_OWN 6
#define N_GENERATED 20
#define GROUP 5

/* Without 0 o 1 l i: 31 characters. */
static const char alphabet[] = "23456789abcdefghjkmnpqrstuvwxyz";

/* Rows that are typed without thinking, in both directions. */
static const char *const rows[] = {
  "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm",
  "1qaz2wsx3edc4rfv5tgb",
};

static guint
count_different (const char *password)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (const char *at = password; *at != '\0'; at = g_utf8_next_char (at))
    g_hash_table_add (seen, GUINT_TO_POINTER (g_utf8_get_char (at)));
  return g_hash_table_size (seen);
}

/* The longest part of the password, from `at` on, that is a piece of the row. */
static gsize
count_in_row (const char *at, const char *row)
{
  gsize best = 0;

  for (const char *from = row; *from != '\0'; from++) {
    gsize n = 0;

    while (from[n] != '\0' && from[n] == at[n])
      n++;
    best = MAX (best, n);
  }
  return best;
}

/* How many characters remain when each piece of a row of at least four counts as one. */
static gsize
count_thoughts (const char *folded)
{
  gsize thoughts = 0;

  for (const char *at = folded; *at != '\0';) {
    gsize longest = 0;

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
      g_autofree char *back = g_utf8_strreverse (rows[i], -1);

      longest = MAX (longest, MAX (count_in_row (at, rows[i]), count_in_row (at, back)));
    }
    at = longest >= 4 ? at + longest : g_utf8_next_char (at);
    thoughts++;
  }
  return thoughts;
}

/* Takes each of the words of at least three characters out of the text. */
static void
remove_words (GString *text, const char *words)
{
  g_autofree char *ascii = words != NULL ? g_str_to_ascii (words, "es") : g_strdup ("");
  g_autofree char *folded = g_ascii_strdown (ascii, -1);
  g_auto (GStrv) parts = g_strsplit_set (folded, " ._-", -1);

  for (guint i = 0; parts[i] != NULL; i++) {
    if (strlen (parts[i]) >= 3)
      g_string_replace (text, parts[i], "", 0);
  }
}

ApoyoPasswordFault
apoyo_password_check (const char *password, const char *account, const char *name)
{
  g_autoptr (GString) own = NULL;
  char *folded;
  gboolean plain;

  g_return_val_if_fail (password != NULL, APOYO_PASSWORD_NOT_TEXT);

  if (!g_utf8_validate (password, -1, NULL))
    return APOYO_PASSWORD_NOT_TEXT;
  if (g_utf8_strlen (password, -1) < APOYO_PASSWORD_MIN_CHARACTERS)
    return APOYO_PASSWORD_TOO_SHORT;
  folded = g_utf8_strdown (password, -1);
  plain = count_different (folded) < MIN_DIFFERENT || count_thoughts (folded) < MIN_DIFFERENT;
  own = g_string_new (folded);
  apoyo_password_free (folded);
  remove_words (own, account);
  remove_words (own, name);
  if (plain)
    return APOYO_PASSWORD_TOO_PLAIN;
  return g_utf8_strlen (own->str, -1) < MIN_OWN ? APOYO_PASSWORD_LIKE_ACCOUNT : APOYO_PASSWORD_GOOD;
}

const char *
apoyo_password_fault_explain (ApoyoPasswordFault fault)
{
  switch (fault) {
  case APOYO_PASSWORD_NOT_TEXT:
    return _ ("Use characters of the keyboard only");
  case APOYO_PASSWORD_TOO_SHORT:
    return _ ("Use at least 10 characters");
  case APOYO_PASSWORD_TOO_PLAIN:
    return _ ("Use more different characters, and no row of the keyboard");
  case APOYO_PASSWORD_LIKE_ACCOUNT:
    return _ ("Use more than the person's name or account");
  case APOYO_PASSWORD_GOOD:
  default:
    return NULL;
  }
}

/* The number of characters that somebody would have to try for each place. */
static double
count_choices (const char *password)
{
  gboolean lower = FALSE, upper = FALSE, digit = FALSE, other = FALSE;

  for (const char *at = password; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    lower |= g_unichar_islower (c);
    upper |= g_unichar_isupper (c);
    digit |= g_unichar_isdigit (c);
    other |= !g_unichar_isalnum (c);
  }
  return (lower ? 26 : 0) + (upper ? 26 : 0) + (digit ? 10 : 0) + (other ? 30 : 0);
}

guint
apoyo_password_strength (const char *password)
{
  static const double bits[] = { 60, 80, 100 };
  char *folded;
  double strength;
  guint level = 1;

  g_return_val_if_fail (password != NULL, 0);

  if (apoyo_password_check (password, NULL, NULL) != APOYO_PASSWORD_GOOD)
    return *password == '\0' ? 0 : 1;
  folded = g_utf8_strdown (password, -1);
  strength = (double) MIN (count_thoughts (folded), count_different (password) * 2u) *
             log2 (count_choices (password));
  apoyo_password_free (folded);
  for (gsize i = 0; i < G_N_ELEMENTS (bits) && strength >= bits[i]; i++)
    level++;
  return level;
}

/* One byte of the system's chance. */
static guint8
draw_byte (void)
{
  guint8 byte = 0;

  while (getrandom (&byte, sizeof byte, 0) != sizeof byte)
    ; /* interrupted */
  return byte;
}

/* No character more often than another: bytes beyond the last whole round are drawn again. */
static char
draw (void)
{
  const guint n = sizeof alphabet - 1;
  guint byte;

  do
    byte = draw_byte ();
  while (byte >= 256 / n * n);
  return alphabet[byte % n];
}

char *
apoyo_password_generate (void)
{
  GString *password = g_string_sized_new (N_GENERATED + N_GENERATED / GROUP);

  for (guint i = 0; i < N_GENERATED; i++) {
    if (i > 0 && i % GROUP == 0)
      g_string_append_c (password, '-');
    g_string_append_c (password, draw ());
  }
  return g_string_free (password, FALSE);
}

void
apoyo_password_free (char *password)
{
  if (password != NULL)
    explicit_bzero (password, strlen (password));
  g_free (password);
}
