/* apoyo-rule-form.h: a rule as a form, each member beside its default.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "apoyo-configuration.h"

G_BEGIN_DECLS

/* Groups of rows; those wanted are shown in this order. */
typedef enum {
  APOYO_RULE_FORM_THRESHOLD = 1 << 0,   /* joint, base, percentage, rounding */
  APOYO_RULE_FORM_DISPERSION = 1 << 1,  /* level, needed, percentage */
  APOYO_RULE_FORM_PERIOD = 1 << 2,      /* time zone, hours to send after the close */
  APOYO_RULE_FORM_CREDENTIALS = 1 << 3, /* models, modalities */
  APOYO_RULE_FORM_DUPLICATES = 1 << 4,  /* which counts, and for whom */
  APOYO_RULE_FORM_REVIEW = 1 << 5,      /* what people look at */
  APOYO_RULE_FORM_RIGHTS = 1 << 6,      /* withdrawal, hearing */
} ApoyoRuleFormParts;

#define APOYO_RULE_FORM_ALL 0x7f

/* Writes into the configuration, and follows it. Rows compare with the configuration's reference
 * (see apoyo_configuration_set_reference()).
 *
 * Signal: "errors-changed" (). */

#define APOYO_TYPE_RULE_FORM (apoyo_rule_form_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoRuleForm, apoyo_rule_form, APOYO, RULE_FORM, GtkBox)

GtkWidget *apoyo_rule_form_new (ApoyoConfiguration *configuration, ApoyoRuleFormParts parts);

/* Where one acuerdo and one reason stand for the whole act, rows do not ask for theirs. */
void apoyo_rule_form_set_asks_grounds (ApoyoRuleForm *self, gboolean asks);
/* For a column of its own beside something else: what is set stands below its title. */
void apoyo_rule_form_set_narrow (ApoyoRuleForm *self);
/* The article of each member: {"percentage": "LGIPE art. 371.3", …}. basis: (nullable) */
void apoyo_rule_form_set_basis (ApoyoRuleForm *self, JsonObject *basis);
/* What the rule is applied to, for the sentences under the rows; -1 for what is not known. */
void
apoyo_rule_form_set_reach (ApoyoRuleForm *self, gint64 nominal_list, int demarcations, int version);
/* A member that may not be changed now, with the reason for people; NULL: it may. */
void apoyo_rule_form_lock (ApoyoRuleForm *self, const char *member, const char *reason);

/* What the database says against a member (of those shown); NULL: nothing. Cleared by clear_errors.
 */
void apoyo_rule_form_set_error (ApoyoRuleForm *self, const char *member, const char *text);
void apoyo_rule_form_clear_errors (ApoyoRuleForm *self);

/* What is left to correct, also where it was not touched yet. */
guint apoyo_rule_form_get_n_errors (ApoyoRuleForm *self);
/* Shows also the errors of rows that nobody has touched, and goes to the first. */
void apoyo_rule_form_show_errors (ApoyoRuleForm *self);
/* FALSE when the member has no row here. */
gboolean apoyo_rule_form_has (ApoyoRuleForm *self, const char *member);
gboolean apoyo_rule_form_focus (ApoyoRuleForm *self, const char *member);

G_END_DECLS
