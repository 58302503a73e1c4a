/* inspection-fixture.c: the inputs of a sound capture, and what becomes of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "inspection-fixture.h"

char *
fixture_read (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "core", "inspection", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

ApoyoInspectionInput *
fixture_open (const char *text)
{
  g_autoptr (ApoyoRule) rule = apoyo_rule_new_for_kind (APOYO_KIND_REVOCATION);
  g_autoptr (ApoyoCheckSettings) settings = apoyo_check_settings_new_default ();
  g_autoptr (GError) error = NULL;
  ApoyoInspectionInput *input = apoyo_inspection_input_from_json (text, -1, rule, settings, &error);

  g_assert_no_error (error);
  return input;
}

ApoyoInspection *
fixture_inspect (const char *text)
{
  g_autoptr (ApoyoInspectionInput) input = fixture_open (text);

  return apoyo_inspect (input);
}

char *
fixture_findings (const ApoyoInspection *inspection)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < inspection->findings->len; i++) {
    const ApoyoFinding *finding = g_ptr_array_index (inspection->findings, i);

    g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "",
                            apoyo_finding_code_to_nick (finding->code), finding->field);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The first place behind the picture's name. */
char *
fixture_replace (const char *text, const char *picture, const char *old, const char *new)
{
  g_autofree char *mark =
      picture != NULL ? g_strdup_printf ("\"picture\":\"%s\"", picture) : g_strdup ("{");
  const char *from = strstr (text, mark);
  const char *at = from != NULL ? strstr (from, old) : NULL;

  g_assert_nonnull (at);
  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, new, at + strlen (old));
}

char *
fixture_replace_all (const char *text, const FixtureEdit *edits)
{
  char *changed = g_strdup (text);

  for (guint i = 0; edits[i].old != NULL; i++) {
    char *next = fixture_replace (changed, edits[i].picture, edits[i].old, edits[i].new);

    g_free (changed);
    changed = next;
  }
  return changed;
}
