/* apoyo-processes-page.c: the processes and their configuration.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-drill-mark.h"
#include "apoyo-effect-panel.h"
#include "apoyo-extension-dialog.h"
#include "apoyo-format.h"
#include "apoyo-history-tab.h"
#include "apoyo-life-words.h"
#include "apoyo-next-step.h"
#include "apoyo-parts.h"
#include "apoyo-people-tab.h"
#include "apoyo-process-files.h"
#include "apoyo-process-list.h"
#include "apoyo-processes-actions.h"
#include "apoyo-processes-page.h"
#include "apoyo-refusal.h"
#include "apoyo-rules-tab.h"
#include "apoyo-setup.h"
#include "apoyo-timeline.h"
#include "apoyo-toast.h"
#include "apoyo-windows-tab.h"

struct _ApoyoProcessesPage {
  ApoyoPage parent_instance;

  ApoyoProcessList *list;
  GtkStack *stack;
  AdwStatusPage *error;
  AdwStatusPage *draft;
  GtkWidget *discard_button;
  GtkWidget *continue_button;
  ApoyoNextStep *next;
  GtkLabel *name;
  AdwBin *chip_place;
  GtkWidget *drill_place;
  GtkLabel *caption;
  ApoyoTimeline *timeline;
  GtkStack *tabs;
  GtkToggleButton *rules_button;
  GtkToggleButton *people_button;
  GtkToggleButton *windows_button;
  GtkToggleButton *history_button;
  GtkWidget *lock;
  GtkLabel *lock_label;
  ApoyoRulesTab *rules;
  ApoyoPeopleTab *people;
  ApoyoHistoryTab *history;
  GtkLabel *in_force;
  GtkLabel *last_change;

  GtkRevealer *revealer;
  GtkWidget *head_row;

  ApoyoStatusChip *chip;
  ApoyoEffectPanel *panel;
  ApoyoSetup *setup; /* (owned) */
  GtkWidget *back;   /* of the header bar, once it is asked for, like those below */
  GtkLabel *title;
  GtkLabel *subtitle;
  ApoyoProcessesActions *actions; /* likewise */
  GHashTable *going;              /* (owned): of gint64: drafts that are being put away */
  gboolean wide;
};

G_DEFINE_FINAL_TYPE (ApoyoProcessesPage, apoyo_processes_page, APOYO_TYPE_PAGE)

/* --- header ----------------------------------------------------------------------------------- */

static char *
describe_all (ApoyoProcessesPage *self)
{
  GListModel *items = apoyo_setup_get_items (self->setup);
  guint n = g_list_model_get_n_items (items), n_open = 0;
  g_autofree char *all = NULL;
  g_autofree char *open = NULL;

  for (guint i = 0; i < n; i++) {
    g_autoptr (ApoyoSetupProcess) item = g_list_model_get_item (items, i);
    const ApoyoSetupFigures *figures = apoyo_setup_process_get_figures (item);

    n_open += figures->draft == 0 && figures->state == APOYO_LIFE_OPEN;
  }
  all = g_strdup_printf (ngettext ("%u process", "%u processes", n), n);
  open = g_strdup_printf (ngettext ("%u open", "%u open", n_open), n_open);
  return g_strdup_printf ("%s · %s", all, open);
}

/* Where there is no room for list and effect, the list folds to a way back. */
static gboolean
is_folded (ApoyoProcessesPage *self)
{
  return !self->wide && gtk_revealer_get_reveal_child (self->revealer);
}

static char *
describe_one (const ApoyoSetupFigures *figures)
{
  /* Translators: real process or drill, its key, version of its rules */
  return g_strdup_printf (_ ("%s · key %s · rules v%d"),
                          figures->simulacro ? _ ("Drill") : _ ("Real process"), figures->code,
                          figures->rule_version);
}

static void
update_title (ApoyoProcessesPage *self)
{
  ApoyoSetupProcess *process = apoyo_setup_get_chosen (self->setup);
  gboolean folded = is_folded (self) && process != NULL;
  g_autofree char *text = NULL;

  if (self->title == NULL)
    return;
  if (folded)
    text = describe_one (apoyo_setup_process_get_figures (process));
  else
    text = g_list_model_get_n_items (apoyo_setup_get_items (self->setup)) > 0 ? describe_all (self)
                                                                              : g_strdup ("");
  gtk_label_set_text (self->title,
                      folded ? apoyo_setup_process_get_title (process) : _ ("Processes"));
  gtk_label_set_text (self->subtitle, text);
  gtk_widget_set_visible (self->back, folded);
}

static void
follow_panel (ApoyoProcessesPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->list), !is_folded (self));
  apoyo_process_list_set_wide (self->list,
                               self->wide && !gtk_revealer_get_reveal_child (self->revealer));
  gtk_widget_set_visible (self->head_row, !is_folded (self));
  apoyo_rules_tab_set_editing (self->rules, gtk_revealer_get_reveal_child (self->revealer)
                                                ? apoyo_effect_panel_get_topic (self->panel)
                                                : -1);
  update_title (self);
}

/* What was typed stays, and is there again when the card is opened again. */
static void
hide_panel (ApoyoProcessesPage *self)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->revealer)) != NULL)
    apoyo_rules_tab_focus_edited (self->rules);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  follow_panel (self);
}

static GtkWidget *
apoyo_processes_page_make_title (ApoyoPage *page)
{
  ApoyoProcessesPage *self = APOYO_PROCESSES_PAGE (page);
  GtkWidget *row = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 4, NULL);
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL);

  self->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  apoyo_part_classes (self->back, "flat");
  gtk_widget_set_valign (self->back, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->back, _ ("Back to the list (Alt+Left)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Back to the list"), -1);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (hide_panel), self, G_CONNECT_SWAPPED);
  self->title = GTK_LABEL (apoyo_part_label ("", "t-strong"));
  self->subtitle = GTK_LABEL (apoyo_part_label ("", "t-caption dimmed num"));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 8);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->subtitle));
  gtk_box_append (GTK_BOX (row), self->back);
  gtk_box_append (GTK_BOX (row), box);
  update_title (self);
  return row;
}

static void
on_amend_cb (ApoyoProcessesPage *self)
{
  if (apoyo_setup_get_detail (self->setup) != NULL)
    apoyo_data_dialog_ask (GTK_WIDGET (self), self->setup);
}

static GtkWidget *
apoyo_processes_page_make_actions (ApoyoPage *page)
{
  ApoyoProcessesPage *self = APOYO_PROCESSES_PAGE (page);

  self->actions =
      APOYO_PROCESSES_ACTIONS (apoyo_processes_actions_new (self->setup, GTK_WIDGET (self)));
  apoyo_processes_actions_set_wide (self->actions, self->wide);
  g_signal_connect_object (self->actions, "amend", G_CALLBACK (on_amend_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->actions);
}

/* --- a draft of the assistant -------------------------------------------------------------------
 */

static void
show_draft (ApoyoProcessesPage *self, ApoyoSetupProcess *process)
{
  const ApoyoSetupFigures *figures = apoyo_setup_process_get_figures (process);
  const char *why = g_hash_table_contains (self->going, &figures->draft)
                        ? _ ("The draft is being put away")
                        : apoyo_setup_why_not (self->setup);
  g_autofree char *description = NULL;
  g_autofree char *step = apoyo_setup_process_describe (process);
  GString *text = g_string_new (step);

  if (figures->changed_by != NULL && figures->changed_at != NULL) {
    g_autofree char *time = apoyo_format_minute (figures->changed_at, "America/Mexico_City");

    g_string_append_c (text, '\n');
    g_string_append_printf (text, _ ("Last change: %s, %s"), figures->changed_by, time);
  }
  adw_status_page_set_title (self->draft, apoyo_setup_process_get_title (process));
  description = g_markup_escape_text (text->str, -1);
  adw_status_page_set_description (self->draft, description);
  g_string_free (text, TRUE);
  apoyo_part_set_reason (self->discard_button, why, NULL);
  apoyo_part_set_reason (self->continue_button, why, NULL);
  gtk_stack_set_visible_child_name (self->stack, "draft");
}

static void
on_continue_cb (ApoyoProcessesPage *self)
{
  ApoyoSetupProcess *process = apoyo_setup_get_chosen (self->setup);

  apoyo_processes_open_assistant (GTK_WIDGET (self), self->setup,
                                  apoyo_setup_process_get_figures (process)->draft);
}

static void update (ApoyoProcessesPage *self);

/* It could not be put away, or is brought back. */
static void
draft_stays (GtkWidget *page, gint64 draft)
{
  ApoyoProcessesPage *self = APOYO_PROCESSES_PAGE (page);

  g_hash_table_remove (self->going, &draft);
  update (self);
}

static gboolean
has_left (gpointer key, gpointer value, gpointer user_data)
{
  GListModel *items = apoyo_setup_get_items (APOYO_PROCESSES_PAGE (user_data)->setup);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (ApoyoSetupProcess) item = g_list_model_get_item (items, i);

    if (apoyo_setup_process_get_figures (item)->draft == *(gint64 *) key)
      return FALSE;
  }
  return TRUE;
}

/* What has left the list is done with: whoever brings it back, it can be put away again. */
static void
on_updated_cb (ApoyoProcessesPage *self)
{
  g_hash_table_foreach_remove (self->going, has_left, self);
  update (self);
}

static void
on_discard_cb (ApoyoProcessesPage *self)
{
  gint64 draft = apoyo_setup_process_get_figures (apoyo_setup_get_chosen (self->setup))->draft;

  g_hash_table_add (self->going, g_memdup2 (&draft, sizeof draft));
  apoyo_processes_discard_draft (GTK_WIDGET (self), self->setup, draft_stays);
  update (self);
}

/* --- the process ------------------------------------------------------------------------------ */

static void
show_head (ApoyoProcessesPage *self, const ApoyoSetupFigures *figures)
{
  g_autofree char *caption = NULL;

  gtk_label_set_text (self->name,
                      apoyo_setup_process_get_title (apoyo_setup_get_chosen (self->setup)));
  apoyo_status_chip_set (self->chip, apoyo_life_get_status (figures->state),
                         apoyo_life_get_label (figures->state));
  gtk_widget_set_visible (self->drill_place, figures->simulacro);
  if (self->wide)
    /* Translators: key of the process, whose threshold, version of its rules */
    caption = g_strdup_printf (_ ("key %s · %s · rules v%d"), figures->code,
                               figures->joint ? _ ("joint threshold") : _ ("a threshold for each"),
                               figures->rule_version);
  else
    caption = g_strdup_printf (_ ("%s · rules v%d"), figures->code, figures->rule_version);
  gtk_label_set_text (self->caption, caption);
}

static const char *
describe_lock (ApoyoProcessesPage *self, const ApoyoSetupFigures *figures)
{
  switch (figures->state) {
  case APOYO_LIFE_DRAFT:
  case APOYO_LIFE_READY:
    return NULL;
  case APOYO_LIFE_OPEN:
    return self->wide ? _ ("Open: changing a rule takes an acuerdo and a second signature")
                      : _ ("Changes: with acuerdo and 2nd signature");
  case APOYO_LIFE_CLOSING:
  case APOYO_LIFE_CLOSED:
  case APOYO_LIFE_CERTIFIED:
  case APOYO_LIFE_ARCHIVED:
  default:
    return _ ("The rule does not change any more");
  }
}

static void
show_lock (ApoyoProcessesPage *self, const ApoyoSetupFigures *figures)
{
  const char *text = describe_lock (self, figures);

  gtk_widget_set_visible (self->lock, text != NULL);
  gtk_label_set_text (self->lock_label, text != NULL ? text : "");
}

static void
show_status (ApoyoProcessesPage *self, const ApoyoSetupFigures *figures)
{
  const ApoyoRuleVersion *version =
      apoyo_setup_detail_get_version (apoyo_setup_get_detail (self->setup));
  g_autofree char *date = apoyo_format_date (version->adopted_at, figures->time_zone);
  g_autofree char *in_force =
      version->acuerdo != NULL
          ? g_strdup_printf (_ ("Rules v%d in force since %s · %s"), version->version, date,
                             version->acuerdo)
          : g_strdup_printf (_ ("Rules v%d in force since %s"), version->version, date);

  /* Before it opens nothing is in force. */
  gtk_label_set_text (self->in_force, figures->state > APOYO_LIFE_READY ? in_force : "");
  if (figures->changed_by != NULL && figures->changed_at != NULL) {
    g_autofree char *time = apoyo_format_minute (figures->changed_at, figures->time_zone);
    g_autofree char *text = g_strdup_printf (_ ("Last change: %s, %s"), figures->changed_by, time);

    gtk_label_set_text (self->last_change, text);
  } else {
    gtk_label_set_text (self->last_change, "");
  }
}

static void
update (ApoyoProcessesPage *self)
{
  ApoyoSetupProcess *process = apoyo_setup_get_chosen (self->setup);
  ApoyoSetupDetail *detail = apoyo_setup_get_detail (self->setup);
  const ApoyoSetupFigures *figures;

  update_title (self);
  if (process == NULL) {
    if (apoyo_setup_is_loaded (self->setup))
      gtk_stack_set_visible_child_name (self->stack, "empty");
    return;
  }
  figures = apoyo_setup_process_get_figures (process);
  if (figures->draft != 0) {
    show_draft (self, process);
    apoyo_page_tell_figures (APOYO_PAGE (self), NULL);
    return;
  }
  gtk_stack_set_visible_child_name (self->stack, "process");
  show_head (self, figures);
  show_lock (self, figures);
  if (detail != NULL) {
    apoyo_timeline_set_steps (self->timeline, detail->steps, figures->as_of, figures->time_zone);
    show_status (self, figures);
  }
  apoyo_page_tell_figures (APOYO_PAGE (self), NULL);
}

static void
on_chosen_cb (ApoyoSetup *setup, ApoyoProcessesPage *self)
{
  apoyo_timeline_set_steps (self->timeline, NULL, NULL, NULL);
  gtk_label_set_text (self->in_force, "");
  gtk_label_set_text (self->last_change, "");
  /* A change that was begun waits for the process it is of to be chosen again. */
  if (apoyo_setup_get_chosen (setup) != NULL)
    gtk_revealer_set_reveal_child (
        self->revealer,
        apoyo_effect_panel_is_unsent (self->panel) &&
            apoyo_effect_panel_get_process (self->panel) ==
                apoyo_setup_process_get_figures (apoyo_setup_get_chosen (setup))->id);
  follow_panel (self);
  update (self);
}

static void
on_failed_cb (ApoyoSetup *setup, const GError *error, ApoyoProcessesPage *self)
{
  g_autofree char *message = NULL;
  g_autofree char *markup = NULL;

  /* The banner tells of a lost connection, and what was read stays. */
  if (g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION))
    return;
  g_warning ("Processes: %s", error->message);
  message = apoyo_refusal_dup_message (error);
  markup = g_markup_escape_text (message, -1);
  adw_status_page_set_description (self->error, markup);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
on_retry_cb (ApoyoProcessesPage *self)
{
  apoyo_setup_refresh (self->setup);
}

/* --- changing a rule ----------------------------------------------------------------------------
 */

static void
on_begun_cb (ApoyoProcessesPage *self)
{
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  follow_panel (self);
}

static void
on_edit_cb (ApoyoRulesTab *rules, int topic, ApoyoProcessesPage *self)
{
  apoyo_effect_panel_edit (self->panel, (ApoyoRuleTopic) topic);
}

static void
on_told_cb (ApoyoEffectPanel *panel, const char *text, ApoyoProcessesPage *self)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    apoyo_toast_add (ADW_TOAST_OVERLAY (overlay), apoyo_toast_new (text));
}

/* --- tabs ------------------------------------------------------------------------------------- */

static void
show_tab (ApoyoProcessesPage *self, const char *name)
{
  const struct {
    const char *name;
    GtkToggleButton *button;
  } buttons[] = {
    { "rules", self->rules_button },
    { "people", self->people_button },
    { "windows", self->windows_button },
    { "history", self->history_button },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++) {
    if (g_str_equal (buttons[i].name, name))
      gtk_toggle_button_set_active (buttons[i].button, TRUE);
  }
}

static void
on_tab_toggled_cb (ApoyoProcessesPage *self, GtkToggleButton *button)
{
  const char *name = button == self->rules_button     ? "rules"
                     : button == self->people_button  ? "people"
                     : button == self->windows_button ? "windows"
                                                      : "history";

  if (gtk_toggle_button_get_active (button))
    gtk_stack_set_visible_child_name (self->tabs, name);
}

static void
on_show_tab_cb (ApoyoRulesTab *rules, const char *name, ApoyoProcessesPage *self)
{
  show_tab (self, name);
}

/* From a failing check to where it is mended. */
static void
on_go_cb (ApoyoNextStep *next, int place, int topic, ApoyoProcessesPage *self)
{
  switch ((ApoyoCheckPlace) place) {
  case APOYO_CHECK_PLACE_RULE:
    show_tab (self, "rules");
    apoyo_effect_panel_edit (self->panel, (ApoyoRuleTopic) topic);
    break;
  case APOYO_CHECK_PLACE_PEOPLE:
    show_tab (self, "people");
    break;
  case APOYO_CHECK_PLACE_WINDOWS:
    show_tab (self, "windows");
    break;
  case APOYO_CHECK_PLACE_DATA:
    apoyo_data_dialog_ask (GTK_WIDGET (self), self->setup);
    break;
  case APOYO_CHECK_PLACE_NONE:
  default:
    break;
  }
}

/* --- the page --------------------------------------------------------------------------------- */

static void
apply_shape (ApoyoProcessesPage *self)
{
  apoyo_rules_tab_set_wide (self->rules, self->wide);
  apoyo_people_tab_set_wide (self->people, self->wide);
  apoyo_effect_panel_set_wide (self->panel, self->wide);
  follow_panel (self);
  if (self->actions != NULL)
    apoyo_processes_actions_set_wide (self->actions, self->wide);
  if (apoyo_setup_get_chosen (self->setup) != NULL)
    update (self);
}

static void
apoyo_processes_page_set_wide (ApoyoPage *page, gboolean wide)
{
  APOYO_PROCESSES_PAGE (page)->wide = wide;
  apply_shape (APOYO_PROCESSES_PAGE (page));
}

static void
apoyo_processes_page_set_login (ApoyoPage *page, ApoyoLogin *login)
{
  apoyo_setup_set_login (APOYO_PROCESSES_PAGE (page)->setup, login);
}

static void
apoyo_processes_page_set_live (ApoyoPage *page, gboolean live)
{
  apoyo_setup_set_live (APOYO_PROCESSES_PAGE (page)->setup, live);
}

static gboolean
apoyo_processes_page_is_drill (ApoyoPage *page)
{
  ApoyoSetupProcess *process = apoyo_setup_get_chosen (APOYO_PROCESSES_PAGE (page)->setup);

  return process != NULL && apoyo_setup_process_get_figures (process)->simulacro;
}

static gboolean
apoyo_processes_page_is_populated (ApoyoPage *page)
{
  ApoyoProcessesPage *self = APOYO_PROCESSES_PAGE (page);

  return apoyo_setup_is_loaded (self->setup) &&
         (apoyo_setup_get_detail (self->setup) != NULL ||
          apoyo_setup_get_chosen (self->setup) == NULL ||
          apoyo_setup_process_get_figures (apoyo_setup_get_chosen (self->setup))->draft != 0);
}

static void
apoyo_processes_page_add_panes (ApoyoPage *page, GPtrArray *panes)
{
  ApoyoProcessesPage *self = APOYO_PROCESSES_PAGE (page);

  if (gtk_widget_get_visible (GTK_WIDGET (self->list)))
    g_ptr_array_add (panes, self->list);
  g_ptr_array_add (panes, self->stack);
  if (gtk_revealer_get_reveal_child (self->revealer))
    g_ptr_array_add (panes, self->panel);
}

static gboolean
apoyo_processes_page_is_unsent (ApoyoPage *page)
{
  return apoyo_effect_panel_is_unsent (APOYO_PROCESSES_PAGE (page)->panel);
}

static void
apoyo_processes_page_add (ApoyoPage *page)
{
  ApoyoProcessesPage *self = APOYO_PROCESSES_PAGE (page);

  if (apoyo_setup_why_not (self->setup) == NULL)
    apoyo_processes_open_assistant (GTK_WIDGET (self), self->setup, 0);
}

static void
apoyo_processes_page_import (ApoyoPage *page)
{
  ApoyoProcessesPage *self = APOYO_PROCESSES_PAGE (page);

  if (apoyo_setup_why_not (self->setup) == NULL)
    apoyo_process_files_import (GTK_WIDGET (self), self->setup);
}

static void
apoyo_processes_page_search (ApoyoPage *page)
{
  ApoyoProcessesPage *self = APOYO_PROCESSES_PAGE (page);

  /* What is looked at first; once more for the processes. */
  if (!g_str_equal (gtk_stack_get_visible_child_name (self->tabs), "history") ||
      !apoyo_history_tab_search (self->history))
    apoyo_process_list_search (self->list);
}

static void
apoyo_processes_page_dispose (GObject *object)
{
  ApoyoProcessesPage *self = APOYO_PROCESSES_PAGE (object);

  if (self->setup != NULL)
    g_signal_handlers_disconnect_by_data (self->setup, self);
  g_clear_object (&self->setup);
  g_clear_pointer (&self->going, g_hash_table_unref);

  G_OBJECT_CLASS (apoyo_processes_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, list);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, error);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, name);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, people);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, head_row);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, revealer);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, history);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, next);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, continue_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, discard_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, draft);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, chip_place);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, drill_place);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, caption);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, rules_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, people_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, windows_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, history_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, lock);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, lock_label);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, rules);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, in_force);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessesPage, last_change);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_continue_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_discard_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_tab_toggled_cb);
}

static void
apoyo_processes_page_class_init (ApoyoProcessesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ApoyoPageClass *page_class = APOYO_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_processes_page_dispose;
  page_class->set_login = apoyo_processes_page_set_login;
  page_class->make_title = apoyo_processes_page_make_title;
  page_class->make_actions = apoyo_processes_page_make_actions;
  page_class->is_drill = apoyo_processes_page_is_drill;
  page_class->add_panes = apoyo_processes_page_add_panes;
  page_class->is_unsent = apoyo_processes_page_is_unsent;
  page_class->search = apoyo_processes_page_search;
  page_class->add = apoyo_processes_page_add;
  page_class->import = apoyo_processes_page_import;
  page_class->is_populated = apoyo_processes_page_is_populated;
  page_class->set_live = apoyo_processes_page_set_live;
  page_class->set_wide = apoyo_processes_page_set_wide;

  g_type_ensure (APOYO_TYPE_PROCESS_LIST);
  g_type_ensure (APOYO_TYPE_TIMELINE);
  g_type_ensure (APOYO_TYPE_NEXT_STEP);
  g_type_ensure (APOYO_TYPE_RULES_TAB);
  g_type_ensure (APOYO_TYPE_PEOPLE_TAB);
  g_type_ensure (APOYO_TYPE_HISTORY_TAB);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-processes-page.ui");
  bind_children (widget_class);
}

static void
apoyo_processes_page_init (ApoyoProcessesPage *self)
{
  GtkWidget *windows;

  self->setup = apoyo_setup_new ();
  self->going = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));

  self->chip = APOYO_STATUS_CHIP (apoyo_status_chip_new (APOYO_STATUS_STALE, ""));
  adw_bin_set_child (self->chip_place, GTK_WIDGET (self->chip));
  adw_bin_set_child (ADW_BIN (self->drill_place), apoyo_drill_mark_new ());
  self->panel = APOYO_EFFECT_PANEL (apoyo_effect_panel_new (self->setup));
  gtk_revealer_set_child (self->revealer, GTK_WIDGET (self->panel));
  g_signal_connect_object (self->panel, "begun", G_CALLBACK (on_begun_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "closed", G_CALLBACK (hide_panel), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "told", G_CALLBACK (on_told_cb), self, 0);
  g_signal_connect_object (self->rules, "edit", G_CALLBACK (on_edit_cb), self, 0);
  apoyo_process_list_set_setup (self->list, self->setup);
  apoyo_rules_tab_set_setup (self->rules, self->setup);
  apoyo_people_tab_set_setup (self->people, self->setup);
  windows = apoyo_windows_tab_new (FALSE);
  apoyo_windows_tab_set_setup (APOYO_WINDOWS_TAB (windows), self->setup);
  gtk_stack_add_named (self->tabs, windows, "windows");
  apoyo_history_tab_set_setup (self->history, self->setup);
  apoyo_next_step_set_setup (self->next, self->setup);
  g_signal_connect_object (self->next, "go", G_CALLBACK (on_go_cb), self, 0);
  g_signal_connect_object (self->rules, "show-tab", G_CALLBACK (on_show_tab_cb), self, 0);
  g_signal_connect_object (self->setup, "updated", G_CALLBACK (on_updated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->setup, "chosen", G_CALLBACK (on_chosen_cb), self, 0);
  g_signal_connect_object (self->setup, "failed", G_CALLBACK (on_failed_cb), self, 0);
  apply_shape (self);
}
