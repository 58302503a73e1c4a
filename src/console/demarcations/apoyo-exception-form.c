/* apoyo-exception-form.c: a list of municipalities under a regime of exception, to be entered.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-dialog-button.h"
#include "apoyo-error-note.h"
#include "apoyo-exception-codes.h"
#include "apoyo-exception-form.h"
#include "apoyo-format.h"
#include "apoyo-message.h"
#include "apoyo-municipality-codes.h"

#define CHECK_MS 300
/* More names than this say no more than that the coding is the other one. */
#define MOST_NAMED 12

struct _ApoyoExceptionForm {
  GtkBox parent_instance;

  GtkEntry *name;
  GtkEntry *acuerdo;
  GtkToggleButton *ine;
  GtkToggleButton *inegi;
  GtkTextBuffer *codes;
  GtkLabel *count;
  ApoyoErrorNote *note;
  GtkWidget *store;

  ApoyoAtlas *atlas; /* (owned) */
  guint check_source;
  gboolean acting;
};

enum {
  SIGNAL_STORED,
  SIGNAL_CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoExceptionForm, apoyo_exception_form, GTK_TYPE_BOX)

/* --- checking --------------------------------------------------------------------------------- */

static ApoyoCoding
get_coding (ApoyoExceptionForm *self)
{
  return gtk_toggle_button_get_active (self->inegi) ? APOYO_CODING_INEGI : APOYO_CODING_INE;
}

static GStrv
read_codes (ApoyoExceptionForm *self)
{
  g_autofree char *text = NULL;

  g_object_get (self->codes, "text", &text, NULL);
  return apoyo_municipality_codes_read (text);
}

static char *
describe_unknown (ApoyoExceptionForm *self, GStrv unknown)
{
  guint n = g_strv_length (unknown);
  g_autofree char *names = NULL;

  if (n > MOST_NAMED) {
    g_free (unknown[MOST_NAMED]);
    unknown[MOST_NAMED] = NULL;
    for (guint i = MOST_NAMED + 1; i < n; i++)
      g_free (g_steal_pointer (&unknown[i]));
  }
  names = g_strjoinv (", ", unknown);
  return g_strdup_printf (
      ngettext ("%u code is of no municipality: %s%s", "%u codes are of no municipality: %s%s", n),
      n, names, n > MOST_NAMED ? " …" : "");
}

static gboolean
is_filled (GtkEntry *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  return *text != '\0';
}

static gboolean
check (ApoyoExceptionForm *self)
{
  ApoyoGeography *geography = apoyo_atlas_get_geography (self->atlas);
  g_auto (GStrv) codes = read_codes (self);
  g_auto (GStrv) unknown = NULL;
  guint n;
  gboolean good;
  g_autofree char *count = NULL, *counted = NULL;

  unknown = apoyo_exception_codes_find_unknown (geography, get_coding (self),
                                                (const char *const *) codes);
  n = g_strv_length (codes) - g_strv_length (unknown);
  good = n > 0;
  count = apoyo_format_count (n);
  counted = g_strdup_printf (ngettext ("%s municipality", "%s municipalities", n), count);
  gtk_label_set_text (self->count, n > 0 ? counted : "");
  if (unknown[0] != NULL) {
    g_autofree char *text = describe_unknown (self, unknown);

    apoyo_error_note_set (self->note, text);
    good = FALSE;
  } else {
    apoyo_error_note_set (self->note, NULL);
  }
  good = good && is_filled (self->name) && is_filled (self->acuerdo);
  gtk_widget_set_sensitive (self->store, good && !self->acting);
  gtk_widget_set_tooltip_text (self->store,
                               good ? NULL : _ ("Takes a name, an acuerdo and known codes"));
  return good;
}

static gboolean
check_cb (gpointer user_data)
{
  ApoyoExceptionForm *self = user_data;

  self->check_source = 0;
  check (self);
  return G_SOURCE_REMOVE;
}

static void
check_later (ApoyoExceptionForm *self)
{
  g_clear_handle_id (&self->check_source, g_source_remove);
  self->check_source = g_timeout_add (CHECK_MS, check_cb, self);
}

/* --- storing ---------------------------------------------------------------------------------- */

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoExceptionForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);

  self->acting = FALSE;
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return; /* the dialog was closed meanwhile; what was stored shows on the page */
  check (self);
  if (rows == NULL) {
    apoyo_message_show_error (GTK_WIDGET (self), error);
    return;
  }
  apoyo_atlas_load (self->atlas);
  g_signal_emit (self, signals[SIGNAL_STORED], 0,
                 gtk_editable_get_text (GTK_EDITABLE (self->name)));
}

static void
store (ApoyoExceptionForm *self)
{
  ApoyoParams *params;
  g_auto (GStrv) codes = NULL;

  if (!check (self) || self->acting)
    return;
  codes = read_codes (self);
  params = apoyo_params_new ();
  apoyo_params_add_int (params,
                        apoyo_geography_version_get (apoyo_atlas_get_version (self->atlas))->id);
  apoyo_params_add_text (params, gtk_editable_get_text (GTK_EDITABLE (self->name)));
  apoyo_params_add_text (params, gtk_editable_get_text (GTK_EDITABLE (self->acuerdo)));
  apoyo_params_add_text (params, get_coding (self) == APOYO_CODING_INEGI ? "inegi" : "ine");
  apoyo_params_add_text_array (params, (const char *const *) codes, -1);
  self->acting = TRUE;
  check (self);
  apoyo_connection_call_async (apoyo_atlas_get_connection (self->atlas), "store-exception-list",
                               params, NULL, stored_cb, g_object_ref (self));
}

static void
cancel (ApoyoExceptionForm *self)
{
  g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_exception_form_dispose (GObject *object)
{
  ApoyoExceptionForm *self = APOYO_EXCEPTION_FORM (object);

  g_clear_handle_id (&self->check_source, g_source_remove);
  g_clear_object (&self->atlas);

  G_OBJECT_CLASS (apoyo_exception_form_parent_class)->dispose (object);
}

static void
apoyo_exception_form_class_init (ApoyoExceptionFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_exception_form_dispose;

  signals[SIGNAL_STORED] = g_signal_new ("stored", APOYO_TYPE_EXCEPTION_FORM, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CANCELLED] = g_signal_new ("cancelled", APOYO_TYPE_EXCEPTION_FORM,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
append_titled (ApoyoExceptionForm *self, const char *title, GtkWidget *field)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "t-caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (self), label);
  gtk_box_append (GTK_BOX (self), field);
}

static GtkEntry *
append_entry (ApoyoExceptionForm *self, const char *title, const char *placeholder)
{
  GtkEntry *entry = GTK_ENTRY (gtk_entry_new ());

  gtk_entry_set_placeholder_text (entry, placeholder);
  append_titled (self, title, GTK_WIDGET (entry));
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (check_later), self);
  return entry;
}

static void
append_coding (ApoyoExceptionForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->inegi = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("Codes of INEGI")));
  self->ine = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("Codes of INE")));
  gtk_toggle_button_set_group (self->ine, self->inegi);
  /* Lists of exception are published with the codes of INEGI. */
  gtk_toggle_button_set_active (self->inegi, TRUE);
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "apoyo-switch");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->inegi));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->ine));
  append_titled (self, _ ("Coding"), box);
  g_signal_connect_swapped (self->inegi, "toggled", G_CALLBACK (check_later), self);
}

static void
append_codes (ApoyoExceptionForm *self)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->codes = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  g_object_set (view, "top-margin", 8, "bottom-margin", 8, "left-margin", 8, "right-margin", 8,
                NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "panel");
  append_titled (self, _ ("Codes: five digits each, typed or pasted with anything between them"),
                 scrolled);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Codes"),
                                  -1);
  self->note = APOYO_ERROR_NOTE (apoyo_error_note_new (scrolled));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->note));
  g_signal_connect_swapped (self->codes, "changed", G_CALLBACK (check_later), self);
}

static void
append_acts (ApoyoExceptionForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *back = apoyo_dialog_button_new (_ ("_Cancel"), G_CALLBACK (cancel), self);

  self->count = GTK_LABEL (gtk_label_new (NULL));
  self->store = apoyo_dialog_button_new (_ ("_Store"), G_CALLBACK (store), self);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "t-caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "num");
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_label_set_xalign (self->count, 0);
  gtk_widget_add_css_class (self->store, "suggested-action");
  gtk_widget_set_sensitive (self->store, FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), back);
  gtk_box_append (GTK_BOX (box), self->store);
  gtk_widget_set_margin_top (box, 6);
  gtk_box_append (GTK_BOX (self), box);
}

static void
apoyo_exception_form_init (ApoyoExceptionForm *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->name = append_entry (self, _ ("Name of the list"), NULL);
  self->acuerdo = append_entry (self, _ ("Acuerdo"), "INE/CG…/…");
  append_coding (self);
  append_codes (self);
  append_acts (self);
}

GtkWidget *
apoyo_exception_form_new (ApoyoAtlas *atlas)
{
  ApoyoExceptionForm *self = g_object_new (APOYO_TYPE_EXCEPTION_FORM, NULL);

  self->atlas = g_object_ref (atlas);
  return GTK_WIDGET (self);
}

void
apoyo_exception_form_set (ApoyoExceptionForm *self, ApoyoExceptionList *list)
{
  ApoyoGeography *geography;
  g_autoptr (GString) text = g_string_new (NULL);
  const char *const *codes;

  g_return_if_fail (APOYO_IS_EXCEPTION_FORM (self));

  geography = apoyo_atlas_get_geography (self->atlas);
  codes = list != NULL ? apoyo_exception_list_get_codes (list) : NULL;
  for (guint i = 0; codes != NULL && codes[i] != NULL; i++) {
    guint place = apoyo_geography_find (geography, codes[i]);
    g_autofree char *code = place != APOYO_PLACE_NONE
                                ? apoyo_exception_codes_of (geography, APOYO_CODING_INE, place)
                                : NULL;

    if (code != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", code);
  }
  gtk_editable_set_text (GTK_EDITABLE (self->name),
                         list != NULL ? apoyo_exception_list_get_name (list) : "");
  gtk_editable_set_text (GTK_EDITABLE (self->acuerdo),
                         list != NULL ? apoyo_exception_list_get_acuerdo (list) : "");
  gtk_toggle_button_set_active (list != NULL ? self->ine : self->inegi, TRUE);
  gtk_text_buffer_set_text (self->codes, text->str, -1);
  gtk_text_buffer_set_modified (self->codes, FALSE);
  check (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

gboolean
apoyo_exception_form_is_begun (ApoyoExceptionForm *self)
{
  g_return_val_if_fail (APOYO_IS_EXCEPTION_FORM (self), FALSE);
  return gtk_text_buffer_get_modified (self->codes) || is_filled (self->name) ||
         is_filled (self->acuerdo);
}
