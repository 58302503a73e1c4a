/* apoyo-json-guard.h: reads a JSON text from outside, strictly and within limits.
 *
 * The text is checked against RFC 8259 before a parser builds anything of it: json-glib recurses
 * without a limit, keeps the last of two members of one name, and takes more than the standard
 * does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct {
  guint max_depth;
  guint max_values; /* of all kinds, in the whole text */
} ApoyoJsonLimits;

/* The root, which is an object; errors are of APOYO_PROBLEM, with the path as their place. @place
 * is what the root is called. */
JsonNode *apoyo_json_read (const char *text,
                           gsize size,
                           const char *place,
                           const ApoyoJsonLimits *limits,
                           GError **error);

/* The one form of a value: RFC 8785, members in order, no white space. */
char *apoyo_json_to_canonical (JsonNode *node);

G_END_DECLS
