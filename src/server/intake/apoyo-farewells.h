/* apoyo-farewells.h: refused connections, kept until their refusal can have been read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _ApoyoFarewells ApoyoFarewells;

/* Belongs to the default main context. */
ApoyoFarewells *apoyo_farewells_new (guint most);
void apoyo_farewells_free (ApoyoFarewells *farewells);

/* Ends a connection whose refusal is sent: when the other side has, or after a second.
 * Beyond the limit it is simply dropped. */
void apoyo_farewells_add (ApoyoFarewells *farewells, GSocket *socket);

G_END_DECLS
