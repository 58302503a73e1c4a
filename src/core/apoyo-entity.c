/* apoyo-entity.c: the 32 federal entities.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "apoyo-core-resources.h"
#include "apoyo-entity.h"
#include "apoyo-resource.h"

#define RESOURCE_PATH "/mx/ine/ApoyoCiudadano/core/entities.csv"
#define N_COLUMNS 8

static ApoyoEntity entities[APOYO_N_ENTITIES];

/* A catalogue that is compiled in and does not read is a broken build: nothing could be counted
 * with it. */
static void
entity_read (const char *line, guint i)
{
  g_auto (GStrv) fields = g_strsplit (line, ",", -1);
  ApoyoEntity *entity = &entities[i];

  if (g_strv_length (fields) != N_COLUMNS || strlen (fields[0]) != 2 || strlen (fields[2]) != 2 ||
      g_ascii_strtoull (fields[0], NULL, 10) != i + 1)
    g_error ("Row %u of the catalogue of entities cannot be read", i + 1);
  entity->code = g_intern_string (fields[0]);
  entity->name = g_intern_string (fields[1]);
  entity->curp = g_intern_string (fields[2]);
  entity->circumscription = (guint) g_ascii_strtoull (fields[3], NULL, 10);
  entity->federal_districts = (guint) g_ascii_strtoull (fields[4], NULL, 10);
  entity->local_districts = (guint) g_ascii_strtoull (fields[5], NULL, 10);
  entity->municipalities = (guint) g_ascii_strtoull (fields[6], NULL, 10);
  entity->nominal_list = g_ascii_strtoll (fields[7], NULL, 10);
}

static void
entities_load (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once)) {
    g_autoptr (GBytes) csv =
        g_resource_lookup_data (apoyo_resource_await (apoyo_core_get_resource), RESOURCE_PATH,
                                G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;

    if (csv == NULL)
      g_error ("The catalogue of entities is not compiled in");
    text = g_strndup (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));
    lines = g_strsplit (g_strchomp (text), "\n", -1);
    if (g_strv_length (lines) != APOYO_N_ENTITIES + 1)
      g_error ("The catalogue of entities has another number of rows");
    for (guint i = 0; i < APOYO_N_ENTITIES; i++)
      entity_read (lines[i + 1], i);
    g_once_init_leave (&once, 1);
  }
}

const ApoyoEntity *
apoyo_entity_get (guint i)
{
  entities_load ();
  return i < APOYO_N_ENTITIES ? &entities[i] : NULL;
}

const ApoyoEntity *
apoyo_entity_lookup (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  if (!g_ascii_isdigit (code[0]) || !g_ascii_isdigit (code[1]) || code[2] != '\0')
    return NULL;
  return apoyo_entity_get ((guint) ((code[0] - '0') * 10 + code[1] - '0') - 1);
}

const ApoyoEntity *
apoyo_entity_lookup_curp (const char *letters)
{
  g_return_val_if_fail (letters != NULL, NULL);

  entities_load ();
  for (guint i = 0; i < APOYO_N_ENTITIES; i++) {
    if (strcmp (entities[i].curp, letters) == 0)
      return &entities[i];
  }
  return NULL;
}
