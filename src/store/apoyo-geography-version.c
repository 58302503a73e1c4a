/* apoyo-geography-version.c: one version of the geography: who made it, and what pins it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include "apoyo-geography-version.h"
#include "apoyo-store-error.h"

struct _ApoyoGeographyVersion {
  GObject parent_instance;

  ApoyoVersionFigures figures;
};

G_DEFINE_FINAL_TYPE (ApoyoGeographyVersion, apoyo_geography_version, G_TYPE_OBJECT)

static void
apoyo_geography_version_finalize (GObject *object)
{
  ApoyoVersionFigures *figures = &APOYO_GEOGRAPHY_VERSION (object)->figures;

  g_free (figures->name);
  g_free (figures->drafted_by);
  g_free (figures->adopted_by);
  g_free (figures->discarded_by);
  g_clear_pointer (&figures->drafted_at, g_date_time_unref);
  g_clear_pointer (&figures->adopted_at, g_date_time_unref);
  g_clear_pointer (&figures->discarded_at, g_date_time_unref);
  g_strfreev (figures->processes);

  G_OBJECT_CLASS (apoyo_geography_version_parent_class)->finalize (object);
}

static void
apoyo_geography_version_class_init (ApoyoGeographyVersionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_geography_version_finalize;
}

static void
apoyo_geography_version_init (ApoyoGeographyVersion *self)
{
}

const ApoyoVersionFigures *
apoyo_geography_version_get (ApoyoGeographyVersion *self)
{
  g_return_val_if_fail (APOYO_IS_GEOGRAPHY_VERSION (self), NULL);
  return &self->figures;
}

static gboolean
read_text (const ApoyoResult *rows, guint row, const char *column, char **value, GError **error)
{
  const char *text = NULL;

  if (apoyo_result_is_null (rows, row, column))
    return TRUE;
  if (!apoyo_result_get_text (rows, row, column, &text, error))
    return FALSE;
  *value = g_strdup (text);
  return TRUE;
}

static gboolean
read_act (const ApoyoResult *rows,
          guint row,
          const char *by_column,
          const char *at_column,
          char **by,
          GDateTime **at,
          GError **error)
{
  return read_text (rows, row, by_column, by, error) &&
         (apoyo_result_is_null (rows, row, at_column) ||
          apoyo_result_get_time (rows, row, at_column, at, error));
}

static gboolean
read_state (const ApoyoResult *rows, guint row, ApoyoVersionState *state, GError **error)
{
  static const char *const nicks[] = { "adopted", "draft", "superseded", "discarded" };
  const char *nick = NULL;

  if (!apoyo_result_get_text (rows, row, "state", &nick, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++) {
    if (g_str_equal (nick, nicks[i])) {
      *state = (ApoyoVersionState) i;
      return TRUE;
    }
  }
  g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA, "No state is called %s", nick);
  return FALSE;
}

static gboolean
read_counts (ApoyoVersionFigures *to, const ApoyoResult *rows, guint row, GError **error)
{
  return apoyo_result_get_int64 (rows, row, "sections", &to->n_sections, error) &&
         (apoyo_result_is_null (rows, row, "nominal_list") ||
          apoyo_result_get_int64 (rows, row, "nominal_list", &to->nominal_list, error)) &&
         apoyo_result_get_int64 (rows, row, "cutoffs", &to->n_cutoffs, error) &&
         apoyo_result_get_int64 (rows, row, "processes", &to->n_processes, error) &&
         apoyo_result_get_text_array (rows, row, "process_codes", &to->processes, error);
}

static gboolean
read_version (ApoyoVersionFigures *to, const ApoyoResult *rows, guint row, GError **error)
{
  return apoyo_result_get_int (rows, row, "geography", &to->id, error) &&
         read_text (rows, row, "name", &to->name, error) &&
         read_state (rows, row, &to->state, error) &&
         read_act (rows, row, "drafted_by", "drafted_at", &to->drafted_by, &to->drafted_at,
                   error) &&
         read_act (rows, row, "adopted_by", "adopted_at", &to->adopted_by, &to->adopted_at,
                   error) &&
         read_act (rows, row, "discarded_by", "discarded_at", &to->discarded_by, &to->discarded_at,
                   error) &&
         read_counts (to, rows, row, error);
}

GListModel *
apoyo_geography_version_list_from_result (const ApoyoResult *rows, GError **error)
{
  g_autoptr (GListStore) list = g_list_store_new (APOYO_TYPE_GEOGRAPHY_VERSION);

  g_return_val_if_fail (rows != NULL, NULL);

  for (guint row = 0; row < apoyo_result_get_n_rows (rows); row++) {
    g_autoptr (ApoyoGeographyVersion) version = g_object_new (APOYO_TYPE_GEOGRAPHY_VERSION, NULL);

    if (!read_version (&version->figures, rows, row, error))
      return NULL;
    g_list_store_append (list, version);
  }
  return G_LIST_MODEL (g_steal_pointer (&list));
}

ApoyoGeographyVersion *
apoyo_geography_version_find (GListModel *versions, int id)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (versions), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (versions); i++) {
    g_autoptr (ApoyoGeographyVersion) version = g_list_model_get_item (versions, i);

    if (version->figures.id == id)
      return version; /* the list keeps it */
  }
  return NULL;
}

ApoyoGeographyVersion *
apoyo_geography_version_find_adopted (GListModel *versions)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (versions), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (versions); i++) {
    g_autoptr (ApoyoGeographyVersion) version = g_list_model_get_item (versions, i);

    if (version->figures.state == APOYO_VERSION_ADOPTED)
      return version; /* the list keeps it */
  }
  return NULL;
}
