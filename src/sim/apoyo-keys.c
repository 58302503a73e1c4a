/* apoyo-keys.c: the auxiliaries the simulator plays, and the devices it registered for them.
 *
 * The key file is what the administration handed out: process,promovente,key and, where a
 * promovente's citizens must live in a district, scope. The state file keeps a line per registered
 * device, so that a restart goes on with the same telephones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-keys.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "apoyo-demarcation.h"
#include "apoyo-population.h"
#include "apoyo-sha256.h"

struct _ApoyoKeys {
  GMutex mutex;              /* tokens and the state file */
  GPtrArray *processes;      /* (element-type ApoyoProcess) (owned) */
  GPtrArray *auxiliaries;    /* (element-type ApoyoAuxiliary) (owned) */
  GHashTable *by_promovente; /* "process:promovente" → ApoyoPromovente (not owned) */
  int state_fd;              /* −1 when nothing is kept */
};

static void
auxiliary_free (gpointer data)
{
  ApoyoAuxiliary *auxiliary = data;

  g_mutex_clear (&auxiliary->registering);
  g_free (auxiliary->key);
  g_free (auxiliary->token);
  g_free (auxiliary);
}

static void
promovente_free (gpointer data)
{
  ApoyoPromovente *promovente = data;

  g_ptr_array_unref (promovente->auxiliaries);
  g_free (promovente);
}

static void
process_free (gpointer data)
{
  ApoyoProcess *process = data;

  g_ptr_array_unref (process->promoventes);
  g_free (process);
}

static ApoyoProcess *
find_process (ApoyoKeys *self, guint number)
{
  ApoyoProcess *process;

  for (guint i = 0; i < self->processes->len; i++) {
    process = g_ptr_array_index (self->processes, i);
    if (process->number == number)
      return process;
  }
  process = g_new0 (ApoyoProcess, 1);
  process->number = number;
  process->promoventes = g_ptr_array_new_with_free_func (promovente_free);
  g_ptr_array_add (self->processes, process);
  return process;
}

static ApoyoPromovente *
find_promovente (ApoyoKeys *self, ApoyoProcess *process, guint number)
{
  g_autofree char *name = g_strdup_printf ("%u:%u", process->number, number);
  ApoyoPromovente *promovente = g_hash_table_lookup (self->by_promovente, name);

  if (promovente != NULL)
    return promovente;
  promovente = g_new0 (ApoyoPromovente, 1);
  promovente->number = number;
  promovente->auxiliaries = g_ptr_array_new ();
  g_ptr_array_add (process->promoventes, promovente);
  g_hash_table_insert (self->by_promovente, g_steal_pointer (&name), promovente);
  return promovente;
}

/* Which columns of the file hold what; −1 when it has none such. The administration heads them in
 * its own language. */
typedef struct {
  int process;
  int promovente;
  int key;
  int scope;
} Columns;

static int
find_column (char **header, const char *name, const char *spanish)
{
  for (int i = 0; header[i] != NULL; i++) {
    g_strstrip (header[i]);
    if (g_str_equal (header[i], name) || g_str_equal (header[i], spanish))
      return i;
  }
  return -1;
}

static gboolean
add_auxiliary (ApoyoKeys *self, char **fields, const Columns *columns)
{
  int n = (int) g_strv_length (fields);
  const char *scope = columns->scope >= 0 && columns->scope < n ? fields[columns->scope] : "MX";
  ApoyoProcess *process;
  ApoyoAuxiliary *auxiliary;
  guint64 process_number, promovente_number;

  if (n <= MAX (columns->process, MAX (columns->promovente, columns->key)) ||
      !g_ascii_string_to_unsigned (fields[columns->process], 10, 1, G_MAXINT, &process_number,
                                   NULL) ||
      !g_ascii_string_to_unsigned (fields[columns->promovente], 10, 1, G_MAXINT, &promovente_number,
                                   NULL) ||
      *fields[columns->key] == '\0')
    return FALSE;
  process = find_process (self, (guint) process_number);
  if (!g_str_equal (scope, "") && !g_str_equal (scope, APOYO_DEMARCATION_COUNTRY) &&
      !apoyo_district_parse (scope, &process->entity, &process->district))
    return FALSE;
  auxiliary = g_new0 (ApoyoAuxiliary, 1);
  g_mutex_init (&auxiliary->registering);
  auxiliary->process = (guint) process_number;
  auxiliary->promovente = (guint) promovente_number;
  auxiliary->key = g_strdup (fields[columns->key]);
  g_ptr_array_add (self->auxiliaries, auxiliary);
  g_ptr_array_add (find_promovente (self, process, auxiliary->promovente)->auxiliaries, auxiliary);
  return TRUE;
}

static gboolean
load_keys (ApoyoKeys *self, const char *file, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) header = NULL;
  Columns columns;

  if (!g_file_get_contents (file, &text, NULL, error))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  header = g_strsplit (lines[0] ? lines[0] : "", ",", -1);
  columns =
      (Columns){ find_column (header, "process", "proceso"),
                 find_column (header, "promovente", "promovente"),
                 find_column (header, "key", "llave"), find_column (header, "scope", "ámbito") };
  if (columns.process < 0 || columns.promovente < 0 || columns.key < 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "%s: The columns process, promovente and key are needed", file);
    return FALSE;
  }
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++) {
    g_auto (GStrv) fields = g_strsplit (g_strchomp (lines[i]), ",", -1);

    if (*lines[i] != '\0' && !add_auxiliary (self, fields, &columns)) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: Line %u is not usable", file,
                   i + 1);
      return FALSE;
    }
  }
  if (self->auxiliaries->len > 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: No auxiliaries in this file", file);
  return FALSE;
}

/* The state file names an auxiliary by a digest: it holds tokens, keys it need not hold too. */
static char *
fingerprint (const ApoyoAuxiliary *auxiliary)
{
  guint8 digest[APOYO_SHA256_LENGTH];

  apoyo_sha256 (auxiliary->key, strlen (auxiliary->key), digest);
  return apoyo_hex_encode (digest, 12);
}

static gboolean
load_state (ApoyoKeys *self, const char *file, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GHashTable) tokens = g_hash_table_new (g_str_hash, g_str_equal);

  self->state_fd = open (file, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (self->state_fd < 0) {
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", file,
                 g_strerror (errno));
    return FALSE;
  }
  if (!g_file_get_contents (file, &text, NULL, error))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  /* A last line cut off by a crash has no line end, and is split off as the last element. */
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++) {
    char *space = strchr (lines[i], ' ');

    if (space != NULL) {
      *space = '\0';
      g_hash_table_replace (tokens, lines[i], space + 1);
    }
  }
  for (guint i = 0; i < self->auxiliaries->len && g_hash_table_size (tokens) > 0; i++) {
    ApoyoAuxiliary *auxiliary = g_ptr_array_index (self->auxiliaries, i);
    g_autofree char *name = fingerprint (auxiliary);

    auxiliary->token = g_strdup (g_hash_table_lookup (tokens, name));
  }
  return TRUE;
}

/* state_file may be NULL: then every start registers new devices. */
ApoyoKeys *
apoyo_keys_load (const char *keys_file, const char *state_file, GError **error)
{
  g_autoptr (ApoyoKeys) self = g_new0 (ApoyoKeys, 1);

  g_mutex_init (&self->mutex);
  self->state_fd = -1;
  self->processes = g_ptr_array_new_with_free_func (process_free);
  self->auxiliaries = g_ptr_array_new_with_free_func (auxiliary_free);
  self->by_promovente = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!load_keys (self, keys_file, error) ||
      (state_file != NULL && !load_state (self, state_file, error)))
    return NULL;
  return g_steal_pointer (&self);
}

void
apoyo_keys_free (ApoyoKeys *self)
{
  if (self->state_fd >= 0)
    close (self->state_fd);
  g_hash_table_unref (self->by_promovente);
  g_ptr_array_unref (self->processes);
  g_ptr_array_unref (self->auxiliaries);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* (element-type ApoyoProcess): in the order of the file. */
GPtrArray *
apoyo_keys_get_processes (ApoyoKeys *self)
{
  return self->processes;
}

char *
apoyo_keys_dup_token (ApoyoKeys *self, ApoyoAuxiliary *auxiliary)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (auxiliary->token);
}

gboolean
apoyo_keys_set_token (ApoyoKeys *self, ApoyoAuxiliary *auxiliary, const char *token, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *name = fingerprint (auxiliary);
  g_autofree char *line = g_strdup_printf ("%s %s\n", name, token);

  g_free (auxiliary->token);
  auxiliary->token = g_strdup (token);
  if (self->state_fd < 0 || write (self->state_fd, line, strlen (line)) == (gssize) strlen (line))
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "The state file: %s",
               g_strerror (errno));
  return FALSE;
}

/* After the server refused that token; not when another thread has a new one already. */
void
apoyo_keys_forget_token (ApoyoKeys *self, ApoyoAuxiliary *auxiliary, const char *token)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (g_strcmp0 (auxiliary->token, token) == 0)
    g_clear_pointer (&auxiliary->token, g_free);
}
