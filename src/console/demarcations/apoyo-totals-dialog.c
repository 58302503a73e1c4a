/* apoyo-totals-dialog.c: the totals that were published, to hold the sums against.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-dialog-button.h"
#include "apoyo-error-note.h"
#include "apoyo-format.h"
#include "apoyo-message.h"
#include "apoyo-place-words.h"
#include "apoyo-place.h"
#include "apoyo-text-column.h"
#include "apoyo-totals-dialog.h"

#define CHECK_MS 300

struct _ApoyoTotalsDialog {
  AdwWindow parent_instance;

  GtkEntry *code;
  GtkLabel *place_name;
  ApoyoErrorNote *code_note;
  GtkEntry *total;
  ApoyoErrorNote *total_note;
  GtkWidget *state;
  GtkWidget *withdraw;
  GtkStack *stack;
  GtkColumnView *table;

  ApoyoAtlas *atlas; /* (owned) */
  char *first_code;  /* (owned): what stood in the form before anybody typed */
  char *first_total; /* (owned) */
  guint asked;       /* place to fill the form with when what was typed is dropped */
  char *seen_code;   /* (owned) (nullable): the place that was looked at */
  gint64 seen;       /* its published total then; -1: none */
  gint64 stating;    /* what the act under way makes of it */
  char *moved;       /* (owned) (nullable): what somebody else made of it meanwhile */
  guint check_source;
  gboolean acting;
};

G_DEFINE_FINAL_TYPE (ApoyoTotalsDialog, apoyo_totals_dialog, ADW_TYPE_WINDOW)

/* --- the form --------------------------------------------------------------------------------- */

static guint
find_place (ApoyoTotalsDialog *self)
{
  g_autofree char *code =
      g_strstrip (g_ascii_strup (gtk_editable_get_text (GTK_EDITABLE (self->code)), -1));

  return apoyo_geography_find (apoyo_atlas_get_geography (self->atlas), code);
}

/* "98,329,591", with or without its commas and blanks; -1: it is no number. */
static gint64
read_total (ApoyoTotalsDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->total));
  g_autoptr (GString) digits = g_string_new (NULL);
  guint64 total = 0;

  for (const char *at = text; *at != '\0'; at++) {
    if (*at != ',' && *at != ' ')
      g_string_append_c (digits, *at);
  }
  if (digits->len == 0 ||
      !g_ascii_string_to_unsigned (digits->str, 10, 0, 999999999999, &total, NULL))
    return -1;
  return (gint64) total;
}

static void
check_total (ApoyoTotalsDialog *self)
{
  gboolean empty = *gtk_editable_get_text (GTK_EDITABLE (self->total)) == '\0';

  apoyo_error_note_set (self->total_note, !empty && read_total (self) < 0
                                              ? _ ("Write a number of electors")
                                              : self->moved);
}

/* From now on the total of this place is what the person has seen. */
static void
look (ApoyoTotalsDialog *self, guint place)
{
  ApoyoGeography *geography = apoyo_atlas_get_geography (self->atlas);
  g_autofree char *code = apoyo_geography_dup_code (geography, place);

  if (g_strcmp0 (code, self->seen_code) == 0)
    return;
  g_free (self->seen_code);
  self->seen_code = g_steal_pointer (&code);
  self->seen = apoyo_geography_get_published (geography, place);
  g_clear_pointer (&self->moved, g_free);
}

static void
check (ApoyoTotalsDialog *self)
{
  ApoyoGeography *geography = apoyo_atlas_get_geography (self->atlas);
  guint place = find_place (self);
  gboolean known = place != APOYO_PLACE_NONE &&
                   apoyo_geography_get_level (geography, place) != APOYO_LEVEL_SECTION;
  gboolean empty = *gtk_editable_get_text (GTK_EDITABLE (self->code)) == '\0';
  g_autofree char *name = known ? apoyo_place_words_title (geography, place) : NULL;

  if (known && !self->acting)
    look (self, place);
  /* What is on its way is what stands there; the cursor stays where it is. */
  gtk_editable_set_editable (GTK_EDITABLE (self->code), !self->acting);
  gtk_editable_set_editable (GTK_EDITABLE (self->total), !self->acting);
  gtk_label_set_text (self->place_name, name != NULL ? name : "");
  apoyo_error_note_set (self->code_note,
                        known || empty ? NULL
                                       : _ ("Write a code such as MX, 21, 21-F10 or 21-M140"));
  check_total (self);
  gtk_widget_set_sensitive (self->state, known && read_total (self) >= 0 && !self->acting);
  gtk_widget_set_sensitive (self->withdraw,
                            known && apoyo_geography_get_published (geography, place) >= 0 &&
                                !self->acting);
}

static gboolean
check_cb (gpointer user_data)
{
  ApoyoTotalsDialog *self = user_data;

  self->check_source = 0;
  check (self);
  return G_SOURCE_REMOVE;
}

static void
check_later (ApoyoTotalsDialog *self)
{
  g_clear_handle_id (&self->check_source, g_source_remove);
  self->check_source = g_timeout_add (CHECK_MS, check_cb, self);
}

static void
remember_form (ApoyoTotalsDialog *self)
{
  g_free (self->first_code);
  g_free (self->first_total);
  self->first_code = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->code)));
  self->first_total = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->total)));
}

static gboolean
is_typed (ApoyoTotalsDialog *self)
{
  return g_strcmp0 (self->first_code, gtk_editable_get_text (GTK_EDITABLE (self->code))) != 0 ||
         g_strcmp0 (self->first_total, gtk_editable_get_text (GTK_EDITABLE (self->total))) != 0;
}

static void
fill_form (ApoyoTotalsDialog *self, guint place)
{
  ApoyoGeography *geography = apoyo_atlas_get_geography (self->atlas);
  gint64 published = apoyo_geography_get_published (geography, place);
  g_autofree char *code = apoyo_geography_dup_code (geography, place);
  g_autofree char *total = published >= 0 ? apoyo_format_count (published) : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (self->code), code);
  gtk_editable_set_text (GTK_EDITABLE (self->total), total);
  remember_form (self);
  check (self);
}

/* --- acts ------------------------------------------------------------------------------------- */

static void
stated_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoTotalsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);

  self->acting = FALSE;
  if (self->atlas == NULL)
    return; /* closed meanwhile; the page reads it again by itself */
  check (self);
  if (rows == NULL) {
    apoyo_message_show_error (GTK_WIDGET (self), error);
    apoyo_atlas_load (self->atlas); /* whatever was in the way is shown */
    return;
  }
  self->seen = self->stating;
  g_clear_pointer (&self->moved, g_free);
  remember_form (self);
  apoyo_atlas_load (self->atlas);
}

/* total: -1 takes the stated one back */
static void
state_total (ApoyoTotalsDialog *self, gint64 total)
{
  ApoyoGeography *geography = apoyo_atlas_get_geography (self->atlas);
  guint place = find_place (self);
  g_autofree char *code = NULL;
  ApoyoParams *params;

  if (place == APOYO_PLACE_NONE || self->acting)
    return;
  code = apoyo_geography_dup_code (geography, place);
  params = apoyo_params_new ();
  apoyo_params_add_int (params,
                        apoyo_geography_version_get (apoyo_atlas_get_version (self->atlas))->id);
  apoyo_params_add_text (params, code);
  apoyo_params_add_int64 (params, self->seen);
  if (total >= 0)
    apoyo_params_add_int64 (params, total);
  else
    apoyo_params_add_null (params);
  self->acting = TRUE;
  self->stating = total;
  check (self);
  apoyo_connection_call_async (apoyo_atlas_get_connection (self->atlas), "state-published-total",
                               params, NULL, stated_cb, g_object_ref (self));
}

static void
on_state_cb (ApoyoTotalsDialog *self)
{
  check (self); /* the code may have been typed a moment ago */
  if (gtk_widget_get_sensitive (self->state))
    state_total (self, read_total (self));
}

static void
on_withdraw_cb (ApoyoTotalsDialog *self)
{
  check (self);
  if (gtk_widget_get_sensitive (self->withdraw))
    state_total (self, -1);
}

/* --- the table -------------------------------------------------------------------------------- */

static char *
get_code (gpointer item, gpointer user_data)
{
  return apoyo_geography_dup_code (apoyo_place_get_geography (item), apoyo_place_get_number (item));
}

static char *
get_name (gpointer item, gpointer user_data)
{
  return apoyo_place_words_title (apoyo_place_get_geography (item), apoyo_place_get_number (item));
}

static char *
get_sum (gpointer item, gpointer user_data)
{
  return apoyo_format_count (apoyo_geography_get_nominal_list (apoyo_place_get_geography (item),
                                                               apoyo_place_get_number (item)));
}

static char *
get_published (gpointer item, gpointer user_data)
{
  return apoyo_format_count (apoyo_geography_get_published (apoyo_place_get_geography (item),
                                                            apoyo_place_get_number (item)));
}

static char *
get_difference (gpointer item, gpointer user_data)
{
  ApoyoGeography *geography = apoyo_place_get_geography (item);
  guint place = apoyo_place_get_number (item);
  gint64 difference = apoyo_geography_get_nominal_list (geography, place) -
                      apoyo_geography_get_published (geography, place);

  return difference == 0 ? g_strdup (_ ("✓ meets it")) : apoyo_format_difference (difference);
}

static char *
format_total (gint64 total)
{
  return total >= 0 ? apoyo_format_count (total) : g_strdup ("—");
}

/* Somebody else may have stated it while this is being written: what was typed stays, and both
 * figures are told. */
static void
follow (ApoyoTotalsDialog *self)
{
  ApoyoGeography *geography = apoyo_atlas_get_geography (self->atlas);
  guint place = find_place (self);
  g_autofree char *code =
      place != APOYO_PLACE_NONE ? apoyo_geography_dup_code (geography, place) : NULL;
  g_autofree char *was = NULL;
  g_autofree char *is = NULL;
  gint64 published;

  if (self->acting || code == NULL || g_strcmp0 (code, self->seen_code) != 0)
    return;
  published = apoyo_geography_get_published (geography, place);
  if (published == self->seen)
    return;
  was = format_total (self->seen);
  is = format_total (published);
  self->seen = published;
  if (!is_typed (self)) {
    fill_form (self, place);
    return;
  }
  g_free (self->moved);
  /* Translators: two published totals of one place: before, and as somebody else has stated it */
  self->moved = g_strdup_printf (_ ("Somebody else changed it meanwhile: %s → %s. What you typed "
                                    "stays: state it again to put it in its place."),
                                 was, is);
}

static void
fill_table (ApoyoTotalsDialog *self)
{
  ApoyoGeography *geography = apoyo_atlas_get_geography (self->atlas);
  GArray *places;

  if (geography == NULL)
    return;
  follow (self);
  places = apoyo_geography_list_published (geography);
  gtk_stack_set_visible_child_name (self->stack, places->len > 0 ? "table" : "empty");
  gtk_column_view_set_model (self->table,
                             GTK_SELECTION_MODEL (gtk_single_selection_new (
                                 G_LIST_MODEL (apoyo_place_list_new (geography, places)))));
  check (self);
}

static void
fill_asked (gpointer user_data)
{
  ApoyoTotalsDialog *self = user_data;

  if (!self->acting)
    fill_form (self, self->asked);
}

static void
on_activate_cb (GtkColumnView *table, guint position, ApoyoTotalsDialog *self)
{
  g_autoptr (ApoyoPlace) place =
      g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (table)), position);

  if (place == NULL || self->acting)
    return;
  self->asked = apoyo_place_get_number (place);
  if (is_typed (self))
    apoyo_message_ask_discard (GTK_WIDGET (self), fill_asked, G_OBJECT (self));
  else
    fill_form (self, self->asked);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
close_anyway (gpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (user_data));
}

/* Nothing typed is lost by one wrong key. */
static gboolean
apoyo_totals_dialog_close_request (GtkWindow *window)
{
  ApoyoTotalsDialog *self = APOYO_TOTALS_DIALOG (window);

  if (!is_typed (self))
    return GTK_WINDOW_CLASS (apoyo_totals_dialog_parent_class)->close_request (window);
  apoyo_message_ask_discard (GTK_WIDGET (self), close_anyway, G_OBJECT (self));
  return GDK_EVENT_STOP;
}

static void
apoyo_totals_dialog_dispose (GObject *object)
{
  ApoyoTotalsDialog *self = APOYO_TOTALS_DIALOG (object);

  g_clear_handle_id (&self->check_source, g_source_remove);
  g_clear_object (&self->atlas);

  G_OBJECT_CLASS (apoyo_totals_dialog_parent_class)->dispose (object);
}

static void
apoyo_totals_dialog_finalize (GObject *object)
{
  g_free (APOYO_TOTALS_DIALOG (object)->first_code);
  g_free (APOYO_TOTALS_DIALOG (object)->first_total);
  g_free (APOYO_TOTALS_DIALOG (object)->seen_code);
  g_free (APOYO_TOTALS_DIALOG (object)->moved);

  G_OBJECT_CLASS (apoyo_totals_dialog_parent_class)->finalize (object);
}

static void
apoyo_totals_dialog_class_init (ApoyoTotalsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_totals_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = apoyo_totals_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = apoyo_totals_dialog_close_request;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
apoyo_totals_dialog_init (ApoyoTotalsDialog *self)
{
}

static GtkEntry *
attach_entry (ApoyoTotalsDialog *self,
              GtkGrid *grid,
              int column,
              const char *title,
              GtkWidget **note)
{
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "t-caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  *note = apoyo_error_note_new (entry);
  gtk_grid_attach (grid, label, column, 0, 1, 1);
  gtk_grid_attach (grid, entry, column, 1, 1, 1);
  gtk_grid_attach (grid, *note, column, 3, 1, 1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (check_later), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_state_cb), self);
  return GTK_ENTRY (entry);
}

static GtkWidget *
make_form (ApoyoTotalsDialog *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *code_note, *total_note;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  self->code = attach_entry (self, GTK_GRID (grid), 0, _ ("Code"), &code_note);
  self->total = attach_entry (self, GTK_GRID (grid), 1, _ ("Published total"), &total_note);
  self->code_note = APOYO_ERROR_NOTE (code_note);
  self->total_note = APOYO_ERROR_NOTE (total_note);
  self->place_name = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->place_name, 0);
  gtk_label_set_ellipsize (self->place_name, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->place_name), "t-caption");
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->place_name), 0, 2, 1, 1);
  self->state = apoyo_dialog_button_new (_ ("_State"), G_CALLBACK (on_state_cb), self);
  self->withdraw = apoyo_dialog_button_new (_ ("_Take back"), G_CALLBACK (on_withdraw_cb), self);
  gtk_widget_add_css_class (self->state, "suggested-action");
  gtk_widget_set_tooltip_text (self->withdraw, _ ("This total was not published after all"));
  gtk_grid_attach (GTK_GRID (grid), self->withdraw, 2, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), self->state, 3, 1, 1, 1);
  return grid;
}

static GtkWidget *
make_table (ApoyoTotalsDialog *self)
{
  GtkWidget *scrolled = apoyo_text_table_new (&self->table, _ ("Published totals"));
  GtkWidget *empty = gtk_label_new (_ ("No total has been stated yet"));

  apoyo_text_column_append (self->table, _ ("Code"), APOYO_TEXT_STRONG, 90, get_code, self);
  apoyo_text_column_append (self->table, _ ("Name"), APOYO_TEXT_PLAIN, 0, get_name, self);
  apoyo_text_column_append (self->table, _ ("Sum"), APOYO_TEXT_FIGURE, 110, get_sum, self);
  apoyo_text_column_append (self->table, _ ("Published total"), APOYO_TEXT_FIGURE, 120,
                            get_published, self);
  apoyo_text_column_append (self->table, _ ("Difference"), APOYO_TEXT_FIGURE, 110, get_difference,
                            self);
  g_signal_connect (self->table, "activate", G_CALLBACK (on_activate_cb), self);
  gtk_widget_add_css_class (empty, "dimmed");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, scrolled, "table");
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  return GTK_WIDGET (self->stack);
}

GtkWidget *
apoyo_totals_dialog_new (GtkWindow *parent, ApoyoAtlas *atlas, guint place, gboolean may_state)
{
  ApoyoTotalsDialog *self = g_object_new (APOYO_TYPE_TOTALS_DIALOG, "transient-for", parent,
                                          "modal", TRUE, "default-width", 700, "default-height",
                                          520, "title", _ ("Published totals"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *form;
  ApoyoGeography *geography = apoyo_atlas_get_geography (atlas);

  self->atlas = g_object_ref (atlas);
  form = make_form (self);
  gtk_widget_set_visible (form, may_state);
  gtk_box_append (GTK_BOX (content), form);
  gtk_box_append (GTK_BOX (content), make_table (self));
  g_object_set (content, "margin-bottom", 14, "margin-start", 16, "margin-end", 16, NULL);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (atlas, "changed", G_CALLBACK (fill_table), self, G_CONNECT_SWAPPED);
  if (place == APOYO_PLACE_NONE ||
      apoyo_geography_get_level (geography, place) == APOYO_LEVEL_SECTION)
    place = apoyo_geography_find (geography, APOYO_DEMARCATION_COUNTRY);
  if (place != APOYO_PLACE_NONE)
    fill_form (self, place);
  remember_form (self);
  fill_table (self);
  return GTK_WIDGET (self);
}
