/* apoyo-card.h: what the cards of the board have in common.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-status-chip.h"

G_BEGIN_DECLS

#define APOYO_TYPE_CARD_HEAD (apoyo_card_head_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoCardHead, apoyo_card_head, APOYO, CARD_HEAD, GtkWidget)

/* The heading, and at the end of its line a chip or another widget. */
ApoyoCardHead *apoyo_card_head_new (const char *title);
void apoyo_card_head_set_title (ApoyoCardHead *self, const char *title);
void apoyo_card_head_set_chip (ApoyoCardHead *self, ApoyoStatus status, const char *text);
void apoyo_card_head_hide_chip (ApoyoCardHead *self);
/* The time takes the chip's place until it is NULL again. */
void apoyo_card_head_set_stale (ApoyoCardHead *self, const char *time);
void apoyo_card_head_append (ApoyoCardHead *self, GtkWidget *widget);

/* A card is a column of widgets. */
void apoyo_card_class_setup (GtkWidgetClass *widget_class, const char *css_name);
void apoyo_card_append (GtkWidget *card, GtkWidget *child);
void apoyo_card_clear (GtkWidget *card);
/* start at the beginning of the line, end (nullable) at its end. */
GtkWidget *apoyo_card_row (GtkWidget *start, GtkWidget *end, GtkAlign align);
void apoyo_card_set_class (GtkWidget *widget, const char *css_class, gboolean present);

G_END_DECLS
