/* apoyo-rule-value.c: what a member of a rule is set to, and that in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-format.h"
#include "apoyo-rule-choices.h"
#include "apoyo-rule-value.h"

char *
apoyo_rule_value_path (const char *member)
{
  return g_strconcat ("rule.", member, NULL);
}

gboolean
apoyo_rule_value_is_boolean (const char *member)
{
  static const char *const booleans[] = { "joint", "exclusive", "withdrawal", NULL };

  return g_strv_contains (booleans, member);
}

char *
apoyo_rule_value_dup_choice (ApoyoConfiguration *configuration, const char *member)
{
  g_autofree char *path = NULL;
  const char *text;

  if (strcmp (member, "dispersion.needed") == 0)
    path = g_strdup ("rule.dispersion.fraction");
  else
    path = apoyo_rule_value_path (member);
  if (apoyo_rule_value_is_boolean (member))
    return g_strdup (apoyo_configuration_get_bool (configuration, path) ? "true" : "false");
  text = apoyo_configuration_get_text (configuration, path);
  return g_strdup (text != NULL ? text : "");
}

char *
apoyo_rule_value_words_of_choice (ApoyoConfiguration *configuration, const char *member)
{
  g_autofree char *value = apoyo_rule_value_dup_choice (configuration, member);

  return g_strdup (apoyo_rule_choices_find (member, value));
}

gboolean
apoyo_rule_value_is_share (const char *member)
{
  return strcmp (member, "review.sample") == 0 || strcmp (member, "review.trigger") == 0;
}

/* The percentage as the form shows it; "" where there is none. */
char *
apoyo_rule_value_dup_percentage (ApoyoConfiguration *configuration, const char *member)
{
  g_autofree char *path = apoyo_rule_value_path (member);
  const char *text = apoyo_configuration_get_text (configuration, path);
  char *percentage = NULL;

  if (text != NULL && apoyo_rule_value_is_share (member))
    percentage = apoyo_configuration_percentage_from_share (text);
  return percentage != NULL ? percentage : g_strdup (text != NULL ? text : "");
}

char *
apoyo_rule_value_words_of_percentage (ApoyoConfiguration *configuration, const char *member)
{
  g_autofree char *text = apoyo_rule_value_dup_percentage (configuration, member);

  return *text != '\0' ? apoyo_format_rule_percentage (text) : g_strdup ("—");
}

char *
apoyo_rule_value_words_of_count (ApoyoConfiguration *configuration, const char *member)
{
  g_autofree char *path = apoyo_rule_value_path (member);
  gint64 value = apoyo_configuration_get_int (configuration, path);

  if (strcmp (member, "grace_hours") == 0)
    return g_strdup_printf (g_dngettext (NULL, "%d hour", "%d hours", (gulong) value), (int) value);
  return g_strdup_printf (g_dngettext (NULL, "%d day", "%d days", (gulong) value), (int) value);
}

gboolean
apoyo_rule_value_is_listed (const char *share)
{
  const ApoyoRuleChoice *choices = apoyo_rule_choices_of ("dispersion.needed");

  for (guint i = 0; choices[i].value != NULL; i++) {
    if (g_str_equal (choices[i].value, share))
      return TRUE;
  }
  return FALSE;
}

char *
apoyo_rule_value_words_of_needed (ApoyoConfiguration *configuration, const char *member)
{
  gint64 at_least = apoyo_configuration_get_int (configuration, "rule.dispersion.at_least");
  const char *share = NULL;

  if (at_least > 0) {
    g_autofree char *count = apoyo_format_count (at_least);

    return g_strdup_printf (_ ("%s or more"), count);
  }
  share = apoyo_configuration_get_text (configuration, "rule.dispersion.fraction");
  if (share != NULL && !apoyo_rule_value_is_listed (share))
    return g_strdup_printf (_ ("%s or more"), share);
  return apoyo_rule_value_words_of_choice (configuration, member);
}

char *
apoyo_rule_value_words_of_checks (ApoyoConfiguration *configuration, const char *member)
{
  g_autofree char *path = apoyo_rule_value_path (member);
  g_auto (GStrv) values = apoyo_configuration_dup_texts (configuration, path);
  GString *words = g_string_new (NULL);

  for (guint i = 0; values[i] != NULL; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "",
                            apoyo_rule_choices_find (member, values[i]));
  if (words->len == 0)
    g_string_append (words, "—");
  return g_string_free (words, FALSE);
}
