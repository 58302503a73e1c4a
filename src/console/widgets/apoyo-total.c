/* apoyo-total.c: the figure against its threshold.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-total.h"

#include <glib/gi18n.h>

#include "apoyo-card.h"
#include "apoyo-charts.h"
#include "apoyo-dispersion-rank.h"
#include "apoyo-drawing.h"
#include "apoyo-figures.h"
#include "apoyo-format.h"

#define BAR_HEIGHT 10.5 /* points */
#define TICK_ROOM 3.0

typedef enum {
  MODE_LOADING,
  MODE_THRESHOLD,
  MODE_CONTRIBUTION,
  MODE_CONTEST,
} Mode;

struct _ApoyoTotal {
  GtkWidget parent_instance;

  ApoyoCardHead *head;
  GtkWidget *figure;
  GtkWidget *percent;
  GtkWidget *bar;
  GtkWidget *foot_start;
  GtkWidget *foot_end;

  Mode mode;
  gboolean wide;
  gboolean preliminary;
  gint64 valid;
  char *subject; /* (owned) (nullable): the one promovente they are of */
  gint64 whole;  /* required, or the total it is a part of */
  int progress;
  ApoyoDispersionRank *rank; /* (owned) (nullable): of the contest */
};

G_DEFINE_FINAL_TYPE (ApoyoTotal, apoyo_total, GTK_TYPE_WIDGET)

static void
draw_bar (const ApoyoArt *art, double width, double height, gpointer data)
{
  ApoyoTotal *self = data;
  ApoyoBox box = { 0, TICK_ROOM * art->point, width, BAR_HEIGHT * art->point };

  if (self->mode == MODE_CONTEST) {
    box = (ApoyoBox){ 0, 0, width, height };
    apoyo_chart_dispersion (art, &box, self->rank->progress, self->rank->n_areas, 0);
  } else {
    apoyo_chart_threshold (art, &box, self->mode == MODE_THRESHOLD ? self->progress : 0);
  }
}

static void
update_chip (ApoyoTotal *self)
{
  gboolean reached = self->progress >= APOYO_PROGRESS_REACHED;

  if (self->mode != MODE_THRESHOLD) {
    apoyo_card_head_hide_chip (self->head);
  } else if (reached) {
    apoyo_card_head_set_chip (self->head, APOYO_STATUS_SUCCESS,
                              self->wide ? _ ("Threshold reached") : _ ("Reached"));
  } else {
    g_autofree char *count = apoyo_format_count (self->whole - self->valid);
    /* Translators: how many supports are missing to reach the threshold. */
    g_autofree char *text = g_strdup_printf (
        ngettext ("%s missing", "%s missing", (gulong) (self->whole - self->valid)), count);

    apoyo_card_head_set_chip (self->head, APOYO_STATUS_WARNING, text);
  }
}

static void
update_foot (ApoyoTotal *self)
{
  g_autofree char *whole = apoyo_format_count (self->whole);
  g_autofree char *required = NULL;
  g_autofree char *text = NULL;

  /* A name in the heading leaves it to this line to say what is counted. */
  gtk_label_set_text (GTK_LABEL (self->foot_start), self->subject != NULL ? _ ("In Nominal List")
                                                    : self->preliminary   ? _ ("Preliminary")
                                                                          : _ ("Certified"));
  if (self->mode == MODE_LOADING) {
    gtk_label_set_text (GTK_LABEL (self->foot_end), "");
    return;
  }
  if (self->mode == MODE_CONTEST) {
    g_autofree char *valid = apoyo_format_count (self->valid);
    /* Translators: the supports of all promoventes together. */
    text = g_strdup_printf (_ ("%s in Nominal List in all"), valid);
    gtk_label_set_text (GTK_LABEL (self->foot_end), text);
    return;
  }
  if (self->mode == MODE_CONTRIBUTION) {
    /* Translators: the figure is a part of this total. */
    text = g_strdup_printf (_ ("of %s in the whole process"), whole);
    gtk_label_set_text (GTK_LABEL (self->foot_end), text);
    return;
  }
  required = g_strdup_printf (_ ("Required %s"), whole);
  if (self->wide && self->valid > self->whole) {
    g_autofree char *above = apoyo_format_count (self->valid - self->whole);
    /* Translators: first "Required 2,758,227", then how many there are above it. */
    text = g_strdup_printf (_ ("%s  ·  %s above"), required, above);
  }
  gtk_label_set_text (GTK_LABEL (self->foot_end), text != NULL ? text : required);
}

static void
update_accessible (ApoyoTotal *self)
{
  g_autofree char *valid = apoyo_format_count (self->valid);
  g_autofree char *whole = apoyo_format_count (self->whole);
  g_autofree char *percent = apoyo_format_percent (self->progress);
  g_autofree char *text = NULL;

  if (self->mode == MODE_LOADING)
    text = g_strdup (_ ("No figures yet"));
  else if (self->mode == MODE_CONTEST)
    text = g_strdup_printf (ngettext ("%u of %u promovente reached its own threshold.",
                                      "%u of %u promoventes reached their own threshold.",
                                      self->rank->n_areas),
                            self->rank->n_reached, self->rank->n_areas);
  else if (self->mode == MODE_CONTRIBUTION)
    text = g_strdup_printf (_ ("%s supports, %s of the %s of the whole process."), valid, percent,
                            whole);
  else if (self->progress >= APOYO_PROGRESS_REACHED)
    text =
        g_strdup_printf (_ ("%s supports, %s of the required %s: reached."), valid, percent, whole);
  else
    text = g_strdup_printf (_ ("%s supports, %s of the required %s: not reached yet."), valid,
                            percent, whole);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
update (ApoyoTotal *self)
{
  gboolean loading = self->mode == MODE_LOADING, contest = self->mode == MODE_CONTEST;
  g_autofree char *figure = apoyo_format_count (contest ? self->rank->n_reached : self->valid);
  g_autofree char *percent =
      contest ? g_strdup_printf (_ ("of %u"), self->rank->n_areas) /* Translators: "2 of 12" */
              : apoyo_format_percent (self->progress);
  const char *title = contest                 ? _ ("Reached their threshold")
                      : self->subject != NULL ? self->subject
                                              : _ ("Supports in Nominal List");

  apoyo_card_head_set_title (self->head, !self->wide && !contest && self->subject == NULL
                                             ? _ ("In Nominal List") /* beside the chip */
                                             : title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  apoyo_card_set_class (self->figure, "loading", loading);
  apoyo_card_set_class (self->figure, "wide", self->wide);
  apoyo_card_set_class (self->percent, "wide", self->wide);
  apoyo_card_set_class (self->percent, "accent", !contest);
  apoyo_figure_set (self->figure, loading ? "—" : figure);
  apoyo_figure_set (self->percent, loading ? "" : percent);
  gtk_widget_set_visible (self->bar, self->mode != MODE_CONTRIBUTION);
  gtk_widget_queue_draw (self->bar);
  update_chip (self);
  update_foot (self);
  update_accessible (self);
}

static void
apoyo_total_dispose (GObject *object)
{
  apoyo_card_clear (GTK_WIDGET (object));
  g_clear_pointer (&APOYO_TOTAL (object)->rank, apoyo_dispersion_rank_free);
  g_clear_pointer (&APOYO_TOTAL (object)->subject, g_free);
  G_OBJECT_CLASS (apoyo_total_parent_class)->dispose (object);
}

static void
apoyo_total_class_init (ApoyoTotalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_total_dispose;
  apoyo_card_class_setup (GTK_WIDGET_CLASS (klass), "apoyo-total");
}

static void
apoyo_total_init (ApoyoTotal *self)
{
  GtkWidget *card = GTK_WIDGET (self);
  GtkWidget *figures, *foot;

  self->preliminary = TRUE;
  self->progress = APOYO_PROGRESS_UNKNOWN;
  self->head = apoyo_card_head_new (_ ("Supports in Nominal List"));
  apoyo_card_append (card, GTK_WIDGET (self->head));
  self->figure = apoyo_figure_label ("apoyo-hero", 0);
  self->percent = apoyo_figure_label ("apoyo-figure accent", 1);
  figures = apoyo_card_row (self->figure, self->percent, GTK_ALIGN_BASELINE);
  apoyo_card_append (card, figures);
  self->bar = apoyo_drawing_new (draw_bar, self, 60, BAR_HEIGHT + 2 * TICK_ROOM);
  apoyo_card_append (card, self->bar);
  self->foot_start = apoyo_figure_label ("apoyo-caption", 0);
  self->foot_end = apoyo_figure_label ("apoyo-caption", 1);
  foot = apoyo_card_row (self->foot_start, self->foot_end, GTK_ALIGN_BASELINE);
  apoyo_card_append (card, foot);
  update (self);
}

GtkWidget *
apoyo_total_new (void)
{
  return g_object_new (APOYO_TYPE_TOTAL, NULL);
}

static void
set_mode (ApoyoTotal *self, Mode mode, gint64 valid, gint64 whole)
{
  if (mode == self->mode && valid == self->valid && whole == self->whole)
    return;
  self->mode = mode;
  self->valid = valid;
  self->whole = whole;
  self->progress = mode == MODE_LOADING ? APOYO_PROGRESS_UNKNOWN : apoyo_progress (valid, whole);
  update (self);
}

void
apoyo_total_set_figures (ApoyoTotal *self, gint64 valid, gint64 required)
{
  g_return_if_fail (APOYO_IS_TOTAL (self));
  g_return_if_fail (required > 0);
  set_mode (self, MODE_THRESHOLD, valid, required);
}

void
apoyo_total_set_contribution (ApoyoTotal *self, gint64 valid, gint64 total)
{
  g_return_if_fail (APOYO_IS_TOTAL (self));
  set_mode (self, MODE_CONTRIBUTION, valid, total);
}

void
apoyo_total_set_contest (ApoyoTotal *self,
                         const ApoyoAreaValue *contestants,
                         guint n_contestants,
                         gint64 valid)
{
  g_return_if_fail (APOYO_IS_TOTAL (self));
  g_return_if_fail (contestants != NULL || n_contestants == 0);
  g_clear_pointer (&self->rank, apoyo_dispersion_rank_free);
  self->rank = apoyo_dispersion_rank_new (contestants, n_contestants);
  self->mode = MODE_CONTEST;
  self->valid = valid;
  self->whole = 0;
  self->progress = APOYO_PROGRESS_UNKNOWN;
  update (self);
}

void
apoyo_total_set_loading (ApoyoTotal *self)
{
  g_return_if_fail (APOYO_IS_TOTAL (self));
  set_mode (self, MODE_LOADING, 0, 0);
}

void
apoyo_total_set_subject (ApoyoTotal *self, const char *name)
{
  g_return_if_fail (APOYO_IS_TOTAL (self));
  if (g_strcmp0 (self->subject, name) == 0)
    return;
  g_free (self->subject);
  self->subject = g_strdup (name);
  update (self);
}

void
apoyo_total_set_wide (ApoyoTotal *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_TOTAL (self));
  if (self->wide == !!wide)
    return;
  self->wide = !!wide;
  update (self);
}

void
apoyo_total_set_preliminary (ApoyoTotal *self, gboolean preliminary)
{
  g_return_if_fail (APOYO_IS_TOTAL (self));
  if (self->preliminary == !!preliminary)
    return;
  self->preliminary = !!preliminary;
  update_foot (self);
}

void
apoyo_total_set_stale (ApoyoTotal *self, const char *time)
{
  g_return_if_fail (APOYO_IS_TOTAL (self));
  apoyo_card_head_set_stale (self->head, time);
}
