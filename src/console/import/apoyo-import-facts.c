/* apoyo-import-facts.c: what was recognised of a file, beside an import's steps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-import-facts.h"
#include "apoyo-import-words.h"

#define FACT_WIDTH 78
#define COLUMN_WIDTH 112

struct _ApoyoImportFacts {
  AdwBin parent_instance;

  ApoyoImportKind kind;
  GtkWidget *body;    /* of the pane */
  GtkWidget *content; /* (nullable): made anew for each file */
  GtkWidget *change;  /* (nullable): of the content */
  gboolean changeable;
};

enum { SIGNAL_CHANGE_COLUMNS, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoImportFacts, apoyo_import_facts, ADW_TYPE_BIN)

static GtkWidget *
make_label (const char *text, const char *const *classes)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_css_classes (label, (const char **) classes);
  return label;
}

/* text: (transfer full) */
static GtkWidget *
make_fact (const char *name, char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *key = make_label (name, (const char *const[]){ "t-caption", "dimmed", NULL });
  GtkWidget *value = make_label (text, (const char *const[]){ "t-caption", "num", NULL });

  gtk_widget_set_size_request (key, FACT_WIDTH, -1);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_widget_set_tooltip_text (value, text);
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), value);
  g_free (text);
  return box;
}

static GtkWidget *
make_column (ApoyoImportFacts *self, const ApoyoImportColumn *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = make_label (column->name, (const char *const[]){ "t-caption", "num", NULL });
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  const char *text = column->field != NULL ? apoyo_import_words_field (column->field)
                     : column->unknown     ? _ ("Unknown")
                                           : _ ("Not imported");
  GtkWidget *field = make_label (
      text, column->field != NULL ? (const char *const[]){ "t-caption", "t-strong", NULL }
            : column->unknown     ? (const char *const[]){ "t-caption", "c-err", NULL }
                                  : (const char *const[]){ "t-caption", "dimmed", NULL });

  gtk_widget_set_size_request (name, COLUMN_WIDTH, -1);
  gtk_widget_set_tooltip_text (name, column->name);
  gtk_image_set_pixel_size (GTK_IMAGE (arrow), 12);
  gtk_widget_add_css_class (arrow, "dimmed");
  gtk_widget_set_hexpand (field, TRUE);
  gtk_widget_set_tooltip_text (field, text);
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_box_append (GTK_BOX (box), field);
  return box;
}

static void
on_change_cb (GtkButton *button, ApoyoImportFacts *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGE_COLUMNS], 0);
}

static GtkWidget *
make_columns_head (ApoyoImportFacts *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = make_label (_ ("Columns"), (const char *const[]){ "t-section", NULL });

  self->change = gtk_button_new_with_label (_ ("Change…"));
  gtk_widget_set_css_classes (self->change, (const char *[]){ "flat", "thin", NULL });
  gtk_widget_set_sensitive (self->change, self->changeable);
  g_signal_connect (self->change, "clicked", G_CALLBACK (on_change_cb), self);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->change);
  return box;
}

static void
fill (ApoyoImportFacts *self, const ApoyoImportLook *look)
{
  GtkBox *box = GTK_BOX (self->content);
  GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_box_append (box, make_label (_ ("File"), (const char *const[]){ "t-section", NULL }));
  gtk_box_append (box,
                  make_label (look->name, (const char *const[]){ "t-small", "t-strong", NULL }));
  gtk_box_append (box, make_fact (_ ("Size"), apoyo_import_words_dup_size (look)));
  gtk_box_append (
      box, make_fact (_ ("Separator"), g_strdup (apoyo_import_words_delimiter (look->delimiter))));
  gtk_box_append (box, make_fact (_ ("Encoding"), apoyo_import_words_dup_encoding (look)));
  gtk_box_append (box, make_fact (_ ("Header"), apoyo_import_words_dup_header (look)));
  gtk_widget_set_margin_top (line, 8);
  gtk_widget_set_margin_bottom (line, 8);
  gtk_box_append (box, line);
  gtk_box_append (box, make_columns_head (self));
  for (guint i = 0; i < look->columns->len; i++) {
    const ApoyoImportColumn *column = g_ptr_array_index (look->columns, i);

    if (*column->name != '\0')
      gtk_box_append (box, make_column (self, column));
  }
}

static void
apoyo_import_facts_class_init (ApoyoImportFactsClass *klass)
{
  signals[SIGNAL_CHANGE_COLUMNS] =
      g_signal_new ("change-columns", APOYO_TYPE_IMPORT_FACTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
apoyo_import_facts_init (ApoyoImportFacts *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self), "sidebar-pane");
  gtk_widget_set_size_request (GTK_WIDGET (self), 262, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("File"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->body);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

GtkWidget *
apoyo_import_facts_new (ApoyoImportKind kind)
{
  ApoyoImportFacts *self = g_object_new (APOYO_TYPE_IMPORT_FACTS, NULL);

  self->kind = kind;
  return GTK_WIDGET (self);
}

void
apoyo_import_facts_set (ApoyoImportFacts *self, const ApoyoImportLook *look)
{
  g_return_if_fail (APOYO_IS_IMPORT_FACTS (self));

  if (self->content != NULL)
    gtk_box_remove (GTK_BOX (self->body), self->content);
  self->change = NULL;
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_margin_top (self->content, 14);
  gtk_widget_set_margin_bottom (self->content, 14);
  gtk_widget_set_margin_start (self->content, 14);
  gtk_widget_set_margin_end (self->content, 14);
  gtk_box_append (GTK_BOX (self->body), self->content);
  if (look != NULL)
    fill (self, look);
  else
    gtk_box_append (GTK_BOX (self->content),
                    make_label (_ ("No file chosen"), (const char *const[]){ "dimmed", NULL }));
}

void
apoyo_import_facts_set_changeable (ApoyoImportFacts *self, gboolean changeable)
{
  g_return_if_fail (APOYO_IS_IMPORT_FACTS (self));

  self->changeable = changeable;
  if (self->change != NULL)
    gtk_widget_set_sensitive (self->change, changeable);
}
