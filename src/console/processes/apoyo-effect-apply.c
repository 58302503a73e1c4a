/* apoyo-effect-apply.c: a change of a rule is stored, proposed or discarded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-effect-panel-private.h"
#include "apoyo-message.h"
#include "apoyo-parts.h"
#include "apoyo-refusal.h"
#include "apoyo-rule-request.h"

void
apoyo_effect_panel_end (ApoyoEffectPanel *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  apoyo_effect_panel_set_calculating (self, FALSE);
  apoyo_part_clear (self->form_place);
  apoyo_part_clear (self->conflict);
  apoyo_part_clear (self->problem);
  apoyo_effect_digest_show (self->digest, NULL);
  apoyo_effect_digest_judge (self->digest, NULL, NULL);
  if (self->configuration != NULL)
    g_signal_handlers_disconnect_by_data (self->configuration, self);
  self->form = NULL;
  g_clear_object (&self->configuration);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->process_name, g_free);
  apoyo_field_set_text (self->reason, NULL);
  apoyo_field_set_text (self->acuerdo, NULL);
  self->topic = -1;
  self->overtaken = FALSE;
}

/* Here, and where one went on without waiting for it also over whatever is in view. */
static void
tell_problem (ApoyoEffectPanel *self, const GError *error)
{
  GtkWidget *revealer = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_REVEALER);
  g_autofree char *sentence = apoyo_refusal_dup_message (error);

  apoyo_effect_panel_show_problem (self, error);
  if (revealer != NULL && !gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)))
    g_signal_emit_by_name (self, "told", sentence);
}

static void
applied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoEffectPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);

  self->busy = FALSE;
  if (self->setup == NULL) /* the window has gone */
    return;
  if (rows == NULL) {
    tell_problem (self, error);
    apoyo_setup_refresh (self->setup); /* whatever was in the way is shown */
    apoyo_effect_panel_update (self);
    return;
  }
  apoyo_effect_panel_end (self);
  apoyo_setup_refresh (self->setup);
  g_signal_emit_by_name (self, "told",
                         self->proposing ? _ ("Proposed: it holds with the second signature")
                                         : _ ("The rule has been changed"));
  g_signal_emit_by_name (self, "closed");
}

static ApoyoRuleRequest
make_request (ApoyoEffectPanel *self, const char *rule)
{
  return (ApoyoRuleRequest){
    .process = self->process,
    .revision = self->revision,
    .base = self->base,
    .rule = rule,
    .acuerdo = apoyo_field_get_text (self->acuerdo),
    .reason = apoyo_field_get_text (self->reason),
  };
}

void
apoyo_effect_panel_apply (ApoyoEffectPanel *self)
{
  g_autofree char *rule = self->configuration != NULL ? apoyo_effect_panel_dup_rule (self) : NULL;
  ApoyoRuleRequest request;
  gboolean two;

  if (self->configuration == NULL || self->busy ||
      !gtk_widget_get_sensitive (GTK_WIDGET (self->apply)))
    return;
  if (rule == NULL || apoyo_rule_form_get_n_errors (self->form) > 0) {
    apoyo_rule_form_show_errors (self->form);
    return;
  }
  if (!apoyo_field_insist (self->reason) || !apoyo_field_insist (self->acuerdo))
    return;
  two = apoyo_effect_panel_takes_two (self);
  request = make_request (self, rule);
  self->busy = TRUE;
  self->proposing = two;
  apoyo_effect_panel_update (self);
  apoyo_connection_call_async (
      apoyo_setup_get_connection (self->setup), two ? "propose" : "change-rule",
      two ? apoyo_rule_request_make_proposal (&request) : apoyo_rule_request_make_change (&request),
      NULL, applied_cb, g_object_ref (self));
}

static void
discard (gpointer user_data)
{
  ApoyoEffectPanel *self = user_data;

  if (self->busy) /* how it ends is told here */
    return;
  apoyo_effect_panel_end (self);
  g_signal_emit_by_name (self, "closed");
}

void
apoyo_effect_panel_ask_discard (ApoyoEffectPanel *self)
{
  if (apoyo_effect_panel_is_unsent (self))
    apoyo_message_ask_discard (GTK_WIDGET (self), discard, G_OBJECT (self));
  else
    discard (self);
}
