/* apoyo-key-file.c: one key on disk, plain (the master key) or wrapped by the master key.
 *
 * A wrapped file is magic, nonce, crypto_secretbox (label padded to 32 bytes, secret).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-vault"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "apoyo-durable-file.h"
#include "apoyo-key-file.h"
#include "apoyo-vault-error.h"

#define MAGIC "APOYOKEY1\n"
#define MAGIC_SIZE (sizeof MAGIC - 1)
#define LABEL_SIZE 32
#define LONGEST_FILE 512

/* Returns the number of bytes, -1 with an error. */
static gssize
read_private_file (const char *path, guint8 *buffer, gsize size, GError **error)
{
  struct stat status;
  gsize n_read = 0;
  ssize_t n = -1;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0 && errno == ENOENT) {
    g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_NO_KEY, "There is no key %s", path);
    return -1;
  }
  if (fd < 0 || fstat (fd, &status) < 0) {
    apoyo_vault_set_error_from_errno (error, errno, "Could not open the key", path);
    if (fd >= 0)
      close (fd);
    return -1;
  }
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_INSECURE,
                 "Others can open the key %s: it must have mode 0600", path);
    close (fd);
    return -1;
  }
  while (n_read < size &&
         ((n = read (fd, buffer + n_read, size - n_read)) > 0 || (n < 0 && errno == EINTR)))
    n_read += MAX (n, 0);
  if (n < 0)
    apoyo_vault_set_error_from_errno (error, errno, "Could not read the key", path);
  close (fd);
  return n < 0 ? -1 : (gssize) n_read;
}

gboolean
apoyo_key_file_read_master (const char *path, guint8 *master, GError **error)
{
  gssize size = read_private_file (path, master, APOYO_MASTER_KEY_SIZE, error);

  if (size >= 0 && size < APOYO_MASTER_KEY_SIZE)
    g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TRUNCATED,
                 "The master key %s is too short", path);
  return size == APOYO_MASTER_KEY_SIZE;
}

static gboolean
create_file (const char *path, guint8 *content, gsize size, GError **error)
{
  struct iovec iov = { content, size };
  gboolean taken = FALSE;

  return apoyo_durable_create (path, &iov, 1, &taken, error) || taken;
}

gboolean
apoyo_key_file_create_master (const char *path, GError **error)
{
  guint8 *master = sodium_malloc (APOYO_MASTER_KEY_SIZE);
  gboolean created;

  randombytes_buf (master, APOYO_MASTER_KEY_SIZE);
  created = create_file (path, master, APOYO_MASTER_KEY_SIZE, error);
  sodium_free (master);
  return created;
}

gboolean
apoyo_key_file_create (const char *path,
                       const char *label,
                       const guint8 *master,
                       gsize size,
                       GError **error)
{
  guint8 file[LONGEST_FILE];
  guint8 *nonce = file + MAGIC_SIZE;
  guint8 *box = nonce + crypto_secretbox_NONCEBYTES;
  gsize box_size = LABEL_SIZE + size + crypto_secretbox_MACBYTES;
  guint8 *plain = sodium_malloc (LABEL_SIZE + size);

  g_assert (strlen (label) < LABEL_SIZE);
  g_assert (MAGIC_SIZE + crypto_secretbox_NONCEBYTES + box_size <= sizeof file);

  memset (plain, 0, LABEL_SIZE);
  memcpy (plain, label, strlen (label));
  randombytes_buf (plain + LABEL_SIZE, size);
  memcpy (file, MAGIC, MAGIC_SIZE);
  randombytes_buf (nonce, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy (box, plain, LABEL_SIZE + size, nonce, master);
  sodium_free (plain);
  return create_file (path, file, box + box_size - file, error);
}

gboolean
apoyo_key_file_read (const char *path,
                     const char *label,
                     const guint8 *master,
                     guint8 *secret,
                     gsize size,
                     GError **error)
{
  guint8 file[LONGEST_FILE];
  char expected[LABEL_SIZE] = { 0 };
  const guint8 *nonce = file + MAGIC_SIZE;
  const guint8 *box = nonce + crypto_secretbox_NONCEBYTES;
  gsize box_size = LABEL_SIZE + size + crypto_secretbox_MACBYTES;
  gssize file_size = read_private_file (path, file, sizeof file, error);
  guint8 *plain = NULL;
  gboolean opened;

  if (file_size < 0)
    return FALSE;
  if ((gsize) file_size < (gsize) (box - file) + box_size) {
    g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TRUNCATED, "The key %s is too short",
                 path);
    return FALSE;
  }
  strncpy (expected, label, sizeof expected - 1);
  plain = sodium_malloc (LABEL_SIZE + size);
  opened = memcmp (file, MAGIC, MAGIC_SIZE) == 0 &&
           crypto_secretbox_open_easy (plain, box, box_size, nonce, master) == 0 &&
           sodium_memcmp (plain, expected, LABEL_SIZE) == 0;
  if (opened)
    memcpy (secret, plain + LABEL_SIZE, size);
  else
    g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_OTHER_KEY,
                 "The key %s does not open with this master key", path);
  sodium_free (plain);
  return opened;
}
