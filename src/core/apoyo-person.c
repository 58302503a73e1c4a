/* apoyo-person.c: a person's name, birth and sex, and how the registries abbreviate names.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <string.h>

#include "apoyo-entity.h"
#include "apoyo-person.h"

/* Words that a registry skips in front of a surname or a name: the particles of the
 * "Instructivo normativo para la asignación de la CURP". */
static const char *const particles[] = {
  "DA",  "DAS", "DE", "DEL", "DER", "DI", "DIE", "DD",  "EL", "LA",
  "LOS", "LAS", "LE", "LES", "MAC", "MC", "VAN", "VON", "Y",  NULL,
};

/* Given names too frequent to tell people apart, skipped when another one follows. */
static const char *const frequent[] = { "MARIA", "MA", "MA.", "JOSE", "J", "J.", NULL };

char *
apoyo_text_upper (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    if ((guchar) *p < 0x80) {
      g_string_append_c (out, g_ascii_toupper (*p));
    } else {
      /* Letter by letter: ß is two of them, and without its neighbours none depends on a language.
       */
      g_autofree char *letter = g_utf8_strup (p, g_utf8_next_char (p) - p);

      g_string_append (out, letter);
    }
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Every accent goes except the tilde of Ñ, which is a letter of its own. */
char *
apoyo_name_normalise (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  g_autofree char *decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFD);
  g_autofree char *upper = apoyo_text_upper (decomposed);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = upper; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c == 0x0303 && out->len > 0 && out->str[out->len - 1] == 'N') {
      g_string_truncate (out, out->len - 1);
      g_string_append (out, "Ñ");
    } else if (g_unichar_isspace (c)) {
      if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    } else if (!g_unichar_ismark (c)) {
      g_string_append_unichar (out, c);
    }
  }
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
apoyo_name_main_word (const char *normalised, gboolean given)
{
  g_auto (GStrv) words = NULL;
  const char *first = NULL;

  g_return_val_if_fail (normalised != NULL, NULL);

  words = g_strsplit (normalised, " ", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    if (words[i][0] == '\0' || g_strv_contains (particles, words[i]))
      continue;
    if (given && g_strv_contains (frequent, words[i])) {
      first = first != NULL ? first : words[i];
      continue;
    }
    return g_strdup (words[i]);
  }
  return g_strdup (first != NULL ? first : "");
}

char *
apoyo_name_abbreviable (const char *name, gboolean given)
{
  g_autofree char *normalised = apoyo_name_normalise (name);

  return apoyo_name_main_word (normalised, given);
}

gboolean
apoyo_person_is_possible (const ApoyoPerson *person)
{
  g_return_val_if_fail (person != NULL, FALSE);

  /* The bounds first: the types of GDate are narrower than ours. */
  return person->day >= 1 && person->day <= 31 && person->year >= 1900 && person->year <= 2099 &&
         person->month >= 1 && person->month <= 12 &&
         g_date_valid_dmy ((GDateDay) person->day, (GDateMonth) person->month,
                           (GDateYear) person->year) &&
         (person->sex == 'H' || person->sex == 'M' || person->sex == 'X') &&
         person->entity != NULL &&
         (apoyo_entity_lookup (person->entity) != NULL || g_str_equal (person->entity, "87") ||
          g_str_equal (person->entity, "88"));
}

/* X is what the registries write for whatever is not a letter from A to Z, Ñ included. */
static char
letter_or_x (gunichar c)
{
  return c < 128 && g_ascii_isupper ((char) c) ? (char) c : 'X';
}

static gboolean
is_vowel (gunichar c)
{
  return c < 128 && c != 0 && strchr ("AEIOU", (int) c) != NULL;
}

char
apoyo_name_initial (const char *main_word)
{
  g_return_val_if_fail (main_word != NULL, 'X');
  return *main_word == '\0' ? 'X' : letter_or_x (g_utf8_get_char (main_word));
}

char
apoyo_name_inner_vowel (const char *main_word)
{
  g_return_val_if_fail (main_word != NULL, 'X');

  if (*main_word == '\0')
    return 'X';
  for (const char *p = g_utf8_next_char (main_word); *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (is_vowel (c))
      return (char) c;
    /* A mark inside a surname (O'HIGGINS, PEREZ/LOPEZ) ends it: the rule writes X. */
    if (!g_unichar_isalpha (c))
      return 'X';
  }
  return 'X';
}

char
apoyo_name_inner_consonant (const char *main_word)
{
  g_return_val_if_fail (main_word != NULL, 'X');

  if (*main_word == '\0')
    return 'X';
  for (const char *p = g_utf8_next_char (main_word); *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!is_vowel (c))
      return letter_or_x (c);
  }
  return 'X';
}
