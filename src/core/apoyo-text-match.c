/* apoyo-text-match.c: comparison of text that a machine read with text that is known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <string.h>

#include "apoyo-person.h"
#include "apoyo-text-match.h"

/* Longer texts are no field of a credential, and the distance costs their product. */
#define LONGEST 256

static char
fold_letter (char c)
{
  return (char) (c == '0' ? 'O' : c == '1' ? 'I' : c);
}

static char
fold_digit (char c)
{
  return (char) (c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c);
}

char *
apoyo_text_fold (const char *text, const char *format)
{
  g_autofree char *plain = apoyo_name_normalise (text);
  GString *folded = g_string_new (NULL);
  gsize length = format != NULL ? strlen (format) : 0;

  for (const char *p = plain; *p != '\0' && folded->len < LONGEST; p++) {
    if (!g_ascii_isalnum (*p) && (guchar) *p < 0x80)
      continue;
    g_string_append_c (folded, *p);
  }
  /* The class of a place is known only when every place is there. */
  for (gsize i = 0; folded->len == length && i < length; i++) {
    if (format[i] == 'A')
      folded->str[i] = fold_letter (folded->str[i]);
    else if (format[i] == '9')
      folded->str[i] = fold_digit (folded->str[i]);
  }
  return g_string_free (folded, FALSE);
}

gboolean
apoyo_text_equal (const char *read, const char *known, const char *format)
{
  g_autofree char *a = apoyo_text_fold (read, format);
  g_autofree char *b = apoyo_text_fold (known, format);

  return g_str_equal (a, b);
}

/* Levenshtein's, by bytes: what is left of UTF-8 after folding is Ñ alone. */
static guint
edit_distance (const char *a, const char *b)
{
  guint row[LONGEST + 2];
  gsize length = strlen (b);

  for (gsize j = 0; j <= length; j++)
    row[j] = (guint) j;
  for (gsize i = 0; a[i] != '\0'; i++) {
    guint corner = row[0];

    row[0] = (guint) i + 1;
    for (gsize j = 0; j < length; j++) {
      guint cost = corner + (a[i] != b[j]);

      corner = row[j + 1];
      row[j + 1] = MIN (cost, MIN (row[j], row[j + 1]) + 1);
    }
  }
  return row[length];
}

double
apoyo_text_likeness (const char *read, const char *known)
{
  g_autofree char *a = apoyo_text_fold (read, NULL);
  g_autofree char *b = apoyo_text_fold (known, NULL);
  gsize longer = MAX (strlen (a), strlen (b));

  return longer > 0 ? 1 - (double) edit_distance (a, b) / (double) longer : 1;
}
