/* apoyo-dispersion.c: how many demarcations reached their percentage, of how many needed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-dispersion.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-card.h"
#include "apoyo-charts.h"
#include "apoyo-dispersion-rank.h"
#include "apoyo-drawing.h"
#include "apoyo-figures.h"
#include "apoyo-format.h"
#include "apoyo-level-words.h"

#define MARKS_HEIGHT 19.5 /* points */
#define NEXT_LETTERS 9.0
#define NEXT_HEIGHT 13.5

struct _ApoyoDispersion {
  GtkWidget parent_instance;

  ApoyoCardHead *head;
  GtkWidget *figure;
  GtkWidget *words;
  GtkWidget *marks;
  GtkWidget *next;

  ApoyoDispersionRank *rank; /* (owned) (nullable): nothing known yet */
  char *level;
  guint needed;
  int percentage;
  gboolean wide;
};

G_DEFINE_FINAL_TYPE (ApoyoDispersion, apoyo_dispersion, GTK_TYPE_WIDGET)

static void
draw_marks (const ApoyoArt *art, double width, double height, gpointer data)
{
  ApoyoDispersion *self = data;
  ApoyoBox box = { 0, 0, width, height };

  if (self->rank != NULL)
    apoyo_chart_dispersion (art, &box, self->rank->progress, self->rank->n_areas, self->needed);
}

static void
draw_next (const ApoyoArt *art, double width, double height, gpointer data)
{
  ApoyoDispersion *self = data;
  ApoyoBox box = { 0, 0, width, height };

  if (self->rank != NULL)
    apoyo_chart_next (art, &box, self->rank, NEXT_LETTERS * art->point);
}

static void
update_chip (ApoyoDispersion *self)
{
  guint reached = self->rank->n_reached;

  if (self->needed == 0) {
    apoyo_card_head_hide_chip (self->head);
  } else if (reached >= self->needed) {
    apoyo_card_head_set_chip (self->head, APOYO_STATUS_SUCCESS, _ ("Reached"));
  } else {
    guint missing = self->needed - reached;
    /* Translators: so many demarcations are missing; short form. */
    g_autofree char *text =
        self->wide ? apoyo_level_words_missing (self->level, missing)
                   : g_strdup_printf (ngettext ("%u missing", "%u missing", missing), missing);

    apoyo_card_head_set_chip (self->head, APOYO_STATUS_WARNING, text);
  }
}

static void
update_words (ApoyoDispersion *self)
{
  guint of = self->needed > 0 ? self->needed : self->rank->n_areas;
  g_autofree char *count = apoyo_format_count (self->rank->n_reached);
  g_autofree char *words = apoyo_level_words_of_needed (self->level, self->rank->n_reached, of);

  apoyo_figure_set (self->figure, count);
  if (self->wide && self->percentage > 0) {
    g_autofree char *rule = apoyo_figure_rule_percentage (self->percentage);
    /* Translators: first "of 17 entities", then a percentage. */
    g_autofree char *text =
        g_strdup_printf (_ ("%s with at least %s of their Nominal List"), words, rule);

    gtk_label_set_text (GTK_LABEL (self->words), text);
  } else {
    gtk_label_set_text (GTK_LABEL (self->words), words);
  }
}

static void
update (ApoyoDispersion *self)
{
  g_autofree char *next = NULL;
  g_autofree char *text = NULL;

  apoyo_card_set_class (self->figure, "loading", self->rank == NULL);
  apoyo_card_set_class (self->figure, "wide", self->wide);
  gtk_widget_queue_draw (self->marks);
  gtk_widget_queue_draw (self->next);
  if (self->rank == NULL) {
    apoyo_figure_set (self->figure, "—");
    gtk_label_set_text (GTK_LABEL (self->words), "");
    apoyo_card_head_hide_chip (self->head);
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    _ ("No figures yet"), -1);
    return;
  }
  update_words (self);
  update_chip (self);
  next = apoyo_dispersion_rank_describe_next (self->rank, APOYO_RANK_N_NEXT);
  text = apoyo_level_words_reached (self->level, self->rank->n_reached,
                                    self->needed > 0 && self->rank->n_reached <= self->needed
                                        ? self->needed
                                        : self->rank->n_areas);
  if (*next != '\0') {
    char *whole = g_strdup_printf ("%s %s", text, next);

    g_free (text);
    text = whole;
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
apoyo_dispersion_dispose (GObject *object)
{
  ApoyoDispersion *self = APOYO_DISPERSION (object);

  apoyo_card_clear (GTK_WIDGET (object));
  g_clear_pointer (&self->rank, apoyo_dispersion_rank_free);
  g_clear_pointer (&self->level, g_free);
  G_OBJECT_CLASS (apoyo_dispersion_parent_class)->dispose (object);
}

static void
apoyo_dispersion_class_init (ApoyoDispersionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_dispersion_dispose;
  apoyo_card_class_setup (GTK_WIDGET_CLASS (klass), "apoyo-dispersion");
}

static void
apoyo_dispersion_init (ApoyoDispersion *self)
{
  GtkWidget *card = GTK_WIDGET (self);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->head = apoyo_card_head_new (_ ("Dispersion"));
  apoyo_card_append (card, GTK_WIDGET (self->head));
  self->figure = apoyo_figure_label ("apoyo-hero", 0);
  gtk_widget_set_valign (self->figure, GTK_ALIGN_BASELINE);
  self->words = apoyo_figure_label ("apoyo-small", 0);
  gtk_widget_set_valign (self->words, GTK_ALIGN_BASELINE);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (row), self->figure);
  gtk_box_append (GTK_BOX (row), self->words);
  apoyo_card_append (card, row);
  self->marks = apoyo_drawing_new (draw_marks, self, 60, MARKS_HEIGHT);
  apoyo_card_append (card, self->marks);
  self->next = apoyo_drawing_new (draw_next, self, 60, NEXT_HEIGHT);
  apoyo_card_append (card, self->next);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Dispersion"), -1);
  update (self);
}

GtkWidget *
apoyo_dispersion_new (void)
{
  return g_object_new (APOYO_TYPE_DISPERSION, NULL);
}

void
apoyo_dispersion_set_areas (ApoyoDispersion *self,
                            const char *level,
                            const ApoyoAreaValue *areas,
                            guint n_areas,
                            guint needed,
                            int percentage)
{
  g_return_if_fail (APOYO_IS_DISPERSION (self));
  g_return_if_fail (areas != NULL || n_areas == 0);
  g_clear_pointer (&self->rank, apoyo_dispersion_rank_free);
  self->rank = apoyo_dispersion_rank_new (areas, n_areas);
  if (g_strcmp0 (level, self->level) != 0) {
    g_free (self->level);
    self->level = g_strdup (level);
  }
  self->needed = needed;
  self->percentage = percentage;
  update (self);
}

void
apoyo_dispersion_set_loading (ApoyoDispersion *self)
{
  g_return_if_fail (APOYO_IS_DISPERSION (self));
  g_clear_pointer (&self->rank, apoyo_dispersion_rank_free);
  update (self);
}

void
apoyo_dispersion_set_wide (ApoyoDispersion *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_DISPERSION (self));
  if (self->wide == !!wide)
    return;
  self->wide = !!wide;
  update (self);
}

void
apoyo_dispersion_set_stale (ApoyoDispersion *self, const char *time)
{
  g_return_if_fail (APOYO_IS_DISPERSION (self));
  apoyo_card_head_set_stale (self->head, time);
}
