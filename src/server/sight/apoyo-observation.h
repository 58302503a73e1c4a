/* apoyo-observation.h: one thing measured or read in a picture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Longest text of an observation, in bytes. */
#define APOYO_OBSERVATION_LONGEST_TEXT 4096

typedef struct {
  char *name;
  double value;
  char *text; /* (nullable): what was read: personal data, never for a log */
  double confidence;
  gboolean has_region;
  double region[4]; /* x, y, width, height as shares of the upright picture */
} ApoyoObservation;

ApoyoObservation *apoyo_observation_new (const char *name, double value, double confidence);
void apoyo_observation_free (ApoyoObservation *self);

/* Makes valid UTF-8 of it, without control characters but line breaks, and cuts it at
 * APOYO_OBSERVATION_LONGEST_TEXT: barcodes and text recognition hand out any bytes. */
void apoyo_observation_set_text (ApoyoObservation *self, const char *text, gssize length);
void apoyo_observation_set_region (ApoyoObservation *self,
                                   double x,
                                   double y,
                                   double width,
                                   double height);

/* {"name":"…","value":…,"text":"…","confidence":…,"region":[x,y,w,h]}; numbers that JSON cannot
 * hold become 0. (transfer full) */
JsonObject *apoyo_observation_to_json (const ApoyoObservation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoObservation, apoyo_observation_free)

G_END_DECLS
