/* fuzz-csv.c: any bytes as a table. fuzz-driver.c tells how to run it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "apoyo-csv.h"
#include "fuzz.h"

/* Lines never go back, every row has its columns in UTF-8, and every line is accounted for once. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const required[] = { "a", NULL };
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (
      size > 0 ? data : (const guint8 *) "", (gssize) size, NULL);
  g_autoptr (ApoyoCsv) csv = apoyo_csv_new (stream, required, NULL);
  g_autoptr (GError) error = NULL;
  guint64 line = 0;
  gsize rows = 0;

  if (csv == NULL)
    return 0;
  while (apoyo_csv_next (csv, NULL, &error)) {
    g_assert_cmpuint (apoyo_csv_get_line (csv), >, line);
    line = apoyo_csv_get_line (csv);
    g_assert_true (g_utf8_validate (apoyo_csv_get (csv, "a"), -1, NULL));
    rows++;
  }
  g_assert_no_error (error);
  g_assert_cmpuint (rows + apoyo_csv_get_n_problems (csv), <=, size);
  return 0;
}
