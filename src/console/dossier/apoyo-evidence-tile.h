/* apoyo-evidence-tile.h: one picture of a support, with what was found in it and who looks at it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The picture is shown whole. Its watermark is drawn with it: there is no picture without one. */

#define APOYO_TYPE_EVIDENCE_TILE (apoyo_evidence_tile_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoEvidenceTile, apoyo_evidence_tile, APOYO, EVIDENCE_TILE, GtkWidget)

GtkWidget *apoyo_evidence_tile_new (const char *name);
/* texture NULL: takes it away. */
void apoyo_evidence_tile_set_picture (ApoyoEvidenceTile *self,
                                      GdkTexture *texture,
                                      const char *watermark);
/* What is said in place of a picture. */
void apoyo_evidence_tile_say (ApoyoEvidenceTile *self, const char *text);
void apoyo_evidence_tile_clear_marks (ApoyoEvidenceTile *self);
/* A finding's place: x, y, width and height relative to the picture. */
void apoyo_evidence_tile_add_mark (ApoyoEvidenceTile *self, int number, const double region[4]);
gboolean apoyo_evidence_tile_has_picture (ApoyoEvidenceTile *self);

G_END_DECLS
