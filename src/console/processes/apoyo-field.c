/* apoyo-field.c: one thing to type: its name above, what is wrong with it below.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-acuerdo.h"
#include "apoyo-error-note.h"
#include "apoyo-field.h"
#include "apoyo-format.h"
#include "apoyo-parts.h"
#include "apoyo-time-entry.h"

#define PAUSE_MS 300

struct _ApoyoField {
  GtkBox parent_instance;

  GtkEntry *entry;
  ApoyoErrorNote *note;
  ApoyoFieldCheck check; /* (nullable) */
  char *text;            /* (owned): what get_text() gave last */
  guint pause;
};

enum { SIGNAL_CHANGED, SIGNAL_ACTIVATE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoField, apoyo_field, GTK_TYPE_BOX)

static char *
find_problem (ApoyoField *self)
{
  return self->check != NULL ? self->check (apoyo_field_get_text (self)) : NULL;
}

static void
check_now (ApoyoField *self)
{
  g_autofree char *problem = find_problem (self);

  g_clear_handle_id (&self->pause, g_source_remove);
  apoyo_error_note_set (self->note, problem);
}

static gboolean
pause_cb (gpointer user_data)
{
  ApoyoField *self = user_data;

  self->pause = 0;
  check_now (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed_cb (ApoyoField *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, pause_cb, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_left_cb (ApoyoField *self)
{
  /* A field that was only passed by has nothing wrong with it yet. */
  if (self->pause != 0)
    check_now (self);
}

static void
on_activate_cb (ApoyoField *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0);
}

static void
apoyo_field_dispose (GObject *object)
{
  g_clear_handle_id (&APOYO_FIELD (object)->pause, g_source_remove);
  G_OBJECT_CLASS (apoyo_field_parent_class)->dispose (object);
}

static void
apoyo_field_finalize (GObject *object)
{
  g_free (APOYO_FIELD (object)->text);
  G_OBJECT_CLASS (apoyo_field_parent_class)->finalize (object);
}

static gboolean
apoyo_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (APOYO_FIELD (widget)->entry));
}

static void
apoyo_field_class_init (ApoyoFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = apoyo_field_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = apoyo_field_grab_focus;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APOYO_TYPE_FIELD, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate", APOYO_TYPE_FIELD, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
}

static void
apoyo_field_init (ApoyoField *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->entry = GTK_ENTRY (gtk_entry_new ());
  self->note = APOYO_ERROR_NOTE (apoyo_error_note_new (GTK_WIDGET (self->entry)));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
}

GtkWidget *
apoyo_field_new (const char *title, const char *placeholder, ApoyoFieldCheck check)
{
  ApoyoField *self = g_object_new (APOYO_TYPE_FIELD, NULL);

  self->check = check;
  gtk_entry_set_placeholder_text (self->entry, placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_box_append (GTK_BOX (self), apoyo_part_label (title, "t-section"));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->note));
  return GTK_WIDGET (self);
}

const char *
apoyo_field_get_text (ApoyoField *self)
{
  g_return_val_if_fail (APOYO_IS_FIELD (self), NULL);

  g_free (self->text);
  self->text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  return self->text;
}

void
apoyo_field_set_text (ApoyoField *self, const char *text)
{
  g_return_if_fail (APOYO_IS_FIELD (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  g_clear_handle_id (&self->pause, g_source_remove); /* nobody typed that */
  apoyo_error_note_set (self->note, NULL);
}

void
apoyo_field_set_error (ApoyoField *self, const char *sentence)
{
  g_return_if_fail (APOYO_IS_FIELD (self));
  apoyo_error_note_set (self->note, sentence);
}

gboolean
apoyo_field_is_right (ApoyoField *self)
{
  g_autofree char *problem = NULL;

  g_return_val_if_fail (APOYO_IS_FIELD (self), FALSE);
  problem = find_problem (self);
  return problem == NULL;
}

gboolean
apoyo_field_insist (ApoyoField *self)
{
  g_return_val_if_fail (APOYO_IS_FIELD (self), FALSE);

  check_now (self);
  if (apoyo_field_is_right (self))
    return TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return FALSE;
}

/* --- checks ----------------------------------------------------------------------------------- */

char *
apoyo_field_check_reason (const char *text)
{
  return *text != '\0' ? NULL : g_strdup (_ ("Write the reason: it stays in the history"));
}

char *
apoyo_field_check_acuerdo (const char *text)
{
  g_autoptr (GError) error = NULL;

  if (*text == '\0')
    return g_strdup (_ ("Write the number of the acuerdo"));
  return apoyo_acuerdo_check (text, &error) ? NULL : g_strdup (error->message);
}

static GDateTime *
read_time (ApoyoField *self,
           GDateTime *before,
           const char *time_zone,
           gboolean ends,
           GError **error)
{
  const char *text = apoyo_field_get_text (self);
  g_autofree char *shown = before != NULL ? apoyo_format_minute (before, time_zone) : NULL;
  g_autofree char *whole =
      ends && strchr (text, ' ') == NULL ? g_strconcat (text, " 23:59:59", NULL) : NULL;

  if (g_strcmp0 (shown, text) == 0)
    return g_date_time_ref (before);
  return apoyo_time_entry_parse (whole != NULL ? whole : text, time_zone, error);
}

gboolean
apoyo_field_take_time (ApoyoField *self,
                       GDateTime *before,
                       const char *time_zone,
                       gboolean ends,
                       GDateTime **time)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (APOYO_IS_FIELD (self), FALSE);
  g_return_val_if_fail (time != NULL && *time == NULL, FALSE);

  if (*apoyo_field_get_text (self) == '\0')
    return TRUE;
  *time = read_time (self, before, time_zone, ends, &error);
  if (*time == NULL)
    apoyo_field_set_error (self, error->message);
  return *time != NULL;
}

char *
apoyo_field_check_time (const char *text)
{
  g_autoptr (GDateTime) time = apoyo_time_entry_parse (text, "UTC", NULL);

  return time != NULL ? NULL : g_strdup (_ ("Write day and hour like 31/12/2026 23:59"));
}

char *
apoyo_field_check_time_or_nothing (const char *text)
{
  return *text == '\0' ? NULL : apoyo_field_check_time (text);
}
