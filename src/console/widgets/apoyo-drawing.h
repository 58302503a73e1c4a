/* apoyo-drawing.h: an area that a function draws, in the palette and text size in force.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-art.h"

G_BEGIN_DECLS

#define APOYO_TYPE_DRAWING (apoyo_drawing_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoDrawing, apoyo_drawing, APOYO, DRAWING, GtkWidget)

typedef void (*ApoyoDrawFunc) (const ApoyoArt *art, double width, double height, gpointer data);

/* The least size is in typographic points: large text makes the drawing larger. Screen readers pass
 * it by; the widget that holds it tells what it shows. data must outlive the drawing. */
GtkWidget *apoyo_drawing_new (ApoyoDrawFunc func, gpointer data, double width, double height);

G_END_DECLS
