/* apoyo-migrator.h: brings a database to the schema of this program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A directory of SQL holds
 *   migrations/NNNN-name.sql   applied once, in order, each in a transaction; never edited
 * afterwards functions/ views/ policies/ *.sql   re-creatable: applied whole, in this order and by
 * name, in one transaction, when one of them changed or a migration ran
 *
 * Blocks, and wants to be the database's superuser: for command-line tools and tests. */

typedef enum {
  APOYO_MIGRATOR_ERROR_FILES,  /* the directory is not as above */
  APOYO_MIGRATOR_ERROR_EDITED, /* a migration was changed after it was applied */
  APOYO_MIGRATOR_ERROR_NEWER,  /* the database belongs to a newer program */
  APOYO_MIGRATOR_ERROR_SQL,    /* a file failed; nothing of it is left */
} ApoyoMigratorError;

#define APOYO_MIGRATOR_ERROR (apoyo_migrator_error_quark ())
GQuark apoyo_migrator_error_quark (void);

/* Told of each file before it is applied. */
typedef void (*ApoyoMigratorFunc) (const char *file, gpointer user_data);

gboolean apoyo_migrator_run (const char *conninfo, const char *sql_dir, GError **error);
gboolean apoyo_migrator_run_verbose (const char *conninfo,
                                     const char *sql_dir,
                                     ApoyoMigratorFunc func,
                                     gpointer user_data,
                                     GError **error);

G_END_DECLS
