/* apoyo-sealed-file.h: the format of one capture at rest.
 *
 * Magic, key id, secretstream header, then chunks: length (4 bytes, big endian) and ciphertext. The
 * content is a sequence of parts, each ended by a PUSH tag and the last one by FINAL, so that a
 * file cut at any place is recognised. The first chunk is bound to process and capture: a file
 * moved to another name does not open.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-keyring.h"

G_BEGIN_DECLS

/* A part is at most this long: more than any body that the intake takes. */
#define APOYO_SEALED_LONGEST_PART (16 * 1024 * 1024)

gboolean apoyo_sealed_file_write (int fd,
                                  const char *path,
                                  const char *binding,
                                  const guint8 key[APOYO_DATA_KEY_SIZE],
                                  const guint8 key_id[APOYO_KEY_ID_SIZE],
                                  GBytes *const *parts,
                                  guint n_parts,
                                  GError **error);

/* The first @n_parts parts, or all of them, with the proof that nothing follows, when it is 0.
 * (element-type GBytes) */
GPtrArray *apoyo_sealed_file_read (const char *path,
                                   const char *binding,
                                   const guint8 key[APOYO_DATA_KEY_SIZE],
                                   const guint8 key_id[APOYO_KEY_ID_SIZE],
                                   guint n_parts,
                                   GError **error);

G_END_DECLS
