/* apoyo-observation.c: one thing measured or read in a picture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "apoyo-observation.h"

ApoyoObservation *
apoyo_observation_new (const char *name, double value, double confidence)
{
  ApoyoObservation *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_new0 (ApoyoObservation, 1);
  self->name = g_strdup (name);
  self->value = value;
  self->confidence = confidence;
  return self;
}

void
apoyo_observation_free (ApoyoObservation *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->text);
  g_free (self);
}

void
apoyo_observation_set_text (ApoyoObservation *self, const char *text, gssize length)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  g_autofree char *valid = NULL;
  GString *clean;

  g_return_if_fail (self != NULL && text != NULL);

  valid = g_utf8_make_valid (text, (gssize) MIN (size, APOYO_OBSERVATION_LONGEST_TEXT));
  clean = g_string_new (NULL);
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar character = g_utf8_get_char (at);
    const char *next = g_utf8_next_char (at);

    if (clean->len + (gsize) (next - at) > APOYO_OBSERVATION_LONGEST_TEXT)
      break;
    if (character == '\n' || !g_unichar_iscntrl (character))
      g_string_append_len (clean, at, next - at);
  }
  g_free (self->text);
  self->text = g_string_free (clean, FALSE);
}

void
apoyo_observation_set_region (ApoyoObservation *self,
                              double x,
                              double y,
                              double width,
                              double height)
{
  g_return_if_fail (self != NULL);

  self->has_region = TRUE;
  self->region[0] = x;
  self->region[1] = y;
  self->region[2] = width;
  self->region[3] = height;
}

static double
finite_or_zero (double value)
{
  return isfinite (value) ? value : 0;
}

static double
share (double value)
{
  return CLAMP (finite_or_zero (value), 0, 1);
}

JsonObject *
apoyo_observation_to_json (const ApoyoObservation *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", self->name);
  json_object_set_double_member (object, "value", finite_or_zero (self->value));
  if (self->text != NULL)
    json_object_set_string_member (object, "text", self->text);
  json_object_set_double_member (object, "confidence", share (self->confidence));
  if (self->has_region) {
    JsonArray *region = json_array_sized_new (G_N_ELEMENTS (self->region));

    for (guint i = 0; i < G_N_ELEMENTS (self->region); i++)
      json_array_add_double_element (region, share (self->region[i]));
    json_object_set_array_member (object, "region", region);
  }
  return object;
}
