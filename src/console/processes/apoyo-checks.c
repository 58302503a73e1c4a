/* apoyo-checks.c: what the database finds good, doubtful and wrong in a configuration.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-checks.h"
#include "apoyo-refusal.h"
#include "apoyo-rule-words.h"
#include "apoyo-store-error.h"

static void
check_free (gpointer data)
{
  ApoyoCheck *check = data;

  g_free (check->field);
  g_free (check->message);
  g_free (check->hint);
  g_free (check);
}

static gboolean
read_severity (const char *text, ApoyoCheckSeverity *severity)
{
  static const char *const names[] = { "ok", "warning", "error" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (g_str_equal (names[i], text)) {
      *severity = (ApoyoCheckSeverity) i;
      return TRUE;
    }
  }
  return FALSE;
}

/* The sentence of its code; what the database says itself where this program does not know it. */
static gboolean
read_words (ApoyoResult *result, guint row, ApoyoCheck *check, GError **error)
{
  g_auto (GStrv) names = NULL;
  const char *code = NULL, *message = NULL, *hint = NULL;

  if (!apoyo_result_get_text (result, row, "code", &code, error) ||
      !apoyo_result_get_text_array (result, row, "names", &names, error) ||
      !apoyo_result_get_text (result, row, "message", &message, error))
    return FALSE;
  check->message = apoyo_refusal_format (code, (const char *const *) names, &check->hint);
  if (check->message != NULL)
    return TRUE;
  check->message = g_strdup (message);
  if (!apoyo_result_is_null (result, row, "hint") &&
      apoyo_result_get_text (result, row, "hint", &hint, NULL))
    check->hint = g_strdup (hint);
  return TRUE;
}

GPtrArray *
apoyo_checks_from_result (ApoyoResult *result, GError **error)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func (check_free);

  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++) {
    ApoyoCheck *check = g_new0 (ApoyoCheck, 1);
    const char *severity = NULL, *field = NULL;

    g_ptr_array_add (checks, check);
    if (!apoyo_result_get_text (result, row, "severity", &severity, error) ||
        !apoyo_result_get_text (result, row, "field", &field, error) ||
        !read_words (result, row, check, error))
      return NULL;
    if (!read_severity (severity, &check->severity)) {
      g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA,
                   "“%s” is no severity of a check", severity);
      return NULL;
    }
    check->field = g_strdup (field);
  }
  return g_steal_pointer (&checks);
}

guint
apoyo_checks_count (GPtrArray *checks, ApoyoCheckSeverity severity)
{
  guint count = 0;

  for (guint i = 0; i < checks->len; i++)
    count += ((ApoyoCheck *) checks->pdata[i])->severity == severity;
  return count;
}

/* "rule.dispersion.level" and "changes.percentage.reason" are of members of the rule. */
static gboolean
find_topic (const char *field, int *topic)
{
  g_auto (GStrv) parts = g_strsplit (field, ".", 3);
  ApoyoRuleTopic found;

  if (g_strv_length (parts) < 2 ||
      (!g_str_equal (parts[0], "rule") && !g_str_equal (parts[0], "changes")) ||
      !apoyo_rule_topic_of_member (parts[1], &found))
    return FALSE;
  *topic = (int) found;
  return TRUE;
}

ApoyoCheckPlace
apoyo_check_find_place (const ApoyoCheck *check, int *topic)
{
  if (find_topic (check->field, topic))
    return APOYO_CHECK_PLACE_RULE;
  if (g_str_has_prefix (check->field, "promoventes"))
    return APOYO_CHECK_PLACE_PEOPLE;
  if (g_str_equal (check->field, "opens_at") || g_str_equal (check->field, "closes_at"))
    return APOYO_CHECK_PLACE_WINDOWS;
  return *check->field != '\0' ? APOYO_CHECK_PLACE_DATA : APOYO_CHECK_PLACE_NONE;
}
