/* apoyo-conninfo.h: writes libpq's connection strings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adds key='value', whatever the value holds; nothing for NULL. */
void apoyo_conninfo_append (GString *conninfo, const char *key, const char *value);

G_END_DECLS
