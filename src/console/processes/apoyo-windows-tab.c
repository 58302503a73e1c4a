/* apoyo-windows-tab.c: when a process takes supports: its window, the grace, and whose differ.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-extension-dialog.h"
#include "apoyo-format.h"
#include "apoyo-parts.h"
#include "apoyo-windows-chart.h"
#include "apoyo-windows-tab.h"

#define MAX_BARS 10

struct _ApoyoWindowsTab {
  AdwBin parent_instance;

  ApoyoWindowsChart *chart;
  GtkLabel *more; /* windows that are not in the chart */
  GtkLabel *zone;
  GtkLabel *general;
  GtkLabel *taken_until;
  GtkLabel *own;
  GtkButton *extend;
  GtkBox *details;

  ApoyoSetup *setup;         /* (owned) (nullable) */
  ApoyoResult *rows;         /* (owned) (nullable): own windows */
  GCancellable *cancellable; /* (owned) (nullable) */
  int process;
  int revision;
};

G_DEFINE_FINAL_TYPE (ApoyoWindowsTab, apoyo_windows_tab, ADW_TYPE_BIN)

static const ApoyoSetupFigures *
get_figures (ApoyoWindowsTab *self)
{
  ApoyoSetupProcess *process = apoyo_setup_get_chosen (self->setup);

  return process != NULL ? apoyo_setup_process_get_figures (process) : NULL;
}

static char *
span_words (GDateTime *from, GDateTime *to, const char *time_zone)
{
  g_autofree char *first = apoyo_format_minute (from, time_zone);
  g_autofree char *last = apoyo_format_minute (to, time_zone);

  return g_strdup_printf ("%s – %s", first, last);
}

/* --- chart ------------------------------------------------------------------------------------ */

typedef struct {
  ApoyoWindowBar bars[MAX_BARS];
  guint n;
  GPtrArray *texts; /* (owned): what the bars only point at */
  GPtrArray *times; /* (owned) */
} Bars;

static void
add_bar (Bars *bars, ApoyoWindowKind kind, char *title, char *text, GDateTime *from, GDateTime *to)
{
  g_ptr_array_add (bars->texts, title);
  g_ptr_array_add (bars->texts, text);
  g_ptr_array_add (bars->times, g_date_time_ref (from));
  g_ptr_array_add (bars->times, g_date_time_ref (to));
  if (bars->n < MAX_BARS)
    bars->bars[bars->n++] = (ApoyoWindowBar){ kind, title, text, from, to };
}

static void
add_own (Bars *bars, ApoyoResult *rows, guint row, const ApoyoSetupFigures *figures)
{
  g_autoptr (GDateTime) opens = NULL;
  g_autoptr (GDateTime) closes = NULL;
  gint64 n = 0;
  g_autofree char *count = NULL;
  GDateTime *from, *to;

  if (!apoyo_result_is_null (rows, row, "opens_at"))
    apoyo_result_get_time (rows, row, "opens_at", &opens, NULL);
  if (!apoyo_result_is_null (rows, row, "closes_at"))
    apoyo_result_get_time (rows, row, "closes_at", &closes, NULL);
  apoyo_result_get_int64 (rows, row, "promoventes", &n, NULL);
  from = opens != NULL ? opens : figures->opens_at;
  to = closes != NULL ? closes : figures->closes_at;
  count = apoyo_format_count (n);
  add_bar (
      bars, APOYO_WINDOW_OWN,
      g_strdup_printf (g_dngettext (NULL, "%s promovente", "%s promoventes", (gulong) n), count),
      span_words (from, to, figures->time_zone), from, to);
}

/* The chart has room for the commonest. */
static void
show_more (ApoyoWindowsTab *self)
{
  guint n = self->rows != NULL ? apoyo_result_get_n_rows (self->rows) : 0;
  gint64 all = n;
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;

  if (n > 0)
    apoyo_result_get_int64 (self->rows, 0, "windows", &all, NULL);
  count = apoyo_format_count (all - n);
  text = g_strdup_printf (g_dngettext (NULL, "and %s more window, of fewer promoventes",
                                       "and %s more windows, of fewer promoventes",
                                       (gulong) (all - n)),
                          count);
  gtk_label_set_text (self->more, text);
  gtk_widget_set_visible (GTK_WIDGET (self->more), all > n);
}

static void
show_chart (ApoyoWindowsTab *self, const ApoyoSetupFigures *figures, const ApoyoRule *rule)
{
  Bars bars = { .texts = g_ptr_array_new_with_free_func (g_free),
                .times = g_ptr_array_new_with_free_func ((GDestroyNotify) g_date_time_unref) };
  g_autoptr (GDateTime) grace = g_date_time_add_hours (figures->closes_at, (int) rule->grace_hours);

  add_bar (&bars, APOYO_WINDOW_GENERAL, g_strdup (_ ("General reception")),
           span_words (figures->opens_at, figures->closes_at, figures->time_zone),
           figures->opens_at, figures->closes_at);
  if (rule->grace_hours > 0)
    add_bar (&bars, APOYO_WINDOW_GRACE, g_strdup (_ ("Grace to send")),
             g_strdup_printf ("%u" APOYO_NBSP "h", rule->grace_hours), figures->closes_at, grace);
  if (apoyo_rule_accepts_modality (rule, APOYO_MODALITY_EXCEPTION))
    add_bar (&bars, APOYO_WINDOW_PAPER, g_strdup (_ ("Paper")),
             span_words (figures->opens_at, figures->closes_at, figures->time_zone),
             figures->opens_at, figures->closes_at);
  for (guint row = 0; self->rows != NULL && row < apoyo_result_get_n_rows (self->rows); row++)
    add_own (&bars, self->rows, row, figures);
  apoyo_windows_chart_set_bars (self->chart, bars.bars, bars.n, figures->as_of, figures->time_zone);
  show_more (self);
  g_ptr_array_unref (bars.texts);
  g_ptr_array_unref (bars.times);
}

/* --- words ------------------------------------------------------------------------------------ */

static void
show_words (ApoyoWindowsTab *self, const ApoyoSetupFigures *figures, const ApoyoRule *rule)
{
  g_autoptr (GDateTime) until = g_date_time_add_hours (figures->closes_at, (int) rule->grace_hours);
  g_autofree char *general = span_words (figures->opens_at, figures->closes_at, figures->time_zone);
  g_autofree char *taken = apoyo_format_minute (until, figures->time_zone);
  g_autofree char *own = apoyo_format_count (figures->n_own_windows);
  g_autofree char *now = apoyo_format_time (figures->as_of, figures->time_zone);
  const char *zone = strchr (now, '(');

  gtk_label_set_text (self->general, general);
  gtk_label_set_text (self->taken_until, taken);
  gtk_label_set_text (self->own, own);
  gtk_label_set_text (self->zone, zone != NULL ? zone : figures->time_zone);
}

static void
update_extend (ApoyoWindowsTab *self, const ApoyoSetupFigures *figures)
{
  const char *why = apoyo_setup_why_not_yet (self->setup);
  ApoyoSetupLaw *law = apoyo_setup_get_law (self->setup);

  if (why == NULL &&
      (law == NULL || !apoyo_setup_law_may_change (law, "closes_at", figures->state)))
    why = _ ("In this state the law lets nobody change it");
  gtk_button_set_label (self->extend, figures->state <= APOYO_LIFE_READY ? _ ("Change window…")
                                                                         : _ ("Extend window…"));
  apoyo_part_set_reason (GTK_WIDGET (self->extend), why, NULL);
}

static void
show (ApoyoWindowsTab *self)
{
  const ApoyoSetupFigures *figures = get_figures (self);
  ApoyoSetupDetail *detail = apoyo_setup_get_detail (self->setup);
  const ApoyoRule *rule;

  if (figures == NULL || detail == NULL || figures->opens_at == NULL || figures->closes_at == NULL)
    return;
  rule = apoyo_setup_detail_get_version (detail)->rule;
  show_chart (self, figures, rule);
  show_words (self, figures, rule);
  update_extend (self, figures);
}

/* --- reading ---------------------------------------------------------------------------------- */

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoWindowsTab) self = user_data;
  g_autoptr (GError) error = NULL;
  ApoyoResult *rows = apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (rows == NULL) {
    self->revision = -1;
    g_debug ("Windows: %s", error->message);
    return;
  }
  g_clear_pointer (&self->rows, apoyo_result_unref);
  self->rows = rows;
  show (self);
}

static void
read_windows (ApoyoWindowsTab *self, const ApoyoSetupFigures *figures)
{
  ApoyoParams *params = apoyo_params_new ();

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->process != figures->id)
    g_clear_pointer (&self->rows, apoyo_result_unref);
  self->process = figures->id;
  self->revision = figures->revision;
  self->cancellable = g_cancellable_new ();
  apoyo_params_add_int (params, figures->id);
  apoyo_connection_call_async (apoyo_setup_get_connection (self->setup), "setup-windows", params,
                               self->cancellable, read_cb, g_object_ref (self));
}

static void
update (ApoyoWindowsTab *self)
{
  const ApoyoSetupFigures *figures = get_figures (self);

  if (figures == NULL || figures->draft != 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (figures->id != self->process || figures->revision != self->revision)
    read_windows (self, figures);
  show (self);
}

static void
forget (ApoyoWindowsTab *self)
{
  apoyo_windows_chart_set_bars (self->chart, NULL, 0, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->more), FALSE);
  gtk_label_set_text (self->general, "—");
  gtk_label_set_text (self->taken_until, "—");
  gtk_label_set_text (self->own, "—");
  apoyo_part_set_reason (GTK_WIDGET (self->extend), apoyo_setup_why_not_yet (self->setup), NULL);
  update (self);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
on_extend_cb (ApoyoWindowsTab *self)
{
  if (apoyo_setup_get_detail (self->setup) != NULL)
    apoyo_extension_dialog_ask (GTK_WIDGET (self), self->setup);
}

static void
apoyo_windows_tab_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (apoyo_windows_tab_parent_class)->map (widget);
  if (APOYO_WINDOWS_TAB (widget)->setup != NULL)
    update (APOYO_WINDOWS_TAB (widget));
}

static void
apoyo_windows_tab_dispose (GObject *object)
{
  ApoyoWindowsTab *self = APOYO_WINDOWS_TAB (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, apoyo_result_unref);
  g_clear_object (&self->setup);

  G_OBJECT_CLASS (apoyo_windows_tab_parent_class)->dispose (object);
}

static void
apoyo_windows_tab_class_init (ApoyoWindowsTabClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_windows_tab_dispose;
  GTK_WIDGET_CLASS (klass)->map = apoyo_windows_tab_map;
}

static void
add_detail (ApoyoWindowsTab *self, const char *title, GtkLabel **value)
{
  GtkWidget *row = apoyo_part_pair (title, "—");

  *value = GTK_LABEL (gtk_widget_get_last_child (row));
  gtk_box_append (self->details, row);
}

static GtkWidget *
make_chart_panel (ApoyoWindowsTab *self)
{
  GtkWidget *panel = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 6, "panel history-panel");
  GtkWidget *head = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 8, NULL);
  GtkWidget *title = apoyo_part_label (_ ("Windows"), "t-section");

  self->zone = GTK_LABEL (apoyo_part_label ("", "t-caption dimmed"));
  self->chart = APOYO_WINDOWS_CHART (apoyo_windows_chart_new ());
  self->more = GTK_LABEL (apoyo_part_label ("", "t-caption dimmed"));
  gtk_widget_set_visible (GTK_WIDGET (self->more), FALSE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->zone));
  gtk_box_append (GTK_BOX (panel), head);
  gtk_box_append (GTK_BOX (panel), GTK_WIDGET (self->chart));
  gtk_box_append (GTK_BOX (panel), GTK_WIDGET (self->more));
  return panel;
}

static GtkWidget *
make_details (ApoyoWindowsTab *self)
{
  GtkWidget *panel = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 8, "panel history-panel");

  self->details = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 4, NULL));
  add_detail (self, _ ("General reception"), &self->general);
  add_detail (self, _ ("Taken until, grace included"), &self->taken_until);
  add_detail (self, _ ("Promoventes with their own window"), &self->own);
  self->extend = GTK_BUTTON (gtk_button_new_with_label (_ ("Change window…")));
  gtk_widget_set_halign (GTK_WIDGET (self->extend), GTK_ALIGN_START);
  g_signal_connect_object (self->extend, "clicked", G_CALLBACK (on_extend_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (panel), GTK_WIDGET (self->details));
  gtk_box_append (GTK_BOX (panel), GTK_WIDGET (self->extend));
  return panel;
}

static void
apoyo_windows_tab_init (ApoyoWindowsTab *self)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 10, NULL);

  gtk_box_append (GTK_BOX (box), make_chart_panel (self));
  gtk_box_append (GTK_BOX (box), make_details (self));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
apoyo_windows_tab_new (gboolean compact)
{
  ApoyoWindowsTab *self = g_object_new (APOYO_TYPE_WINDOWS_TAB, NULL);
  GtkWidget *box = adw_bin_get_child (ADW_BIN (self));

  if (compact)
    gtk_widget_set_visible (gtk_widget_get_last_child (box), FALSE);
  else
    apoyo_part_margins (box, 0, 14, 12, 14);
  return GTK_WIDGET (self);
}

void
apoyo_windows_tab_set_setup (ApoyoWindowsTab *self, ApoyoSetup *setup)
{
  g_return_if_fail (APOYO_IS_WINDOWS_TAB (self));

  g_set_object (&self->setup, setup);
  g_signal_connect_object (setup, "updated", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "live", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "chosen", G_CALLBACK (forget), self, G_CONNECT_SWAPPED);
}
