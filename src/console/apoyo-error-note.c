/* apoyo-error-note.c: what is wrong with a field, said under it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-error-note.h"
#include "apoyo-refusal.h"

struct _ApoyoErrorNote {
  GtkBox parent_instance;

  GtkLabel *label;
  GtkWidget *field; /* (nullable): weak */
};

typedef enum {
  PROP_FIELD = 1,
} ApoyoErrorNoteProperty;

static GParamSpec *props[PROP_FIELD + 1];

G_DEFINE_FINAL_TYPE (ApoyoErrorNote, apoyo_error_note, GTK_TYPE_BOX)

static void
mark_field (ApoyoErrorNote *self, gboolean wrong)
{
  if (self->field == NULL)
    return;
  if (wrong)
    gtk_widget_add_css_class (self->field, "error");
  else
    gtk_widget_remove_css_class (self->field, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (wrong)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->field),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    gtk_label_get_text (self->label), -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->field),
                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
apoyo_error_note_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ApoyoErrorNote *self = APOYO_ERROR_NOTE (object);

  switch ((ApoyoErrorNoteProperty) prop_id) {
  case PROP_FIELD:
    g_value_set_object (value, self->field);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
apoyo_error_note_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((ApoyoErrorNoteProperty) prop_id) {
  case PROP_FIELD:
    apoyo_error_note_set_field (APOYO_ERROR_NOTE (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
apoyo_error_note_dispose (GObject *object)
{
  g_clear_weak_pointer (&APOYO_ERROR_NOTE (object)->field);

  G_OBJECT_CLASS (apoyo_error_note_parent_class)->dispose (object);
}

static void
apoyo_error_note_class_init (ApoyoErrorNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = apoyo_error_note_get_property;
  object_class->set_property = apoyo_error_note_set_property;
  object_class->dispose = apoyo_error_note_dispose;

  props[PROP_FIELD] =
      g_param_spec_object ("field", NULL, NULL, GTK_TYPE_WIDGET,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "apoyo-error-note");
}

static void
apoyo_error_note_init (ApoyoErrorNote *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");
  GtkWidget *label = gtk_label_new (NULL);

  self->label = GTK_LABEL (label);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_box_append (GTK_BOX (self), icon);
  gtk_box_append (GTK_BOX (self), label);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
apoyo_error_note_new (GtkWidget *field)
{
  return g_object_new (APOYO_TYPE_ERROR_NOTE, "field", field, NULL);
}

ApoyoErrorNote *
apoyo_error_note_add_to (AdwPreferencesGroup *group, GtkWidget *field)
{
  GtkWidget *note = apoyo_error_note_new (field);
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "selectable",
                                 FALSE, "focusable", FALSE, "child", note, NULL);

  gtk_widget_set_margin_start (note, 12);
  gtk_widget_set_margin_end (note, 12);
  gtk_widget_set_margin_bottom (note, 6);
  g_object_bind_property (note, "visible", row, "visible", G_BINDING_SYNC_CREATE);
  adw_preferences_group_add (group, row);
  return APOYO_ERROR_NOTE (note);
}

void
apoyo_error_note_set_field (ApoyoErrorNote *self, GtkWidget *field)
{
  g_return_if_fail (APOYO_IS_ERROR_NOTE (self));

  if (field == self->field)
    return;
  mark_field (self, FALSE);
  g_set_weak_pointer (&self->field, field);
  if (apoyo_error_note_get (self) != NULL)
    mark_field (self, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FIELD]);
}

void
apoyo_error_note_set (ApoyoErrorNote *self, const char *sentence)
{
  g_return_if_fail (APOYO_IS_ERROR_NOTE (self));

  if (g_strcmp0 (sentence, apoyo_error_note_get (self)) == 0)
    return;
  gtk_label_set_text (self->label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self), sentence != NULL);
  mark_field (self, sentence != NULL);
}

void
apoyo_error_note_set_error (ApoyoErrorNote *self, const GError *error)
{
  g_autofree char *message = error != NULL ? apoyo_refusal_dup_message (error) : NULL;
  g_autofree char *hint = error != NULL ? apoyo_refusal_dup_hint (error) : NULL;
  g_autofree char *both = hint != NULL ? g_strdup_printf ("%s. %s", message, hint) : NULL;

  apoyo_error_note_set (self, both != NULL ? both : message);
}

const char *
apoyo_error_note_get (ApoyoErrorNote *self)
{
  g_return_val_if_fail (APOYO_IS_ERROR_NOTE (self), NULL);
  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_text (self->label) : NULL;
}
