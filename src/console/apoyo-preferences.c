/* apoyo-preferences.c: the window of the person's preferences.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-preferences.h"
#include "apoyo-process.h"
#include "apoyo-settings.h"

/* Position 0 is "the first open one"; the codes follow in the order of the list. */
static void
on_process_selected_cb (AdwComboRow *row, GParamSpec *pspec, GListModel *processes)
{
  guint position = adw_combo_row_get_selected (row);
  g_autoptr (ApoyoProcess) process =
      position > 0 ? g_list_model_get_item (processes, position - 1) : NULL;

  g_settings_set_string (apoyo_settings_get (), "default-process",
                         process != NULL ? apoyo_process_get_figures (process)->code : "");
}

static void
fill_processes (AdwComboRow *row, GListModel *processes)
{
  g_autofree char *code = g_settings_get_string (apoyo_settings_get (), "default-process");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _ ("The first open one"));
  for (guint i = 0; i < g_list_model_get_n_items (processes); i++) {
    g_autoptr (ApoyoProcess) process = g_list_model_get_item (processes, i);

    gtk_string_list_append (names, apoyo_process_get_figures (process)->name);
    if (g_str_equal (apoyo_process_get_figures (process)->code, code))
      selected = i + 1;
  }
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected);
  g_signal_connect_data (row, "notify::selected", G_CALLBACK (on_process_selected_cb),
                         g_object_ref (processes), (GClosureNotify) (void *) g_object_unref, 0);
}

void
apoyo_preferences_present (GtkWindow *parent, GListModel *processes)
{
  static const struct {
    const char *widget;
    const char *key;
  } switches[] = {
    { "motion", "reduce-motion" },
    { "wall_dark", "wall-dark" },
    { "threshold", "notify-threshold" },
    { "connection", "notify-connection" },
  };
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/mx/ine/ApoyoCiudadano/ui/apoyo-preferences.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  GtkWidget *process = GTK_WIDGET (gtk_builder_get_object (builder, "process"));

  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    g_settings_bind (apoyo_settings_get (), switches[i].key,
                     gtk_builder_get_object (builder, switches[i].widget), "active",
                     G_SETTINGS_BIND_DEFAULT);
  gtk_widget_set_visible (process, processes != NULL);
  if (processes != NULL)
    fill_processes (ADW_COMBO_ROW (process), processes);
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
