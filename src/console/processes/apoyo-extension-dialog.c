/* apoyo-extension-dialog.c: another window for a process, with its effect before it is applied; and
 * the other data that one person changes before it opens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "apoyo-act-dialog.h"
#include "apoyo-effect-view.h"
#include "apoyo-extension-dialog.h"
#include "apoyo-format.h"
#include "apoyo-process-follow.h"
#include "apoyo-refusal.h"

#define PAUSE_MS 400

typedef struct {
  ApoyoSetup *setup;          /* (owned) */
  ApoyoRule *rule;            /* (owned): in force */
  ApoyoProcessFollow *follow; /* of the dialog: what is sent is a change of what it has seen */
  int process;
  char *time_zone;
  gboolean two;                /* takes a second signature */
  ApoyoField *first;           /* opening, or name */
  ApoyoField *second;          /* close, or scope */
  ApoyoField *third;           /* cut-off */
  GtkCheckButton *own_windows; /* (nullable): where some have a window of their own */
  ApoyoEffectView *view;
  guint pause;
  GCancellable *cancellable; /* (owned) (nullable): of the calculation under way */
} Asked;

static void
stop (Asked *asked)
{
  if (asked->cancellable != NULL)
    g_cancellable_cancel (asked->cancellable);
  g_clear_object (&asked->cancellable);
}

/* The fields go with the window, this with the last who holds it: nothing is worked out between. */
static void
on_destroy_cb (Asked *asked)
{
  g_clear_handle_id (&asked->pause, g_source_remove);
  stop (asked);
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  on_destroy_cb (asked);
  g_object_unref (asked->setup);
  g_clear_pointer (&asked->rule, apoyo_rule_unref);
  g_free (asked->time_zone);
  g_free (asked);
}

static Asked *
asked_new (ApoyoActDialog *dialog, ApoyoSetup *setup)
{
  const ApoyoSetupFigures *figures =
      apoyo_setup_process_get_figures (apoyo_setup_get_chosen (setup));
  const ApoyoRuleVersion *version = apoyo_setup_detail_get_version (apoyo_setup_get_detail (setup));
  Asked *asked = g_new0 (Asked, 1);

  asked->setup = g_object_ref (setup);
  asked->rule = apoyo_rule_ref (version->rule);
  asked->process = figures->id;
  asked->time_zone = g_strdup (figures->time_zone);
  asked->two = figures->state > APOYO_LIFE_READY;
  g_object_set_data_full (G_OBJECT (dialog), "asked", asked, asked_free);
  g_signal_connect_swapped (dialog, "destroy", G_CALLBACK (on_destroy_cb), asked);
  apoyo_act_dialog_watch (dialog, apoyo_setup_get_login (setup));
  return asked;
}

static void
on_done_cb (ApoyoActDialog *dialog, Asked *asked)
{
  apoyo_setup_refresh (asked->setup);
}

static const ApoyoSetupFigures *
get_seen (Asked *asked)
{
  return apoyo_process_follow_get_seen (asked->follow);
}

/* --- amending --------------------------------------------------------------------------------- */

static void
amend (ApoyoActDialog *dialog, Asked *asked, JsonObject *changes)
{
  ApoyoParams *params = apoyo_params_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL;

  json_node_set_object (node, changes);
  json = json_to_string (node, FALSE);
  apoyo_params_add_int (params, asked->process);
  apoyo_params_add_int (params, get_seen (asked)->revision);
  apoyo_params_add_text (params, json);
  apoyo_params_add_text (params, apoyo_act_dialog_get_acuerdo (dialog));
  apoyo_params_add_text (params, apoyo_act_dialog_get_reason (dialog));
  apoyo_act_dialog_run (dialog, apoyo_setup_get_connection (asked->setup), "amend-process", params);
}

static void
set_time (JsonObject *object, const char *member, GDateTime *time)
{
  g_autofree char *text = g_date_time_format_iso8601 (time);

  json_object_set_string_member (object, member, text);
}

/* FALSE: one of them is no time of the process's zone, which stands below it. */
static gboolean
take_times (Asked *asked, GDateTime **opens, GDateTime **closes)
{
  const ApoyoSetupFigures *seen = get_seen (asked);

  return apoyo_field_take_time (asked->first, seen->opens_at, asked->time_zone, FALSE, opens) &&
         apoyo_field_take_time (asked->second, seen->closes_at, asked->time_zone, TRUE, closes);
}

/* --- the window ------------------------------------------------------------------------------- */

static void
propose (ApoyoActDialog *dialog, Asked *asked, JsonObject *request)
{
  ApoyoParams *params = apoyo_params_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL;

  json_object_set_string_member (request, "acuerdo", apoyo_act_dialog_get_acuerdo (dialog));
  json_object_set_string_member (request, "reason", apoyo_act_dialog_get_reason (dialog));
  json_node_set_object (node, request);
  json = json_to_string (node, FALSE);
  apoyo_params_add_text (params, "change-rule");
  apoyo_params_add_int (params, asked->process);
  apoyo_params_add_text (params, json);
  apoyo_act_dialog_run (dialog, apoyo_setup_get_connection (asked->setup), "propose", params);
}

static gboolean
takes_own_windows (Asked *asked)
{
  return asked->own_windows != NULL && gtk_check_button_get_active (asked->own_windows);
}

static void
window_confirmed_cb (ApoyoActDialog *dialog, Asked *asked)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const ApoyoSetupFigures *seen = get_seen (asked);
  g_autoptr (GDateTime) opens = NULL;
  g_autoptr (GDateTime) closes = NULL;

  if (!take_times (asked, &opens, &closes))
    return;
  if (g_date_time_compare (opens, closes) >= 0) {
    apoyo_field_set_error (asked->second, _ ("The window ends before it begins"));
    return;
  }
  if (!g_date_time_equal (opens, seen->opens_at))
    set_time (object, "opens_at", opens);
  if (!g_date_time_equal (closes, seen->closes_at))
    set_time (object, "closes_at", closes);
  if (takes_own_windows (asked))
    json_object_set_boolean_member (object, "own_windows", TRUE);
  if (asked->two)
    propose (dialog, asked, object);
  else
    amend (dialog, asked, object);
}

static void
effect_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  g_autoptr (ApoyoRuleEffect) effect = NULL;
  const char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the dialog may be gone */
  g_clear_object (&asked->cancellable);
  if (rows != NULL && apoyo_result_get_text (rows, 0, "effect", &text, &error))
    effect = apoyo_rule_effect_new_from_json (text, &error);
  if (effect != NULL) {
    apoyo_effect_view_show (asked->view, effect, asked->rule);
  } else {
    g_autofree char *sentence = apoyo_refusal_dup_message (error);

    apoyo_effect_view_say (asked->view, sentence);
  }
}

static void
say_what_to_write (Asked *asked)
{
  apoyo_effect_view_say (asked->view, _ ("Write the end: its effect on the current standing is "
                                         "told here before anything is stored."));
}

/* No effect stands there but that of what is written. */
static gboolean
pause_cb (gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (GDateTime) opens = NULL;
  g_autoptr (GDateTime) closes = NULL;
  ApoyoParams *params;

  asked->pause = 0;
  stop (asked);
  if (!apoyo_field_is_right (asked->first) || !apoyo_field_is_right (asked->second) ||
      !take_times (asked, &opens, &closes) || g_date_time_compare (opens, closes) >= 0) {
    say_what_to_write (asked);
    return G_SOURCE_REMOVE;
  }
  apoyo_effect_view_say (asked->view, _ ("Working it out…"));
  asked->cancellable = g_cancellable_new ();
  params = apoyo_params_new ();
  apoyo_params_add_int (params, asked->process);
  apoyo_params_add_null (params);
  apoyo_params_add_time (params, opens);
  apoyo_params_add_time (params, closes);
  apoyo_params_add_bool (params, takes_own_windows (asked));
  apoyo_connection_call_async (apoyo_setup_get_connection (asked->setup), "rule-effect", params,
                               asked->cancellable, effect_cb, asked);
  return G_SOURCE_REMOVE;
}

static void
on_time_changed_cb (GObject *field G_GNUC_UNUSED, Asked *asked)
{
  g_clear_handle_id (&asked->pause, g_source_remove);
  asked->pause = g_timeout_add (PAUSE_MS, pause_cb, asked);
}

static void
add_own_windows (ApoyoActDialog *dialog, Asked *asked)
{
  asked->own_windows = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (
      _ ("Also those who have a window of their own, by as much")));
  apoyo_act_dialog_add (dialog, GTK_WIDGET (asked->own_windows));
  g_signal_connect (asked->own_windows, "toggled", G_CALLBACK (on_time_changed_cb), asked);
}

void
apoyo_extension_dialog_ask (GtkWidget *parent, ApoyoSetup *setup)
{
  const ApoyoSetupFigures *figures =
      apoyo_setup_process_get_figures (apoyo_setup_get_chosen (setup));
  gboolean two = figures->state > APOYO_LIFE_READY;
  ApoyoActDialog *dialog = apoyo_act_dialog_new (
      parent, two ? _ ("Extend the window") : _ ("Change the window"),
      two ? _ ("It holds with the second signature. A window that has begun keeps its beginning.")
          : NULL,
      two ? _ ("Apply with 2nd signature…") : _ ("Apply"),
      APOYO_ACT_ASKS_REASON | APOYO_ACT_ASKS_ACUERDO);
  Asked *asked = asked_new (dialog, setup);
  g_autofree char *opens = apoyo_format_minute (figures->opens_at, figures->time_zone);
  g_autofree char *closes = apoyo_format_minute (figures->closes_at, figures->time_zone);
  ApoyoField *fields[APOYO_N_PROCESS_FACTS] = { NULL };

  asked->first = apoyo_act_dialog_add_field (dialog, _ ("Beginning"), "31/12/2026 00:00",
                                             apoyo_field_check_time);
  asked->second =
      apoyo_act_dialog_add_field (dialog, _ ("End"), "31/12/2026 23:59", apoyo_field_check_time);
  apoyo_field_set_text (asked->first, opens);
  apoyo_field_set_text (asked->second, closes);
  fields[APOYO_PROCESS_FACT_OPENS] = asked->first;
  fields[APOYO_PROCESS_FACT_CLOSES] = asked->second;
  asked->follow = apoyo_process_follow (dialog, setup, fields);
  if (two && figures->n_own_windows > 0)
    add_own_windows (dialog, asked);
  if (two) {
    asked->view = APOYO_EFFECT_VIEW (apoyo_effect_view_new ());
    say_what_to_write (asked);
    apoyo_act_dialog_add (dialog, GTK_WIDGET (asked->view));
    g_signal_connect (asked->first, "changed", G_CALLBACK (on_time_changed_cb), asked);
    g_signal_connect (asked->second, "changed", G_CALLBACK (on_time_changed_cb), asked);
  }
  g_signal_connect (dialog, "confirmed", G_CALLBACK (window_confirmed_cb), asked);
  g_signal_connect (dialog, "done", G_CALLBACK (on_done_cb), asked);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- name, scope and cut-off --------------------------------------------------------------------
 */

static char *
check_name (const char *text)
{
  return *text != '\0' ? NULL : g_strdup (_ ("Write the name"));
}

static char *
check_day (const char *text)
{
  g_autofree char *day = apoyo_parse_day (text);

  if (*text == '\0' || day != NULL)
    return NULL;
  return g_strdup (_ ("Write the day of the cut-off like 31/08/2026, or nothing"));
}

static void
data_confirmed_cb (ApoyoActDialog *dialog, Asked *asked)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const ApoyoSetupFigures *seen = get_seen (asked);
  g_autofree char *cutoff = apoyo_parse_day (apoyo_field_get_text (asked->third));

  if (!g_str_equal (apoyo_field_get_text (asked->first), seen->name))
    json_object_set_string_member (object, "name", apoyo_field_get_text (asked->first));
  if (!g_str_equal (apoyo_field_get_text (asked->second), seen->scope))
    json_object_set_string_member (object, "scope", apoyo_field_get_text (asked->second));
  if (g_strcmp0 (cutoff, seen->cutoff) != 0) {
    JsonObject *geography = json_object_new ();

    json_object_set_int_member (geography, "version", seen->geography);
    if (cutoff != NULL)
      json_object_set_string_member (geography, "cutoff", cutoff);
    else
      json_object_set_null_member (geography, "cutoff");
    json_object_set_object_member (object, "geography", geography);
  }
  amend (dialog, asked, object);
}

void
apoyo_data_dialog_ask (GtkWidget *parent, ApoyoSetup *setup)
{
  ApoyoActDialog *dialog =
      apoyo_act_dialog_new (parent, _ ("Data of the process"), NULL, C_ ("verb", "Change"),
                            APOYO_ACT_ASKS_REASON | APOYO_ACT_ASKS_ACUERDO);
  Asked *asked = asked_new (dialog, setup);
  const ApoyoSetupFigures *figures =
      apoyo_setup_process_get_figures (apoyo_setup_get_chosen (setup));
  g_autofree char *cutoff = apoyo_process_follow_dup_cutoff (figures);
  ApoyoField *fields[APOYO_N_PROCESS_FACTS] = { NULL };

  asked->first = apoyo_act_dialog_add_field (dialog, _ ("Name"), NULL, check_name);
  asked->second = apoyo_act_dialog_add_field (dialog, _ ("Scope"), figures->scope, check_name);
  asked->third = apoyo_act_dialog_add_field (dialog, _ ("Cut-off of the nominal list"),
                                             "31/08/2026", check_day);
  apoyo_field_set_text (asked->first, figures->name);
  apoyo_field_set_text (asked->second, figures->scope);
  apoyo_field_set_text (asked->third, cutoff);
  fields[APOYO_PROCESS_FACT_NAME] = asked->first;
  fields[APOYO_PROCESS_FACT_SCOPE] = asked->second;
  fields[APOYO_PROCESS_FACT_CUTOFF] = asked->third;
  asked->follow = apoyo_process_follow (dialog, setup, fields);
  g_signal_connect (dialog, "confirmed", G_CALLBACK (data_confirmed_cb), asked);
  g_signal_connect (dialog, "done", G_CALLBACK (on_done_cb), asked);
  gtk_window_present (GTK_WINDOW (dialog));
}
