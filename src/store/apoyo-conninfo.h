/* apoyo-conninfo.h: writes libpq's connection strings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adds key='value', whatever the value holds; nothing for NULL. */
void apoyo_conninfo_append (GString *conninfo, const char *key, const char *value);

/* The same connection, for another role when user is given. conninfo: a libpq string or URI. */
char *apoyo_conninfo_with_user (const char *conninfo, const char *user, GError **error);

G_END_DECLS
