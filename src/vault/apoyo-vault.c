/* apoyo-vault.c: captures at rest in a directory, one encrypted file each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-vault"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "apoyo-durable-file.h"
#include "apoyo-sealed-file.h"
#include "apoyo-sha256.h"
#include "apoyo-vault-error.h"
#include "apoyo-vault-previews.h"
#include "apoyo-vault-private.h"
#include "apoyo-vault.h"

/* Its id in hexadecimal digits and a line's end. */
#define MARK_FILE "vault.id"
#define MARK_LENGTH (2 * APOYO_PIN_SIZE)

struct _ApoyoVault {
  GObject parent_instance;

  char *directory;
  ApoyoKeyring *keyring; /* (owned) */
  guint8 id[APOYO_PIN_SIZE];
};

G_DEFINE_FINAL_TYPE (ApoyoVault, apoyo_vault, G_TYPE_OBJECT)

static char *
object_directory (ApoyoVault *self, gint process, const char *capture)
{
  return g_strdup_printf ("%s/%d/%.2s", self->directory, process, capture);
}

static char *
object_path (ApoyoVault *self, gint process, const char *capture)
{
  return g_strdup_printf ("%s/%d/%.2s/%s", self->directory, process, capture, capture);
}

static char *
object_binding (gint process, const char *capture)
{
  return g_strdup_printf ("apoyo capture %d %s", process, capture);
}

/* A path is made of it: nothing but a UUID may pass. */
static gboolean
check_capture (const char *capture, GError **error)
{
  if (g_uuid_string_is_valid (capture))
    return TRUE;
  g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_FAILED, "A capture is named by a UUID");
  return FALSE;
}

char *
apoyo_vault_dup_path (ApoyoVault *self,
                      gint process,
                      const char *capture,
                      const char *suffix,
                      GError **error)
{
  g_autofree char *path = NULL;

  if (!check_capture (capture, error))
    return NULL;
  path = object_path (self, process, capture);
  return g_strconcat (path, suffix, NULL);
}

const char *
apoyo_vault_get_directory (ApoyoVault *self)
{
  return self->directory;
}

ApoyoKeyring *
apoyo_vault_get_keyring (ApoyoVault *self)
{
  return self->keyring;
}

static char *
build_index (const char *digest,
             const char *metadata,
             const ApoyoVaultImage *images,
             guint n_images)
{
  GString *index = g_string_new (NULL);

  g_string_printf (index, "{\"v\":1,\"digest\":\"%s\",\"metadata\":%s,\"images\":[", digest,
                   metadata);
  for (guint i = 0; i < n_images; i++) {
    g_autofree char *sha256 = apoyo_hex_encode (images[i].sha256, APOYO_HASH_SIZE);

    g_string_append_printf (
        index, "%s{\"name\":\"%s\",\"type\":\"%s\",\"size\":%" G_GSIZE_FORMAT ",\"sha256\":\"%s\"}",
        i > 0 ? "," : "", images[i].name, images[i].type, g_bytes_get_size (images[i].content),
        sha256);
  }
  g_string_append (index, "]}");
  return g_string_free (index, FALSE);
}

static gboolean
make_directory (const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_mkdir (path, 0700) < 0 && errno != EEXIST) {
    apoyo_vault_set_error_from_errno (error, errno, "Could not make the directory", path);
    return FALSE;
  }
  return apoyo_sync_directory (parent, error);
}

static gboolean
read_mark (const char *directory, guint8 id[APOYO_PIN_SIZE], GError **error)
{
  g_autofree char *path = g_build_filename (directory, MARK_FILE, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;

  if (!g_file_get_contents (path, &text, NULL, &local)) {
    g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_VAULT,
                 "There is no vault in %s: mount it, or make one with --create-keys (%s)",
                 directory, local->message);
    return FALSE;
  }
  g_strchomp (text);
  if (strlen (text) == MARK_LENGTH && apoyo_hex_decode (text, id, APOYO_PIN_SIZE))
    return TRUE;
  g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_VAULT,
               "%s is not the mark of a vault", path);
  return FALSE;
}

static gboolean
make_mark (const char *directory, GError **error)
{
  g_autofree char *path = g_build_filename (directory, MARK_FILE, NULL);
  g_autofree char *digits = NULL;
  g_autofree char *text = NULL;
  guint8 id[APOYO_PIN_SIZE];
  struct iovec iov;
  gboolean taken = FALSE;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  randombytes_buf (id, sizeof id);
  digits = apoyo_hex_encode (id, sizeof id);
  text = g_strconcat (digits, "\n", NULL);
  iov = (struct iovec){ text, strlen (text) };
  return apoyo_durable_create (path, &iov, 1, &taken, error) || taken;
}

gboolean
apoyo_vault_check (ApoyoVault *self, GError **error)
{
  guint8 id[APOYO_PIN_SIZE];

  g_return_val_if_fail (APOYO_IS_VAULT (self), FALSE);

  if (!read_mark (self->directory, id, error))
    return FALSE;
  if (memcmp (id, self->id, sizeof id) == 0)
    return TRUE;
  g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_VAULT,
               "%s is another vault than when this program started", self->directory);
  return FALSE;
}

/* Nothing under the mount point of a vault that is gone: once it is back nobody would see it. */
static gboolean
make_object_directory (ApoyoVault *self, gint process, const char *capture, GError **error)
{
  g_autofree char *leaf = object_directory (self, process, capture);
  g_autofree char *parent = g_path_get_dirname (leaf);

  return apoyo_vault_check (self, error) && make_directory (parent, error) &&
         make_directory (leaf, error);
}

/* The directories of an object are made when its file does not find them: almost never. */
static gboolean
open_object (ApoyoVault *self,
             ApoyoDurableFile *file,
             gint process,
             const char *capture,
             GError **error)
{
  g_autofree char *path = object_path (self, process, capture);
  g_autoptr (GError) local = NULL;

  if (apoyo_durable_file_open (file, path, &local))
    return TRUE;
  if (!g_error_matches (local, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  apoyo_durable_file_clear (file);
  return make_object_directory (self, process, capture, error) &&
         apoyo_durable_file_open (file, path, error);
}

static gboolean
touch (const char *path, GError **error)
{
  if (utimensat (AT_FDCWD, path, NULL, 0) == 0)
    return TRUE;
  apoyo_vault_set_error_from_errno (error, errno, "Could not touch", path);
  return FALSE;
}

/* Opened, not looked up: on a shared file system only that asks the server. */
static gboolean
open_again (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0) {
    apoyo_vault_set_error_from_errno (error, errno, "Could not open", path);
    return FALSE;
  }
  close (fd);
  return TRUE;
}

static gboolean
index_has_digest (GBytes *index, const char *digest)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (index, &size);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;
  JsonNode *member;

  if (!json_parser_load_from_data (parser, text, size, NULL))
    return FALSE;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  member = json_object_get_member (json_node_get_object (root), "digest");
  return member != NULL && json_node_get_value_type (member) == G_TYPE_STRING &&
         g_strcmp0 (json_node_get_string (member), digest) == 0;
}

/* The name is taken: fine when it is the same capture, sent again. */
static gboolean
keep_existing (ApoyoVault *self,
               gint process,
               const char *capture,
               const char *digest,
               GError **error)
{
  g_autofree char *directory = object_directory (self, process, capture);
  g_autofree char *path = object_path (self, process, capture);
  g_autoptr (GBytes) index = apoyo_vault_read_index (self, process, capture, error);

  if (index == NULL)
    return FALSE;
  if (!index_has_digest (index, digest)) {
    g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_DIFFERENT,
                 "Another content is stored as %s", capture);
    return FALSE;
  }
  /* Whoever wrote it may have died between naming it and syncing the directory. Only a name that is
   * there after the touch tells that no sweep took it away before. */
  return touch (path, error) && touch (directory, error) && open_again (path, error) &&
         apoyo_sync_directory (directory, error);
}

static gboolean
write_object (ApoyoVault *self,
              gint process,
              const char *capture,
              GBytes *const *parts,
              guint n_parts,
              gboolean *taken,
              GError **error)
{
  g_auto (ApoyoDurableFile) file = { -1, NULL, NULL };
  g_autofree char *binding = object_binding (process, capture);
  guint8 key[APOYO_DATA_KEY_SIZE];
  guint8 key_id[APOYO_KEY_ID_SIZE];
  gboolean written;

  if (!apoyo_keyring_ensure_process (self->keyring, process, error) ||
      !apoyo_keyring_get_data_key (self->keyring, process, key, key_id, error))
    return FALSE;
  written =
      open_object (self, &file, process, capture, error) &&
      apoyo_sealed_file_write (file.fd, file.path, binding, key, key_id, parts, n_parts, error) &&
      apoyo_durable_file_commit (&file, taken, error);
  sodium_memzero (key, sizeof key);
  return written;
}

gboolean
apoyo_vault_store (ApoyoVault *self,
                   gint process,
                   const char *capture,
                   const char *digest,
                   const char *metadata,
                   const ApoyoVaultImage *images,
                   guint n_images,
                   GError **error)
{
  g_autofree GBytes **parts = NULL;
  g_autoptr (GBytes) index = NULL;
  char *text;
  gboolean taken = FALSE;

  g_return_val_if_fail (APOYO_IS_VAULT (self), FALSE);

  if (!check_capture (capture, error))
    return FALSE;
  if (apoyo_vault_contains (self, process, capture))
    return keep_existing (self, process, capture, digest, error);

  text = build_index (digest, metadata, images, n_images);
  index = g_bytes_new_take (text, strlen (text));
  parts = g_new (GBytes *, n_images + 1);
  parts[0] = index;
  for (guint i = 0; i < n_images; i++)
    parts[i + 1] = images[i].content;
  if (write_object (self, process, capture, parts, n_images + 1, &taken, error))
    return TRUE;
  return taken && keep_existing (self, process, capture, digest, error);
}

static GPtrArray *
read_object (ApoyoVault *self, gint process, const char *capture, guint n_parts, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *binding = object_binding (process, capture);
  guint8 key[APOYO_DATA_KEY_SIZE];
  guint8 key_id[APOYO_KEY_ID_SIZE];
  GPtrArray *parts;

  if (!check_capture (capture, error) ||
      !apoyo_keyring_get_data_key (self->keyring, process, key, key_id, error))
    return NULL;
  path = object_path (self, process, capture);
  parts = apoyo_sealed_file_read (path, binding, key, key_id, n_parts, error);
  sodium_memzero (key, sizeof key);
  return parts;
}

GBytes *
apoyo_vault_read_index (ApoyoVault *self, gint process, const char *capture, GError **error)
{
  g_autoptr (GPtrArray) parts = NULL;

  g_return_val_if_fail (APOYO_IS_VAULT (self), NULL);

  parts = read_object (self, process, capture, 1, error);
  return parts ? g_bytes_ref (g_ptr_array_index (parts, 0)) : NULL;
}

GPtrArray *
apoyo_vault_read_all (ApoyoVault *self, gint process, const char *capture, GError **error)
{
  g_return_val_if_fail (APOYO_IS_VAULT (self), NULL);
  return read_object (self, process, capture, 0, error);
}

gboolean
apoyo_vault_contains (ApoyoVault *self, gint process, const char *capture)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (APOYO_IS_VAULT (self), FALSE);

  path = object_path (self, process, capture);
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
apoyo_vault_finalize (GObject *object)
{
  ApoyoVault *self = APOYO_VAULT (object);

  g_clear_pointer (&self->directory, g_free);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (apoyo_vault_parent_class)->finalize (object);
}

static void
apoyo_vault_class_init (ApoyoVaultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_vault_finalize;
}

static void
apoyo_vault_init (ApoyoVault *self)
{
}

ApoyoVault *
apoyo_vault_new (const char *directory, ApoyoKeyring *keyring, gboolean create, GError **error)
{
  g_autoptr (ApoyoVault) self = NULL;

  g_return_val_if_fail (directory != NULL, NULL);
  g_return_val_if_fail (APOYO_IS_KEYRING (keyring), NULL);

  if (create && g_mkdir_with_parents (directory, 0700) < 0) {
    apoyo_vault_set_error_from_errno (error, errno, "Could not make the vault", directory);
    return NULL;
  }
  self = g_object_new (APOYO_TYPE_VAULT, NULL);
  self->directory = g_strdup (directory);
  self->keyring = g_object_ref (keyring);
  if ((create && !make_mark (directory, error)) || !read_mark (directory, self->id, error))
    return NULL;
  return g_steal_pointer (&self);
}

GBytes *
apoyo_vault_get_id (ApoyoVault *self)
{
  g_return_val_if_fail (APOYO_IS_VAULT (self), NULL);
  return g_bytes_new (self->id, sizeof self->id);
}
