/* apoyo-total.h: the figure against its threshold.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-area-value.h"

G_BEGIN_DECLS

#define APOYO_TYPE_TOTAL (apoyo_total_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoTotal, apoyo_total, APOYO, TOTAL, GtkWidget)

/* The card's whole content (heading, chip, figure, percentage, bar, foot); the caller puts it in a
 * panel. Property "wide": larger figure and longer words, for 1600 px and more. */
GtkWidget *apoyo_total_new (void);
void apoyo_total_set_wide (ApoyoTotal *self, gboolean wide);
/* required > 0. */
void apoyo_total_set_figures (ApoyoTotal *self, gint64 valid, gint64 required);
/* A promovente of a joint process: no threshold of its own, its part of the whole. */
void apoyo_total_set_contribution (ApoyoTotal *self, gint64 valid, gint64 total);
/* All promoventes of a process in which each has a threshold of its own: how many reached theirs.
 */
void apoyo_total_set_contest (ApoyoTotal *self,
                              const ApoyoAreaValue *contestants,
                              guint n_contestants,
                              gint64 valid);
/* Whose figures these are, instead of the general heading; NULL: everybody's. */
void apoyo_total_set_subject (ApoyoTotal *self, const char *name);
/* TRUE at first; FALSE once certified. */
void apoyo_total_set_preliminary (ApoyoTotal *self, gboolean preliminary);
/* Nothing is known yet: figures become a dim dash. */
void apoyo_total_set_loading (ApoyoTotal *self);
/* Connection lost: the chip gives way to the time of the figures ("20:14:07"). NULL: live again. */
void apoyo_total_set_stale (ApoyoTotal *self, const char *time);

G_END_DECLS
