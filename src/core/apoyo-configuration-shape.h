/* apoyo-configuration-shape.h: which members a configuration may have, and of which type.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-configuration.h"
#include "apoyo-json.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_SHAPE_TEXT,
  APOYO_SHAPE_INTEGER,
  APOYO_SHAPE_BOOLEAN,
  APOYO_SHAPE_TEXTS,
  APOYO_SHAPE_OBJECT,
  APOYO_SHAPE_CHANGES,     /* one object a member of the rule */
  APOYO_SHAPE_PROMOVENTES, /* an array of objects */
} ApoyoShapeType;

/* FALSE for a path that no configuration has. */
gboolean apoyo_configuration_shape_find (const char *path, ApoyoShapeType *type);

/* A document whose members are all known and of their types. Values are not judged. */
gboolean apoyo_configuration_shape_check (JsonObject *object, GError **error);

/* The same members in the order of a document for people, so that equal documents are equal texts.
 * Shares what is below the members. (transfer full) */
JsonObject *apoyo_configuration_shape_order (JsonObject *object);

G_END_DECLS
