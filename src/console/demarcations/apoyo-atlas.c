/* apoyo-atlas.c: the versions of the geography, and the one that is looked at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-atlas.h"
#include "apoyo-exception-list.h"

/* What is shown of a version, read in one snapshot. */
typedef struct {
  int id;
  char *cutoff;              /* (owned) (nullable) */
  ApoyoGeography *geography; /* (owned) */
  ApoyoQuality *quality;     /* (owned) */
  ApoyoResult *cutoffs;      /* (owned) */
  GListModel *exceptions;    /* (owned) */
} Sheet;

struct _ApoyoAtlas {
  GObject parent_instance;

  ApoyoConnection *connection; /* (owned) */
  GCancellable *cancellable;   /* (owned) (nullable): of the reading under way */
  GListModel *versions;        /* (owned) (nullable) */
  Sheet *sheet;                /* (owned) (nullable) */
  int wanted;                  /* 0: the one in force */
  char *wanted_cutoff;         /* (owned) (nullable) */
  gboolean sheet_due;          /* what is shown is to be read again too */
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoAtlas, apoyo_atlas, G_TYPE_OBJECT)

static void
sheet_free (Sheet *sheet)
{
  g_free (sheet->cutoff);
  g_clear_object (&sheet->geography);
  g_clear_object (&sheet->quality);
  g_clear_pointer (&sheet->cutoffs, apoyo_result_unref);
  g_clear_object (&sheet->exceptions);
  g_free (sheet);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sheet, sheet_free)

static void
fail (ApoyoAtlas *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

/* --- reading ---------------------------------------------------------------------------------- */

static Sheet *
read_sheet (GPtrArray *results, GError **error)
{
  g_autoptr (Sheet) sheet = g_new0 (Sheet, 1);

  sheet->geography = apoyo_geography_new_from_result (results->pdata[0], error);
  if (sheet->geography == NULL)
    return NULL;
  sheet->quality = apoyo_quality_new_from_result (results->pdata[1], error);
  if (sheet->quality == NULL)
    return NULL;
  sheet->cutoffs = apoyo_result_ref (results->pdata[2]);
  sheet->exceptions = apoyo_exception_list_read (results->pdata[3], error);
  return sheet->exceptions != NULL ? g_steal_pointer (&sheet) : NULL;
}

static void
sheet_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoAtlas) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results =
      apoyo_connection_read_finish (APOYO_CONNECTION (object), result, &error);
  Sheet *sheet = results != NULL ? read_sheet (results, &error) : NULL;

  if (sheet == NULL) {
    fail (self, error);
    return;
  }
  sheet->id = self->wanted;
  sheet->cutoff = g_strdup (self->wanted_cutoff);
  self->sheet_due = FALSE;
  g_clear_pointer (&self->sheet, sheet_free);
  self->sheet = sheet;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
read_version (ApoyoAtlas *self)
{
  static const char *const statements[] = { "demarcation-tree", "demarcation-quality",
                                            "demarcation-cutoffs", "demarcation-exceptions", NULL };
  GPtrArray *params = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_params_free);

  for (guint i = 0; statements[i] != NULL; i++) {
    ApoyoParams *of_version = apoyo_params_new ();

    apoyo_params_add_int (of_version, self->wanted);
    if (i == 0)
      apoyo_params_add_text (of_version, self->wanted_cutoff);
    g_ptr_array_add (params, of_version);
  }
  apoyo_connection_read_async (self->connection, statements, params, self->cancellable, sheet_cb,
                               g_object_ref (self));
}

/* The one asked for where there still is one, else the one in force, else the newest draft. */
static int
pick_version (ApoyoAtlas *self)
{
  ApoyoGeographyVersion *version =
      self->wanted != 0 ? apoyo_geography_version_find (self->versions, self->wanted) : NULL;
  g_autoptr (ApoyoGeographyVersion) newest = g_list_model_get_item (self->versions, 0);

  if (version == NULL)
    version = apoyo_geography_version_find_adopted (self->versions);
  if (version == NULL)
    version = newest;
  return version != NULL ? apoyo_geography_version_get (version)->id : 0;
}

/* And needs no reading. */
static gboolean
is_shown (ApoyoAtlas *self, int version)
{
  return !self->sheet_due && self->sheet != NULL && self->sheet->id == version &&
         g_strcmp0 (self->sheet->cutoff, self->wanted_cutoff) == 0;
}

static void
versions_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoAtlas) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  GListModel *versions =
      rows != NULL ? apoyo_geography_version_list_from_result (rows, &error) : NULL;
  int version;

  if (versions == NULL) {
    fail (self, error);
    return;
  }
  g_clear_object (&self->versions);
  self->versions = versions;
  version = pick_version (self);
  if (version != self->wanted)
    g_clear_pointer (&self->wanted_cutoff, g_free);
  self->wanted = version;
  if (version != 0 && !is_shown (self, version)) {
    read_version (self);
    return;
  }
  if (version == 0)
    g_clear_pointer (&self->sheet, sheet_free);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
apoyo_atlas_load (ApoyoAtlas *self)
{
  g_return_if_fail (APOYO_IS_ATLAS (self));

  self->sheet_due = TRUE;
  apoyo_atlas_load_versions (self);
}

/* A reading of the whole that this takes the place of goes on being due. */
void
apoyo_atlas_load_versions (ApoyoAtlas *self)
{
  g_return_if_fail (APOYO_IS_ATLAS (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  apoyo_connection_call_async (self->connection, "demarcation-versions", NULL, self->cancellable,
                               versions_cb, g_object_ref (self));
}

void
apoyo_atlas_show (ApoyoAtlas *self, int version, const char *cutoff)
{
  g_autofree char *wanted_cutoff = g_strdup (cutoff);

  g_return_if_fail (APOYO_IS_ATLAS (self));

  self->wanted = version;
  g_free (self->wanted_cutoff);
  self->wanted_cutoff = g_steal_pointer (&wanted_cutoff);
  apoyo_atlas_load (self);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_atlas_dispose (GObject *object)
{
  ApoyoAtlas *self = APOYO_ATLAS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  g_clear_object (&self->versions);
  g_clear_pointer (&self->sheet, sheet_free);

  G_OBJECT_CLASS (apoyo_atlas_parent_class)->dispose (object);
}

static void
apoyo_atlas_finalize (GObject *object)
{
  g_free (APOYO_ATLAS (object)->wanted_cutoff);

  G_OBJECT_CLASS (apoyo_atlas_parent_class)->finalize (object);
}

static void
apoyo_atlas_class_init (ApoyoAtlasClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_atlas_dispose;
  G_OBJECT_CLASS (klass)->finalize = apoyo_atlas_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APOYO_TYPE_ATLAS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", APOYO_TYPE_ATLAS, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
apoyo_atlas_init (ApoyoAtlas *self)
{
}

ApoyoAtlas *
apoyo_atlas_new (ApoyoConnection *connection)
{
  ApoyoAtlas *self = g_object_new (APOYO_TYPE_ATLAS, NULL);

  self->connection = g_object_ref (connection);
  return self;
}

ApoyoConnection *
apoyo_atlas_get_connection (ApoyoAtlas *self)
{
  g_return_val_if_fail (APOYO_IS_ATLAS (self), NULL);
  return self->connection;
}

GListModel *
apoyo_atlas_get_versions (ApoyoAtlas *self)
{
  g_return_val_if_fail (APOYO_IS_ATLAS (self), NULL);
  return self->versions;
}

ApoyoGeographyVersion *
apoyo_atlas_get_version (ApoyoAtlas *self)
{
  g_return_val_if_fail (APOYO_IS_ATLAS (self), NULL);
  return self->sheet != NULL ? apoyo_geography_version_find (self->versions, self->sheet->id)
                             : NULL;
}

ApoyoGeography *
apoyo_atlas_get_geography (ApoyoAtlas *self)
{
  g_return_val_if_fail (APOYO_IS_ATLAS (self), NULL);
  return self->sheet != NULL ? self->sheet->geography : NULL;
}

ApoyoQuality *
apoyo_atlas_get_quality (ApoyoAtlas *self)
{
  g_return_val_if_fail (APOYO_IS_ATLAS (self), NULL);
  return self->sheet != NULL ? self->sheet->quality : NULL;
}

const char *
apoyo_atlas_get_cutoff (ApoyoAtlas *self)
{
  g_return_val_if_fail (APOYO_IS_ATLAS (self), NULL);
  return self->sheet != NULL ? self->sheet->cutoff : NULL;
}

const ApoyoResult *
apoyo_atlas_get_cutoffs (ApoyoAtlas *self)
{
  g_return_val_if_fail (APOYO_IS_ATLAS (self), NULL);
  return self->sheet != NULL ? self->sheet->cutoffs : NULL;
}

GListModel *
apoyo_atlas_get_exceptions (ApoyoAtlas *self)
{
  g_return_val_if_fail (APOYO_IS_ATLAS (self), NULL);
  return self->sheet != NULL ? self->sheet->exceptions : NULL;
}

char *
apoyo_atlas_list_exceptions (ApoyoAtlas *self, guint municipality)
{
  g_autofree char *code = NULL;
  GString *names = g_string_new (NULL);

  g_return_val_if_fail (APOYO_IS_ATLAS (self) && self->sheet != NULL, NULL);

  code = apoyo_geography_dup_code (self->sheet->geography, municipality);
  for (guint i = 0; i < g_list_model_get_n_items (self->sheet->exceptions); i++) {
    g_autoptr (ApoyoExceptionList) list = g_list_model_get_item (self->sheet->exceptions, i);

    if (g_strv_contains (apoyo_exception_list_get_codes (list), code))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              apoyo_exception_list_get_name (list));
  }
  return g_string_free (names, names->len == 0);
}
