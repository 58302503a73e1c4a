/* apoyo-document.h: the members of a JSON object by their dotted paths.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* NULL for what is absent or null. */
JsonNode *apoyo_document_find (JsonObject *object, const char *path);
JsonObject *apoyo_document_find_object (JsonObject *object, const char *path);
/* a, b: (nullable): absent */
gboolean apoyo_document_same (JsonNode *a, JsonNode *b);
/* (transfer full) */
JsonNode *apoyo_document_copy (JsonNode *node);
/* node: (transfer full) (nullable): NULL takes it away, and objects that are empty then. */
void apoyo_document_put (JsonObject *object, const char *path, JsonNode *node);

G_END_DECLS
