/* apoyo-configuration-private.h: what the files of a configuration share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-configuration.h"
#include "apoyo-json.h"

G_BEGIN_DECLS

struct _ApoyoConfiguration {
  GObject parent_instance;

  JsonObject *document;  /* (owned) */
  JsonObject *reference; /* (owned) (nullable): a rule; NULL: the law's of the kind */
};

/* Emits "changed". */
void apoyo_configuration_tell (ApoyoConfiguration *self, const char *path);
/* (nullable): reason and acuerdo of a member */
JsonObject *apoyo_configuration_find_change (ApoyoConfiguration *self, const char *member);

G_END_DECLS
