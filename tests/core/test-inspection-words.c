/* test-inspection-words.c: people read in Spanish whatever an inspection finds and notes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "apoyo-check-settings.h"
#include "apoyo-finding.h"
#include "apoyo-inspection.h"
#include "apoyo-situation.h"

/* What is said the same in both languages. */
static const char *const alike[] = {
  "CURP", "CIC", "clave de elector", "Clave de elector", "vigencia", "Vigencia", "acuerdo",
  "no",   NULL,
};

typedef const char *(*Teller) (gconstpointer thing);

/* In the C locale nothing is translated, whatever LANGUAGE says. */
static void
speak_english (void)
{
  setlocale (LC_ALL, "C");
}

static void
speak_spanish (void)
{
  setlocale (LC_ALL, "C.UTF-8");
}

/* Said in both languages, and not the same in both. */
static void
assert_spanish (Teller tell, gconstpointer thing)
{
  g_autofree char *english = NULL;
  const char *spanish = NULL;

  speak_english ();
  english = g_strdup (tell (thing));
  speak_spanish ();
  spanish = tell (thing);
  g_assert_nonnull (english);
  g_assert_nonnull (spanish);
  if (g_str_equal (english, spanish) && !g_strv_contains (alike, english))
    g_error ("“%s” is not in Spanish", english);
}

static const char *
tell_code (gconstpointer code)
{
  return apoyo_finding_code_get_message (GPOINTER_TO_INT (code));
}

static const char *
tell_field (gconstpointer field)
{
  g_autofree char *own = g_strdup (field); /* no literal of the program */
  const char *label = apoyo_finding_field_to_label (own);

  g_assert_true (label != own);
  return label;
}

static const char *
tell_id (gconstpointer id)
{
  g_autofree char *own = g_strdup (id); /* no literal of the program */
  const char *label = apoyo_inspection_get_label (own);

  g_assert_true (label != own);
  return label;
}

static const char *
tell_figure (gconstpointer name)
{
  g_autofree char *own = g_strdup (name); /* no literal of the program */
  const char *label = apoyo_inspection_get_figure_label (own);

  g_assert_true (label != own);
  return label;
}

static const char *
tell_word (gconstpointer pair)
{
  const char *const *words = pair;

  return apoyo_inspection_get_word_label (words[0], words[1]);
}

static void
test_every_code (void)
{
  for (int i = 0; i < APOYO_N_FINDING_CODES; i++)
    assert_spanish (tell_code, GINT_TO_POINTER (i));
}

static void
test_every_field (void)
{
  static const char *const fields[] = {
    "capture", "metadata", "model",   "curp",        "clave_elector", "cic",    "citizen_id",
    "ocr",     "issue",    "section", "valid_until", "names",         "birth",  "sex",
    "qr",      "pdf417",   "mrz",     "front",       "back",          "selfie", "signature",
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    assert_spanish (tell_field, fields[i]);
}

static void
test_every_check (void)
{
  static const char *const groups[] = { "front",
                                        "back",
                                        "selfie",
                                        "signature",
                                        "data",
                                        "behaviour",
                                        "behaviour.clock_skew",
                                        "behaviour.captured_after_sending",
                                        "behaviour.captured_before_opening" };
  g_autoptr (ApoyoCheckSettings) settings = apoyo_check_settings_new_default ();
  GHashTableIter iter;
  gpointer id = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    assert_spanish (tell_id, groups[i]);
  g_hash_table_iter_init (&iter, settings->checks);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    assert_spanish (tell_id, id);
}

/* Each situation has the rule of counting that leads to it, but for that of who counts. */
static void
test_every_rule_of_counting (void)
{
  for (guint i = 0; i < APOYO_N_SITUATIONS; i++) {
    g_autofree char *id = g_strconcat ("counting.", apoyo_situation_to_nick (i), NULL);

    if (i != APOYO_SITUATION_VALID)
      assert_spanish (tell_id, id);
  }
}

/* The words and figures that test-inspection finds in trees: it fails for any other. */
static void
test_every_word (void)
{
  static const char *const words[][2] = {
    { "side", "neither" },     { "side", "front" },
    { "side", "back" },        { "kind", "qr" },
    { "kind", "pdf417" },      { "kind", "both" },
    { "mrz", "yes" },          { "mrz", "part" },
    { "mrz", "no" },           { "status", "unknown" },
    { "status", "active" },    { "status", "not_on_list" },
    { "status", "dropped" },   { "certain", "yes" },
    { "certain", "no" },       { "modality", "auxiliary" },
    { "modality", "self" },    { "modality", "exception" },
    { "proof", "signed" },     { "proof", "forged" },
    { "proof", "unverified" },
  };
  static const char *const figures[] = {
    "value",          "confidence",  "likeness",    "below",     "above",       "doubt",
    "sure",           "least",       "agree",       "faces",     "codes",       "mrz",
    "kind",           "side",        "model",       "status",    "day",         "certain",
    "valid_until",    "captured_at", "received_at", "closes_at", "grace_hours", "on_roll",
    "cause",          "demarcation", "in_scope",    "scope",     "modality",    "in_list",
    "exception_list", "before",      "last_counts", "exclusive", "said",        "lifted",
    "proof",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    assert_spanish (tell_word, words[i]);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    assert_spanish (tell_figure, figures[i]);
}

static void
assert_value (const char *name, const char *value, const char *expected)
{
  g_autoptr (JsonNode) node = json_from_string (value, NULL);
  g_autofree char *told = apoyo_inspection_describe_value (name, node);

  g_assert_cmpstr (told, ==, expected);
}

static void
test_values_are_written_as_mexicans_write_them (void)
{
  speak_spanish ();
  assert_value ("day", "20261122", "22/11/2026");
  assert_value ("side", "\"neither\"", "ninguno de los dos");
  assert_value ("status", "\"active\"", "en la Lista Nominal");
  assert_value ("certain", "\"yes\"", "sí");
  assert_value ("model", "\"G\"", "G");
  assert_value ("value", "0.125", "0.125");
  assert_value ("on_roll", "true", "sí");
  assert_value ("cause", "\"death\"", "Defunción");
}

static void
test_sentences_are_spanish (void)
{
  g_autoptr (ApoyoFinding) finding = apoyo_finding_new (APOYO_FINDING_IMPOSSIBLE_RATE, "capture");
  g_autofree char *sentence = NULL;

  speak_spanish ();
  sentence = apoyo_finding_describe (finding);
  g_assert_true (g_str_has_prefix (sentence, "captación: La persona auxiliar"));
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "es", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("APOYO_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inspection-words/codes", test_every_code);
  g_test_add_func ("/inspection-words/fields", test_every_field);
  g_test_add_func ("/inspection-words/checks", test_every_check);
  g_test_add_func ("/inspection-words/counting", test_every_rule_of_counting);
  g_test_add_func ("/inspection-words/words", test_every_word);
  g_test_add_func ("/inspection-words/values", test_values_are_written_as_mexicans_write_them);
  g_test_add_func ("/inspection-words/sentences", test_sentences_are_spanish);
  return g_test_run ();
}
