/* apoyo-vault-previews.c: pictures made of a capture to be looked at, beside it in the vault.
 *
 * One sealed file of the capture's for each claim: an index of names in order, then the pictures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-vault"

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "apoyo-durable-file.h"
#include "apoyo-sealed-file.h"
#include "apoyo-vault-error.h"
#include "apoyo-vault-previews.h"
#include "apoyo-vault-private.h"

/* Not the capture's, nor another claim's: no file opens as another. */
static char *
binding_of (gint process, const char *capture, gint claim)
{
  return claim == 0 ? g_strdup_printf ("apoyo previews %d %s", process, capture)
                    : g_strdup_printf ("apoyo previews %d %s %d", process, capture, claim);
}

/* NULL with error set. */
static char *
path_of (ApoyoVault *self, gint process, const char *capture, gint claim, GError **error)
{
  g_autofree char *suffix = claim == 0 ? g_strdup (APOYO_PREVIEWS_SUFFIX)
                                       : g_strdup_printf (APOYO_PREVIEWS_SUFFIX ".%d", claim);

  return apoyo_vault_dup_path (self, process, capture, suffix, error);
}

/* "front/small\nfront/large\n…" */
static GBytes *
build_index (GPtrArray *previews)
{
  g_autoptr (GString) index = g_string_new (NULL);

  for (guint i = 0; i < previews->len; i++) {
    const ApoyoVaultPreview *preview = g_ptr_array_index (previews, i);

    g_string_append_printf (index, "%s/%s\n", preview->picture, preview->size);
  }
  return g_string_free_to_bytes (g_steal_pointer (&index));
}

/* On disk before anybody is told: the findings that follow are, and nobody makes the pictures of a
 * judged support again. */
static gboolean
put_in_place (ApoyoDurableFile *file, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (file->path);
  gboolean synced = fsync (file->fd) == 0;
  gboolean closed = close (file->fd) == 0;

  file->fd = -1;
  if (!synced || !closed || g_rename (file->temporary, file->path) != 0) {
    apoyo_vault_set_error_from_errno (error, errno, "Could not keep", file->path);
    return FALSE;
  }
  g_clear_pointer (&file->temporary, g_free);
  return apoyo_sync_directory (directory, error);
}

static gboolean
write_parts (ApoyoVault *self,
             gint process,
             const char *capture,
             gint claim,
             GBytes *const *parts,
             guint n_parts,
             GError **error)
{
  g_auto (ApoyoDurableFile) file = { -1, NULL, NULL };
  g_autofree char *path = path_of (self, process, capture, claim, error);
  g_autofree char *binding = binding_of (process, capture, claim);
  guint8 key[APOYO_DATA_KEY_SIZE];
  guint8 key_id[APOYO_KEY_ID_SIZE];
  gboolean written;

  if (path == NULL ||
      !apoyo_keyring_get_data_key (apoyo_vault_get_keyring (self), process, key, key_id, error))
    return FALSE;
  written =
      apoyo_durable_file_open (&file, path, error) &&
      apoyo_sealed_file_write (file.fd, file.path, binding, key, key_id, parts, n_parts, error) &&
      put_in_place (&file, error);
  sodium_memzero (key, sizeof key);
  return written;
}

gboolean
apoyo_vault_store_previews (ApoyoVault *self,
                            gint process,
                            const char *capture,
                            gint claim,
                            GPtrArray *previews,
                            GError **error)
{
  g_autoptr (GBytes) index = NULL;
  g_autofree GBytes **parts = NULL;

  g_return_val_if_fail (APOYO_IS_VAULT (self), FALSE);
  g_return_val_if_fail (claim >= 0, FALSE);

  index = build_index (previews);
  parts = g_new (GBytes *, previews->len + 1);
  parts[0] = index;
  for (guint i = 0; i < previews->len; i++)
    parts[i + 1] = ((const ApoyoVaultPreview *) g_ptr_array_index (previews, i))->content;
  return write_parts (self, process, capture, claim, parts, previews->len + 1, error);
}

static GPtrArray *
read_parts (ApoyoVault *self, gint process, const char *capture, gint claim, GError **error)
{
  g_autofree char *path = path_of (self, process, capture, claim, error);
  g_autofree char *binding = binding_of (process, capture, claim);
  guint8 key[APOYO_DATA_KEY_SIZE];
  guint8 key_id[APOYO_KEY_ID_SIZE];
  GPtrArray *parts = NULL;

  if (path == NULL ||
      !apoyo_keyring_get_data_key (apoyo_vault_get_keyring (self), process, key, key_id, error))
    return NULL;
  parts = apoyo_sealed_file_read (path, binding, key, key_id, 0, error);
  sodium_memzero (key, sizeof key);
  return parts;
}

/* Where it stands among the parts; 0 when it does not. */
static guint
find_in_index (GBytes *index, const char *picture, const char *size)
{
  g_autofree char *wanted = g_strdup_printf ("%s/%s", picture, size);
  g_autofree char *text = g_strndup (g_bytes_get_data (index, NULL), g_bytes_get_size (index));
  g_auto (GStrv) names = g_strsplit (text, "\n", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], wanted))
      return i + 1;
  return 0;
}

GBytes *
apoyo_vault_read_preview (ApoyoVault *self,
                          gint process,
                          const char *capture,
                          gint claim,
                          const char *picture,
                          const char *size,
                          GError **error)
{
  g_autoptr (GPtrArray) parts = NULL;
  guint place = 0;

  g_return_val_if_fail (APOYO_IS_VAULT (self), NULL);

  parts = read_parts (self, process, capture, claim, error);
  if (parts == NULL)
    return NULL;
  if (parts->len > 0)
    place = find_in_index (g_ptr_array_index (parts, 0), picture, size);
  if (place > 0 && place < parts->len)
    return g_bytes_ref (g_ptr_array_index (parts, place));
  g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NOT_FOUND,
               "There is no %s preview of the picture \"%s\" of %s", size, picture, capture);
  return NULL;
}

static gboolean
remove_file (const char *path, GError **error)
{
  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  apoyo_vault_set_error_from_errno (error, errno, "Could not remove", path);
  return FALSE;
}

gboolean
apoyo_vault_remove_previews (ApoyoVault *self,
                             gint process,
                             const char *capture,
                             gint claim,
                             GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (APOYO_IS_VAULT (self), FALSE);

  path = path_of (self, process, capture, claim, error);
  return path != NULL && remove_file (path, error);
}

/* Whether the name is that of previews of the capture, by a claim before this one. */
static gboolean
is_before (const char *name, const char *first_name, gint claim)
{
  const char *rest = NULL;
  gint64 number = 0;

  if (!g_str_has_prefix (name, first_name))
    return FALSE;
  rest = name + strlen (first_name);
  if (*rest == '\0')
    return TRUE;
  return *rest == '.' && g_ascii_string_to_signed (rest + 1, 10, 1, G_MAXINT, &number, NULL) &&
         number < claim;
}

gboolean
apoyo_vault_remove_previews_before (ApoyoVault *self,
                                    gint process,
                                    const char *capture,
                                    gint claim,
                                    GError **error)
{
  g_autofree char *first = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *first_name = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name = NULL;

  g_return_val_if_fail (APOYO_IS_VAULT (self), FALSE);

  first = path_of (self, process, capture, 0, error);
  if (first == NULL)
    return FALSE;
  folder = g_path_get_dirname (first);
  first_name = g_path_get_basename (first);
  dir = g_dir_open (folder, 0, error);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = NULL;

    if (!is_before (name, first_name, claim))
      continue;
    path = g_build_filename (folder, name, NULL);
    if (!remove_file (path, error))
      return FALSE;
  }
  return dir != NULL;
}
