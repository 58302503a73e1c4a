/* apoyo-promovente-list.c: every promovente of the process, to search, sort, filter and choose
 * from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"
#include "apoyo-promovente-list.h"
#include "apoyo-promovente-row.h"
#include "apoyo-swatch.h"

/* Rows change place at most this often, and never under the pointer. */
#define ORDER_MS 5000

struct _ApoyoPromoventeList {
  AdwBin parent_instance;

  GtkLabel *count;
  GtkLabel *supported;
  GtkSearchEntry *search;
  GtkMenuButton *menu_button;
  GMenu *filters;
  GtkBox *filter_row;
  GtkLabel *filter_label;
  GtkListBox *pinned;
  GtkLabel *pinned_kind;
  GtkLabel *pinned_valid;
  GtkLabel *pinned_percent;
  GtkLabel *head_day;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkListView *list;
  GtkLabel *none_label;
  GtkBox *legend;
  GtkLabel *legend_percent;

  ApoyoBoard *board; /* (owned) (nullable) */
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  GtkSingleSelection *selection;
  GtkCustomSorter *sorter; /* (owned) */
  GtkCustomFilter *filter; /* (owned) */
  char *order;             /* (owned) */
  char *shown;             /* (owned): name of the filter */
  GStrv words;             /* (owned) (nullable): of the search */
  guint order_source;
  gint64 scrolled_at;
  gboolean disordered; /* counts changed since the rows were put in order */
  gboolean under_pointer;
  gboolean wide;
  gboolean selecting; /* the selection is being set from the board */
};

G_DEFINE_FINAL_TYPE (ApoyoPromoventeList, apoyo_promovente_list, ADW_TYPE_BIN)

/* --- order and filter ------------------------------------------------------------------------- */

static gint64
get_key (ApoyoPromoventeList *self, ApoyoPromovente *promovente)
{
  const ApoyoPromoventeCounts *counts = apoyo_promovente_get_counts (promovente);

  switch (*self->order) {
  case 'o':
    return counts->open;
  case 'v':
    return counts->valid;
  default:
    return g_str_equal (self->order, "received") ? counts->received : counts->rejected;
  }
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  ApoyoPromoventeList *self = user_data;
  ApoyoPromovente *first = (gpointer) a, *second = (gpointer) b;
  gint64 x, y;

  if (g_str_equal (self->order, "name"))
    return apoyo_promovente_compare_names (first, second);
  if (!g_str_equal (self->order, "folio")) {
    x = get_key (self, first);
    y = get_key (self, second);
    if (x != y)
      return x > y ? -1 : 1; /* the most first */
  }
  return apoyo_promovente_get_number (first) - apoyo_promovente_get_number (second);
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  ApoyoPromoventeList *self = user_data;
  ApoyoPromovente *promovente = item;
  double elapsed = apoyo_process_get_elapsed (apoyo_board_get_process (self->board));
  ApoyoCourse course;

  if (self->words != NULL &&
      !apoyo_promovente_matches (promovente, (const char *const *) self->words))
    return FALSE;
  if (g_str_equal (self->shown, "all"))
    return TRUE;
  if (g_str_equal (self->shown, "supported"))
    return apoyo_promovente_get_counts (promovente)->received > 0;
  course = apoyo_promovente_get_course (promovente, elapsed);
  return course == (g_str_equal (self->shown, "reached")     ? APOYO_COURSE_REACHED
                    : g_str_equal (self->shown, "on-course") ? APOYO_COURSE_ON_COURSE
                                                             : APOYO_COURSE_FAR);
}

static gboolean
is_filtered (ApoyoPromoventeList *self)
{
  return self->words != NULL || !g_str_equal (self->shown, "all");
}

static void
update_none (ApoyoPromoventeList *self)
{
  gboolean none = is_filtered (self) && self->filtered != NULL &&
                  g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0;
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *text = self->words != NULL
                              ? g_strdup_printf (_ ("No promoter matches “%s”"), query)
                              : g_strdup (_ ("No promoter is in this situation"));

  gtk_label_set_text (self->none_label, text);
  gtk_stack_set_visible_child_name (self->stack, none ? "none" : "list");
}

static void
apply_filter (ApoyoPromoventeList *self)
{
  if (self->board == NULL || !apoyo_board_is_loaded (self->board))
    return;
  /* Without a filter the model passes 22,419 rows on without asking about each. */
  if (!is_filtered (self))
    gtk_filter_list_model_set_filter (self->filtered, NULL);
  else if (gtk_filter_list_model_get_filter (self->filtered) == NULL)
    gtk_filter_list_model_set_filter (self->filtered, GTK_FILTER (self->filter));
  else
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_none (self);
}

static void
put_in_order (ApoyoPromoventeList *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  gboolean at_top = gtk_adjustment_get_value (adjustment) < 1;

  self->disordered = FALSE;
  gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
  if (!g_str_equal (self->shown, "all"))
    apply_filter (self);
  if (at_top)
    gtk_adjustment_set_value (adjustment, 0);
}

static gboolean
order_cb (gpointer user_data)
{
  ApoyoPromoventeList *self = user_data;
  gboolean scrolling = g_get_monotonic_time () - self->scrolled_at < 2 * G_USEC_PER_SEC;

  if (self->disordered && !self->under_pointer && !scrolling &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    put_in_order (self);
  return G_SOURCE_CONTINUE;
}

/* Other rows than before: where the list stood means nothing any more. */
static void
scroll_to_top (ApoyoPromoventeList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->sorted)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
}

static void
on_search_changed_cb (ApoyoPromoventeList *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_clear_pointer (&self->words, g_strfreev);
  self->words = apoyo_promovente_fold_query (query);
  if (self->words[0] == NULL)
    g_clear_pointer (&self->words, g_strfreev);
  apply_filter (self);
  scroll_to_top (self);
}

static void
set_order (ApoyoPromoventeList *self, const char *order)
{
  g_free (self->order);
  self->order = g_strdup (order);
  if (self->board != NULL)
    put_in_order (self);
}

/* The filters, as the menu has them. */
static const struct {
  const char *name;
  const char *label;
  gboolean own_threshold; /* has a meaning only where each has one of its own */
} filters[] = {
  { "supported", N_ ("With supports"), FALSE },
  { "reached", N_ ("Threshold reached"), TRUE },
  { "on-course", N_ ("On course"), TRUE },
  { "far", N_ ("Far from the threshold"), TRUE },
};

/* A list that leaves out rows must be seen to. */
static void
mark_filter (ApoyoPromoventeList *self)
{
  gboolean active = !g_str_equal (self->shown, "all");

  gtk_widget_set_visible (GTK_WIDGET (self->filter_row), active);
  if (active)
    gtk_widget_add_css_class (GTK_WIDGET (self->menu_button), "filtering");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->menu_button), "filtering");
  for (gsize i = 0; active && i < G_N_ELEMENTS (filters); i++) {
    if (g_str_equal (filters[i].name, self->shown))
      gtk_label_set_text (self->filter_label, _ (filters[i].label));
  }
}

static void
offer_filters (ApoyoPromoventeList *self, gboolean joint)
{
  int n_wanted = 1; /* "All" */

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    n_wanted += !joint || !filters[i].own_threshold;
  if (g_menu_model_get_n_items (G_MENU_MODEL (self->filters)) == n_wanted)
    return;
  while (g_menu_model_get_n_items (G_MENU_MODEL (self->filters)) > 1)
    g_menu_remove (self->filters, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++) {
    g_autoptr (GMenuItem) item = g_menu_item_new (_ (filters[i].label), NULL);

    if (joint && filters[i].own_threshold)
      continue;
    g_menu_item_set_action_and_target (item, "promoventes.filter", "s", filters[i].name);
    g_menu_append_item (self->filters, item);
  }
}

static void
set_shown (ApoyoPromoventeList *self, const char *shown)
{
  g_free (self->shown);
  self->shown = g_strdup (shown);
  mark_filter (self);
  apply_filter (self);
  scroll_to_top (self);
}

static void
on_clear_cb (ApoyoPromoventeList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  g_object_set (self, "shown", "all", NULL);
}

static void
on_show_all_cb (ApoyoPromoventeList *self)
{
  g_object_set (self, "shown", "all", NULL);
}

/* --- rows ------------------------------------------------------------------------------------- */

static void
on_setup_cb (GtkListItemFactory *factory, GtkListItem *item, ApoyoPromoventeList *self)
{
  gtk_list_item_set_child (item, apoyo_promovente_row_new (self->wide));
}

static void
on_bind_cb (GtkListItemFactory *factory, GtkListItem *item, ApoyoPromoventeList *self)
{
  if (self->board != NULL)
    apoyo_promovente_row_bind (APOYO_PROMOVENTE_ROW (gtk_list_item_get_child (item)), self->board,
                               gtk_list_item_get_item (item), gtk_list_item_get_position (item));
}

static void
on_unbind_cb (GtkListItemFactory *factory, GtkListItem *item, ApoyoPromoventeList *self)
{
  apoyo_promovente_row_unbind (APOYO_PROMOVENTE_ROW (gtk_list_item_get_child (item)));
}

static void
make_factory (ApoyoPromoventeList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
}

/* --- selection -------------------------------------------------------------------------------- */

static void
on_pinned_selected_cb (ApoyoPromoventeList *self, GtkListBoxRow *row)
{
  if (row == NULL || self->selecting || self->board == NULL)
    return;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  apoyo_board_set_selection (self->board, 0);
}

static void
on_selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, ApoyoPromoventeList *self)
{
  ApoyoPromovente *promovente = gtk_single_selection_get_selected_item (selection);

  if (promovente == NULL || self->selecting || self->board == NULL)
    return;
  gtk_list_box_unselect_all (self->pinned);
  apoyo_board_set_selection (self->board, apoyo_promovente_get_number (promovente));
}

static void
on_board_selection_cb (ApoyoBoard *board, GParamSpec *pspec, ApoyoPromoventeList *self)
{
  int number = apoyo_board_get_selection (board);
  GListModel *model = G_LIST_MODEL (self->sorted);

  self->selecting = TRUE;
  if (number == 0) {
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
    gtk_list_box_select_row (self->pinned, gtk_list_box_get_row_at_index (self->pinned, 0));
  } else {
    ApoyoPromovente *wanted = apoyo_board_get_promovente (board, number);
    ApoyoPromovente *chosen = gtk_single_selection_get_selected_item (self->selection);

    gtk_list_box_unselect_all (self->pinned);
    for (guint i = 0; chosen != wanted && i < g_list_model_get_n_items (model); i++) {
      g_autoptr (ApoyoPromovente) promovente = g_list_model_get_item (model, i);

      if (promovente == wanted) {
        gtk_single_selection_set_selected (self->selection, i);
        break;
      }
    }
  }
  self->selecting = FALSE;
}

/* --- figures ---------------------------------------------------------------------------------- */

static void
on_updated_cb (ApoyoBoard *board, gint64 size, GDateTime *recorded_at, ApoyoPromoventeList *self)
{
  const ApoyoProcessFigures *figures = apoyo_process_get_figures (apoyo_board_get_process (board));
  gint64 n_supported = apoyo_board_get_n_supported (board);
  gint64 valid = apoyo_board_get_process_valid (board);
  g_autofree char *count = apoyo_format_count (figures->n_promoventes);
  g_autofree char *number = apoyo_format_count (n_supported);
  g_autofree char *supported = g_strdup_printf (
      g_dngettext (NULL, "%s with supports", "%s with supports", (gulong) n_supported), number);
  g_autofree char *total = apoyo_format_count (valid);
  g_autofree char *percent = apoyo_format_percentage (valid, MAX (valid, 1));

  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->supported, supported);
  gtk_label_set_text (self->pinned_valid, total);
  gtk_label_set_text (self->pinned_percent, figures->joint && valid > 0 ? percent : "");
  gtk_label_set_text (self->pinned_kind, figures->joint
                                             ? (self->wide ? _ ("Joint threshold · every promoter")
                                                           : _ ("Joint threshold"))
                                             : _ ("Each with a threshold of its own"));
  gtk_label_set_text (self->legend_percent,
                      figures->joint ? _ ("% = part of the total") : _ ("Percent of the required"));
  self->disordered = TRUE;
  offer_filters (self, figures->joint);
  update_none (self);
}

/* Until the first reading nothing of the process before may stay. */
static void
show_unknown (ApoyoPromoventeList *self)
{
  gtk_label_set_text (self->count, "—");
  gtk_label_set_text (self->supported, "");
  gtk_label_set_text (self->pinned_valid, "—");
  gtk_label_set_text (self->pinned_percent, "");
  gtk_label_set_text (self->pinned_kind, "");
  gtk_label_set_text (self->legend_percent, "");
}

/* --- the object ------------------------------------------------------------------------------- */

static void
on_enter_cb (GtkEventControllerMotion *controller, double x, double y, ApoyoPromoventeList *self)
{
  self->under_pointer = TRUE;
}

static void
on_leave_cb (GtkEventControllerMotion *controller, ApoyoPromoventeList *self)
{
  self->under_pointer = FALSE;
}

static void
on_scrolled_cb (GtkAdjustment *adjustment, ApoyoPromoventeList *self)
{
  self->scrolled_at = g_get_monotonic_time ();
}

typedef enum {
  PROP_ORDER = 1,
  PROP_SHOWN,
} ApoyoPromoventeListProperty;

static GParamSpec *props[PROP_SHOWN + 1];

static void
apoyo_promovente_list_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  ApoyoPromoventeList *self = APOYO_PROMOVENTE_LIST (object);

  switch ((ApoyoPromoventeListProperty) prop_id) {
  case PROP_ORDER:
    g_value_set_string (value, self->order);
    break;
  case PROP_SHOWN:
    g_value_set_string (value, self->shown);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
apoyo_promovente_list_set_property (GObject *object,
                                    guint prop_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  ApoyoPromoventeList *self = APOYO_PROMOVENTE_LIST (object);

  switch ((ApoyoPromoventeListProperty) prop_id) {
  case PROP_ORDER:
    set_order (self, g_value_get_string (value));
    break;
  case PROP_SHOWN:
    set_shown (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
apoyo_promovente_list_dispose (GObject *object)
{
  ApoyoPromoventeList *self = APOYO_PROMOVENTE_LIST (object);

  g_clear_handle_id (&self->order_source, g_source_remove);
  if (self->selection != NULL)
    apoyo_promovente_list_set_board (self, NULL);
  g_clear_object (&self->sorted);
  g_clear_object (&self->selection);
  g_clear_object (&self->sorter);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (apoyo_promovente_list_parent_class)->dispose (object);
}

static void
apoyo_promovente_list_finalize (GObject *object)
{
  ApoyoPromoventeList *self = APOYO_PROMOVENTE_LIST (object);

  g_free (self->order);
  g_free (self->shown);
  g_strfreev (self->words);

  G_OBJECT_CLASS (apoyo_promovente_list_parent_class)->finalize (object);
}

static void
apoyo_promovente_list_class_init (ApoyoPromoventeListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = apoyo_promovente_list_get_property;
  object_class->set_property = apoyo_promovente_list_set_property;
  object_class->dispose = apoyo_promovente_list_dispose;
  object_class->finalize = apoyo_promovente_list_finalize;

  props[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, "valid",
                                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_SHOWN] =
      g_param_spec_string ("shown", NULL, NULL, "all", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_install_property_action (widget_class, "promoventes.sort", "order");
  gtk_widget_class_install_property_action (widget_class, "promoventes.filter", "shown");

  gtk_widget_class_set_template_from_resource (
      widget_class, "/mx/ine/ApoyoCiudadano/ui/apoyo-promovente-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, count);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, supported);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, search);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, filters);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, filter_row);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, filter_label);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, pinned);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, pinned_kind);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, pinned_valid);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, pinned_percent);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, head_day);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, stack);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, list);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, none_label);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, legend);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPromoventeList, legend_percent);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pinned_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all_cb);
}

static void
fill_legend (ApoyoPromoventeList *self)
{
  static const struct {
    ApoyoSwatchKind kind;
    const char *text;
  } entries[] = {
    { APOYO_SWATCH_NOT_COUNTED, N_ ("not counted") },
    { APOYO_SWATCH_OPEN, N_ ("open") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++) {
    GtkWidget *label = gtk_label_new (_ (entries[i].text));

    gtk_widget_add_css_class (label, "t-caption");
    gtk_widget_add_css_class (label, "dimmed");
    gtk_box_prepend (self->legend, label);
    gtk_box_prepend (self->legend, apoyo_swatch_new (entries[i].kind, 1, 8));
  }
}

static void
apoyo_promovente_list_init (ApoyoPromoventeList *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->order = g_strdup ("valid");
  self->shown = g_strdup ("all");
  gtk_widget_init_template (GTK_WIDGET (self));

  self->sorter = gtk_custom_sorter_new (compare, self, NULL);
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->filtered = gtk_filter_list_model_new (NULL, NULL);
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (self->filtered),
                                          g_object_ref (GTK_SORTER (self->sorter)));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->sorted)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected_cb),
                           self, 0);
  make_factory (self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  fill_legend (self);

  g_signal_connect_object (motion, "enter", G_CALLBACK (on_enter_cb), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (on_leave_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), motion);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled), "value-changed",
                           G_CALLBACK (on_scrolled_cb), self, 0);
  self->order_source = g_timeout_add (ORDER_MS, order_cb, self);
}

/* board: (nullable) */
void
apoyo_promovente_list_set_board (ApoyoPromoventeList *self, ApoyoBoard *board)
{
  g_return_if_fail (APOYO_IS_PROMOVENTE_LIST (self));

  if (self->board == board)
    return;
  if (self->board != NULL)
    g_signal_handlers_disconnect_by_data (self->board, self);
  self->selecting = TRUE;
  gtk_filter_list_model_set_filter (self->filtered, NULL);
  gtk_filter_list_model_set_model (self->filtered, NULL);
  g_set_object (&self->board, board);
  show_unknown (self);
  if (board != NULL) {
    gtk_filter_list_model_set_model (self->filtered, apoyo_board_get_promoventes (board));
    g_signal_connect_object (board, "updated", G_CALLBACK (on_updated_cb), self, 0);
    g_signal_connect_object (board, "notify::selection", G_CALLBACK (on_board_selection_cb), self,
                             0);
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
    g_object_set (self, "shown", "all", NULL);
    gtk_list_box_select_row (self->pinned, gtk_list_box_get_row_at_index (self->pinned, 0));
  }
  self->selecting = FALSE;
}

void
apoyo_promovente_list_set_wide (ApoyoPromoventeList *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_PROMOVENTE_LIST (self));

  gtk_widget_set_size_request (GTK_WIDGET (self), wide ? 384 : 290, -1);
  if (self->wide == wide)
    return;
  self->wide = wide;
  gtk_widget_set_visible (GTK_WIDGET (self->head_day), wide);
  make_factory (self); /* rows of the other shape */
}

void
apoyo_promovente_list_search (ApoyoPromoventeList *self)
{
  g_return_if_fail (APOYO_IS_PROMOVENTE_LIST (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
