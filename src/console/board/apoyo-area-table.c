/* apoyo-area-table.c: the demarcations as the institute publishes them, with their sum.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-area-table.h"
#include "apoyo-area.h"
#include "apoyo-format.h"
#include "apoyo-progress-mark.h"

#define ORDER_MS 5000

typedef enum {
  COLUMN_NAME,
  COLUMN_NOMINAL_LIST,
  COLUMN_REQUIRED,
  COLUMN_VALID,
  COLUMN_PROGRESS,
  COLUMN_MARK, /* wide only */
} Column;

#define N_COLUMNS (COLUMN_MARK + 1)

static const struct {
  const char *title;
  const char *wide_title;
  int width;
  int wide_width;
} columns[N_COLUMNS] = {
  { NULL, NULL, -1, -1 }, /* the level's own word */
  { N_ ("Nominal List"), N_ ("Nominal List"), 86, 104 },
  { N_ ("Required"), N_ ("Required"), 72, 84 },
  { N_ ("In N. L."), N_ ("In Nominal List"), 70, 112 },
  { N_ ("Progress"), N_ ("Progress in %"), 73, 96 },
  { "", "", 0, 106 },
};

struct _ApoyoAreaTable {
  AdwBin parent_instance;

  GtkColumnView *view;
  GtkBox *total;
  GtkLabel *totals[N_COLUMNS];
  GtkWidget *total_mark;
  GtkColumnViewColumn *columns[N_COLUMNS]; /* borrowed from the view */

  ApoyoBoard *board; /* (owned) (nullable) */
  GtkSortListModel *sorted;
  GtkSingleSelection *selection;
  GPtrArray *cells; /* that are bound, borrowed */
  char *lit;        /* (owned) (nullable) */
  char *hovered;    /* (owned) (nullable) */
  guint order_source;
  gboolean disordered;
  gboolean under_pointer;
  gboolean wide;
  gboolean required; /* of some row: else those columns have nothing to say */
  gboolean selecting;
  gboolean loading; /* the rows stay, their figures are of another selection */
};

enum {
  SIGNAL_HOVERED,
  SIGNAL_SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoAreaTable, apoyo_area_table, ADW_TYPE_BIN)

/* --- cells ------------------------------------------------------------------------------------ */

static char *
make_text (ApoyoAreaTable *self, ApoyoArea *area, Column column)
{
  if (self->loading && column != COLUMN_NAME && column != COLUMN_NOMINAL_LIST)
    return g_strdup ("—");
  switch (column) {
  case COLUMN_NAME:
    return g_strdup (apoyo_area_get_name (area));
  case COLUMN_NOMINAL_LIST:
    return apoyo_format_count (apoyo_area_get_nominal_list (area));
  case COLUMN_REQUIRED:
    return apoyo_area_get_required (area) > 0 ? apoyo_format_count (apoyo_area_get_required (area))
                                              : g_strdup ("—");
  case COLUMN_VALID:
    return apoyo_format_count (apoyo_area_get_valid (area));
  case COLUMN_PROGRESS:
    return apoyo_format_percentage (apoyo_area_get_valid (area), apoyo_area_get_required (area));
  case COLUMN_MARK:
  default:
    return g_strdup ("");
  }
}

static void
set_text (GtkLabel *label, char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
  g_free (text);
}

/* The check mark keeps its place, so that names stand on one line. */
static void
refresh_name (ApoyoAreaTable *self, GtkWidget *box, ApoyoArea *area)
{
  GtkWidget *check = gtk_widget_get_first_child (box);
  gboolean reached = !self->loading && apoyo_area_get_progress (area) >= 10000;

  gtk_widget_set_opacity (check, reached ? 1 : 0);
  set_text (GTK_LABEL (gtk_widget_get_last_child (box)), make_text (self, area, COLUMN_NAME));
}

static void
refresh_cell (ApoyoAreaTable *self, GtkWidget *cell, ApoyoArea *area)
{
  Column column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (cell), "column"));

  if (column == COLUMN_NAME)
    refresh_name (self, cell, area);
  else if (column == COLUMN_MARK)
    apoyo_progress_mark_set_progress (APOYO_PROGRESS_MARK (cell),
                                      self->loading ? -1 : apoyo_area_get_progress (area));
  else
    set_text (GTK_LABEL (cell), make_text (self, area, column));
}

static GtkWidget *
make_name_cell (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *label = gtk_label_new (NULL);

  gtk_image_set_pixel_size (GTK_IMAGE (check), 12);
  gtk_widget_add_css_class (check, "c-ok");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "t-small");
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static GtkWidget *
make_figure_cell (Column column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "t-small");
  gtk_widget_add_css_class (label, "num");
  if (column == COLUMN_PROGRESS)
    gtk_widget_add_css_class (label, "t-strong");
  return label;
}

static void
on_setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  Column column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkWidget *cell = column == COLUMN_NAME   ? make_name_cell ()
                    : column == COLUMN_MARK ? apoyo_progress_mark_new ()
                                            : make_figure_cell (column);

  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (cell), "column", GINT_TO_POINTER (column));
  gtk_list_item_set_child (item, cell);
}

static void
on_area_changed_cb (ApoyoArea *area, GtkWidget *cell)
{
  refresh_cell (g_object_get_data (G_OBJECT (cell), "table"), cell, area);
}

/* The row of a cell: GTK 4.8 has no object for it. */
static GtkWidget *
get_row (GtkWidget *cell)
{
  GtkWidget *parent = gtk_widget_get_parent (cell);

  return parent != NULL ? gtk_widget_get_parent (parent) : NULL;
}

static void
light (ApoyoAreaTable *self, GtkWidget *cell)
{
  GtkWidget *row = get_row (cell);

  if (row == NULL)
    return;
  if (self->lit != NULL && g_strcmp0 (g_object_get_data (G_OBJECT (cell), "code"), self->lit) == 0)
    gtk_widget_add_css_class (row, "lit");
  else
    gtk_widget_remove_css_class (row, "lit");
}

static void
on_bind_cb (GtkListItemFactory *factory, GtkListItem *item, ApoyoAreaTable *self)
{
  ApoyoArea *area = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);

  g_object_set_data_full (G_OBJECT (cell), "code", g_strdup (apoyo_area_get_code (area)), g_free);
  g_object_set_data (G_OBJECT (cell), "table", self);
  g_object_set_data (G_OBJECT (cell), "area", area);
  g_signal_connect (area, "changed", G_CALLBACK (on_area_changed_cb), cell);
  refresh_cell (self, cell, area);
  g_ptr_array_add (self->cells, cell);
  light (self, cell);
}

static void
on_unbind_cb (GtkListItemFactory *factory, GtkListItem *item, ApoyoAreaTable *self)
{
  GtkWidget *cell = gtk_list_item_get_child (item);

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_area_changed_cb, cell);
  g_object_set_data (G_OBJECT (cell), "code", NULL);
  g_object_set_data (G_OBJECT (cell), "area", NULL);
  g_ptr_array_remove_fast (self->cells, cell);
}

/* --- columns ---------------------------------------------------------------------------------- */

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return g_utf8_collate (apoyo_area_get_name ((gpointer) a), apoyo_area_get_name ((gpointer) b));
}

static gint64
get_key (ApoyoArea *area, Column column)
{
  switch (column) {
  case COLUMN_NOMINAL_LIST:
    return apoyo_area_get_nominal_list (area);
  case COLUMN_REQUIRED:
    return apoyo_area_get_required (area);
  case COLUMN_VALID:
    return apoyo_area_get_valid (area);
  case COLUMN_NAME:
  case COLUMN_PROGRESS:
  case COLUMN_MARK:
  default:
    return apoyo_area_get_progress (area);
  }
}

static int
compare_figures (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gint64 x = get_key ((gpointer) a, GPOINTER_TO_INT (user_data));
  gint64 y = get_key ((gpointer) b, GPOINTER_TO_INT (user_data));

  if (x != y)
    return x < y ? -1 : 1;
  return -g_strcmp0 (apoyo_area_get_code ((gpointer) a), apoyo_area_get_code ((gpointer) b));
}

static void
add_column (ApoyoAreaTable *self, Column column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (
      column == COLUMN_NAME ? compare_names : compare_figures, GINT_TO_POINTER (column), NULL));

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, 0);
  self->columns[column] = gtk_column_view_column_new ("", factory);
  if (column != COLUMN_MARK)
    gtk_column_view_column_set_sorter (self->columns[column], sorter);
  gtk_column_view_column_set_expand (self->columns[column], column == COLUMN_NAME);
  gtk_column_view_append_column (self->view, self->columns[column]);
  g_object_unref (self->columns[column]);
}

/* The title of a column of figures ends where its figures end. */
static void
align_titles (ApoyoAreaTable *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  Column column = COLUMN_NAME;

  for (GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;
       title != NULL && column < N_COLUMNS; title = gtk_widget_get_next_sibling (title), column++) {
    GtkWidget *box = gtk_widget_get_first_child (title);

    if (box != NULL && column != COLUMN_NAME)
      gtk_widget_set_halign (box, GTK_ALIGN_END);
  }
}

static const char *
get_level_word (ApoyoAreaTable *self)
{
  static const struct {
    const char *level;
    const char *word;
  } words[] = {
    { "entity", N_ ("Entity") },
    { "federal_district", N_ ("Federal district") },
    { "local_district", N_ ("Local district") },
    { "municipality", N_ ("Municipality") },
    { "section", N_ ("Section") },
  };
  ApoyoProcess *process = self->board != NULL ? apoyo_board_get_process (self->board) : NULL;

  for (gsize i = 0; process != NULL && i < G_N_ELEMENTS (words); i++) {
    if (g_str_equal (apoyo_process_get_figures (process)->cell_level, words[i].level))
      return _ (words[i].word);
  }
  return _ ("Entity");
}

static gboolean
is_shown (ApoyoAreaTable *self, Column column)
{
  switch (column) {
  case COLUMN_REQUIRED:
  case COLUMN_PROGRESS:
    return self->required;
  case COLUMN_MARK:
    return self->required && self->wide;
  case COLUMN_NAME:
  case COLUMN_NOMINAL_LIST:
  case COLUMN_VALID:
  default:
    return TRUE;
  }
}

static void
shape_columns (ApoyoAreaTable *self)
{
  for (Column i = 0; i < N_COLUMNS; i++) {
    const char *title = self->wide ? columns[i].wide_title : columns[i].title;
    int width = self->wide ? columns[i].wide_width : columns[i].width;

    gtk_column_view_column_set_title (self->columns[i], i == COLUMN_NAME ? get_level_word (self)
                                                        : *title == '\0' ? ""
                                                                         : _ (title));
    gtk_column_view_column_set_visible (self->columns[i], is_shown (self, i));
    gtk_widget_set_visible (i == COLUMN_MARK ? self->total_mark : GTK_WIDGET (self->totals[i]),
                            is_shown (self, i));
    /* Hidden columns keep the room that they are given. */
    gtk_column_view_column_set_fixed_width (self->columns[i], is_shown (self, i) ? width : -1);
    if (width > 0) {
      gtk_widget_set_size_request (i == COLUMN_MARK ? self->total_mark
                                                    : GTK_WIDGET (self->totals[i]),
                                   i == COLUMN_MARK ? width - 16 : width, -1);
    }
  }
  align_titles (self);
}

/* --- hover and selection ---------------------------------------------------------------------- */

/* The code of the row under a point, NULL where there is none. */
static const char *
find_code (ApoyoAreaTable *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != GTK_WIDGET (self->view)) {
    for (GtkWidget *child = widget; child != NULL; child = gtk_widget_get_first_child (child)) {
      const char *code = g_object_get_data (G_OBJECT (child), "code");

      if (code != NULL)
        return code;
    }
    if (GTK_IS_LIST_VIEW (gtk_widget_get_parent (widget)))
      return NULL;
    widget = gtk_widget_get_parent (widget);
    if (g_strcmp0 (gtk_widget_get_css_name (widget), "listview") == 0)
      return NULL;
  }
  return NULL;
}

static void
set_hovered (ApoyoAreaTable *self, const char *code)
{
  if (g_strcmp0 (self->hovered, code) == 0)
    return;
  g_free (self->hovered);
  self->hovered = g_strdup (code);
  g_signal_emit (self, signals[SIGNAL_HOVERED], 0, self->hovered);
}

static void
on_motion_cb (GtkEventControllerMotion *controller, double x, double y, ApoyoAreaTable *self)
{
  self->under_pointer = TRUE;
  set_hovered (self, find_code (self, x, y));
}

static void
on_leave_cb (GtkEventControllerMotion *controller, ApoyoAreaTable *self)
{
  self->under_pointer = FALSE;
  set_hovered (self, NULL);
}

static void
on_selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, ApoyoAreaTable *self)
{
  ApoyoArea *area = gtk_single_selection_get_selected_item (selection);

  if (!self->selecting)
    g_signal_emit (self, signals[SIGNAL_SELECTED], 0,
                   area != NULL ? apoyo_area_get_code (area) : NULL);
}

/* --- figures ---------------------------------------------------------------------------------- */

/* The rows are in the view's last child, which knows how to scroll to one. */
static void
scroll_to (ApoyoAreaTable *self, guint position)
{
  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                              "list.scroll-to-item", "u", position);
}

/* A column that is not there gives no order that anybody could see. */
static void
order_by (ApoyoAreaTable *self, Column column)
{
  /* Without the order before, which would stay as a second one with its arrow. */
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_DESCENDING);
  gtk_column_view_sort_by_column (self->view, self->columns[column], GTK_SORT_DESCENDING);
  scroll_to (self, 0);
}

static void
update_total (ApoyoAreaTable *self)
{
  GListModel *areas = apoyo_board_get_areas (self->board);
  gint64 required = apoyo_board_get_required (self->board), nominal_list = 0, valid = 0;
  const ApoyoProcessFigures *figures =
      apoyo_process_get_figures (apoyo_board_get_process (self->board));

  if (figures->joint)
    required = figures->required;
  for (guint i = 0; i < g_list_model_get_n_items (areas); i++) {
    g_autoptr (ApoyoArea) area = g_list_model_get_item (areas, i);

    nominal_list += apoyo_area_get_nominal_list (area);
    valid += apoyo_area_get_valid (area);
  }
  gtk_label_set_text (self->totals[COLUMN_NAME],
                      g_str_equal (figures->cell_level, "entity") ? _ ("National") : _ ("Total"));
  set_text (self->totals[COLUMN_NOMINAL_LIST], apoyo_format_count (nominal_list));
  set_text (self->totals[COLUMN_REQUIRED],
            required > 0 ? apoyo_format_count (required) : g_strdup ("—"));
  set_text (self->totals[COLUMN_VALID], apoyo_format_count (valid));
  set_text (self->totals[COLUMN_PROGRESS], apoyo_format_percentage (valid, required));
  if (self->required != (required > 0)) {
    self->required = required > 0;
    order_by (self, self->required ? COLUMN_PROGRESS : COLUMN_VALID);
    shape_columns (self);
  }
  apoyo_progress_mark_set_progress (APOYO_PROGRESS_MARK (self->total_mark),
                                    required > 0 ? (int) (valid * 10000 / required) : -1);
}

static void
set_loading (ApoyoAreaTable *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  for (guint i = 0; i < self->cells->len; i++) {
    GtkWidget *cell = self->cells->pdata[i];

    refresh_cell (self, cell, g_object_get_data (G_OBJECT (cell), "area"));
  }
}

static void
on_updated_cb (ApoyoBoard *board, gint64 size, GDateTime *recorded_at, ApoyoAreaTable *self)
{
  /* A reading of the selection before may still come in. */
  if (apoyo_board_get_shown (board) == apoyo_board_get_selection (board))
    set_loading (self, FALSE);
  else
    return;
  update_total (self);
  gtk_column_view_column_set_title (self->columns[COLUMN_NAME], get_level_word (self));
  self->disordered = TRUE;
}

static gboolean
order_cb (gpointer user_data)
{
  ApoyoAreaTable *self = user_data;

  if (self->disordered && !self->under_pointer && gtk_widget_get_mapped (GTK_WIDGET (self))) {
    self->disordered = FALSE;
    gtk_sorter_changed (gtk_column_view_get_sorter (self->view), GTK_SORTER_CHANGE_DIFFERENT);
  }
  return G_SOURCE_CONTINUE;
}

/* --- the object ------------------------------------------------------------------------------- */

static void
make_total_row (ApoyoAreaTable *self)
{
  for (Column i = COLUMN_NAME; i < COLUMN_MARK; i++) {
    self->totals[i] = GTK_LABEL (gtk_label_new (NULL));
    gtk_label_set_xalign (self->totals[i], i == COLUMN_NAME ? 0 : 1);
    gtk_widget_add_css_class (GTK_WIDGET (self->totals[i]), "t-small");
    gtk_widget_add_css_class (GTK_WIDGET (self->totals[i]), "num");
    if (i == COLUMN_NAME || i == COLUMN_PROGRESS)
      gtk_widget_add_css_class (GTK_WIDGET (self->totals[i]), "t-strong");
    gtk_box_append (self->total, GTK_WIDGET (self->totals[i]));
  }
  gtk_widget_set_hexpand (GTK_WIDGET (self->totals[COLUMN_NAME]), TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->totals[COLUMN_NAME]), 16);
  self->total_mark = apoyo_progress_mark_new ();
  gtk_widget_set_valign (self->total_mark, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->total_mark, "mark");
  gtk_box_append (self->total, self->total_mark);
}

static void
apoyo_area_table_dispose (GObject *object)
{
  ApoyoAreaTable *self = APOYO_AREA_TABLE (object);

  g_clear_handle_id (&self->order_source, g_source_remove);
  if (self->sorted != NULL)
    apoyo_area_table_set_board (self, NULL);
  g_clear_object (&self->sorted);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (apoyo_area_table_parent_class)->dispose (object);
}

static void
apoyo_area_table_finalize (GObject *object)
{
  ApoyoAreaTable *self = APOYO_AREA_TABLE (object);

  g_ptr_array_unref (self->cells);
  g_free (self->lit);
  g_free (self->hovered);

  G_OBJECT_CLASS (apoyo_area_table_parent_class)->finalize (object);
}

static void
apoyo_area_table_class_init (ApoyoAreaTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_area_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = apoyo_area_table_finalize;

  signals[SIGNAL_HOVERED] = g_signal_new ("hovered", APOYO_TYPE_AREA_TABLE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", APOYO_TYPE_AREA_TABLE, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-area-table.ui");
  gtk_widget_class_bind_template_child (widget_class, ApoyoAreaTable, view);
  gtk_widget_class_bind_template_child (widget_class, ApoyoAreaTable, total);
}

static void
apoyo_area_table_init (ApoyoAreaTable *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->cells = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  for (Column i = 0; i < N_COLUMNS; i++)
    add_column (self, i);
  make_total_row (self);
  self->sorted =
      gtk_sort_list_model_new (NULL, g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->sorted)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  self->required = TRUE;
  order_by (self, COLUMN_PROGRESS);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected_cb),
                           self, 0);
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion_cb), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (on_leave_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), motion);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "narrow");
  gtk_widget_add_css_class (GTK_WIDGET (self->total), "narrow");
  shape_columns (self);
  self->order_source = g_timeout_add (ORDER_MS, order_cb, self);
}

/* board: (nullable) */
void
apoyo_area_table_set_board (ApoyoAreaTable *self, ApoyoBoard *board)
{
  g_return_if_fail (APOYO_IS_AREA_TABLE (self));

  if (self->board == board)
    return;
  if (self->board != NULL)
    g_signal_handlers_disconnect_by_data (self->board, self);
  self->selecting = TRUE;
  gtk_sort_list_model_set_model (self->sorted, NULL);
  g_set_object (&self->board, board);
  if (board != NULL) {
    gtk_sort_list_model_set_model (self->sorted, apoyo_board_get_areas (board));
    g_signal_connect_object (board, "updated", G_CALLBACK (on_updated_cb), self, 0);
  }
  self->selecting = FALSE;
}

void
apoyo_area_table_set_loading (ApoyoAreaTable *self)
{
  g_return_if_fail (APOYO_IS_AREA_TABLE (self));

  set_loading (self, TRUE);
  for (Column i = COLUMN_REQUIRED; i < COLUMN_MARK; i++)
    gtk_label_set_text (self->totals[i], "—");
  apoyo_progress_mark_set_progress (APOYO_PROGRESS_MARK (self->total_mark), -1);
  if (self->board == NULL || !apoyo_board_is_loaded (self->board)) {
    gtk_label_set_text (self->totals[COLUMN_NAME], "");
    gtk_label_set_text (self->totals[COLUMN_NOMINAL_LIST], "—");
  }
}

void
apoyo_area_table_set_wide (ApoyoAreaTable *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_AREA_TABLE (self));

  if (self->wide == wide)
    return;
  self->wide = wide;
  if (wide) {
    gtk_widget_remove_css_class (GTK_WIDGET (self->view), "narrow");
    gtk_widget_remove_css_class (GTK_WIDGET (self->total), "narrow");
  } else {
    gtk_widget_add_css_class (GTK_WIDGET (self->view), "narrow");
    gtk_widget_add_css_class (GTK_WIDGET (self->total), "narrow");
  }
  shape_columns (self);
}

void
apoyo_area_table_set_lit (ApoyoAreaTable *self, const char *code)
{
  g_return_if_fail (APOYO_IS_AREA_TABLE (self));

  if (g_strcmp0 (self->lit, code) == 0)
    return;
  g_free (self->lit);
  self->lit = g_strdup (code);
  for (guint i = 0; i < self->cells->len; i++)
    light (self, self->cells->pdata[i]);
}

void
apoyo_area_table_set_selected (ApoyoAreaTable *self, const char *code)
{
  GListModel *model;
  guint position = GTK_INVALID_LIST_POSITION;

  g_return_if_fail (APOYO_IS_AREA_TABLE (self));

  model = G_LIST_MODEL (self->sorted);
  for (guint i = 0; code != NULL && i < g_list_model_get_n_items (model); i++) {
    g_autoptr (ApoyoArea) area = g_list_model_get_item (model, i);

    if (g_str_equal (apoyo_area_get_code (area), code))
      position = i;
  }
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    scroll_to (self, position);
}
