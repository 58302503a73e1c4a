/* apoyo-configuration-people.c: the promoventes of a configuration.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-configuration-private.h"
#include "apoyo-document.h"

static JsonArray *
get_promoventes (ApoyoConfiguration *self)
{
  JsonNode *node = apoyo_document_find (self->document, "promoventes");

  return node != NULL ? json_node_get_array (node) : NULL;
}

guint
apoyo_configuration_get_n_promoventes (ApoyoConfiguration *self)
{
  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), 0);
  return get_promoventes (self) != NULL ? json_array_get_length (get_promoventes (self)) : 0;
}

static const char *
text_or_null (JsonObject *object, const char *name)
{
  JsonNode *node = apoyo_document_find (object, name);

  return node != NULL ? json_node_get_string (node) : NULL;
}

void
apoyo_configuration_get_promovente (ApoyoConfiguration *self,
                                    guint place,
                                    ApoyoDraftPromovente *promovente)
{
  JsonObject *object;
  JsonNode *number;

  g_return_if_fail (APOYO_IS_CONFIGURATION (self));
  g_return_if_fail (place < apoyo_configuration_get_n_promoventes (self));

  object = json_array_get_object_element (get_promoventes (self), place);
  number = apoyo_document_find (object, "number");
  promovente->number = number != NULL ? (guint) json_node_get_int (number) : 0;
  promovente->folio = text_or_null (object, "folio");
  promovente->name = text_or_null (object, "name");
  promovente->scope = text_or_null (object, "scope");
}

static void
put_text (JsonObject *object, const char *name, const char *text)
{
  gboolean empty = text == NULL || *text == '\0';

  apoyo_document_put (object, name,
                      empty ? NULL : json_node_init_string (json_node_alloc (), text));
}

static void
fill_promovente (JsonObject *object, const ApoyoDraftPromovente *promovente)
{
  if (promovente->number > 0)
    json_object_set_int_member (object, "number", promovente->number);
  put_text (object, "folio", promovente->folio);
  put_text (object, "name", promovente->name);
  put_text (object, "scope", promovente->scope);
}

void
apoyo_configuration_set_promovente (ApoyoConfiguration *self,
                                    guint place,
                                    const ApoyoDraftPromovente *promovente)
{
  g_return_if_fail (APOYO_IS_CONFIGURATION (self));
  g_return_if_fail (place < apoyo_configuration_get_n_promoventes (self));

  fill_promovente (json_array_get_object_element (get_promoventes (self), place), promovente);
  apoyo_configuration_tell (self, "promoventes");
}

static guint
next_number (ApoyoConfiguration *self)
{
  guint highest = 0;

  for (guint i = 0; i < apoyo_configuration_get_n_promoventes (self); i++) {
    ApoyoDraftPromovente other;

    apoyo_configuration_get_promovente (self, i, &other);
    highest = MAX (highest, other.number);
  }
  return highest + 1;
}

guint
apoyo_configuration_add_promovente (ApoyoConfiguration *self,
                                    const ApoyoDraftPromovente *promovente)
{
  ApoyoDraftPromovente numbered = *promovente;
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), 0);

  if (numbered.number == 0)
    numbered.number = next_number (self);
  if (get_promoventes (self) == NULL)
    json_object_set_array_member (self->document, "promoventes", json_array_new ());
  fill_promovente (object, &numbered);
  json_array_add_object_element (get_promoventes (self), object);
  apoyo_configuration_tell (self, "promoventes");
  return json_array_get_length (get_promoventes (self)) - 1;
}

JsonObject *
apoyo_configuration_steal_promovente (ApoyoConfiguration *self, guint place)
{
  JsonObject *object;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (self), NULL);
  g_return_val_if_fail (place < apoyo_configuration_get_n_promoventes (self), NULL);

  object = json_object_ref (json_array_get_object_element (get_promoventes (self), place));
  json_array_remove_element (get_promoventes (self), place);
  apoyo_configuration_tell (self, "promoventes");
  return object;
}

void
apoyo_configuration_remove_promovente (ApoyoConfiguration *self, guint place)
{
  g_autoptr (JsonObject) object = apoyo_configuration_steal_promovente (self, place);
}

static gboolean
has_number (ApoyoConfiguration *self, guint number)
{
  for (guint i = 0; i < apoyo_configuration_get_n_promoventes (self); i++) {
    ApoyoDraftPromovente other;

    apoyo_configuration_get_promovente (self, i, &other);
    if (other.number == number)
      return TRUE;
  }
  return FALSE;
}

guint
apoyo_configuration_put_back_promovente (ApoyoConfiguration *self, guint place, JsonObject *object)
{
  JsonArray *promoventes = json_array_new ();
  JsonNode *number = apoyo_document_find (object, "number");
  guint n = apoyo_configuration_get_n_promoventes (self);

  place = MIN (place, n);
  if (number == NULL || has_number (self, (guint) json_node_get_int (number)))
    json_object_set_int_member (object, "number", next_number (self));
  for (guint i = 0; i <= n; i++) {
    if (i == place)
      json_array_add_object_element (promoventes, json_object_ref (object));
    if (i < n)
      json_array_add_element (promoventes, json_array_dup_element (get_promoventes (self), i));
  }
  json_object_set_array_member (self->document, "promoventes", promoventes);
  apoyo_configuration_tell (self, "promoventes");
  return place;
}
