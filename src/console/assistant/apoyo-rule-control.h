/* apoyo-rule-control.h: what one member of a rule is set with, and its value in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-configuration.h"

G_BEGIN_DECLS

/* Reads and writes its member of the configuration as it is used, and follows it.
 *
 * Signal: "problem" (const char * (nullable)): what was typed is no value (the configuration keeps
 * the one before), 300 ms after typing; NULL when it is one again. */

#define APOYO_TYPE_RULE_CONTROL (apoyo_rule_control_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoRuleControl, apoyo_rule_control, APOYO, RULE_CONTROL, GtkBox)

GtkWidget *apoyo_rule_control_new (ApoyoConfiguration *configuration, const char *member);
/* For a screen reader: what is set here. */
void apoyo_rule_control_set_name (ApoyoRuleControl *self, const char *name);
const char *apoyo_rule_control_get_problem (ApoyoRuleControl *self);

/* "1.25 %", "Up to the next whole", "Electoral section"; "—" where there is none. */
char *apoyo_rule_control_dup_words (ApoyoConfiguration *configuration, const char *member);

G_END_DECLS
