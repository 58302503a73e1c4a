/* apoyo-folio-choice.c: a window with folios to choose one from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-dossier-window.h"
#include "apoyo-folio-choice.h"
#include "apoyo-parts.h"

struct _ApoyoFolioChoice {
  GtkWindow *window;
  GtkBox *box;
  GtkBox *list;
  ApoyoFolioFunc func;
  GWeakRef object;
};

static void
choice_free (gpointer data)
{
  ApoyoFolioChoice *self = data;

  g_weak_ref_clear (&self->object);
  g_free (self);
}

static void
on_folio_cb (GtkButton *button, ApoyoFolioChoice *self)
{
  g_autoptr (GObject) object = g_weak_ref_get (&self->object);
  g_autofree char *folio = g_strdup (gtk_button_get_label (button));

  if (object != NULL)
    self->func (object, folio);
  gtk_window_destroy (self->window);
}

void
apoyo_folio_choice_add (ApoyoFolioChoice *self, const char *folio, const char *detail)
{
  GtkWidget *row = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 10, "auxiliary-row");
  GtkWidget *button = gtk_button_new_with_label (folio);
  GtkWidget *label = apoyo_part_label (detail, "t-caption dimmed num");

  apoyo_part_classes (button, "thin num");
  gtk_widget_set_hexpand (label, TRUE);
  g_signal_connect (button, "clicked", G_CALLBACK (on_folio_cb), self);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (self->list, row);
}

void
apoyo_folio_choice_add_note (ApoyoFolioChoice *self, GtkWidget *note)
{
  apoyo_part_margins (note, 4, 12, 8, 12);
  gtk_box_append (self->list, note);
}

void
apoyo_folio_choice_clear (ApoyoFolioChoice *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
}

void
apoyo_folio_choice_set_head (ApoyoFolioChoice *self, GtkWidget *head)
{
  gtk_box_prepend (self->box, head);
}

GtkWindow *
apoyo_folio_choice_get_window (ApoyoFolioChoice *self)
{
  return self->window;
}

ApoyoFolioChoice *
apoyo_folio_choice_new (GtkWidget *parent, const char *title, ApoyoFolioFunc func, GObject *object)
{
  ApoyoFolioChoice *self = g_new0 (ApoyoFolioChoice, 1);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->func = func;
  g_weak_ref_init (&self->object, object);
  self->box = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL));
  self->list = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (self->box, scrolled);
  self->window = apoyo_dossier_window_new (parent, title, GTK_WIDGET (self->box));
  gtk_window_set_default_size (self->window, 620, 460);
  g_object_set_data_full (G_OBJECT (self->window), "choice", self, choice_free);
  return self;
}
