/* apoyo-import-review.c: an import's third step: how far it is, and what is wrong in the file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-filter-entry.h"
#include "apoyo-format.h"
#include "apoyo-import-list.h"
#include "apoyo-import-review.h"
#include "apoyo-import-words.h"
#include "apoyo-save.h"

typedef enum {
  COUNT_ADDED,
  COUNT_REMOVED,
  COUNT_MOVED,
  COUNT_ERRORS,
  COUNT_WARNINGS,
  N_COUNTS,
} Count;

struct _ApoyoImportReview {
  AdwBin parent_instance;

  GtkLabel *phase;
  GtkLabel *rows;
  GtkLabel *percent;
  GtkProgressBar *bar;
  GtkLabel *time;
  GtkBox *counts;
  GtkToggleButton *show_errors;
  GtkToggleButton *show_warnings;
  GtkToggleButton *show_all;
  GtkBox *filters;
  ApoyoFilterEntry *words;
  GtkWidget *export;
  GtkStack *stack;
  ApoyoImportList *list;
  GtkLabel *empty;
  GtkWidget *note;
  GtkImage *note_icon;
  GtkLabel *note_text;

  ApoyoImportKind kind;
  ApoyoImport *import; /* (owned) (nullable) */
  GtkLabel *figures[N_COUNTS];
  GtkLabel *names[N_COUNTS];
  ApoyoImportPhase seen; /* when it was last told of */
};

G_DEFINE_FINAL_TYPE (ApoyoImportReview, apoyo_import_review, ADW_TYPE_BIN)

static void
show_list_or_words (ApoyoImportReview *self)
{
  gboolean any = g_list_model_get_n_items (apoyo_import_list_get_shown (self->list)) > 0;
  ApoyoImportPhase phase =
      self->import != NULL ? apoyo_import_get_phase (self->import) : APOYO_IMPORT_IDLE;
  g_autofree char *none = apoyo_filter_entry_dup_none (self->words);
  const char *words =
      phase < APOYO_IMPORT_CHECKED                 ? _ ("Errors and warnings appear here.")
      : !apoyo_filter_entry_is_empty (self->words) ? none
      : apoyo_import_get_n_errors (self->import) + apoyo_import_get_n_warnings (self->import) > 0
          ? _ ("None of these.")
          : _ ("Every row is good.");

  gtk_label_set_text (self->empty, words);
  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "empty");
}

static void
on_filter_cb (ApoyoImportReview *self)
{
  if (self->list == NULL) /* being made */
    return;
  apoyo_import_list_set_filter (
      self->list, gtk_toggle_button_get_active (self->show_errors)     ? APOYO_IMPORT_LIST_ERRORS
                  : gtk_toggle_button_get_active (self->show_warnings) ? APOYO_IMPORT_LIST_WARNINGS
                                                                       : APOYO_IMPORT_LIST_ALL);
  show_list_or_words (self);
}

static void
on_words_cb (ApoyoImportReview *self)
{
  apoyo_import_list_set_words (self->list, self->words);
  show_list_or_words (self);
}

/* Ctrl+F is the dialog's, once it is in one. */
static void
on_root_cb (ApoyoImportReview *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    apoyo_filter_entry_take_shortcut (self->words, GTK_WIDGET (root));
}

static void
add_words (ApoyoImportReview *self)
{
  GtkWidget *words = apoyo_filter_entry_new (_ ("Line, field or reason"), _ ("Search problems"));

  self->words = APOYO_FILTER_ENTRY (words);
  gtk_widget_set_hexpand (words, TRUE);
  g_signal_connect_object (words, "changed", G_CALLBACK (on_words_cb), self, G_CONNECT_SWAPPED);
  gtk_box_insert_child_after (self->filters, words,
                              gtk_widget_get_first_child (GTK_WIDGET (self->filters)));
  g_signal_connect (self, "notify::root", G_CALLBACK (on_root_cb), NULL);
}

/* --- what it comes to ------------------------------------------------------------------------- */

static void
add_count (ApoyoImportReview *self, Count count)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *figure = gtk_label_new ("—");
  GtkWidget *name = gtk_label_new (NULL);

  self->figures[count] = GTK_LABEL (figure);
  self->names[count] = GTK_LABEL (name);
  gtk_label_set_xalign (GTK_LABEL (figure), 0);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (figure, "t-figure");
  gtk_widget_add_css_class (figure, "fig-s");
  gtk_widget_add_css_class (name, "t-caption");
  gtk_widget_add_css_class (name, "dimmed");
  gtk_box_append (GTK_BOX (box), figure);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (self->counts, box);
}

/* The name goes with the figure for a screen reader too. text: (transfer full) */
static void
set_count (ApoyoImportReview *self, Count count, char *text, const char *name, const char *class)
{
  g_autofree char *words = g_strdup_printf ("%s %s", text, name);

  gtk_label_set_text (self->figures[count], text);
  gtk_label_set_text (self->names[count], name);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->figures[count])), *name != '\0');
  gtk_widget_set_css_classes (GTK_WIDGET (self->figures[count]),
                              (const char *[]){ "t-figure", "fig-s", class, NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->figures[count]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_free (text);
}

static char *
dup_signed (gint64 number, gboolean known)
{
  return known ? apoyo_format_difference (number) : g_strdup ("—");
}

static void
show_changes (ApoyoImportReview *self, gboolean known)
{
  const ApoyoImportOutcome *outcome = apoyo_import_get_outcome (self->import);
  gboolean geography = self->kind == APOYO_IMPORT_GEOGRAPHY;
  gint64 moved = outcome->moved_district + outcome->moved_municipality;

  /* The same section may change both: the tooltip tells them apart. */
  g_autofree char *districts = apoyo_format_count (outcome->moved_district);
  g_autofree char *municipalities = apoyo_format_count (outcome->moved_municipality);
  g_autofree char *tip =
      g_strdup_printf (_ ("District: %s · municipality: %s"), districts, municipalities);

  if (geography) {
    set_count (self, COUNT_ADDED, dup_signed (outcome->added, known), _ ("new sections"), NULL);
    set_count (self, COUNT_REMOVED, dup_signed (-outcome->removed, known), _ ("removed"), NULL);
    set_count (self, COUNT_MOVED, known ? apoyo_format_count (moved) : g_strdup ("—"),
               _ ("change place"), NULL);
    gtk_widget_set_tooltip_text (gtk_widget_get_parent (GTK_WIDGET (self->figures[COUNT_MOVED])),
                                 tip);
    return;
  }
  known = known && apoyo_import_get_n_errors (self->import) == 0;
  set_count (self, COUNT_ADDED, known ? apoyo_format_count (outcome->added) : g_strdup ("—"),
             self->kind == APOYO_IMPORT_NOMINAL_LIST  ? _ ("sections")
             : self->kind == APOYO_IMPORT_AUXILIARIES ? _ ("auxiliaries")
                                                      : _ ("promoventes"),
             NULL);
  set_count (self, COUNT_REMOVED, known ? apoyo_format_count (outcome->electors) : g_strdup ("—"),
             self->kind == APOYO_IMPORT_NOMINAL_LIST ? _ ("electors") : "", NULL);
  set_count (self, COUNT_MOVED, g_strdup (""), "", NULL);
}

/* How many lines have one: several may be wrong in one line. They come errors first, by line. */
static guint
count_lines (ApoyoImportReview *self, ApoyoImportSeverity severity)
{
  GListModel *problems = apoyo_import_get_problems (self->import);
  guint64 before = 0;
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++) {
    g_autoptr (ApoyoImportProblem) problem = g_list_model_get_item (problems, i);
    guint64 line = apoyo_import_problem_get_line (problem);

    if (apoyo_import_problem_get_severity (problem) == severity && line != before) {
      before = line;
      n++;
    }
  }
  return n;
}

/* Errors are no sections, which stand beside them. (transfer full) */
static char *
dup_problem_name (ApoyoImportReview *self, ApoyoImportSeverity severity, guint n, gboolean known)
{
  gboolean errors = severity == APOYO_IMPORT_ERROR;
  guint n_lines = known && n > 0 ? count_lines (self, severity) : 0;
  const char *what = errors   ? n == 1 ? C_ ("found", "error") : C_ ("found", "errors")
                       : n == 1 ? C_ ("found", "warning")
                              : C_ ("found", "warnings");
  g_autofree char *lines = apoyo_format_count (n_lines);

  if (n_lines == 0)
    return g_strdup (what);
  /* Translators: "errors in 5 lines" */
  return g_strdup_printf (ngettext ("%s in %s line", "%s in %s lines", n_lines), what, lines);
}

static void
show_problems (ApoyoImportReview *self, gboolean known)
{
  guint n_errors = apoyo_import_get_n_errors (self->import);
  guint n_warnings = apoyo_import_get_n_warnings (self->import);
  g_autofree char *errors = apoyo_format_count (n_errors);
  g_autofree char *warnings = apoyo_format_count (n_warnings);
  g_autofree char *errors_label = g_strdup_printf (_ ("Errors %s"), errors);
  g_autofree char *warnings_label = g_strdup_printf (_ ("Warnings %s"), warnings);
  g_autofree char *errors_name = dup_problem_name (self, APOYO_IMPORT_ERROR, n_errors, known);
  g_autofree char *warnings_name = dup_problem_name (self, APOYO_IMPORT_WARNING, n_warnings, known);

  set_count (self, COUNT_ERRORS, g_strdup (known ? errors : "—"), errors_name,
             known && n_errors > 0 ? "c-err" : NULL);
  set_count (self, COUNT_WARNINGS, g_strdup (known ? warnings : "—"), warnings_name,
             known && n_warnings > 0 ? "c-warn" : NULL);
  gtk_button_set_label (GTK_BUTTON (self->show_errors), errors_label);
  gtk_button_set_label (GTK_BUTTON (self->show_warnings), warnings_label);
  gtk_widget_set_sensitive (self->export, n_errors + n_warnings > 0);
}

static void
show_progress (ApoyoImportReview *self)
{
  ApoyoImportPhase phase = apoyo_import_get_phase (self->import);
  double fraction = apoyo_import_get_fraction (self->import);
  guint64 n_rows = apoyo_import_get_n_rows (self->import);
  g_autofree char *done = apoyo_format_count ((gint64) apoyo_import_get_n_done (self->import));
  g_autofree char *rows = apoyo_format_count ((gint64) n_rows);
  g_autofree char *of = n_rows > 0 ? g_strdup_printf (_ ("%s of %s"), done, rows)
                                   : g_strdup_printf (_ ("%s rows"), done);
  g_autofree char *percent = g_strdup_printf ("%d" APOYO_NBSP "%%", (int) (fraction * 100));
  g_autofree char *time = apoyo_import_words_dup_time (self->import);

  gtk_label_set_text (self->phase, apoyo_import_words_phase (self->kind, phase));
  gtk_label_set_text (self->rows, of);
  gtk_label_set_text (self->percent, percent);
  gtk_label_set_text (self->time, time);
  gtk_progress_bar_set_fraction (self->bar, fraction);
}

static void
on_progress_cb (ApoyoImport *import, ApoyoImportReview *self)
{
  ApoyoImportPhase phase = apoyo_import_get_phase (import);
  gboolean known = phase >= APOYO_IMPORT_CHECKED;

  /* What is found later stands above: the list would stay with what was seen first. */
  if (phase != self->seen && known)
    apoyo_import_list_show_top (self->list);
  self->seen = phase;
  show_progress (self);
  show_changes (self, known);
  show_problems (self, known);
  show_list_or_words (self);
}

/* --- export ----------------------------------------------------------------------------------- */

static char *
suggest_name (ApoyoImportReview *self)
{
  g_autofree char *base = g_file_get_basename (apoyo_import_get_file (self->import));
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';
  return g_strdup_printf (_ ("%s-problems.csv"), base);
}

static void
on_export_cb (ApoyoImportReview *self)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (self->import == NULL)
    return;
  name = suggest_name (self);
  text = apoyo_import_problem_list_to_csv (apoyo_import_list_get_shown (self->list));
  apoyo_save_text (GTK_WIDGET (self), name, g_string_new (text));
}

/* --- the widget ------------------------------------------------------------------------------- */

static void
apoyo_import_review_dispose (GObject *object)
{
  ApoyoImportReview *self = APOYO_IMPORT_REVIEW (object);

  if (self->import != NULL)
    g_signal_handlers_disconnect_by_data (self->import, self);
  g_clear_object (&self->import);

  G_OBJECT_CLASS (apoyo_import_review_parent_class)->dispose (object);
}

static void
apoyo_import_review_class_init (ApoyoImportReviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_import_review_dispose;

  g_type_ensure (APOYO_TYPE_IMPORT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-import-review.ui");
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, phase);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, rows);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, percent);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, bar);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, time);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, counts);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, show_errors);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, show_warnings);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, show_all);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, filters);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, export);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, stack);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, list);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, empty);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, note);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, note_icon);
  gtk_widget_class_bind_template_child (widget_class, ApoyoImportReview, note_text);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_export_cb);
}

static void
apoyo_import_review_init (ApoyoImportReview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (Count i = 0; i < N_COUNTS; i++)
    add_count (self, i);
  add_words (self);
}

GtkWidget *
apoyo_import_review_new (ApoyoImportKind kind)
{
  ApoyoImportReview *self = g_object_new (APOYO_TYPE_IMPORT_REVIEW, NULL);

  self->kind = kind;
  return GTK_WIDGET (self);
}

void
apoyo_import_review_set_import (ApoyoImportReview *self, ApoyoImport *import)
{
  g_return_if_fail (APOYO_IS_IMPORT_REVIEW (self));

  if (self->import != NULL)
    g_signal_handlers_disconnect_by_data (self->import, self);
  g_set_object (&self->import, import);
  apoyo_import_list_set_problems (self->list,
                                  import != NULL ? apoyo_import_get_problems (import) : NULL);
  gtk_toggle_button_set_active (self->show_all, TRUE);
  apoyo_filter_entry_clear (self->words);
  apoyo_import_review_set_note (self, NULL, NULL);
  if (import == NULL)
    return;
  g_signal_connect (import, "progress", G_CALLBACK (on_progress_cb), self);
  on_progress_cb (import, self);
}

void
apoyo_import_review_set_note (ApoyoImportReview *self, const char *severity, const char *text)
{
  const char *icon = g_strcmp0 (severity, "err") == 0    ? "dialog-error-symbolic"
                     : g_strcmp0 (severity, "warn") == 0 ? "dialog-warning-symbolic"
                     : g_strcmp0 (severity, "ok") == 0   ? "object-select-symbolic"
                                                         : "dialog-information-symbolic";

  g_return_if_fail (APOYO_IS_IMPORT_REVIEW (self));

  gtk_widget_set_visible (self->note, text != NULL);
  gtk_widget_set_css_classes (self->note, (const char *[]){ "note", severity, NULL });
  gtk_image_set_from_icon_name (self->note_icon, icon);
  gtk_label_set_text (self->note_text, text != NULL ? text : "");
}
