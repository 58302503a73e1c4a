/* test-board.c: the board against a database that changes under it.
 *
 * A function of the test moves the tallies at random as the ledger's pass does: every change in one
 * transaction with the tree's size, and a notification with it. A count is never moved further back
 * than a day.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-area.h"
#include "apoyo-board.h"
#include "store-fixture.h"

#define CONTEST 2 /* the demonstration's process in which each has a threshold */
#define JOINT 1
#define PATIENCE (90 * G_USEC_PER_SEC)

static const char test_history[] =
    "CREATE FUNCTION test_history(p int, n int) RETURNS void LANGUAGE plpgsql AS $$"
    "DECLARE v_size bigint; v_m int; v_d text; v_s apoyo.situation; v_t timestamptz;"
    "BEGIN"
    "  UPDATE apoyo.tree SET size = size + n, recorded_at = clock_timestamp() WHERE process = p"
    "    RETURNING size INTO v_size;"
    "  FOR i IN 1..n LOOP"
    "    SELECT number INTO v_m FROM apoyo.promovente WHERE process = p AND number <= 12"
    "      ORDER BY random() LIMIT 1;"
    "    SELECT demarcation INTO v_d FROM apoyo.requirement WHERE process = p"
    "      ORDER BY random() LIMIT 1;"
    "    v_s := (ARRAY['valid', 'valid', 'in_review', 'dropped', 'processing'])"
    "      [1 + floor(random() * 5)]::apoyo.situation;"
    "    v_t := now() - floor(random() * 24) * interval '1 hour';"
    "    INSERT INTO apoyo.tally AS t VALUES (p, v_m, v_d, v_s, 1), (p, 0, v_d, v_s, 1)"
    "      ON CONFLICT (process, promovente, demarcation, situation) DO UPDATE SET n = t.n + 1;"
    "    UPDATE apoyo.tally_promovente SET received = received + 1,"
    "      valid = valid + (v_s = 'valid')::int, rejected = rejected + (v_s = 'dropped')::int,"
    "      open = open + (v_s IN ('in_review', 'processing'))::int, changed_at = v_size"
    "      WHERE process = p AND promovente IN (0, v_m);"
    "    INSERT INTO apoyo.tally_hour AS h VALUES (p, v_m, date_trunc('hour', v_t), 1, 0),"
    "      (p, 0, date_trunc('hour', v_t), 1, 0)"
    "      ON CONFLICT (process, promovente, hour) DO UPDATE SET received = h.received + 1;"
    "  END LOOP;"
    "  PERFORM pg_notify('apoyo_board', format('%s:%s', p, v_size));"
    "END$$";

typedef struct {
  ApoyoConnection *connection;
  ApoyoBoard *board;
  guint n_updated;
} Fixture;

static void
on_updated_cb (ApoyoBoard *board, gint64 size, GDateTime *recorded_at, gpointer n_updated)
{
  const gint64 *situations = apoyo_board_get_situations (board);
  gint64 sum = 0;

  ++*(guint *) n_updated;
  g_assert_cmpint (size, ==, apoyo_board_get_size (board));
  /* Of one tree size and one selection, whatever happened while it was read. */
  for (guint i = 0; i < APOYO_N_SITUATIONS; i++)
    sum += situations[i];
  g_assert_cmpint (sum, ==, apoyo_board_get_received (board));
}

static void
on_failed_cb (ApoyoBoard *board, const GError *error)
{
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION);
}

static ApoyoBoard *
open_board (ApoyoConnection *connection, int process, guint *n_updated)
{
  ApoyoBoard *board = apoyo_board_new (connection, process);

  g_signal_connect (board, "updated", G_CALLBACK (on_updated_cb), n_updated);
  g_signal_connect (board, "failed", G_CALLBACK (on_failed_cb), NULL);
  return board;
}

static void
set_up (Fixture *fixture, gconstpointer process)
{
  g_autofree char *conninfo = apoyo_cluster_get_conninfo (store_fixture_get_cluster (), "lucia");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->connection = apoyo_connection_new (conninfo, "test-board");
  apoyo_connection_open_async (fixture->connection, NULL, store_fixture_keep_result_cb, &result);
  store_fixture_wait_for_result (&result);
  apoyo_connection_open_finish (fixture->connection, result, &error);
  g_assert_no_error (error);
  fixture->board = open_board (fixture->connection, GPOINTER_TO_INT (process), &fixture->n_updated);
  apoyo_board_start (fixture->board);
  store_fixture_wait_for (&fixture->n_updated);
}

static void
tear_down (Fixture *fixture, gconstpointer process)
{
  apoyo_board_stop (fixture->board);
  apoyo_connection_close (fixture->connection);
  g_clear_object (&fixture->board);
  g_clear_object (&fixture->connection);
}

static void
happen (int process, int n)
{
  g_autofree char *sql = g_strdup_printf ("SELECT test_history(%d, %d)", process, n);

  store_fixture_execute (sql);
}

static gint64
get_size (int process)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT size FROM apoyo.tree WHERE process = %d", process);
  g_autofree char *size = store_fixture_query (sql);

  return g_ascii_strtoll (size, NULL, 10);
}

static void
wait_until_current (Fixture *fixture)
{
  gint64 size = get_size (apoyo_board_get_process_id (fixture->board));
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (apoyo_board_get_size (fixture->board) < size ||
         apoyo_board_get_shown (fixture->board) != apoyo_board_get_selection (fixture->board)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    store_fixture_run_for (10);
  }
}

/* For what is read besides the counts, when they are current already. */
static void
wait_until (Fixture *fixture, gboolean (*is_so) (ApoyoBoard *board, gint64 value), gint64 value)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (!is_so (fixture->board, value)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    store_fixture_run_for (10);
  }
}

static void
describe_promoventes (ApoyoBoard *board, GString *text)
{
  GListModel *list = apoyo_board_get_promoventes (board);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (ApoyoPromovente) promovente = g_list_model_get_item (list, i);
    const ApoyoPromoventeCounts *counts = apoyo_promovente_get_counts (promovente);

    if (counts->received > 0)
      g_string_append_printf (text,
                              "%d: %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                              " %" G_GINT64_FORMAT "\n",
                              apoyo_promovente_get_number (promovente), counts->received,
                              counts->valid, counts->open, counts->rejected);
  }
}

/* Everything but the minutes, which pass. */
static char *
describe (ApoyoBoard *board)
{
  GString *text = g_string_new (NULL);
  GListModel *areas = apoyo_board_get_areas (board);
  GDateTime *first_day;
  guint n_days, n_spreads;
  const gint64 *days = apoyo_board_get_days (board, &n_days, &first_day);
  const ApoyoBoardSpread *spreads = apoyo_board_get_spreads (board, &n_spreads);

  g_string_append_printf (text,
                          "size %" G_GINT64_FORMAT " shown %d valid %" G_GINT64_FORMAT
                          " of %" G_GINT64_FORMAT " required %" G_GINT64_FORMAT
                          " by %" G_GINT64_FORMAT "\n",
                          apoyo_board_get_size (board), apoyo_board_get_shown (board),
                          apoyo_board_get_valid (board), apoyo_board_get_process_valid (board),
                          apoyo_board_get_required (board), apoyo_board_get_n_supported (board));
  describe_promoventes (board, text);
  for (guint i = 0; i < g_list_model_get_n_items (areas); i++) {
    g_autoptr (ApoyoArea) area = g_list_model_get_item (areas, i);

    g_string_append_printf (text, "%s: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT "\n",
                            apoyo_area_get_code (area), apoyo_area_get_valid (area),
                            apoyo_area_get_required (area));
  }
  for (guint i = 0; i < APOYO_N_SITUATIONS; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", apoyo_board_get_situations (board)[i]);
  for (guint i = 0; i < n_days; i++)
    g_string_append_printf (text, "day %u: %" G_GINT64_FORMAT "\n", i, days[i]);
  for (guint i = 0; i < n_spreads; i++)
    g_string_append_printf (text, "%d in %" G_GINT64_FORMAT " of %d\n", spreads[i].promovente,
                            spreads[i].reached, spreads[i].needed);
  return g_string_free (text, FALSE);
}

/* What changes were added to is what somebody who comes now reads at once. */
static void
assert_as_if_read_anew (Fixture *fixture)
{
  guint n_updated = 0;
  g_autoptr (ApoyoBoard) anew =
      open_board (fixture->connection, apoyo_board_get_process_id (fixture->board), &n_updated);
  g_autofree char *grown = describe (fixture->board);
  g_autofree char *read = NULL;

  apoyo_board_set_selection (anew, apoyo_board_get_selection (fixture->board));
  apoyo_board_start (anew);
  store_fixture_wait_for (&n_updated);
  read = describe (anew);
  g_assert_cmpstr (grown, ==, read);
  apoyo_board_stop (anew);
}

static void
test_random_histories (Fixture *fixture, gconstpointer process)
{
  for (int round = 0; round < 6; round++) {
    for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
      happen (GPOINTER_TO_INT (process), g_test_rand_int_range (1, 30));
    wait_until_current (fixture);
    assert_as_if_read_anew (fixture);
  }
}

/* Changed again while the one before is being read, and the database moves too. */
static void
test_selection_while_reading (Fixture *fixture, gconstpointer process)
{
  for (int round = 0; round < 6; round++) {
    apoyo_board_set_selection (fixture->board, g_test_rand_int_range (0, 13));
    happen (GPOINTER_TO_INT (process), 3);
    if (g_test_rand_int_range (0, 2) == 0)
      store_fixture_run_for (1);
    apoyo_board_set_selection (fixture->board, g_test_rand_int_range (0, 13));
    wait_until_current (fixture);
    assert_as_if_read_anew (fixture);
  }
}

static void
test_reconnection (Fixture *fixture, gconstpointer process)
{
  guint before;

  apoyo_connection_set_reconnect (fixture->connection, TRUE);
  apoyo_board_set_selection (fixture->board, 2);
  wait_until_current (fixture);
  before = fixture->n_updated;
  store_fixture_execute ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                         " WHERE application_name = 'test-board'");
  happen (GPOINTER_TO_INT (process), 20); /* nobody listens */
  wait_until_current (fixture);
  g_assert_cmpuint (fixture->n_updated, >, before);
  assert_as_if_read_anew (fixture);
  happen (GPOINTER_TO_INT (process), 5); /* it listens again */
  wait_until_current (fixture);
  assert_as_if_read_anew (fixture);
}

static gboolean
has_promoventes (ApoyoBoard *board, gint64 n)
{
  return g_list_model_get_n_items (apoyo_board_get_promoventes (board)) == n;
}

/* One who has no support yet has no change in the tree either. */
static void
test_new_promovente (Fixture *fixture, gconstpointer process)
{
  GListModel *list = apoyo_board_get_promoventes (fixture->board);
  guint before = g_list_model_get_n_items (list);

  store_fixture_execute ("INSERT INTO apoyo.promovente (process, number, folio, name, scope)"
                         " SELECT process, 13, 'CI-13', 'Persona Nueva', scope"
                         "   FROM apoyo.promovente WHERE process = 2 AND number = 1");
  store_fixture_execute ("INSERT INTO apoyo.tally_promovente (process, promovente) VALUES (2, 13)"
                         " ON CONFLICT DO NOTHING");
  happen (GPOINTER_TO_INT (process), 1);
  wait_until_current (fixture);
  wait_until (fixture, has_promoventes, before + 1);
  assert_as_if_read_anew (fixture);
}

static gboolean
all_need (ApoyoBoard *board, gint64 required)
{
  GListModel *list = apoyo_board_get_promoventes (board);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (ApoyoPromovente) promovente = g_list_model_get_item (list, i);

    if (apoyo_promovente_get_counts (promovente)->required != required)
      return FALSE;
  }
  return g_list_model_get_n_items (list) > 0;
}

/* Nothing was counted for anybody, and yet everybody needs something else. */
static void
test_another_rule (Fixture *fixture, gconstpointer process)
{
  store_fixture_execute ("UPDATE apoyo.goal SET required = 4711 WHERE process = 2");
  store_fixture_execute ("UPDATE apoyo.process SET revision = revision + 1 WHERE id = 2");
  happen (GPOINTER_TO_INT (process), 1);
  wait_until_current (fixture);
  wait_until (fixture, all_need, 4711);
  assert_as_if_read_anew (fixture);
}

static void
test_contest (Fixture *fixture, gconstpointer process)
{
  guint n_spreads;

  g_assert_true (apoyo_board_is_contest (fixture->board));
  g_assert_cmpint (apoyo_board_get_required (fixture->board), ==, 0);
  apoyo_board_get_spreads (fixture->board, &n_spreads);
  g_assert_cmpuint (n_spreads, ==,
                    g_list_model_get_n_items (apoyo_board_get_promoventes (fixture->board)));
  apoyo_board_set_selection (fixture->board, 1);
  wait_until_current (fixture);
  g_assert_false (apoyo_board_is_contest (fixture->board));
  g_assert_cmpint (apoyo_board_get_required (fixture->board), >, 0);
  apoyo_board_get_spreads (fixture->board, &n_spreads);
  g_assert_cmpuint (n_spreads, ==, 0);
}

/* Valid supports in sections, wherever the rule counts. */
static void
happen_at_sections (int n)
{
  g_autofree char *sql = g_strdup_printf (
      "WITH new AS ("
      "  SELECT m.number, s.code FROM (SELECT number FROM apoyo.promovente WHERE process = 2"
      "    ORDER BY number LIMIT 3) AS m,"
      "    (SELECT code FROM apoyo.section WHERE geography = 1 AND federal_district = '09-F12'"
      "      ORDER BY code LIMIT %d) AS s"
      "), added AS ("
      "  INSERT INTO apoyo.tally AS t"
      "  SELECT 2, w.number, w.code, 'valid'::apoyo.situation, 1 FROM new AS w UNION ALL"
      "  SELECT 2, 0, w.code, 'valid', count(*) FROM new AS w GROUP BY w.code"
      "  ON CONFLICT (process, promovente, demarcation, situation) DO UPDATE SET n = t.n + "
      "excluded.n"
      "), counted AS ("
      "  UPDATE apoyo.tally_promovente AS t SET received = t.received + c.n, valid = t.valid + c.n,"
      "      changed_at = (SELECT e.size + 1 FROM apoyo.tree AS e WHERE e.process = 2)"
      "    FROM (SELECT w.number, count(*) AS n FROM new AS w GROUP BY w.number UNION ALL"
      "          SELECT 0, count(*) FROM new) AS c"
      "   WHERE t.process = 2 AND t.promovente = c.number"
      ") UPDATE apoyo.tree SET size = size + 1 WHERE process = 2;"
      "SELECT pg_notify('apoyo_board', '2:' || size) FROM apoyo.tree WHERE process = 2",
      n);

  store_fixture_execute (sql);
}

/* With one support needed in each, a promovente reaches as many demarcations as it has any in. */
static gboolean
reaches_as_many (ApoyoBoard *board, gint64 ignored)
{
  guint n_spreads;
  const ApoyoBoardSpread *spreads = apoyo_board_get_spreads (board, &n_spreads);

  for (guint i = 0; i < n_spreads; i++) {
    g_autofree char *sql = g_strdup_printf (
        "SELECT count(DISTINCT CASE r.dispersion_level WHEN 'federal_district' THEN "
        "s.federal_district"
        "  WHEN 'local_district' THEN s.local_district WHEN 'municipality' THEN s.municipality"
        "  WHEN 'circumscription' THEN s.circumscription ELSE s.entity END)"
        "  FROM apoyo.tally AS t JOIN apoyo.rule AS r ON r.process = 2"
        "  JOIN apoyo.section AS s ON s.geography = 1 AND s.code = t.demarcation"
        " WHERE t.process = 2 AND t.situation = 'valid' AND t.promovente = %d",
        spreads[i].promovente);
    g_autofree char *wanted = store_fixture_query (sql);

    if (spreads[i].reached != g_ascii_strtoll (wanted, NULL, 10))
      return FALSE;
  }
  return n_spreads > 0;
}

static gboolean
areas_add_up (ApoyoBoard *board, gint64 wanted)
{
  GListModel *areas = apoyo_board_get_areas (board);
  gint64 valid = 0;

  for (guint i = 0; i < g_list_model_get_n_items (areas); i++) {
    g_autoptr (ApoyoArea) area = g_list_model_get_item (areas, i);

    valid += apoyo_area_get_valid (area);
  }
  return valid == wanted;
}

/* Whatever the rule asks about, what is counted in sections is found there: the sums are those of
 * the sections themselves. */
static void
test_cells_add_up (Fixture *fixture, gconstpointer process)
{
  static const char *const levels[] = { "federal_district", "local_district", "municipality",
                                        "circumscription", "entity" };

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++) {
    g_autofree char *adopt = g_strdup_printf (
        "UPDATE apoyo.rule SET dispersion_level = '%s' WHERE process = 2;"
        "DELETE FROM apoyo.requirement WHERE process = 2;"
        "INSERT INTO apoyo.requirement (process, scope, demarcation, nominal_list, required)"
        " SELECT 2, g.scope, d.code, d.nominal_list, 1 FROM apoyo.goal AS g, apoyo.demarcation AS d"
        "  WHERE g.process = 2 AND d.geography = 1 AND d.level = '%s';"
        "UPDATE apoyo.process SET revision = revision + 1 WHERE id = 2",
        levels[i], levels[i]);
    g_autofree char *wanted = NULL;

    store_fixture_execute (adopt);
    happen_at_sections (1 + (int) i);
    wait_until_current (fixture);
    wanted = store_fixture_query ("SELECT sum(n) FROM apoyo.tally WHERE process = 2"
                                  " AND promovente = 0 AND situation = 'valid'");
    g_assert_cmpint (g_ascii_strtoll (wanted, NULL, 10), >, 0);
    wait_until (fixture, areas_add_up, g_ascii_strtoll (wanted, NULL, 10));
    wait_until (fixture, reaches_as_many, 0);
  }
}

/* The demonstration once, before the first test that asks for it. */
static void
load (void)
{
  static const char *const steps[] = { "migrate", "demo load --history 400" };
  const char *dir = apoyo_cluster_get_dir (store_fixture_get_cluster ());

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autofree char *quoted = g_shell_quote (dir);
    g_autofree char *line =
        g_strdup_printf ("%s --dir %s %s", g_getenv ("APOYOCTL"), quoted, steps[i]);
    g_autofree char *output = NULL, *complaints = NULL;
    g_autoptr (GError) error = NULL;
    int status = -1;

    g_spawn_command_line_sync (line, &output, &complaints, &status, &error);
    g_assert_no_error (error);
    if (status != 0)
      g_error ("%s: %s", line, complaints);
  }
  store_fixture_execute (test_history);
}

static void
test_loads (void)
{
  load ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/board/demonstration", test_loads);
#define ADD(name, process, function)                                                               \
  g_test_add ("/board/" name, Fixture, GINT_TO_POINTER (process), set_up, function, tear_down)
  ADD ("random-histories", JOINT, test_random_histories);
  ADD ("random-histories-of-a-contest", CONTEST, test_random_histories);
  ADD ("selection-while-reading", CONTEST, test_selection_while_reading);
  ADD ("selection-while-reading-a-joint-one", JOINT, test_selection_while_reading);
  ADD ("reconnection", CONTEST, test_reconnection);
  ADD ("new-promovente", CONTEST, test_new_promovente);
  ADD ("another-rule", CONTEST, test_another_rule);
  ADD ("contest", CONTEST, test_contest);
  ADD ("cells-add-up", CONTEST, test_cells_add_up);
  return store_fixture_run (argc, argv);
}
