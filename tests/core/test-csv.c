/* test-csv.c: tables as people export them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-csv.h"

static ApoyoCsv *
open_bytes (const char *text, gsize length, const char *const *required, GError **error)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (g_memdup2 (text, length), (gssize) length, g_free);

  return apoyo_csv_new (stream, required, error);
}

static ApoyoCsv *
open_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  ApoyoCsv *csv = open_bytes (text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  return csv;
}

static void
assert_row (ApoyoCsv *csv, guint64 line, const char *a, const char *b)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (apoyo_csv_next (csv, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (apoyo_csv_get_line (csv), ==, line);
  g_assert_cmpstr (apoyo_csv_get (csv, "a"), ==, a);
  g_assert_cmpstr (apoyo_csv_get (csv, "b"), ==, b);
}

static void
assert_end (ApoyoCsv *csv, guint n_problems)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (apoyo_csv_next (csv, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (apoyo_csv_get_n_problems (csv), ==, n_problems);
  g_assert_cmpuint (apoyo_csv_get_problems (csv)->len, ==, n_problems);
}

static void
assert_problem (ApoyoCsv *csv, guint i, guint64 line)
{
  const ApoyoCsvProblem *problem = g_ptr_array_index (apoyo_csv_get_problems (csv), i);

  g_assert_cmpuint (problem->line, ==, line);
  g_assert_cmpstr (problem->message, !=, "");
}

static void
test_rows_and_columns (void)
{
  g_autoptr (ApoyoCsv) csv = open_text ("a,b\n1,2\n\n \"x, \"\"y\"\"\" ,\n3,4");

  assert_row (csv, 2, "1", "2");
  assert_row (csv, 4, "x, \"y\"", "");
  assert_row (csv, 5, "3", "4");
  g_assert_null (apoyo_csv_get (csv, "c"));
  assert_end (csv, 0);
  assert_end (csv, 0);
}

static void
test_line_ends_of_all_systems (void)
{
  static const char *const texts[] = { "a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n",
                                       "a,b\r1,2\r3,4\r" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (ApoyoCsv) csv = open_text (texts[i]);

    assert_row (csv, 2, "1", "2");
    assert_row (csv, 3, "3", "4");
    assert_end (csv, 0);
  }
}

static void
test_quoted_line_ends_count_as_lines (void)
{
  g_autoptr (ApoyoCsv) csv = open_text ("b,a\n\"1\n1\",\"2\r\n2\"\n3,4\n");
  g_autoptr (ApoyoCsv) mixed = open_text ("a,b\n\r1,2\n\r\n3,4\r5,6");

  assert_row (csv, 2, "2\r\n2", "1\n1");
  assert_row (csv, 5, "4", "3");
  assert_end (csv, 0);
  assert_row (mixed, 3, "1", "2");
  assert_row (mixed, 5, "3", "4");
  assert_row (mixed, 6, "5", "6");
}

static void
test_pipes_are_told_by_the_header (void)
{
  g_autoptr (ApoyoCsv) csv = open_text ("a|b\n1,5|2\n");
  g_autoptr (ApoyoCsv) quoted = open_text ("\"a\",\"b\",\"c|d|e\"\n1,2,3\n");

  assert_row (csv, 2, "1,5", "2");
  assert_row (quoted, 2, "1", "2");
}

static void
test_semicolons_and_tabs_too (void)
{
  g_autoptr (ApoyoCsv) semicolons = open_text ("a;b\n1,5;2|3\n");
  g_autoptr (ApoyoCsv) tabs = open_text ("a\tb\n1,5\t2;3\n\t\n\tx\n7\t\n");
  g_autoptr (ApoyoCsv) alike = open_text ("a,b;c\n1,2\n");

  assert_row (semicolons, 2, "1,5", "2|3");
  assert_row (tabs, 2, "1,5", "2;3");
  assert_row (tabs, 3, "", "");
  assert_row (tabs, 4, "", "x");
  assert_row (tabs, 5, "7", "");
  assert_end (tabs, 0);
  g_assert_cmpint (apoyo_csv_get_delimiter (semicolons), ==, ';');
  g_assert_cmpint (apoyo_csv_get_delimiter (tabs), ==, '\t');
  g_assert_cmpint (apoyo_csv_get_delimiter (alike), ==, ',');
}

static gboolean
never_cb (GPtrArray *names, gpointer user_data)
{
  return FALSE;
}

/* Nobody knows the header: it is the row with the most names, and the rows below it are read. */
static void
test_an_unknown_header_below_titles (void)
{
  static const char text[] = "Un título\n\nx;y;z\n1;2;3\n4;5;6\n";
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoCsv) csv = apoyo_csv_new_titled (stream, never_cb, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (apoyo_csv_get_header_line (csv), ==, 3);
  g_assert_true (apoyo_csv_next (csv, NULL, &error));
  g_assert_cmpuint (apoyo_csv_get_line (csv), ==, 4);
  g_assert_cmpstr (apoyo_csv_get (csv, "y"), ==, "2");
  g_assert_true (apoyo_csv_next (csv, NULL, &error));
  g_assert_cmpstr (apoyo_csv_get (csv, "z"), ==, "6");
  assert_end (csv, 0);
  g_assert_cmpuint (apoyo_csv_get_n_bytes (csv), ==, strlen (text));
}

static void
test_utf8_and_latin1_are_told_apart (void)
{
  g_autoptr (ApoyoCsv) utf8 = open_text ("a,b\nÑandú,é\n");
  g_autoptr (ApoyoCsv) marked = open_text ("\357\273\277a,b\nÑandú,é\n");
  g_autoptr (ApoyoCsv) latin1 = open_text ("a,b\n1,2\n\321and\372,\351\nx,\303\261\n");

  assert_row (utf8, 2, "Ñandú", "é");
  assert_row (marked, 2, "Ñandú", "é");
  assert_row (latin1, 2, "1", "2");
  assert_row (latin1, 3, "Ñandú", "é");
  assert_row (latin1, 4, "x", "Ã±"); /* the first one decided */
  assert_end (latin1, 0);
}

static void
test_every_bad_row_is_listed (void)
{
  g_autoptr (ApoyoCsv) csv = open_text ("a,b\n"
                                        "ñ,1\n"       /* 2: UTF-8 it is */
                                        "1\n"         /* 3: too few */
                                        "1,2,3\n"     /* 4: too many */
                                        "x\"y,2\n"    /* 5: a quotation mark inside */
                                        "\"x\"y,2\n"  /* 6: text after a quotation */
                                        "\351,2\n"    /* 7: Latin-1 after all? */
                                        "5,6\n"       /* 8 */
                                        "\"7,8\n9,"); /* 9: never closed */

  assert_row (csv, 2, "ñ", "1");
  assert_row (csv, 8, "5", "6");
  apoyo_csv_add_problem (csv, "b", "not a year");
  assert_end (csv, 7);
  for (guint i = 0; i < 5; i++)
    assert_problem (csv, i, i + 3);
  assert_problem (csv, 5, 8);
  assert_problem (csv, 6, 9);
}

static void
test_nul_bytes_spoil_their_row_only (void)
{
  static const char text[] = "a,b\nx\0y,2\n3,4\n";
  g_autoptr (ApoyoCsv) csv = open_bytes (text, sizeof text - 1, NULL, NULL);

  assert_row (csv, 3, "3", "4");
  assert_end (csv, 1);
}

static void
test_headers_that_cannot_serve (void)
{
  static const char *const required[] = { "a", "b", NULL };
  static const char *const texts[] = {
    "",       "\n\n",    "\357\273\277", "a\n1\n", "a,b,a\n",
    "a,,b\n", "a,\"b\n", "a,b\"c\n",     "A,B\n",  "\377\376a\1,\1b\1\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (open_bytes (texts[i], strlen (texts[i]), required, &error));
    g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT);
  }
}

static void
test_endless_rows_are_bounded (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n1,\"");
  g_autoptr (ApoyoCsv) csv = NULL;

  for (guint i = 0; i < 40000; i++)
    g_string_append (text, "an endless quotation, of which no mark is the end\n");
  csv = open_text (text->str);
  while (apoyo_csv_next (csv, NULL, NULL))
    ;
  /* Given up once, and what follows is read as rows of its own. */
  assert_problem (csv, 0, 2);
  g_assert_cmpuint (apoyo_csv_get_n_problems (csv), <, 25000);
}

static void
test_problems_are_bounded_but_counted (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autoptr (ApoyoCsv) csv = NULL;

  for (guint i = 0; i < APOYO_CSV_MAX_PROBLEMS + 5; i++)
    g_string_append (text, "1\n");
  csv = open_text (text->str);
  g_assert_false (apoyo_csv_next (csv, NULL, NULL));
  g_assert_cmpuint (apoyo_csv_get_problems (csv)->len, ==, APOYO_CSV_MAX_PROBLEMS);
  g_assert_cmpuint (apoyo_csv_get_n_problems (csv), ==, APOYO_CSV_MAX_PROBLEMS + 5);
}

/* Rows across the edges of the buffer. */
static void
test_large_files_come_whole (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\r\n");
  g_autoptr (ApoyoCsv) csv = NULL;
  guint64 sum = 0;

  for (guint i = 0; i < 30000; i++)
    g_string_append_printf (text, "%u,\"x%u\"\r\n", i, i);
  csv = open_text (text->str);
  for (guint i = 0; i < 30000; i++) {
    g_assert_true (apoyo_csv_next (csv, NULL, NULL));
    g_assert_cmpuint (apoyo_csv_get_line (csv), ==, i + 2);
    sum += g_ascii_strtoull (apoyo_csv_get (csv, "a"), NULL, 10);
  }
  g_assert_cmpuint (sum, ==, G_GUINT64_CONSTANT (449985000));
  assert_end (csv, 0);
}

static void
assert_field (const char *field, const char *expected)
{
  g_autoptr (GString) table = g_string_new (NULL);

  apoyo_csv_append_field (table, field);
  g_assert_cmpstr (table->str, ==, expected);
}

/* What a spreadsheet would run comes back as a text; figures stay figures. */
static void
test_written_fields (void)
{
  assert_field ("12A4", "12A4");
  assert_field (NULL, "");
  assert_field ("a, \"b\"", "\"a, \"\"b\"\"\"");
  assert_field ("=1+1", "\"'=1+1\"");
  assert_field ("+52 55", "\"'+52 55\"");
  assert_field ("-2+3", "\"'-2+3\"");
  assert_field ("@sum", "\"'@sum\"");
  assert_field ("\t=1", "\"'\t=1\"");
  assert_field ("-12", "-12");
  assert_field ("+0.5", "+0.5");
  assert_field ("-", "-");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/rows-and-columns", test_rows_and_columns);
  g_test_add_func ("/csv/line-ends-of-all-systems", test_line_ends_of_all_systems);
  g_test_add_func ("/csv/quoted-line-ends-count-as-lines", test_quoted_line_ends_count_as_lines);
  g_test_add_func ("/csv/pipes-are-told-by-the-header", test_pipes_are_told_by_the_header);
  g_test_add_func ("/csv/semicolons-and-tabs-too", test_semicolons_and_tabs_too);
  g_test_add_func ("/csv/unknown-header-below-titles", test_an_unknown_header_below_titles);
  g_test_add_func ("/csv/utf8-and-latin1-are-told-apart", test_utf8_and_latin1_are_told_apart);
  g_test_add_func ("/csv/every-bad-row-is-listed", test_every_bad_row_is_listed);
  g_test_add_func ("/csv/nul-bytes-spoil-their-row-only", test_nul_bytes_spoil_their_row_only);
  g_test_add_func ("/csv/headers-that-cannot-serve", test_headers_that_cannot_serve);
  g_test_add_func ("/csv/endless-rows-are-bounded", test_endless_rows_are_bounded);
  g_test_add_func ("/csv/problems-are-bounded-but-counted", test_problems_are_bounded_but_counted);
  g_test_add_func ("/csv/large-files-come-whole", test_large_files_come_whole);
  g_test_add_func ("/csv/written-fields", test_written_fields);
  return g_test_run ();
}
