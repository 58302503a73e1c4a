/* apoyo-refusal.c: what the database says no with, in the language of whoever reads it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-refusal-texts.h"
#include "apoyo-refusal-words.h"
#include "apoyo-refusal.h"
#include "apoyo-store-error.h"

/* Why a proposal was overtaken, where no command refused. */
static const char *const overtaken[] = {
  N_ ("Whoever proposed it may not do it any more"),
  N_ ("It would do something else by now"),
};

static const ApoyoRefusalText *
find_text (const char *code)
{
  for (const ApoyoRefusalText *text = apoyo_refusal_texts; text->code != NULL; text++) {
    if (g_strcmp0 (text->code, code) == 0)
      return text;
  }
  return NULL;
}

/* "%2$s": the place of a name, 0 for anything else. */
static guint
read_place (const char *at)
{
  return at[0] == '%' && g_ascii_isdigit (at[1]) && at[2] == '$' && at[3] == 's'
             ? (guint) g_ascii_digit_value (at[1])
             : 0;
}

/* A name that is missing leaves its place empty, as it does in the database. */
static char *
fill (const char *text, const char *const *names)
{
  guint n_names = names != NULL ? g_strv_length ((GStrv) names) : 0;
  GString *filled = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++) {
    guint place = read_place (at);

    if (place > 0) {
      if (place <= n_names)
        g_string_append (filled, names[place - 1]);
      at += strlen ("%1$s") - 1;
    } else {
      g_string_append_c (filled, *at);
      if (at[0] == '%' && at[1] == '%')
        at++;
    }
  }
  return g_string_free (filled, FALSE);
}

/* An account may be called like a word of the system: where accounts are named, nothing is said
 * otherwise. */
static gboolean
names_accounts (const char *code)
{
  return g_str_has_prefix (code, "AP60") || g_str_equal (code, "AP003");
}

/* A process does not pass for what a check of it said: that sentence stands among the names. */
static gboolean
names_sentence (const char *code, guint place)
{
  return g_strcmp0 (code, "AP151") == 0 && place == 1;
}

/* (transfer full) */
static GStrv
say_names (const char *code, const char *const *names)
{
  GStrv said = g_strdupv ((GStrv) names);

  for (guint i = 0; said != NULL && said[i] != NULL && !names_accounts (code); i++) {
    char *word =
        names_sentence (code, i) ? apoyo_refusal_translate (said[i]) : apoyo_refusal_word (said[i]);

    g_free (said[i]);
    said[i] = word;
  }
  return said;
}

char *
apoyo_refusal_format (const char *code, const char *const *names, char **hint)
{
  const ApoyoRefusalText *text = find_text (code);
  g_auto (GStrv) said = NULL;

  if (hint != NULL)
    *hint = NULL;
  if (text == NULL)
    return NULL;
  said = say_names (code, names);
  if (hint != NULL)
    *hint = fill (_ (text->hint), (const char *const *) said);
  return fill (_ (text->message), (const char *const *) said);
}

/* What else can go wrong, by what the person does about it. */
static const struct {
  ApoyoStoreError code;
  const char *message;
  const char *hint;
} troubles[] = {
  { APOYO_STORE_ERROR_BUSY, N_ ("The server has too much to do at the moment"),
    N_ ("Nothing was changed; try again in a moment") },
  { APOYO_STORE_ERROR_CONFLICT, N_ ("Somebody else has changed this meanwhile"),
    N_ ("Look at how it is now, then do it again") },
  { APOYO_STORE_ERROR_RETRY, N_ ("Two people changed the same thing at once"),
    N_ ("Nothing was changed; do it again") },
  { APOYO_STORE_ERROR_DENIED, N_ ("Your account may not do this"),
    N_ ("Ask a supervisor for the role that it needs") },
};

static gboolean
is_defect (const GError *error)
{
  return g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_FAILED) ||
         g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA);
}

/* An error without a SQLSTATE was made here, with a message for people. */
static gboolean
is_trouble (const GError *error, gsize i)
{
  return apoyo_store_error_get_sqlstate (error) != NULL &&
         g_error_matches (error, APOYO_STORE_ERROR, (int) troubles[i].code);
}

static char *
dup_trouble (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++) {
    if (is_trouble (error, i))
      return g_strdup (_ (troubles[i].message));
  }
  if (g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION))
    return g_strdup_printf (_ ("The connection to the server failed: %s"), error->message);
  if (is_defect (error))
    return g_strdup_printf (_ ("The program has a defect: %s"), error->message);
  return g_strdup (error->message);
}

static char *
dup_trouble_hint (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++) {
    if (is_trouble (error, i))
      return g_strdup (_ (troubles[i].hint));
  }
  if (g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION))
    return g_strdup (
        _ ("What you did last may have been done: look at it once the connection is back"));
  if (is_defect (error))
    return g_strdup (_ ("Report it to whoever maintains the system"));
  return g_strdup (apoyo_store_error_get_hint (error));
}

static char *
dup_text (const GError *error, gboolean wants_hint)
{
  const char *state = apoyo_store_error_get_sqlstate (error);
  g_autofree char *hint = NULL;
  g_autofree char *message =
      state != NULL ? apoyo_refusal_format (state, apoyo_store_error_get_names (error), &hint)
                    : NULL;

  if (message != NULL)
    return wants_hint ? g_steal_pointer (&hint) : g_steal_pointer (&message);
  return wants_hint ? dup_trouble_hint (error) : dup_trouble (error);
}

char *
apoyo_refusal_dup_message (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);
  return dup_text (error, FALSE);
}

char *
apoyo_refusal_dup_hint (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);
  return dup_text (error, TRUE);
}

/* --- sentences that were written down --------------------------------------------------------- */

/* (transfer full): matches what a text may have become, with a group for each place in it. */
static GRegex *
make_pattern (const char *text, GArray *places)
{
  g_autoptr (GString) pattern = g_string_new ("^");
  const char *from = text;

  for (const char *at = text;; at++) {
    guint place = *at != '\0' ? read_place (at) : 0;
    gboolean percent = at[0] == '%' && at[1] == '%';

    if (*at == '\0' || place > 0 || percent) {
      g_autofree char *literal = g_regex_escape_string (from, (int) (at - from));

      g_string_append (pattern, literal);
    }
    if (*at == '\0')
      break;
    if (place > 0) {
      g_array_append_val (places, place);
      g_string_append (pattern, "(.*?)");
      at += strlen ("%1$s") - 1;
      from = at + 1;
    } else if (percent) {
      at++;
      from = at;
    }
  }
  g_string_append_c (pattern, '$');
  return g_regex_new (pattern->str, G_REGEX_DOTALL, 0, NULL);
}

/* (transfer full) (nullable): the names that text was filled with to become the sentence. */
static GStrv
read_names (const char *text, const char *sentence)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  GStrv names;

  /* Cheap, and nearly always enough. */
  if (strncmp (text, sentence, strcspn (text, "%")) != 0)
    return NULL;
  regex = make_pattern (text, places);
  if (regex == NULL || !g_regex_match (regex, sentence, 0, &match))
    return NULL;
  names = g_new0 (char *, 11);
  for (guint i = 0; i < 10; i++)
    names[i] = g_strdup ("");
  for (guint i = 0; i < places->len; i++) {
    guint place = g_array_index (places, guint, i) - 1;

    g_free (names[place]);
    names[place] = g_match_info_fetch (match, (int) i + 1);
  }
  return names;
}

/* (transfer full) (nullable) */
static char *
translate_as (const char *code, const char *text, const char *sentence)
{
  g_auto (GStrv) names = read_names (text, sentence);
  g_auto (GStrv) said = NULL;

  if (names == NULL)
    return NULL;
  said = say_names (code, (const char *const *) names);
  return fill (_ (text), (const char *const *) said);
}

char *
apoyo_refusal_translate (const char *sentence)
{
  char *said = NULL;

  g_return_val_if_fail (sentence != NULL, NULL);

  for (guint i = 0; said == NULL && i < G_N_ELEMENTS (overtaken); i++)
    said = g_str_equal (overtaken[i], sentence) ? g_strdup (_ (overtaken[i])) : NULL;
  for (guint i = 0; said == NULL && apoyo_refusal_reasons[i] != NULL; i++)
    said = translate_as ("", apoyo_refusal_reasons[i], sentence);
  for (guint i = 0; said == NULL && apoyo_refusal_texts[i].code != NULL; i++)
    said = translate_as (apoyo_refusal_texts[i].code, apoyo_refusal_texts[i].message, sentence);
  return said != NULL ? said : g_strdup (sentence);
}
