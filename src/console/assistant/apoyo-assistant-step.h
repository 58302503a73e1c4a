/* apoyo-assistant-step.h: one step of the assistant: a form over some members of the configuration.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-configuration.h"
#include "apoyo-form-row.h"
#include "apoyo-outcome.h"
#include "apoyo-setup-data.h"

G_BEGIN_DECLS

#define APOYO_TYPE_ASSISTANT_STEP (apoyo_assistant_step_get_type ())
G_DECLARE_DERIVABLE_TYPE (ApoyoAssistantStep, apoyo_assistant_step, APOYO, ASSISTANT_STEP, AdwBin)

struct _ApoyoAssistantStepClass {
  AdwBinClass parent_class;

  /* Fills the box, once configuration and data are there. */
  void (*build) (ApoyoAssistantStep *self);
  /* The configuration, the data or the outcome changed. */
  void (*update) (ApoyoAssistantStep *self);
  /* What was chosen, in a few words for the list of steps; (nullable). */
  char *(*dup_summary) (ApoyoAssistantStep *self);
  /* (nullable): errors and fields of what is not added with add_field. */
  guint (*count_more) (ApoyoAssistantStep *self);
  void (*show_more) (ApoyoAssistantStep *self);
  gboolean (*owns_more) (ApoyoAssistantStep *self, const char *path);
  gboolean (*focus_more) (ApoyoAssistantStep *self, const char *path);
};

/* Signals: "errors-changed" (). */

ApoyoAssistantStep *
apoyo_assistant_step_new (GType type, ApoyoConfiguration *configuration, ApoyoSetupData *data);

/* For the assistant. */
const char *apoyo_assistant_step_get_title (ApoyoAssistantStep *self);
char *apoyo_assistant_step_dup_summary (ApoyoAssistantStep *self);
guint apoyo_assistant_step_get_n_errors (ApoyoAssistantStep *self);
/* Shows what is wrong also where nobody has been yet, and goes to the first. */
void apoyo_assistant_step_show_errors (ApoyoAssistantStep *self);
/* Whether what is said of the path belongs to this step. */
gboolean apoyo_assistant_step_owns (ApoyoAssistantStep *self, const char *path);
/* FALSE: the field is of another step. */
gboolean apoyo_assistant_step_focus (ApoyoAssistantStep *self, const char *path);
/* outcome: (nullable) */
void apoyo_assistant_step_set_outcome (ApoyoAssistantStep *self, ApoyoOutcome *outcome);

/* For steps. */
ApoyoConfiguration *apoyo_assistant_step_get_configuration (ApoyoAssistantStep *self);
ApoyoSetupData *apoyo_assistant_step_get_data (ApoyoAssistantStep *self);
ApoyoOutcome *apoyo_assistant_step_get_outcome (ApoyoAssistantStep *self);
/* title: what the step is called. intro: (nullable) */
void
apoyo_assistant_step_set_words (ApoyoAssistantStep *self, const char *title, const char *intro);
GtkWidget *apoyo_assistant_step_add_group (ApoyoAssistantStep *self, const char *title);
void apoyo_assistant_step_add (ApoyoAssistantStep *self, GtkWidget *child);
/* From here on the outcome's errors about the path, and below it, stand at the row. */
void apoyo_assistant_step_add_field (ApoyoAssistantStep *self, const char *path, ApoyoFormRow *row);
void apoyo_assistant_step_clear_fields (ApoyoAssistantStep *self, const char *below);
/* Somebody has been there, so that its errors are shown. */
void apoyo_assistant_step_touch (ApoyoAssistantStep *self, const char *path);
/* What is wrong with what is typed; NULL: nothing. */
void
apoyo_assistant_step_set_problem (ApoyoAssistantStep *self, const char *path, const char *text);
/* A row with an entry that writes a text of the configuration, and follows it. */
ApoyoFormRow *apoyo_assistant_step_add_entry (ApoyoAssistantStep *self,
                                              GtkWidget *group,
                                              const char *path,
                                              const char *title,
                                              int width);
void apoyo_assistant_step_errors_changed (ApoyoAssistantStep *self);

G_END_DECLS
