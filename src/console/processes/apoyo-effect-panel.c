/* apoyo-effect-panel.c: changing a rule: the form, the effect before it is applied, the authority.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-acuerdo.h"
#include "apoyo-effect-panel-private.h"
#include "apoyo-life-words.h"
#include "apoyo-parts.h"
#include "apoyo-refusal.h"
#include "apoyo-rule-merge.h"
#include "apoyo-rule-topic-form.h"

/* Typing on would overtake the calculation at each key. */
#define PAUSE_MS 400

enum { SIGNAL_BEGUN, SIGNAL_CLOSED, SIGNAL_TOLD, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoEffectPanel, apoyo_effect_panel, ADW_TYPE_BIN)

/* --- what is being changed ----------------------------------------------------------------------
 */

/* In a process that collects, two people change a rule. */
gboolean
apoyo_effect_panel_takes_two (ApoyoEffectPanel *self)
{
  return apoyo_setup_process_get_figures (apoyo_setup_get_chosen (self->setup))->state >
         APOYO_LIFE_READY;
}

/* The rule as it would be; NULL while the form holds something that is none. */
char *
apoyo_effect_panel_dup_rule (ApoyoEffectPanel *self)
{
  g_autoptr (ApoyoRule) rule = apoyo_configuration_dup_rule (self->configuration, NULL);

  return rule != NULL ? apoyo_rule_to_json (rule) : NULL;
}

gboolean
apoyo_effect_panel_is_changed (ApoyoEffectPanel *self)
{
  g_autofree char *rule = NULL;
  g_auto (GStrv) members = NULL;

  g_return_val_if_fail (APOYO_IS_EFFECT_PANEL (self), FALSE);
  if (self->configuration == NULL)
    return FALSE;
  rule = apoyo_effect_panel_dup_rule (self);
  if (rule == NULL)
    return TRUE;
  members = apoyo_rule_changed_members (self->base, rule);
  return members[0] != NULL;
}

gboolean
apoyo_effect_panel_is_unsent (ApoyoEffectPanel *self)
{
  g_return_val_if_fail (APOYO_IS_EFFECT_PANEL (self), FALSE);
  return self->configuration != NULL &&
         (apoyo_effect_panel_is_changed (self) || *apoyo_field_get_text (self->reason) != '\0' ||
          *apoyo_field_get_text (self->acuerdo) != '\0');
}

/* becomes: (nullable) */
static void
judge (ApoyoEffectPanel *self, const ApoyoRule *becomes)
{
  ApoyoSetupLaw *law = apoyo_setup_get_law (self->setup);
  const char *article = law != NULL && becomes != NULL
                            ? apoyo_setup_law_find_article (law, becomes->kind, "percentage")
                            : NULL;

  apoyo_effect_digest_judge (self->digest, becomes, article);
}

static void
show_summary (ApoyoEffectPanel *self)
{
  ApoyoRuleTopic topic = (ApoyoRuleTopic) self->topic;
  g_autoptr (ApoyoRule) was = apoyo_rule_from_json (self->base, -1, NULL);
  g_autoptr (ApoyoRule) becomes = apoyo_configuration_dup_rule (self->configuration, NULL);
  g_autofree char *subject = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *summary = NULL;

  /* Translators: topic of the rule, and two versions: "Change · Credentials, v4 → v5" */
  subject =
      g_strdup_printf (_ ("Proposed change · %s, v%d → v%d"),
                       apoyo_rule_topic_get_title (topic, was), self->version, self->version + 1);
  gtk_label_set_text (self->subject, subject);
  judge (self, becomes);
  if (was == NULL || becomes == NULL || !apoyo_effect_panel_is_changed (self)) {
    gtk_label_set_text (self->summary, "");
    gtk_widget_set_visible (GTK_WIDGET (self->summary), FALSE);
    return;
  }
  before = apoyo_rule_words_value (was, topic, NULL);
  after = apoyo_rule_words_value (becomes, topic, NULL);
  summary = g_str_equal (before, after) ? apoyo_rule_words_differences (was, becomes)
                                        : g_strdup_printf ("%s → %s", before, after);
  gtk_label_set_text (self->summary, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), TRUE);
}

/* --- the effect ------------------------------------------------------------------------------- */

void
apoyo_effect_panel_show_problem (ApoyoEffectPanel *self, const GError *error)
{
  g_autofree char *sentence = error != NULL ? apoyo_refusal_dup_message (error) : NULL;
  g_autofree char *hint = error != NULL ? apoyo_refusal_dup_hint (error) : NULL;
  g_autofree char *text = NULL;

  apoyo_part_clear (self->problem);
  if (sentence == NULL)
    return;
  text = hint != NULL ? g_strdup_printf ("%s\n%s", sentence, hint) : g_strdup (sentence);
  gtk_box_append (self->problem, apoyo_part_note ("err", "dialog-error-symbolic", text));
}

void
apoyo_effect_panel_set_calculating (ApoyoEffectPanel *self, gboolean calculating)
{
  gtk_spinner_set_spinning (self->spinner, calculating);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), calculating);
}

static void
effect_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoEffectPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  g_autoptr (ApoyoRuleEffect) effect = NULL;
  g_autoptr (ApoyoRule) rule = NULL;
  const char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  apoyo_effect_panel_set_calculating (self, FALSE);
  if (self->configuration == NULL)
    return;
  if (rows != NULL && apoyo_result_get_text (rows, 0, "effect", &text, &error))
    effect = apoyo_rule_effect_new_from_json (text, &error);
  rule = apoyo_configuration_dup_rule (self->configuration, NULL);
  if (effect == NULL || rule == NULL) {
    apoyo_effect_view_say (self->view, _ ("The effect cannot be told"));
    apoyo_effect_panel_show_problem (self, error);
    return;
  }
  apoyo_effect_panel_show_problem (self, NULL);
  apoyo_effect_digest_show (self->digest, effect);
  apoyo_effect_view_show (self->view, effect, rule);
}

static void
calculate (ApoyoEffectPanel *self)
{
  g_autofree char *rule = apoyo_effect_panel_dup_rule (self);
  ApoyoParams *params;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  apoyo_effect_panel_set_calculating (self, FALSE);
  apoyo_effect_digest_show (self->digest, NULL);
  if (rule == NULL) {
    apoyo_effect_view_say (self->view, _ ("The effect is told as soon as the rule is complete."));
    return;
  }
  if (!apoyo_effect_panel_is_changed (self)) {
    apoyo_effect_view_say (self->view, _ ("Change a value: its effect on the current standing is "
                                          "told here before anything is stored."));
    return;
  }
  if (!apoyo_setup_is_live (self->setup))
    return;
  params = apoyo_params_new ();
  apoyo_params_add_int (params, self->process);
  apoyo_params_add_text (params, rule);
  apoyo_params_add_null (params);
  apoyo_params_add_null (params);
  apoyo_params_add_bool (params, FALSE);
  self->cancellable = g_cancellable_new ();
  apoyo_effect_panel_set_calculating (self, TRUE);
  apoyo_connection_call_async (apoyo_setup_get_connection (self->setup), "rule-effect", params,
                               self->cancellable, effect_cb, g_object_ref (self));
}

static gboolean
pause_cb (gpointer user_data)
{
  ApoyoEffectPanel *self = user_data;

  self->pause = 0;
  calculate (self);
  return G_SOURCE_REMOVE;
}

static void
calculate_soon (ApoyoEffectPanel *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, pause_cb, self);
}

void
apoyo_effect_panel_note_change (ApoyoEffectPanel *self)
{
  show_summary (self);
  calculate_soon (self);
  apoyo_effect_panel_update (self);
}

/* --- shape ------------------------------------------------------------------------------------ */

/* A dead button says why. */
static const char *
why_not (ApoyoEffectPanel *self)
{
  const char *why = apoyo_setup_why_not (self->setup);

  if (why != NULL)
    return why;
  if (self->busy)
    return _ ("It is being stored");
  if (self->overtaken)
    return _ ("First decide about the other person's change");
  if (!apoyo_effect_panel_is_changed (self))
    return _ ("Nothing has been changed yet");
  if (*apoyo_field_get_text (self->reason) == '\0')
    return _ ("Write the reason to be able to apply it");
  if (!apoyo_field_is_right (self->acuerdo))
    return _ ("Write the number of the acuerdo to be able to apply it");
  return NULL;
}

void
apoyo_effect_panel_update (ApoyoEffectPanel *self)
{
  gboolean two;

  if (self->configuration == NULL || apoyo_setup_get_chosen (self->setup) == NULL)
    return;
  two = apoyo_effect_panel_takes_two (self);
  gtk_button_set_label (self->apply, two ? _ ("Apply with 2nd signature…") : _ ("Apply"));
  apoyo_part_set_reason (GTK_WIDGET (self->apply), why_not (self), _ ("Apply (Ctrl+Enter)"));
}

static void
on_setup_updated_cb (ApoyoSetup *setup, ApoyoEffectPanel *self)
{
  apoyo_effect_panel_follow_process (self);
}

static void
on_live_cb (ApoyoSetup *setup, ApoyoEffectPanel *self)
{
  apoyo_effect_panel_update (self);
  if (self->configuration != NULL && apoyo_setup_is_live (setup))
    calculate_soon (self);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_effect_panel_dispose (GObject *object)
{
  ApoyoEffectPanel *self = APOYO_EFFECT_PANEL (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->configuration != NULL)
    g_signal_handlers_disconnect_by_data (self->configuration, self);
  g_clear_object (&self->configuration);
  g_clear_object (&self->setup);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->process_name, g_free);

  G_OBJECT_CLASS (apoyo_effect_panel_parent_class)->dispose (object);
}

static gboolean
on_apply_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  apoyo_effect_panel_apply (APOYO_EFFECT_PANEL (widget));
  return TRUE;
}

/* Nothing is lost: what was typed is there again when the card is opened again. While it is being
 * stored, it stays: how that ends is told here. */
static gboolean
on_escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (!APOYO_EFFECT_PANEL (widget)->busy)
    g_signal_emit (widget, signals[SIGNAL_CLOSED], 0);
  return TRUE;
}

static void
apoyo_effect_panel_class_init (ApoyoEffectPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_effect_panel_dispose;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                on_apply_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape_cb, NULL);
  signals[SIGNAL_BEGUN] = g_signal_new ("begun", APOYO_TYPE_EFFECT_PANEL, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", APOYO_TYPE_EFFECT_PANEL, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TOLD] = g_signal_new ("told", APOYO_TYPE_EFFECT_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_head (ApoyoEffectPanel *self)
{
  GtkWidget *head = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 8, NULL);
  GtkWidget *title = apoyo_part_label (_ ("Effect before applying"), "t-heading");
  GtkWidget *chip = apoyo_status_chip_new (APOYO_STATUS_INFORMATION, _ ("Dry run"));

  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), apoyo_part_icon ("ac-diff-symbolic", 16, "c-acc"));
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (head), chip);
  apoyo_part_margins (head, 12, 14, 10, 14);
  return head;
}

static GtkWidget *
make_body (ApoyoEffectPanel *self)
{
  GtkWidget *body = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 11, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->subject = GTK_LABEL (apoyo_part_text ("", "t-section"));
  self->summary = GTK_LABEL (apoyo_part_text ("", "t-small t-strong num"));
  self->form_place = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 8, NULL));
  self->conflict = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 6, NULL));
  self->view = APOYO_EFFECT_VIEW (apoyo_effect_view_new ());
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->subject));
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->conflict));
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->form_place));
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->view));
  apoyo_part_margins (body, 10, 14, 10, 14);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), body);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_foot (ApoyoEffectPanel *self)
{
  GtkWidget *foot = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 8, NULL);
  GtkWidget *buttons = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 8, NULL);
  GtkWidget *fields = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 8, NULL);
  GtkWidget *discard = gtk_button_new_with_label (_ ("Discard"));
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *example = apoyo_acuerdo_dup_example ();

  self->problem = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL));
  self->reason = APOYO_FIELD (apoyo_field_new (_ ("Reason"), NULL, apoyo_field_check_reason));
  self->acuerdo = APOYO_FIELD (
      apoyo_field_new (_ ("Acuerdo of the General Council"), example, apoyo_field_check_acuerdo));
  self->apply = GTK_BUTTON (gtk_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->apply), "suggested-action");
  gtk_widget_set_hexpand (space, TRUE);
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (apoyo_effect_panel_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->acuerdo, "changed", G_CALLBACK (apoyo_effect_panel_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (discard, "clicked", G_CALLBACK (apoyo_effect_panel_ask_discard), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->apply, "clicked", G_CALLBACK (apoyo_effect_panel_apply), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (buttons), discard);
  gtk_box_append (GTK_BOX (buttons), space);
  gtk_box_append (GTK_BOX (buttons), GTK_WIDGET (self->apply));
  gtk_box_set_homogeneous (GTK_BOX (fields), TRUE);
  gtk_box_append (GTK_BOX (fields), GTK_WIDGET (self->reason));
  gtk_box_append (GTK_BOX (fields), GTK_WIDGET (self->acuerdo));
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (foot), fields);
  gtk_box_append (GTK_BOX (foot), buttons);
  apoyo_part_margins (foot, 10, 14, 12, 14);
  return foot;
}

static void
apoyo_effect_panel_init (ApoyoEffectPanel *self)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, "effect-panel");

  self->topic = -1;
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  self->digest = APOYO_EFFECT_DIGEST (apoyo_effect_digest_new ());
  apoyo_part_margins (GTK_WIDGET (self->digest), 10, 14, 2, 14);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->digest));
  gtk_box_append (GTK_BOX (box), make_body (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), make_foot (self));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
apoyo_effect_panel_new (ApoyoSetup *setup)
{
  ApoyoEffectPanel *self = g_object_new (APOYO_TYPE_EFFECT_PANEL, NULL);

  self->setup = g_object_ref (setup);
  g_signal_connect_object (setup, "updated", G_CALLBACK (on_setup_updated_cb), self, 0);
  g_signal_connect_object (setup, "live", G_CALLBACK (on_live_cb), self, 0);
  return GTK_WIDGET (self);
}

/* --- the form --------------------------------------------------------------------------------- */

static void
make_form (ApoyoEffectPanel *self)
{
  apoyo_part_clear (self->form_place);
  self->form = APOYO_RULE_FORM (
      apoyo_rule_topic_form_new (self->setup, self->configuration, (ApoyoRuleTopic) self->topic));
  gtk_box_append (self->form_place, GTK_WIDGET (self->form));
}

static void
begin (ApoyoEffectPanel *self)
{
  ApoyoSetupDetail *detail = apoyo_setup_get_detail (self->setup);

  apoyo_effect_panel_end (self);
  self->process = detail->process;
  self->process_name =
      g_strdup (apoyo_setup_process_get_title (apoyo_setup_get_chosen (self->setup)));
  self->configuration = apoyo_configuration_new ();
  apoyo_effect_panel_take_base (self, apoyo_setup_detail_get_version (detail));
  apoyo_effect_panel_load_rule (self, self->base);
  g_signal_connect_object (self->configuration, "changed",
                           G_CALLBACK (apoyo_effect_panel_note_change), self, G_CONNECT_SWAPPED);
}

static void
edit_now (ApoyoEffectPanel *self, ApoyoRuleTopic topic)
{
  ApoyoSetupDetail *detail = apoyo_setup_get_detail (self->setup);

  if (detail == NULL)
    return;
  if (self->configuration == NULL || self->process != detail->process)
    begin (self);
  self->topic = (int) topic;
  make_form (self);
  show_summary (self);
  calculate (self);
  apoyo_effect_panel_update (self);
  g_signal_emit (self, signals[SIGNAL_BEGUN], 0);
  apoyo_rule_form_focus (self->form, apoyo_rule_topic_get_members (topic)[0]);
}

static void
on_other_response_cb (AdwMessageDialog *dialog, const char *response, ApoyoEffectPanel *self)
{
  if (self->busy || self->configuration == NULL)
    return;
  if (g_str_equal (response, "back"))
    apoyo_setup_choose_later (self->setup, self->process);
  else if (g_str_equal (response, "discard"))
    edit_now (self,
              (ApoyoRuleTopic) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (dialog), "topic")));
}

/* One change is written at a time: that of the other process is not thrown away unasked. */
static void
ask_about_other (ApoyoEffectPanel *self, ApoyoRuleTopic topic)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *body = g_strdup_printf (
      _ ("You began to change the rule of “%s” and have not applied it."), self->process_name);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (root), _ ("Discard the other change?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "discard",
                                    _ ("_Discard it"), "back", _ ("_Go back to it"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "back",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "back");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), "topic", GINT_TO_POINTER (topic));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_other_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
apoyo_effect_panel_edit (ApoyoEffectPanel *self, ApoyoRuleTopic topic)
{
  ApoyoSetupDetail *detail;

  g_return_if_fail (APOYO_IS_EFFECT_PANEL (self));

  detail = apoyo_setup_get_detail (self->setup);
  if (detail == NULL || self->busy)
    return;
  if (self->configuration != NULL && self->process != detail->process &&
      apoyo_effect_panel_is_unsent (self))
    ask_about_other (self, topic);
  else
    edit_now (self, topic);
}

int
apoyo_effect_panel_get_topic (ApoyoEffectPanel *self)
{
  g_return_val_if_fail (APOYO_IS_EFFECT_PANEL (self), -1);
  return self->topic;
}

int
apoyo_effect_panel_get_process (ApoyoEffectPanel *self)
{
  g_return_val_if_fail (APOYO_IS_EFFECT_PANEL (self), 0);
  return self->configuration != NULL ? self->process : 0;
}

void
apoyo_effect_panel_set_wide (ApoyoEffectPanel *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_EFFECT_PANEL (self));
  gtk_widget_set_size_request (GTK_WIDGET (self), wide ? 456 : 412, -1);
  apoyo_effect_view_set_wide (self->view, wide);
}
