/* apoyo-board.c: the figures of one process, kept at the newest tree size.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include "apoyo-area.h"
#include "apoyo-board-private.h"

/* Rows come on the screen in dozens: wait until they are all there and ask once. */
#define HOURS_DELAY_MS 40
/* A sparkline is coarser than a count: changed ones are read again in batches. */
#define HOURS_AGAIN_MS 3000

struct _ApoyoBoard {
  GObject parent_instance;

  ApoyoConnection *connection; /* (owned) */
  GCancellable *cancellable;   /* (owned) (nullable): while started */
  int process_id;
  int selection;
  int shown;
  gint64 size; /* -1 until loaded */

  ApoyoProcess *process;   /* (owned) (nullable) */
  GListStore *promoventes; /* (owned) */
  GHashTable *by_number;   /* number -> ApoyoPromovente of the list */
  GListStore *areas;       /* (owned) */

  gint64 situations[APOYO_N_SITUATIONS];
  gint64 received;
  gint64 valid;     /* of what is shown */
  gint64 all_valid; /* of the process */
  gint64 n_supported;
  gint64 minutes[APOYO_BOARD_MINUTES];
  GDateTime *last_minute; /* (owned) (nullable) */
  GArray *days;           /* of gint64 */
  GArray *spreads;        /* (owned): of ApoyoBoardSpread */
  GDateTime *first_day;   /* (owned) (nullable) */

  GHashTable *watched; /* number -> how often */
  GHashTable *missing; /* set of numbers whose hours are to be read */
  guint hours_source;
  gboolean hours_reading;

  gboolean reading;
  gboolean again; /* something happened while reading */
  gboolean whole; /* the next reading, or the one under way, is of every promovente */
  int read_selection;
};

typedef enum {
  PROP_SELECTION = 1,
} ApoyoBoardProperty;

enum {
  SIGNAL_UPDATED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static GParamSpec *props[PROP_SELECTION + 1];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoBoard, apoyo_board, G_TYPE_OBJECT)

static void read_hours_later (ApoyoBoard *self, guint delay);

/* --- the hours of the rows on the screen ------------------------------------------------------ */

static void
apply_hours (ApoyoBoard *self, GHashTable *asked, ApoyoResult *result, GError **error)
{
  g_autoptr (GHashTable) hours = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, asked);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_insert (hours, key, g_new0 (gint64, APOYO_PROMOVENTE_HOURS));
  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++) {
    int number = 0, ago = 0;
    gint64 received = 0, *to;

    if (!apoyo_result_get_int (result, row, "promovente", &number, error) ||
        !apoyo_result_get_int (result, row, "ago", &ago, error) ||
        !apoyo_result_get_int64 (result, row, "received", &received, error))
      return;
    to = g_hash_table_lookup (hours, GINT_TO_POINTER (number));
    if (to != NULL && ago >= 0 && ago < APOYO_PROMOVENTE_HOURS)
      to[APOYO_PROMOVENTE_HOURS - 1 - ago] = received;
  }
  g_hash_table_iter_init (&iter, hours);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    ApoyoPromovente *promovente = g_hash_table_lookup (self->by_number, key);

    if (promovente != NULL)
      apoyo_promovente_set_hours (promovente, value);
  }
}

typedef struct {
  ApoyoBoard *board; /* (owned) */
  GHashTable *asked; /* (owned) */
} HoursCall;

static void
hours_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  HoursCall *call = user_data;
  ApoyoBoard *self = call->board;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);

  self->hours_reading = FALSE;
  if (result != NULL)
    apply_hours (self, call->asked, result, &error);
  /* The figures tell of a lost connection; a row without its line is no reason to say more. */
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("Hours: %s", error->message);
  if (error == NULL && g_hash_table_size (self->missing) > 0)
    read_hours_later (self, HOURS_DELAY_MS);
  g_hash_table_unref (call->asked);
  g_object_unref (call->board);
  g_free (call);
}

static gboolean
read_hours (gpointer user_data)
{
  ApoyoBoard *self = user_data;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (int));
  ApoyoParams *params;
  HoursCall *call;
  GHashTableIter iter;
  gpointer key;

  self->hours_source = 0;
  if (self->hours_reading || g_hash_table_size (self->missing) == 0 ||
      !apoyo_connection_is_open (self->connection))
    return G_SOURCE_REMOVE;
  call = g_new0 (HoursCall, 1);
  call->board = g_object_ref (self);
  call->asked = g_steal_pointer (&self->missing);
  self->missing = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, call->asked);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    int number = GPOINTER_TO_INT (key);

    g_array_append_val (numbers, number);
  }
  params = apoyo_params_new ();
  apoyo_params_add_int (params, self->process_id);
  apoyo_params_add_int_array (params, (const int *) numbers->data, numbers->len);
  self->hours_reading = TRUE;
  apoyo_connection_call_async (self->connection, "board-hours", params, self->cancellable, hours_cb,
                               call);
  return G_SOURCE_REMOVE;
}

static void
read_hours_later (ApoyoBoard *self, guint delay)
{
  if (self->hours_source == 0 && !self->hours_reading && self->cancellable != NULL)
    self->hours_source = g_timeout_add (delay, read_hours, self);
}

void
apoyo_board_watch (ApoyoBoard *self, ApoyoPromovente *promovente)
{
  gpointer key;
  int times;

  g_return_if_fail (APOYO_IS_BOARD (self));

  key = GINT_TO_POINTER (apoyo_promovente_get_number (promovente));
  times = GPOINTER_TO_INT (g_hash_table_lookup (self->watched, key));
  g_hash_table_insert (self->watched, key, GINT_TO_POINTER (times + 1));
  if (apoyo_promovente_get_hours (promovente) == NULL) {
    g_hash_table_add (self->missing, key);
    read_hours_later (self, HOURS_DELAY_MS);
  }
}

void
apoyo_board_unwatch (ApoyoBoard *self, ApoyoPromovente *promovente)
{
  gpointer key;
  int times;

  g_return_if_fail (APOYO_IS_BOARD (self));

  key = GINT_TO_POINTER (apoyo_promovente_get_number (promovente));
  times = GPOINTER_TO_INT (g_hash_table_lookup (self->watched, key));
  if (times > 1) {
    g_hash_table_insert (self->watched, key, GINT_TO_POINTER (times - 1));
  } else {
    g_hash_table_remove (self->watched, key);
    g_hash_table_remove (self->missing, key);
  }
}

/* --- from a reading to what is shown ---------------------------------------------------------- */

static void
apply_promovente (ApoyoBoard *self, const ApoyoReadPromovente *row, GPtrArray *added)
{
  gpointer key = GINT_TO_POINTER (row->number);
  ApoyoPromovente *promovente = g_hash_table_lookup (self->by_number, key);

  if (promovente == NULL) {
    promovente = apoyo_promovente_new (row->number, row->folio, row->name, row->scope);
    apoyo_promovente_set_counts (promovente, &row->counts);
    g_ptr_array_add (added, promovente);
    g_hash_table_insert (self->by_number, key, promovente);
    return;
  }
  if (apoyo_promovente_set_counts (promovente, &row->counts) &&
      g_hash_table_contains (self->watched, key)) {
    g_hash_table_add (self->missing, key);
    read_hours_later (self, HOURS_AGAIN_MS);
  }
}

/* Counted from the promoventes, apart from the situations, so that the check of the sum checks. */
static void
sum_promoventes (ApoyoBoard *self)
{
  GHashTableIter iter;
  gpointer value;

  self->received = self->all_valid = self->n_supported = 0;
  g_hash_table_iter_init (&iter, self->by_number);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const ApoyoPromoventeCounts *counts = apoyo_promovente_get_counts (value);

    self->received += counts->received;
    self->all_valid += counts->valid;
    self->n_supported += counts->received > 0;
  }
}

static void
apply_promoventes (ApoyoBoard *self, GArray *rows)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    apply_promovente (self, &g_array_index (rows, ApoyoReadPromovente, i), added);
  if (added->len > 0)
    g_list_store_splice (self->promoventes,
                         g_list_model_get_n_items (G_LIST_MODEL (self->promoventes)), 0,
                         added->pdata, added->len);
  sum_promoventes (self);
}

static gboolean
has_same_areas (ApoyoBoard *self, GArray *rows)
{
  GListModel *areas = G_LIST_MODEL (self->areas);

  if (g_list_model_get_n_items (areas) != rows->len)
    return FALSE;
  for (guint i = 0; i < rows->len; i++) {
    g_autoptr (ApoyoArea) area = g_list_model_get_item (areas, i);

    if (!g_str_equal (apoyo_area_get_code (area), g_array_index (rows, ApoyoReadArea, i).code))
      return FALSE;
  }
  return TRUE;
}

static void
apply_areas (ApoyoBoard *self, GArray *rows)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean same = has_same_areas (self, rows);

  for (guint i = 0; i < rows->len; i++) {
    const ApoyoReadArea *row = &g_array_index (rows, ApoyoReadArea, i);
    ApoyoArea *area = same ? g_list_model_get_item (G_LIST_MODEL (self->areas), i)
                           : apoyo_area_new (row->code, row->name);

    apoyo_area_set_counts (area, row->nominal_list, row->required, row->valid);
    g_ptr_array_add (areas, area);
  }
  if (!same)
    g_list_store_splice (self->areas, 0, g_list_model_get_n_items (G_LIST_MODEL (self->areas)),
                         areas->pdata, areas->len);
}

static void
apply_day (ApoyoBoard *self, const ApoyoReadDay *row)
{
  gint64 none = -1;
  GDate first;
  int at;

  if (self->first_day == NULL) {
    self->first_day =
        g_date_time_new (apoyo_process_get_zone (self->process), g_date_get_year (&row->date),
                         g_date_get_month (&row->date), g_date_get_day (&row->date), 0, 0, 0);
    if (self->first_day == NULL)
      return;
  }
  g_date_set_dmy (&first, g_date_time_get_day_of_month (self->first_day),
                  g_date_time_get_month (self->first_day), g_date_time_get_year (self->first_day));
  at = g_date_days_between (&first, &row->date);
  if (at < 0)
    return;
  while (self->days->len <= (guint) at)
    g_array_append_val (self->days, none);
  g_array_index (self->days, gint64, at) = row->received;
}

static void
clear_days (ApoyoBoard *self)
{
  g_array_set_size (self->days, 0);
  g_clear_pointer (&self->first_day, g_date_time_unref);
}

static void
apply_arrivals (ApoyoBoard *self, ApoyoBoardReading *reading)
{
  GDateTime *as_of = apoyo_process_get_figures (self->process)->as_of;
  g_autoptr (GDateTime) local =
      g_date_time_to_timezone (as_of, apoyo_process_get_zone (self->process));

  memcpy (self->minutes, reading->minutes, sizeof self->minutes);
  g_clear_pointer (&self->last_minute, g_date_time_unref);
  self->last_minute = g_date_time_add_seconds (local, -g_date_time_get_seconds (local));
  for (guint i = 0; i < reading->days->len; i++)
    apply_day (self, &g_array_index (reading->days, ApoyoReadDay, i));
}

static void
apply (ApoyoBoard *self, ApoyoBoardReading *reading)
{
  g_set_object (&self->process, reading->process);
  if (self->read_selection != self->shown || self->size < 0)
    clear_days (self);
  self->shown = self->read_selection;
  self->whole = FALSE;
  self->size = apoyo_process_get_figures (self->process)->size;
  apply_promoventes (self, reading->promoventes);
  apply_areas (self, reading->areas);
  memcpy (self->situations, reading->situations, sizeof self->situations);
  g_array_unref (self->spreads);
  self->spreads = g_array_ref (reading->spreads);
  self->valid = self->situations[APOYO_SITUATION_VALID];
  apply_arrivals (self, reading);
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0, self->size,
                 apoyo_process_get_figures (self->process)->recorded_at);
}

/* --- reading ---------------------------------------------------------------------------------- */

/* The day from which a further reading of the same selection has to begin, NULL for every day. What
 * came just before midnight is counted just after it: the last day's eve may still grow. */
static char *
get_changing_day (ApoyoBoard *self)
{
  g_autoptr (GDateTime) eve = NULL;

  if (self->first_day == NULL || self->selection != self->shown || self->days->len == 0)
    return NULL;
  eve = g_date_time_add_days (self->first_day, MAX ((int) self->days->len - 2, 0));
  return g_date_time_format (eve, "%Y-%m-%d");
}

/* A promovente that was registered since has no change in the tree yet. */
static gboolean
has_new_promoventes (ApoyoBoard *self)
{
  return apoyo_process_get_figures (self->process)->n_promoventes >
         g_hash_table_size (self->by_number);
}

/* Another rule may ask another threshold of every promovente, though nothing of theirs was counted.
 */
static int
get_revision (ApoyoBoard *self)
{
  return self->process != NULL ? apoyo_process_get_figures (self->process)->revision : 0;
}

static void
read_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoBoardReading) reading = NULL;
  gboolean was_whole;
  int revision = get_revision (self);
  GPtrArray *results =
      apoyo_connection_read_finish (APOYO_CONNECTION (object), async_result, &error);

  self->reading = FALSE;
  if (results != NULL)
    reading = apoyo_board_reading_new (results, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reading == NULL) {
    self->again = FALSE;
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    return;
  }
  was_whole = self->whole || self->size < 0;
  apply (self, reading);
  if (!was_whole && (has_new_promoventes (self) || get_revision (self) != revision))
    self->whole = self->again = TRUE;
  if (self->again)
    apoyo_board_refresh (self);
}

void
apoyo_board_refresh (ApoyoBoard *self)
{
  g_autofree char *first_day = NULL;

  g_return_if_fail (APOYO_IS_BOARD (self));

  if (self->cancellable == NULL || !apoyo_connection_is_open (self->connection))
    return;
  if (self->reading) {
    self->again = TRUE;
    return;
  }
  self->reading = TRUE;
  self->again = FALSE;
  self->read_selection = self->selection;
  first_day = get_changing_day (self);
  apoyo_connection_read_async (self->connection, apoyo_board_statements,
                               apoyo_board_read_params (self->process_id,
                                                        self->whole ? -1 : self->size,
                                                        self->selection, first_day),
                               self->cancellable, read_cb, g_object_ref (self));
}

/* The payload lists "process:size"; it is a hint and no more. */
static gboolean
is_news (ApoyoBoard *self, const char *payload)
{
  g_auto (GStrv) parts = g_strsplit (payload, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++) {
    char *end = NULL;

    if (g_ascii_strtoll (parts[i], &end, 10) == self->process_id && end != parts[i])
      return *end != ':' || g_ascii_strtoll (end + 1, NULL, 10) > self->size;
  }
  return FALSE;
}

static void
on_notified_cb (ApoyoConnection *connection,
                const char *channel,
                const char *payload,
                ApoyoBoard *self)
{
  if (g_str_equal (channel, APOYO_BOARD_CHANNEL) && is_news (self, payload))
    apoyo_board_refresh (self);
}

static void
on_opened_cb (ApoyoConnection *connection, ApoyoBoard *self)
{
  GHashTableIter iter;
  gpointer key;

  /* What was on the way when the session was lost never came. */
  g_hash_table_iter_init (&iter, self->watched);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (self->missing, key);
  apoyo_board_refresh (self);
  read_hours_later (self, HOURS_DELAY_MS);
}

static void
listen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoBoard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (apoyo_connection_listen_finish (APOYO_CONNECTION (object), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* A lost session comes back by itself, and listens again before it says that it is open. */
  if (!g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

void
apoyo_board_start (ApoyoBoard *self)
{
  g_return_if_fail (APOYO_IS_BOARD (self));

  if (self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->connection, "notified", G_CALLBACK (on_notified_cb), self, 0);
  g_signal_connect_object (self->connection, "opened", G_CALLBACK (on_opened_cb), self, 0);
  /* Listening is queued before reading: no change falls between the two. */
  apoyo_connection_listen_async (self->connection, APOYO_BOARD_CHANNEL, self->cancellable,
                                 listen_cb, g_object_ref (self));
  apoyo_board_refresh (self);
}

void
apoyo_board_stop (ApoyoBoard *self)
{
  g_return_if_fail (APOYO_IS_BOARD (self));

  if (self->cancellable == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->connection, self);
  g_clear_handle_id (&self->hours_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_board_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ApoyoBoard *self = APOYO_BOARD (object);

  switch ((ApoyoBoardProperty) prop_id) {
  case PROP_SELECTION:
    g_value_set_int (value, self->selection);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
apoyo_board_dispose (GObject *object)
{
  ApoyoBoard *self = APOYO_BOARD (object);

  if (self->connection != NULL)
    apoyo_board_stop (self);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (apoyo_board_parent_class)->dispose (object);
}

static void
apoyo_board_finalize (GObject *object)
{
  ApoyoBoard *self = APOYO_BOARD (object);

  g_clear_object (&self->process);
  g_clear_pointer (&self->by_number, g_hash_table_unref);
  g_clear_pointer (&self->watched, g_hash_table_unref);
  g_clear_pointer (&self->missing, g_hash_table_unref);
  g_clear_object (&self->promoventes);
  g_clear_object (&self->areas);
  g_clear_pointer (&self->last_minute, g_date_time_unref);
  g_clear_pointer (&self->first_day, g_date_time_unref);
  g_clear_pointer (&self->days, g_array_unref);
  g_clear_pointer (&self->spreads, g_array_unref);

  G_OBJECT_CLASS (apoyo_board_parent_class)->finalize (object);
}

static void
apoyo_board_class_init (ApoyoBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = apoyo_board_get_property;
  object_class->dispose = apoyo_board_dispose;
  object_class->finalize = apoyo_board_finalize;

  props[PROP_SELECTION] =
      g_param_spec_int ("selection", NULL, NULL, 0, G_MAXINT, 0,
                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[SIGNAL_UPDATED] =
      g_signal_new ("updated", APOYO_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_DATE_TIME);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", APOYO_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
apoyo_board_init (ApoyoBoard *self)
{
  self->size = -1;
  self->promoventes = g_list_store_new (APOYO_TYPE_PROMOVENTE);
  self->areas = g_list_store_new (APOYO_TYPE_AREA);
  self->by_number = g_hash_table_new (NULL, NULL);
  self->watched = g_hash_table_new (NULL, NULL);
  self->missing = g_hash_table_new (NULL, NULL);
  self->days = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->spreads = g_array_new (FALSE, FALSE, sizeof (ApoyoBoardSpread));
}

ApoyoBoard *
apoyo_board_new (ApoyoConnection *connection, int process)
{
  ApoyoBoard *self;

  g_return_val_if_fail (APOYO_IS_CONNECTION (connection), NULL);

  self = g_object_new (APOYO_TYPE_BOARD, NULL);
  self->connection = g_object_ref (connection);
  self->process_id = process;
  return self;
}

int
apoyo_board_get_process_id (ApoyoBoard *self)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), 0);
  return self->process_id;
}

gboolean
apoyo_board_is_loaded (ApoyoBoard *self)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), FALSE);
  return self->size >= 0;
}

gint64
apoyo_board_get_size (ApoyoBoard *self)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), -1);
  return self->size;
}

ApoyoProcess *
apoyo_board_get_process (ApoyoBoard *self)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), NULL);
  return self->process;
}

void
apoyo_board_set_selection (ApoyoBoard *self, int promovente)
{
  g_return_if_fail (APOYO_IS_BOARD (self));
  g_return_if_fail (promovente >= 0);

  if (self->selection == promovente)
    return;
  self->selection = promovente;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTION]);
  apoyo_board_refresh (self);
}

int
apoyo_board_get_selection (ApoyoBoard *self)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), 0);
  return self->selection;
}

int
apoyo_board_get_shown (ApoyoBoard *self)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), 0);
  return self->shown;
}

GListModel *
apoyo_board_get_promoventes (ApoyoBoard *self)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), NULL);
  return G_LIST_MODEL (self->promoventes);
}

ApoyoPromovente *
apoyo_board_get_promovente (ApoyoBoard *self, int number)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), NULL);
  return g_hash_table_lookup (self->by_number, GINT_TO_POINTER (number));
}

GListModel *
apoyo_board_get_areas (ApoyoBoard *self)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), NULL);
  return G_LIST_MODEL (self->areas);
}

gint64
apoyo_board_get_received (ApoyoBoard *self)
{
  ApoyoPromovente *promovente;

  g_return_val_if_fail (APOYO_IS_BOARD (self), 0);

  if (self->shown == 0)
    return self->received;
  promovente = apoyo_board_get_promovente (self, self->shown);
  return promovente != NULL ? apoyo_promovente_get_counts (promovente)->received : 0;
}

gint64
apoyo_board_get_n_supported (ApoyoBoard *self)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), 0);
  return self->n_supported;
}

const gint64 *
apoyo_board_get_situations (ApoyoBoard *self)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), NULL);
  return self->situations;
}

gint64
apoyo_board_get_valid (ApoyoBoard *self)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), 0);
  return self->valid;
}

gint64
apoyo_board_get_process_valid (ApoyoBoard *self)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), 0);
  return self->all_valid;
}

gint64
apoyo_board_get_required (ApoyoBoard *self)
{
  const ApoyoProcessFigures *figures;
  ApoyoPromovente *promovente;

  g_return_val_if_fail (APOYO_IS_BOARD (self), 0);

  if (self->process == NULL)
    return 0;
  figures = apoyo_process_get_figures (self->process);
  if (figures->joint)
    return self->shown == 0 ? figures->required : 0;
  promovente = apoyo_board_get_promovente (self, self->shown);
  return promovente != NULL ? apoyo_promovente_get_counts (promovente)->required : 0;
}

gboolean
apoyo_board_is_contest (ApoyoBoard *self)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), FALSE);
  return self->process != NULL && self->shown == 0 &&
         !apoyo_process_get_figures (self->process)->joint;
}

const ApoyoBoardSpread *
apoyo_board_get_spreads (ApoyoBoard *self, guint *n_spreads)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), NULL);

  *n_spreads = self->spreads->len;
  return (const ApoyoBoardSpread *) self->spreads->data;
}

const gint64 *
apoyo_board_get_minutes (ApoyoBoard *self, GDateTime **last_minute)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), NULL);

  *last_minute = self->last_minute;
  return self->minutes;
}

const gint64 *
apoyo_board_get_days (ApoyoBoard *self, guint *n_days, GDateTime **first_day)
{
  g_return_val_if_fail (APOYO_IS_BOARD (self), NULL);

  *n_days = self->days->len;
  *first_day = self->first_day;
  return (const gint64 *) self->days->data;
}
