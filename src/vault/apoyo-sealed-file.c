/* apoyo-sealed-file.c: the format of one capture at rest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-vault"

#include "config.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "apoyo-durable-file.h"
#include "apoyo-sealed-file.h"
#include "apoyo-vault-error.h"

#define MAGIC "APOYOV1\n"
#define MAGIC_SIZE (sizeof MAGIC - 1)
/* Small enough to stay in the second-level cache between cipher, authenticator and write. */
#define CHUNK_SIZE (64 * 1024)
#define OVERHEAD crypto_secretstream_xchacha20poly1305_ABYTES
#define TAG_PART_END crypto_secretstream_xchacha20poly1305_TAG_PUSH
#define TAG_FINAL crypto_secretstream_xchacha20poly1305_TAG_FINAL

typedef struct {
  guint8 magic[MAGIC_SIZE];
  guint8 key_id[APOYO_KEY_ID_SIZE];
  guint8 stream[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
} Header;

typedef struct {
  int fd;
  const char *path;
  const char *binding; /* (nullable): of the first chunk only, the stream chains the others to it */
  crypto_secretstream_xchacha20poly1305_state state;
  guint8 *buffer; /* length and ciphertext of one chunk */
} Writer;

static gboolean
write_bytes (Writer *writer, void *data, gsize size, GError **error)
{
  struct iovec iov = { data, size };

  return apoyo_write_all (writer->fd, &iov, 1, writer->path, error);
}

static gboolean
write_chunk (Writer *writer, const guint8 *data, gsize size, guint8 tag, GError **error)
{
  guint32 length = GUINT32_TO_BE ((guint32) (size + OVERHEAD));
  const char *binding = writer->binding;

  memcpy (writer->buffer, &length, sizeof length);
  crypto_secretstream_xchacha20poly1305_push (&writer->state, writer->buffer + sizeof length, NULL,
                                              data, size, (const guint8 *) binding,
                                              binding ? strlen (binding) : 0, tag);
  writer->binding = NULL;
  return write_bytes (writer, writer->buffer, sizeof length + size + OVERHEAD, error);
}

static gboolean
write_part (Writer *writer, GBytes *part, guint8 end_tag, GError **error)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (part, &size);

  while (size > CHUNK_SIZE) {
    if (!write_chunk (writer, data, CHUNK_SIZE, 0, error))
      return FALSE;
    data += CHUNK_SIZE;
    size -= CHUNK_SIZE;
  }
  return write_chunk (writer, data, size, end_tag, error);
}

gboolean
apoyo_sealed_file_write (int fd,
                         const char *path,
                         const char *binding,
                         const guint8 key[APOYO_DATA_KEY_SIZE],
                         const guint8 key_id[APOYO_KEY_ID_SIZE],
                         GBytes *const *parts,
                         guint n_parts,
                         GError **error)
{
  g_autofree guint8 *buffer = g_malloc (sizeof (guint32) + CHUNK_SIZE + OVERHEAD);
  Writer writer = { .fd = fd, .path = path, .binding = binding, .buffer = buffer };
  Header header;
  gboolean written;

  g_return_val_if_fail (n_parts > 0, FALSE);

  memcpy (header.magic, MAGIC, MAGIC_SIZE);
  memcpy (header.key_id, key_id, APOYO_KEY_ID_SIZE);
  crypto_secretstream_xchacha20poly1305_init_push (&writer.state, header.stream, key);
  written = write_bytes (&writer, &header, sizeof header, error);
  for (guint i = 0; i < n_parts && written; i++)
    written = write_part (&writer, parts[i], i + 1 < n_parts ? TAG_PART_END : TAG_FINAL, error);
  sodium_memzero (&writer.state, sizeof writer.state);
  return written;
}

typedef struct {
  FILE *file;
  const char *path;
  const char *binding;
  crypto_secretstream_xchacha20poly1305_state state;
  guint8 *buffer; /* ciphertext of one chunk */
} Reader;

static gboolean
set_truncated (Reader *reader, GError **error)
{
  if (ferror (reader->file))
    apoyo_vault_set_error_from_errno (error, errno, "Could not read", reader->path);
  else
    g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TRUNCATED, "%s ends too early",
                 reader->path);
  return FALSE;
}

static gboolean
set_tampered (Reader *reader, GError **error)
{
  g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_TAMPERED, "%s has been changed",
               reader->path);
  return FALSE;
}

static gboolean
read_header (Reader *reader, const guint8 *key, const guint8 *key_id, GError **error)
{
  Header header;

  if (fread (&header, sizeof header, 1, reader->file) != 1)
    return set_truncated (reader, error);
  if (memcmp (header.magic, MAGIC, MAGIC_SIZE) != 0)
    return set_tampered (reader, error);
  if (memcmp (header.key_id, key_id, APOYO_KEY_ID_SIZE) != 0) {
    g_set_error (error, APOYO_VAULT_ERROR, APOYO_VAULT_ERROR_OTHER_KEY,
                 "%s was sealed with another key", reader->path);
    return FALSE;
  }
  crypto_secretstream_xchacha20poly1305_init_pull (&reader->state, header.stream, key);
  return TRUE;
}

static gboolean
read_chunk (Reader *reader, GByteArray *part, guint8 *tag, GError **error)
{
  const char *binding = reader->binding;
  guint32 length = 0;
  gsize before = part->len;

  if (fread (&length, sizeof length, 1, reader->file) != 1)
    return set_truncated (reader, error);
  length = GUINT32_FROM_BE (length);
  if (length < OVERHEAD || length > CHUNK_SIZE + OVERHEAD ||
      before + length > APOYO_SEALED_LONGEST_PART)
    return set_tampered (reader, error);
  if (fread (reader->buffer, length, 1, reader->file) != 1)
    return set_truncated (reader, error);
  g_byte_array_set_size (part, before + length - OVERHEAD);
  if (crypto_secretstream_xchacha20poly1305_pull (
          &reader->state, part->data ? part->data + before : NULL, NULL, tag, reader->buffer,
          length, (const guint8 *) binding, binding ? strlen (binding) : 0) != 0)
    return set_tampered (reader, error);
  reader->binding = NULL;
  return TRUE;
}

static GBytes *
read_part (Reader *reader, guint8 *tag, GError **error)
{
  g_autoptr (GByteArray) part = g_byte_array_new ();

  *tag = 0;
  while (*tag != TAG_PART_END && *tag != TAG_FINAL)
    if (!read_chunk (reader, part, tag, error))
      return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&part));
}

static GPtrArray *
read_parts (Reader *reader, guint n_parts, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  guint8 tag = 0;

  while (tag != TAG_FINAL && (n_parts == 0 || parts->len < n_parts)) {
    GBytes *part = read_part (reader, &tag, error);

    if (part == NULL)
      return NULL;
    g_ptr_array_add (parts, part);
  }
  if (tag == TAG_FINAL && fgetc (reader->file) != EOF) {
    set_tampered (reader, error);
    return NULL;
  }
  return g_steal_pointer (&parts);
}

GPtrArray *
apoyo_sealed_file_read (const char *path,
                        const char *binding,
                        const guint8 key[APOYO_DATA_KEY_SIZE],
                        const guint8 key_id[APOYO_KEY_ID_SIZE],
                        guint n_parts,
                        GError **error)
{
  g_autofree guint8 *buffer = g_malloc (CHUNK_SIZE + OVERHEAD);
  Reader reader = {
    .file = fopen (path, "rbe"), .path = path, .binding = binding, .buffer = buffer
  };
  GPtrArray *parts = NULL;

  if (reader.file == NULL) {
    apoyo_vault_set_error_from_errno (error, errno, "Could not open", path);
    return NULL;
  }
  if (read_header (&reader, key, key_id, error))
    parts = read_parts (&reader, n_parts, error);
  fclose (reader.file);
  sodium_memzero (&reader.state, sizeof reader.state);
  return parts;
}
