/* apoyo-readings.c: what an examination read, beside what it was compared with.
 *
 * A finding says that two things do not agree; whoever decides has to see which two.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-dossier-words.h"
#include "apoyo-inspection.h"
#include "apoyo-parts.h"
#include "apoyo-readings.h"

/* Of the finding that came from this check. (transfer full) (nullable) */
static char *
find_finding (JsonObject *dossier, const char *check)
{
  JsonArray *findings = apoyo_dossier_array (dossier, "findings");

  for (guint i = 0; findings != NULL && i < json_array_get_length (findings); i++) {
    JsonObject *finding = json_array_get_object_element (findings, i);

    if (g_strcmp0 (apoyo_dossier_text (apoyo_dossier_object (finding, "detail"), "check"), check) ==
        0)
      return apoyo_dossier_words_finding (finding);
  }
  return NULL;
}

/* Of a code the code, "QR code"; of what is printed the side. (transfer full) */
static char *
make_source (const char *check)
{
  const char *end = g_str_has_prefix (check, "back.") ? strrchr (check, '.') : strchr (check, '.');

  return g_strndup (check, end != NULL ? (gsize) (end - check) : strlen (check));
}

/* Nobody captured what a code says. (transfer full) */
static char *
describe_values (JsonObject *reading)
{
  const char *read = apoyo_dossier_text (reading, "read");
  const char *coded = apoyo_dossier_text (reading, "coded");

  if (coded != NULL)
    return g_strdup_printf (_ ("read on the front %s · in the code %s"), read, coded);
  return g_strdup_printf (_ ("read %s · captured %s"), read, apoyo_dossier_text (reading, "typed"));
}

/* Not selectable: nothing of it goes to the clipboard. */
static GtkWidget *
make_reading (JsonObject *reading, const char *finding)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 1, NULL);
  const char *check = apoyo_dossier_text (reading, "check");
  g_autofree char *source = make_source (check);
  g_autofree char *values = describe_values (reading);
  g_autofree char *text = g_strdup_printf ("%s · %s: %s", apoyo_inspection_get_label (source),
                                           apoyo_inspection_get_label (check), values);

  if (finding != NULL)
    gtk_box_append (GTK_BOX (box), apoyo_part_text (finding, "t-small c-warn"));
  gtk_box_append (GTK_BOX (box), apoyo_part_text (text, "t-small num"));
  return box;
}

/* What cannot be read, or was not there to be read, says nothing. */
static gboolean
is_comparison (JsonObject *reading)
{
  const char *read = apoyo_dossier_text (reading, "read");

  return read != NULL && *read != '\0' && apoyo_dossier_text (reading, "check") != NULL &&
         (apoyo_dossier_text (reading, "typed") != NULL ||
          apoyo_dossier_text (reading, "coded") != NULL);
}

typedef enum { FOUND, DIFFERENT, SAME } Kind;

static void
add_kind (GtkBox *box, JsonObject *dossier, JsonArray *readings, Kind wanted, guint *n)
{
  for (guint i = 0; i < json_array_get_length (readings); i++) {
    JsonObject *reading = json_array_get_object_element (readings, i);
    g_autofree char *finding = NULL;
    Kind kind = DIFFERENT;

    if (!is_comparison (reading))
      continue;
    finding = find_finding (dossier, apoyo_dossier_text (reading, "check"));
    if (finding != NULL)
      kind = FOUND;
    else if (g_strcmp0 (apoyo_dossier_text (reading, "result"), "passed") == 0)
      kind = SAME; /* to whoever compared them: "2023 - 2033" is the year 2033 */
    if (kind != wanted)
      continue;
    (*n)++;
    if (kind != SAME)
      gtk_box_append (box, make_reading (reading, finding));
  }
}

static void
add_readings (GtkBox *box, JsonObject *dossier, JsonArray *readings)
{
  guint n = 0;
  guint n_same = 0;

  add_kind (box, dossier, readings, FOUND, &n);
  add_kind (box, dossier, readings, DIFFERENT, &n);
  add_kind (box, dossier, readings, SAME, &n_same);
  if (n_same > 0) {
    g_autofree char *text = g_strdup_printf (
        ngettext ("%u comparison found the same", "%u comparisons found the same", n_same), n_same);

    gtk_box_append (box, apoyo_part_label (text, "t-caption dimmed num"));
  } else if (n == 0) {
    gtk_box_append (box, apoyo_part_label (_ ("Nothing was compared"), "t-caption dimmed"));
  }
}

GtkWidget *
apoyo_readings_new (JsonObject *dossier, JsonObject *data)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 4, NULL);
  JsonArray *readings = apoyo_dossier_array (data, "readings");

  gtk_widget_set_margin_top (box, 8);
  gtk_box_append (GTK_BOX (box),
                  apoyo_part_label (_ ("What was read and what was captured"), "t-section"));
  if (readings != NULL)
    add_readings (GTK_BOX (box), dossier, readings);
  else
    gtk_box_append (
        GTK_BOX (box),
        apoyo_part_text (_ ("What the examination compared cannot be opened"), "t-small dimmed"));
  return box;
}
