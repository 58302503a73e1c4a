/* apoyo-assistant.h: the guided way to a new process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-login.h"

G_BEGIN_DECLS

/* Signals, before it closes: "created" (int process); "kept" (const char *): a sentence about where
 * the draft is. */

#define APOYO_TYPE_ASSISTANT (apoyo_assistant_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoAssistant, apoyo_assistant, APOYO, ASSISTANT, AdwWindow)

/* Opens over the parent. What was left unsaved by an accident comes back with a new one.
 *
 * draft: 0 for a new one
 * configuration: (nullable): a document to begin with: a copy, a file
 *
 * Gives the assistant for its signal; it belongs to itself. */
ApoyoAssistant *apoyo_assistant_present (GtkWindow *parent,
                                         ApoyoLogin *login,
                                         gint64 draft,
                                         const char *configuration);
/* Of the process that it is about; (nullable) */
const char *apoyo_assistant_get_name (ApoyoAssistant *self);

G_END_DECLS
