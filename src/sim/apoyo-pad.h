/* apoyo-pad.h: the field of the telephone in which people sign.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-canvas.h"
#include "apoyo-plant.h"

G_BEGIN_DECLS

cairo_surface_t *apoyo_pad_sign (const ApoyoCitizen *citizen,
                                 const ApoyoCitizen *stranger,
                                 ApoyoSigned what,
                                 ApoyoRandom *random);

G_END_DECLS
