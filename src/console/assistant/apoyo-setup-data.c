/* apoyo-setup-data.c: what a process can be configured with: kinds, versions of the geography and
 * what belongs to the one chosen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-json.h"
#include "apoyo-setup-data.h"

struct _ApoyoSetupData {
  GObject parent_instance;

  ApoyoConnection *connection; /* (owned) */
  GCancellable *cancellable;   /* (owned) */
  GCancellable *choosing;      /* (owned) (nullable): the reading of a version */
  ApoyoKindData kinds[APOYO_N_KINDS];
  gboolean has_kinds;
  GArray *versions;          /* (owned) (element-type ApoyoVersionData) */
  int version;               /* whose parts these are, or will be */
  ApoyoGeography *geography; /* (owned) (nullable) */
  GArray *cutoffs;           /* (owned) (element-type ApoyoCutoffData) */
  GStrv exceptions;          /* (owned) */
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoSetupData, apoyo_setup_data, G_TYPE_OBJECT)

static void
fail (ApoyoSetupData *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
version_clear (gpointer data)
{
  g_free (((ApoyoVersionData *) data)->name);
}

static void
cutoff_clear (gpointer data)
{
  g_free (((ApoyoCutoffData *) data)->date);
}

/* --- kinds and versions ----------------------------------------------------------------------- */

static gboolean
read_kinds (ApoyoSetupData *self, ApoyoResult *result, GError **error)
{
  for (guint i = 0; i < apoyo_result_get_n_rows (result); i++) {
    const char *nick = NULL, *basis = NULL, *word = NULL;
    ApoyoKindData *data;
    ApoyoKind kind;
    int days = 0;

    if (!apoyo_result_get_text (result, i, "kind", &nick, error) ||
        !apoyo_result_get_text (result, i, "basis", &basis, error) ||
        !apoyo_result_get_text (result, i, "promovente_word", &word, error) ||
        !apoyo_result_get_int (result, i, "window_days", &days, error))
      return FALSE;
    if (!apoyo_kind_from_nick (nick, &kind))
      continue; /* of a newer database */
    data = &self->kinds[kind];
    g_clear_pointer (&data->basis, json_object_unref);
    g_free (data->word);
    data->word = g_strdup (word);
    data->window_days = days;
    data->basis = apoyo_json_parse_object (basis, -1, error);
    if (data->basis == NULL)
      return FALSE;
  }
  self->has_kinds = TRUE;
  return TRUE;
}

/* Drafts and what was given up are nothing to configure a process with. */
static gboolean
read_versions (ApoyoSetupData *self, ApoyoResult *result, GError **error)
{
  g_array_set_size (self->versions, 0);
  for (guint i = 0; i < apoyo_result_get_n_rows (result); i++) {
    ApoyoVersionData data = { .nominal_list = -1 };
    const char *name = NULL, *state = NULL;

    if (!apoyo_result_get_int (result, i, "geography", &data.id, error) ||
        !apoyo_result_get_text (result, i, "name", &name, error) ||
        !apoyo_result_get_text (result, i, "state", &state, error))
      return FALSE;
    if (!apoyo_result_is_null (result, i, "nominal_list") &&
        !apoyo_result_get_int64 (result, i, "nominal_list", &data.nominal_list, error))
      return FALSE;
    if (strcmp (state, "adopted") != 0 && strcmp (state, "superseded") != 0)
      continue;
    data.name = g_strdup (name);
    data.in_force = strcmp (state, "adopted") == 0;
    g_array_append_val (self->versions, data);
  }
  return TRUE;
}

static void
load_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoSetupData) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results =
      apoyo_connection_read_finish (APOYO_CONNECTION (object), async_result, &error);

  if (results == NULL || !read_kinds (self, results->pdata[0], &error) ||
      !read_versions (self, results->pdata[1], &error))
    fail (self, error);
  else
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
apoyo_setup_data_load (ApoyoSetupData *self)
{
  static const char *const statements[] = { "kind-list", "demarcation-versions", NULL };

  g_return_if_fail (APOYO_IS_SETUP_DATA (self));
  apoyo_connection_read_async (self->connection, statements, NULL, self->cancellable, load_cb,
                               g_object_ref (self));
}

const char *
apoyo_kind_data_get_article (const ApoyoKindData *data, const char *member)
{
  g_return_val_if_fail (member != NULL, NULL);

  if (data == NULL || data->basis == NULL || !json_object_has_member (data->basis, member))
    return NULL;
  return json_object_get_string_member_with_default (data->basis, member, NULL);
}

const ApoyoKindData *
apoyo_setup_data_get_kind (ApoyoSetupData *self, ApoyoKind kind)
{
  g_return_val_if_fail (APOYO_IS_SETUP_DATA (self), NULL);
  g_return_val_if_fail ((guint) kind < APOYO_N_KINDS, NULL);
  return self->has_kinds ? &self->kinds[kind] : NULL;
}

guint
apoyo_setup_data_get_n_versions (ApoyoSetupData *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP_DATA (self), 0);
  return self->versions->len;
}

const ApoyoVersionData *
apoyo_setup_data_get_version (ApoyoSetupData *self, guint i)
{
  g_return_val_if_fail (APOYO_IS_SETUP_DATA (self), NULL);
  g_return_val_if_fail (i < self->versions->len, NULL);
  return &g_array_index (self->versions, ApoyoVersionData, i);
}

int
apoyo_setup_data_get_version_in_force (ApoyoSetupData *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP_DATA (self), 0);

  for (guint i = 0; i < self->versions->len; i++) {
    if (apoyo_setup_data_get_version (self, i)->in_force)
      return apoyo_setup_data_get_version (self, i)->id;
  }
  return 0;
}

/* --- one version ------------------------------------------------------------------------------ */

static gboolean
read_cutoffs (ApoyoSetupData *self, ApoyoResult *result, GError **error)
{
  g_array_set_size (self->cutoffs, 0);
  for (guint i = 0; i < apoyo_result_get_n_rows (result); i++) {
    ApoyoCutoffData data = { 0 };
    const char *date = NULL;

    if (!apoyo_result_get_text (result, i, "cutoff", &date, error) ||
        !apoyo_result_get_int64 (result, i, "nominal_list", &data.nominal_list, error))
      return FALSE;
    data.date = g_strdup (date);
    g_array_append_val (self->cutoffs, data);
  }
  return TRUE;
}

static gboolean
read_exceptions (ApoyoSetupData *self, ApoyoResult *result, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < apoyo_result_get_n_rows (result); i++) {
    const char *name = NULL;

    if (!apoyo_result_get_text (result, i, "name", &name, error))
      return FALSE;
    g_strv_builder_add (names, name);
  }
  g_strfreev (self->exceptions);
  self->exceptions = g_strv_builder_end (names);
  return TRUE;
}

static void
choose_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoSetupData) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoGeography) geography = NULL;
  g_autoptr (GPtrArray) results =
      apoyo_connection_read_finish (APOYO_CONNECTION (object), async_result, &error);

  if (results != NULL)
    geography = apoyo_geography_new_from_result (results->pdata[0], &error);
  if (geography == NULL || !read_cutoffs (self, results->pdata[1], &error) ||
      !read_exceptions (self, results->pdata[2], &error)) {
    /* A later choice has taken its place; otherwise it may be asked for again. */
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      self->version = 0;
    fail (self, error);
    return;
  }
  g_set_object (&self->geography, geography);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
apoyo_setup_data_choose_version (ApoyoSetupData *self, int version)
{
  static const char *const statements[] = { "demarcation-tree", "demarcation-cutoffs",
                                            "demarcation-exceptions", NULL };
  g_autoptr (GPtrArray) params = g_ptr_array_new ();

  g_return_if_fail (APOYO_IS_SETUP_DATA (self));

  if (version == 0)
    version = apoyo_setup_data_get_version_in_force (self);
  if (version == 0 || version == self->version)
    return;
  self->version = version;
  g_clear_object (&self->geography);
  for (guint i = 0; statements[i] != NULL; i++) {
    ApoyoParams *one = apoyo_params_new ();

    apoyo_params_add_int (one, version);
    if (i == 0)
      apoyo_params_add_null (one);
    g_ptr_array_add (params, one);
  }
  if (self->choosing != NULL)
    g_cancellable_cancel (self->choosing);
  g_clear_object (&self->choosing);
  self->choosing = g_cancellable_new ();
  apoyo_connection_read_async (self->connection, statements, g_steal_pointer (&params),
                               self->choosing, choose_cb, g_object_ref (self));
}

ApoyoGeography *
apoyo_setup_data_get_geography (ApoyoSetupData *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP_DATA (self), NULL);
  return self->geography;
}

guint
apoyo_setup_data_get_n_cutoffs (ApoyoSetupData *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP_DATA (self), 0);
  return self->cutoffs->len;
}

const ApoyoCutoffData *
apoyo_setup_data_get_cutoff (ApoyoSetupData *self, guint i)
{
  g_return_val_if_fail (APOYO_IS_SETUP_DATA (self), NULL);
  g_return_val_if_fail (i < self->cutoffs->len, NULL);
  return &g_array_index (self->cutoffs, ApoyoCutoffData, i);
}

const char *const *
apoyo_setup_data_get_exception_lists (ApoyoSetupData *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP_DATA (self), NULL);
  return (const char *const *) self->exceptions;
}

static char *
name_within (ApoyoGeography *geography, guint place)
{
  guint entity = apoyo_geography_get_within (geography, place, APOYO_LEVEL_ENTITY);

  return g_strdup (entity != APOYO_PLACE_NONE ? apoyo_geography_get_name (geography, entity) : "");
}

char *
apoyo_setup_data_dup_place_name (ApoyoSetupData *self, const char *code)
{
  guint place;
  g_autofree char *entity = NULL;
  g_autofree char *number = NULL;

  g_return_val_if_fail (APOYO_IS_SETUP_DATA (self), NULL);

  if (code == NULL || strcmp (code, APOYO_DEMARCATION_COUNTRY) == 0)
    return g_strdup (code != NULL ? _ ("The whole country") : "");
  if (self->geography == NULL)
    return g_strdup (code);
  place = apoyo_geography_find (self->geography, code);
  if (place == APOYO_PLACE_NONE)
    return g_strdup (code);
  entity = name_within (self->geography, place);
  number = apoyo_geography_dup_number (self->geography, place);
  switch (apoyo_geography_get_level (self->geography, place)) {
  case APOYO_LEVEL_FEDERAL_DISTRICT:
    return g_strdup_printf (_ ("District %s, %s"), number, entity);
  case APOYO_LEVEL_LOCAL_DISTRICT:
    return g_strdup_printf (_ ("Local district %s, %s"), number, entity);
  case APOYO_LEVEL_MUNICIPALITY:
    return g_strdup_printf ("%s, %s", apoyo_geography_get_name (self->geography, place), entity);
  case APOYO_LEVEL_SECTION:
    return g_strdup_printf (_ ("Section %s, %s"), number, entity);
  case APOYO_LEVEL_COUNTRY:
  case APOYO_LEVEL_CIRCUMSCRIPTION:
  case APOYO_LEVEL_ENTITY:
  default:
    return g_strdup (apoyo_geography_get_name (self->geography, place));
  }
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_setup_data_dispose (GObject *object)
{
  ApoyoSetupData *self = APOYO_SETUP_DATA (object);

  g_cancellable_cancel (self->cancellable);
  if (self->choosing != NULL)
    g_cancellable_cancel (self->choosing);
  g_clear_object (&self->choosing);
  g_clear_object (&self->connection);
  g_clear_object (&self->geography);

  G_OBJECT_CLASS (apoyo_setup_data_parent_class)->dispose (object);
}

static void
apoyo_setup_data_finalize (GObject *object)
{
  ApoyoSetupData *self = APOYO_SETUP_DATA (object);

  for (guint i = 0; i < APOYO_N_KINDS; i++) {
    g_clear_pointer (&self->kinds[i].basis, json_object_unref);
    g_free (self->kinds[i].word);
  }
  g_object_unref (self->cancellable);
  g_array_unref (self->versions);
  g_array_unref (self->cutoffs);
  g_strfreev (self->exceptions);

  G_OBJECT_CLASS (apoyo_setup_data_parent_class)->finalize (object);
}

static void
apoyo_setup_data_class_init (ApoyoSetupDataClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = apoyo_setup_data_dispose;
  object_class->finalize = apoyo_setup_data_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APOYO_TYPE_SETUP_DATA, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", APOYO_TYPE_SETUP_DATA, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
apoyo_setup_data_init (ApoyoSetupData *self)
{
  self->cancellable = g_cancellable_new ();
  self->versions = g_array_new (FALSE, TRUE, sizeof (ApoyoVersionData));
  g_array_set_clear_func (self->versions, version_clear);
  self->cutoffs = g_array_new (FALSE, TRUE, sizeof (ApoyoCutoffData));
  g_array_set_clear_func (self->cutoffs, cutoff_clear);
  self->exceptions = g_new0 (char *, 1);
}

ApoyoSetupData *
apoyo_setup_data_new (ApoyoConnection *connection)
{
  ApoyoSetupData *self = g_object_new (APOYO_TYPE_SETUP_DATA, NULL);

  self->connection = g_object_ref (connection);
  return self;
}
