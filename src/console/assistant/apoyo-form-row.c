/* apoyo-form-row.c: one question of a form: title, where its value comes from, control, and what is
 * wrong with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-error-note.h"
#include "apoyo-form-row.h"

/* As long as nobody types, what was typed is looked at. */
#define PAUSE 300

struct _ApoyoFormRow {
  GtkBox parent_instance;

  GtkWidget *words;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *law_box;
  GtkLabel *law;
  GtkWidget *chip;
  GtkWidget *chip_icon;
  GtkLabel *chip_label;
  GtkWidget *undo;
  GtkBox *place;
  GtkLabel *unit;
  GtkWidget *grounds;
  GtkEntry *reason;
  GtkEntry *acuerdo;
  ApoyoErrorNote *error;

  GtkWidget *control;
  ApoyoFormOrigin origin;
  gboolean asks_grounds;
  gboolean setting; /* what changes now was not typed */
  guint pause;
};

enum {
  SIGNAL_UNDO,
  SIGNAL_TYPED,
  SIGNAL_GROUNDS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoFormRow, apoyo_form_row, GTK_TYPE_BOX)

static void
on_undo_cb (ApoyoFormRow *self)
{
  /* The button goes with the change; the focus stays in the row. */
  apoyo_form_row_focus (self, APOYO_FORM_PLACE_CONTROL);
  g_signal_emit (self, signals[SIGNAL_UNDO], 0);
}

static void
tell_grounds (ApoyoFormRow *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_GROUNDS_CHANGED], 0);
}

static gboolean
pause_cb (gpointer user_data)
{
  ApoyoFormRow *self = user_data;

  self->pause = 0;
  tell_grounds (self);
  return G_SOURCE_REMOVE;
}

static void
on_typed_cb (ApoyoFormRow *self)
{
  if (self->setting)
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE, pause_cb, self);
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
}

static void
on_left_cb (GtkEventControllerFocus *focus, ApoyoFormRow *self)
{
  tell_grounds (self);
}

static void
watch_leaving (ApoyoFormRow *self, GtkEntry *entry)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (focus, "leave", G_CALLBACK (on_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
}

static void
name_parts (ApoyoFormRow *self)
{
  const char *title = gtk_label_get_text (self->title);
  g_autofree char *undo = g_strdup_printf (_ ("Back to the default: %s"), title);
  g_autofree char *reason = g_strdup_printf (_ ("Reason: %s"), title);
  g_autofree char *acuerdo = g_strdup_printf (_ ("Acuerdo: %s"), title);

  gtk_widget_set_tooltip_text (self->undo, undo);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->undo), GTK_ACCESSIBLE_PROPERTY_LABEL, undo,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  reason, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->acuerdo), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  acuerdo, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (self->control != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    title, -1);
}

static void
apoyo_form_row_dispose (GObject *object)
{
  ApoyoFormRow *self = APOYO_FORM_ROW (object);

  g_clear_handle_id (&self->pause, g_source_remove);

  G_OBJECT_CLASS (apoyo_form_row_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ApoyoFormRow, words);
  gtk_widget_class_bind_template_child (widget_class, ApoyoFormRow, title);
  gtk_widget_class_bind_template_child (widget_class, ApoyoFormRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, ApoyoFormRow, law_box);
  gtk_widget_class_bind_template_child (widget_class, ApoyoFormRow, law);
  gtk_widget_class_bind_template_child (widget_class, ApoyoFormRow, chip);
  gtk_widget_class_bind_template_child (widget_class, ApoyoFormRow, chip_icon);
  gtk_widget_class_bind_template_child (widget_class, ApoyoFormRow, chip_label);
  gtk_widget_class_bind_template_child (widget_class, ApoyoFormRow, undo);
  gtk_widget_class_bind_template_child (widget_class, ApoyoFormRow, place);
  gtk_widget_class_bind_template_child (widget_class, ApoyoFormRow, unit);
  gtk_widget_class_bind_template_child (widget_class, ApoyoFormRow, grounds);
  gtk_widget_class_bind_template_child (widget_class, ApoyoFormRow, reason);
  gtk_widget_class_bind_template_child (widget_class, ApoyoFormRow, acuerdo);
  gtk_widget_class_bind_template_child (widget_class, ApoyoFormRow, error);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_typed_cb);
}

static void
apoyo_form_row_class_init (ApoyoFormRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_form_row_dispose;

  signals[SIGNAL_UNDO] = g_signal_new ("undo", APOYO_TYPE_FORM_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TYPED] = g_signal_new ("typed", APOYO_TYPE_FORM_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_GROUNDS_CHANGED] =
      g_signal_new ("grounds-changed", APOYO_TYPE_FORM_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
  g_type_ensure (APOYO_TYPE_ERROR_NOTE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-form-row.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  bind_children (widget_class);
}

static void
apoyo_form_row_init (ApoyoFormRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->asks_grounds = TRUE;
  watch_leaving (self, self->reason);
  watch_leaving (self, self->acuerdo);
}

GtkWidget *
apoyo_form_row_new (const char *title, GtkWidget *control)
{
  ApoyoFormRow *self = g_object_new (APOYO_TYPE_FORM_ROW, NULL);

  self->control = control;
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_box_prepend (self->place, control);
  apoyo_form_row_set_title (self, title);
  return GTK_WIDGET (self);
}

void
apoyo_form_row_set_narrow (ApoyoFormRow *self)
{
  GtkWidget *top;

  g_return_if_fail (APOYO_IS_FORM_ROW (self));

  top = gtk_widget_get_parent (GTK_WIDGET (self->place));
  if (top == GTK_WIDGET (self))
    return;
  g_object_ref (self->place);
  gtk_box_remove (GTK_BOX (top), GTK_WIDGET (self->place));
  gtk_box_insert_child_after (GTK_BOX (self), GTK_WIDGET (self->place), top);
  gtk_widget_set_halign (GTK_WIDGET (self->place), GTK_ALIGN_START);
  g_object_unref (self->place);
}

GtkWidget *
apoyo_form_row_get_control (ApoyoFormRow *self)
{
  g_return_val_if_fail (APOYO_IS_FORM_ROW (self), NULL);
  return self->control;
}

void
apoyo_form_row_fill (ApoyoFormRow *self)
{
  g_return_if_fail (APOYO_IS_FORM_ROW (self));

  gtk_widget_set_visible (self->words, FALSE);
  gtk_widget_set_hexpand (self->control, TRUE);
}

void
apoyo_form_row_set_title (ApoyoFormRow *self, const char *title)
{
  g_return_if_fail (APOYO_IS_FORM_ROW (self));

  gtk_label_set_text (self->title, title);
  name_parts (self);
}

const char *
apoyo_form_row_get_title (ApoyoFormRow *self)
{
  g_return_val_if_fail (APOYO_IS_FORM_ROW (self), NULL);
  return gtk_label_get_text (self->title);
}

void
apoyo_form_row_set_subtitle (ApoyoFormRow *self, const char *text)
{
  g_return_if_fail (APOYO_IS_FORM_ROW (self));

  gtk_label_set_text (self->subtitle, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), text != NULL && *text != '\0');
}

void
apoyo_form_row_set_law (ApoyoFormRow *self, const char *article)
{
  g_return_if_fail (APOYO_IS_FORM_ROW (self));

  gtk_label_set_text (self->law, article != NULL ? article : "");
  gtk_widget_set_visible (self->law_box, article != NULL && *article != '\0');
}

void
apoyo_form_row_set_unit (ApoyoFormRow *self, const char *text)
{
  g_return_if_fail (APOYO_IS_FORM_ROW (self));

  gtk_label_set_text (self->unit, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->unit), text != NULL);
}

static void
update_grounds (ApoyoFormRow *self)
{
  gtk_widget_set_visible (self->grounds,
                          self->asks_grounds && self->origin == APOYO_FORM_ORIGIN_CHANGED);
}

void
apoyo_form_row_set_origin (ApoyoFormRow *self, ApoyoFormOrigin origin)
{
  gboolean changed = origin == APOYO_FORM_ORIGIN_CHANGED;

  g_return_if_fail (APOYO_IS_FORM_ROW (self));

  self->origin = origin;
  gtk_widget_set_visible (self->chip, origin != APOYO_FORM_ORIGIN_NONE);
  gtk_widget_set_visible (self->chip_icon, changed);
  gtk_widget_set_visible (self->undo, changed);
  gtk_label_set_text (self->chip_label, changed ? _ ("Modified") : _ ("Default"));
  gtk_widget_remove_css_class (self->chip, changed ? "plain" : "acc");
  gtk_widget_add_css_class (self->chip, changed ? "acc" : "plain");
  update_grounds (self);
}

ApoyoFormOrigin
apoyo_form_row_get_origin (ApoyoFormRow *self)
{
  g_return_val_if_fail (APOYO_IS_FORM_ROW (self), APOYO_FORM_ORIGIN_NONE);
  return self->origin;
}

void
apoyo_form_row_set_asks_grounds (ApoyoFormRow *self, gboolean asks)
{
  g_return_if_fail (APOYO_IS_FORM_ROW (self));

  self->asks_grounds = asks;
  update_grounds (self);
}

/* What stands there already is left alone: the cursor of whoever types is in it. */
static void
put_text (GtkEntry *entry, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text != NULL ? text : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
}

void
apoyo_form_row_set_grounds (ApoyoFormRow *self, const char *reason, const char *acuerdo)
{
  g_return_if_fail (APOYO_IS_FORM_ROW (self));

  self->setting = TRUE;
  put_text (self->reason, reason);
  put_text (self->acuerdo, acuerdo);
  self->setting = FALSE;
}

const char *
apoyo_form_row_get_reason (ApoyoFormRow *self)
{
  g_return_val_if_fail (APOYO_IS_FORM_ROW (self), NULL);
  return gtk_editable_get_text (GTK_EDITABLE (self->reason));
}

const char *
apoyo_form_row_get_acuerdo (ApoyoFormRow *self)
{
  g_return_val_if_fail (APOYO_IS_FORM_ROW (self), NULL);
  return gtk_editable_get_text (GTK_EDITABLE (self->acuerdo));
}

static GtkWidget *
get_place (ApoyoFormRow *self, ApoyoFormPlace place)
{
  switch (place) {
  case APOYO_FORM_PLACE_REASON:
    return GTK_WIDGET (self->reason);
  case APOYO_FORM_PLACE_ACUERDO:
    return GTK_WIDGET (self->acuerdo);
  case APOYO_FORM_PLACE_CONTROL:
  default:
    return self->control;
  }
}

void
apoyo_form_row_set_error (ApoyoFormRow *self, ApoyoFormPlace place, const char *text)
{
  g_return_if_fail (APOYO_IS_FORM_ROW (self));

  apoyo_error_note_set_field (self->error, get_place (self, place));
  apoyo_error_note_set (self->error, text);
}

const char *
apoyo_form_row_get_error (ApoyoFormRow *self)
{
  g_return_val_if_fail (APOYO_IS_FORM_ROW (self), NULL);
  return apoyo_error_note_get (self->error);
}

void
apoyo_form_row_focus (ApoyoFormRow *self, ApoyoFormPlace place)
{
  GtkWidget *widget;

  g_return_if_fail (APOYO_IS_FORM_ROW (self));

  widget = get_place (self, place);
  if (!gtk_widget_grab_focus (widget))
    gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}
