/* apoyo-import-file-page.c: an import's first step: which file, and what the file does not say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-error-note.h"
#include "apoyo-format.h"
#include "apoyo-import-file-page.h"

/* What is typed is looked at when the hand rests. */
#define REST_MS 300

struct _ApoyoImportFilePage {
  AdwBin parent_instance;

  GtkWidget *zone;
  GtkLabel *advice;
  GtkWidget *choose;
  GtkWidget *path;
  GtkWidget *options;
  GtkWidget *name;
  GtkWidget *total;
  GtkWidget *cutoff;
  ApoyoErrorNote *wrong_option;
  ApoyoErrorNote *wrong_file;
  GtkLabel *found;

  ApoyoImportKind kind;
  GFile *file;                   /* (owned) (nullable): told of last */
  guint rest;                    /* source */
  GtkFileChooserNative *chooser; /* (owned) (nullable) */
  char *told_cutoff;             /* (owned) (nullable): YYYY-MM-DD */
  char *file_cutoff;             /* (owned) (nullable): what the file tells */
  gint64 told_total;
  gboolean complete;
};

enum { SIGNAL_CHOSEN, SIGNAL_EDITED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoImportFilePage, apoyo_import_file_page, ADW_TYPE_BIN)

static const char *
get_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

/* force: also when it is the one that is shown already: it may have changed. */
static void
tell (ApoyoImportFilePage *self, GFile *file, gboolean force)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  if (!force && self->file != NULL && g_file_equal (self->file, file))
    return;
  g_set_object (&self->file, file);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, file);
}

static void
choose (ApoyoImportFilePage *self, GFile *file)
{
  g_autofree char *path = g_file_get_parse_name (file);

  gtk_editable_set_text (GTK_EDITABLE (self->path), path);
  tell (self, file, TRUE);
}

/* NULL while nothing is typed. */
static GFile *
read_path (ApoyoImportFilePage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (self->path)));

  return *text != '\0' ? g_file_parse_name (text) : NULL;
}

static void
on_path_cb (ApoyoImportFilePage *self)
{
  g_autoptr (GFile) file = read_path (self);

  if (file != NULL)
    tell (self, file, TRUE);
}

static gboolean
rest_cb (gpointer user_data)
{
  ApoyoImportFilePage *self = user_data;
  g_autoptr (GFile) file = read_path (self);

  self->rest = 0;
  if (file != NULL)
    tell (self, file, FALSE);
  return G_SOURCE_REMOVE;
}

static void
on_path_edited_cb (ApoyoImportFilePage *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST_MS, rest_cb, self);
}

static void
on_response_cb (GtkNativeDialog *dialog, int response, ApoyoImportFilePage *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;

  if (file != NULL)
    choose (self, file);
  g_clear_object (&self->chooser);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  if (suffixes[0] == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
on_choose_cb (ApoyoImportFilePage *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (
      _ ("Choose a File"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  add_filter (GTK_FILE_CHOOSER (self->chooser), _ ("Tables (CSV, TXT, TSV)"),
              (const char *const[]){ "csv", "txt", "tsv", "tab", "psv", NULL });
  add_filter (GTK_FILE_CHOOSER (self->chooser), _ ("All files"), (const char *const[]){ NULL });
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_response_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  GFile *file = g_value_get_object (value);

  if (file != NULL)
    choose (user_data, file);
  return file != NULL;
}

/* "15/10/2021" or "2021-10-15" → the latter; NULL for no date. */
static char *
read_date (const char *text)
{
  char *day = apoyo_parse_day (text);

  if (day != NULL && g_ascii_strtoll (day, NULL, 10) < 1990)
    g_clear_pointer (&day, g_free);
  return day;
}

/* "98,367,539" → 98367539; −1 for no number. */
static gint64
read_total (const char *text)
{
  gint64 total = 0;

  for (; *text != '\0'; text++) {
    if (g_ascii_isdigit (*text))
      total = MIN (total * 10 + (*text - '0'), G_GINT64_CONSTANT (1000000000000));
    else if (*text != ',' && *text != ' ')
      return -1;
  }
  return total;
}

/* A sentence when what is typed is wrong. */
static const char *
read_options (ApoyoImportFilePage *self, GtkWidget **field)
{
  g_autofree char *cutoff = g_strstrip (g_strdup (get_text (self->cutoff)));

  g_clear_pointer (&self->told_cutoff, g_free);
  self->told_total = 0;
  if (self->kind == APOYO_IMPORT_GEOGRAPHY) {
    self->told_total = read_total (get_text (self->total));
    *field = self->total;
    return self->told_total < 0 ? _ ("Write a number of electors, such as 98,367,539") : NULL;
  }
  if (self->kind != APOYO_IMPORT_NOMINAL_LIST)
    return NULL;
  *field = self->cutoff;
  if (*cutoff == '\0')
    return self->file_cutoff == NULL ? _ ("The file does not tell its cut-off date: write it")
                                     : NULL;
  self->told_cutoff = read_date (cutoff);
  return self->told_cutoff == NULL ? _ ("Write a date, such as 15/10/2021") : NULL;
}

static void
check_options (ApoyoImportFilePage *self)
{
  GtkWidget *field = NULL;
  const char *wrong = read_options (self, &field);

  self->complete = wrong == NULL;
  apoyo_error_note_set_field (self->wrong_option, field);
  apoyo_error_note_set (self->wrong_option, wrong);
}

static void
on_edited_cb (ApoyoImportFilePage *self)
{
  check_options (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
apoyo_import_file_page_dispose (GObject *object)
{
  ApoyoImportFilePage *self = APOYO_IMPORT_FILE_PAGE (object);

  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_object (&self->chooser);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (apoyo_import_file_page_parent_class)->dispose (object);
}

static void
apoyo_import_file_page_finalize (GObject *object)
{
  ApoyoImportFilePage *self = APOYO_IMPORT_FILE_PAGE (object);

  g_free (self->told_cutoff);
  g_free (self->file_cutoff);

  G_OBJECT_CLASS (apoyo_import_file_page_parent_class)->finalize (object);
}

static void
apoyo_import_file_page_class_init (ApoyoImportFilePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = apoyo_import_file_page_dispose;
  object_class->finalize = apoyo_import_file_page_finalize;

  g_type_ensure (APOYO_TYPE_ERROR_NOTE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/mx/ine/ApoyoCiudadano/ui/apoyo-import-file-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportFilePage, zone);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportFilePage, advice);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportFilePage, choose);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportFilePage, path);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportFilePage, options);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportFilePage, name);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportFilePage, total);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportFilePage, cutoff);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportFilePage, wrong_option);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportFilePage, wrong_file);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportFilePage, found);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_path_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_path_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_edited_cb);

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[SIGNAL_EDITED] =
      g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
apoyo_import_file_page_init (ApoyoImportFilePage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static const char *
get_advice (ApoyoImportKind kind)
{
  switch (kind) {
  case APOYO_IMPORT_NOMINAL_LIST:
    return _ ("One row a section: entity, section and Nominal List. Columns may have any order.");
  case APOYO_IMPORT_PROMOVENTES:
    return _ ("One row a promovente: name and scope; number and folio are given when they lack. "
              "Columns ABRE and CIERRA give it a window of its own (15/10/2021 18:00).");
  case APOYO_IMPORT_AUXILIARIES:
    return _ ("One row an auxiliary: number or folio of the promovente, and clave de elector.");
  case APOYO_IMPORT_GEOGRAPHY:
  default:
    return _ ("One row a section: entity, districts, municipality, section and Nominal List. "
              "Columns may have any order.");
  }
}

GtkWidget *
apoyo_import_file_page_new (ApoyoImportKind kind)
{
  ApoyoImportFilePage *self = g_object_new (APOYO_TYPE_IMPORT_FILE_PAGE, NULL);

  self->kind = kind;
  gtk_label_set_text (self->advice, get_advice (kind));
  gtk_widget_set_visible (self->options, kind < APOYO_IMPORT_PROMOVENTES);
  gtk_widget_set_visible (self->name, kind == APOYO_IMPORT_GEOGRAPHY);
  gtk_widget_set_visible (self->total, kind == APOYO_IMPORT_GEOGRAPHY);
  gtk_widget_set_visible (self->cutoff, kind == APOYO_IMPORT_NOMINAL_LIST);
  return GTK_WIDGET (self);
}

void
apoyo_import_file_page_set_file (ApoyoImportFilePage *self, GFile *file)
{
  g_return_if_fail (APOYO_IS_IMPORT_FILE_PAGE (self) && G_IS_FILE (file));
  choose (self, file);
}

static char *
describe (const ApoyoImportLook *look)
{
  g_autofree char *rows = apoyo_format_count ((gint64) look->n_rows);

  if (look->trouble == NULL)
    return g_strdup_printf (ngettext ("%s row, and every column is known.",
                                      "%s rows, and every column is known.", look->n_rows),
                            rows);
  return g_strdup_printf (ngettext ("%s row. The columns are to be told in the next step.",
                                    "%s rows. The columns are to be told in the next step.",
                                    look->n_rows),
                          rows);
}

void
apoyo_import_file_page_set_look (ApoyoImportFilePage *self,
                                 const ApoyoImportLook *look,
                                 const GError *error)
{
  g_autofree char *text = look != NULL ? describe (look) : NULL;

  g_return_if_fail (APOYO_IS_IMPORT_FILE_PAGE (self));

  g_clear_pointer (&self->file_cutoff, g_free);
  if (look != NULL && look->cutoff != NULL && *look->cutoff != '\0')
    self->file_cutoff = g_strdup (look->cutoff);
  gtk_label_set_text (self->found, text != NULL ? text : "");
  apoyo_error_note_set_field (self->wrong_file, self->path);
  apoyo_error_note_set_error (self->wrong_file, error);
  check_options (self);
  if (look == NULL)
    apoyo_error_note_set (self->wrong_option, NULL);
}

gboolean
apoyo_import_file_page_is_complete (ApoyoImportFilePage *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT_FILE_PAGE (self), FALSE);
  return self->complete;
}

const char *
apoyo_import_file_page_get_name (ApoyoImportFilePage *self)
{
  const char *name;

  g_return_val_if_fail (APOYO_IS_IMPORT_FILE_PAGE (self), NULL);

  name = get_text (self->name);
  return name[strspn (name, " ")] != '\0' ? name : NULL;
}

const char *
apoyo_import_file_page_get_cutoff (ApoyoImportFilePage *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT_FILE_PAGE (self), NULL);
  return self->told_cutoff;
}

gint64
apoyo_import_file_page_get_total (ApoyoImportFilePage *self)
{
  g_return_val_if_fail (APOYO_IS_IMPORT_FILE_PAGE (self), 0);
  return MAX (self->told_total, 0);
}

void
apoyo_import_file_page_focus (ApoyoImportFilePage *self)
{
  g_return_if_fail (APOYO_IS_IMPORT_FILE_PAGE (self));
  gtk_widget_grab_focus (self->path);
}
