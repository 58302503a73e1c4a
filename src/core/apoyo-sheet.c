/* apoyo-sheet.c: tables of sections, nominal lists and people as institutions exchange them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-entity.h"
#include "apoyo-sheet-names.h"
#include "apoyo-sheet-time.h"
#include "apoyo-sheet.h"

#define MAX_FIELDS 16
/* A title has no two names of columns that every such table must have; of people only one must be
 * there, and any two do. */
#define LEAST_KNOWN 2
#define LEFT_OUT "-"

typedef enum { FORM_TEXT, FORM_NUMBER, FORM_COUNT, FORM_INEGI, FORM_DATE, FORM_TIME } Form;

typedef struct {
  const char *name;
  Form form;
  guint width; /* of FORM_NUMBER */
  gboolean required;
} Field;

/* In the order of the database's columns. */
static const Field section_fields[] = {
  { "entity", FORM_NUMBER, 2, TRUE },
  { "entity_name", FORM_TEXT, 0, FALSE },
  { "circumscription", FORM_NUMBER, 1, FALSE },
  { "federal_district", FORM_NUMBER, 2, TRUE },
  { "federal_district_name", FORM_TEXT, 0, FALSE },
  { "local_district", FORM_NUMBER, 2, TRUE },
  { "local_district_name", FORM_TEXT, 0, FALSE },
  { "municipality", FORM_NUMBER, 3, TRUE },
  { "municipality_name", FORM_TEXT, 0, FALSE },
  { "inegi_code", FORM_INEGI, 0, FALSE },
  { "section", FORM_NUMBER, 4, TRUE },
  { "nominal_list", FORM_COUNT, 0, TRUE },
  { "roll", FORM_COUNT, 0, FALSE },
};
static const Field nominal_list_fields[] = {
  { "entity", FORM_NUMBER, 2, TRUE },      { "section", FORM_NUMBER, 4, TRUE },
  { "nominal_list", FORM_COUNT, 0, TRUE }, { "roll", FORM_COUNT, 0, FALSE },
  { "cutoff", FORM_DATE, 0, FALSE },
};
static const Field promovente_fields[] = {
  { "number", FORM_COUNT, 0, FALSE },  { "folio", FORM_TEXT, 0, FALSE },
  { "name", FORM_TEXT, 0, TRUE },      { "scope", FORM_TEXT, 0, FALSE },
  { "opens_at", FORM_TIME, 0, FALSE }, { "closes_at", FORM_TIME, 0, FALSE },
};
static const Field auxiliary_fields[] = {
  { "promovente", FORM_TEXT, 0, TRUE },
  { "clave_elector", FORM_TEXT, 0, FALSE },
};

static const struct {
  const Field *fields;
  guint n_fields;
  const char *names[MAX_FIELDS];
} kinds[] = {
  [APOYO_SHEET_SECTIONS] = { section_fields,
                             G_N_ELEMENTS (section_fields),
                             { "entity", "entity_name", "circumscription", "federal_district",
                               "federal_district_name", "local_district", "local_district_name",
                               "municipality", "municipality_name", "inegi_code", "section",
                               "nominal_list", "roll" } },
  [APOYO_SHEET_NOMINAL_LIST] = { nominal_list_fields,
                                 G_N_ELEMENTS (nominal_list_fields),
                                 { "entity", "section", "nominal_list", "roll", "cutoff" } },
  [APOYO_SHEET_PROMOVENTES] = { promovente_fields,
                                G_N_ELEMENTS (promovente_fields),
                                { "number", "folio", "name", "scope", "opens_at", "closes_at" } },
  [APOYO_SHEET_AUXILIARIES] = { auxiliary_fields,
                                G_N_ELEMENTS (auxiliary_fields),
                                { "promovente", "clave_elector" } },
};

struct _ApoyoSheet {
  ApoyoCsv *csv; /* (owned) */
  ApoyoSheetKind kind;
  const Field *fields;
  guint n_fields;
  GHashTable *mappings;            /* (owned): folded column → field */
  const char *columns[MAX_FIELDS]; /* (nullable): of each field, belonging to csv */
  char *values[MAX_FIELDS];        /* (owned): of the current row */
  gboolean recognised;
  char *trouble; /* (owned) (nullable) */
};

const char *const *
apoyo_sheet_kind_get_fields (ApoyoSheetKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);
  return kinds[kind].names;
}

gboolean
apoyo_sheet_kind_needs_field (ApoyoSheetKind kind, const char *field)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds) && field != NULL, FALSE);

  for (guint i = 0; i < kinds[kind].n_fields; i++) {
    if (strcmp (kinds[kind].fields[i].name, field) == 0)
      return kinds[kind].fields[i].required;
  }
  return FALSE;
}

static int
find_field (const ApoyoSheet *self, const char *name)
{
  for (guint i = 0; i < self->n_fields; i++) {
    if (strcmp (self->fields[i].name, name) == 0)
      return (int) i;
  }
  return -1;
}

/* message: (transfer full) */
static gboolean
refuse (GError **error, char *message)
{
  g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT, message);
  g_free (message);
  return FALSE;
}

static gboolean
take_mappings (ApoyoSheet *self, const char *const *mappings, GError **error)
{
  for (guint i = 0; mappings != NULL && mappings[i] != NULL; i++) {
    /* The last sign: a column may have one in its name, a field has none. */
    const char *sign = strrchr (mappings[i], '=');
    g_autofree char *column = NULL;

    if (sign == NULL || (strcmp (sign + 1, LEFT_OUT) != 0 && find_field (self, sign + 1) < 0))
      return refuse (
          error,
          g_strdup_printf (_ ("“%s” is not COLUMN=FIELD with a field of this table"), mappings[i]));
    column = g_strndup (mappings[i], (gsize) (sign - mappings[i]));
    g_hash_table_insert (self->mappings, apoyo_sheet_fold_name (column), g_strdup (sign + 1));
  }
  return TRUE;
}

static gboolean
is_header_cb (GPtrArray *names, gpointer user_data)
{
  ApoyoSheet *self = user_data;
  gboolean known[MAX_FIELDS] = { FALSE };
  guint n_known = 0;

  for (guint i = 0; i < names->len; i++) {
    g_autofree char *folded = apoyo_sheet_fold_name (g_ptr_array_index (names, i));
    const char *field = g_hash_table_lookup (self->mappings, folded);
    const ApoyoSheetName *name = apoyo_sheet_lookup_name (self->kind, folded);
    int place;

    if (field == NULL && name != NULL)
      field = name->field;
    place = field != NULL ? find_field (self, field) : -1;
    if (place >= 0 && !known[place] &&
        (self->fields[place].required || self->kind >= APOYO_SHEET_PROMOVENTES)) {
      known[place] = TRUE;
      n_known++;
    }
  }
  self->recognised = n_known >= LEAST_KNOWN;
  return self->recognised;
}

/* Names of columns or fields, with commas between. */
typedef struct {
  GString *unknown;
  GString *twice;
  GString *missing;
} Trouble;

static void
add_name (GString *list, const char *name)
{
  g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", name);
}

static void
assign (ApoyoSheet *self, const char *field, const char *otherwise, const char *column, Trouble *t)
{
  int place = find_field (self, field);

  if (place >= 0 && self->columns[place] != NULL && otherwise != NULL) {
    place = find_field (self, otherwise);
    if (place < 0)
      return;
  }
  if (place >= 0 && self->columns[place] != NULL)
    add_name (t->twice, self->fields[place].name);
  else if (place >= 0)
    self->columns[place] = column;
}

/* Called twice: names that mean one of two fields come after those that mean one. */
static void
assign_columns (ApoyoSheet *self, gboolean doubtful, Trouble *t)
{
  GPtrArray *columns = apoyo_csv_get_columns (self->csv);

  for (guint i = 0; i < columns->len; i++) {
    const char *column = g_ptr_array_index (columns, i);
    g_autofree char *folded = apoyo_sheet_fold_name (column);
    const char *mapped = g_hash_table_lookup (self->mappings, folded);
    const ApoyoSheetName *name = apoyo_sheet_lookup_name (self->kind, folded);

    if (*column == '\0')
      continue;
    if (mapped != NULL && !doubtful)
      assign (self, mapped, NULL, column, t);
    else if (mapped == NULL && name != NULL && (name->otherwise != NULL) == doubtful)
      assign (self, name->field, name->otherwise, column, t);
    else if (mapped == NULL && name == NULL && !doubtful)
      add_name (t->unknown, column);
  }
}

/* A mapping that fits no column is a slip of whoever wrote it. */
static gboolean
mappings_are_used (ApoyoSheet *self, GError **error)
{
  GPtrArray *columns = apoyo_csv_get_columns (self->csv);
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer folded;

  for (guint i = 0; i < columns->len; i++)
    g_hash_table_add (there, apoyo_sheet_fold_name (g_ptr_array_index (columns, i)));
  g_hash_table_iter_init (&iter, self->mappings);
  while (g_hash_table_iter_next (&iter, &folded, NULL)) {
    if (!g_hash_table_contains (there, folded))
      return refuse (error,
                     g_strdup_printf (_ ("The table has no column “%s”"), (const char *) folded));
  }
  return TRUE;
}

static char *
describe (const Trouble *t)
{
  g_autoptr (GString) message = g_string_new (NULL);

  if (t->unknown->len > 0)
    g_string_append_printf (message, _ ("Unknown columns: %s. "), t->unknown->str);
  if (t->twice->len > 0)
    g_string_append_printf (message, _ ("Told by several columns: %s. "), t->twice->str);
  if (t->missing->len > 0)
    g_string_append_printf (message, _ ("Told by no column: %s. "), t->missing->str);
  if (message->len == 0)
    return NULL;
  return g_strndup (message->str, message->len - 1);
}

static gboolean
map_columns (ApoyoSheet *self, GError **error)
{
  g_autoptr (GString) unknown = g_string_new (NULL);
  g_autoptr (GString) twice = g_string_new (NULL);
  g_autoptr (GString) missing = g_string_new (NULL);
  Trouble t = { unknown, twice, missing };

  assign_columns (self, FALSE, &t);
  assign_columns (self, TRUE, &t);
  for (guint i = 0; i < self->n_fields; i++) {
    if (self->fields[i].required && self->columns[i] == NULL)
      add_name (missing, self->fields[i].name);
  }
  self->trouble = describe (&t);
  return mappings_are_used (self, error);
}

ApoyoSheet *
apoyo_sheet_open (GInputStream *stream,
                  ApoyoSheetKind kind,
                  const char *const *mappings,
                  GError **error)
{
  g_autoptr (ApoyoSheet) self = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream) && kind < G_N_ELEMENTS (kinds), NULL);

  self = g_new0 (ApoyoSheet, 1);
  self->kind = kind;
  self->fields = kinds[kind].fields;
  self->n_fields = kinds[kind].n_fields;
  self->mappings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!take_mappings (self, mappings, error))
    return NULL;
  self->csv = apoyo_csv_new_titled (stream, is_header_cb, self, error);
  return self->csv != NULL && map_columns (self, error) ? g_steal_pointer (&self) : NULL;
}

ApoyoSheet *
apoyo_sheet_new (GInputStream *stream,
                 ApoyoSheetKind kind,
                 const char *const *mappings,
                 GError **error)
{
  g_autoptr (ApoyoSheet) self = apoyo_sheet_open (stream, kind, mappings, error);

  if (self != NULL && self->trouble != NULL) {
    refuse (error, g_strdup (self->trouble));
    return NULL;
  }
  return g_steal_pointer (&self);
}

void
apoyo_sheet_free (ApoyoSheet *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_fields; i++)
    g_free (self->values[i]);
  g_clear_pointer (&self->trouble, g_free);
  g_clear_pointer (&self->csv, apoyo_csv_free);
  g_clear_pointer (&self->mappings, g_hash_table_unref);
  g_free (self);
}

const char *
apoyo_sheet_get_trouble (ApoyoSheet *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->trouble;
}

gboolean
apoyo_sheet_is_recognised (ApoyoSheet *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->recognised;
}

const char *
apoyo_sheet_get_field_of (ApoyoSheet *self, guint column)
{
  GPtrArray *columns;

  g_return_val_if_fail (self != NULL, NULL);

  columns = apoyo_csv_get_columns (self->csv);
  for (guint i = 0; i < self->n_fields && column < columns->len; i++) {
    if (self->columns[i] == g_ptr_array_index (columns, column))
      return self->fields[i].name;
  }
  return NULL;
}

gboolean
apoyo_sheet_is_unknown (ApoyoSheet *self, guint column)
{
  g_autofree char *folded = NULL;
  GPtrArray *columns;

  g_return_val_if_fail (self != NULL, FALSE);

  columns = apoyo_csv_get_columns (self->csv);
  if (column >= columns->len || *(const char *) g_ptr_array_index (columns, column) == '\0')
    return FALSE;
  folded = apoyo_sheet_fold_name (g_ptr_array_index (columns, column));
  return !g_hash_table_contains (self->mappings, folded) &&
         apoyo_sheet_lookup_name (self->kind, folded) == NULL;
}

const char *
apoyo_sheet_get_column_of (ApoyoSheet *self, const char *field)
{
  int place;

  g_return_val_if_fail (self != NULL && field != NULL, NULL);

  place = find_field (self, field);
  return place >= 0 ? self->columns[place] : NULL;
}

static gboolean
is_digits (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

static char *
pad (const char *text, guint width)
{
  gsize length = strlen (text);
  GString *padded;

  if (!is_digits (text) || length >= width)
    return g_strdup (text);
  padded = g_string_new (NULL);
  for (gsize i = length; i < width; i++)
    g_string_append_c (padded, '0');
  g_string_append (padded, text);
  return g_string_free (padded, FALSE);
}

/* The sign that parts thousands, at text: 0 bytes when there is none. */
static gsize
thousands_sign (const char *text)
{
  static const char *const signs[] = { ",",           ".", " ", "'", "\302\240", "\342\200\257",
                                       "\342\200\211" };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++) {
    if (g_str_has_prefix (text, signs[i]))
      return strlen (signs[i]);
  }
  return 0;
}

/* "1234.0" and "1234,00" are what spreadsheets make of a number: whole all the same. Groups have
 * three digits, so one or two zeros are no group. */
static gboolean
is_no_fraction (const char *text)
{
  return (*text == '.' || *text == ',') &&
         (strcmp (text + 1, "0") == 0 || strcmp (text + 1, "00") == 0);
}

/* 1,234,567 and 1 234 567 as well: groups of three with one sign between, and nothing else. */
static char *
plain_count (const char *text)
{
  GString *plain = g_string_new (NULL);
  const char *p = text;
  gsize group = strspn (p, "0123456789");
  const char *sign = p + group;
  gsize width = thousands_sign (sign);

  g_string_append_len (plain, p, (gssize) group);
  p += group;
  if (group >= 1 && group <= 3 && width > 0) {
    while (strncmp (p, sign, width) == 0 && strspn (p + width, "0123456789") == 3) {
      g_string_append_len (plain, p + width, 3);
      p += width + 3;
    }
  }
  if (*p != '\0' && !(group > 0 && is_no_fraction (p)))
    g_string_assign (plain, text);
  return g_string_free (plain, FALSE);
}

/* Three digits are the municipality's within its entity; INEGI itself writes both together. */
static char *
inegi_code (const ApoyoSheet *self, const char *text)
{
  g_autofree char *three = NULL;

  if (!is_digits (text))
    return g_strdup (text);
  if (strlen (text) > 3)
    return pad (text, 5);
  three = pad (text, 3);
  return g_strconcat (self->values[0], three, NULL);
}

static char *
shape (const ApoyoSheet *self, const Field *field, const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  if (*trimmed == '\0')
    return g_strdup ("");
  switch (field->form) {
  case FORM_NUMBER:
    return pad (trimmed, field->width);
  case FORM_COUNT:
    return plain_count (trimmed);
  case FORM_INEGI:
    return inegi_code (self, trimmed);
  case FORM_DATE:
    return apoyo_sheet_shape_date (trimmed);
  case FORM_TIME:
    return apoyo_sheet_shape_time (trimmed);
  case FORM_TEXT:
  default:
    return g_steal_pointer (&trimmed);
  }
}

/* What every such table is about need not stand in it: the law names entities and places them in
 * circumscriptions. */
static char *
known_of_entity (const ApoyoSheet *self, const char *field)
{
  const ApoyoEntity *entity = self->kind == APOYO_SHEET_SECTIONS && self->values[0] != NULL
                                  ? apoyo_entity_lookup (self->values[0])
                                  : NULL;

  if (entity != NULL && strcmp (field, "entity_name") == 0)
    return g_strdup (entity->name);
  if (entity != NULL && strcmp (field, "circumscription") == 0)
    return g_strdup_printf ("%u", entity->circumscription);
  return g_strdup ("");
}

gboolean
apoyo_sheet_next (ApoyoSheet *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!apoyo_csv_next (self->csv, cancellable, error))
    return FALSE;
  /* The entity is the first field, and others lean on it. */
  for (guint i = 0; i < self->n_fields; i++) {
    const Field *field = &self->fields[i];

    g_clear_pointer (&self->values[i], g_free);
    self->values[i] = self->columns[i] != NULL
                          ? shape (self, field, apoyo_csv_get (self->csv, self->columns[i]))
                          : known_of_entity (self, field->name);
  }
  return TRUE;
}

const char *
apoyo_sheet_get (ApoyoSheet *self, const char *field)
{
  int place;

  g_return_val_if_fail (self != NULL && field != NULL, NULL);

  place = find_field (self, field);
  return place >= 0 && self->values[place] != NULL ? self->values[place] : "";
}

ApoyoCsv *
apoyo_sheet_get_csv (ApoyoSheet *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->csv;
}

static void
append_escaped (GString *out, const char *text)
{
  for (; *text != '\0'; text++) {
    if (*text == '\\')
      g_string_append (out, "\\\\");
    else if (*text == '\t' || *text == '\n' || *text == '\r')
      g_string_append_c (out, ' ');
    else
      g_string_append_c (out, *text);
  }
}

void
apoyo_sheet_append_copy (ApoyoSheet *self, GString *out)
{
  g_return_if_fail (self != NULL && out != NULL);

  g_string_append_printf (out, "%" G_GUINT64_FORMAT, apoyo_csv_get_line (self->csv));
  for (guint i = 0; i < self->n_fields; i++) {
    g_string_append_c (out, '\t');
    if (*self->values[i] != '\0')
      append_escaped (out, self->values[i]);
    else
      g_string_append (out, "\\N");
  }
  g_string_append_c (out, '\n');
}
