/* fuzz-sheet.c: any bytes as a table of each kind. fuzz-driver.c tells how to run it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-sheet.h"
#include "fuzz.h"

/* Every row goes to COPY as one line of as many fields as its kind has, in UTF-8. */
static void
assert_copies (ApoyoSheet *sheet, ApoyoSheetKind kind)
{
  g_autoptr (GString) copy = g_string_new (NULL);
  guint n_fields = g_strv_length ((char **) apoyo_sheet_kind_get_fields (kind));
  guint n_tabs = 0;

  apoyo_sheet_append_copy (sheet, copy);
  g_assert_true (g_utf8_validate (copy->str, (gssize) copy->len, NULL));
  g_assert_cmpuint (strcspn (copy->str, "\n"), ==, copy->len - 1);
  for (const char *p = copy->str; *p != '\0'; p++)
    n_tabs += *p == '\t';
  g_assert_cmpuint (n_tabs, ==, n_fields);
}

static void
try_kind (ApoyoSheetKind kind, const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (
      size > 0 ? data : (const guint8 *) "", (gssize) size, NULL);
  g_autoptr (ApoyoSheet) sheet = apoyo_sheet_open (stream, kind, NULL, NULL);
  g_autoptr (GError) error = NULL;
  ApoyoCsv *csv;
  guint64 line;

  if (sheet == NULL)
    return;
  csv = apoyo_sheet_get_csv (sheet);
  line = apoyo_csv_get_header_line (csv);
  g_assert_nonnull (strchr (",|;\t", apoyo_csv_get_delimiter (csv)));
  g_assert_cmpuint (line, >, 0);
  while (apoyo_sheet_next (sheet, NULL, &error)) {
    g_assert_cmpuint (apoyo_csv_get_line (csv), >, line);
    line = apoyo_csv_get_line (csv);
    assert_copies (sheet, kind);
  }
  g_assert_no_error (error);
  g_assert_cmpuint (apoyo_csv_get_n_bytes (csv), ==, size);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  for (ApoyoSheetKind kind = APOYO_SHEET_SECTIONS; kind <= APOYO_SHEET_PROMOVENTES; kind++)
    try_kind (kind, data, size);
  return 0;
}
