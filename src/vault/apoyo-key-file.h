/* apoyo-key-file.h: one key on disk, plain (the master key) or wrapped by the master key.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define APOYO_MASTER_KEY_SIZE 32

/* Secrets are kept in sodium_malloc memory: locked, fenced, wiped by sodium_free. */

gboolean apoyo_key_file_read_master (const char *path, guint8 *master, GError **error);
/* Keeps what another program may have written at the same moment. */
gboolean apoyo_key_file_create_master (const char *path, GError **error);

/* @label names the kind and, for a process, its id: a file put in another's place does not open. */
gboolean apoyo_key_file_read (const char *path,
                              const char *label,
                              const guint8 *master,
                              guint8 *secret,
                              gsize size,
                              GError **error);
/* Makes a random secret of @size bytes; keeps what is already there. */
gboolean apoyo_key_file_create (const char *path,
                                const char *label,
                                const guint8 *master,
                                gsize size,
                                GError **error);

G_END_DECLS
