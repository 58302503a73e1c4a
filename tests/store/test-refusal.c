/* test-refusal.c: what the database says no with, in the reader's language.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libintl.h>
#include <locale.h>

#include "config.h"

#include "apoyo-format.h"
#include "apoyo-refusal-texts.h"
#include "apoyo-refusal-words.h"
#include "apoyo-refusal.h"
#include "apoyo-store-error.h"

static void
test_names_fill_their_places (void)
{
  const char *names[] = { "RM26", "open", "draft", NULL };
  g_autofree char *hint = NULL;
  g_autofree char *message = apoyo_refusal_format ("AP102", names, &hint);

  g_assert_cmpstr (message, ==, "El proceso RM26 está abierto, y para esto debe estar en borrador");
  g_assert_cmpstr (hint, ==, "Consulte el estado del proceso");
}

static void
test_names_come_in_the_translations_order (void)
{
  const char *names[] = { "RM26", "12", NULL };
  g_autofree char *message = apoyo_refusal_format ("AP113", names, NULL);

  g_assert_cmpstr (message, ==, "12 apoyos del proceso RM26 aún no están decididos");
}

static void
test_a_list_of_groups_is_said_word_by_word (void)
{
  const char *names[] = { "apoyo_setup, apoyo_closer", NULL };
  g_autofree char *hint = NULL;
  g_autofree char *message = apoyo_refusal_format ("AP001", names, &hint);

  g_assert_nonnull (message);
  g_assert_nonnull (g_strrstr (hint, "Configuración"));
  g_assert_null (g_strrstr (hint, "apoyo_"));
}

static void
test_members_and_alternatives_are_said_word_by_word (void)
{
  const char *members[] = { "RM26", "closed", "name, rule.exclusive, rule.review", NULL };
  const char *states[] = { "RM26", "closed", "draft / ready", NULL };
  g_autofree char *fixed = apoyo_refusal_format ("AP153", members, NULL);
  g_autofree char *state = apoyo_refusal_format ("AP102", states, NULL);

  g_assert_nonnull (g_strrstr (fixed, ": nombre, exclusividad, revisión"));
  g_assert_nonnull (g_strrstr (state, "en borrador / listo"));
}

static void
test_a_sentence_within_a_sentence_is_said_too (void)
{
  const char *names[] = { "RM26", "The change of review.model has no reason", "2", NULL };
  g_autofree char *message = apoyo_refusal_format ("AP151", names, NULL);

  g_assert_nonnull (g_strrstr (message, "RM26"));
  g_assert_nonnull (g_strrstr (message, "El cambio de «modelo de revisión» no tiene motivo"));
}

static void
test_an_account_keeps_its_name (void)
{
  const char *names[] = { "draft", NULL };
  g_autofree char *message = apoyo_refusal_format ("AP606", names, NULL);

  g_assert_cmpstr (message, ==, "El nombre de cuenta draft ya está ocupado");
}

static void
test_times_are_the_institutes (void)
{
  static const char *const times[] = { "2026-11-21 18:30:00-06", "2026-11-22T00:30:00.000000Z" };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autofree char *said = apoyo_refusal_word (times[i]);

    g_assert_cmpstr (said, ==, "21/11/2026 18:30:00 (hora del centro)");
  }
}

static void
test_a_missing_name_leaves_its_place_empty (void)
{
  g_autofree char *message = apoyo_refusal_format ("AP101", NULL, NULL);

  g_assert_cmpstr (message, ==, "No existe el proceso ");
}

static void
test_an_unknown_code_is_nobodys (void)
{
  char *hint = (char *) "untouched";

  g_assert_null (apoyo_refusal_format ("AP9ZZ", NULL, &hint));
  g_assert_null (hint);
}

static void
test_other_errors_say_what_to_do (void)
{
  g_autoptr (GError) lost =
      g_error_new_literal (APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION, "gone");
  g_autoptr (GError) file =
      g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT, "No existe el archivo");
  g_autofree char *message = apoyo_refusal_dup_message (lost);
  g_autofree char *hint = apoyo_refusal_dup_hint (lost);
  g_autofree char *own = apoyo_refusal_dup_message (file);

  g_assert_cmpstr (message, ==, "Falló la conexión con el servidor: gone");
  g_assert_nonnull (g_strrstr (hint, "cuando vuelva la conexión"));
  g_assert_cmpstr (own, ==, "No existe el archivo");
  g_assert_null (apoyo_refusal_dup_hint (file));
}

static void
test_what_was_written_down_is_translated (void)
{
  static const struct {
    const char *sentence;
    const char *said;
  } cases[] = {
    { "Process RM26 is closed, and this needs it to be open",
      "El proceso RM26 está cerrado, y para esto debe estar abierto" },
    { "It would do something else by now", "A estas alturas haría otra cosa" },
    { "is empty", "está vacío" },
    { "repeats the person of line 17", "repite a la persona de la línea 17" },
    { "is not what line 5 says", "no es lo que dice la línea 5" },
    { "Por decisión del área (50 %)", "Por decisión del área (50 %)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *said = apoyo_refusal_translate (cases[i].sentence);

    g_assert_cmpstr (said, ==, cases[i].said);
  }
}

/* Every place that the English has, the Spanish has: nothing that a refusal names gets lost. */
static void
test_no_translation_loses_a_name (void)
{
  for (const ApoyoRefusalText *text = apoyo_refusal_texts; text->code != NULL; text++) {
    const char *pairs[] = { text->message, text->hint };

    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
      const char *spanish = gettext (pairs[i]);

      for (char place = '1'; place <= '9'; place++) {
        const char mark[] = { '%', place, '$', 's', '\0' };

        if ((strstr (pairs[i], mark) != NULL) != (strstr (spanish, mark) != NULL))
          g_error ("%s: %s, but: %s", text->code, pairs[i], spanish);
      }
    }
  }
}

int
main (int argc, char *argv[])
{
  g_setenv ("LANGUAGE", "es", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("APOYO_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refusal/names-fill-their-places", test_names_fill_their_places);
  g_test_add_func ("/refusal/names-in-the-translations-order",
                   test_names_come_in_the_translations_order);
  g_test_add_func ("/refusal/a-list-of-groups", test_a_list_of_groups_is_said_word_by_word);
  g_test_add_func ("/refusal/members-and-alternatives",
                   test_members_and_alternatives_are_said_word_by_word);
  g_test_add_func ("/refusal/a-sentence-within-a-sentence",
                   test_a_sentence_within_a_sentence_is_said_too);
  g_test_add_func ("/refusal/an-account-keeps-its-name", test_an_account_keeps_its_name);
  g_test_add_func ("/refusal/times", test_times_are_the_institutes);
  g_test_add_func ("/refusal/a-missing-name", test_a_missing_name_leaves_its_place_empty);
  g_test_add_func ("/refusal/an-unknown-code", test_an_unknown_code_is_nobodys);
  g_test_add_func ("/refusal/other-errors", test_other_errors_say_what_to_do);
  g_test_add_func ("/refusal/what-was-written-down", test_what_was_written_down_is_translated);
  g_test_add_func ("/refusal/no-translation-loses-a-name", test_no_translation_loses_a_name);
  return g_test_run ();
}
