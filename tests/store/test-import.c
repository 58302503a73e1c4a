/* test-import.c: files of every form, bad rows, and imports that end before their time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "apoyo-conninfo.h"
#include "apoyo-core-error.h"
#include "apoyo-import.h"
#include "store-fixture.h"

#define NAMES                                                                                      \
  "ENTIDAD,NOMBRE_ENTIDAD,DISTRITO_F,DISTRITO_L,MUNICIPIO,CLAVE_INEGI,SECCION,LISTA_NOMINAL,"      \
  "PADRON"
#define LARGE 30000

typedef struct {
  char *directory;
  ApoyoConnection *like;
  ApoyoImport *import;
} Fixture;

static void
write_file (Fixture *fixture, const char *text, gssize size)
{
  g_autofree char *path = g_build_filename (fixture->directory, "table.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, size, &error);
  g_assert_no_error (error);
}

static GFile *
get_file (Fixture *fixture)
{
  return g_file_new_build_filename (fixture->directory, "table.csv", NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *base = store_fixture_get_conninfo ();
  g_autofree char *conninfo = apoyo_conninfo_with_user (base, "ruben", NULL);

  fixture->directory = g_dir_make_tmp ("apoyo-import-XXXXXX", NULL);
  fixture->like = apoyo_connection_new (conninfo, "test-import");
}

static void
remove_file (Fixture *fixture)
{
  g_autoptr (GFile) file = get_file (fixture);

  g_file_delete (file, NULL, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_file (fixture);
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
  if (fixture->import != NULL)
    apoyo_import_abandon (fixture->import);
  g_clear_object (&fixture->import);
  g_clear_object (&fixture->like);
}

static ApoyoImport *
begin (Fixture *fixture, ApoyoImportKind kind)
{
  g_autoptr (GFile) file = get_file (fixture);

  if (fixture->import != NULL)
    apoyo_import_abandon (fixture->import);
  g_clear_object (&fixture->import);
  fixture->import = apoyo_import_new (fixture->like, kind, file);
  return fixture->import;
}

static gboolean
check (ApoyoImport *import, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  apoyo_import_check_async (import, cancellable, store_fixture_keep_result_cb, &result);
  store_fixture_wait_for_result (&result);
  return apoyo_import_check_finish (import, result, error);
}

static gboolean
store (ApoyoImport *import, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  apoyo_import_store_async (import, NULL, store_fixture_keep_result_cb, &result);
  store_fixture_wait_for_result (&result);
  return apoyo_import_store_finish (import, result, error);
}

static void
assert_checks (ApoyoImport *import)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (check (import, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_query (const char *sql, const char *expected)
{
  g_autofree char *found = store_fixture_query (sql);

  g_assert_cmpstr (found, ==, expected);
}

/* A backend that was told to end takes a moment to have gone. */
static void
assert_nothing_is_left (void)
{
  for (guint i = 0; i < 100; i++) {
    g_autofree char *running = store_fixture_query (
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'apoyo-import'");

    if (g_str_equal (running, "0"))
      break;
    store_fixture_run_for (50);
  }
  assert_query ("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'apoyo-import'",
                "0");
  assert_query ("SELECT count(*) FROM pg_class WHERE relkind = 'r'"
                " AND relnamespace = 'staging'::regnamespace",
                "0");
  assert_query ("SELECT count(*) FROM apoyo.import WHERE adopted_at IS NULL", "0");
}

/* 9,000 sections to an entity, ten to a municipality. */
static char *
make_sections (guint n)
{
  GString *text = g_string_new ("ENTIDAD,DISTRITO_F,DISTRITO_L,MUNICIPIO,SECCION,LISTA_NOMINAL\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%02u,1,%u,%u,%u,%u\n", 1 + i / 9000, 1 + i % 20,
                            1 + (i % 9000) / 10, 1 + i % 9000, 500 + i % 900);
  return g_string_free (text, FALSE);
}

/* --- files of every form ---------------------------------------------------------------------- */

static const char rows[] = "05,Coahuila,1,1,1,05101,1,1001,1101\n"
                           "05,Coahuila,1,1,1,05101,2,1002,1102\n"
                           "09,Méxicó,2,3,4,09104,1,1003,1103\n"
                           "09,Méxicó,2,3,4,09104,2,1004,1104\n";

static GString *
make_table (char delimiter, const char *title, const char *end)
{
  g_autofree char *plain = g_strconcat (NAMES "\n", rows, NULL);
  GString *table = g_string_new (NULL);

  for (const char *p = plain; *p != '\0'; p++) {
    if (*p == ',')
      g_string_append_c (table, delimiter);
    else if (*p == '\n')
      g_string_append (table, end);
    else
      g_string_append_c (table, *p);
  }
  if (*title != '\0') {
    g_string_prepend (table, end);
    g_string_prepend (table, title);
  }
  return table;
}

static void
encode (GString *table, ApoyoCsvEncoding encoding, gboolean mark)
{
  if (encoding == APOYO_CSV_LATIN1) {
    gsize size = 0;
    g_autofree char *latin =
        g_convert (table->str, (gssize) table->len, "ISO-8859-1", "UTF-8", NULL, &size, NULL);

    g_string_truncate (table, 0);
    g_string_append_len (table, latin, (gssize) size);
  }
  if (mark)
    g_string_prepend (table, "\357\273\277");
}

static ApoyoImportLook *
look (Fixture *fixture, ApoyoImportKind kind, const char *const *mappings, GError **error)
{
  g_autoptr (GFile) file = get_file (fixture);
  g_autoptr (GAsyncResult) result = NULL;

  apoyo_import_look_async (file, kind, mappings, NULL, store_fixture_keep_result_cb, &result);
  store_fixture_wait_for_result (&result);
  return apoyo_import_look_finish (result, error);
}

static void
assert_form (Fixture *fixture,
             char delimiter,
             ApoyoCsvEncoding encoding,
             gboolean mark,
             const char *title,
             const char *end)
{
  g_autoptr (GString) table = make_table (delimiter, title, end);
  g_autoptr (ApoyoImportLook) found = NULL;
  g_autoptr (GError) error = NULL;
  ApoyoImport *import;

  encode (table, encoding, mark);
  write_file (fixture, table->str, (gssize) table->len);
  found = look (fixture, APOYO_IMPORT_GEOGRAPHY, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (found->trouble);
  g_assert_cmpint (found->delimiter, ==, delimiter);
  g_assert_cmpint (found->encoding, ==, encoding);
  g_assert_cmpint (found->has_mark, ==, mark);
  g_assert_cmpuint (found->header_line, ==, *title != '\0' ? 2 : 1);
  g_assert_cmpuint (found->n_rows, ==, 4);
  g_assert_cmpuint (found->size, ==, table->len);
  import = begin (fixture, APOYO_IMPORT_GEOGRAPHY);
  assert_checks (import);
  g_assert_cmpuint (apoyo_import_get_n_errors (import), ==, 0);
  g_assert_cmpuint (apoyo_import_get_outcome (import)->rows, ==, 4);
}

static void
test_every_form (Fixture *fixture, gconstpointer data)
{
  static const char delimiters[] = { ',', '|', ';', '\t' };
  static const char *const ends[] = { "\n", "\r\n", "\r" };

  for (gsize d = 0; d < G_N_ELEMENTS (delimiters); d++) {
    for (gsize e = 0; e < G_N_ELEMENTS (ends); e++) {
      assert_form (fixture, delimiters[d], APOYO_CSV_UTF8, FALSE, "", ends[e]);
      assert_form (fixture, delimiters[d], APOYO_CSV_LATIN1, FALSE, "Geografía, corte 2024",
                   ends[e]);
      assert_form (fixture, delimiters[d], APOYO_CSV_UTF8, TRUE, "Título", ends[e]);
    }
  }
}

static void
test_figures_of_every_form (Fixture *fixture, gconstpointer data)
{
  static const char *const forms[] = { "1234",   "1,234",    "1.234",    "1 234",       "1'234",
                                       "1234.0", "1,234.00", "1.234,00", "1\302\240234" };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autofree char *table =
        g_strdup_printf ("ENTIDAD|DISTRITO_F|DISTRITO_L|MUNICIPIO|SECCION|LISTA_NOMINAL\n"
                         "5|1|1|1|1|%s\n",
                         forms[i]);

    write_file (fixture, table, -1);
    assert_checks (begin (fixture, APOYO_IMPORT_GEOGRAPHY));
    g_assert_cmpuint (apoyo_import_get_n_errors (fixture->import), ==, 0);
    g_assert_cmpint (apoyo_import_get_outcome (fixture->import)->electors_gained, ==, 1234);
  }
}

static void
test_unknown_names (Fixture *fixture, gconstpointer data)
{
  const char *const mappings[] = { "A=entity", "B=section", "C=nominal_list", "D=-", NULL };
  g_autoptr (ApoyoImportLook) found = NULL;
  g_autoptr (ApoyoImportLook) mapped = NULL;
  g_autoptr (GError) error = NULL;
  const ApoyoImportColumn *column;
  GStrv first;

  write_file (fixture, "Un título\nA;B;C;D\n5;1;1001;x\n5;2;1002;y\n", -1);
  found = look (fixture, APOYO_IMPORT_NOMINAL_LIST, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (found->recognised);
  g_assert_nonnull (found->trouble);
  g_assert_cmpuint (found->header_line, ==, 2);
  g_assert_cmpuint (found->columns->len, ==, 4);
  g_assert_cmpuint (found->n_rows, ==, 2);
  column = g_ptr_array_index (found->columns, 0);
  g_assert_true (column->unknown);
  g_assert_cmpuint (found->rows->len, ==, 2);
  first = g_ptr_array_index (found->rows, 0);
  g_assert_cmpstr (first[2], ==, "1001");
  mapped = look (fixture, APOYO_IMPORT_NOMINAL_LIST, mappings, &error);
  g_assert_no_error (error);
  g_assert_null (mapped->trouble);
  column = g_ptr_array_index (mapped->columns, 1);
  g_assert_cmpstr (column->field, ==, "section");
  column = g_ptr_array_index (mapped->columns, 3);
  g_assert_null (column->field);
  g_assert_false (column->unknown);
  g_assert_false (check (begin (fixture, APOYO_IMPORT_NOMINAL_LIST), NULL, &error));
  g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT);
}

static void
test_what_is_no_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_file (fixture, "", 0);
  g_assert_null (look (fixture, APOYO_IMPORT_GEOGRAPHY, NULL, &error));
  g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT);
  g_clear_error (&error);
  remove_file (fixture);
  g_assert_null (look (fixture, APOYO_IMPORT_GEOGRAPHY, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (check (begin (fixture, APOYO_IMPORT_GEOGRAPHY), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_nothing_is_left ();
}

/* --- bad rows --------------------------------------------------------------------------------- */

static ApoyoImportProblem *
find_problem (ApoyoImport *import, guint64 line, const char *field)
{
  GListModel *problems = apoyo_import_get_problems (import);

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++) {
    g_autoptr (ApoyoImportProblem) problem = g_list_model_get_item (problems, i);

    if (apoyo_import_problem_get_line (problem) == line &&
        g_str_equal (apoyo_import_problem_get_field (problem), field))
      return problem; /* the list keeps it */
  }
  return NULL;
}

static void
assert_problem (ApoyoImport *import,
                ApoyoImportSeverity severity,
                guint64 line,
                const char *field,
                const char *column,
                const char *value)
{
  ApoyoImportProblem *problem = find_problem (import, line, field);

  if (problem == NULL)
    g_error ("line %d: nothing is said of %s", (int) line, field);
  g_assert_cmpint (apoyo_import_problem_get_severity (problem), ==, severity);
  g_assert_cmpstr (apoyo_import_problem_get_column (problem), ==, column);
  g_assert_cmpstr (apoyo_import_problem_get_value (problem), ==, value);
  g_assert_cmpstr (apoyo_import_problem_get_reason (problem), !=, "");
}

static void
test_planted_errors (Fixture *fixture, gconstpointer data)
{
  g_autofree char *list = NULL;
  ApoyoImport *import;

  write_file (fixture,
              "Título\n"
              "ENTIDAD|DISTRITO_F|DISTRITO_L|MUNICIPIO|CLAVE_INEGI|SECCION|LISTA_NOMINAL|PADRON\n"
              "05|1|1|1|05001|1|1001|\n"
              "33|1|1|1||2|1002|\n"
              "05|0|1|1|05001|12A4|1003|\n"
              "05|1|1||05001|4|-12|\n"
              "05|1|1|1|05001|5|1005|7\n"
              "05|1|1|1|05001|1|1006|\n"
              "05|1|1|1\n"
              "05|1|1|2||8|64|\n"
              "05|1|1|3|05003|9|4112|\n",
              -1);
  import = begin (fixture, APOYO_IMPORT_GEOGRAPHY);
  assert_checks (import);
  assert_problem (import, APOYO_IMPORT_ERROR, 4, "entity", "ENTIDAD", "33");
  assert_problem (import, APOYO_IMPORT_ERROR, 5, "federal_district", "DISTRITO_F", "00");
  assert_problem (import, APOYO_IMPORT_ERROR, 5, "section", "SECCION", "12A4");
  assert_problem (import, APOYO_IMPORT_ERROR, 6, "municipality", "MUNICIPIO", "");
  assert_problem (import, APOYO_IMPORT_ERROR, 6, "nominal_list", "LISTA_NOMINAL", "-12");
  assert_problem (import, APOYO_IMPORT_ERROR, 7, "roll", "PADRON", "7");
  assert_problem (import, APOYO_IMPORT_ERROR, 8, "section", "SECCION", "0001");
  assert_problem (import, APOYO_IMPORT_ERROR, 9, "", "", NULL);
  assert_problem (import, APOYO_IMPORT_WARNING, 10, "nominal_list", "LISTA_NOMINAL", "64");
  assert_problem (import, APOYO_IMPORT_WARNING, 10, "municipality", "MUNICIPIO", "002");
  assert_problem (import, APOYO_IMPORT_WARNING, 11, "nominal_list", "LISTA_NOMINAL", "4112");
  /* No name of an entity and no circumscription besides: they follow from the entity. */
  g_assert_null (find_problem (import, 4, "circumscription"));
  g_assert_null (find_problem (import, 4, "entity_name"));
  list = apoyo_import_problem_list_to_csv (apoyo_import_get_problems (import));
  g_assert_nonnull (strstr (list, ",5,SECCION,12A4,"));
  g_assert_false (apoyo_import_get_outcome (import)->version > 0);
  assert_nothing_is_left ();
  assert_query ("SELECT count(*) FROM apoyo.geography WHERE drafted_at > now() - interval '1 s'",
                "0");
}

static void
test_thousands_of_bad_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) table =
      g_string_new ("ENTIDAD,DISTRITO_F,DISTRITO_L,MUNICIPIO,SECCION,LISTA_NOMINAL\n");
  ApoyoImport *import;

  for (guint i = 0; i < 12000; i++)
    g_string_append_printf (table, "05,1,1,1,%u,x\n", 1 + i % 9999);
  for (guint i = 0; i < 12000; i++)
    g_string_append (table, "05\n");
  write_file (fixture, table->str, (gssize) table->len);
  import = begin (fixture, APOYO_IMPORT_GEOGRAPHY);
  assert_checks (import);
  /* 12,000 figures, the repeated sections, 10,000 misshapen rows and what is said of the rest. */
  g_assert_cmpuint (apoyo_import_get_n_errors (import), ==, 12000 + 2001 + 10001);
  g_assert_cmpuint (g_list_model_get_n_items (apoyo_import_get_problems (import)), >=, 24002);
}

/* --- what is stored --------------------------------------------------------------------------- */

static void
test_geography (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) table = make_table (',', "", "\n");
  g_autoptr (GError) error = NULL;
  const ApoyoImportOutcome *outcome;
  ApoyoImport *import;

  write_file (fixture, table->str, -1);
  import = begin (fixture, APOYO_IMPORT_GEOGRAPHY);
  apoyo_import_set_name (import, "Primera");
  apoyo_import_set_total (import, 4010);
  assert_checks (import);
  outcome = apoyo_import_get_outcome (import);
  g_assert_cmpint (outcome->added, ==, 4);
  g_assert_cmpint (outcome->removed, ==, 0);
  g_assert_cmpint (outcome->electors_gained, ==, 4010);
  g_assert_cmpint (apoyo_import_get_phase (import), ==, APOYO_IMPORT_CHECKED);
  g_assert_nonnull (apoyo_import_get_difference (import));
  assert_query ("SELECT count(*) FROM apoyo.geography WHERE name = 'Primera'", "0");
  g_assert_true (store (import, &error));
  g_assert_no_error (error);
  g_assert_cmpint (apoyo_import_get_phase (import), ==, APOYO_IMPORT_STORED);
  assert_query ("SELECT count(*) || ' ' || sum(s.nominal_list) FROM apoyo.section AS s"
                " JOIN apoyo.geography AS g ON g.id = s.geography WHERE g.name = 'Primera'",
                "4 4010");
  assert_query ("SELECT nominal_list FROM apoyo.published_total", "4010");
  assert_nothing_is_left ();
  store_fixture_execute ("UPDATE apoyo.geography SET adopted_by = 'ruben', adopted_at = now()"
                         " WHERE name = 'Primera'");
}

static void
test_changes_of_the_version_in_force (Fixture *fixture, gconstpointer data)
{
  const ApoyoImportOutcome *outcome;

  write_file (fixture,
              NAMES "\n05,Coahuila,1,1,1,,1,1001,\n05,Coahuila,2,1,1,,3,900,\n"
                    "09,México,5,3,9,,1,1103,\n09,México,5,3,9,,2,1004,\n",
              -1);
  assert_checks (begin (fixture, APOYO_IMPORT_GEOGRAPHY));
  outcome = apoyo_import_get_outcome (fixture->import);
  g_assert_cmpuint (apoyo_import_get_n_errors (fixture->import), ==, 0);
  g_assert_cmpint (outcome->added, ==, 1);
  g_assert_cmpint (outcome->removed, ==, 1);
  g_assert_cmpint (outcome->moved_district, ==, 2);
  g_assert_cmpint (outcome->moved_municipality, ==, 2);
  g_assert_cmpint (outcome->electors_gained, ==, 1000);
  g_assert_cmpint (outcome->electors_lost, ==, 1002);
  /* The code of 05-M001 is that of the version in force; nobody knows that of 09-M009. */
  g_assert_null (find_problem (fixture->import, 2, "municipality"));
  assert_problem (fixture->import, APOYO_IMPORT_WARNING, 4, "municipality", "MUNICIPIO", "009");
}

static void
test_nominal_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ApoyoImport *import;

  write_file (fixture, "SECCION,ENTIDAD,LISTA_NOMINAL\n1,5,900\n2,5,901\n1,9,902\n2,9,903\n", -1);
  import = begin (fixture, APOYO_IMPORT_NOMINAL_LIST);
  g_assert_false (check (import, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);
  apoyo_import_set_cutoff (import, "2021-10-15");
  assert_checks (import);
  g_assert_cmpuint (apoyo_import_get_n_errors (import), ==, 0);
  g_assert_cmpint (apoyo_import_get_outcome (import)->electors, ==, 3606);
  assert_query ("SELECT count(*) FROM apoyo.nominal_cutoff", "0");
  g_assert_true (store (import, &error));
  g_assert_no_error (error);
  assert_query ("SELECT cutoff || ' ' || sum(nominal_list) FROM apoyo.nominal_section"
                " GROUP BY cutoff",
                "2021-10-15 3606");
  /* The same date again is refused by the database, not by us. */
  import = begin (fixture, APOYO_IMPORT_NOMINAL_LIST);
  apoyo_import_set_cutoff (import, "2021-10-15");
  g_assert_false (check (import, NULL, &error));
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_REFUSED);
  assert_nothing_is_left ();
}

static void
test_promoventes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *process = NULL;
  ApoyoImport *import;

  store_fixture_execute (
      "SET SESSION AUTHORIZATION ruben;"
      "SELECT apoyo.sign_in('test', 'test');"
      "SELECT apoyo.create_process('IM', 'Importada', 'revocation',"
      " '{\"kind\": \"revocation\", \"joint\": true, \"base\": \"nominal_list\","
      "  \"scope\": \"country\", \"percentage\": \"3\", \"rounding\": \"ceiling\","
      "  \"dispersion\": {\"level\": \"entity\", \"fraction\": \"1/2\", \"percentage\": \"3\"},"
      "  \"duplicates\": \"first\", \"exclusive\": true, \"models\": [\"G\"],"
      "  \"modalities\": [\"auxiliary\", \"self\"], \"grace_hours\": 24,"
      "  \"review\": {\"model\": \"findings\"}, \"withdrawal\": true, \"hearing_days\": 5,"
      "  \"time_zone\": \"America/Mexico_City\", \"cell_level\": \"entity\"}'::jsonb,"
      " now(), now() + interval '9 days', 'Acuerdo 1', true)");
  process = store_fixture_query ("SELECT id FROM apoyo.process WHERE code = 'IM'");
  write_file (fixture, "FOLIO;NOMBRE;AMBITO\nF-1;Uno;MX\nF-2;;MX\nF-1;Tres;Nada\n", -1);
  import = begin (fixture, APOYO_IMPORT_PROMOVENTES);
  apoyo_import_set_subject (import, atoi (process));
  assert_checks (import);
  g_assert_cmpuint (apoyo_import_get_n_errors (import), >=, 3);
  assert_problem (import, APOYO_IMPORT_ERROR, 4, "scope", "AMBITO", "Nada");
  /* Nobody's name is shown, not even an empty one. */
  assert_problem (import, APOYO_IMPORT_ERROR, 3, "name", "NOMBRE", NULL);
  write_file (fixture, "FOLIO;NOMBRE;AMBITO\nF-1;Uno;MX\nF-2;Dos;MX\nF-3;Tres;MX\n", -1);
  import = begin (fixture, APOYO_IMPORT_PROMOVENTES);
  apoyo_import_set_subject (import, atoi (process));
  assert_checks (import);
  g_assert_cmpuint (apoyo_import_get_n_errors (import), ==, 0);
  g_assert_cmpint (apoyo_import_get_outcome (import)->added, ==, 3);
  assert_query ("SELECT count(*) FROM apoyo.promovente", "0");
  /* While it waits to be stored nobody else has to wait for it. */
  store_fixture_execute ("SET lock_timeout = '2s'; BEGIN;"
                         "SELECT FROM apoyo.process WHERE code = 'IM' FOR UPDATE; ROLLBACK");
  g_assert_true (store (import, &error));
  g_assert_no_error (error);
  assert_query ("SELECT string_agg(folio || ' ' || name, ', ' ORDER BY number)"
                " FROM apoyo.promovente",
                "F-1 Uno, F-2 Dos, F-3 Tres");
  assert_nothing_is_left ();
}

/* --- imports that end before their time ------------------------------------------------------- */

typedef struct {
  ApoyoImportPhase phase;
  GCancellable *cancellable; /* (nullable): the backend is ended instead */
  gboolean seen;
} Interruption;

static void
on_progress_cb (ApoyoImport *import, Interruption *interruption)
{
  if (interruption->seen || apoyo_import_get_phase (import) != interruption->phase)
    return;
  interruption->seen = TRUE;
  if (interruption->cancellable != NULL)
    g_cancellable_cancel (interruption->cancellable);
  else
    store_fixture_execute ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                           " WHERE application_name = 'apoyo-import'");
}

static ApoyoImport *
begin_large (Fixture *fixture)
{
  g_autofree char *table = make_sections (LARGE);

  write_file (fixture, table, -1);
  return begin (fixture, APOYO_IMPORT_GEOGRAPHY);
}

static void
test_cancelled (Fixture *fixture, gconstpointer phase)
{
  Interruption interruption = { (ApoyoImportPhase) GPOINTER_TO_INT (phase), NULL, FALSE };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  ApoyoImport *import = begin_large (fixture);

  interruption.cancellable = cancellable;
  g_signal_connect (import, "progress", G_CALLBACK (on_progress_cb), &interruption);
  g_assert_false (check (import, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (interruption.seen);
  g_assert_cmpint (apoyo_import_get_phase (import), ==, APOYO_IMPORT_IDLE);
  assert_nothing_is_left ();
  g_signal_handlers_disconnect_by_data (import, &interruption);
}

/* The file may be gone by then: what was read of it is kept. */
static void
test_lost (Fixture *fixture, gconstpointer phase)
{
  Interruption interruption = { (ApoyoImportPhase) GPOINTER_TO_INT (phase), NULL, FALSE };
  g_autoptr (GError) error = NULL;
  ApoyoImport *import = begin_large (fixture);

  g_signal_connect (import, "progress", G_CALLBACK (on_progress_cb), &interruption);
  g_assert_false (check (import, NULL, &error));
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION);
  g_assert_true (interruption.seen);
  assert_nothing_is_left ();
  remove_file (fixture);
  assert_checks (import);
  g_assert_cmpuint (apoyo_import_get_n_errors (import), ==, 0);
  g_assert_cmpuint (apoyo_import_get_outcome (import)->rows, ==, LARGE);
  g_signal_handlers_disconnect_by_data (import, &interruption);
}

static void
test_lost_before_it_is_stored (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) table = make_table ('\t', "", "\n");
  g_autoptr (GError) error = NULL;
  ApoyoImport *import;

  write_file (fixture, table->str, -1);
  import = begin (fixture, APOYO_IMPORT_GEOGRAPHY);
  apoyo_import_set_name (import, "Perdida y vuelta");
  assert_checks (import);
  store_fixture_execute ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                         " WHERE application_name = 'apoyo-import'");
  assert_nothing_is_left ();
  store_fixture_run_for (200);
  remove_file (fixture);
  g_assert_true (store (import, &error));
  g_assert_no_error (error);
  assert_query ("SELECT count(*) FROM apoyo.geography WHERE name = 'Perdida y vuelta'", "1");
  assert_nothing_is_left ();
}

static void
end_sessions_that_commit (void)
{
  store_fixture_execute (
      "CREATE FUNCTION public.test_end() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS"
      " $$BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END$$;"
      "CREATE CONSTRAINT TRIGGER test_end AFTER INSERT ON apoyo.geography DEFERRABLE"
      " INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.test_end()");
}

static void
let_sessions_commit (void)
{
  store_fixture_execute ("DROP TRIGGER test_end ON apoyo.geography;"
                         "DROP FUNCTION public.test_end()");
}

/* The backend ends as it commits: nothing is stored, and that is what is said. */
static void
test_lost_while_it_is_stored (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) table = make_table (',', "", "\n");
  g_autoptr (GError) error = NULL;
  ApoyoImport *import;

  end_sessions_that_commit ();
  write_file (fixture, table->str, -1);
  import = begin (fixture, APOYO_IMPORT_GEOGRAPHY);
  apoyo_import_set_name (import, "Nunca");
  assert_checks (import);
  g_assert_false (store (import, &error));
  g_assert_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION);
  g_clear_error (&error);
  assert_query ("SELECT count(*) FROM apoyo.geography WHERE name = 'Nunca'", "0");
  let_sessions_commit ();
  assert_nothing_is_left ();
  g_assert_true (store (import, &error));
  g_assert_no_error (error);
  assert_query ("SELECT count(*) FROM apoyo.geography WHERE name = 'Nunca'", "1");
}

/* Stopped in the moment of the commit: it is stored, and that is what is said. */
static void
test_stopped_while_it_is_stored (Fixture *fixture, gconstpointer data)
{
  Interruption interruption = { APOYO_IMPORT_STORING, NULL, FALSE };
  g_autoptr (GString) table = make_table (',', "", "\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ApoyoImport *import;

  write_file (fixture, table->str, -1);
  import = begin (fixture, APOYO_IMPORT_GEOGRAPHY);
  apoyo_import_set_name (import, "Al fin");
  assert_checks (import);
  interruption.cancellable = cancellable;
  g_signal_connect (import, "progress", G_CALLBACK (on_progress_cb), &interruption);
  apoyo_import_store_async (import, cancellable, store_fixture_keep_result_cb, &result);
  store_fixture_wait_for_result (&result);
  g_assert_true (apoyo_import_store_finish (import, result, &error));
  g_assert_no_error (error);
  g_assert_true (interruption.seen);
  g_assert_cmpint (apoyo_import_get_phase (import), ==, APOYO_IMPORT_STORED);
  assert_query ("SELECT count(*) FROM apoyo.geography WHERE name = 'Al fin'", "1");
  g_signal_handlers_disconnect_by_data (import, &interruption);
}

/* The answer to the commit is lost, and then nobody can be asked: storing again asks first. What
 * the database says it has is not stored a second time. */
static void
test_unsure_whether_it_is_stored (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) table = make_table (',', "", "\n");
  g_autoptr (GError) error = NULL;
  ApoyoImport *import;

  end_sessions_that_commit ();
  write_file (fixture, table->str, -1);
  import = begin (fixture, APOYO_IMPORT_GEOGRAPHY);
  apoyo_import_set_name (import, "Una vez");
  assert_checks (import);
  store_fixture_execute ("ALTER ROLE ruben CONNECTION LIMIT 0");
  g_assert_false (store (import, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (apoyo_import_is_unsure (import));
  g_assert_cmpint (apoyo_import_get_phase (import), ==, APOYO_IMPORT_CHECKED);
  let_sessions_commit ();
  store_fixture_execute ("ALTER ROLE ruben CONNECTION LIMIT -1;"
                         "INSERT INTO apoyo.import (id, kind, begun_by, adopted_at)"
                         " OVERRIDING SYSTEM VALUE"
                         " SELECT pg_sequence_last_value(pg_get_serial_sequence('apoyo.import',"
                         " 'id')), 'sections', 'ruben', now()");
  g_assert_true (store (import, &error));
  g_assert_no_error (error);
  g_assert_false (apoyo_import_is_unsure (import));
  assert_query ("SELECT count(*) FROM apoyo.geography WHERE name = 'Una vez'", "0");
}

static void
test_abandoned (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) table = make_table (',', "", "\n");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ApoyoImport *import;

  write_file (fixture, table->str, -1);
  import = begin (fixture, APOYO_IMPORT_GEOGRAPHY);
  assert_checks (import);
  apoyo_import_abandon (import);
  assert_nothing_is_left ();
  import = begin_large (fixture);
  apoyo_import_check_async (import, NULL, store_fixture_keep_result_cb, &result);
  store_fixture_run_for (150);
  apoyo_import_abandon (import);
  store_fixture_wait_for_result (&result);
  g_assert_false (apoyo_import_check_finish (import, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&fixture->import);
  assert_nothing_is_left ();
}

static void
test_only_what_was_checked_is_stored (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_file (fixture, NAMES "\n05,C,1,1,1,,1,x,\n", -1);
  g_assert_false (store (begin (fixture, APOYO_IMPORT_GEOGRAPHY), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  g_clear_error (&error);
  assert_checks (fixture->import);
  g_assert_false (store (fixture->import, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
}

/* The schema and one person, before the first test. */
static void
test_schema (void)
{
  const char *dir = apoyo_cluster_get_dir (store_fixture_get_cluster ());
  g_autofree char *quoted = g_shell_quote (dir);
  g_autofree char *line = g_strdup_printf ("%s --dir %s migrate", g_getenv ("APOYOCTL"), quoted);
  g_autofree char *complaints = NULL;
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_command_line_sync (line, NULL, &complaints, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s: %s", line, complaints);
  store_fixture_execute ("CREATE ROLE ruben LOGIN; GRANT apoyo_setup TO ruben;"
                         "INSERT INTO apoyo.staff (role, display_name) VALUES ('ruben', 'Rubén');"
                         "INSERT INTO apoyo.staff_scope (role, since) VALUES ('ruben', now())");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/schema", test_schema);
#define ADD(name, data, function)                                                                  \
  g_test_add ("/import/" name, Fixture, GINT_TO_POINTER (data), set_up, function, tear_down)
  ADD ("every-form", 0, test_every_form);
  ADD ("figures-of-every-form", 0, test_figures_of_every_form);
  ADD ("unknown-names", 0, test_unknown_names);
  ADD ("what-is-no-table", 0, test_what_is_no_table);
  ADD ("planted-errors", 0, test_planted_errors);
  ADD ("thousands-of-bad-rows", 0, test_thousands_of_bad_rows);
  ADD ("geography", 0, test_geography);
  ADD ("changes-of-the-version-in-force", 0, test_changes_of_the_version_in_force);
  ADD ("nominal-list", 0, test_nominal_list);
  ADD ("promoventes", 0, test_promoventes);
  ADD ("cancelled-while-reading", APOYO_IMPORT_READING, test_cancelled);
  ADD ("cancelled-while-copying", APOYO_IMPORT_COPYING, test_cancelled);
  ADD ("cancelled-while-checking", APOYO_IMPORT_CHECKING, test_cancelled);
  ADD ("lost-while-copying", APOYO_IMPORT_COPYING, test_lost);
  ADD ("lost-while-checking", APOYO_IMPORT_CHECKING, test_lost);
  ADD ("lost-before-it-is-stored", 0, test_lost_before_it_is_stored);
  ADD ("lost-while-it-is-stored", 0, test_lost_while_it_is_stored);
  ADD ("stopped-while-it-is-stored", 0, test_stopped_while_it_is_stored);
  ADD ("unsure-whether-it-is-stored", 0, test_unsure_whether_it_is_stored);
  ADD ("abandoned", 0, test_abandoned);
  ADD ("only-what-was-checked-is-stored", 0, test_only_what_was_checked_is_stored);
  return store_fixture_run (argc, argv);
}
