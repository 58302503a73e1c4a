/* apoyo-geography.c: one version of the geography as a tree, whole and in memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <string.h>

#include "apoyo-geography-private.h"
#include "apoyo-store-error.h"

G_DEFINE_FINAL_TYPE (ApoyoGeography, apoyo_geography, G_TYPE_OBJECT)

static void
demarcation_clear (gpointer data)
{
  ApoyoDemarcation *demarcation = data;

  g_free (demarcation->code);
  g_free (demarcation->name);
  g_free (demarcation->inegi_code);
  g_free (demarcation->folded);
}

static void
apoyo_geography_finalize (GObject *object)
{
  ApoyoGeography *self = APOYO_GEOGRAPHY (object);

  g_hash_table_unref (self->by_code);
  g_array_unref (self->demarcations);
  g_array_unref (self->sections);

  G_OBJECT_CLASS (apoyo_geography_parent_class)->finalize (object);
}

static void
apoyo_geography_class_init (ApoyoGeographyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_geography_finalize;
}

static void
apoyo_geography_init (ApoyoGeography *self)
{
  self->demarcations = g_array_new (FALSE, TRUE, sizeof (ApoyoDemarcation));
  g_array_set_clear_func (self->demarcations, demarcation_clear);
  self->sections = g_array_sized_new (FALSE, TRUE, sizeof (ApoyoSection), 72000);
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
}

/* --- reading ---------------------------------------------------------------------------------- */

char *
apoyo_geography_fold (const char *text)
{
  g_autofree char *lower = g_utf8_casefold (text, -1);
  g_autofree char *split = g_utf8_normalize (lower, -1, G_NORMALIZE_NFKD);
  GString *plain = g_string_sized_new (strlen (lower));

  for (const char *at = split; at != NULL && *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (!g_unichar_ismark (c))
      g_string_append_unichar (plain, c);
  }
  return g_string_free (plain, FALSE);
}

static gboolean
get_nullable_count (const ApoyoResult *tree,
                    guint row,
                    const char *column,
                    gint64 *value,
                    GError **error)
{
  *value = -1;
  return apoyo_result_is_null (tree, row, column) ||
         apoyo_result_get_int64 (tree, row, column, value, error);
}

static gboolean
read_demarcation (ApoyoGeography *self, const ApoyoResult *tree, guint row, GError **error)
{
  ApoyoDemarcation read = { .parent = APOYO_PLACE_NONE };
  const char *code = NULL, *name = NULL, *level = NULL, *parent = NULL, *inegi = NULL;
  guint place = self->demarcations->len;

  if (!apoyo_result_get_text (tree, row, "code", &code, error) ||
      !apoyo_result_get_text (tree, row, "name", &name, error) ||
      !apoyo_result_get_text (tree, row, "level", &level, error) ||
      !apoyo_result_get_int64 (tree, row, "nominal_list", &read.nominal_list, error) ||
      !get_nullable_count (tree, row, "roll", &read.roll, error) ||
      !get_nullable_count (tree, row, "published", &read.published, error) ||
      (!apoyo_result_is_null (tree, row, "parent") &&
       !apoyo_result_get_text (tree, row, "parent", &parent, error)) ||
      (!apoyo_result_is_null (tree, row, "inegi_code") &&
       !apoyo_result_get_text (tree, row, "inegi_code", &inegi, error)))
    return FALSE;
  if (!apoyo_level_from_nick (level, &read.level)) {
    g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA, "%s has no known level",
                 code);
    return FALSE;
  }
  /* Levels come from the top, so that a parent has been read. */
  if (parent != NULL)
    read.parent = apoyo_geography_find (self, parent);
  read.code = g_strdup (code);
  read.name = g_strdup (name);
  read.inegi_code = read.level == APOYO_LEVEL_MUNICIPALITY ? g_strdup (inegi) : NULL;
  {
    g_autofree char *all = g_strjoin (" ", code, name, read.inegi_code, NULL);

    read.folded = apoyo_geography_fold (all);
  }
  g_array_append_val (self->demarcations, read);
  g_hash_table_insert (self->by_code, APOYO_DEMARCATION_AT (self, place)->code,
                       GUINT_TO_POINTER (place + 1));
  return TRUE;
}

static guint
find_inside (ApoyoGeography *self, guint entity, char letter, guint64 number)
{
  g_autofree char *code = g_strdup_printf ("%s-%c%02u", APOYO_DEMARCATION_AT (self, entity)->code,
                                           letter, (guint) number);

  return apoyo_geography_find (self, code);
}

/* "1210,10,20,3412,3447": number, federal and local district, nominal list, roll or nothing. */
static gboolean
read_section (ApoyoGeography *self, guint municipality, const char **text, GError **error)
{
  ApoyoSection section = { .municipality = municipality, .roll = -1 };
  const char *at = *text;
  guint64 numbers[5] = { 0 };
  gboolean has_roll = FALSE;
  guint n_commas = 0;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    char *end = NULL;

    if (g_ascii_isdigit (*at)) {
      numbers[i] = g_ascii_strtoull (at, &end, 10);
      at = end;
      has_roll = i == 4;
    } else if (i < 4) {
      break;
    }
    /* Never beyond the end of the text. */
    if (i < 4 && *at != ',')
      break;
    if (i < 4) {
      n_commas++;
      at++;
    }
  }
  if (n_commas < 4 || (*at != ';' && *at != '\0') || numbers[0] == 0 || numbers[0] > 9999 ||
      numbers[3] > G_MAXINT32 || numbers[4] > G_MAXINT32) {
    g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA,
                 "The sections of %s cannot be read",
                 APOYO_DEMARCATION_AT (self, municipality)->code);
    return FALSE;
  }
  section.number = (guint16) numbers[0];
  section.entity = APOYO_DEMARCATION_AT (self, municipality)->parent;
  section.federal_district = find_inside (self, section.entity, 'F', numbers[1]);
  section.local_district = find_inside (self, section.entity, 'L', numbers[2]);
  section.nominal_list = (guint32) numbers[3];
  if (has_roll)
    section.roll = (gint32) numbers[4];
  g_array_append_val (self->sections, section);
  *text = *at == ';' ? at + 1 : at;
  return TRUE;
}

static gboolean
read_sections (ApoyoGeography *self, const ApoyoResult *tree, GError **error)
{
  int column = apoyo_result_find_column (tree, "sections", error);

  if (column < 0)
    return FALSE;
  for (guint row = 0; row < apoyo_result_get_n_rows (tree); row++) {
    const char *text = NULL;

    if (apoyo_result_is_null_at (tree, row, column))
      continue;
    if (!apoyo_result_get_text_at (tree, row, column, &text, error))
      return FALSE;
    while (*text != '\0') {
      if (!read_section (self, row, &text, error))
        return FALSE;
    }
  }
  return TRUE;
}

static int
compare_sections (gconstpointer a, gconstpointer b)
{
  const ApoyoSection *one = a, *other = b;

  if (one->entity != other->entity)
    return one->entity < other->entity ? -1 : 1;
  return (int) one->number - (int) other->number;
}

static void
count_section (ApoyoGeography *self, guint place, gboolean outside)
{
  while (place != APOYO_PLACE_NONE) {
    ApoyoDemarcation *demarcation = APOYO_DEMARCATION_AT (self, place);

    demarcation->n_sections++;
    demarcation->n_outside += outside;
    place = demarcation->parent;
  }
}

static void
count_sections (ApoyoGeography *self)
{
  for (guint i = 0; i < self->sections->len; i++) {
    const ApoyoSection *section = &g_array_index (self->sections, ApoyoSection, i);
    const guint districts[] = { section->federal_district, section->local_district };
    gboolean outside =
        section->nominal_list < APOYO_SECTION_LEAST || section->nominal_list > APOYO_SECTION_MOST;

    if (APOYO_DEMARCATION_AT (self, section->entity)->n_sections == 0)
      APOYO_DEMARCATION_AT (self, section->entity)->first_section = i;
    count_section (self, section->municipality, outside);
    for (guint d = 0; d < G_N_ELEMENTS (districts); d++) {
      if (districts[d] != APOYO_PLACE_NONE) {
        APOYO_DEMARCATION_AT (self, districts[d])->n_sections++;
        APOYO_DEMARCATION_AT (self, districts[d])->n_outside += outside;
      }
    }
  }
}

ApoyoGeography *
apoyo_geography_new_from_result (const ApoyoResult *tree, GError **error)
{
  g_autoptr (ApoyoGeography) self = g_object_new (APOYO_TYPE_GEOGRAPHY, NULL);

  g_return_val_if_fail (tree != NULL, NULL);

  for (guint row = 0; row < apoyo_result_get_n_rows (tree); row++) {
    if (!read_demarcation (self, tree, row, error))
      return NULL;
  }
  if (!read_sections (self, tree, error))
    return NULL;
  g_array_sort (self->sections, compare_sections);
  count_sections (self);
  return g_steal_pointer (&self);
}

/* --- places ----------------------------------------------------------------------------------- */

guint
apoyo_geography_count (ApoyoGeography *self, ApoyoLevel level)
{
  guint n = 0;

  g_return_val_if_fail (APOYO_IS_GEOGRAPHY (self), 0);

  if (level == APOYO_LEVEL_SECTION)
    return self->sections->len;
  for (guint i = 0; i < self->demarcations->len; i++)
    n += APOYO_DEMARCATION_AT (self, i)->level == level;
  return n;
}

static guint
find_section (ApoyoGeography *self, const char *code)
{
  g_autofree char *entity = g_strndup (code, 2);
  guint place = apoyo_geography_find (self, entity);
  ApoyoSection wanted = { .entity = place, .number = (guint16) atoi (code + 4) };
  guint index;

  if (place == APOYO_PLACE_NONE ||
      !g_array_binary_search (self->sections, &wanted, compare_sections, &index))
    return APOYO_PLACE_NONE;
  return self->demarcations->len + index;
}

guint
apoyo_geography_find (ApoyoGeography *self, const char *code)
{
  guint found;

  g_return_val_if_fail (APOYO_IS_GEOGRAPHY (self) && code != NULL, APOYO_PLACE_NONE);

  if (strlen (code) == 8 && code[2] == '-' && code[3] == 'S')
    return find_section (self, code);
  found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_code, code));
  return found > 0 ? found - 1 : APOYO_PLACE_NONE;
}

guint
apoyo_geography_find_inegi (ApoyoGeography *self, const char *code)
{
  g_return_val_if_fail (APOYO_IS_GEOGRAPHY (self) && code != NULL, APOYO_PLACE_NONE);

  for (guint i = 0; i < self->demarcations->len; i++) {
    if (g_strcmp0 (APOYO_DEMARCATION_AT (self, i)->inegi_code, code) == 0)
      return i;
  }
  return APOYO_PLACE_NONE;
}

static gboolean
is_place (ApoyoGeography *self, guint place)
{
  return APOYO_IS_GEOGRAPHY (self) && place < self->demarcations->len + self->sections->len;
}

ApoyoLevel
apoyo_geography_get_level (ApoyoGeography *self, guint place)
{
  g_return_val_if_fail (is_place (self, place), APOYO_LEVEL_COUNTRY);
  return APOYO_IS_SECTION (self, place) ? APOYO_LEVEL_SECTION
                                        : APOYO_DEMARCATION_AT (self, place)->level;
}

char *
apoyo_geography_dup_code (ApoyoGeography *self, guint place)
{
  const ApoyoSection *section;

  g_return_val_if_fail (is_place (self, place), NULL);

  if (!APOYO_IS_SECTION (self, place))
    return g_strdup (APOYO_DEMARCATION_AT (self, place)->code);
  section = APOYO_SECTION_AT (self, place);
  return g_strdup_printf ("%s-S%04u", APOYO_DEMARCATION_AT (self, section->entity)->code,
                          section->number);
}

char *
apoyo_geography_dup_number (ApoyoGeography *self, guint place)
{
  g_autofree char *code = apoyo_geography_dup_code (self, place);

  g_return_val_if_fail (code != NULL, NULL);

  switch (apoyo_geography_get_level (self, place)) {
  case APOYO_LEVEL_COUNTRY:
  case APOYO_LEVEL_ENTITY:
    return g_steal_pointer (&code);
  case APOYO_LEVEL_CIRCUMSCRIPTION:
    return g_strdup (code + 1);
  case APOYO_LEVEL_FEDERAL_DISTRICT:
  case APOYO_LEVEL_LOCAL_DISTRICT:
  case APOYO_LEVEL_MUNICIPALITY:
  case APOYO_LEVEL_SECTION:
  default:
    return g_strdup (code + 4);
  }
}

const char *
apoyo_geography_get_name (ApoyoGeography *self, guint place)
{
  g_return_val_if_fail (is_place (self, place), NULL);
  return APOYO_IS_SECTION (self, place) ? NULL : APOYO_DEMARCATION_AT (self, place)->name;
}

const char *
apoyo_geography_get_inegi_code (ApoyoGeography *self, guint place)
{
  g_return_val_if_fail (is_place (self, place), NULL);
  return APOYO_IS_SECTION (self, place) ? NULL : APOYO_DEMARCATION_AT (self, place)->inegi_code;
}

gint64
apoyo_geography_get_nominal_list (ApoyoGeography *self, guint place)
{
  g_return_val_if_fail (is_place (self, place), 0);
  return APOYO_IS_SECTION (self, place) ? APOYO_SECTION_AT (self, place)->nominal_list
                                        : APOYO_DEMARCATION_AT (self, place)->nominal_list;
}

gint64
apoyo_geography_get_roll (ApoyoGeography *self, guint place)
{
  g_return_val_if_fail (is_place (self, place), -1);
  return APOYO_IS_SECTION (self, place) ? APOYO_SECTION_AT (self, place)->roll
                                        : APOYO_DEMARCATION_AT (self, place)->roll;
}

gint64
apoyo_geography_get_published (ApoyoGeography *self, guint place)
{
  g_return_val_if_fail (is_place (self, place), -1);
  return APOYO_IS_SECTION (self, place) ? -1 : APOYO_DEMARCATION_AT (self, place)->published;
}

guint
apoyo_geography_get_n_sections (ApoyoGeography *self, guint place)
{
  g_return_val_if_fail (is_place (self, place), 0);
  return APOYO_IS_SECTION (self, place) ? 1 : APOYO_DEMARCATION_AT (self, place)->n_sections;
}

guint
apoyo_geography_get_n_outside (ApoyoGeography *self, guint place)
{
  g_return_val_if_fail (is_place (self, place), 0);
  return APOYO_IS_SECTION (self, place) ? (guint) apoyo_geography_is_outside (self, place)
                                        : APOYO_DEMARCATION_AT (self, place)->n_outside;
}

gboolean
apoyo_geography_is_outside (ApoyoGeography *self, guint section)
{
  gint64 electors = apoyo_geography_get_nominal_list (self, section);

  return APOYO_IS_SECTION (self, section) &&
         (electors < APOYO_SECTION_LEAST || electors > APOYO_SECTION_MOST);
}

/* --- the tree --------------------------------------------------------------------------------- */

guint
apoyo_geography_get_within (ApoyoGeography *self, guint place, ApoyoLevel level)
{
  g_return_val_if_fail (is_place (self, place), APOYO_PLACE_NONE);

  if (APOYO_IS_SECTION (self, place)) {
    const ApoyoSection *section = APOYO_SECTION_AT (self, place);

    if (level == APOYO_LEVEL_SECTION)
      return place;
    if (level == APOYO_LEVEL_FEDERAL_DISTRICT)
      return section->federal_district;
    if (level == APOYO_LEVEL_LOCAL_DISTRICT)
      return section->local_district;
    place = section->municipality;
  }
  while (place != APOYO_PLACE_NONE && APOYO_DEMARCATION_AT (self, place)->level != level)
    place = APOYO_DEMARCATION_AT (self, place)->parent;
  return place;
}

static void
list_sections (ApoyoGeography *self, guint place, GArray *places)
{
  guint entity = apoyo_geography_get_within (self, place, APOYO_LEVEL_ENTITY);
  ApoyoLevel level = apoyo_geography_get_level (self, place);
  const ApoyoDemarcation *range =
      entity != APOYO_PLACE_NONE ? APOYO_DEMARCATION_AT (self, entity) : NULL;
  guint first = range != NULL ? range->first_section : 0;
  guint n = range != NULL ? range->n_sections : self->sections->len;

  for (guint i = first; i < first + n; i++) {
    guint section = self->demarcations->len + i;

    if (apoyo_geography_get_within (self, section, level) == place)
      g_array_append_val (places, section);
  }
}

GArray *
apoyo_geography_list (ApoyoGeography *self, guint place, ApoyoLevel level)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (is_place (self, place), places);

  if (level == APOYO_LEVEL_SECTION) {
    list_sections (self, place, places);
    return places;
  }
  for (guint i = 0; i < self->demarcations->len; i++) {
    if (APOYO_DEMARCATION_AT (self, i)->level == level &&
        apoyo_geography_get_within (self, i, apoyo_geography_get_level (self, place)) == place)
      g_array_append_val (places, i);
  }
  return places;
}

GArray *
apoyo_geography_list_published (ApoyoGeography *self)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (APOYO_IS_GEOGRAPHY (self), places);

  for (guint i = 0; i < self->demarcations->len; i++) {
    if (APOYO_DEMARCATION_AT (self, i)->published >= 0)
      g_array_append_val (places, i);
  }
  return places;
}

gint64
apoyo_geography_sum (ApoyoGeography *self, const GArray *places)
{
  gint64 sum = 0;

  g_return_val_if_fail (APOYO_IS_GEOGRAPHY (self) && places != NULL, 0);

  for (guint i = 0; i < places->len; i++)
    sum += apoyo_geography_get_nominal_list (self, g_array_index (places, guint, i));
  return sum;
}
