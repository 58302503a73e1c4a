/* apoyo-difference-view.c: what one version of the geography changes of another.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-difference-view.h"
#include "apoyo-entity.h"
#include "apoyo-filter-entry.h"
#include "apoyo-format.h"
#include "apoyo-result-rows.h"
#include "apoyo-save.h"
#include "apoyo-text-column.h"

#define N_FIGURES 7

/* What the columns of demarcation-difference count, in the order of the strip. */
static const struct {
  const char *column;
  const char *title; /* under the figure */
  const char *head;  /* of the table's column */
  int sign;
} figures[N_FIGURES] = {
  { "added", N_ ("sections added"), N_ ("Added"), 1 },
  { "removed", N_ ("removed"), N_ ("Removed"), -1 },
  { "moved_federal", N_ ("to another federal district"), N_ ("Fed. dist."), 0 },
  { "moved_local", N_ ("to another local district"), N_ ("Loc. dist."), 0 },
  { "moved_municipality", N_ ("to another municipality"), N_ ("Mun."), 0 },
  { "gained", N_ ("electors gained"), N_ ("Gained"), 1 },
  { "lost", N_ ("electors lost"), N_ ("Lost"), -1 },
};

/* What can happen to a section, and what it is called. */
static const struct {
  const char *change;
  const char *title;
} kinds[] = {
  { NULL, N_ ("All changes") },
  { "added", N_ ("Added") },
  { "removed", N_ ("Removed") },
  { "federal_district", N_ ("Federal district") },
  { "local_district", N_ ("Local district") },
  { "municipality", N_ ("Municipality") },
  { "circumscription", N_ ("Circumscription") },
  { "nominal_list", N_ ("Electors") },
};

struct _ApoyoDifferenceView {
  GtkBox parent_instance;

  GtkLabel *values[N_FIGURES];
  GtkColumnView *entities;
  GtkColumnView *sections;
  GtkDropDown *kind;
  ApoyoFilterEntry *filter;
  GtkLabel *count;

  ApoyoResult *difference; /* (owned) (nullable) */
  ApoyoResult *changes;    /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ApoyoDifferenceView, apoyo_difference_view, GTK_TYPE_BOX)

/* --- cells ------------------------------------------------------------------------------------ */

static char *
get_entity (gpointer item, gpointer user_data)
{
  const char *code = apoyo_result_row_get_text (item, "entity");
  const ApoyoEntity *entity = code != NULL ? apoyo_entity_lookup (code) : NULL;

  if (entity == NULL)
    return g_strdup (_ ("National"));
  return g_strdup_printf ("%s %s", code, entity->name);
}

static char *
format_signed (gint64 count, int sign)
{
  if (count == 0)
    return g_strdup ("0");
  return sign == 0 ? apoyo_format_count (count) : apoyo_format_difference (sign * count);
}

static char *
get_figure (gpointer item, gpointer user_data)
{
  guint i = GPOINTER_TO_UINT (user_data);

  return format_signed (apoyo_result_row_get_count (item, figures[i].column), figures[i].sign);
}

static const char *
get_kind_title (const char *change)
{
  for (guint i = 1; i < G_N_ELEMENTS (kinds); i++) {
    if (g_strcmp0 (change, kinds[i].change) == 0)
      return _ (kinds[i].title);
  }
  return change;
}

static char *
get_section (gpointer item, gpointer user_data)
{
  return g_strdup (apoyo_result_row_get_text (item, "code"));
}

static char *
get_change (gpointer item, gpointer user_data)
{
  const char *change = apoyo_result_row_get_text (item, "change");

  /* Of one section; the kinds are of many. */
  if (g_strcmp0 (change, "added") == 0)
    return g_strdup (C_ ("section", "Added"));
  if (g_strcmp0 (change, "removed") == 0)
    return g_strdup (C_ ("section", "Removed"));
  return g_strdup (get_kind_title (change));
}

/* "F04 → F10"; the entity stands in the section's code already. */
static char *
get_way (gpointer item, gpointer user_data)
{
  const char *was = apoyo_result_row_get_text (item, "was");
  const char *becomes = apoyo_result_row_get_text (item, "becomes");
  const char *ends[] = { was, becomes };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    const char *dash = ends[i] != NULL ? strchr (ends[i], '-') : NULL;

    if (dash != NULL && dash[1] != '\0')
      ends[i] = dash + 1;
  }
  if (ends[0] == NULL || ends[1] == NULL)
    return g_strdup (ends[0] != NULL ? ends[0] : ends[1]);
  return g_strdup_printf ("%s → %s", ends[0], ends[1]);
}

static char *
get_electors (gpointer item, gpointer user_data)
{
  const char *change = apoyo_result_row_get_text (item, "change");
  gint64 electors = apoyo_result_row_get_count (item, "electors");
  gboolean differs = g_strcmp0 (change, "nominal_list") == 0 || g_strcmp0 (change, "added") == 0 ||
                     g_strcmp0 (change, "removed") == 0;

  return differs ? apoyo_format_difference (electors) : apoyo_format_count (electors);
}

/* --- the sections shown ----------------------------------------------------------------------- */

/* NULL: every entity. */
static const char *
get_chosen_entity (ApoyoDifferenceView *self)
{
  GtkSelectionModel *model = gtk_column_view_get_model (self->entities);
  ApoyoResultRow *row =
      model != NULL ? gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model)) : NULL;
  const char *code = row != NULL ? apoyo_result_row_get_text (row, "entity") : NULL;

  return code == NULL || g_str_equal (code, "MX") ? NULL : code;
}

/* A section is found by its code, and by where it was and goes. */
static gboolean
matches (ApoyoDifferenceView *self, guint row, const char *code, const int *way)
{
  const char *ends[2] = { "", "" };
  g_autofree char *text = NULL;

  if (apoyo_filter_entry_is_empty (self->filter))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    if (!apoyo_result_is_null_at (self->changes, row, way[i]))
      apoyo_result_get_text_at (self->changes, row, way[i], &ends[i], NULL);
  }
  text = g_strjoin (" ", code, ends[0], ends[1], NULL);
  return apoyo_filter_entry_matches (self->filter, text);
}

static GArray *
filter_changes (ApoyoDifferenceView *self)
{
  const char *entity = get_chosen_entity (self);
  guint selected = gtk_drop_down_get_selected (self->kind);
  const char *kind = selected < G_N_ELEMENTS (kinds) ? kinds[selected].change : NULL;
  int code_column = apoyo_result_find_column (self->changes, "code", NULL);
  int change_column = apoyo_result_find_column (self->changes, "change", NULL);
  const int way[] = { apoyo_result_find_column (self->changes, "was", NULL),
                      apoyo_result_find_column (self->changes, "becomes", NULL) };
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint row = 0; row < apoyo_result_get_n_rows (self->changes); row++) {
    const char *code = "", *change = "";

    apoyo_result_get_text_at (self->changes, row, code_column, &code, NULL);
    apoyo_result_get_text_at (self->changes, row, change_column, &change, NULL);
    if ((entity == NULL || g_str_has_prefix (code, entity)) &&
        (kind == NULL || g_str_equal (change, kind)) && matches (self, row, code, way))
      g_array_append_val (rows, row);
  }
  return rows;
}

static void
update_sections (ApoyoDifferenceView *self)
{
  GArray *rows;
  ApoyoLazyList *list;
  g_autofree char *count = NULL, *text = NULL;

  if (self->changes == NULL) {
    gtk_column_view_set_model (self->sections, NULL);
    gtk_label_set_text (self->count, "");
    return;
  }
  rows = filter_changes (self);
  count = apoyo_format_count (rows->len);
  text = g_strdup_printf (ngettext ("%s change", "%s changes", rows->len), count);
  gtk_label_set_text (self->count, text);
  list = apoyo_result_rows_new (self->changes, rows);
  gtk_column_view_set_model (self->sections,
                             GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (list))));
}

static void
update_figures (ApoyoDifferenceView *self)
{
  guint n = self->difference != NULL ? apoyo_result_get_n_rows (self->difference) : 0;

  for (guint i = 0; i < N_FIGURES; i++) {
    gint64 count = 0;
    g_autofree char *text = NULL;

    if (n > 0 && apoyo_result_get_int64 (self->difference, n - 1, figures[i].column, &count, NULL))
      text = format_signed (count, figures[i].sign);
    gtk_label_set_text (self->values[i], text != NULL ? text : "—");
  }
}

/* The whole country, which the database puts last, stands first. */
static GArray *
order_entities (ApoyoResult *difference)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = apoyo_result_get_n_rows (difference);

  for (guint i = 0; i < n; i++) {
    guint row = i == 0 ? n - 1 : i - 1;

    g_array_append_val (rows, row);
  }
  return rows;
}

void
apoyo_difference_view_set (ApoyoDifferenceView *self, ApoyoResult *difference, ApoyoResult *changes)
{
  g_return_if_fail (APOYO_IS_DIFFERENCE_VIEW (self));

  g_clear_pointer (&self->difference, apoyo_result_unref);
  g_clear_pointer (&self->changes, apoyo_result_unref);
  self->difference = difference != NULL ? apoyo_result_ref (difference) : NULL;
  self->changes = changes != NULL ? apoyo_result_ref (changes) : NULL;
  update_figures (self);
  if (difference != NULL) {
    ApoyoLazyList *rows = apoyo_result_rows_new (difference, order_entities (difference));
    GtkSingleSelection *selection = gtk_single_selection_new (G_LIST_MODEL (rows));

    g_signal_connect_object (selection, "notify::selected", G_CALLBACK (update_sections), self,
                             G_CONNECT_SWAPPED);
    gtk_column_view_set_model (self->entities, GTK_SELECTION_MODEL (selection));
    g_object_unref (selection);
  } else {
    gtk_column_view_set_model (self->entities, NULL);
  }
  update_sections (self);
}

/* Only what there is; the words say which way it goes. */
char *
apoyo_difference_view_dup_summary (ApoyoDifferenceView *self)
{
  GString *text = g_string_new (NULL);
  guint n;

  g_return_val_if_fail (APOYO_IS_DIFFERENCE_VIEW (self), NULL);

  n = self->difference != NULL ? apoyo_result_get_n_rows (self->difference) : 0;
  for (guint i = 0; i < N_FIGURES && n > 0; i++) {
    gint64 count = 0;
    g_autofree char *counted = NULL;

    if (!apoyo_result_get_int64 (self->difference, n - 1, figures[i].column, &count, NULL) ||
        count == 0)
      continue;
    counted = apoyo_format_count (count);
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", counted,
                            _ (figures[i].title));
  }
  if (n > 0 && text->len == 0)
    g_string_append (text, _ ("No section changes"));
  return g_string_free (text, n == 0);
}

GString *
apoyo_difference_view_make_csv (ApoyoDifferenceView *self)
{
  GString *text = g_string_new (NULL);
  GListModel *rows;

  g_return_val_if_fail (APOYO_IS_DIFFERENCE_VIEW (self), text);

  apoyo_save_append_row (text, 5, _ ("section"), _ ("change"), _ ("was"), _ ("becomes"),
                         _ ("electors"));
  rows = G_LIST_MODEL (gtk_column_view_get_model (self->sections));
  for (guint i = 0; rows != NULL && i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (ApoyoResultRow) row = g_list_model_get_item (rows, i);

    apoyo_save_append_row (text, 5, apoyo_result_row_get_text (row, "code"),
                           get_kind_title (apoyo_result_row_get_text (row, "change")),
                           apoyo_result_row_get_text (row, "was"),
                           apoyo_result_row_get_text (row, "becomes"),
                           apoyo_result_row_get_text (row, "electors"));
  }
  return text;
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_difference_view_dispose (GObject *object)
{
  ApoyoDifferenceView *self = APOYO_DIFFERENCE_VIEW (object);

  g_clear_pointer (&self->difference, apoyo_result_unref);
  g_clear_pointer (&self->changes, apoyo_result_unref);

  G_OBJECT_CLASS (apoyo_difference_view_parent_class)->dispose (object);
}

static void
apoyo_difference_view_class_init (ApoyoDifferenceViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_difference_view_dispose;
}

static GtkWidget *
make_strip (ApoyoDifferenceView *self)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_set_homogeneous (GTK_BOX (strip), TRUE);
  for (guint i = 0; i < N_FIGURES; i++) {
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
    GtkWidget *title = gtk_label_new (_ (figures[i].title));

    self->values[i] = GTK_LABEL (gtk_label_new ("—"));
    gtk_label_set_xalign (self->values[i], 0);
    gtk_widget_add_css_class (GTK_WIDGET (self->values[i]), "apoyo-figure");
    gtk_label_set_xalign (GTK_LABEL (title), 0);
    gtk_label_set_yalign (GTK_LABEL (title), 0);
    gtk_label_set_wrap (GTK_LABEL (title), TRUE);
    gtk_widget_add_css_class (title, "t-caption");
    gtk_widget_add_css_class (title, "dimmed");
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->values[i]));
    gtk_box_append (GTK_BOX (box), title);
    gtk_box_append (GTK_BOX (strip), box);
  }
  return strip;
}

static GtkWidget *
make_entities (ApoyoDifferenceView *self)
{
  GtkWidget *scrolled = apoyo_text_table_new (&self->entities, _ ("Difference by entity"));

  apoyo_text_column_append (self->entities, _ ("Entity"), APOYO_TEXT_PLAIN, 0, get_entity, self);
  for (guint i = 0; i < N_FIGURES; i++)
    apoyo_text_column_append (self->entities, _ (figures[i].head), APOYO_TEXT_FIGURE,
                              i < 5 ? 68 : 80, get_figure, GUINT_TO_POINTER (i));
  gtk_widget_set_hexpand (scrolled, TRUE);
  return scrolled;
}

/* Ctrl+F is the dialog's, once it is in one. */
static void
on_root_cb (ApoyoDifferenceView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    apoyo_filter_entry_take_shortcut (self->filter, GTK_WIDGET (root));
}

static GtkWidget *
make_filter (ApoyoDifferenceView *self)
{
  GtkWidget *filter = apoyo_filter_entry_new (_ ("Section, district or municipality"),
                                              _ ("Search changed sections"));

  self->filter = APOYO_FILTER_ENTRY (filter);
  g_signal_connect_object (filter, "changed", G_CALLBACK (update_sections), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::root", G_CALLBACK (on_root_cb), NULL);
  return filter;
}

static GtkWidget *
make_sections (ApoyoDifferenceView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkStringList *titles = gtk_string_list_new (NULL);
  GtkWidget *scrolled = apoyo_text_table_new (&self->sections, _ ("Changed sections"));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (titles, _ (kinds[i].title));
  self->kind = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (titles), NULL));
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Kind of change"), -1);
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (update_sections), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "t-caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dimmed");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "num");
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->count), GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->kind));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->count));
  apoyo_text_column_append (self->sections, _ ("Section"), APOYO_TEXT_STRONG, 96, get_section,
                            self);
  apoyo_text_column_append (self->sections, _ ("Change"), APOYO_TEXT_PLAIN, 110, get_change, self);
  apoyo_text_column_append (self->sections, _ ("From → to"), APOYO_TEXT_PLAIN, 0, get_way, self);
  apoyo_text_column_append (self->sections, _ ("Electors"), APOYO_TEXT_FIGURE, 76, get_electors,
                            self);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), make_filter (self));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_widget_set_size_request (box, 420, -1);
  gtk_widget_set_hexpand (box, FALSE);
  return box;
}

static void
apoyo_difference_view_init (ApoyoDifferenceView *self)
{
  GtkWidget *tables = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_box_append (GTK_BOX (self), make_strip (self));
  gtk_box_append (GTK_BOX (tables), make_entities (self));
  gtk_box_append (GTK_BOX (tables), make_sections (self));
  gtk_widget_set_vexpand (tables, TRUE);
  gtk_box_append (GTK_BOX (self), tables);
}

GtkWidget *
apoyo_difference_view_new (void)
{
  return g_object_new (APOYO_TYPE_DIFFERENCE_VIEW, NULL);
}
