/* apoyo-staff-words.h: scopes and acts on accounts, for people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-staff.h"

G_BEGIN_DECLS

/* "Everywhere", "Process RM26", "09 Ciudad de México". */
char *apoyo_staff_words_place (int process, const char *code, const char *entity);
/* "until 21/11/2026 23:59", "for good" */
char *apoyo_staff_words_until (GDateTime *until);
/* 21/11/2026 18:30:00 (central time) */
char *apoyo_staff_words_time (GDateTime *time);
/* 21/11/2026 */
char *apoyo_staff_words_day (GDateTime *time);
/* What was done: "Group granted: Closing". */
char *apoyo_staff_words_act (const ApoyoStaffAct *act);
/* "Supervision, Live count", or that there is none. */
char *apoyo_staff_words_groups (ApoyoStaff *person);
/* "lortega" for "Lucía Ortega Núñez": what the account may be called. */
char *apoyo_staff_words_suggest_account (const char *name);

G_END_DECLS
