/* apoyo-board-page.c: the live count of one process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-area-table.h"
#include "apoyo-arrivals.h"
#include "apoyo-board-export.h"
#include "apoyo-board-page.h"
#include "apoyo-board-snapshot.h"
#include "apoyo-dispersion.h"
#include "apoyo-format.h"
#include "apoyo-level-words.h"
#include "apoyo-map.h"
#include "apoyo-partition.h"
#include "apoyo-promovente-list.h"
#include "apoyo-refusal.h"
#include "apoyo-settings.h"
#include "apoyo-toast.h"
#include "apoyo-total.h"
#include "apoyo-wall.h"

struct _ApoyoBoardPage {
  ApoyoPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *empty;
  AdwStatusPage *error;
  ApoyoPromoventeList *list;
  GtkBox *hero;
  GtkWidget *total_panel;
  GtkWidget *dispersion_panel;
  GtkWidget *arrivals_panel;
  ApoyoTotal *total;
  ApoyoDispersion *dispersion;
  ApoyoArrivals *arrivals;
  ApoyoPartition *partition;
  GtkWidget *left;
  GtkWidget *map_panel;
  ApoyoMap *map;
  GtkWidget *days_panel;
  AdwBin *days_place;
  ApoyoArrivals *days;
  ApoyoAreaTable *table;
  GtkLabel *tree;
  GtkLabel *time;
  GtkLabel *checkpoint;
  GtkLabel *preliminary;
  GtkLabel *delay;

  ApoyoBoard *board;           /* (owned) (nullable) */
  ApoyoConnection *connection; /* (owned) (nullable) */
  ApoyoWall *wall;             /* (nullable): while it is shown */
  gboolean live;
  gboolean wide;
  gboolean was_reached;
};

G_DEFINE_FINAL_TYPE (ApoyoBoardPage, apoyo_board_page, APOYO_TYPE_PAGE)

/* --- figures ---------------------------------------------------------------------------------- */

/* Until something is known, the layout is that of the larger processes. */
static gboolean
is_of_entities (ApoyoBoardPage *self)
{
  return self->board == NULL || !apoyo_board_is_loaded (self->board) ||
         g_str_equal (apoyo_process_get_figures (apoyo_board_get_process (self->board))->cell_level,
                      "entity");
}

static void
update_total (ApoyoBoardPage *self)
{
  gint64 required = apoyo_board_get_required (self->board);

  if (apoyo_board_is_contest (self->board)) {
    g_autoptr (GArray) contestants = apoyo_board_list_contestants (self->board);

    apoyo_total_set_contest (self->total, (const ApoyoAreaValue *) contestants->data,
                             contestants->len, apoyo_board_get_valid (self->board));
  } else if (required > 0)
    apoyo_total_set_figures (self->total, apoyo_board_get_valid (self->board), required);
  else
    apoyo_total_set_contribution (self->total, apoyo_board_get_valid (self->board),
                                  apoyo_board_get_process_valid (self->board));
}

static void
update_dispersion (ApoyoBoardPage *self, GArray *areas)
{
  const ApoyoProcessFigures *figures =
      apoyo_process_get_figures (apoyo_board_get_process (self->board));

  gtk_widget_set_visible (self->dispersion_panel, figures->dispersion_level != NULL);
  if (apoyo_board_is_contest (self->board)) {
    g_autoptr (GArray) spreads = apoyo_board_list_spreads (self->board);

    apoyo_dispersion_set_areas (self->dispersion, APOYO_LEVEL_WORD_PROMOVENTE,
                                (const ApoyoAreaValue *) spreads->data, spreads->len, 0, 0);
  } else {
    apoyo_dispersion_set_areas (
        self->dispersion, figures->cell_level, (const ApoyoAreaValue *) areas->data, areas->len,
        apoyo_board_get_dispersion_needed (self->board), figures->dispersion_percentage);
  }
}

/* The map is of entities. Where the count is finer than that, the days stand in its place. */
static void
update_left (ApoyoBoardPage *self)
{
  gboolean map = is_of_entities (self);

  gtk_widget_set_visible (self->map_panel, map);
  gtk_widget_set_visible (self->days_panel, self->wide || !map);
  gtk_widget_set_vexpand (self->days_panel, !map);
}

static void
update_areas (ApoyoBoardPage *self)
{
  const ApoyoProcessFigures *figures =
      apoyo_process_get_figures (apoyo_board_get_process (self->board));
  g_autoptr (GArray) areas = apoyo_board_list_areas (self->board);

  update_left (self);
  update_dispersion (self, areas);
  if (is_of_entities (self)) {
    apoyo_map_set_percentage (self->map, figures->percentage);
    apoyo_map_set_values (self->map, (const ApoyoMapValue *) areas->data, areas->len);
  }
}

static void
update_arrivals (ApoyoBoardPage *self)
{
  GDateTime *last_minute, *first_day;
  const gint64 *minutes = apoyo_board_get_minutes (self->board, &last_minute);
  guint n_days;
  const gint64 *days = apoyo_board_get_days (self->board, &n_days, &first_day);
  guint n_period = apoyo_board_count_period (self->board);

  apoyo_arrivals_set_minutes (self->arrivals, minutes, APOYO_BOARD_MINUTES, last_minute);
  apoyo_arrivals_set_days (self->arrivals, days, n_days, first_day, n_period);
  apoyo_arrivals_set_days (self->days, days, n_days, first_day, n_period);
}

/* What the figures stand for: tree size, its time, the last signed size. */
static void
update_status (ApoyoBoardPage *self)
{
  const ApoyoProcessFigures *figures =
      apoyo_process_get_figures (apoyo_board_get_process (self->board));
  g_autofree char *size = apoyo_format_count (figures->size);
  g_autofree char *tree = g_strdup_printf (_ ("Tree %s"), size);
  GDateTime *stamp = figures->recorded_at != NULL ? figures->recorded_at : figures->as_of;
  g_autofree char *stamp_text = apoyo_format_time (stamp, figures->time_zone);
  g_autofree char *time =
      self->live ? g_strdup (stamp_text) : g_strdup_printf (_ ("Last figures: %s"), stamp_text);
  g_autofree char *clock = figures->checkpoint_at != NULL
                               ? apoyo_format_clock (figures->checkpoint_at, figures->time_zone)
                               : NULL;
  g_autofree char *checkpoint =
      clock != NULL ? g_strdup_printf (_ ("Checkpoint signed %s"), clock) : NULL;

  gtk_label_set_text (self->tree, tree);
  gtk_label_set_text (self->time, time);
  gtk_label_set_text (self->checkpoint, checkpoint != NULL ? checkpoint : "");
  if (apoyo_process_is_final (apoyo_board_get_process (self->board)))
    gtk_label_set_text (self->preliminary, _ ("Certified figures"));
  else
    gtk_label_set_text (self->preliminary,
                        self->wide ? _ ("Preliminary figures until the General Council's agreement")
                                   : _ ("Preliminary figures"));
}

/* From the last entry to these figures on the screen; only what comes live has one. */
static void
update_delay (ApoyoBoardPage *self)
{
  const ApoyoProcessFigures *figures =
      apoyo_process_get_figures (apoyo_board_get_process (self->board));
  double seconds =
      figures->recorded_at != NULL
          ? (double) g_date_time_difference (figures->as_of, figures->recorded_at) / G_USEC_PER_SEC
          : -1;
  gboolean known = self->live && self->wide && seconds >= 0 && seconds < 10;

  gtk_widget_set_visible (GTK_WIDGET (self->delay), known);
  if (known) {
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_autofree char *text = NULL;

    g_ascii_formatd (number, sizeof number, "%.1f", seconds);
    text = g_strdup_printf (_ ("Delay %s s"), number);
    gtk_label_set_text (self->delay, text);
  }
}

static void
update_wall (ApoyoBoardPage *self)
{
  g_autoptr (ApoyoBoardFigures) figures = NULL;

  if (self->wall == NULL || self->board == NULL || !apoyo_board_is_loaded (self->board))
    return;
  figures = apoyo_board_snapshot (self->board);
  apoyo_wall_set_figures (self->wall, figures);
  apoyo_wall_set_live (self->wall, self->live);
}

static void
notify_reached (ApoyoBoardPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkApplication *application =
      GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *body = NULL, *valid = NULL, *required = NULL;

  if (application == NULL || !g_settings_get_boolean (apoyo_settings_get (), "notify-threshold"))
    return;
  valid = apoyo_format_count (apoyo_board_get_valid (self->board));
  required = apoyo_format_count (apoyo_board_get_required (self->board));
  body = g_strdup_printf (_ ("%s: %s in Nominal List of %s required (preliminary)."),
                          apoyo_process_get_figures (apoyo_board_get_process (self->board))->name,
                          valid, required);
  notification = g_notification_new (_ ("Threshold reached"));
  g_notification_set_body (notification, body);
  g_application_send_notification (G_APPLICATION (application), "threshold", notification);
}

/* Tells of the moment, and not of a threshold that was reached before the board was opened. */
static void
watch_threshold (ApoyoBoardPage *self, gboolean same)
{
  gint64 required = apoyo_board_get_required (self->board);
  gboolean reached = required > 0 && apoyo_board_get_valid (self->board) >= required;

  if (reached && !self->was_reached && same)
    notify_reached (self);
  self->was_reached = reached;
}

static void
show_empty (ApoyoBoardPage *self)
{
  const ApoyoProcessFigures *figures =
      apoyo_process_get_figures (apoyo_board_get_process (self->board));
  gboolean waits =
      figures->opens_at != NULL && g_date_time_compare (figures->as_of, figures->opens_at) < 0;
  g_autofree char *opens =
      waits ? apoyo_format_minute (figures->opens_at, figures->time_zone) : NULL;
  g_autofree char *text = waits ? g_strdup_printf (_ ("Reception opens on %s."), opens)
                                : g_strdup (_ ("The figures appear with the first support."));

  adw_status_page_set_description (self->empty, text);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
on_updated_cb (ApoyoBoard *board, gint64 size, GDateTime *recorded_at, ApoyoBoardPage *self)
{
  static GQuark shown_quark;
  gboolean same;

  if (shown_quark == 0)
    shown_quark = g_quark_from_static_string ("apoyo-shown");
  same = GPOINTER_TO_INT (g_object_get_qdata (G_OBJECT (board), shown_quark)) ==
         apoyo_board_get_shown (board) + 1;
  g_object_set_qdata (G_OBJECT (board), shown_quark,
                      GINT_TO_POINTER (apoyo_board_get_shown (board) + 1));
  if (size == 0) {
    show_empty (self);
  } else if (apoyo_board_get_shown (board) == apoyo_board_get_selection (board)) {
    update_total (self);
    update_areas (self);
    update_arrivals (self);
    apoyo_partition_set_counts (self->partition, apoyo_board_get_received (board),
                                apoyo_board_get_situations (board));
    apoyo_total_set_preliminary (self->total,
                                 !apoyo_process_is_final (apoyo_board_get_process (board)));
    update_status (self);
    update_delay (self);
    update_wall (self);
    watch_threshold (self, same);
    gtk_stack_set_visible_child_name (self->stack, "board");
  }
  apoyo_page_tell_figures (APOYO_PAGE (self), apoyo_board_get_process (board));
}

static void
on_failed_cb (ApoyoBoard *board, const GError *error, ApoyoBoardPage *self)
{
  g_autofree char *message = apoyo_refusal_dup_message (error);
  g_autofree char *markup = g_markup_escape_text (message, -1);

  /* The banner tells of a lost connection, and the last figures stay. */
  if (g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION))
    return;
  g_warning ("Board: %s", error->message);
  if (apoyo_board_is_loaded (board))
    return;
  adw_status_page_set_description (self->error, markup);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
on_retry_cb (ApoyoBoardPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "board");
  if (self->board != NULL)
    apoyo_board_refresh (self->board);
}

/* --- one selection for map, card and table ---------------------------------------------------- */

static void
on_map_hovered_cb (ApoyoMap *map, const char *code, ApoyoBoardPage *self)
{
  apoyo_area_table_set_lit (self->table, is_of_entities (self) ? code : NULL);
}

static void
on_map_selected_cb (ApoyoMap *map, const char *code, ApoyoBoardPage *self)
{
  gboolean again = code != NULL && g_strcmp0 (apoyo_map_get_selected (map), code) == 0;

  apoyo_map_set_selected (map, again ? NULL : code);
  if (is_of_entities (self))
    apoyo_area_table_set_selected (self->table, again ? NULL : code);
}

static void
on_table_hovered_cb (ApoyoAreaTable *table, const char *code, ApoyoBoardPage *self)
{
  apoyo_area_table_set_lit (table, code);
  if (is_of_entities (self))
    apoyo_map_set_highlight (self->map, code);
}

static void
on_table_selected_cb (ApoyoAreaTable *table, const char *code, ApoyoBoardPage *self)
{
  if (is_of_entities (self))
    apoyo_map_set_selected (self->map, code);
}

/* --- shape ------------------------------------------------------------------------------------ */

static void
apply_shape (ApoyoBoardPage *self)
{
  gboolean wide = self->wide;

  gtk_widget_set_size_request (self->total_panel, wide ? 360 : 300, wide ? 155 : 137);
  gtk_widget_set_size_request (self->dispersion_panel, wide ? 360 : 212, -1);
  gtk_widget_set_size_request (self->arrivals_panel, wide ? 360 : 196, -1);
  gtk_widget_set_hexpand (self->total_panel, TRUE);
  gtk_widget_set_hexpand (self->dispersion_panel, wide);
  gtk_widget_set_hexpand (self->arrivals_panel, wide);
  gtk_box_set_homogeneous (self->hero, wide);
  gtk_widget_set_size_request (self->left, wide ? 580 : 260, -1);
  /* Narrow, the names of the demarcations come before the size of the map. */
  gtk_widget_set_size_request (GTK_WIDGET (self->table), wide ? -1 : 456, -1);
  gtk_widget_set_hexpand (self->left, FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->list), FALSE);
  update_left (self);
  apoyo_promovente_list_set_wide (self->list, wide);
  apoyo_area_table_set_wide (self->table, wide);
  apoyo_total_set_wide (self->total, wide);
  apoyo_dispersion_set_wide (self->dispersion, wide);
  apoyo_arrivals_set_wide (self->arrivals, wide);
  apoyo_partition_set_wide (self->partition, wide);
  if (self->board != NULL && apoyo_board_is_loaded (self->board)) {
    update_status (self);
    update_delay (self);
  }
}

static void
apoyo_board_page_set_wide (ApoyoPage *page, gboolean wide)
{
  ApoyoBoardPage *self = APOYO_BOARD_PAGE (page);

  if (self->wide == wide)
    return;
  self->wide = wide;
  apply_shape (self);
}

/* --- until the figures are there ----------------------------------------------------------------
 */

/* What follows the selection: figures of another one must not stand under the new name. */
static void
show_unknown (ApoyoBoardPage *self)
{
  apoyo_total_set_loading (self->total);
  apoyo_dispersion_set_loading (self->dispersion);
  apoyo_partition_set_loading (self->partition);
  apoyo_arrivals_set_days (self->arrivals, NULL, 0, NULL, 0);
  apoyo_arrivals_set_days (self->days, NULL, 0, NULL, 0);
  apoyo_map_set_values (self->map, NULL, 0);
  apoyo_area_table_set_loading (self->table);
}

static void
show_loading (ApoyoBoardPage *self)
{
  show_unknown (self);
  apoyo_total_set_subject (self->total, NULL);
  apoyo_arrivals_set_of_one (self->arrivals, FALSE);
  apoyo_arrivals_set_minutes (self->arrivals, NULL, 0, NULL);
  gtk_label_set_text (self->tree, "—");
  gtk_label_set_text (self->time, "");
  gtk_label_set_text (self->checkpoint, "");
  gtk_label_set_text (self->preliminary, "");
  gtk_widget_set_visible (GTK_WIDGET (self->delay), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "board");
}

static void
on_selection_cb (ApoyoBoard *board, GParamSpec *pspec, ApoyoBoardPage *self)
{
  int number = apoyo_board_get_selection (board);
  ApoyoPromovente *promovente = apoyo_board_get_promovente (board, number);

  if (!apoyo_board_is_loaded (board))
    return;
  show_unknown (self);
  apoyo_total_set_subject (self->total,
                           promovente != NULL ? apoyo_promovente_get_name (promovente) : NULL);
  apoyo_arrivals_set_of_one (self->arrivals, number != 0);
  apoyo_page_tell_figures (APOYO_PAGE (self), apoyo_board_get_process (board));
}

/* --- the page --------------------------------------------------------------------------------- */

static void
drop_board (ApoyoBoardPage *self)
{
  if (self->board == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->board, self);
  apoyo_promovente_list_set_board (self->list, NULL);
  apoyo_area_table_set_board (self->table, NULL);
  apoyo_board_stop (self->board);
  g_clear_object (&self->board);
}

static void
apoyo_board_page_set_process (ApoyoPage *page, ApoyoLogin *login, ApoyoProcess *process)
{
  ApoyoBoardPage *self = APOYO_BOARD_PAGE (page);

  drop_board (self);
  show_loading (self);
  apoyo_map_set_selected (self->map, NULL);
  g_set_object (&self->connection, apoyo_login_get_connection (login));
  self->was_reached = FALSE;
  self->board = apoyo_board_new (self->connection, apoyo_process_get_figures (process)->id);
  /* The lists first: their figures are right when the page says that it is filled. */
  apoyo_promovente_list_set_board (self->list, self->board);
  apoyo_area_table_set_board (self->table, self->board);
  g_signal_connect_object (self->board, "updated", G_CALLBACK (on_updated_cb), self, 0);
  g_signal_connect_object (self->board, "notify::selection", G_CALLBACK (on_selection_cb), self, 0);
  g_signal_connect_object (self->board, "failed", G_CALLBACK (on_failed_cb), self, 0);
  apoyo_board_start (self->board);
}

static void
on_exported (GtkWidget *widget, const char *path, const GError *error)
{
  AdwToastOverlay *overlay =
      ADW_TOAST_OVERLAY (gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY));
  g_autofree char *text = NULL;

  if (path != NULL) {
    g_autofree char *name = g_path_get_basename (path);

    text = g_strdup_printf (_ ("Exported to %s"), name);
    if (overlay != NULL)
      apoyo_toast_add (overlay, apoyo_toast_new (text));
  } else {
    GtkWidget *dialog =
        adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                _ ("The file could not be written"), error->message);

    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
    gtk_window_present (GTK_WINDOW (dialog));
  }
}

static void
apoyo_board_page_export (ApoyoPage *page, const char *format)
{
  ApoyoBoardPage *self = APOYO_BOARD_PAGE (page);
  const char *folder = g_getenv ("APOYO_EXPORT_DIR");

  if (self->board == NULL || !apoyo_board_is_loaded (self->board))
    return;
  if (folder != NULL) { /* for machines that drive the console: no dialog */
    g_autofree char *name =
        g_strdup_printf ("board-%s.%s", format, g_str_equal (format, "counts") ? "csv" : format);
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (GFile) file = g_file_new_for_path (path);

    apoyo_board_export_write (GTK_WIDGET (self), self->board, self->connection, format, file,
                              on_exported);
  } else {
    apoyo_board_export_ask (GTK_WIDGET (self), self->board, self->connection, format, on_exported);
  }
}

static void
apoyo_board_page_search (ApoyoPage *page)
{
  apoyo_promovente_list_search (APOYO_BOARD_PAGE (page)->list);
}

static GtkWidget *
apoyo_board_page_make_wall (ApoyoPage *page)
{
  ApoyoBoardPage *self = APOYO_BOARD_PAGE (page);

  g_clear_weak_pointer (&self->wall);
  g_set_weak_pointer (&self->wall, APOYO_WALL (apoyo_wall_new ()));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->wall), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Live count for the operations room"), -1);
  apoyo_wall_set_dark (self->wall, g_settings_get_boolean (apoyo_settings_get (), "wall-dark"));
  update_wall (self);
  return GTK_WIDGET (self->wall);
}

static gboolean
apoyo_board_page_is_populated (ApoyoPage *page)
{
  ApoyoBoardPage *self = APOYO_BOARD_PAGE (page);

  return self->board != NULL && apoyo_board_is_loaded (self->board) &&
         apoyo_board_get_shown (self->board) == apoyo_board_get_selection (self->board);
}

static void
apoyo_board_page_set_live (ApoyoPage *page, gboolean live)
{
  ApoyoBoardPage *self = APOYO_BOARD_PAGE (page);
  g_autofree char *time = live ? NULL : apoyo_page_dup_time (page);

  self->live = live;
  apoyo_total_set_stale (self->total, time);
  apoyo_dispersion_set_stale (self->dispersion, time);
  apoyo_partition_set_stale (self->partition, time);
  apoyo_arrivals_set_stale (self->arrivals, time);
  apoyo_arrivals_set_stale (self->days, time);
  if (self->board != NULL && apoyo_board_is_loaded (self->board)) {
    update_status (self);
    update_delay (self);
  }
  update_wall (self);
}

static void
apoyo_board_page_dispose (GObject *object)
{
  ApoyoBoardPage *self = APOYO_BOARD_PAGE (object);

  g_clear_weak_pointer (&self->wall);
  drop_board (self);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (apoyo_board_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, empty);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, error);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, list);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, hero);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, total_panel);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, dispersion_panel);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, arrivals_panel);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, total);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, dispersion);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, arrivals);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, partition);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, left);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, map_panel);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, map);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, days_panel);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, days_place);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, table);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, tree);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, time);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, checkpoint);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, preliminary);
  gtk_widget_class_bind_template_child (widget_class, ApoyoBoardPage, delay);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
}

static void
apoyo_board_page_class_init (ApoyoBoardPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ApoyoPageClass *page_class = APOYO_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_board_page_dispose;
  page_class->set_process = apoyo_board_page_set_process;
  page_class->export = apoyo_board_page_export;
  page_class->search = apoyo_board_page_search;
  page_class->make_wall = apoyo_board_page_make_wall;
  page_class->is_populated = apoyo_board_page_is_populated;
  page_class->set_live = apoyo_board_page_set_live;
  page_class->set_wide = apoyo_board_page_set_wide;

  g_type_ensure (APOYO_TYPE_PROMOVENTE_LIST);
  g_type_ensure (APOYO_TYPE_AREA_TABLE);
  g_type_ensure (APOYO_TYPE_TOTAL);
  g_type_ensure (APOYO_TYPE_DISPERSION);
  g_type_ensure (APOYO_TYPE_ARRIVALS);
  g_type_ensure (APOYO_TYPE_PARTITION);
  g_type_ensure (APOYO_TYPE_MAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-board-page.ui");
  bind_children (widget_class);
}

static void
apoyo_board_page_init (ApoyoBoardPage *self)
{
  self->live = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  self->days = APOYO_ARRIVALS (apoyo_arrivals_new_days ());
  adw_bin_set_child (self->days_place, GTK_WIDGET (self->days));
  g_signal_connect_object (self->map, "hovered", G_CALLBACK (on_map_hovered_cb), self, 0);
  g_signal_connect_object (self->map, "selected", G_CALLBACK (on_map_selected_cb), self, 0);
  g_signal_connect_object (self->table, "hovered", G_CALLBACK (on_table_hovered_cb), self, 0);
  g_signal_connect_object (self->table, "selected", G_CALLBACK (on_table_selected_cb), self, 0);
  apply_shape (self);
  show_loading (self);
}
