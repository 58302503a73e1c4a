/* apoyo-exception-form.c: a list of municipalities under a regime of exception, to be entered.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-dialog-button.h"
#include "apoyo-error-note.h"
#include "apoyo-exception-acts.h"
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
  GtkTextView *view;
  GtkTextBuffer *codes; /* of the view */
  GtkLabel *count;
  ApoyoErrorNote *note;
  GtkWidget *cancel;
  GtkWidget *store;

  ApoyoAtlas *atlas;   /* (owned) */
  char *first_name;    /* (owned) (nullable): what stood in it before anybody typed */
  char *first_acuerdo; /* (owned) (nullable) */
  char *first_text;    /* (owned) (nullable): of the codes */
  GStrv first_codes;   /* (owned) (nullable): of INE; of the list that is replaced */
  char *seen_name;     /* (owned) (nullable): the list that was looked at */
  int seen_revision;   /* its revision then */
  char *moved;         /* (owned) (nullable): what somebody else made of it meanwhile */
  char *sent_name;     /* (owned) (nullable): of the list that is being stored */
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

static char *
dup_text (ApoyoExceptionForm *self)
{
  char *text = NULL;

  g_object_get (self->codes, "text", &text, NULL);
  return text;
}

static GStrv
read_codes (ApoyoExceptionForm *self)
{
  g_autofree char *text = dup_text (self);

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
    apoyo_error_note_set (self->note, self->moved);
  }
  good = good && is_filled (self->name) && is_filled (self->acuerdo);
  gtk_widget_set_sensitive (self->store, good && !self->acting);
  /* What is on its way is what stands there; the cursor stays where it is. */
  gtk_editable_set_editable (GTK_EDITABLE (self->name), !self->acting);
  gtk_editable_set_editable (GTK_EDITABLE (self->acuerdo), !self->acting);
  gtk_text_view_set_editable (self->view, !self->acting);
  gtk_widget_set_sensitive (self->cancel, !self->acting);
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

/* What stands there now is no text of somebody's that could be lost. */
static void
remember (ApoyoExceptionForm *self)
{
  g_free (self->first_name);
  g_free (self->first_acuerdo);
  self->first_name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));
  self->first_acuerdo = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->acuerdo)));
  g_free (self->first_text);
  self->first_text = dup_text (self);
}

/* --- two people ------------------------------------------------------------------------------- */

static char *
dup_name (ApoyoExceptionForm *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
}

static void
see (ApoyoExceptionForm *self, const char *name, int revision)
{
  g_autofree char *seen = g_strdup (name);

  g_free (self->seen_name);
  self->seen_name = g_steal_pointer (&seen);
  self->seen_revision = revision;
}

/* Under another name it would be a new list. */
static int
get_seen (ApoyoExceptionForm *self, const char *name)
{
  return g_strcmp0 (name, self->seen_name) == 0 ? self->seen_revision : 0;
}

static ApoyoExceptionList *
find_list (ApoyoExceptionForm *self, const char *name)
{
  GListModel *lists = apoyo_atlas_get_exceptions (self->atlas);

  for (guint i = 0; lists != NULL && i < g_list_model_get_n_items (lists); i++) {
    g_autoptr (ApoyoExceptionList) list = g_list_model_get_item (lists, i);

    if (g_strcmp0 (name, apoyo_exception_list_get_name (list)) == 0)
      return list; /* the model keeps it */
  }
  return NULL;
}

static guint
count_missing (const char *const *codes, const char *const *others)
{
  guint n = 0;

  for (guint i = 0; codes[i] != NULL; i++)
    n += !g_strv_contains (others, codes[i]);
  return n;
}

static char *
describe_theirs (ApoyoExceptionForm *self, ApoyoExceptionList *theirs)
{
  const char *const none[] = { NULL };
  g_auto (GStrv) codes = apoyo_exception_acts_dup_codes (self->atlas, theirs);
  const char *const *now = (const char *const *) codes;
  const char *const *was =
      self->first_codes != NULL ? (const char *const *) self->first_codes : none;
  const char *acuerdo = apoyo_exception_list_get_acuerdo (theirs);
  g_autofree char *change =
      self->first_codes != NULL && g_strcmp0 (acuerdo, self->first_acuerdo) != 0
          ? g_strdup_printf ("%s → %s", self->first_acuerdo, acuerdo)
          : g_strdup (acuerdo);

  /* Translators: who, the acuerdo (before → after), municipalities added and taken out */
  return g_strdup_printf (_ ("%s stored this list meanwhile: %s, +%u −%u municipalities. What you "
                             "typed stays: store it again to put it in its place."),
                          apoyo_exception_list_get_stored_by (theirs), change,
                          count_missing (now, was), count_missing (was, now));
}

/* list: (nullable) */
static void
fill (ApoyoExceptionForm *self, ApoyoExceptionList *list)
{
  g_autofree char *text = NULL;

  g_clear_pointer (&self->first_codes, g_strfreev);
  g_clear_pointer (&self->moved, g_free);
  if (list != NULL) {
    self->first_codes = apoyo_exception_acts_dup_codes (self->atlas, list);
    see (self, apoyo_exception_list_get_name (list), apoyo_exception_list_get_revision (list));
  } else {
    see (self, NULL, 0);
  }
  text = list != NULL ? g_strjoinv (" ", self->first_codes) : g_strdup ("");
  gtk_editable_set_text (GTK_EDITABLE (self->name),
                         list != NULL ? apoyo_exception_list_get_name (list) : "");
  gtk_editable_set_text (GTK_EDITABLE (self->acuerdo),
                         list != NULL ? apoyo_exception_list_get_acuerdo (list) : "");
  gtk_toggle_button_set_active (list != NULL ? self->ine : self->inegi, TRUE);
  gtk_text_buffer_set_text (self->codes, text, -1);
  remember (self);
  check (self);
}

/* Somebody else may have stored the list while this is being written. */
static void
follow (ApoyoExceptionForm *self)
{
  ApoyoExceptionList *theirs = self->atlas != NULL && self->seen_name != NULL && !self->acting
                                   ? find_list (self, self->seen_name)
                                   : NULL;

  if (theirs == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      apoyo_exception_list_get_revision (theirs) == self->seen_revision)
    return;
  if (!apoyo_exception_form_is_begun (self)) {
    fill (self, theirs);
    return;
  }
  g_free (self->moved);
  self->moved = describe_theirs (self, theirs);
  self->seen_revision = apoyo_exception_list_get_revision (theirs);
  /* That is what would be replaced now, and wanted back. */
  g_strfreev (self->first_codes);
  self->first_codes = apoyo_exception_acts_dup_codes (self->atlas, theirs);
  g_free (self->first_acuerdo);
  self->first_acuerdo = g_strdup (apoyo_exception_list_get_acuerdo (theirs));
  check (self);
}

/* --- storing ---------------------------------------------------------------------------------- */

static void
offer_restoring (ApoyoExceptionForm *self)
{
  g_autofree char *text = NULL;

  /* A list that was new took nobody's place, whatever the form was filled with. */
  if (self->first_codes == NULL || self->seen_revision == 0 ||
      g_strcmp0 (self->seen_name, self->sent_name) != 0)
    return;
  text = g_strdup_printf (_ ("The list “%s” was replaced"), self->seen_name);
  apoyo_exception_acts_offer_back (GTK_WIDGET (self), self->atlas, text, self->seen_name,
                                   self->seen_revision + 1, self->first_acuerdo,
                                   (const char *const *) self->first_codes);
}

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
    /* Whatever was in the way is shown. */
    see (self, self->sent_name, get_seen (self, self->sent_name));
    apoyo_atlas_load (self->atlas);
    return;
  }
  offer_restoring (self);
  see (self, self->sent_name, get_seen (self, self->sent_name) + 1);
  remember (self);
  apoyo_atlas_load (self->atlas);
  g_signal_emit (self, signals[SIGNAL_STORED], 0, self->sent_name);
}

static void
store (ApoyoExceptionForm *self)
{
  g_auto (GStrv) codes = NULL;

  if (!check (self) || self->acting)
    return;
  codes = read_codes (self);
  g_free (self->sent_name);
  self->sent_name = dup_name (self);
  self->acting = TRUE;
  g_clear_pointer (&self->moved, g_free);
  check (self);
  apoyo_connection_call_async (
      apoyo_atlas_get_connection (self->atlas), "store-exception-list",
      apoyo_exception_acts_make_params (
          apoyo_geography_version_get (apoyo_atlas_get_version (self->atlas))->id, self->sent_name,
          get_seen (self, self->sent_name), gtk_editable_get_text (GTK_EDITABLE (self->acuerdo)),
          get_coding (self), (const char *const *) codes),
      NULL, stored_cb, g_object_ref (self));
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
apoyo_exception_form_finalize (GObject *object)
{
  ApoyoExceptionForm *self = APOYO_EXCEPTION_FORM (object);

  g_free (self->first_name);
  g_free (self->first_acuerdo);
  g_free (self->first_text);
  g_strfreev (self->first_codes);
  g_free (self->seen_name);
  g_free (self->moved);
  g_free (self->sent_name);

  G_OBJECT_CLASS (apoyo_exception_form_parent_class)->finalize (object);
}

static void
apoyo_exception_form_class_init (ApoyoExceptionFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_exception_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = apoyo_exception_form_finalize;

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

  self->view = GTK_TEXT_VIEW (view);
  self->codes = gtk_text_view_get_buffer (self->view);
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

  self->count = GTK_LABEL (gtk_label_new (NULL));
  self->cancel = apoyo_dialog_button_new (_ ("_Cancel"), G_CALLBACK (cancel), self);
  self->store = apoyo_dialog_button_new (_ ("_Store"), G_CALLBACK (store), self);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "t-caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "num");
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_label_set_xalign (self->count, 0);
  gtk_widget_add_css_class (self->store, "suggested-action");
  gtk_widget_set_sensitive (self->store, FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), self->cancel);
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
  g_signal_connect_object (atlas, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
apoyo_exception_form_set (ApoyoExceptionForm *self, ApoyoExceptionList *list)
{
  g_return_if_fail (APOYO_IS_EXCEPTION_FORM (self));

  if (!self->acting) /* what is being stored is still wanted */
    fill (self, list);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

gboolean
apoyo_exception_form_is_begun (ApoyoExceptionForm *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (APOYO_IS_EXCEPTION_FORM (self), FALSE);
  text = dup_text (self);
  return g_strcmp0 (self->first_text, text) != 0 ||
         g_strcmp0 (self->first_name, gtk_editable_get_text (GTK_EDITABLE (self->name))) != 0 ||
         g_strcmp0 (self->first_acuerdo, gtk_editable_get_text (GTK_EDITABLE (self->acuerdo))) != 0;
}
