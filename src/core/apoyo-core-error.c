/* apoyo-core-error.c: what can be wrong with a text that claims to be of the domain.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include "apoyo-core-error.h"

G_DEFINE_QUARK (apoyo - core - error - quark, apoyo_core_error)
