/* apoyo-read-picture.h: everything that is to be said about one picture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-sight.h"

G_BEGIN_DECLS

typedef struct {
  ApoyoPictureRole role;
  ApoyoReadLevel level;
  gboolean previews; /* whether previews are wanted */
} ApoyoReadOrder;

/* The reading as apoyo-reader-protocol.h describes it; previews go behind what is in @previews, in
 * the order in which the reading names them. (transfer full) */
JsonObject *apoyo_read_picture (ApoyoSight *sight,
                                const ApoyoReadOrder *order,
                                const guint8 *data,
                                gsize size,
                                GByteArray *previews);

G_END_DECLS
