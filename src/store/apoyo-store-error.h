/* apoyo-store-error.h: what can go wrong with the database, by what the caller does about it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define APOYO_STORE_ERROR (apoyo_store_error_quark ())

/* Nothing above the store reads a SQLSTATE to decide; a statement that was cancelled (57014) is
 * G_IO_ERROR_CANCELLED. */
typedef enum {
  APOYO_STORE_ERROR_FAILED,     /* a defect, here or in the database: report it */
  APOYO_STORE_ERROR_CONNECTION, /* not reached or lost: try again later; a write may have happened
                                 */
  APOYO_STORE_ERROR_BUSY,       /* too much is waiting already: try again later; nothing happened */
  APOYO_STORE_ERROR_CONFLICT,   /* a constraint (23…): the world is not as the caller thought */
  APOYO_STORE_ERROR_RETRY,      /* serialisation or deadlock (40…): the same again may succeed */
  APOYO_STORE_ERROR_REFUSED,    /* a command's own refusal, with a message made for people */
  APOYO_STORE_ERROR_DENIED,     /* the role may not (42501, 28…): sign in as somebody else */
  APOYO_STORE_ERROR_BAD_DATA,   /* a row of another shape than the program expects */
} ApoyoStoreError;

GQuark apoyo_store_error_quark (void);
const char *apoyo_store_error_get_sqlstate (const GError *error);
const char *apoyo_store_error_get_hint (const GError *error);
/* What a command's refusal names, in the order of its sentence; NULL-terminated, NULL for none. */
const char *const *apoyo_store_error_get_names (const GError *error);
const char *apoyo_store_error_get_constraint (const GError *error);

G_END_DECLS
