/* apoyo-json.h: JSON from strangers: strict grammar, bounded, no name twice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define APOYO_JSON_MAX_DEPTH 16
#define APOYO_JSON_MAX_VALUES 2000
#define APOYO_JSON_MAX_LENGTH (1024 * 1024)

/* An object of RFC 8259 and nothing more lenient, in UTF-8, without duplicate members, lone
 * surrogates or U+0000, within the limits above; FORMAT with a sentence otherwise. json-glib alone
 * takes comments and the last of two equal names, and recurses as deep as the text says.
 * (transfer full) */
JsonObject *apoyo_json_parse_object (const char *text, gssize length, GError **error);

/* Members by name and type. A missing required member or one of another type is VALUE, with a
 * sentence that names it. An optional member that is absent or null leaves the default. */
typedef enum { APOYO_JSON_REQUIRED, APOYO_JSON_OPTIONAL } ApoyoJsonNeed;

gboolean apoyo_json_get_text (JsonObject *object,
                              const char *name,
                              ApoyoJsonNeed need,
                              const char **text,
                              GError **error);
gboolean apoyo_json_get_integer (JsonObject *object,
                                 const char *name,
                                 ApoyoJsonNeed need,
                                 gint64 least,
                                 gint64 most,
                                 gint64 *value,
                                 GError **error);
gboolean apoyo_json_get_boolean (JsonObject *object,
                                 const char *name,
                                 ApoyoJsonNeed need,
                                 gboolean *value,
                                 GError **error);
gboolean apoyo_json_get_object (JsonObject *object,
                                const char *name,
                                ApoyoJsonNeed need,
                                JsonObject **value,
                                GError **error);

/* An array of texts, at most `most` of them. (transfer full) */
gboolean apoyo_json_get_texts (JsonObject *object,
                               const char *name,
                               ApoyoJsonNeed need,
                               guint most,
                               char ***texts,
                               GError **error);

/* FALSE when the object has a member that is none of the names (NULL-terminated). */
gboolean apoyo_json_only_has (JsonObject *object, const char *const *names, GError **error);

/* Compact text of an object. (transfer full) */
char *apoyo_json_to_text (JsonObject *object);

G_END_DECLS
