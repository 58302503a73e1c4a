/* apoyo-process-follow.c: a dialog about a process, while others may change it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-act-conflict.h"
#include "apoyo-format.h"
#include "apoyo-life-words.h"
#include "apoyo-process-follow.h"

static const char *const titles[APOYO_N_PROCESS_FACTS] = {
  [APOYO_PROCESS_FACT_NAME] = N_ ("Name"),
  [APOYO_PROCESS_FACT_SCOPE] = N_ ("Scope"),
  [APOYO_PROCESS_FACT_CUTOFF] = N_ ("Cut-off of the nominal list"),
  [APOYO_PROCESS_FACT_OPENS] = N_ ("Beginning"),
  [APOYO_PROCESS_FACT_CLOSES] = N_ ("End"),
  [APOYO_PROCESS_FACT_STATE] = N_ ("State"),
  [APOYO_PROCESS_FACT_RULE] = N_ ("Rules"),
};

struct _ApoyoProcessFollow {
  ApoyoActConflict *conflict; /* of the dialog */
  ApoyoSetup *setup;          /* (owned) */
  ApoyoSetupProcess *seen;    /* (owned) */
};

static void
follow_free (gpointer data)
{
  ApoyoProcessFollow *self = data;

  g_object_unref (self->setup);
  g_object_unref (self->seen);
  g_free (self);
}

static char *
dup_time (GDateTime *time, const char *time_zone)
{
  return time != NULL ? apoyo_format_minute (time, time_zone) : g_strdup ("");
}

char *
apoyo_process_follow_dup_cutoff (const ApoyoSetupFigures *figures)
{
  return figures->cutoff != NULL ? apoyo_format_day (figures->cutoff) : g_strdup ("");
}

/* As they stand in fields. */
static GStrv
dup_texts (const ApoyoSetupFigures *figures)
{
  GStrv texts = g_new0 (char *, APOYO_N_PROCESS_FACTS + 1);

  texts[APOYO_PROCESS_FACT_NAME] = g_strdup (figures->name);
  texts[APOYO_PROCESS_FACT_SCOPE] = g_strdup (figures->scope);
  texts[APOYO_PROCESS_FACT_CUTOFF] = apoyo_process_follow_dup_cutoff (figures);
  texts[APOYO_PROCESS_FACT_OPENS] = dup_time (figures->opens_at, figures->time_zone);
  texts[APOYO_PROCESS_FACT_CLOSES] = dup_time (figures->closes_at, figures->time_zone);
  texts[APOYO_PROCESS_FACT_STATE] = g_strdup (apoyo_life_get_label (figures->state));
  texts[APOYO_PROCESS_FACT_RULE] = g_strdup_printf ("v%d", figures->rule_version);
  return texts;
}

static void
on_updated_cb (ApoyoActDialog *dialog)
{
  ApoyoProcessFollow *self = g_object_get_data (G_OBJECT (dialog), "follow");
  ApoyoSetupProcess *now = apoyo_setup_get_chosen (self->setup);
  const ApoyoSetupFigures *figures = now != NULL ? apoyo_setup_process_get_figures (now) : NULL;
  g_auto (GStrv) texts = NULL;
  g_autofree char *time = NULL;

  if (figures == NULL || apoyo_act_dialog_is_busy (dialog) ||
      !apoyo_setup_process_is_same (now, self->seen) ||
      figures->revision == apoyo_process_follow_get_seen (self)->revision)
    return;
  texts = dup_texts (figures);
  time = figures->changed_at != NULL ? apoyo_format_clock (figures->changed_at, figures->time_zone)
                                     : NULL;
  g_set_object (&self->seen, now);
  apoyo_act_conflict_meet (self->conflict, (const char *const *) texts, figures->changed_by, time);
}

/* Whatever was in the way is read, and told as soon as it is there. */
static void
on_refused_cb (ApoyoActDialog *dialog, ApoyoProcessFollow *self)
{
  apoyo_setup_refresh (self->setup);
}

ApoyoProcessFollow *
apoyo_process_follow (ApoyoActDialog *dialog, ApoyoSetup *setup, ApoyoField *const *fields)
{
  ApoyoProcessFollow *self = g_new0 (ApoyoProcessFollow, 1);
  g_auto (GStrv) texts = NULL;

  self->conflict = apoyo_act_conflict_new (dialog);
  self->setup = g_object_ref (setup);
  self->seen = g_object_ref (apoyo_setup_get_chosen (setup));
  texts = dup_texts (apoyo_process_follow_get_seen (self));
  for (guint i = 0; i < APOYO_N_PROCESS_FACTS; i++)
    apoyo_act_conflict_add (self->conflict, _ (titles[i]), fields[i], texts[i]);
  g_object_set_data_full (G_OBJECT (dialog), "follow", self, follow_free);
  g_signal_connect_object (setup, "updated", G_CALLBACK (on_updated_cb), dialog, G_CONNECT_SWAPPED);
  g_signal_connect (dialog, "refused", G_CALLBACK (on_refused_cb), self);
  return self;
}

const ApoyoSetupFigures *
apoyo_process_follow_get_seen (ApoyoProcessFollow *self)
{
  return apoyo_setup_process_get_figures (self->seen);
}
