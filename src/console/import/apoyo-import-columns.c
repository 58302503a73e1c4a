/* apoyo-import-columns.c: an import's second step: what each column of the file is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-error-note.h"
#include "apoyo-import-columns.h"
#include "apoyo-import-words.h"

#define SAMPLES 4
#define SAMPLE_LENGTH 24

struct _ApoyoImportColumns {
  AdwBin parent_instance;

  ApoyoImportKind kind;
  GtkWidget *body;
  AdwPreferencesGroup *group; /* (nullable): made anew for each file */
  ApoyoErrorNote *note;
  GPtrArray *names; /* (owned) (element-type utf8): of the columns */
  GPtrArray *rows;  /* (owned) (element-type AdwComboRow): beside them */
  gboolean complete;
};

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoImportColumns, apoyo_import_columns, ADW_TYPE_BIN)

static const char *const *
get_fields (ApoyoImportColumns *self)
{
  return apoyo_sheet_kind_get_fields (apoyo_import_kind_get_sheet (self->kind));
}

/* The place of a field in the lists; 0 is "not imported". */
static guint
find_field (ApoyoImportColumns *self, const char *field)
{
  const char *const *fields = get_fields (self);

  for (guint i = 0; field != NULL && fields[i] != NULL; i++) {
    if (g_str_equal (fields[i], field))
      return i + 1;
  }
  return 0;
}

static void
add_name (GString *list, const char *name)
{
  g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", name);
}

/* What is missing and what is told twice, as a sentence; NULL when nothing is. */
static char *
find_trouble (ApoyoImportColumns *self)
{
  const char *const *fields = get_fields (self);
  ApoyoSheetKind sheet = apoyo_import_kind_get_sheet (self->kind);
  g_autoptr (GString) missing = g_string_new (NULL);
  g_autoptr (GString) twice = g_string_new (NULL);

  for (guint i = 0; fields[i] != NULL; i++) {
    guint n = 0;

    for (guint j = 0; j < self->rows->len; j++)
      n += adw_combo_row_get_selected (g_ptr_array_index (self->rows, j)) == i + 1;
    if (n == 0 && apoyo_sheet_kind_needs_field (sheet, fields[i]))
      add_name (missing, apoyo_import_words_field (fields[i]));
    else if (n > 1)
      add_name (twice, apoyo_import_words_field (fields[i]));
  }
  if (missing->len > 0)
    return g_strdup_printf (_ ("No column is this yet: %s"), missing->str);
  if (twice->len > 0)
    return g_strdup_printf (_ ("Two columns are the same: %s"), twice->str);
  return NULL;
}

static void
check (ApoyoImportColumns *self)
{
  g_autofree char *trouble = find_trouble (self);

  self->complete = trouble == NULL;
  apoyo_error_note_set (self->note, trouble);
}

static void
on_selected_cb (AdwComboRow *row, GParamSpec *pspec, ApoyoImportColumns *self)
{
  check (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GListModel *
make_choices (ApoyoImportColumns *self)
{
  GtkStringList *choices = gtk_string_list_new (NULL);
  const char *const *fields = get_fields (self);

  gtk_string_list_append (choices, _ ("Not imported"));
  for (guint i = 0; fields[i] != NULL; i++)
    gtk_string_list_append (choices, apoyo_import_words_field (fields[i]));
  return G_LIST_MODEL (choices);
}

static void
add_sample (GString *samples, const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  g_autofree char *start = g_utf8_substring (text, 0, MIN (length, SAMPLE_LENGTH));

  g_string_append_printf (samples, "%s%s%s", samples->len > 0 ? " · " : "", start,
                          length > SAMPLE_LENGTH ? "…" : "");
}

/* Different values, for whoever has to guess what they are. */
static char *
dup_samples (const ApoyoImportLook *look, guint column)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) samples = g_string_new (NULL);

  for (guint i = 0; i < look->rows->len && g_hash_table_size (seen) < SAMPLES; i++) {
    GStrv row = g_ptr_array_index (look->rows, i);

    if (*row[column] != '\0' && g_hash_table_add (seen, row[column]))
      add_sample (samples, row[column]);
  }
  return samples->len > 0 ? g_markup_escape_text (samples->str, -1) : g_strdup (_ ("Empty"));
}

static GtkWidget *
make_row (ApoyoImportColumns *self, const ApoyoImportLook *look, guint column, GListModel *choices)
{
  const ApoyoImportColumn *info = g_ptr_array_index (look->columns, column);
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *title = g_markup_escape_text (info->name, -1);
  g_autofree char *samples = dup_samples (look, column);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), samples);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), choices);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_field (self, info->field));
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_selected_cb), self);
  return row;
}

static void
apoyo_import_columns_finalize (GObject *object)
{
  ApoyoImportColumns *self = APOYO_IMPORT_COLUMNS (object);

  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (apoyo_import_columns_parent_class)->finalize (object);
}

static void
apoyo_import_columns_class_init (ApoyoImportColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_import_columns_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APOYO_TYPE_IMPORT_COLUMNS, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
apoyo_import_columns_init (ApoyoImportColumns *self)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new ();
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->note = APOYO_ERROR_NOTE (apoyo_error_note_new (NULL));
  gtk_widget_set_margin_top (self->body, 14);
  gtk_widget_set_margin_bottom (self->body, 14);
  gtk_widget_set_margin_start (self->body, 16);
  gtk_widget_set_margin_end (self->body, 16);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->body);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->note), 16);
  gtk_widget_set_margin_end (GTK_WIDGET (self->note), 16);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->note), 12);
  gtk_box_append (GTK_BOX (outer), scroller);
  gtk_box_append (GTK_BOX (outer), GTK_WIDGET (self->note));
  adw_bin_set_child (ADW_BIN (self), outer);
}

GtkWidget *
apoyo_import_columns_new (ApoyoImportKind kind)
{
  ApoyoImportColumns *self = g_object_new (APOYO_TYPE_IMPORT_COLUMNS, NULL);

  self->kind = kind;
  return GTK_WIDGET (self);
}

void
apoyo_import_columns_set (ApoyoImportColumns *self, const ApoyoImportLook *look)
{
  g_autoptr (GListModel) choices = NULL;

  g_return_if_fail (APOYO_IS_IMPORT_COLUMNS (self) && look != NULL);

  if (self->group != NULL)
    gtk_box_remove (GTK_BOX (self->body), GTK_WIDGET (self->group));
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("What each column is"));
  adw_preferences_group_set_description (self->group,
                                         _ ("Below each name stand some values of the file."));
  g_ptr_array_set_size (self->names, 0);
  g_ptr_array_set_size (self->rows, 0);
  choices = make_choices (self);
  for (guint i = 0; i < look->columns->len; i++) {
    const ApoyoImportColumn *column = g_ptr_array_index (look->columns, i);
    GtkWidget *row;

    if (*column->name == '\0')
      continue;
    row = make_row (self, look, i, choices);
    g_ptr_array_add (self->names, g_strdup (column->name));
    g_ptr_array_add (self->rows, row);
    adw_preferences_group_add (self->group, row);
  }
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->group));
  check (self);
}

gboolean
apoyo_import_columns_is_complete (ApoyoImportColumns *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT_COLUMNS (self), FALSE);
  return self->complete;
}

char **
apoyo_import_columns_dup_mappings (ApoyoImportColumns *self)
{
  const char *const *fields;
  char **mappings;

  g_return_val_if_fail (APOYO_IS_IMPORT_COLUMNS (self), NULL);

  fields = get_fields (self);
  mappings = g_new0 (char *, self->rows->len + 1);
  for (guint i = 0; i < self->rows->len; i++) {
    guint selected = adw_combo_row_get_selected (g_ptr_array_index (self->rows, i));

    mappings[i] = g_strdup_printf ("%s=%s", (char *) g_ptr_array_index (self->names, i),
                                   selected > 0 ? fields[selected - 1] : "-");
  }
  return mappings;
}
