/* apoyo-csv.c: a strict reader of tables as people export them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <csv.h>
#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-csv.h"

#define BUFFER_SIZE 65536
#define MAX_ROW (1024 * 1024)
#define MAX_COLUMNS 200
#define MAX_TITLE_ROWS 20
#define PARSER_OPTIONS (CSV_STRICT | CSV_STRICT_FINI)

struct _ApoyoCsv {
  GInputStream *stream; /* (owned) */
  char buffer[BUFFER_SIZE];
  gsize filled;
  gsize position;
  guint64 passed;  /* of the stream, before the buffer */
  gboolean at_end; /* the stream has no more */
  gboolean after_cr;
  guint64 line; /* of the next byte */

  struct csv_parser parser;
  gboolean has_parser;
  gboolean in_row;   /* something of a row has been fed */
  gboolean row_done; /* the row in fields is complete */
  gboolean skipping; /* the rest of this line belongs to a row given up */
  guint64 row_line;
  gsize row_size;
  gboolean has_nul;

  gboolean titled; /* what stands above or beside the header may have no names */
  ApoyoCsvEncoding encoding;
  gboolean has_mark;
  guint64 header_line;
  GPtrArray *columns; /* (owned) (element-type utf8) */
  GHashTable *places; /* (owned): column → place + 1; keys belong to columns */
  GPtrArray *fields;  /* (owned) (element-type utf8) */

  GPtrArray *problems; /* (owned) (element-type ApoyoCsvProblem) */
  guint64 n_problems;
};

static void
problem_free (gpointer data)
{
  ApoyoCsvProblem *problem = data;

  g_free (problem->column);
  g_free (problem->message);
  g_free (problem);
}

static void
add_problem (ApoyoCsv *self, const char *column, const char *message)
{
  ApoyoCsvProblem *problem;

  self->n_problems++;
  if (self->problems->len >= APOYO_CSV_MAX_PROBLEMS)
    return;
  problem = g_new0 (ApoyoCsvProblem, 1);
  problem->line = self->row_line;
  problem->column = g_strdup (column);
  problem->message = g_strdup (message);
  g_ptr_array_add (self->problems, problem);
}

static void
on_field_cb (void *data, gsize length, void *user_data)
{
  ApoyoCsv *self = user_data;

  if (memchr (data, '\0', length) != NULL)
    self->has_nul = TRUE;
  g_ptr_array_add (self->fields, g_strndup (data, length));
}

static void
on_row_cb (int terminator, void *user_data)
{
  ApoyoCsv *self = user_data;

  self->row_done = TRUE;
}

static gboolean
parser_start (ApoyoCsv *self, guchar delimiter)
{
  if (self->has_parser)
    csv_free (&self->parser);
  self->has_parser = csv_init (&self->parser, PARSER_OPTIONS) == 0;
  if (self->has_parser)
    csv_set_delim (&self->parser, delimiter);
  return self->has_parser;
}

static void
row_begin (ApoyoCsv *self)
{
  g_ptr_array_set_size (self->fields, 0);
  self->in_row = FALSE;
  self->row_done = FALSE;
  self->row_size = 0;
  self->has_nul = FALSE;
}

/* Goes on with the next line: one bad row must not hide the others. */
static void
row_give_up (ApoyoCsv *self, const char *message)
{
  add_problem (self, NULL, message);
  parser_start (self, csv_get_delim (&self->parser));
  row_begin (self);
  self->skipping = TRUE;
}

/* FALSE at the end of the stream (error not set) or when it fails. */
static gboolean
fill (ApoyoCsv *self, GCancellable *cancellable, GError **error)
{
  gssize n;

  if (self->position < self->filled)
    return TRUE;
  if (self->at_end)
    return FALSE;
  self->passed += self->filled;
  n = g_input_stream_read (self->stream, self->buffer, sizeof self->buffer, cancellable, error);
  self->filled = n > 0 ? (gsize) n : 0;
  self->position = 0;
  self->at_end = n == 0;
  return n > 0;
}

/* The bytes up to a line end, it included, or as far as the buffer goes. */
static gsize
piece_length (const ApoyoCsv *self)
{
  for (gsize i = self->position; i < self->filled; i++) {
    if (self->buffer[i] == '\n' || self->buffer[i] == '\r')
      return i - self->position + 1;
  }
  return self->filled - self->position;
}

/* A line ends with LF, CR, or CR LF: the LF of that pair comes as a piece of its own. */
static void
count_line_end (ApoyoCsv *self, char last, gsize length)
{
  gboolean second_half = last == '\n' && length == 1 && self->after_cr;

  if ((last == '\r' || last == '\n') && !second_half)
    self->line++;
  self->after_cr = last == '\r';
  if (last == '\r' || last == '\n')
    self->skipping = FALSE;
}

/* Between tabs, too, a row of nothing is a row. */
static gboolean
is_blank (ApoyoCsv *self, const char *text, gsize length)
{
  gboolean tabbed = csv_get_delim (&self->parser) == CSV_TAB;

  for (gsize i = 0; i < length; i++) {
    if (text[i] == '\0' || strchr (tabbed ? " \r\n" : " \t\r\n", text[i]) == NULL)
      return FALSE;
  }
  return TRUE;
}

static void
feed (ApoyoCsv *self)
{
  const char *piece = self->buffer + self->position;
  gsize length = piece_length (self);
  char last = piece[length - 1];

  self->position += length;
  if (!self->skipping) {
    if (!self->in_row && !is_blank (self, piece, length)) {
      self->in_row = TRUE;
      self->row_line = self->line;
    }
    self->row_size += length;
    if (self->row_size > MAX_ROW)
      row_give_up (self, _ ("The row is too long: a quotation mark may be missing"));
    else if (csv_parse (&self->parser, piece, length, on_field_cb, on_row_cb, self) != length)
      row_give_up (self, _ ("A quotation mark stands where none may be"));
  }
  count_line_end (self, last, length);
}

/* The last row need not end its line, but it must close its quotation. */
static void
finish (ApoyoCsv *self)
{
  if (self->in_row && csv_fini (&self->parser, on_field_cb, on_row_cb, self) != 0) {
    add_problem (self, NULL, _ ("A quotation mark is never closed"));
    row_begin (self);
  }
}

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++) {
    if ((guchar) *text >= 128)
      return FALSE;
  }
  return TRUE;
}

/* The first row beyond ASCII decides for the whole file. */
static gboolean
decode_fields (ApoyoCsv *self)
{
  for (guint i = 0; i < self->fields->len; i++) {
    char *field = g_ptr_array_index (self->fields, i);
    gboolean valid;

    if (is_ascii (field))
      continue;
    valid = g_utf8_validate (field, -1, NULL);
    if (self->encoding == APOYO_CSV_ASCII)
      self->encoding = valid ? APOYO_CSV_UTF8 : APOYO_CSV_LATIN1;
    if (self->encoding == APOYO_CSV_LATIN1) {
      self->fields->pdata[i] = g_convert (field, -1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
      g_free (field);
      valid = self->fields->pdata[i] != NULL;
    }
    if (!valid)
      return FALSE;
  }
  return TRUE;
}

/* Reads until a row is complete, good or not. FALSE at the end or with error set. */
static gboolean
read_row (ApoyoCsv *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) stream_error = NULL;

  row_begin (self);
  while (!self->row_done && fill (self, cancellable, &stream_error))
    feed (self);
  if (stream_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&stream_error));
    return FALSE;
  }
  if (!self->row_done)
    finish (self);
  return self->row_done;
}

static gboolean
header_refuse (GError **error, const char *message)
{
  g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT, message);
  return FALSE;
}

/* Counted in the first line that is not empty, outside of quotations; the more usual of two that
 * are there as often. */
static guchar
guess_delimiter (const ApoyoCsv *self)
{
  static const char delimiters[] = { CSV_COMMA, '|', ';', CSV_TAB };
  guint counts[G_N_ELEMENTS (delimiters)] = { 0 };
  gboolean quoted = FALSE;
  gsize start = self->position;
  gsize best = 0;

  while (start < self->filled && strchr (" \r\n", self->buffer[start]) != NULL &&
         self->buffer[start] != '\0')
    start++;
  for (gsize i = start; i < self->filled; i++) {
    char c = self->buffer[i];

    if (c == '"')
      quoted = !quoted;
    else if ((c == '\n' || c == '\r') && !quoted)
      break;
    for (gsize d = 0; d < G_N_ELEMENTS (delimiters) && !quoted; d++)
      counts[d] += c == delimiters[d];
  }
  for (gsize d = 1; d < G_N_ELEMENTS (delimiters); d++) {
    if (counts[d] > counts[best])
      best = d;
  }
  return (guchar) delimiters[best];
}

static gboolean
take_columns (ApoyoCsv *self, GError **error)
{
  if (self->fields->len > MAX_COLUMNS)
    return header_refuse (error, _ ("The header has too many columns"));
  if (self->header_line == 0)
    self->header_line = self->row_line;
  self->columns = g_steal_pointer (&self->fields);
  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->columns->len; i++) {
    char *column = g_ptr_array_index (self->columns, i);

    if (*column == '\0' && self->titled)
      continue;
    if (*column == '\0')
      return header_refuse (error, _ ("A column of the header has no name"));
    if (!g_hash_table_insert (self->places, column, GUINT_TO_POINTER (i + 1)))
      return header_refuse (error, _ ("The header names the same column twice"));
  }
  return TRUE;
}

static gboolean
read_beginning (ApoyoCsv *self, GError **error)
{
  gsize filled = 0;

  if (!g_input_stream_read_all (self->stream, self->buffer, sizeof self->buffer, &filled, NULL,
                                error))
    return FALSE;
  self->filled = filled;
  if (filled >= 3 && memcmp (self->buffer, "\357\273\277", 3) == 0) {
    self->position = 3;
    self->encoding = APOYO_CSV_UTF8;
    self->has_mark = TRUE;
  }
  return TRUE;
}

/* One row that may be the header. FALSE with error set when there is none any more. */
static gboolean
read_header_row (ApoyoCsv *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!parser_start (self, guess_delimiter (self)))
    return header_refuse (error, _ ("The table cannot be read"));
  if (!read_row (self, NULL, &local)) {
    if (local == NULL)
      return header_refuse (error, _ ("The file has no header line"));
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  /* What is wrong before the header makes the header itself doubtful. */
  if (self->n_problems > 0)
    return header_refuse (error, _ ("The header line cannot be read"));
  if (self->has_nul || !decode_fields (self))
    return header_refuse (error, _ ("The file is neither UTF-8 nor ISO 8859-1 text"));
  return TRUE;
}

static gboolean
read_header (ApoyoCsv *self, const char *const *required, GError **error)
{
  if (!read_beginning (self, error) || !read_header_row (self, error) ||
      !take_columns (self, error))
    return FALSE;
  for (guint i = 0; required != NULL && required[i] != NULL; i++) {
    if (!g_hash_table_contains (self->places, required[i])) {
      g_set_error (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT, _ ("Column “%s” is missing"),
                   required[i]);
      return FALSE;
    }
  }
  return TRUE;
}

static guint
count_names (GPtrArray *names)
{
  guint n = 0;

  for (guint i = 0; i < names->len; i++)
    n += *(const char *) g_ptr_array_index (names, i) != '\0';
  return n;
}

/* Where the reading stands after a row. */
typedef struct {
  gsize filled;
  gsize position;
  guint64 passed;
  guint64 line;
  guint64 row_line;
  gboolean after_cr;
  guchar delimiter;
} Mark;

static Mark
mark_row (ApoyoCsv *self)
{
  return (Mark){ self->filled,
                 self->position,
                 self->passed,
                 self->line,
                 self->row_line,
                 self->after_cr,
                 csv_get_delim (&self->parser) };
}

/* Goes on after that row, if its buffer is still there; it is but for titles of many kilobytes. */
static void
return_to (ApoyoCsv *self, const Mark *mark)
{
  self->header_line = mark->row_line;
  parser_start (self, mark->delimiter);
  if (self->passed != mark->passed &&
      !(self->at_end && self->passed == mark->passed + mark->filled))
    return;
  self->filled = mark->filled;
  self->position = mark->position;
  self->passed = mark->passed;
  self->line = mark->line;
  self->after_cr = mark->after_cr;
  self->skipping = FALSE;
}

static gboolean
read_titled_header (ApoyoCsv *self, ApoyoCsvHeaderFunc is_header, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) best = NULL;
  guint n_best = 0;
  Mark mark = { 0 };

  for (guint i = 0; i < MAX_TITLE_ROWS; i++) {
    g_autoptr (GError) local = NULL;

    if (!read_header_row (self, &local)) {
      if (best != NULL && self->n_problems == 0 && self->at_end)
        break;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    if (is_header (self->fields, data))
      return take_columns (self, error);
    if (count_names (self->fields) > n_best) {
      n_best = count_names (self->fields);
      g_clear_pointer (&best, g_ptr_array_unref);
      best = g_steal_pointer (&self->fields);
      mark = mark_row (self);
      self->fields = g_ptr_array_new_with_free_func (g_free);
    }
  }
  if (best == NULL)
    return header_refuse (error, _ ("The file has no header line"));
  g_ptr_array_unref (self->fields);
  self->fields = g_steal_pointer (&best);
  return_to (self, &mark);
  return take_columns (self, error);
}

static ApoyoCsv *
csv_new_empty (GInputStream *stream)
{
  ApoyoCsv *self = g_new0 (ApoyoCsv, 1);

  self->stream = g_object_ref (stream);
  self->line = 1;
  self->row_line = 1;
  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->problems = g_ptr_array_new_with_free_func (problem_free);
  return self;
}

ApoyoCsv *
apoyo_csv_new (GInputStream *stream, const char *const *required, GError **error)
{
  g_autoptr (ApoyoCsv) self = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  self = csv_new_empty (stream);
  return read_header (self, required, error) ? g_steal_pointer (&self) : NULL;
}

ApoyoCsv *
apoyo_csv_new_titled (GInputStream *stream,
                      ApoyoCsvHeaderFunc is_header,
                      gpointer user_data,
                      GError **error)
{
  g_autoptr (ApoyoCsv) self = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream) && is_header != NULL, NULL);

  self = csv_new_empty (stream);
  self->titled = TRUE;
  return read_beginning (self, error) && read_titled_header (self, is_header, user_data, error)
             ? g_steal_pointer (&self)
             : NULL;
}

GPtrArray *
apoyo_csv_get_columns (ApoyoCsv *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->columns;
}

void
apoyo_csv_free (ApoyoCsv *self)
{
  if (self == NULL)
    return;
  if (self->has_parser)
    csv_free (&self->parser);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

static gboolean
row_is_good (ApoyoCsv *self)
{
  if (self->fields->len != self->columns->len)
    add_problem (self, NULL, _ ("The row has another number of fields than the header"));
  else if (self->has_nul)
    add_problem (self, NULL, _ ("The row has a byte that is no text"));
  else if (!decode_fields (self))
    add_problem (self, NULL, _ ("The row is in another character encoding than the rest"));
  else
    return TRUE;
  return FALSE;
}

gboolean
apoyo_csv_next (ApoyoCsv *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  while (read_row (self, cancellable, error)) {
    if (row_is_good (self))
      return TRUE;
  }
  return FALSE;
}

const char *
apoyo_csv_get (ApoyoCsv *self, const char *column)
{
  guint place;

  g_return_val_if_fail (self != NULL && column != NULL, NULL);

  place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, column));
  return place > 0 && place <= self->fields->len ? g_ptr_array_index (self->fields, place - 1)
                                                 : NULL;
}

guint64
apoyo_csv_get_line (ApoyoCsv *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->row_line;
}

char
apoyo_csv_get_delimiter (ApoyoCsv *self)
{
  g_return_val_if_fail (self != NULL, '\0');
  return (char) csv_get_delim (&self->parser);
}

ApoyoCsvEncoding
apoyo_csv_get_encoding (ApoyoCsv *self)
{
  g_return_val_if_fail (self != NULL, APOYO_CSV_ASCII);
  return self->encoding;
}

gboolean
apoyo_csv_has_mark (ApoyoCsv *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->has_mark;
}

guint64
apoyo_csv_get_header_line (ApoyoCsv *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->header_line;
}

guint64
apoyo_csv_get_n_bytes (ApoyoCsv *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->passed + self->position;
}

void
apoyo_csv_add_problem (ApoyoCsv *self, const char *column, const char *message)
{
  g_return_if_fail (self != NULL && message != NULL);
  add_problem (self, column, message);
}

GPtrArray *
apoyo_csv_get_problems (ApoyoCsv *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->problems;
}

guint64
apoyo_csv_get_n_problems (ApoyoCsv *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_problems;
}

/* --- writing ---------------------------------------------------------------------------------- */

/* A sign alone is the code of what lies in no demarcation. */
static gboolean
is_formula (const char *field)
{
  if (*field == '\0' || strchr ("=+-@\t\r", *field) == NULL)
    return FALSE;
  if ((*field == '+' || *field == '-') && field[1 + strspn (field + 1, "0123456789.,")] == '\0')
    return FALSE;
  return TRUE;
}

void
apoyo_csv_append_field (GString *table, const char *field)
{
  gboolean formula;

  g_return_if_fail (table != NULL);

  field = field != NULL ? field : "";
  formula = is_formula (field);
  if (!formula && strpbrk (field, ",\"\r\n") == NULL) {
    g_string_append (table, field);
    return;
  }
  g_string_append (table, formula ? "\"'" : "\"");
  for (const char *at = field; *at != '\0'; at++) {
    if (*at == '"')
      g_string_append_c (table, '"');
    g_string_append_c (table, *at);
  }
  g_string_append_c (table, '"');
}
