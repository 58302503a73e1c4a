/* apoyo-import-result.c: an import's last step: what is stored now, and what it changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-entity.h"
#include "apoyo-format.h"
#include "apoyo-import-result.h"

struct _ApoyoImportResult {
  AdwBin parent_instance;

  ApoyoImportKind kind;
  GtkLabel *title;
  GtkLabel *text;
  GtkWidget *scroller;
  GtkGrid *grid;
  GtkWidget *box;
  GtkWidget *extra; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (ApoyoImportResult, apoyo_import_result, ADW_TYPE_BIN)

/* Of statement geography-difference, beside the entity. */
static const struct {
  const char *column;
  const char *title;
} figures[] = {
  { "sections_added", N_ ("New") },
  { "sections_removed", N_ ("Removed") },
  { "moved_federal_district", N_ ("Federal d.") },
  { "moved_local_district", N_ ("Local d.") },
  { "moved_municipality", N_ ("Municipality") },
  { "electors_gained", N_ ("Gained") },
  { "electors_lost", N_ ("Lost") },
  { "nominal_list", N_ ("Nominal List") },
};

static GtkWidget *
make_label (const char *text, float xalign, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, "t-small");
  gtk_widget_add_css_class (label, "num");
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static void
add_titles (ApoyoImportResult *self)
{
  gtk_grid_attach (self->grid, make_label (_ ("Entity"), 0, "t-section"), 0, 0, 1, 1);
  for (int i = 0; i < (int) G_N_ELEMENTS (figures); i++)
    gtk_grid_attach (self->grid, make_label (_ (figures[i].title), 1, "t-section"), i + 1, 0, 1, 1);
}

static const char *
get_text (ApoyoResult *rows, guint row, const char *column)
{
  const char *text = "";

  apoyo_result_get_text (rows, row, column, &text, NULL);
  return text;
}

/* An entity where nothing changes needs no line. */
static gboolean
changes (ApoyoResult *rows, guint row)
{
  for (gsize i = 0; i + 1 < G_N_ELEMENTS (figures); i++) {
    if (!g_str_equal (get_text (rows, row, figures[i].column), "0"))
      return TRUE;
  }
  return FALSE;
}

static void
add_row (ApoyoImportResult *self, ApoyoResult *rows, guint row, int at)
{
  const char *code = get_text (rows, row, "entity");
  const ApoyoEntity *entity = apoyo_entity_lookup (code);
  gboolean total = g_str_equal (code, "MX");
  g_autofree char *name = entity != NULL ? g_strdup_printf ("%s %s", code, entity->name)
                                         : g_strdup (total ? _ ("All the country") : code);
  GtkWidget *label = make_label (name, 0, total ? "t-strong" : NULL);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (self->grid, label, 0, at, 1, 1);
  for (int i = 0; i < (int) G_N_ELEMENTS (figures); i++) {
    gint64 number = g_ascii_strtoll (get_text (rows, row, figures[i].column), NULL, 10);
    g_autofree char *text = apoyo_format_count (number);

    gtk_grid_attach (self->grid,
                     make_label (number == 0 ? "·" : text, 1,
                                 number == 0 ? "dimmed"
                                 : total     ? "t-strong"
                                             : NULL),
                     i + 1, at, 1, 1);
  }
}

/* The whole country stands above, where it is seen at once. */
static void
add_rows (ApoyoImportResult *self, ApoyoResult *rows)
{
  int at = 2;

  for (guint i = 0; i < apoyo_result_get_n_rows (rows); i++) {
    if (g_str_equal (get_text (rows, i, "entity"), "MX"))
      add_row (self, rows, i, 1);
    else if (changes (rows, i))
      add_row (self, rows, i, at++);
  }
}

static void
show_difference (ApoyoImportResult *self, ApoyoImport *import)
{
  ApoyoResult *rows = apoyo_import_get_difference (import);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  gtk_widget_set_visible (self->scroller, rows != NULL);
  if (rows == NULL)
    return;
  add_titles (self);
  add_rows (self, rows);
}

static void
apoyo_import_result_class_init (ApoyoImportResultClass *klass)
{
}

static void
apoyo_import_result_init (ApoyoImportResult *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->text = GTK_LABEL (gtk_label_new (NULL));
  self->grid = GTK_GRID (gtk_grid_new ());
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_set_margin_top (box, 16);
  gtk_widget_set_margin_bottom (box, 14);
  gtk_widget_set_margin_start (box, 16);
  gtk_widget_set_margin_end (box, 16);
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_xalign (self->text, 0);
  gtk_label_set_wrap (self->text, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "t-title");
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "t-small");
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "num");
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 8);
  gtk_widget_set_margin_top (GTK_WIDGET (self->grid), 10);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->grid), 10);
  gtk_widget_set_margin_start (GTK_WIDGET (self->grid), 14);
  gtk_widget_set_margin_end (GTK_WIDGET (self->grid), 14);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the version changes"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->grid));
  gtk_widget_add_css_class (self->scroller, "panel");
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), self->scroller);
  self->box = box;
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
apoyo_import_result_new (ApoyoImportKind kind)
{
  ApoyoImportResult *self = g_object_new (APOYO_TYPE_IMPORT_RESULT, NULL);

  self->kind = kind;
  return GTK_WIDGET (self);
}

/* (transfer full) */
static char *
make_title (ApoyoImportResult *self, ApoyoImport *import)
{
  const ApoyoImportOutcome *outcome = apoyo_import_get_outcome (import);
  g_autofree char *added = apoyo_format_count (outcome->added);
  g_autofree char *cutoff = apoyo_format_day (apoyo_import_get_cutoff (import));

  switch (self->kind) {
  case APOYO_IMPORT_NOMINAL_LIST:
    return g_strdup_printf (_ ("The Nominal List of %s is stored"), cutoff);
  case APOYO_IMPORT_AUXILIARIES:
    return g_strdup_printf (ngettext ("%s auxiliary is registered", "%s auxiliaries are registered",
                                      (gulong) outcome->added),
                            added);
  case APOYO_IMPORT_PROMOVENTES:
    return g_strdup_printf (ngettext ("%s promovente is registered",
                                      "%s promoventes are registered", (gulong) outcome->added),
                            added);
  case APOYO_IMPORT_GEOGRAPHY:
  default:
    return g_strdup_printf (_ ("Version %d is a draft"), outcome->version);
  }
}

/* (transfer full) */
static char *
make_text (ApoyoImportResult *self, ApoyoImport *import)
{
  const ApoyoImportOutcome *outcome = apoyo_import_get_outcome (import);
  g_autofree char *rows = apoyo_format_count ((gint64) outcome->rows);
  g_autofree char *sections = apoyo_format_count (outcome->added);
  g_autofree char *electors = apoyo_format_count (outcome->electors);

  switch (self->kind) {
  case APOYO_IMPORT_NOMINAL_LIST:
    return g_strdup_printf (_ ("%s electors in %s sections."), electors, sections);
  case APOYO_IMPORT_AUXILIARIES:
    return g_strdup (_ ("Give each their access key: with it they register their telephone. The "
                        "keys are not kept anywhere and cannot be shown again; export them now."));
  case APOYO_IMPORT_PROMOVENTES:
    return g_strdup (_ ("Each has a folio, and counts from now on."));
  case APOYO_IMPORT_GEOGRAPHY:
  default:
    return g_strdup_printf (
        _ ("%s sections. Nothing uses it until it is adopted; processes keep the version that "
           "they have. This is what it changes of the version in force:"),
        rows);
  }
}

void
apoyo_import_result_set_import (ApoyoImportResult *self, ApoyoImport *import)
{
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (APOYO_IS_IMPORT_RESULT (self) && APOYO_IS_IMPORT (import));

  title = make_title (self, import);
  text = make_text (self, import);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->text, text);
  show_difference (self, import);
}

void
apoyo_import_result_set_extra (ApoyoImportResult *self, GtkWidget *extra)
{
  g_return_if_fail (APOYO_IS_IMPORT_RESULT (self) && GTK_IS_WIDGET (extra));

  if (self->extra != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->extra);
  self->extra = extra;
  gtk_box_append (GTK_BOX (self->box), extra);
}
