/* apoyo-dossier-timeline.c: what happened to a support, in order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-dossier-timeline.h"
#include "apoyo-dossier-words.h"
#include "apoyo-parts.h"

typedef char *(*WordsFunc) (JsonObject *object);

typedef struct {
  JsonObject *object; /* of the dossier */
  WordsFunc words;
  const char *at;
} Moment;

static void
collect (GArray *moments, JsonObject *dossier, const char *name, WordsFunc words)
{
  JsonArray *array = apoyo_dossier_array (dossier, name);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    Moment moment = { json_array_get_object_element (array, i), words, NULL };

    moment.at = apoyo_dossier_text (moment.object, "at");
    if (moment.at != NULL)
      g_array_append_val (moments, moment);
  }
}

/* The times are all of one form, so that their texts have their order. */
static gint
compare (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (((const Moment *) b)->at, ((const Moment *) a)->at);
}

static GtkWidget *
make_row (JsonObject *dossier, const Moment *moment)
{
  GtkWidget *row = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, "finding-row");
  g_autofree char *words = moment->words (moment->object);
  g_autofree char *time = apoyo_dossier_time (dossier, moment->object, "at");
  const char *by = apoyo_dossier_text (moment->object, "by");
  g_autofree char *below = by != NULL ? g_strdup_printf ("%s · %s", time, by) : g_strdup (time);

  gtk_box_append (GTK_BOX (row), apoyo_part_text (words, "t-small"));
  gtk_box_append (GTK_BOX (row), apoyo_part_label (below, "t-caption dimmed num"));
  return row;
}

void
apoyo_dossier_timeline_fill (GtkBox *box, JsonObject *dossier)
{
  g_autoptr (GArray) moments = g_array_new (FALSE, FALSE, sizeof (Moment));

  collect (moments, dossier, "events", apoyo_dossier_words_event);
  collect (moments, dossier, "acts", apoyo_dossier_words_act);
  collect (moments, dossier, "accesses", apoyo_dossier_words_access);
  g_array_sort (moments, compare);
  for (guint i = 0; i < moments->len; i++)
    gtk_box_append (box, make_row (dossier, &g_array_index (moments, Moment, i)));
}
