/* apoyo-staff-words.c: scopes and acts on accounts, for people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-entity.h"
#include "apoyo-format.h"
#include "apoyo-group-words.h"
#include "apoyo-staff-words.h"

/* Accounts belong to no process: times are the institute's. */
#define TIME_ZONE "America/Mexico_City"

char *
apoyo_staff_words_place (int process, const char *code, const char *entity)
{
  const ApoyoEntity *known = entity != NULL ? apoyo_entity_lookup (entity) : NULL;

  if (process > 0 && code == NULL)
    return g_strdup (_ ("A process outside your scope"));
  if (process > 0)
    return g_strdup_printf (_ ("Process %s"), code);
  if (entity != NULL)
    return g_strdup_printf ("%s %s", entity, known != NULL ? known->name : "");
  return g_strdup (_ ("Everywhere"));
}

char *
apoyo_staff_words_until (GDateTime *until)
{
  g_autoptr (GDateTime) last = NULL;
  g_autofree char *text = NULL;

  if (until == NULL)
    return g_strdup (_ ("for good"));
  /* A day ends at midnight, and that midnight is the next day's. */
  last = g_date_time_add (until, -1);
  text = apoyo_format_minute (last, TIME_ZONE);
  return g_strdup_printf (_ ("until %s"), text);
}

char *
apoyo_staff_words_time (GDateTime *time)
{
  return apoyo_format_time (time, TIME_ZONE);
}

char *
apoyo_staff_words_day (GDateTime *time)
{
  return apoyo_format_date (time, TIME_ZONE);
}

static char *
say_sessions (int sessions)
{
  g_autofree char *count = apoyo_format_count (sessions);

  return g_strdup_printf (g_dngettext (NULL, "Account disabled: %s open session was ended",
                                       "Account disabled: %s open sessions were ended",
                                       (gulong) sessions),
                          count);
}

static char *
say_scope (const ApoyoStaffAct *act)
{
  g_autofree char *place = apoyo_staff_words_place (act->process, act->code, act->entity);
  g_autofree char *until = apoyo_staff_words_until (act->until);

  return g_strdup_printf (act->bar ? _ ("Barred from: %s, %s") : _ ("Scope granted: %s, %s"), place,
                          until);
}

static char *
say_end (const ApoyoStaffAct *act)
{
  g_autofree char *place = apoyo_staff_words_place (act->process, act->code, act->entity);

  return g_strdup_printf (act->bar ? _ ("Bar lifted: %s") : _ ("Scope ended: %s"), place);
}

char *
apoyo_staff_words_act (const ApoyoStaffAct *act)
{
  static const struct {
    const char *act;
    const char *text;
  } plain[] = {
    { "staff-added", N_ ("Account added") },
    { "staff-enabled", N_ ("Account enabled") },
    { "password-reset", N_ ("Password reset") },
    { "password-changed", N_ ("Changed their own password") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++) {
    if (g_str_equal (act->act, plain[i].act))
      return g_strdup (_ (plain[i].text));
  }
  if (g_str_equal (act->act, "staff-disabled"))
    return say_sessions (act->sessions);
  if (g_str_equal (act->act, "group-granted"))
    return g_strdup_printf (_ ("Group granted: %s"), apoyo_group_words_label (act->group));
  if (g_str_equal (act->act, "group-revoked"))
    return g_strdup_printf (_ ("Group taken away: %s"), apoyo_group_words_label (act->group));
  if (g_str_equal (act->act, "scope-granted"))
    return say_scope (act);
  if (g_str_equal (act->act, "scope-ended"))
    return say_end (act);
  return g_strdup (act->act);
}

char *
apoyo_staff_words_groups (ApoyoStaff *person)
{
  GString *text = g_string_new (NULL);
  const char *nick;

  for (guint i = 0; (nick = apoyo_group_words_get (i)) != NULL; i++) {
    if (apoyo_staff_has_group (person, nick))
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              apoyo_group_words_label (nick));
  }
  if (text->len == 0)
    g_string_append (text, _ ("No group yet"));
  return g_string_free (text, FALSE);
}

/* The first name's first letter and the first surname, in letters that an account may have. */
char *
apoyo_staff_words_suggest_account (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "es");
  g_autofree char *lower = g_ascii_strdown (ascii, -1);
  g_auto (GStrv) words = g_strsplit_set (lower, " ", -1);
  GString *account = g_string_new (NULL);
  guint n = g_strv_length (words);
  const char *surname = n >= 4 ? words[n - 2] : n >= 2 ? words[1] : "";

  g_string_append_c (account, n > 0 && g_ascii_islower (words[0][0]) ? words[0][0] : 'x');
  for (const char *at = surname; *at != '\0' && account->len < 31; at++) {
    if (g_ascii_isalnum (*at))
      g_string_append_c (account, *at);
  }
  if (account->len < 2)
    g_string_truncate (account, 0);
  return g_string_free (account, FALSE);
}
