/* apoyo-picture-hashes.h: what a capture's pictures are told apart by, from those of others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Picture and hash of the readings whose hash tells something, as a JSON object.
 *
 * readings: (nullable) (element-type JsonObject)
 *
 * (transfer full) */
char *apoyo_picture_hashes_list (GPtrArray *readings);

G_END_DECLS
