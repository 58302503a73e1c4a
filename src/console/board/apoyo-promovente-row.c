/* apoyo-promovente-row.c: one promovente in the board's list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"
#include "apoyo-promovente-row.h"
#include "apoyo-settings.h"
#include "apoyo-sparkline.h"
#include "apoyo-swatch.h"

#define FADE_MS 400

struct _ApoyoPromoventeRow {
  GtkBox parent_instance;

  GtkLabel *rank; /* (nullable): wide only */
  GtkLabel *name;
  GtkLabel *folio; /* (nullable): wide only */
  GtkLabel *open;
  GtkLabel *rejected;
  GtkLabel *valid;
  GtkLabel *percent;
  ApoyoSparkline *sparkline;

  ApoyoBoard *board;           /* (owned) (nullable): while bound */
  ApoyoPromovente *promovente; /* (owned) (nullable): while bound */
  gulong changed_handler;
  gulong updated_handler;
  guint fade;
  gint64 shown_valid;
};

G_DEFINE_FINAL_TYPE (ApoyoPromoventeRow, apoyo_promovente_row, GTK_TYPE_BOX)

static void
set_text (GtkLabel *label, char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
  g_free (text);
}

static GtkLabel *
make_label (const char *classes, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_auto (GStrv) names = g_strsplit (classes, " ", -1);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  for (guint i = 0; names[i] != NULL; i++)
    gtk_widget_add_css_class (label, names[i]);
  return GTK_LABEL (label);
}

static GtkWidget *
make_counts (ApoyoPromoventeRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

  if (self->folio != NULL)
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->folio));
  gtk_box_append (GTK_BOX (box), apoyo_swatch_new (APOYO_SWATCH_OPEN, 0, 8));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->open));
  gtk_box_append (GTK_BOX (box), apoyo_swatch_new (APOYO_SWATCH_NOT_COUNTED, 1, 8));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rejected));
  return box;
}

/* Two lines: name and figure; counts, line of the day, part. */
static void
lay_out_narrow (ApoyoPromoventeRow *self)
{
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *counts = make_counts (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  gtk_widget_set_hexpand (counts, TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->percent), 50, -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->sparkline), 60, 14);
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->valid));
  gtk_box_append (GTK_BOX (second), counts);
  gtk_box_append (GTK_BOX (second), GTK_WIDGET (self->sparkline));
  gtk_box_append (GTK_BOX (second), GTK_WIDGET (self->percent));
  gtk_box_append (GTK_BOX (self), first);
  gtk_box_append (GTK_BOX (self), second);
}

/* Rank · name over folio and counts · line of the day · figure over part. */
static void
lay_out_wide (ApoyoPromoventeRow *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *figures = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_set_spacing (GTK_BOX (self), 10);
  gtk_widget_set_size_request (GTK_WIDGET (self->rank), 22, -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->folio), 62, -1);
  gtk_widget_set_size_request (figures, 62, -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->sparkline), 78, 24);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (figures, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (texts), make_counts (self));
  gtk_box_append (GTK_BOX (figures), GTK_WIDGET (self->valid));
  gtk_box_append (GTK_BOX (figures), GTK_WIDGET (self->percent));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->rank));
  gtk_box_append (GTK_BOX (self), texts);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->sparkline));
  gtk_box_append (GTK_BOX (self), figures);
}

static void
apoyo_promovente_row_dispose (GObject *object)
{
  apoyo_promovente_row_unbind (APOYO_PROMOVENTE_ROW (object));

  G_OBJECT_CLASS (apoyo_promovente_row_parent_class)->dispose (object);
}

static void
apoyo_promovente_row_class_init (ApoyoPromoventeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_promovente_row_dispose;
}

static void
apoyo_promovente_row_init (ApoyoPromoventeRow *self)
{
  self->name = make_label ("t-small t-strong", 0);
  self->open = make_label ("t-caption dimmed num", 0);
  self->rejected = make_label ("t-caption dimmed num", 0);
  self->valid = make_label ("t-small t-strong num fades", 1);
  self->percent = make_label ("t-caption dimmed num", 1);
  self->sparkline = APOYO_SPARKLINE (apoyo_sparkline_new ());
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (GTK_WIDGET (self->sparkline), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
apoyo_promovente_row_new (gboolean wide)
{
  ApoyoPromoventeRow *self = g_object_new (APOYO_TYPE_PROMOVENTE_ROW, NULL);

  if (wide) {
    self->rank = make_label ("t-caption dimmed num", 1);
    self->folio = make_label ("t-caption dimmed num", 0);
    lay_out_wide (self);
  } else {
    lay_out_narrow (self);
  }
  return GTK_WIDGET (self);
}

static gboolean
unfade_cb (gpointer user_data)
{
  ApoyoPromoventeRow *self = user_data;

  self->fade = 0;
  gtk_widget_remove_css_class (GTK_WIDGET (self->valid), "changed");
  return G_SOURCE_REMOVE;
}

/* A figure that has just changed is tinted for a moment, where motion is wanted at all. */
static void
tint (ApoyoPromoventeRow *self)
{
  gboolean animations = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations,
                NULL);
  if (!animations || g_settings_get_boolean (apoyo_settings_get (), "reduce-motion"))
    return;
  gtk_widget_add_css_class (GTK_WIDGET (self->valid), "changed");
  g_clear_handle_id (&self->fade, g_source_remove);
  self->fade = g_timeout_add (FADE_MS, unfade_cb, self);
}

/* What a screen reader says of the row. */
static void
describe (ApoyoPromoventeRow *self, const ApoyoPromoventeCounts *counts)
{
  g_autofree char *valid = apoyo_format_count (counts->valid);
  g_autofree char *open = apoyo_format_count (counts->open);
  g_autofree char *rejected = apoyo_format_count (counts->rejected);
  g_autofree char *text =
      g_strdup_printf (_ ("%s, %s: %s in Nominal List, %s open, %s not counted"),
                       apoyo_promovente_get_name (self->promovente),
                       apoyo_promovente_get_folio (self->promovente), valid, open, rejected);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
refresh (ApoyoPromoventeRow *self)
{
  const ApoyoPromoventeCounts *counts;
  const gint64 *hours;
  gint64 whole;

  counts = apoyo_promovente_get_counts (self->promovente);
  hours = apoyo_promovente_get_hours (self->promovente);
  whole = counts->required > 0 ? counts->required : apoyo_board_get_process_valid (self->board);
  set_text (self->open, apoyo_format_count (counts->open));
  set_text (self->rejected, apoyo_format_count (counts->rejected));
  set_text (self->valid, apoyo_format_count (counts->valid));
  set_text (self->percent, apoyo_format_percentage (counts->valid, MAX (whole, 1)));
  apoyo_sparkline_set_values (self->sparkline, hours, hours != NULL ? APOYO_PROMOVENTE_HOURS : 0);
  if (self->shown_valid != counts->valid) {
    if (self->shown_valid >= 0)
      tint (self);
    self->shown_valid = counts->valid;
    describe (self, counts);
  }
}

static void
on_changed_cb (ApoyoPromovente *promovente, ApoyoPromoventeRow *self)
{
  refresh (self);
}

/* The part of the total changes with everybody's figures. */
static void
on_updated_cb (ApoyoBoard *board, gint64 size, GDateTime *recorded_at, ApoyoPromoventeRow *self)
{
  refresh (self);
}

void
apoyo_promovente_row_bind (ApoyoPromoventeRow *self,
                           ApoyoBoard *board,
                           ApoyoPromovente *promovente,
                           guint position)
{
  g_return_if_fail (APOYO_IS_PROMOVENTE_ROW (self));

  apoyo_promovente_row_unbind (self);
  self->board = g_object_ref (board);
  self->promovente = g_object_ref (promovente);
  self->changed_handler =
      g_signal_connect (promovente, "changed", G_CALLBACK (on_changed_cb), self);
  self->updated_handler = g_signal_connect (board, "updated", G_CALLBACK (on_updated_cb), self);
  self->shown_valid = -1;
  gtk_label_set_text (self->name, apoyo_promovente_get_name (promovente));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), apoyo_promovente_get_folio (promovente));
  if (self->rank != NULL) {
    set_text (self->rank, g_strdup_printf ("%u", position + 1));
    gtk_label_set_text (self->folio, apoyo_promovente_get_folio (promovente));
  }
  apoyo_board_watch (board, promovente);
  refresh (self);
}

void
apoyo_promovente_row_unbind (ApoyoPromoventeRow *self)
{
  g_return_if_fail (APOYO_IS_PROMOVENTE_ROW (self));

  g_clear_handle_id (&self->fade, g_source_remove);
  if (self->promovente == NULL)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self->valid), "changed");
  apoyo_board_unwatch (self->board, self->promovente);
  g_clear_signal_handler (&self->changed_handler, self->promovente);
  g_clear_signal_handler (&self->updated_handler, self->board);
  g_clear_object (&self->promovente);
  g_clear_object (&self->board);
}
