/* apoyo-process-switcher.c: the process in the header bar, and the list to change it from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-drill-mark.h"
#include "apoyo-format.h"
#include "apoyo-process-switcher.h"
#include "apoyo-promovente.h"
#include "apoyo-settings.h"

struct _ApoyoProcessSwitcher {
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkPopover *popover;
  GtkSearchEntry *search;
  GtkListBox *list;
  GtkCustomFilter *filter; /* (owned) */
};

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoProcessSwitcher, apoyo_process_switcher, ADW_TYPE_BIN)

const char *
apoyo_process_get_state_label (ApoyoProcess *process)
{
  static const struct {
    const char *state;
    const char *label;
  } labels[] = {
    { "draft", NC_ ("process state", "Draft") },
    { "ready", NC_ ("process state", "Ready") },
    { "open", NC_ ("process state", "Open") },
    { "closing", NC_ ("process state", "Closing") },
    { "closed", NC_ ("process state", "Closed") },
    { "certified", NC_ ("process state", "Certified") },
    { "archived", NC_ ("process state", "Archived") },
  };
  const char *state = apoyo_process_get_figures (process)->state;

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++) {
    if (g_str_equal (labels[i].state, state))
      return g_dpgettext2 (NULL, "process state", labels[i].label);
  }
  return state;
}

char *
apoyo_process_describe (ApoyoProcess *process)
{
  const ApoyoProcessFigures *figures = apoyo_process_get_figures (process);
  GString *text = g_string_new (apoyo_process_get_state_label (process));

  if (figures->opens_at != NULL && figures->closes_at != NULL) {
    g_autofree char *day = apoyo_format_day_of (figures->as_of, figures->opens_at,
                                                figures->closes_at, figures->time_zone);
    g_autofree char *closes = apoyo_format_minute (figures->closes_at, figures->time_zone);

    if (day != NULL)
      g_string_append_printf (text, " · %s", day);
    g_string_append (text, " · ");
    g_string_append_printf (text,
                            g_date_time_compare (figures->as_of, figures->closes_at) < 0
                                ? _ ("closes %s")
                                : _ ("closed %s"),
                            closes);
  }
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  ApoyoProcess *process = item;
  const ApoyoProcessFigures *figures = apoyo_process_get_figures (process);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (figures->name);
  g_autofree char *state = apoyo_process_describe (process);
  g_autofree char *line = g_strdup_printf ("%s · %s", figures->code, state);
  g_autofree char *spoken = apoyo_drill_mark_name (figures->name, figures->simulacro);
  GtkWidget *detail = gtk_label_new (line);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail, "t-caption");
  gtk_widget_add_css_class (detail, "dimmed");
  gtk_widget_add_css_class (detail, "num");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), detail);
  gtk_box_append (GTK_BOX (box), texts);
  if (figures->simulacro)
    gtk_box_append (GTK_BOX (box), apoyo_drill_mark_new ());
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "process", g_object_ref (process), g_object_unref);
  return row;
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  ApoyoProcessSwitcher *self = user_data;
  const ApoyoProcessFigures *figures = apoyo_process_get_figures (item);
  g_auto (GStrv) words =
      apoyo_promovente_fold_query (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_autoptr (ApoyoPromovente) named = apoyo_promovente_new (0, figures->code, figures->name, "");

  return apoyo_promovente_matches (named, (const char *const *) words);
}

static void
on_search_changed_cb (ApoyoProcessSwitcher *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
choose (ApoyoProcessSwitcher *self, GtkListBoxRow *row)
{
  g_autoptr (ApoyoProcess) process = g_object_ref (g_object_get_data (G_OBJECT (row), "process"));

  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, process);
}

/* The entry takes Escape for itself, and the popover would stay. */
static void
on_stop_search_cb (ApoyoProcessSwitcher *self)
{
  gtk_popover_popdown (self->popover);
}

/* Enter in the search takes the first process that is left. */
static void
on_search_activate_cb (ApoyoProcessSwitcher *self)
{
  GtkListBoxRow *row;

  /* The entry tells what was typed last only after a while. */
  on_search_changed_cb (self);
  row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row != NULL)
    choose (self, row);
}

static void
on_row_activated_cb (ApoyoProcessSwitcher *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
on_popover_show_cb (ApoyoProcessSwitcher *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
apoyo_process_switcher_dispose (GObject *object)
{
  ApoyoProcessSwitcher *self = APOYO_PROCESS_SWITCHER (object);

  if (self->filter != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (apoyo_process_switcher_parent_class)->dispose (object);
}

static void
apoyo_process_switcher_class_init (ApoyoProcessSwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_process_switcher_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/mx/ine/ApoyoCiudadano/ui/apoyo-process-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessSwitcher, title);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessSwitcher, subtitle);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessSwitcher, popover);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessSwitcher, search);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessSwitcher, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_show_cb);

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", APOYO_TYPE_PROCESS_SWITCHER, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, APOYO_TYPE_PROCESS);
}

static void
apoyo_process_switcher_init (ApoyoProcessSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (matches, self, NULL);
}

void
apoyo_process_switcher_set_processes (ApoyoProcessSwitcher *self, GListModel *processes)
{
  g_autoptr (GtkFilterListModel) model = NULL;

  g_return_if_fail (APOYO_IS_PROCESS_SWITCHER (self));

  model = gtk_filter_list_model_new (g_object_ref (processes),
                                     g_object_ref (GTK_FILTER (self->filter)));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (model), make_row, NULL, NULL);
}

void
apoyo_process_switcher_show (ApoyoProcessSwitcher *self, ApoyoProcess *process)
{
  g_autofree char *subtitle = NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (APOYO_IS_PROCESS_SWITCHER (self));

  if (process == NULL) {
    gtk_label_set_text (self->title, "—");
    gtk_label_set_text (self->subtitle, "");
    return;
  }
  subtitle = apoyo_process_describe (process);
  gtk_label_set_text (self->title, apoyo_process_get_figures (process)->name);
  gtk_label_set_text (self->subtitle, subtitle);
  spoken = apoyo_drill_mark_name (apoyo_process_get_figures (process)->name,
                                  apoyo_process_get_figures (process)->simulacro);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

void
apoyo_process_switcher_popup (ApoyoProcessSwitcher *self)
{
  g_return_if_fail (APOYO_IS_PROCESS_SWITCHER (self));
  gtk_menu_button_popup (self->button);
}

static gboolean
has_code (ApoyoProcess *process, const char *code)
{
  return code != NULL && g_str_equal (apoyo_process_get_figures (process)->code, code);
}

/* The one asked for, else the one of the preferences, else the first open one, else the first. */
ApoyoProcess *
apoyo_process_switcher_pick (GListModel *processes, const char *preferred)
{
  g_autofree char *standard = g_settings_get_string (apoyo_settings_get (), "default-process");
  ApoyoProcess *best = NULL;
  int best_rank = 0;

  for (guint i = 0; i < g_list_model_get_n_items (processes); i++) {
    g_autoptr (ApoyoProcess) process = g_list_model_get_item (processes, i);
    int rank = has_code (process, preferred)     ? 4
               : has_code (process, standard)    ? 3
               : apoyo_process_is_open (process) ? 2
                                                 : 1;

    if (rank > best_rank) {
      best = process; /* the list keeps it */
      best_rank = rank;
    }
  }
  return best;
}
