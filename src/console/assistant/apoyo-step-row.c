/* apoyo-step-row.c: one step in the list of steps, and how it stands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-step-row.h"

struct _ApoyoStepRow {
  GtkListBoxRow parent_instance;

  GtkStack *mark;
  GtkLabel *title;
  GtkLabel *summary;
};

G_DEFINE_FINAL_TYPE (ApoyoStepRow, apoyo_step_row, GTK_TYPE_LIST_BOX_ROW)

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
apoyo_step_row_class_init (ApoyoStepRowClass *klass)
{
}

static void
apoyo_step_row_init (ApoyoStepRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *done = gtk_image_new_from_icon_name ("object-select-symbolic");

  self->mark = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->mark), GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (GTK_WIDGET (self->mark), 16, -1);
  gtk_widget_add_css_class (done, "c-ok");
  gtk_stack_add_named (self->mark, done, "done");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->mark));
  self->title = add_label (words, "t-small");
  self->summary = add_label (words, "t-caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "num");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

GtkWidget *
apoyo_step_row_new (guint number)
{
  ApoyoStepRow *self = g_object_new (APOYO_TYPE_STEP_ROW, NULL);
  g_autofree char *text = g_strdup_printf ("%u", number);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "num");
  gtk_widget_add_css_class (label, "t-small");
  gtk_stack_add_named (self->mark, label, "number");
  return GTK_WIDGET (self);
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
name_row (ApoyoStepRow *self, const char *title, const char *words, ApoyoStepState state)
{
  g_autofree char *name = NULL;

  if (words != NULL)
    name = g_strdup_printf ("%s: %s", title, words);
  else if (state == APOYO_STEP_DONE)
    name = g_strdup_printf (_ ("%s: done"), title);
  else
    name = g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
apoyo_step_row_set (ApoyoStepRow *self,
                    const char *title,
                    const char *summary,
                    guint n_errors,
                    ApoyoStepState state)
{
  g_autofree char *errors =
      n_errors > 0
          ? g_strdup_printf (
                g_dngettext (NULL, "%u item to correct", "%u items to correct", n_errors), n_errors)
          : NULL;
  const char *words = errors != NULL ? errors : summary;

  g_return_if_fail (APOYO_IS_STEP_ROW (self));

  gtk_stack_set_visible_child_name (self->mark, state == APOYO_STEP_DONE ? "done" : "number");
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->summary, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->summary), words != NULL);
  set_class (GTK_WIDGET (self->title), "t-strong", state != APOYO_STEP_TO_COME);
  set_class (GTK_WIDGET (self->title), "dimmed", state == APOYO_STEP_TO_COME);
  set_class (GTK_WIDGET (self->summary), "dimmed", errors == NULL);
  set_class (GTK_WIDGET (self->summary), "c-err", errors != NULL);
  set_class (GTK_WIDGET (self->summary), "t-strong", errors != NULL);
  name_row (self, title, words, state);
}

static const struct {
  const char *path;
  const char *words;
} path_words[] = {
  { "name", N_ ("Name") },
  { "code", N_ ("Code") },
  { "kind", N_ ("Kind of process") },
  { "acuerdo", N_ ("Acuerdo") },
  { "simulacro", N_ ("Drill") },
  { "scope", N_ ("Demarcation") },
  { "geography.version", N_ ("Geography") },
  { "geography.cutoff", N_ ("Cut-off") },
  { "opens_at", N_ ("Opens") },
  { "closes_at", N_ ("Closes") },
  { "promoventes", N_ ("Promoventes") },
};

const char *
apoyo_step_row_path_words (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (path_words); i++) {
    if (strcmp (path_words[i].path, path) == 0)
      return _ (path_words[i].words);
  }
  return g_str_has_prefix (path, "changes.") ? _ ("Reason or acuerdo") : path;
}
