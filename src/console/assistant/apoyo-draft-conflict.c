/* apoyo-draft-conflict.c: what two people wrote differently in one draft, in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-difference-words.h"
#include "apoyo-draft-conflict.h"
#include "apoyo-format.h"
#include "apoyo-rule-form-words.h"

/* More of them than fit into a question are counted. */
#define MAX_PEOPLE 6
/* Before a kind is chosen there is no zone. */
#define DEFAULT_ZONE "America/Mexico_City"

/* A member of the rule is called as in the form. */
static char *
dup_title (ApoyoConfiguration *configuration, const char *path)
{
  const char *member = apoyo_configuration_member_of (path);

  return member != NULL ? apoyo_rule_form_words_title (configuration, member)
                        : apoyo_difference_words_path (path);
}

/* "Ada Muestra, Beto Muestra": a list of people is one member. */
static char *
dup_people (ApoyoConfiguration *configuration)
{
  guint n = apoyo_configuration_get_n_promoventes (configuration);
  GString *text = g_string_new (n == 0 ? "—" : NULL);

  for (guint i = 0; i < MIN (n, MAX_PEOPLE); i++) {
    ApoyoDraftPromovente promovente = { 0 };

    apoyo_configuration_get_promovente (configuration, i, &promovente);
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            promovente.name != NULL ? promovente.name : "—");
  }
  if (n > MAX_PEOPLE) {
    g_autofree char *more = apoyo_format_count (n - MAX_PEOPLE);

    g_string_append_c (text, ' ');
    g_string_append_printf (
        text, g_dngettext (NULL, "and %s more", "and %s more", (gulong) (n - MAX_PEOPLE)), more);
  }
  return g_string_free (text, FALSE);
}

static char *
dup_value (ApoyoConfiguration *configuration, const char *path, ApoyoSetupData *data)
{
  const char *zone = apoyo_configuration_get_text (configuration, "rule.time_zone");
  g_autofree char *json = apoyo_configuration_dup_json (configuration, path);

  if (strcmp (path, "promoventes") == 0)
    return dup_people (configuration);
  if (strcmp (path, "scope") == 0 && json != NULL)
    return apoyo_setup_data_dup_place_name (data,
                                            apoyo_configuration_get_text (configuration, path));
  return apoyo_difference_words_value (path, json, zone != NULL ? zone : DEFAULT_ZONE);
}

char *
apoyo_draft_conflict_describe (ApoyoConfiguration *mine,
                               ApoyoConfiguration *theirs,
                               const char *const *paths,
                               ApoyoSetupData *data)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (mine) && APOYO_IS_CONFIGURATION (theirs), NULL);
  g_return_val_if_fail (paths != NULL, NULL);

  for (guint i = 0; paths[i] != NULL; i++) {
    g_autofree char *title = dup_title (mine, paths[i]);
    g_autofree char *my_value = dup_value (mine, paths[i], data);
    g_autofree char *their_value = dup_value (theirs, paths[i], data);

    g_string_append (text, i > 0 ? "\n" : "");
    g_string_append_printf (text, _ ("%s: yours “%s”, theirs “%s”"), title, my_value, their_value);
  }
  return g_string_free (text, FALSE);
}
