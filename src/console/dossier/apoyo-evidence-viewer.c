/* apoyo-evidence-viewer.c: one picture of a support, as large as the screen lets it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <adwaita.h>

#include "apoyo-dossier-window.h"
#include "apoyo-dossier-words.h"
#include "apoyo-evidence-viewer.h"
#include "apoyo-parts.h"

static gboolean
is_about (JsonObject *finding, const char *picture)
{
  return g_strcmp0 (apoyo_dossier_text (apoyo_dossier_object (finding, "detail"), "picture"),
                    picture) == 0;
}

static gboolean
read_region (JsonObject *finding, double region[4])
{
  JsonArray *array = apoyo_dossier_array (apoyo_dossier_object (finding, "detail"), "region");

  if (array == NULL || json_array_get_length (array) != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_VALUE (node))
      return FALSE;
    region[i] = json_node_get_double (node);
  }
  return TRUE;
}

void
apoyo_evidence_viewer_add_marks (ApoyoEvidenceTile *tile, JsonObject *dossier, const char *picture)
{
  JsonArray *findings = apoyo_dossier_array (dossier, "findings");

  for (guint i = 0; findings != NULL && i < json_array_get_length (findings); i++) {
    JsonObject *finding = json_array_get_object_element (findings, i);
    double region[4];

    if (is_about (finding, picture) && read_region (finding, region))
      apoyo_evidence_tile_add_mark (tile, (int) apoyo_dossier_number (finding, "number"), region);
  }
}

static GtkWidget *
make_findings (JsonObject *dossier, const char *picture)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 4, "padded");
  JsonArray *findings = apoyo_dossier_array (dossier, "findings");

  for (guint i = 0; findings != NULL && i < json_array_get_length (findings); i++) {
    JsonObject *finding = json_array_get_object_element (findings, i);
    g_autofree char *sentence = NULL;
    g_autofree char *text = NULL;

    if (!is_about (finding, picture))
      continue;
    sentence = apoyo_dossier_words_finding (finding);
    text = g_strdup_printf ("%d · %s", (int) apoyo_dossier_number (finding, "number"), sentence);
    gtk_box_append (GTK_BOX (box), apoyo_part_text (text, "t-small"));
  }
  gtk_widget_set_visible (box, gtk_widget_get_first_child (box) != NULL);
  return box;
}

GtkWindow *
apoyo_evidence_viewer_present (GtkWidget *parent,
                               JsonObject *dossier,
                               const char *picture,
                               GdkTexture *texture,
                               const char *watermark)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL);
  const char *words = apoyo_dossier_words_picture (picture);
  GtkWidget *tile = apoyo_evidence_tile_new (words);
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (parent));
  g_autofree char *title =
      g_strdup_printf ("%s · %s", words, apoyo_dossier_text (dossier, "folio"));
  GtkWindow *window = NULL;

  apoyo_evidence_tile_set_picture (APOYO_EVIDENCE_TILE (tile), texture, watermark);
  apoyo_evidence_viewer_add_marks (APOYO_EVIDENCE_TILE (tile), dossier, picture);
  gtk_widget_set_vexpand (tile, TRUE);
  gtk_box_append (GTK_BOX (box), tile);
  gtk_box_append (GTK_BOX (box), make_findings (dossier, picture));
  window = apoyo_dossier_window_new (parent, title, box);
  if (root != NULL)
    gtk_window_set_default_size (window, gtk_widget_get_width (root) * 9 / 10,
                                 gtk_widget_get_height (root) * 9 / 10);
  gtk_window_present (window);
  return window;
}
