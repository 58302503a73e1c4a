/* apoyo-keyring.c: the keys, which live in a directory outside the database and its backups.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-vault"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "apoyo-durable-file.h"
#include "apoyo-key-file.h"
#include "apoyo-keyring.h"
#include "apoyo-person.h"
#include "apoyo-vault-error.h"

/* A secret pair: one half for keyed hashes, the other for encryption. */
#define HMAC_KEY_SIZE 32
#define PAIR_SIZE (HMAC_KEY_SIZE + APOYO_DATA_KEY_SIZE)

#define DESTROYED_TEXT "The key of this process was destroyed; it must not be made again.\n"

struct _ApoyoKeyring {
  GObject parent_instance;

  char *directory;
  guint8 *master;      /* (owned) sodium memory */
  guint8 *roll;        /* (owned) sodium memory, a pair */
  guint8 *ledger_seed; /* (owned) sodium memory */
  guint8 *ledger_key;  /* (owned) sodium memory: the expanded Ed25519 key */
  guint8 public_key[APOYO_PUBLIC_KEY_SIZE];

  GMutex lock;
  GHashTable *processes; /* (owned) process id -> pair in sodium memory; under lock */
  GHashTable *pinned;    /* (owned) set of process ids; under lock */
};

G_DEFINE_FINAL_TYPE (ApoyoKeyring, apoyo_keyring, G_TYPE_OBJECT)

static GBytes *
keyed_hash (const guint8 *key, const char *kind, const void *data, gsize size)
{
  gsize kind_size = strlen (kind) + 1; /* the NUL keeps kind and data apart */
  gsize message_size = kind_size + size;
  g_autofree guint8 *message = g_malloc (message_size);
  guint8 *hash = g_malloc (APOYO_HASH_SIZE);

  memcpy (message, kind, kind_size);
  memcpy (message + kind_size, data, size);
  if (HMAC (EVP_sha256 (), key, HMAC_KEY_SIZE, message, message_size, hash, NULL) == NULL)
    g_error ("HMAC-SHA256 is not available"); /* a broken OpenSSL: nothing sensible can follow */
  sodium_memzero (message, message_size);
  return g_bytes_new_take (hash, APOYO_HASH_SIZE);
}

static GBytes *
seal (const guint8 *key, GBytes *plain)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (plain, &size);
  gsize sealed_size = crypto_secretbox_NONCEBYTES + size + crypto_secretbox_MACBYTES;
  guint8 *sealed = g_malloc (sealed_size);

  randombytes_buf (sealed, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy (sealed + crypto_secretbox_NONCEBYTES, data, size, sealed, key);
  return g_bytes_new_take (sealed, sealed_size);
}

static GBytes *
unseal (const guint8 *key, GBytes *sealed, GError **error)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (sealed, &size);
  g_autofree guint8 *plain = NULL;
  gsize plain_size;

  if (size < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES) {
    g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TRUNCATED,
                 "The sealed data is too short");
    return NULL;
  }
  plain_size = size - crypto_secretbox_NONCEBYTES - crypto_secretbox_MACBYTES;
  plain = g_malloc (plain_size + 1);
  if (crypto_secretbox_open_easy (plain, data + crypto_secretbox_NONCEBYTES,
                                  size - crypto_secretbox_NONCEBYTES, data, key) != 0) {
    g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TAMPERED,
                 "The sealed data does not open with this key");
    return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&plain), plain_size);
}

/* Upper case, without white space anywhere; NULL when nothing is left. */
static char *
normalise (const char *text)
{
  g_autofree char *upper = NULL;
  char *out;

  if (text == NULL)
    return NULL;
  upper = g_utf8_validate (text, -1, NULL) ? apoyo_text_upper (text) : g_ascii_strup (text, -1);
  out = upper;
  for (const char *in = upper; *in != '\0'; in++)
    if (!g_ascii_isspace (*in))
      *out++ = *in;
  *out = '\0';
  return *upper == '\0' ? NULL : g_steal_pointer (&upper);
}

static char *
key_path (ApoyoKeyring *self, const char *name)
{
  return g_strconcat (self->directory, "/", name, ".key", NULL);
}

static guint8 *
load_key (ApoyoKeyring *self, const char *name, gsize size, gboolean create, GError **error)
{
  g_autofree char *path = key_path (self, name);
  guint8 *secret;

  if (create && !g_file_test (path, G_FILE_TEST_EXISTS) &&
      !apoyo_key_file_create (path, name, self->master, size, error))
    return NULL;
  secret = sodium_malloc (size);
  if (!apoyo_key_file_read (path, name, self->master, secret, size, error)) {
    sodium_free (secret);
    return NULL;
  }
  sodium_mprotect_readonly (secret);
  return secret;
}

static gboolean
load_master (ApoyoKeyring *self, gboolean create, GError **error)
{
  g_autofree char *path = key_path (self, "master");

  if (create && !g_file_test (path, G_FILE_TEST_EXISTS) &&
      !apoyo_key_file_create_master (path, error))
    return FALSE;
  self->master = sodium_malloc (APOYO_MASTER_KEY_SIZE);
  if (!apoyo_key_file_read_master (path, self->master, error))
    return FALSE;
  sodium_mprotect_readonly (self->master);
  return TRUE;
}

static gboolean
load_ledger (ApoyoKeyring *self, gboolean create, GError **error)
{
  self->ledger_seed = load_key (self, "ledger", crypto_sign_SEEDBYTES, create, error);
  if (self->ledger_seed == NULL)
    return FALSE;
  self->ledger_key = sodium_malloc (crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair (self->public_key, self->ledger_key, self->ledger_seed);
  sodium_mprotect_readonly (self->ledger_key);
  return TRUE;
}

static void
process_name (gint process, char name[32])
{
  g_snprintf (name, 32, "process-%d", process);
}

static char *
destroyed_path (ApoyoKeyring *self, gint process)
{
  return g_strdup_printf ("%s/process-%d.destroyed", self->directory, process);
}

/* The pair stays valid while the lock is held. */
static const guint8 *
find_process_locked (ApoyoKeyring *self, gint process, gboolean create, GError **error)
{
  char name[32];
  g_autofree char *destroyed = destroyed_path (self, process);
  guint8 *pair = NULL;

  /* Asked at each use: another program destroys the key while this one has it in its memory. */
  if (g_file_test (destroyed, G_FILE_TEST_EXISTS)) {
    g_hash_table_remove (self->processes, GINT_TO_POINTER (process));
    g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_DESTROYED,
                 "The key of process %d was destroyed", process);
    return NULL;
  }
  pair = g_hash_table_lookup (self->processes, GINT_TO_POINTER (process));
  if (pair != NULL)
    return pair;
  process_name (process, name);
  pair = load_key (self, name, PAIR_SIZE, create, error);
  if (pair != NULL)
    g_hash_table_insert (self->processes, GINT_TO_POINTER (process), pair);
  return pair;
}

static void
apoyo_keyring_finalize (GObject *object)
{
  ApoyoKeyring *self = APOYO_KEYRING (object);

  g_clear_pointer (&self->processes, g_hash_table_unref);
  g_clear_pointer (&self->pinned, g_hash_table_unref);
  sodium_free (self->master);
  sodium_free (self->roll);
  sodium_free (self->ledger_seed);
  sodium_free (self->ledger_key);
  g_clear_pointer (&self->directory, g_free);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (apoyo_keyring_parent_class)->finalize (object);
}

static void
apoyo_keyring_class_init (ApoyoKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_keyring_finalize;
}

static void
apoyo_keyring_init (ApoyoKeyring *self)
{
  if (sodium_init () < 0)
    g_error ("libsodium could not be initialised");
  g_mutex_init (&self->lock);
  self->processes = g_hash_table_new_full (NULL, NULL, NULL, sodium_free);
  self->pinned = g_hash_table_new (NULL, NULL);
}

ApoyoKeyring *
apoyo_keyring_open (const char *directory, gboolean create, GError **error)
{
  g_autoptr (ApoyoKeyring) self = NULL;

  g_return_val_if_fail (directory != NULL, NULL);

  self = g_object_new (APOYO_TYPE_KEYRING, NULL);
  self->directory = g_strdup (directory);
  if (create && g_mkdir_with_parents (directory, 0700) < 0) {
    apoyo_vault_set_error_from_errno (error, errno, "Could not make the key directory", directory);
    return NULL;
  }
  if (!load_master (self, create, error))
    return NULL;
  self->roll = load_key (self, "roll", PAIR_SIZE, create, error);
  if (self->roll == NULL || !load_ledger (self, create, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
apoyo_keyring_get_directory (ApoyoKeyring *self)
{
  g_return_val_if_fail (APOYO_IS_KEYRING (self), NULL);
  return self->directory;
}

GBytes *
apoyo_keyring_roll_hash (ApoyoKeyring *self, const char *kind, const char *text)
{
  g_autofree char *normal = NULL;

  g_return_val_if_fail (APOYO_IS_KEYRING (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  normal = normalise (text);
  return normal ? keyed_hash (self->roll, kind, normal, strlen (normal)) : NULL;
}

GBytes *
apoyo_keyring_seal_roll (ApoyoKeyring *self, GBytes *plain)
{
  g_return_val_if_fail (APOYO_IS_KEYRING (self), NULL);
  return seal (self->roll + HMAC_KEY_SIZE, plain);
}

GBytes *
apoyo_keyring_open_roll (ApoyoKeyring *self, GBytes *sealed, GError **error)
{
  g_return_val_if_fail (APOYO_IS_KEYRING (self), NULL);
  return unseal (self->roll + HMAC_KEY_SIZE, sealed, error);
}

GBytes *
apoyo_keyring_get_roll_id (ApoyoKeyring *self)
{
  static const char text[] = "the key of the roll";
  g_autoptr (GBytes) hash = NULL;

  g_return_val_if_fail (APOYO_IS_KEYRING (self), NULL);

  hash = keyed_hash (self->roll, "key-id", text, sizeof text - 1);
  return g_bytes_new_from_bytes (hash, 0, APOYO_PIN_SIZE);
}

gboolean
apoyo_keyring_ensure_process (ApoyoKeyring *self, gint process, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (APOYO_IS_KEYRING (self), FALSE);

  locker = g_mutex_locker_new (&self->lock);
  return find_process_locked (self, process, TRUE, error) != NULL;
}

static GBytes *
process_hash (ApoyoKeyring *self,
              gint process,
              const char *kind,
              const void *data,
              gsize size,
              GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const guint8 *pair = find_process_locked (self, process, FALSE, error);

  return pair ? keyed_hash (pair, kind, data, size) : NULL;
}

GBytes *
apoyo_keyring_citizen_key (ApoyoKeyring *self, gint process, gint64 roll, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, roll);

  g_return_val_if_fail (APOYO_IS_KEYRING (self), NULL);
  return process_hash (self, process, "citizen", text, strlen (text), error);
}

GBytes *
apoyo_keyring_image_key (ApoyoKeyring *self, gint process, const guint8 *sha256, GError **error)
{
  g_return_val_if_fail (APOYO_IS_KEYRING (self), NULL);
  return process_hash (self, process, "image", sha256, APOYO_HASH_SIZE, error);
}

GBytes *
apoyo_keyring_get_key_id (ApoyoKeyring *self, gint process, GError **error)
{
  static const char text[] = "the key of a process";
  g_autoptr (GBytes) hash = NULL;

  g_return_val_if_fail (APOYO_IS_KEYRING (self), NULL);

  hash = process_hash (self, process, "key-id", text, sizeof text - 1, error);
  return hash != NULL ? g_bytes_new_from_bytes (hash, 0, APOYO_PIN_SIZE) : NULL;
}

gboolean
apoyo_keyring_is_pinned (ApoyoKeyring *self, gint process)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (APOYO_IS_KEYRING (self), FALSE);

  locker = g_mutex_locker_new (&self->lock);
  return g_hash_table_contains (self->pinned, GINT_TO_POINTER (process));
}

void
apoyo_keyring_set_pinned (ApoyoKeyring *self, gint process)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (APOYO_IS_KEYRING (self));

  locker = g_mutex_locker_new (&self->lock);
  g_hash_table_add (self->pinned, GINT_TO_POINTER (process));
}

GBytes *
apoyo_keyring_seal_process (ApoyoKeyring *self, gint process, GBytes *plain, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  const guint8 *pair;

  g_return_val_if_fail (APOYO_IS_KEYRING (self), NULL);

  locker = g_mutex_locker_new (&self->lock);
  pair = find_process_locked (self, process, FALSE, error);
  return pair ? seal (pair + HMAC_KEY_SIZE, plain) : NULL;
}

GBytes *
apoyo_keyring_open_process (ApoyoKeyring *self, gint process, GBytes *sealed, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  const guint8 *pair;

  g_return_val_if_fail (APOYO_IS_KEYRING (self), NULL);

  locker = g_mutex_locker_new (&self->lock);
  pair = find_process_locked (self, process, FALSE, error);
  return pair ? unseal (pair + HMAC_KEY_SIZE, sealed, error) : NULL;
}

gboolean
apoyo_keyring_get_data_key (ApoyoKeyring *self,
                            gint process,
                            guint8 key[APOYO_DATA_KEY_SIZE],
                            guint8 key_id[APOYO_KEY_ID_SIZE],
                            GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  const guint8 *pair;
  guint8 hash[crypto_generichash_BYTES];

  g_return_val_if_fail (APOYO_IS_KEYRING (self), FALSE);

  locker = g_mutex_locker_new (&self->lock);
  pair = find_process_locked (self, process, FALSE, error);
  if (pair == NULL)
    return FALSE;
  memcpy (key, pair + HMAC_KEY_SIZE, APOYO_DATA_KEY_SIZE);
  crypto_generichash (hash, sizeof hash, key, APOYO_DATA_KEY_SIZE, NULL, 0);
  memcpy (key_id, hash, APOYO_KEY_ID_SIZE);
  return TRUE;
}

/* What lay in the file's blocks is overwritten first: on some file systems that helps. */
static gboolean
overwrite (const char *path, GError **error)
{
  guint8 noise[512];
  struct iovec iov = { noise, 0 };
  struct stat status;
  gboolean done;
  int fd = open (path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0 || fstat (fd, &status) < 0) {
    apoyo_vault_set_error_from_errno (error, errno, "Could not open the key", path);
    if (fd >= 0)
      close (fd);
    return FALSE;
  }
  randombytes_buf (noise, sizeof noise);
  iov.iov_len = MIN ((gsize) status.st_size, sizeof noise);
  done = apoyo_write_all (fd, &iov, 1, path, error);
  if (done && fsync (fd) < 0) {
    apoyo_vault_set_error_from_errno (error, errno, "Could not sync the key", path);
    done = FALSE;
  }
  close (fd);
  return done;
}

static gboolean
remove_key_file (ApoyoKeyring *self, const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!overwrite (path, error))
    return FALSE;
  if (g_unlink (path) < 0) {
    apoyo_vault_set_error_from_errno (error, errno, "Could not remove the key", path);
    return FALSE;
  }
  return apoyo_sync_directory (self->directory, error);
}

gboolean
apoyo_keyring_destroy_process (ApoyoKeyring *self, gint process, GError **error)
{
  char name[32];
  char text[] = DESTROYED_TEXT;
  struct iovec iov = { text, sizeof text - 1 };
  g_autofree char *destroyed = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  gboolean taken = FALSE;

  g_return_val_if_fail (APOYO_IS_KEYRING (self), FALSE);

  process_name (process, name);
  path = key_path (self, name);
  destroyed = destroyed_path (self, process);
  locker = g_mutex_locker_new (&self->lock);
  /* First the note, then the key: a crash in between must not let a new key be made. */
  if (!apoyo_durable_create (destroyed, &iov, 1, &taken, error) && !taken)
    return FALSE;
  g_hash_table_remove (self->processes, GINT_TO_POINTER (process));
  return remove_key_file (self, path, error);
}

GBytes *
apoyo_keyring_sign (ApoyoKeyring *self, GBytes *message)
{
  guint8 *signature;
  gsize size = 0;
  const guint8 *data;

  g_return_val_if_fail (APOYO_IS_KEYRING (self), NULL);

  data = g_bytes_get_data (message, &size);
  signature = g_malloc (APOYO_SIGNATURE_SIZE);
  crypto_sign_detached (signature, NULL, data, size, self->ledger_key);
  return g_bytes_new_take (signature, APOYO_SIGNATURE_SIZE);
}

GBytes *
apoyo_keyring_get_public_key (ApoyoKeyring *self)
{
  g_return_val_if_fail (APOYO_IS_KEYRING (self), NULL);
  return g_bytes_new (self->public_key, APOYO_PUBLIC_KEY_SIZE);
}

gboolean
apoyo_keyring_verify (GBytes *public_key, GBytes *message, GBytes *signature)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (message, &size);

  return g_bytes_get_size (public_key) == APOYO_PUBLIC_KEY_SIZE &&
         g_bytes_get_size (signature) == APOYO_SIGNATURE_SIZE &&
         crypto_sign_verify_detached (g_bytes_get_data (signature, NULL), data, size,
                                      g_bytes_get_data (public_key, NULL)) == 0;
}
