/* apoyo-entity.h: the 32 federal entities.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define APOYO_N_ENTITIES 32

typedef struct {
  const char *code; /* "01" … "32" */
  const char *name;
  const char *curp; /* the two letters that CURP uses */
  guint circumscription;
  guint federal_districts;
  guint local_districts;
  guint municipalities;
  gint64 nominal_list; /* of the demonstration: never a legal base */
} ApoyoEntity;

/* Static data, in order of code. NULL when there is none such. */
const ApoyoEntity *apoyo_entity_get (guint i);
const ApoyoEntity *apoyo_entity_lookup (const char *code);
const ApoyoEntity *apoyo_entity_lookup_curp (const char *letters);

G_END_DECLS
