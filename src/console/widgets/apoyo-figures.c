/* apoyo-figures.c: progress against a requirement, and figures that announce their change.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-figures.h"

#include "apoyo-format.h"

/* A figure that changes all the time would shimmer; only one that rested this long fades. */
#define REST_BEFORE_FADE (2 * G_TIME_SPAN_SECOND)

/* Hundredths of a per cent, never 100 % for what has not been reached. */
int
apoyo_progress (gint64 valid, gint64 required)
{
  return (int) CLAMP (apoyo_percent_hundredths (valid, required), APOYO_PROGRESS_UNKNOWN, G_MAXINT);
}

/* "3 %", "1.5 %": a rule's percentage, without idle zeros. */
char *
apoyo_figure_rule_percentage (int hundredths)
{
  g_autofree char *decimal = NULL;
  int rest = ABS (hundredths % 100);

  if (rest == 0)
    decimal = g_strdup_printf ("%d", hundredths / 100);
  else if (rest % 10 == 0)
    decimal = g_strdup_printf ("%d.%d", hundredths / 100, rest / 10);
  else
    decimal = g_strdup_printf ("%d.%02d", hundredths / 100, rest);
  return apoyo_format_rule_percentage (decimal);
}

/* A label whose digits all have one width, so that a changing figure does not tremble. */
GtkWidget *
apoyo_figure_label (const char *css_class, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_auto (GStrv) classes = g_strsplit (css_class, " ", -1);

  for (guint i = 0; classes[i] != NULL; i++)
    gtk_widget_add_css_class (label, classes[i]);
  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  return label;
}

/* Two classes with equal keyframes take turns: adding again the one that stands would not start its
 * animation. The style sheet's animations obey gtk-enable-animations. */
static void
fade (GtkWidget *label)
{
  gint64 now = g_get_monotonic_time ();
  gint64 *last = g_object_get_data (G_OBJECT (label), "apoyo-changed-at");
  gboolean rested;

  if (last == NULL) {
    last = g_new0 (gint64, 1);
    g_object_set_data_full (G_OBJECT (label), "apoyo-changed-at", last, g_free);
  }
  rested = now - *last >= REST_BEFORE_FADE;
  *last = now;
  if (!rested)
    return;
  if (gtk_widget_has_css_class (label, "apoyo-changed-a")) {
    gtk_widget_remove_css_class (label, "apoyo-changed-a");
    gtk_widget_add_css_class (label, "apoyo-changed-b");
  } else {
    gtk_widget_remove_css_class (label, "apoyo-changed-b");
    gtk_widget_add_css_class (label, "apoyo-changed-a");
  }
}

/* Replaces the text in place; the first text and one nobody sees come without a fade. */
void
apoyo_figure_set (GtkWidget *label, const char *text)
{
  const char *before = gtk_label_get_text (GTK_LABEL (label));

  if (g_strcmp0 (before, text) == 0)
    return;
  if (*before != '\0' && gtk_widget_get_mapped (label))
    fade (label);
  gtk_label_set_text (GTK_LABEL (label), text);
}
