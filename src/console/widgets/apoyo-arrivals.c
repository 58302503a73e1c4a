/* apoyo-arrivals.c: captures received per minute or per day.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-arrivals.h"

#include <glib/gi18n.h>

#include "apoyo-arrivals-words.h"
#include "apoyo-card.h"
#include "apoyo-charts.h"
#include "apoyo-drawing.h"
#include "apoyo-figures.h"
#include "apoyo-format.h"

#define LEAST_WIDTH 90.0 /* points */
#define LEAST_HEIGHT 42.0

struct _ApoyoArrivals {
  GtkWidget parent_instance;

  ApoyoCardHead *head;
  GtkWidget *minutes_button; /* (nullable): days alone */
  GtkWidget *days_button;
  GtkWidget *summary; /* (nullable): the line of figures of the days alone */
  GtkWidget *figures;
  GtkWidget *figure;
  GtkWidget *unit;
  GtkWidget *today;
  GtkWidget *bars;

  ApoyoArrivalsView view;
  gboolean days_alone;
  gboolean wide;
  gboolean stale;
  gboolean of_one;
  GArray *minutes;
  GDateTime *last_minute;
  GArray *days;
  GDateTime *first_day;
  guint n_period;
  ApoyoArrivalsLabels minute_labels;
  ApoyoArrivalsLabels day_labels;
};

typedef enum {
  PROP_DAYS_ALONE = 1,
} ApoyoArrivalsProperty;

static GParamSpec *props[PROP_DAYS_ALONE + 1];

G_DEFINE_FINAL_TYPE (ApoyoArrivals, apoyo_arrivals, GTK_TYPE_WIDGET)

static GArray *
shown (ApoyoArrivals *self)
{
  return self->view == APOYO_ARRIVALS_MINUTES ? self->minutes : self->days;
}

static gint64
last_of (GArray *values)
{
  return values->len > 0 ? g_array_index (values, gint64, values->len - 1) : -1;
}

static void
draw_bars (const ApoyoArt *art, double width, double height, gpointer data)
{
  ApoyoArrivals *self = data;
  GArray *values = shown (self);
  ApoyoArrivalsLabels *labels =
      self->view == APOYO_ARRIVALS_MINUTES ? &self->minute_labels : &self->day_labels;
  ApoyoBox box = { 0, 2, width, height - 2 };
  ApoyoBars bars = {
    .values = (const gint64 *) values->data,
    .n_values = values->len,
    .accent = self->stale ? -1 : (int) values->len - 1,
    .grid = self->wide || self->days_alone,
    .labels = (const char *const *) labels->texts,
    .label_at = labels->at,
    .n_labels = labels->n_labels,
  };

  apoyo_chart_bars (art, &box, &bars);
}

static void
update_summary (ApoyoArrivals *self)
{
  gint64 greatest, mean;
  g_autofree char *high = NULL, *middle = NULL, *text = NULL;

  if (self->summary == NULL)
    return;
  if (!apoyo_arrivals_summary ((const gint64 *) self->days->data, self->days->len, &greatest,
                               &mean)) {
    gtk_label_set_text (GTK_LABEL (self->summary), "");
    return;
  }
  high = apoyo_format_count (greatest);
  middle = apoyo_format_count (mean);
  if (self->n_period >= self->days->len && !self->wide)
    /* Translators: greatest per day, then which day of how many it is. */
    text = g_strdup_printf (_ ("max. %s · day %u of %u"), high, self->days->len, self->n_period);
  else if (self->n_period >= self->days->len)
    /* Translators: greatest and mean per day, then which day of how many it is. */
    text = g_strdup_printf (_ ("max. %s · mean %s · day %u of %u"), high, middle, self->days->len,
                            self->n_period);
  else
    text = g_strdup_printf (_ ("max. %s · mean %s"), high, middle);
  gtk_label_set_text (GTK_LABEL (self->summary), text);
}

static const char *
get_unit (ApoyoArrivals *self, gboolean known)
{
  if (!known)
    return _ ("No new data");
  if (self->view != APOYO_ARRIVALS_MINUTES)
    return C_ ("captures", "today");
  if (!self->of_one)
    return C_ ("captures", "per minute");
  /* Two short lines: beside the figure there is no room for a long one. */
  return C_ ("captures", "per minute,\nwhole process");
}

static void
update_figures (ApoyoArrivals *self)
{
  gboolean minutes = self->view == APOYO_ARRIVALS_MINUTES;
  gint64 value =
      minutes ? apoyo_arrivals_rate ((const gint64 *) self->minutes->data, self->minutes->len)
              : last_of (self->days);
  gint64 today = last_of (self->days);
  gboolean known = value >= 0 && !self->stale;

  gtk_widget_set_visible (self->figure, known);
  gtk_widget_set_visible (self->today, self->wide && minutes && today >= 0 && !self->stale);
  if (known) {
    g_autofree char *text = apoyo_format_count (value);

    apoyo_figure_set (self->figure, text);
  }
  gtk_label_set_text (GTK_LABEL (self->unit), get_unit (self, known));
  if (today >= 0) {
    g_autofree char *count = apoyo_format_count (today);
    /* Translators: how many captures came today: "today 69,015". */
    g_autofree char *text = g_strdup_printf (C_ ("captures", "today %s"), count);

    gtk_label_set_text (GTK_LABEL (self->today), text);
  }
}

static void
update_accessible (ApoyoArrivals *self)
{
  gint64 rate = apoyo_arrivals_rate ((const gint64 *) self->minutes->data, self->minutes->len);
  gint64 today = last_of (self->days);
  g_autoptr (GString) text = g_string_new (NULL);

  if (rate >= 0 && !self->days_alone) {
    g_autofree char *count = apoyo_format_count (rate);

    g_string_append_printf (text,
                            ngettext ("%s capture in the last minute.",
                                      "%s captures in the last minute.", (gulong) rate),
                            count);
    g_string_append_c (text, ' ');
  }
  if (today >= 0) {
    g_autofree char *count = apoyo_format_count (today);

    g_string_append_printf (
        text, ngettext ("%s capture today.", "%s captures today.", (gulong) today), count);
  }
  if (text->len == 0)
    g_string_append (text, _ ("No figures yet"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text->str, -1);
}

static void
update (ApoyoArrivals *self)
{
  /* The first update comes from a property, before the children are there. */
  if (self->bars == NULL)
    return;
  if (self->figures != NULL)
    update_figures (self);
  if (self->days_button != NULL) {
    guint n_days = self->n_period > 0 ? self->n_period : self->days->len;
    g_autofree char *text =
        self->wide ? g_strdup_printf (ngettext ("%u day", "%u days", n_days), n_days) :
                   /* Translators: so many days, as short as can be. */
            g_strdup_printf (_ ("%u d"), n_days);

    gtk_button_set_label (GTK_BUTTON (self->days_button), n_days > 0 ? text : _ ("Days"));
  }
  apoyo_card_set_class (self->figure, "wide", TRUE);
  update_summary (self);
  update_accessible (self);
  gtk_widget_queue_draw (self->bars);
}

static void
on_minutes_toggled_cb (GtkToggleButton *button, ApoyoArrivals *self)
{
  self->view = gtk_toggle_button_get_active (button) ? APOYO_ARRIVALS_MINUTES : APOYO_ARRIVALS_DAYS;
  update (self);
}

static void
add_switch (ApoyoArrivals *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "apoyo-switch");
  self->minutes_button = gtk_toggle_button_new_with_label (_ ("60 min"));
  self->days_button = gtk_toggle_button_new_with_label (_ ("Days"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->days_button),
                               GTK_TOGGLE_BUTTON (self->minutes_button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->minutes_button), TRUE);
  gtk_widget_set_tooltip_text (self->minutes_button, _ ("Captures per minute"));
  gtk_widget_set_tooltip_text (self->days_button, _ ("Captures per day"));
  g_signal_connect (self->minutes_button, "toggled", G_CALLBACK (on_minutes_toggled_cb), self);
  gtk_box_append (GTK_BOX (box), self->minutes_button);
  gtk_box_append (GTK_BOX (box), self->days_button);
  apoyo_card_head_append (self->head, box);
}

static void
add_figures (ApoyoArrivals *self)
{
  GtkWidget *start = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->unit = apoyo_figure_label ("apoyo-small", 0);
  gtk_widget_set_valign (self->figure, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (self->unit, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (start), self->figure);
  gtk_box_append (GTK_BOX (start), self->unit);
  self->today = apoyo_figure_label ("apoyo-small", 1);
  self->figures = apoyo_card_row (start, self->today, GTK_ALIGN_BASELINE);
  apoyo_card_append (GTK_WIDGET (self), self->figures);
}

static void
apoyo_arrivals_constructed (GObject *object)
{
  ApoyoArrivals *self = APOYO_ARRIVALS (object);
  const char *title = self->days_alone ? _ ("Received per day") : _ ("Arrivals");

  G_OBJECT_CLASS (apoyo_arrivals_parent_class)->constructed (object);
  self->head = apoyo_card_head_new (title);
  apoyo_card_append (GTK_WIDGET (self), GTK_WIDGET (self->head));
  self->figure = g_object_ref_sink (apoyo_figure_label ("apoyo-figure", 0));
  if (self->days_alone) {
    self->view = APOYO_ARRIVALS_DAYS;
    self->summary = apoyo_figure_label ("apoyo-caption", 1);
    apoyo_card_head_append (self->head, self->summary);
  } else {
    add_switch (self);
    add_figures (self);
  }
  self->bars = apoyo_drawing_new (draw_bars, self, LEAST_WIDTH, LEAST_HEIGHT);
  gtk_widget_set_vexpand (self->bars, TRUE);
  apoyo_card_append (GTK_WIDGET (self), self->bars);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  update (self);
}

static void
apoyo_arrivals_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((ApoyoArrivalsProperty) prop_id) {
  case PROP_DAYS_ALONE:
    APOYO_ARRIVALS (object)->days_alone = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
apoyo_arrivals_dispose (GObject *object)
{
  apoyo_card_clear (GTK_WIDGET (object));
  g_clear_object (&APOYO_ARRIVALS (object)->figure);
  G_OBJECT_CLASS (apoyo_arrivals_parent_class)->dispose (object);
}

static void
apoyo_arrivals_finalize (GObject *object)
{
  ApoyoArrivals *self = APOYO_ARRIVALS (object);

  g_array_unref (self->minutes);
  g_array_unref (self->days);
  g_clear_pointer (&self->last_minute, g_date_time_unref);
  g_clear_pointer (&self->first_day, g_date_time_unref);
  apoyo_arrivals_labels_clear (&self->minute_labels);
  apoyo_arrivals_labels_clear (&self->day_labels);
  G_OBJECT_CLASS (apoyo_arrivals_parent_class)->finalize (object);
}

static void
apoyo_arrivals_class_init (ApoyoArrivalsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = apoyo_arrivals_constructed;
  object_class->set_property = apoyo_arrivals_set_property;
  object_class->dispose = apoyo_arrivals_dispose;
  object_class->finalize = apoyo_arrivals_finalize;
  props[PROP_DAYS_ALONE] =
      g_param_spec_boolean ("days-alone", NULL, NULL, FALSE,
                            G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  apoyo_card_class_setup (GTK_WIDGET_CLASS (klass), "apoyo-arrivals");
}

static void
apoyo_arrivals_init (ApoyoArrivals *self)
{
  self->minutes = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->days = g_array_new (FALSE, FALSE, sizeof (gint64));
}

GtkWidget *
apoyo_arrivals_new (void)
{
  return g_object_new (APOYO_TYPE_ARRIVALS, NULL);
}

GtkWidget *
apoyo_arrivals_new_days (void)
{
  return g_object_new (APOYO_TYPE_ARRIVALS, "days-alone", TRUE, NULL);
}

void
apoyo_arrivals_set_view (ApoyoArrivals *self, ApoyoArrivalsView view)
{
  g_return_if_fail (APOYO_IS_ARRIVALS (self));
  if (self->days_alone || view == self->view)
    return;
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (view == APOYO_ARRIVALS_MINUTES ? self->minutes_button : self->days_button),
      TRUE);
}

ApoyoArrivalsView
apoyo_arrivals_get_view (ApoyoArrivals *self)
{
  g_return_val_if_fail (APOYO_IS_ARRIVALS (self), APOYO_ARRIVALS_MINUTES);
  return self->view;
}

static void
replace (GArray *array, const gint64 *values, guint n_values, GDateTime **slot, GDateTime *time)
{
  g_array_set_size (array, 0);
  if (n_values > 0)
    g_array_append_vals (array, values, n_values);
  g_clear_pointer (slot, g_date_time_unref);
  if (time != NULL)
    *slot = g_date_time_ref (time);
}

void
apoyo_arrivals_set_minutes (ApoyoArrivals *self,
                            const gint64 *received,
                            guint n_minutes,
                            GDateTime *last_minute)
{
  g_return_if_fail (APOYO_IS_ARRIVALS (self));
  g_return_if_fail (received != NULL || n_minutes == 0);
  replace (self->minutes, received, n_minutes, &self->last_minute, last_minute);
  apoyo_arrivals_label_minutes (&self->minute_labels, n_minutes, last_minute);
  update (self);
}

void
apoyo_arrivals_set_days (ApoyoArrivals *self,
                         const gint64 *received,
                         guint n_days,
                         GDateTime *first_day,
                         guint n_period)
{
  g_return_if_fail (APOYO_IS_ARRIVALS (self));
  g_return_if_fail (received != NULL || n_days == 0);
  replace (self->days, received, n_days, &self->first_day, first_day);
  self->n_period = n_period;
  apoyo_arrivals_label_days (&self->day_labels, n_days, first_day, !self->days_alone);
  update (self);
}

void
apoyo_arrivals_set_wide (ApoyoArrivals *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_ARRIVALS (self));
  if (self->wide == !!wide)
    return;
  self->wide = !!wide;
  update (self);
}

void
apoyo_arrivals_set_of_one (ApoyoArrivals *self, gboolean of_one)
{
  g_return_if_fail (APOYO_IS_ARRIVALS (self));
  if (self->of_one == !!of_one)
    return;
  self->of_one = !!of_one;
  update (self);
}

void
apoyo_arrivals_set_stale (ApoyoArrivals *self, const char *time)
{
  g_return_if_fail (APOYO_IS_ARRIVALS (self));
  self->stale = time != NULL;
  update (self);
}
