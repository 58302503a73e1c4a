/* apoyo-check-settings.h: what the automatic checks of a process look at, and how strictly: data,
 * tied to the process, versioned by acuerdo.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-credential.h"

G_BEGIN_DECLS

/* How much of the pictures is read. */
typedef enum {
  APOYO_PICTURES_NOT_READ, /* people look at all of them anyway */
  APOYO_PICTURES_CHEAP,    /* never the text of the front */
  APOYO_PICTURES_CASCADE,  /* everything where the cheap reading leaves doubt, and by sample */
  APOYO_PICTURES_FULL,     /* everything, always */
} ApoyoPictureReading;

typedef enum {
  APOYO_CHECK_OFF,  /* not judged */
  APOYO_CHECK_NOTE, /* in the tree only */
  APOYO_CHECK_FLAG, /* sends the support to people */
} ApoyoCheckUse;

typedef struct {
  ApoyoCheckUse use;
  char *article;      /* (nullable) (owned) */
  JsonObject *limits; /* (owned): numbers by name: "below", "above", "doubt", "sure" … */
} ApoyoCheck;

typedef struct {
  gatomicrefcount refs;
  ApoyoPictureReading reading;
  double sample; /* share of the captures without any doubt that are read in full all the same */
  int minimum_age;
  GArray *extensions; /* (element-type ApoyoExtension): vigencia prolonged by an acuerdo */
  GHashTable *checks; /* (element-type utf8 ApoyoCheck): by id, "front.sharpness" */
} ApoyoCheckSettings;

/* The defaults that ship: /mx/ine/ApoyoCiudadano/core/checks.json */
ApoyoCheckSettings *apoyo_check_settings_new_default (void);
/* FORMAT or VALUE with a sentence that names the member. A check that the document leaves out is
 * off: what an older document did not know is not judged by it. */
ApoyoCheckSettings *
apoyo_check_settings_from_json (const char *json, gssize length, GError **error);
ApoyoCheckSettings *apoyo_check_settings_ref (ApoyoCheckSettings *self);
void apoyo_check_settings_unref (ApoyoCheckSettings *self);

/* NULL when the check is off. */
const ApoyoCheck *apoyo_check_settings_get (const ApoyoCheckSettings *self, const char *id);
/* FALSE when the check has no such limit. */
gboolean apoyo_check_get_limit (const ApoyoCheck *self, const char *name, double *limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoCheckSettings, apoyo_check_settings_unref)

G_END_DECLS
