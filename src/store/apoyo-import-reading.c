/* apoyo-import-reading.c: a file's rows in the form that COPY takes, and what is seen on the way.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-entity.h"
#include "apoyo-format.h"
#include "apoyo-import-reading.h"
#include "apoyo-import-reasons.h"

/* No table of such an institution comes near it; a film picked by mistake does. */
#define MAX_FILE_SIZE (256 * 1024 * 1024)
/* The law forms sections of 100 to 3,000 electors. */
#define SMALLEST_SECTION 100
#define LARGEST_SECTION 3000

typedef struct {
  guint64 line;
  gsize offset;
} Place;

struct _ApoyoImportReading {
  gatomicrefcount references;
  GFile *file; /* (owned) */
  ApoyoImportKind kind;
  char **mappings; /* (owned) (nullable) */

  gint percent;      /* (atomic): of the file, in hundredths */
  guint n_rows_done; /* (atomic) */

  char **columns;      /* (owned): of each field of the kind, "" when no column tells it */
  GString *buffer;     /* (owned) (nullable) */
  GBytes *rows;        /* (owned) (nullable) */
  GArray *places;      /* (owned) (element-type Place): by line */
  char *cutoff;        /* (owned) (nullable) */
  GPtrArray *problems; /* (owned) (element-type ApoyoImportProblem) */
  GHashTable *uncoded; /* (owned): municipality → line */
  GHashTable *coded;   /* (owned): municipality, whose code the file tells somewhere */
  gboolean has_errors;
  GPtrArray *auxiliaries; /* (owned) (element-type ApoyoImportAuxiliary) */
};

static void
auxiliary_free (gpointer data)
{
  ApoyoImportAuxiliary *auxiliary = data;

  g_free (auxiliary->promovente);
  g_free (auxiliary->clave);
  g_free (auxiliary);
}

ApoyoImportReading *
apoyo_import_reading_new (GFile *file, ApoyoImportKind kind, const char *const *mappings)
{
  ApoyoImportReading *self = g_new0 (ApoyoImportReading, 1);

  g_atomic_ref_count_init (&self->references);
  self->file = g_object_ref (file);
  self->kind = kind;
  self->mappings = g_strdupv ((char **) mappings);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->problems = g_ptr_array_new_with_free_func (g_object_unref);
  self->uncoded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->coded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->auxiliaries = g_ptr_array_new_with_free_func (auxiliary_free);
  return self;
}

ApoyoImportReading *
apoyo_import_reading_ref (ApoyoImportReading *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
apoyo_import_reading_unref (ApoyoImportReading *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_object_unref (self->file);
  g_strfreev (self->mappings);
  g_strfreev (self->columns);
  if (self->buffer != NULL)
    g_string_free (self->buffer, TRUE);
  g_clear_pointer (&self->rows, g_bytes_unref);
  g_array_unref (self->places);
  g_free (self->cutoff);
  g_ptr_array_unref (self->problems);
  g_hash_table_unref (self->uncoded);
  g_hash_table_unref (self->coded);
  g_ptr_array_unref (self->auxiliaries);
  g_free (self);
}

static const char *const *
get_fields (const ApoyoImportReading *self)
{
  return apoyo_sheet_kind_get_fields (apoyo_import_kind_get_sheet (self->kind));
}

static int
find_field (const ApoyoImportReading *self, const char *field)
{
  const char *const *fields = get_fields (self);

  for (int i = 0; fields[i] != NULL; i++) {
    if (strcmp (fields[i], field) == 0)
      return i;
  }
  return -1;
}

static const char *
get_column (const ApoyoImportReading *self, const char *field)
{
  int place = find_field (self, field);

  return place >= 0 && self->columns != NULL && *self->columns[place] != '\0' ? self->columns[place]
                                                                              : NULL;
}

static void
take_columns (ApoyoImportReading *self, ApoyoSheet *sheet)
{
  const char *const *fields = get_fields (self);
  guint n = g_strv_length ((char **) fields);

  self->columns = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++) {
    const char *column = apoyo_sheet_get_column_of (sheet, fields[i]);

    self->columns[i] = g_strdup (column != NULL ? column : "");
  }
}

static void
warn (ApoyoImportReading *self, guint64 line, const char *field, const char *value, const char *why)
{
  g_ptr_array_add (self->problems, apoyo_import_problem_new (APOYO_IMPORT_WARNING, line, field,
                                                             get_column (self, field), value, why));
}

static gboolean
is_count (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length <= 9 && strspn (text, "0123456789") == length;
}

static void
look_at_size (ApoyoImportReading *self, ApoyoSheet *sheet, guint64 line)
{
  const char *text = apoyo_sheet_get (sheet, "nominal_list");
  gint64 electors = is_count (text) ? g_ascii_strtoll (text, NULL, 10) : SMALLEST_SECTION;

  if (electors < SMALLEST_SECTION)
    warn (self, line, "nominal_list", text, APOYO_IMPORT_REASON_SMALL);
  else if (electors > LARGEST_SECTION)
    warn (self, line, "nominal_list", text, APOYO_IMPORT_REASON_LARGE);
}

/* Each municipality once, at its first line. */
static void
look_at_code (ApoyoImportReading *self, ApoyoSheet *sheet, guint64 line)
{
  char municipality[32];
  const char *code = apoyo_sheet_get (sheet, "inegi_code");

  /* What is no municipality at all is an error, not one without a code. */
  if (apoyo_entity_lookup (apoyo_sheet_get (sheet, "entity")) == NULL ||
      !is_count (apoyo_sheet_get (sheet, "municipality")))
    return;

  g_snprintf (municipality, sizeof municipality, "%s-M%s", apoyo_sheet_get (sheet, "entity"),
              apoyo_sheet_get (sheet, "municipality"));
  if (*code != '\0') {
    if (g_hash_table_lookup (self->coded, municipality) == NULL)
      g_hash_table_insert (self->coded, g_strdup (municipality), GINT_TO_POINTER (1));
    g_hash_table_remove (self->uncoded, municipality);
  } else if (g_hash_table_lookup (self->coded, municipality) == NULL &&
             g_hash_table_lookup (self->uncoded, municipality) == NULL) {
    guint64 *first = g_new (guint64, 1);

    *first = line;
    g_hash_table_insert (self->uncoded, g_strdup (municipality), first);
  }
}

static void
take_auxiliary (ApoyoImportReading *self, ApoyoSheet *sheet, guint64 line)
{
  ApoyoImportAuxiliary *auxiliary = g_new0 (ApoyoImportAuxiliary, 1);

  auxiliary->line = line;
  auxiliary->promovente = g_strdup (apoyo_sheet_get (sheet, "promovente"));
  auxiliary->clave = g_strdup (apoyo_sheet_get (sheet, "clave_elector"));
  g_ptr_array_add (self->auxiliaries, auxiliary);
}

static void
take_row (ApoyoImportReading *self, ApoyoSheet *sheet)
{
  Place place = { apoyo_csv_get_line (apoyo_sheet_get_csv (sheet)), self->buffer->len };

  g_array_append_val (self->places, place);
  apoyo_sheet_append_copy (sheet, self->buffer);
  if (self->cutoff == NULL && *apoyo_sheet_get (sheet, "cutoff") != '\0')
    self->cutoff = g_strdup (apoyo_sheet_get (sheet, "cutoff"));
  if (self->kind == APOYO_IMPORT_AUXILIARIES)
    take_auxiliary (self, sheet, place.line);
  if (self->kind == APOYO_IMPORT_GEOGRAPHY || self->kind == APOYO_IMPORT_NOMINAL_LIST)
    look_at_size (self, sheet, place.line);
  if (self->kind == APOYO_IMPORT_GEOGRAPHY)
    look_at_code (self, sheet, place.line);
}

/* Rows that are no rows; what the values are worth the database says. */
static void
take_misshapen_rows (ApoyoImportReading *self, ApoyoCsv *csv)
{
  GPtrArray *problems = apoyo_csv_get_problems (csv);
  guint64 n_problems = apoyo_csv_get_n_problems (csv);

  self->has_errors = n_problems > 0;
  for (guint i = 0; i < problems->len; i++) {
    const ApoyoCsvProblem *problem = g_ptr_array_index (problems, i);

    g_ptr_array_add (self->problems,
                     apoyo_import_problem_new (APOYO_IMPORT_ERROR, problem->line, problem->column,
                                               NULL, NULL, problem->message));
  }
  if (n_problems > problems->len) {
    g_autofree char *count = apoyo_format_count ((gint64) (n_problems - problems->len));
    g_autofree char *more = g_strdup_printf (_ ("%s more rows cannot be read"), count);

    g_ptr_array_add (self->problems,
                     apoyo_import_problem_new (APOYO_IMPORT_ERROR, 0, NULL, NULL, NULL, more));
  }
}

static gboolean
read_rows (ApoyoImportReading *self,
           ApoyoSheet *sheet,
           guint64 size,
           GCancellable *cancellable,
           GError **error)
{
  ApoyoCsv *csv = apoyo_sheet_get_csv (sheet);
  g_autoptr (GError) local = NULL;

  self->buffer = g_string_sized_new (size + 4096);
  while (apoyo_sheet_next (sheet, cancellable, &local)) {
    take_row (self, sheet);
    g_atomic_int_inc (&self->n_rows_done);
    if (self->places->len % 1024 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (size > 0)
      g_atomic_int_set (&self->percent, (gint) (apoyo_csv_get_n_bytes (csv) * 10000 / size));
  }
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  take_misshapen_rows (self, csv);
  self->rows = g_string_free_to_bytes (g_steal_pointer (&self->buffer));
  return TRUE;
}

static GFileInputStream *
open_file (ApoyoImportReading *self, guint64 *size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (self->file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return NULL;
  *size = (guint64) g_file_info_get_size (info);
  if (*size > MAX_FILE_SIZE) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 _ ("The file is larger than %d MiB: it is no such table"),
                 MAX_FILE_SIZE / 1024 / 1024);
    return NULL;
  }
  return g_file_read (self->file, cancellable, error);
}

gboolean
apoyo_import_reading_run (ApoyoImportReading *self, GCancellable *cancellable, GError **error)
{
  guint64 size = 0;
  g_autoptr (GFileInputStream) stream = open_file (self, &size, cancellable, error);
  g_autoptr (ApoyoSheet) sheet = NULL;

  if (stream == NULL)
    return FALSE;
  sheet = apoyo_sheet_new (G_INPUT_STREAM (stream), apoyo_import_kind_get_sheet (self->kind),
                           (const char *const *) self->mappings, error);
  if (sheet == NULL)
    return FALSE;
  take_columns (self, sheet);
  return read_rows (self, sheet, size, cancellable, error);
}

double
apoyo_import_reading_get_fraction (ApoyoImportReading *self)
{
  return MIN (g_atomic_int_get (&self->percent) / 10000.0, 1.0);
}

guint64
apoyo_import_reading_get_n_rows (ApoyoImportReading *self)
{
  return (guint64) g_atomic_int_get (&self->n_rows_done);
}

GBytes *
apoyo_import_reading_get_rows (ApoyoImportReading *self)
{
  return self->rows;
}

const char *
apoyo_import_reading_get_cutoff (ApoyoImportReading *self)
{
  return self->cutoff;
}

GPtrArray *
apoyo_import_reading_get_problems (ApoyoImportReading *self)
{
  return self->problems;
}

GPtrArray *
apoyo_import_reading_get_auxiliaries (ApoyoImportReading *self)
{
  return self->auxiliaries;
}

gboolean
apoyo_import_reading_has_errors (ApoyoImportReading *self)
{
  return self->has_errors;
}

GHashTable *
apoyo_import_reading_get_uncoded (ApoyoImportReading *self)
{
  return self->uncoded;
}

static int
compare_place (const void *line, const void *place)
{
  guint64 other = ((const Place *) place)->line;

  return *(const guint64 *) line < other ? -1 : *(const guint64 *) line > other;
}

/* A name or a clave is somebody's: only figures and codes are shown again. */
static gboolean
may_be_shown (const ApoyoImportReading *self, const char *field)
{
  return (self->kind != APOYO_IMPORT_PROMOVENTES || strcmp (field, "name") != 0) &&
         (self->kind != APOYO_IMPORT_AUXILIARIES || strcmp (field, "promovente") == 0);
}

/* What the row of that line has in that field, as it was sent. */
static char *
dup_value (ApoyoImportReading *self, guint64 line, const char *field)
{
  gsize size = 0;
  const char *rows = g_bytes_get_data (self->rows, &size);
  int column = find_field (self, field);
  const Place *place =
      bsearch (&line, self->places->data, self->places->len, sizeof (Place), compare_place);
  const char *start;
  gsize length;

  if (column < 0 || place == NULL || !may_be_shown (self, field))
    return NULL;
  start = rows + place->offset;
  /* The line's number stands first. */
  for (int i = 0; i <= column; i++)
    start = strchr (start, '\t') + 1;
  length = strcspn (start, "\t\n");
  if (length == 2 && strncmp (start, "\\N", 2) == 0)
    return g_strdup ("");
  return g_strndup (start, length);
}

gboolean
apoyo_import_reading_tells (ApoyoImportReading *self, const char *field)
{
  return get_column (self, field) != NULL;
}

gboolean
apoyo_import_reading_has_entity (ApoyoImportReading *self, guint64 line)
{
  g_autofree char *entity = dup_value (self, line, "entity");

  return entity != NULL && apoyo_entity_lookup (entity) != NULL;
}

ApoyoImportProblem *
apoyo_import_reading_make_problem (ApoyoImportReading *self,
                                   ApoyoImportSeverity severity,
                                   guint64 line,
                                   const char *field,
                                   const char *reason)
{
  g_autofree char *value = dup_value (self, line, field);

  return apoyo_import_problem_new (severity, line, field, get_column (self, field), value, reason);
}
