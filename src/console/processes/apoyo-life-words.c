/* apoyo-life-words.c: how the states of a process are called and marked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"
#include "apoyo-kind.h"
#include "apoyo-life-words.h"

#define ASSISTANT_STEPS 7

typedef struct {
  const char *label;
  const char *heading;
  const char *icon;
  ApoyoStatus status;
} LifeWords;

static const LifeWords words[APOYO_N_LIVES] = {
  [APOYO_LIFE_DRAFT] = { NC_ ("process state", "Draft"), N_ ("Drafts"), "document-edit-symbolic",
                         APOYO_STATUS_STALE },
  [APOYO_LIFE_READY] = { NC_ ("process state", "Ready"), N_ ("Ready to open"),
                         "object-select-symbolic", APOYO_STATUS_INFORMATION },
  [APOYO_LIFE_OPEN] = { NC_ ("process state", "Open"), N_ ("Open processes"), "ac-live-symbolic",
                        APOYO_STATUS_LIVE },
  [APOYO_LIFE_CLOSING] = { NC_ ("process state", "Closing"), N_ ("Being closed"),
                           "ac-clock-symbolic", APOYO_STATUS_WARNING },
  [APOYO_LIFE_CLOSED] = { NC_ ("process state", "Closed"), N_ ("Closed processes"),
                          "ac-close-symbolic", APOYO_STATUS_INFORMATION },
  [APOYO_LIFE_CERTIFIED] = { NC_ ("process state", "Certified"), N_ ("Certified processes"),
                             "ac-audit-symbolic", APOYO_STATUS_SUCCESS },
  [APOYO_LIFE_ARCHIVED] = { NC_ ("process state", "Archived"), N_ ("Archived processes"),
                            "folder-symbolic", APOYO_STATUS_STALE },
};

const char *
apoyo_life_get_label (ApoyoLife life)
{
  g_return_val_if_fail ((guint) life < APOYO_N_LIVES, NULL);
  return g_dpgettext2 (NULL, "process state", words[life].label);
}

const char *
apoyo_life_get_heading (ApoyoLife life)
{
  g_return_val_if_fail ((guint) life < APOYO_N_LIVES, NULL);
  return _ (words[life].heading);
}

const char *
apoyo_life_get_icon (ApoyoLife life)
{
  g_return_val_if_fail ((guint) life < APOYO_N_LIVES, NULL);
  return words[life].icon;
}

ApoyoStatus
apoyo_life_get_status (ApoyoLife life)
{
  g_return_val_if_fail ((guint) life < APOYO_N_LIVES, APOYO_STATUS_STALE);
  return words[life].status;
}

static char *
count_words (const ApoyoSetupFigures *figures)
{
  g_autofree char *count = apoyo_format_count (figures->n_promoventes);

  return g_strdup_printf (
      g_dngettext (NULL, "%s promovente", "%s promoventes", (gulong) figures->n_promoventes),
      count);
}

static char *
waiting_words (const ApoyoSetupFigures *figures)
{
  if (figures->waiting_proposal != 0)
    return g_strdup (_ ("A second signature is missing"));
  /* Nobody has done anything wrong in a draft that is not complete. */
  if (figures->n_failing > 0 && figures->state == APOYO_LIFE_DRAFT)
    return g_strdup_printf (g_dngettext (NULL, "%d thing is missing", "%d things are missing",
                                         (gulong) figures->n_failing),
                            figures->n_failing);
  if (figures->n_failing > 0)
    return g_strdup_printf (
        g_dngettext (NULL, "%d check fails", "%d checks fail", (gulong) figures->n_failing),
        figures->n_failing);
  return NULL;
}

static char *
open_words (const ApoyoSetupFigures *figures)
{
  g_autofree char *people = count_words (figures);
  g_autofree char *day = NULL;
  g_autofree char *opens = NULL;

  if (figures->opens_at == NULL || figures->closes_at == NULL)
    return g_steal_pointer (&people);
  day = apoyo_format_day_of (figures->as_of, figures->opens_at, figures->closes_at,
                             figures->time_zone);
  if (day != NULL) {
    g_autofree char *first = g_utf8_strup (day, 1);

    return g_strdup_printf ("%s%s · %s", first, g_utf8_next_char (day), people);
  }
  opens = apoyo_format_minute (g_date_time_compare (figures->as_of, figures->opens_at) < 0
                                   ? figures->opens_at
                                   : figures->closes_at,
                               figures->time_zone);
  if (g_date_time_compare (figures->as_of, figures->opens_at) < 0)
    return g_strdup_printf (_ ("Reception from %s"), opens);
  return g_strdup_printf (_ ("Reception ended %s"), opens);
}

static char *
draft_words (const ApoyoSetupFigures *figures)
{
  if (figures->draft != 0)
    return g_strdup_printf (_ ("Step %d of %d of the assistant"),
                            CLAMP (figures->step + 1, 1, ASSISTANT_STEPS), ASSISTANT_STEPS);
  return waiting_words (figures);
}

char *
apoyo_setup_process_describe (ApoyoSetupProcess *process)
{
  const ApoyoSetupFigures *figures = apoyo_setup_process_get_figures (process);
  char *text = NULL;

  switch (figures->state) {
  case APOYO_LIFE_DRAFT:
    text = draft_words (figures);
    break;
  case APOYO_LIFE_READY:
    text = waiting_words (figures);
    break;
  case APOYO_LIFE_OPEN:
    text = open_words (figures);
    break;
  case APOYO_LIFE_CLOSING:
  case APOYO_LIFE_CLOSED:
  case APOYO_LIFE_CERTIFIED:
  case APOYO_LIFE_ARCHIVED:
  default:
    break;
  }
  return text != NULL ? text : count_words (figures);
}

const char *
apoyo_setup_process_get_title (ApoyoSetupProcess *process)
{
  const ApoyoSetupFigures *figures = apoyo_setup_process_get_figures (process);
  ApoyoKind kind;

  if (*figures->name != '\0')
    return figures->name;
  if (apoyo_kind_from_nick (figures->kind, &kind))
    return apoyo_kind_get_label (kind);
  return _ ("Draft without a name");
}
