/* apoyo-partition.c: received captures by situation, in report order, with the check of the sum.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-partition.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-card.h"
#include "apoyo-charts.h"
#include "apoyo-drawing.h"
#include "apoyo-figures.h"
#include "apoyo-format.h"
#include "apoyo-partition-words.h"
#include "apoyo-status-chip.h"
#include "apoyo-swatch.h"

#define BAR_HEIGHT 13.5 /* points */
#define BAR_MARGIN 4
#define SWATCH 10

typedef struct {
  GtkWidget *row;
  GtkWidget *label;
  GtkWidget *count;
  GtkWidget *percent;
} Entry;

struct _ApoyoPartition {
  GtkWidget parent_instance;

  GtkWidget *received;
  GtkWidget *check; /* icon */
  GtkWidget *check_words;
  GtkWidget *difference; /* chip */
  GtkWidget *sums[APOYO_PARTITION_N_SUMS];
  GtkWidget *bar;
  GtkWidget *legend;
  Entry entries[APOYO_N_SITUATIONS]; /* by situation; row NULL: not in the legend */

  gboolean known;
  gboolean wide;
  char *stale;
  gint64 n_received;
  gint64 counts[APOYO_N_SITUATIONS];
};

G_DEFINE_FINAL_TYPE (ApoyoPartition, apoyo_partition, GTK_TYPE_WIDGET)

static void
draw_bar (const ApoyoArt *art, double width, double height, gpointer data)
{
  ApoyoPartition *self = data;
  ApoyoBox box = { 0, 0, width, height };

  apoyo_chart_partition (art, &box, self->counts);
}

/* --- legend --- */

static void
clear_legend (ApoyoPartition *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->legend)) != NULL)
    gtk_grid_remove (GTK_GRID (self->legend), child);
  memset (self->entries, 0, sizeof self->entries);
}

static void
add_entry (ApoyoPartition *self, ApoyoSituation situation, int column, int row)
{
  Entry *entry = &self->entries[situation];
  guint index;
  ApoyoSwatchKind kind = apoyo_partition_kind (situation, &index);

  entry->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (entry->row), apoyo_swatch_new (kind, index, SWATCH));
  entry->label = apoyo_figure_label ("apoyo-caption plain", 0);
  gtk_widget_set_hexpand (entry->label, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (entry->label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (entry->row), entry->label);
  entry->count = apoyo_figure_label ("apoyo-caption strong", 1);
  gtk_box_append (GTK_BOX (entry->row), entry->count);
  entry->percent = apoyo_figure_label ("apoyo-caption", 1);
  gtk_label_set_width_chars (GTK_LABEL (entry->percent), 7);
  gtk_box_append (GTK_BOX (entry->row), entry->percent);
  gtk_grid_attach (GTK_GRID (self->legend), entry->row, column, row, 1, 1);
}

/* The legend stays as it is while the same situations are in it, so that nothing jumps. */
static void
arrange_legend (ApoyoPartition *self)
{
  ApoyoPartitionPlace places[APOYO_N_SITUATIONS];
  guint n_places = apoyo_partition_arrange (self->counts, self->wide ? 4 : 3, places);
  gboolean same = TRUE;

  for (guint i = 0; i < n_places; i++)
    same = same && self->entries[places[i].situation].row != NULL;
  if (same && n_places == (guint) GPOINTER_TO_UINT (
                              g_object_get_data (G_OBJECT (self->legend), "apoyo-n-places")))
    return;
  clear_legend (self);
  for (guint i = 0; i < n_places; i++)
    add_entry (self, places[i].situation, places[i].column, places[i].row);
  g_object_set_data (G_OBJECT (self->legend), "apoyo-n-places", GUINT_TO_POINTER (n_places));
}

static void
update_legend (ApoyoPartition *self)
{
  arrange_legend (self);
  for (guint i = 0; i < APOYO_N_SITUATIONS; i++) {
    Entry *entry = &self->entries[i];
    g_autofree char *count = apoyo_format_count (self->counts[i]);
    g_autofree char *percent = apoyo_format_percentage (self->counts[i], self->n_received);

    if (entry->row == NULL)
      continue;
    gtk_label_set_text (GTK_LABEL (entry->label),
                        apoyo_partition_label ((ApoyoSituation) i, self->wide));
    apoyo_figure_set (entry->count, self->known ? count : "—");
    gtk_label_set_text (GTK_LABEL (entry->percent), self->known ? percent : "");
    gtk_widget_set_visible (entry->percent, self->wide);
  }
}

/* --- line of sums --- */

static void
update_check (ApoyoPartition *self)
{
  gint64 difference = apoyo_partition_difference (self->n_received, self->counts);
  gboolean adds_up = difference == 0;

  gtk_widget_set_visible (self->check, self->known && adds_up);
  gtk_widget_set_visible (self->check_words, self->known && adds_up);
  gtk_widget_set_visible (self->difference, self->known && !adds_up);
  if (adds_up && self->stale != NULL) {
    /* Translators: the sum of the situations is what was received, at a time. */
    g_autofree char *text = g_strdup_printf (_ ("the sum checks · at %s"), self->stale);

    gtk_label_set_text (GTK_LABEL (self->check_words), text);
  } else if (adds_up) {
    gtk_label_set_text (GTK_LABEL (self->check_words), _ ("the sum checks"));
  } else {
    g_autofree char *count = apoyo_format_difference (difference);
    /* Translators: sum of the situations minus what was received. */
    g_autofree char *text = g_strdup_printf (_ ("The sum differs by %s"), count);

    apoyo_status_chip_set (APOYO_STATUS_CHIP (self->difference), APOYO_STATUS_ERROR, text);
  }
}

static void
update (ApoyoPartition *self)
{
  gint64 sums[APOYO_PARTITION_N_SUMS];
  g_autofree char *received = apoyo_format_count (self->n_received);
  g_autofree char *text = NULL;

  apoyo_partition_sums (self->counts, sums);
  apoyo_figure_set (self->received, self->known ? received : "—");
  for (guint i = 0; i < APOYO_PARTITION_N_SUMS; i++) {
    g_autofree char *sum = apoyo_format_count (sums[i]);

    apoyo_figure_set (self->sums[i], self->known ? sum : "—");
  }
  update_check (self);
  update_legend (self);
  gtk_widget_queue_draw (self->bar);
  text = self->known ? apoyo_partition_describe (self->n_received, self->counts)
                     : g_strdup (_ ("No figures yet"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static GtkWidget *
create_sum (ApoyoPartition *self, guint i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *caption = apoyo_figure_label ("apoyo-caption", 0);

  gtk_label_set_text (GTK_LABEL (caption), apoyo_partition_sum_label (i));
  gtk_widget_set_valign (caption, GTK_ALIGN_BASELINE);
  self->sums[i] = apoyo_figure_label ("apoyo-small strong", 1);
  gtk_widget_set_valign (self->sums[i], GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), self->sums[i]);
  return box;
}

static GtkWidget *
create_head (ApoyoPartition *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = apoyo_figure_label ("apoyo-section", 0);

  gtk_label_set_text (GTK_LABEL (title), C_ ("captures", "Received"));
  self->received = apoyo_figure_label ("apoyo-sum", 0);
  self->check = gtk_image_new_from_icon_name ("object-select-symbolic");
  gtk_widget_add_css_class (self->check, "apoyo-success");
  self->check_words = apoyo_figure_label ("apoyo-caption", 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->check_words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->check_words, TRUE);
  self->difference = apoyo_status_chip_new (APOYO_STATUS_ERROR, NULL);
  gtk_widget_set_halign (self->difference, GTK_ALIGN_START);
  gtk_widget_set_hexpand (self->difference, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->received);
  gtk_box_append (GTK_BOX (head), self->check);
  gtk_box_append (GTK_BOX (head), self->check_words);
  gtk_box_append (GTK_BOX (head), self->difference);
  for (guint i = 0; i < APOYO_PARTITION_N_SUMS; i++)
    gtk_box_append (GTK_BOX (head), create_sum (self, i));
  return head;
}

static void
apoyo_partition_dispose (GObject *object)
{
  apoyo_card_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (apoyo_partition_parent_class)->dispose (object);
}

static void
apoyo_partition_finalize (GObject *object)
{
  g_free (APOYO_PARTITION (object)->stale);
  G_OBJECT_CLASS (apoyo_partition_parent_class)->finalize (object);
}

static void
apoyo_partition_class_init (ApoyoPartitionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = apoyo_partition_dispose;
  object_class->finalize = apoyo_partition_finalize;
  apoyo_card_class_setup (GTK_WIDGET_CLASS (klass), "apoyo-partition");
}

static void
apoyo_partition_init (ApoyoPartition *self)
{
  GtkWidget *card = GTK_WIDGET (self);

  apoyo_card_append (card, create_head (self));
  self->bar = apoyo_drawing_new (draw_bar, self, 60, BAR_HEIGHT);
  gtk_widget_set_margin_top (self->bar, BAR_MARGIN);
  gtk_widget_set_margin_bottom (self->bar, BAR_MARGIN);
  apoyo_card_append (card, self->bar);
  self->legend = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->legend), 20);
  gtk_grid_set_row_spacing (GTK_GRID (self->legend), 2);
  apoyo_card_append (card, self->legend);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("captures", "Received"), -1);
  update (self);
}

GtkWidget *
apoyo_partition_new (void)
{
  return g_object_new (APOYO_TYPE_PARTITION, NULL);
}

void
apoyo_partition_set_counts (ApoyoPartition *self,
                            gint64 received,
                            const gint64 counts[APOYO_N_SITUATIONS])
{
  g_return_if_fail (APOYO_IS_PARTITION (self));
  if (self->known && received == self->n_received &&
      memcmp (counts, self->counts, sizeof self->counts) == 0)
    return;
  self->known = TRUE;
  self->n_received = received;
  memcpy (self->counts, counts, sizeof self->counts);
  update (self);
}

void
apoyo_partition_set_loading (ApoyoPartition *self)
{
  g_return_if_fail (APOYO_IS_PARTITION (self));
  self->known = FALSE;
  self->n_received = 0;
  memset (self->counts, 0, sizeof self->counts);
  update (self);
}

void
apoyo_partition_set_wide (ApoyoPartition *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_PARTITION (self));
  if (self->wide == !!wide)
    return;
  self->wide = !!wide;
  gtk_grid_set_column_spacing (GTK_GRID (self->legend), wide ? 30 : 20);
  clear_legend (self);
  update (self);
}

void
apoyo_partition_set_stale (ApoyoPartition *self, const char *time)
{
  g_return_if_fail (APOYO_IS_PARTITION (self));
  if (g_strcmp0 (time, self->stale) == 0)
    return;
  g_free (self->stale);
  self->stale = g_strdup (time);
  update_check (self);
}
