/* apoyo-json-scan.h: the grammar of RFC 8259, checked before anything is built from a text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Used by apoyo_json_parse_object(), whose limits it applies. Any value may stand at the top. */
gboolean apoyo_json_scan (const char *text, gsize length, GError **error);
/* With other limits than APOYO_JSON_MAX_LENGTH and APOYO_JSON_MAX_VALUES. */
gboolean apoyo_json_scan_within (const char *text,
                                 gsize length,
                                 gsize most_length,
                                 guint most_values,
                                 GError **error);

G_END_DECLS
