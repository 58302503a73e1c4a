/* apoyo-person-follow.c: a dialog about a promovente, while others may change them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-act-conflict.h"
#include "apoyo-format.h"
#include "apoyo-people-acts.h"
#include "apoyo-person-follow.h"

static const char *const titles[APOYO_N_PERSON_FACTS] = {
  [APOYO_PERSON_FACT_NAME] = N_ ("Name"),       [APOYO_PERSON_FACT_FOLIO] = N_ ("Folio"),
  [APOYO_PERSON_FACT_SCOPE] = N_ ("Scope"),     [APOYO_PERSON_FACT_STANDING] = N_ ("State"),
  [APOYO_PERSON_FACT_OPENS] = N_ ("Beginning"), [APOYO_PERSON_FACT_CLOSES] = N_ ("End"),
};

struct _ApoyoPersonFollow {
  ApoyoActDialog *dialog;     /* this goes with it */
  ApoyoActConflict *conflict; /* of the dialog */
  ApoyoSetup *setup;          /* (owned) */
  ApoyoSetupPromovente *seen; /* (owned) */
  GCancellable *cancellable;  /* (owned) (nullable): of the reading under way */
  int process;
  char *time_zone; /* (owned) */
};

static void
stop_reading (ApoyoPersonFollow *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
follow_free (gpointer data)
{
  ApoyoPersonFollow *self = data;

  stop_reading (self);
  g_object_unref (self->setup);
  g_object_unref (self->seen);
  g_free (self->time_zone);
  g_free (self);
}

static char *
dup_time (ApoyoPersonFollow *self, GDateTime *time)
{
  return time != NULL ? apoyo_format_minute (time, self->time_zone) : g_strdup ("");
}

/* As they stand in fields. */
static GStrv
dup_texts (ApoyoPersonFollow *self, const ApoyoSetupPerson *person)
{
  GStrv texts = g_new0 (char *, APOYO_N_PERSON_FACTS + 1);

  texts[APOYO_PERSON_FACT_NAME] = g_strdup (person->name);
  texts[APOYO_PERSON_FACT_FOLIO] = g_strdup (person->folio);
  texts[APOYO_PERSON_FACT_SCOPE] = g_strdup (person->scope);
  texts[APOYO_PERSON_FACT_STANDING] = g_strdup (apoyo_standing_get_label (person->standing));
  texts[APOYO_PERSON_FACT_OPENS] = dup_time (self, person->opens_at);
  texts[APOYO_PERSON_FACT_CLOSES] = dup_time (self, person->closes_at);
  return texts;
}

static void
meet (ApoyoPersonFollow *self, ApoyoSetupPromovente *now, ApoyoResult *rows)
{
  const ApoyoSetupPerson *person = apoyo_setup_promovente_get (now);
  g_auto (GStrv) texts = NULL;
  g_autoptr (GDateTime) changed_at = NULL;
  g_autofree char *time = NULL;
  const char *by = NULL;

  if (person->revision == apoyo_person_follow_get_seen (self)->revision)
    return;
  if (!apoyo_result_is_null (rows, 0, "changed_by_name"))
    apoyo_result_get_text (rows, 0, "changed_by_name", &by, NULL);
  if (apoyo_result_get_time (rows, 0, "changed_at", &changed_at, NULL))
    time = apoyo_format_clock (changed_at, self->time_zone);
  texts = dup_texts (self, person);
  g_set_object (&self->seen, now);
  apoyo_act_conflict_meet (self->conflict, (const char *const *) texts, by, time);
}

/* What cannot be read is said when the act is refused. */
static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ApoyoPersonFollow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  g_autoptr (GPtrArray) people = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the dialog may be gone */
  g_clear_object (&self->cancellable);
  people = rows != NULL ? apoyo_setup_promoventes_from_result (rows, NULL) : NULL;
  if (people == NULL || apoyo_act_dialog_is_busy (self->dialog))
    return;
  if (people->len == 0)
    apoyo_act_dialog_say (self->dialog, _ ("Somebody else removed this promovente meanwhile"),
                          NULL);
  else
    meet (self, people->pdata[0], rows);
}

static void
on_updated_cb (ApoyoActDialog *dialog)
{
  ApoyoPersonFollow *self = g_object_get_data (G_OBJECT (dialog), "follow");
  ApoyoParams *params;

  if (apoyo_act_dialog_is_busy (dialog) || !apoyo_setup_is_live (self->setup))
    return;
  stop_reading (self);
  self->cancellable = g_cancellable_new ();
  params = apoyo_params_new ();
  apoyo_params_add_int (params, self->process);
  apoyo_params_add_int (params, apoyo_person_follow_get_seen (self)->number);
  apoyo_connection_call_async (apoyo_setup_get_connection (self->setup), "setup-promovente", params,
                               self->cancellable, read_cb, self);
}

/* Whatever was in the way is told as soon as it is read. */
static void
on_refused_cb (ApoyoActDialog *dialog, ApoyoPersonFollow *self)
{
  apoyo_setup_refresh (self->setup);
}

ApoyoPersonFollow *
apoyo_person_follow (ApoyoActDialog *dialog,
                     ApoyoSetup *setup,
                     ApoyoSetupPromovente *promovente,
                     ApoyoField *const *fields)
{
  const ApoyoSetupFigures *figures =
      apoyo_setup_process_get_figures (apoyo_setup_get_chosen (setup));
  ApoyoPersonFollow *self = g_new0 (ApoyoPersonFollow, 1);
  g_auto (GStrv) texts = NULL;

  self->dialog = dialog;
  self->conflict = apoyo_act_conflict_new (dialog);
  self->setup = g_object_ref (setup);
  self->seen = g_object_ref (promovente);
  self->process = figures->id;
  self->time_zone = g_strdup (figures->time_zone);
  texts = dup_texts (self, apoyo_person_follow_get_seen (self));
  for (guint i = 0; i < APOYO_N_PERSON_FACTS; i++)
    apoyo_act_conflict_add (self->conflict, _ (titles[i]), fields[i], texts[i]);
  g_object_set_data_full (G_OBJECT (dialog), "follow", self, follow_free);
  g_signal_connect_object (setup, "updated", G_CALLBACK (on_updated_cb), dialog, G_CONNECT_SWAPPED);
  g_signal_connect (dialog, "refused", G_CALLBACK (on_refused_cb), self);
  return self;
}

const ApoyoSetupPerson *
apoyo_person_follow_get_seen (ApoyoPersonFollow *self)
{
  return apoyo_setup_promovente_get (self->seen);
}
