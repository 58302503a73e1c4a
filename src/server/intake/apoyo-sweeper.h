/* apoyo-sweeper.h: removes captures that no support claims.
 *
 * They are left when a program dies between vault and database, or the database refuses a support
 * after its capture was stored. Belongs to the main context it is made in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-metrics.h"
#include "apoyo-vault.h"

G_BEGIN_DECLS

typedef struct _ApoyoSweeper ApoyoSweeper;

ApoyoSweeper *apoyo_sweeper_new (const char *conninfo,
                                 ApoyoVault *vault,
                                 ApoyoMetrics *metrics,
                                 guint age,
                                 guint interval);
/* Ends a sweep between two questions to the database. */
void apoyo_sweeper_free (ApoyoSweeper *sweeper);

G_END_DECLS
