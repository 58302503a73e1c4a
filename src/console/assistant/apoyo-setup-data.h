/* apoyo-setup-data.h: what a process can be configured with: kinds, versions of the geography and
 * what belongs to the one chosen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "apoyo-connection.h"
#include "apoyo-geography.h"
#include "apoyo-kind.h"

G_BEGIN_DECLS

typedef struct {
  JsonObject *basis; /* (owned) (nullable): member → article */
  int window_days;   /* 0: the convocatoria fixes them */
  char *word;        /* (owned): promovente, aspirante, organización */
} ApoyoKindData;

typedef struct {
  int id;
  char *name; /* (owned) */
  gboolean in_force;
  gint64 nominal_list; /* -1: not known */
} ApoyoVersionData;

typedef struct {
  char *date; /* (owned): YYYY-MM-DD */
  gint64 nominal_list;
} ApoyoCutoffData;

/* Signals: "changed" (), when more is known; "failed" (GError *). */

#define APOYO_TYPE_SETUP_DATA (apoyo_setup_data_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoSetupData, apoyo_setup_data, APOYO, SETUP_DATA, GObject)

ApoyoSetupData *apoyo_setup_data_new (ApoyoConnection *connection);
/* Kinds and versions. */
void apoyo_setup_data_load (ApoyoSetupData *self);
/* (nullable): not known yet */
/* On what a default of the kind stands: "cutoff", "scope", … data: (nullable). (nullable) */
const char *apoyo_kind_data_get_article (const ApoyoKindData *data, const char *member);
const ApoyoKindData *apoyo_setup_data_get_kind (ApoyoSetupData *self, ApoyoKind kind);
guint apoyo_setup_data_get_n_versions (ApoyoSetupData *self);
const ApoyoVersionData *apoyo_setup_data_get_version (ApoyoSetupData *self, guint i);
/* 0: none is in force */
int apoyo_setup_data_get_version_in_force (ApoyoSetupData *self);

/* Of one version, 0 for the one in force. Nothing happens when it is there already. */
void apoyo_setup_data_choose_version (ApoyoSetupData *self, int version);
/* (nullable): not read yet */
ApoyoGeography *apoyo_setup_data_get_geography (ApoyoSetupData *self);
guint apoyo_setup_data_get_n_cutoffs (ApoyoSetupData *self);
const ApoyoCutoffData *apoyo_setup_data_get_cutoff (ApoyoSetupData *self, guint i);
/* Names of the lists of municipalities under a regime of exception; NULL-terminated. */
const char *const *apoyo_setup_data_get_exception_lists (ApoyoSetupData *self);

/* "District 15, Ciudad de México"; the code itself where it is not known. */
char *apoyo_setup_data_dup_place_name (ApoyoSetupData *self, const char *code);

G_END_DECLS
