/* test-sheet.c: tables of sections and nominal lists as institutions write them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-sheet-names.h"
#include "apoyo-sheet.h"

#define HEADER "ENTIDAD,DISTRITO_F,DISTRITO_L,MUNICIPIO,SECCION,LISTA_NOMINAL\n"

static ApoyoSheet *
open_kind (const char *text, ApoyoSheetKind kind, const char *const *mappings, GError **error)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (g_strdup (text), (gssize) strlen (text), g_free);

  return apoyo_sheet_new (stream, kind, mappings, error);
}

static ApoyoSheet *
open_sections (const char *text)
{
  g_autoptr (GError) error = NULL;
  ApoyoSheet *sheet = open_kind (text, APOYO_SHEET_SECTIONS, NULL, &error);

  g_assert_no_error (error);
  return sheet;
}

static void
assert_row (ApoyoSheet *sheet, const char *copy)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_true (apoyo_sheet_next (sheet, NULL, &error));
  g_assert_no_error (error);
  apoyo_sheet_append_copy (sheet, out);
  g_assert_cmpstr (out->str, ==, copy);
}

static void
assert_refused (const char *text, ApoyoSheetKind kind, const char *mapping, const char *message)
{
  g_autoptr (GError) error = NULL;
  const char *mappings[] = { mapping, NULL };

  g_assert_null (open_kind (text, kind, mappings, &error));
  g_assert_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_plain (void)
{
  g_autoptr (ApoyoSheet) sheet = open_sections (HEADER "5,3,12,30,123,1234\n");

  assert_row (sheet, "2\t05\tCoahuila\t2\t03\t\\N\t12\t\\N\t030\t\\N\t\\N\t0123\t1234\t\\N\n");
  g_assert_false (apoyo_sheet_next (sheet, NULL, NULL));
}

static void
test_every_order_case_and_accent (void)
{
  g_autoptr (ApoyoSheet) sheet =
      open_sections ("Padrón|lista nominal|Sección|Nombre Municipio|Id_Municipio|Clave INEGI|"
                     "Distrito  Local|distrito federal|Circunscripción|Nombre de la entidad|"
                     "Entidad|\n"
                     "\"1,300\"|1 234|7|Torreón|35|35|9|6|2|Coahuila de Zaragoza|05|\n");

  assert_row (sheet, "2\t05\tCoahuila de Zaragoza\t2\t06\t\\N\t09\t\\N\t035\tTorreón\t05035\t0007\t"
                     "1234\t1300\n");
}

static void
test_a_name_beside_a_number (void)
{
  g_autoptr (ApoyoSheet) sheet = open_sections (
      "ID_ENTIDAD,ENTIDAD,MUNICIPIO,ID_MUNICIPIO,DISTRITO_FEDERAL,DISTRITO_LOCAL,SECCION,LISTA\n"
      "9,CDMX,Coyoacán,3,23,30,350,900\n");

  assert_row (sheet, "2\t09\tCDMX\t4\t23\t\\N\t30\t\\N\t003\tCoyoacán\t\\N\t0350\t900\t\\N\n");
}

static void
test_titles_above_the_header (void)
{
  g_autoptr (ApoyoSheet) sheet =
      open_sections ("\357\273\277Estadístico de padrón, y lista nominal,,,,\r\n\r\n"
                     "Corte: 15/10/2021,,,,,\r\n"
                     "ENTIDAD|DISTRITO|DISTRITO_L|MUNICIPIO|SECCION|LISTA\r\n1|1|1|1|1|1\r\n");

  assert_row (sheet, "5\t01\tAguascalientes\t2\t01\t\\N\t01\t\\N\t001\t\\N\t\\N\t0001\t1\t\\N\n");
}

static void
test_latin_1 (void)
{
  g_autoptr (ApoyoSheet) sheet =
      open_sections ("ENTIDAD,DISTRITO_F,DISTRITO_L,MUNICIPIO,SECCI\323N,LISTA,NOM_MUN\n"
                     "30,1,1,1,1,5,\311bano\n");

  assert_row (sheet, "2\t30\tVeracruz\t3\t01\t\\N\t01\t\\N\t001\tÉbano\t\\N\t0001\t5\t\\N\n");
}

static void
test_bad_values_stay_as_they_are (void)
{
  g_autoptr (ApoyoSheet) sheet = open_sections (HEADER "x,100,-1,,12345,\"1,23\"\n");

  assert_row (sheet, "2\tx\t\\N\t\\N\t100\t\\N\t-1\t\\N\t\\N\t\\N\t\\N\t12345\t1,23\t\\N\n");
}

static void
test_unknown_columns (void)
{
  assert_refused ("ENTIDAD,COL A,SECCION,Rareza\n1,1,1,1\n", APOYO_SHEET_NOMINAL_LIST, NULL,
                  "Unknown columns: COL A, Rareza. Told by no column: nominal_list.");
  assert_refused ("Título\nA,B,C\n1,2,3\n", APOYO_SHEET_NOMINAL_LIST, NULL,
                  "Unknown columns: A, B, C. Told by no column: entity, section, nominal_list.");
  assert_refused ("ENTIDAD,SECCION,LISTA,LN\n1,1,1,1\n", APOYO_SHEET_NOMINAL_LIST, NULL,
                  "Told by several columns: nominal_list.");
  assert_refused ("ENTIDAD,SECCION,LISTA\n", APOYO_SHEET_NOMINAL_LIST, "LISTA",
                  "“LISTA” is not COLUMN=FIELD with a field of this table");
  assert_refused ("ENTIDAD,SECCION,LISTA\n", APOYO_SHEET_NOMINAL_LIST, "LISTA=municipality",
                  "“LISTA=municipality” is not COLUMN=FIELD with a field of this table");
  assert_refused ("ENTIDAD,SECCION,LISTA\n", APOYO_SHEET_NOMINAL_LIST, "OTRA=-",
                  "The table has no column “OTRA”");
  assert_refused ("", APOYO_SHEET_NOMINAL_LIST, NULL, "The file has no header line");
}

static void
test_mapped_columns (void)
{
  g_autoptr (GError) error = NULL;
  const char *const mappings[] = { "col a=nominal_list", "RAREZA=-", NULL };
  g_autoptr (ApoyoSheet) sheet =
      open_kind ("ENTIDAD,Col A,SECCION,Rareza,CORTE,MUNICIPIO\n1,7,2,?,15/10/2021,Jesús María\n",
                 APOYO_SHEET_NOMINAL_LIST, mappings, &error);

  g_assert_no_error (error);
  assert_row (sheet, "2\t01\t0002\t7\t\\N\t2021-10-15\n");
  g_assert_cmpstr (apoyo_sheet_get (sheet, "section"), ==, "0002");
}

/* Groups of three with one sign between, and a fraction of nothing; nothing else is a count. */
static void
test_figures_of_every_form (void)
{
  static const char *const good[] = { "1234567",      "1,234,567", "1.234.567",
                                      "1 234 567",    "1'234'567", "1\302\240234\302\240567",
                                      "1,234,567.00", "1234567.0", "1.234.567,00" };
  static const char *const bad[] = { "1,234.567", "1.5", "1,23", "1,2345", "12,34,567",
                                     "1,234,5",   "-1",  "1e3",  ".00",    "1234,567" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autofree char *text = g_strdup_printf ("ENTIDAD|SECCION|LN\n1|1|%s\n", good[i]);
    g_autoptr (ApoyoSheet) sheet = open_kind (text, APOYO_SHEET_NOMINAL_LIST, NULL, NULL);

    g_assert_true (apoyo_sheet_next (sheet, NULL, NULL));
    g_assert_cmpstr (apoyo_sheet_get (sheet, "nominal_list"), ==, "1234567");
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *text = g_strdup_printf ("ENTIDAD|SECCION|LN\n1|1|%s\n", bad[i]);
    g_autoptr (ApoyoSheet) sheet = open_kind (text, APOYO_SHEET_NOMINAL_LIST, NULL, NULL);

    g_assert_true (apoyo_sheet_next (sheet, NULL, NULL));
    g_assert_cmpstr (apoyo_sheet_get (sheet, "nominal_list"), ==, bad[i]);
  }
}

static void
test_promoventes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoSheet) sheet =
      open_kind ("Relación de aspirantes\nNombre del aspirante;Ámbito;Inicio;Término\n"
                 "Uno;09-F12;15/10/2021;16/10/2021 18:00\n",
                 APOYO_SHEET_PROMOVENTES, NULL, &error);
  g_autoptr (ApoyoSheet) names = open_kind ("NOMBRE\nUno\n", APOYO_SHEET_PROMOVENTES, NULL, &error);

  g_assert_no_error (error);
  assert_row (sheet, "3\t\\N\t\\N\tUno\t09-F12\t2021-10-15\t2021-10-16 18:00\n");
  assert_row (names, "2\t\\N\t\\N\tUno\t\\N\t\\N\t\\N\n");
}

/* As an institute writes the window of each promovente. */
static void
test_windows (void)
{
  static const char *const times[][2] = {
    { "15/10/2021", "2021-10-15" },
    { "5/9/21", "2021-09-05" },
    { "15-10-2021 6:30", "2021-10-15 06:30" },
    { "15.10.2021 18:00:05", "2021-10-15 18:00:05" },
    { "15/oct/2021 06:00 p. m.", "2021-10-15 18:00" },
    { "15 sept. 2021 12:00 a.m.", "2021-09-15 00:00" },
    { "15/10/2021 12:15:00 p.\302\240m.", "2021-10-15 12:15" },
    { "Viernes 15 de Octubre de 2021, 18:00 horas", "2021-10-15 18:00" },
    { "15 de diciembre del 2021 a las 9 hrs.", "2021-12-15 09:00" },
    { "15 de enero de 2022 a las 6 pm", "2022-01-15 18:00" },
    { "2021-10-15T18:00-06:00", "2021-10-15T18:00-06:00" },
    /* What is no time stays, and is told with its line. */
    { "15/10/2021 18", "15/10/2021 18" },
    { "15/10/2021 13:00 pm", "15/10/2021 13:00 pm" },
    { "15 de 2021", "15 de 2021" },
    { "15/10/2021x", "15/10/2021x" },
    { "15/10/2021 18:00 y más", "15/10/2021 18:00 y más" },
    { "15/xyz/2021", "15/xyz/2021" },
    { "pronto", "pronto" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autofree char *text =
        g_strdup_printf ("Nombre;Abre;Cierra\nUno;\"%s\";\"%s\"\n", times[i][0], times[i][0]);
    g_autoptr (ApoyoSheet) sheet = open_kind (text, APOYO_SHEET_PROMOVENTES, NULL, NULL);

    g_assert_nonnull (sheet);
    g_assert_true (apoyo_sheet_next (sheet, NULL, NULL));
    g_assert_cmpstr (apoyo_sheet_get (sheet, "opens_at"), ==, times[i][1]);
    g_assert_cmpstr (apoyo_sheet_get (sheet, "closes_at"), ==, times[i][1]);
  }
}

/* For somebody who is shown what is amiss: it can be looked at all the same. */
static void
test_a_look_at_doubtful_columns (void)
{
  static const char text[] = "ENTIDAD,Col A,SECCION\n1,7,2\n";
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoSheet) sheet = apoyo_sheet_open (stream, APOYO_SHEET_NOMINAL_LIST, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (apoyo_sheet_get_trouble (sheet), ==,
                   "Unknown columns: Col A. Told by no column: nominal_list.");
  g_assert_true (apoyo_sheet_is_recognised (sheet));
  g_assert_cmpstr (apoyo_sheet_get_field_of (sheet, 0), ==, "entity");
  g_assert_null (apoyo_sheet_get_field_of (sheet, 1));
  g_assert_true (apoyo_sheet_is_unknown (sheet, 1));
  g_assert_false (apoyo_sheet_is_unknown (sheet, 2));
  g_assert_cmpstr (apoyo_sheet_get_column_of (sheet, "section"), ==, "SECCION");
  g_assert_null (apoyo_sheet_get_column_of (sheet, "roll"));
  g_assert_true (apoyo_sheet_next (sheet, NULL, &error));
  g_assert_cmpstr (apoyo_sheet_get (sheet, "section"), ==, "0002");
}

static void
test_misshapen_rows_do_not_hide_others (void)
{
  g_autoptr (ApoyoSheet) sheet = open_sections (HEADER "1,1,1,1\n1,1,1,1,2,5\n");

  assert_row (sheet, "3\t01\tAguascalientes\t2\t01\t\\N\t01\t\\N\t001\t\\N\t\\N\t0002\t5\t\\N\n");
  g_assert_false (apoyo_sheet_next (sheet, NULL, NULL));
  g_assert_cmpuint (apoyo_csv_get_n_problems (apoyo_sheet_get_csv (sheet)), ==, 1);
}

static void
test_the_catalogue_of_names (void)
{
  for (ApoyoSheetKind kind = APOYO_SHEET_SECTIONS; kind <= APOYO_SHEET_PROMOVENTES; kind++) {
    const char *const *fields = apoyo_sheet_kind_get_fields (kind);

    for (guint i = 0; fields[i] != NULL; i++) {
      g_autofree char *folded = apoyo_sheet_fold_name (fields[i]);
      const ApoyoSheetName *name = apoyo_sheet_lookup_name (kind, folded);

      g_assert_nonnull (name);
      g_assert_cmpstr (name->field, ==, fields[i]);
    }
  }
  g_assert_null (apoyo_sheet_lookup_name (APOYO_SHEET_SECTIONS, "CAMPO"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/plain", test_plain);
  g_test_add_func ("/sheet/every-order-case-and-accent", test_every_order_case_and_accent);
  g_test_add_func ("/sheet/name-beside-number", test_a_name_beside_a_number);
  g_test_add_func ("/sheet/titles", test_titles_above_the_header);
  g_test_add_func ("/sheet/latin-1", test_latin_1);
  g_test_add_func ("/sheet/bad-values", test_bad_values_stay_as_they_are);
  g_test_add_func ("/sheet/unknown-columns", test_unknown_columns);
  g_test_add_func ("/sheet/mapped-columns", test_mapped_columns);
  g_test_add_func ("/sheet/figures-of-every-form", test_figures_of_every_form);
  g_test_add_func ("/sheet/promoventes", test_promoventes);
  g_test_add_func ("/sheet/windows", test_windows);
  g_test_add_func ("/sheet/a-look-at-doubtful-columns", test_a_look_at_doubtful_columns);
  g_test_add_func ("/sheet/misshapen-rows", test_misshapen_rows_do_not_hide_others);
  g_test_add_func ("/sheet/catalogue", test_the_catalogue_of_names);
  return g_test_run ();
}
