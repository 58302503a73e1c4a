/* apoyo-steps.h: the seven steps of the assistant.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-assistant-step.h"

G_BEGIN_DECLS

/* Kind and office · scope and cut-off · period · those who collect · summary. */
GType apoyo_kind_step_get_type (void);
GType apoyo_scope_step_get_type (void);
GType apoyo_period_step_get_type (void);
GType apoyo_people_step_get_type (void);
GType apoyo_summary_step_get_type (void);

/* Two steps are a part of the rule: threshold and dispersion · verification and duplicates. */
GType apoyo_threshold_step_get_type (void);
GType apoyo_checks_step_get_type (void);

/* "Aspirantes": those who collect, as this kind of process calls them. */
const char *apoyo_steps_people_title (ApoyoConfiguration *configuration, ApoyoSetupData *data);

G_END_DECLS
