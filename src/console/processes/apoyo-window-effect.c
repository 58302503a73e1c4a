/* apoyo-window-effect.c: what another window of one promovente would make of the standing, in the
 * dialog that asks for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-effect-view.h"
#include "apoyo-refusal.h"
#include "apoyo-window-effect.h"

#define PAUSE_MS 400

typedef struct {
  ApoyoSetup *setup;         /* (owned) */
  ApoyoRule *rule;           /* (owned): in force */
  ApoyoPersonFollow *follow; /* of the dialog */
  int process;
  char *time_zone;
  ApoyoField *opens; /* of the dialog */
  ApoyoField *closes;
  ApoyoEffectView *view;
  guint pause;
  GCancellable *cancellable; /* (owned) (nullable): of the calculation under way */
} Effect;

static void
stop (Effect *effect)
{
  if (effect->cancellable != NULL)
    g_cancellable_cancel (effect->cancellable);
  g_clear_object (&effect->cancellable);
}

/* The fields go with the window, this with the last who holds it: nothing is worked out between. */
static void
on_destroy_cb (Effect *effect)
{
  g_clear_handle_id (&effect->pause, g_source_remove);
  stop (effect);
}

static void
effect_free (gpointer data)
{
  Effect *effect = data;

  on_destroy_cb (effect);
  g_object_unref (effect->setup);
  apoyo_rule_unref (effect->rule);
  g_free (effect->time_zone);
  g_free (effect);
}

static void
effect_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Effect *effect = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  g_autoptr (ApoyoRuleEffect) told = NULL;
  g_autofree char *sentence = NULL;
  const char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the dialog may be gone */
  g_clear_object (&effect->cancellable);
  if (rows != NULL && apoyo_result_get_text (rows, 0, "effect", &text, &error))
    told = apoyo_rule_effect_new_from_json (text, &error);
  if (told != NULL) {
    apoyo_effect_view_show (effect->view, told, effect->rule);
    return;
  }
  /* A window that may not be is said before it is asked for. */
  sentence = apoyo_refusal_dup_message (error);
  apoyo_effect_view_say (effect->view, sentence);
}

static void
say_what_to_write (Effect *effect)
{
  apoyo_effect_view_say (effect->view, _ ("Write the end: its effect on the current standing is "
                                          "told here before anything is stored."));
}

/* No effect stands there but that of what is written. */
static gboolean
calculate_cb (gpointer user_data)
{
  Effect *effect = user_data;
  const ApoyoSetupPerson *seen = apoyo_person_follow_get_seen (effect->follow);
  g_autoptr (GDateTime) opens = NULL;
  g_autoptr (GDateTime) closes = NULL;
  ApoyoParams *params = NULL;

  effect->pause = 0;
  stop (effect);
  if (!apoyo_field_is_right (effect->opens) || !apoyo_field_is_right (effect->closes) ||
      !apoyo_field_take_time (effect->opens, seen->opens_at, effect->time_zone, FALSE, &opens) ||
      !apoyo_field_take_time (effect->closes, seen->closes_at, effect->time_zone, TRUE, &closes)) {
    say_what_to_write (effect);
    return G_SOURCE_REMOVE;
  }
  apoyo_effect_view_say (effect->view, _ ("Working it out…"));
  params = apoyo_params_new ();
  apoyo_params_add_int (params, effect->process);
  apoyo_params_add_int (params, seen->number);
  apoyo_params_add_time (params, opens);
  apoyo_params_add_time (params, closes);
  effect->cancellable = g_cancellable_new ();
  apoyo_connection_call_async (apoyo_setup_get_connection (effect->setup), "window-effect", params,
                               effect->cancellable, effect_cb, effect);
  return G_SOURCE_REMOVE;
}

static void
on_changed_cb (ApoyoField *field, Effect *effect)
{
  g_clear_handle_id (&effect->pause, g_source_remove);
  effect->pause = g_timeout_add (PAUSE_MS, calculate_cb, effect);
}

void
apoyo_window_effect_add (ApoyoActDialog *dialog,
                         ApoyoSetup *setup,
                         ApoyoPersonFollow *follow,
                         ApoyoField *opens,
                         ApoyoField *closes)
{
  const ApoyoSetupFigures *figures =
      apoyo_setup_process_get_figures (apoyo_setup_get_chosen (setup));
  Effect *effect = g_new0 (Effect, 1);

  effect->setup = g_object_ref (setup);
  effect->rule =
      apoyo_rule_ref (apoyo_setup_detail_get_version (apoyo_setup_get_detail (setup))->rule);
  effect->process = figures->id;
  effect->follow = follow;
  effect->time_zone = g_strdup (figures->time_zone);
  effect->opens = opens;
  effect->closes = closes;
  effect->view = APOYO_EFFECT_VIEW (apoyo_effect_view_new ());
  say_what_to_write (effect);
  apoyo_act_dialog_add (dialog, GTK_WIDGET (effect->view));
  g_object_set_data_full (G_OBJECT (dialog), "window-effect", effect, effect_free);
  g_signal_connect_swapped (dialog, "destroy", G_CALLBACK (on_destroy_cb), effect);
  g_signal_connect (opens, "changed", G_CALLBACK (on_changed_cb), effect);
  g_signal_connect (closes, "changed", G_CALLBACK (on_changed_cb), effect);
}
