/* fuzz-configuration.c: any bytes as the configuration of a process. fuzz-driver.c tells how to run
 * it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "apoyo-configuration.h"
#include "fuzz.h"

static const char *const texts[] = { "code", "name", "kind", "scope", "acuerdo", "rule.base" };
static const char *const times[] = { "opens_at", "closes_at" };
static const char *const lists[] = { "rule.models", "rule.modalities" };

static void
read_members (ApoyoConfiguration *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *member = apoyo_configuration_dup_json (self, texts[i]);

    g_assert_cmpint (member != NULL, >=, apoyo_configuration_get_text (self, texts[i]) != NULL);
    g_assert_cmpint (apoyo_configuration_get_text (self, texts[i]) != NULL, ==,
                     apoyo_configuration_has (self, texts[i]));
  }
  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autoptr (GDateTime) time = apoyo_configuration_dup_time (self, times[i]);

    g_assert_true (time == NULL || g_date_time_get_utc_offset (time) == 0);
  }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    g_auto (GStrv) list = apoyo_configuration_dup_texts (self, lists[i]);

    g_assert_nonnull (list);
  }
}

static void
read_promoventes (ApoyoConfiguration *self)
{
  guint n = apoyo_configuration_get_n_promoventes (self);
  ApoyoDraftPromovente promovente = { 0 };

  for (guint i = 0; i < n; i++)
    apoyo_configuration_get_promovente (self, i, &promovente);
  promovente = (ApoyoDraftPromovente){ .name = "MUESTRA" };
  g_assert_cmpuint (apoyo_configuration_add_promovente (self, &promovente), ==, n);
  apoyo_configuration_remove_promovente (self, n);
}

/* What is written is read again as the same. */
static void
write_again (ApoyoConfiguration *self)
{
  g_autofree char *json = apoyo_configuration_to_json (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoConfiguration) again = apoyo_configuration_new_from_json (json, -1, &error);
  g_autofree char *twice = NULL;
  g_autofree char *merged = NULL;
  g_auto (GStrv) conflicts = NULL;

  g_assert_no_error (error);
  twice = apoyo_configuration_to_json (again);
  g_assert_cmpstr (twice, ==, json);
  /* Nobody changed anything: nothing changes, and nobody is asked. */
  merged = apoyo_configuration_merge (json, json, json, &conflicts, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (merged, ==, json);
  g_assert_true (conflicts == NULL || conflicts[0] == NULL);
}

/* Taken back to what the law says, no member of the rule differs from it. */
static void
undo_changes (ApoyoConfiguration *self)
{
  const char *const *members = apoyo_configuration_rule_members ();

  for (guint i = 0; members[i] != NULL; i++) {
    if (apoyo_configuration_is_changed (self, members[i])) {
      apoyo_configuration_set_change (self, members[i], "why", "INE/CG1/2026");
      g_assert_cmpstr (apoyo_configuration_get_reason (self, members[i]), ==, "why");
    }
    apoyo_configuration_undo (self, members[i]);
    g_assert_false (apoyo_configuration_is_changed (self, members[i]));
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (ApoyoConfiguration) self =
      apoyo_configuration_new_from_json (size > 0 ? (const char *) data : "", (gssize) size, NULL);
  g_autoptr (ApoyoRule) rule = NULL;

  if (self == NULL)
    return 0;
  read_members (self);
  write_again (self);
  read_promoventes (self);
  rule = apoyo_configuration_dup_rule (self, NULL);
  undo_changes (self);
  write_again (self);
  return 0;
}
