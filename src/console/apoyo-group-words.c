/* apoyo-group-words.c: the groups that staff may belong to, for people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-group-words.h"

static const struct {
  const char *nick;
  const char *label;
  const char *explanation;
} groups[] = {
  { "supervisor", N_ ("Supervision"), N_ ("Sees the count, and administers the staff") },
  { "setup", N_ ("Process setup"), N_ ("Processes, rules, demarcations, promoventes") },
  { "closer", N_ ("Closing"), N_ ("Closes the collection and certifies the result") },
  { "hearing", N_ ("Hearings"), N_ ("Grants the right to be heard") },
  { "auditor", N_ ("Audit"), N_ ("Verifies the log and reads who did what; acts in nothing") },
  { "reviewer", N_ ("Control desk"), N_ ("Decides captures with their images") },
  { "watch", N_ ("Live count"), N_ ("Sees the figures, and nothing else") },
};

const char *
apoyo_group_words_get (guint i)
{
  return i < G_N_ELEMENTS (groups) ? groups[i].nick : NULL;
}

const char *
apoyo_group_words_label (const char *nick)
{
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    if (g_strcmp0 (groups[i].nick, nick) == 0)
      return _ (groups[i].label);
  }
  return nick;
}

const char *
apoyo_group_words_explain (const char *nick)
{
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    if (g_strcmp0 (groups[i].nick, nick) == 0)
      return _ (groups[i].explanation);
  }
  return NULL;
}
