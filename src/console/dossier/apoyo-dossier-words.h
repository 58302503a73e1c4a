/* apoyo-dossier-words.h: what a dossier says, in the institute's words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "apoyo-status-chip.h"

G_BEGIN_DECLS

/* Members of a JSON object that may not be there, or not of that type. */
const char *apoyo_dossier_text (JsonObject *object, const char *name);
gint64 apoyo_dossier_number (JsonObject *object, const char *name);
gboolean apoyo_dossier_flag (JsonObject *object, const char *name);
JsonObject *apoyo_dossier_object (JsonObject *object, const char *name);
/* (nullable) */
JsonArray *apoyo_dossier_array (JsonObject *object, const char *name);
gboolean apoyo_dossier_has_ground (JsonObject *dossier, const char *ground);
/* In the process's time zone, "—" where there is none. (transfer full) */
char *apoyo_dossier_time (JsonObject *dossier, JsonObject *object, const char *name);

ApoyoStatus apoyo_dossier_words_status (JsonObject *dossier);
/* Its situation as the reports name it. */
const char *apoyo_dossier_words_situation (const char *nick);
/* Why it is in that situation and whether it counts, in one or two sentences. (transfer full) */
char *apoyo_dossier_words_why (JsonObject *dossier);
const char *apoyo_dossier_words_modality (const char *modality);
const char *apoyo_dossier_words_purpose (const char *purpose);
const char *apoyo_dossier_words_picture (const char *picture);
/* Of the typed data; what has no name is given back. */
const char *apoyo_dossier_words_field (const char *field);
const char *apoyo_dossier_words_flag (const char *flag);
const char *apoyo_dossier_words_rank (const char *rank);
/* What the pictures were read by, "reader 0a1b…, tesseract 5.3.0": what is ours, in words.
 * (transfer full) */
char *apoyo_dossier_words_sight (const char *sight);
/* Why work does not move, NULL when it does. */
const char *apoyo_dossier_words_stuck (const char *cause);
/* What an event says. (transfer full) */
char *apoyo_dossier_words_event (JsonObject *event);
/* What somebody did by hand. (transfer full) */
char *apoyo_dossier_words_act (JsonObject *act);
/* Who looked at what and why. (transfer full) */
char *apoyo_dossier_words_access (JsonObject *access);
/* A finding with what it is about. (transfer full) */
char *apoyo_dossier_words_finding (JsonObject *finding);
/* What a reviewer would most likely call it: "M1 Photocopy …". (transfer full) (nullable) */
char *apoyo_dossier_words_cause (JsonObject *finding);

G_END_DECLS
