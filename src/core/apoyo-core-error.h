/* apoyo-core-error.h: what can be wrong with a text that claims to be of the domain.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define APOYO_CORE_ERROR (apoyo_core_error_quark ())

/* One code for each thing a caller does about it: show the sentence, ask to type it again, or
 * give up. Messages never repeat the text that was refused: it may be personal data. */
typedef enum {
  APOYO_CORE_ERROR_FORMAT, /* not of that shape at all */
  APOYO_CORE_ERROR_CHECK,  /* of the shape, but a check digit or signature disagrees: a slip */
  APOYO_CORE_ERROR_VALUE,  /* of the shape, but a value is outside of what the domain allows */
  APOYO_CORE_ERROR_SYSTEM, /* the machine failed us (no random bytes, no memory for a hash) */
} ApoyoCoreError;

GQuark apoyo_core_error_quark (void);

G_END_DECLS
