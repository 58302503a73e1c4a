/* apoyo-draft-copy.c: what the database does not have yet of a draft, kept on this computer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "apoyo-draft-copy.h"
#include "apoyo-json.h"

#define MAX_STEP 99

/* --- beside the main loop --------------------------------------------------------------------- */

/* Each writing waits for the disk, which may be a network's: one thread does them in order, of the
 * texts of one file the newest. */
typedef struct {
  char *path; /* (owned) */
  char *text; /* (owned) (nullable): NULL to remove the file */
} Job;

static GMutex lock;
static GCond settled;
static GQueue jobs = G_QUEUE_INIT; /* of Job (owned) */
static gboolean working;

static void
carry_out (const Job *job)
{
  g_autoptr (GError) error = NULL;

  if (job->text == NULL) {
    if (g_unlink (job->path) != 0)
      g_debug ("A copy of a draft could not be removed: %s", g_strerror (errno));
  } else if (!g_file_set_contents_full (job->path, job->text, -1, G_FILE_SET_CONTENTS_CONSISTENT,
                                        0600, &error)) {
    g_warning ("A draft could not be kept on this computer: %s", error->message);
  }
}

static void
job_free (Job *job)
{
  g_free (job->path);
  g_free (job->text);
  g_free (job);
}

static gpointer
work (gpointer data)
{
  Job *job;

  g_mutex_lock (&lock);
  while ((job = g_queue_pop_head (&jobs)) != NULL) {
    g_mutex_unlock (&lock);
    carry_out (job);
    job_free (job);
    g_mutex_lock (&lock);
  }
  working = FALSE;
  g_cond_broadcast (&settled);
  g_mutex_unlock (&lock);
  return NULL;
}

/* That waits for the same file; with the lock held. (nullable) */
static Job *
find_job (const char *path)
{
  for (GList *link = jobs.head; link != NULL; link = link->next) {
    Job *job = link->data;

    if (strcmp (job->path, path) == 0)
      return job;
  }
  return NULL;
}

/* text: (transfer full) (nullable): NULL to remove the file */
static void
give (const char *path, char *text)
{
  Job *job;

  g_mutex_lock (&lock);
  job = find_job (path);
  if (job == NULL) {
    job = g_new0 (Job, 1);
    job->path = g_strdup (path);
    g_queue_push_tail (&jobs, job);
  }
  g_free (job->text);
  job->text = text;
  if (!working) {
    working = TRUE;
    g_thread_unref (g_thread_new ("apoyo-drafts", work, NULL));
  }
  g_mutex_unlock (&lock);
}

void
apoyo_draft_copy_settle (void)
{
  g_mutex_lock (&lock);
  while (working)
    g_cond_wait (&settled, &lock);
  g_mutex_unlock (&lock);
}

/* --- files ------------------------------------------------------------------------------------ */

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "apoyo-ciudadano", "drafts", NULL);
}

/* An account's name may hold anything, a file's may not. */
static char *
get_prefix (const char *account)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, account, -1);

  return g_strdup_printf ("%.16s-", hash);
}

void
apoyo_draft_copy_free (ApoyoDraftCopy *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->base);
  g_free (self->configuration);
  g_free (self->key);
  g_free (self->first);
  g_free (self);
}

/* NULL for a file that is none: it is left alone. */
static ApoyoDraftCopy *
read_copy (const char *path)
{
  g_autoptr (ApoyoDraftCopy) self = g_new0 (ApoyoDraftCopy, 1);
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) object = NULL;
  const char *base = NULL, *configuration = NULL, *key = NULL, *first = NULL;
  gint64 revision = 0, step = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  object = apoyo_json_parse_object (text, -1, NULL);
  if (object == NULL ||
      !apoyo_json_get_integer (object, "draft", APOYO_JSON_REQUIRED, 0, G_MAXINT64, &self->draft,
                               NULL) ||
      !apoyo_json_get_integer (object, "revision", APOYO_JSON_REQUIRED, 0, G_MAXINT32, &revision,
                               NULL) ||
      !apoyo_json_get_integer (object, "step", APOYO_JSON_REQUIRED, 0, MAX_STEP, &step, NULL) ||
      !apoyo_json_get_text (object, "base", APOYO_JSON_OPTIONAL, &base, NULL) ||
      !apoyo_json_get_text (object, "configuration", APOYO_JSON_REQUIRED, &configuration, NULL) ||
      !apoyo_json_get_text (object, "key", APOYO_JSON_OPTIONAL, &key, NULL) ||
      !apoyo_json_get_text (object, "first", APOYO_JSON_OPTIONAL, &first, NULL) ||
      (key != NULL && !g_uuid_string_is_valid (key)))
    return NULL;
  self->path = g_strdup (path);
  self->revision = (int) revision;
  self->step = (int) step;
  self->base = g_strdup (base);
  self->configuration = g_strdup (configuration);
  self->key = g_strdup (key);
  self->first = g_strdup (first);
  return g_steal_pointer (&self);
}

static gint64
get_age (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (gint64) status.st_mtime : 0;
}

/* Of a draft that the database has, only what tells on which text of it it was written can be
 * brought into it. */
static gboolean
is_of (const ApoyoDraftCopy *self, gint64 draft)
{
  return self->draft == draft && (draft == 0 || self->base != NULL);
}

ApoyoDraftCopy *
apoyo_draft_copy_find (const char *account, gint64 draft)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *prefix = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (ApoyoDraftCopy) best = NULL;
  const char *name;

  apoyo_draft_copy_settle ();
  dir = g_dir_open (folder, 0, NULL);
  if (account == NULL || dir == NULL)
    return NULL;
  prefix = get_prefix (account);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (ApoyoDraftCopy) copy = NULL;

    if (!g_str_has_prefix (name, prefix))
      continue;
    copy = read_copy (path);
    if (copy == NULL || !is_of (copy, draft) ||
        (best != NULL && get_age (best->path) >= get_age (path)))
      continue;
    g_clear_pointer (&best, apoyo_draft_copy_free);
    best = g_steal_pointer (&copy);
  }
  return g_steal_pointer (&best);
}

static gboolean
make_path (ApoyoDraftCopy *self, const char *account, GError **error)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *prefix = get_prefix (account);
  g_autofree char *unique = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (prefix, unique, ".json", NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
    return FALSE;
  }
  self->path = g_build_filename (folder, name, NULL);
  return TRUE;
}

gboolean
apoyo_draft_copy_write (ApoyoDraftCopy *self, const char *account, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL && account != NULL, FALSE);

  if (self->path == NULL && !make_path (self, account, error))
    return FALSE;
  json_object_set_int_member (object, "draft", self->draft);
  json_object_set_int_member (object, "revision", self->revision);
  json_object_set_int_member (object, "step", self->step);
  if (self->base != NULL)
    json_object_set_string_member (object, "base", self->base);
  json_object_set_string_member (object, "configuration", self->configuration);
  if (self->key != NULL)
    json_object_set_string_member (object, "key", self->key);
  if (self->first != NULL)
    json_object_set_string_member (object, "first", self->first);
  text = apoyo_json_to_text (object);
  give (self->path, g_steal_pointer (&text));
  return TRUE;
}

void
apoyo_draft_copy_remove (ApoyoDraftCopy *self)
{
  g_return_if_fail (self != NULL);

  if (self->path != NULL)
    give (self->path, NULL);
  g_clear_pointer (&self->path, g_free);
}
