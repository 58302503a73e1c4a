/* apoyo-rule-steps.c: the steps that are a part of the rule: threshold and dispersion ·
 * verification and duplicates.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-rule-control.h"
#include "apoyo-rule-step.h"
#include "apoyo-steps.h"

typedef struct {
  ApoyoRuleForm *form;
} ApoyoRuleStepPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ApoyoRuleStep, apoyo_rule_step, APOYO_TYPE_ASSISTANT_STEP)

#define PRIVATE(self) ((ApoyoRuleStepPrivate *) apoyo_rule_step_get_instance_private (self))

/* What the database says of a member, unless the form says it itself. */
static void
show_refusals (ApoyoRuleStep *self)
{
  ApoyoOutcome *outcome = apoyo_assistant_step_get_outcome (APOYO_ASSISTANT_STEP (self));
  const char *const *members = apoyo_configuration_rule_members ();

  for (guint i = 0; members[i] != NULL; i++) {
    g_autofree char *path = g_strconcat ("rule.", members[i], NULL);
    const ApoyoCheck *check = outcome != NULL ? apoyo_outcome_find_error (outcome, path) : NULL;

    apoyo_rule_form_set_error (PRIVATE (self)->form, members[i],
                               check != NULL ? check->message : NULL);
  }
}

static void
apoyo_rule_step_update (ApoyoAssistantStep *step)
{
  ApoyoRuleStep *self = APOYO_RULE_STEP (step);
  ApoyoConfiguration *configuration = apoyo_assistant_step_get_configuration (step);
  ApoyoOutcome *outcome = apoyo_assistant_step_get_outcome (step);
  const ApoyoKindData *data = NULL;
  ApoyoKind kind;

  if (apoyo_configuration_get_kind (configuration, &kind))
    data = apoyo_setup_data_get_kind (apoyo_assistant_step_get_data (step), kind);
  apoyo_rule_form_set_basis (PRIVATE (self)->form, data != NULL ? data->basis : NULL);
  apoyo_rule_form_set_reach (
      PRIVATE (self)->form, outcome != NULL ? outcome->nominal_list : -1,
      outcome != NULL && outcome->dispersion_level != NULL ? outcome->demarcations : -1,
      (int) apoyo_configuration_get_int (configuration, "geography.version"));
  show_refusals (self);
}

static guint
apoyo_rule_step_count_more (ApoyoAssistantStep *step)
{
  return apoyo_rule_form_get_n_errors (PRIVATE (APOYO_RULE_STEP (step))->form);
}

static void
apoyo_rule_step_show_more (ApoyoAssistantStep *step)
{
  apoyo_rule_form_show_errors (PRIVATE (APOYO_RULE_STEP (step))->form);
}

/* "rule.percentage", "changes.dispersion.percentage.acuerdo"; (nullable) */
static const char *
find_member (const char *path)
{
  const char *const *members = apoyo_configuration_rule_members ();
  const char *member = apoyo_configuration_member_of (path);

  for (guint i = 0; member == NULL && members[i] != NULL; i++) {
    g_autofree char *prefix = g_strconcat ("changes.", members[i], ".", NULL);

    if (g_str_has_prefix (path, prefix))
      member = members[i];
  }
  return member;
}

static gboolean
apoyo_rule_step_owns_more (ApoyoAssistantStep *step, const char *path)
{
  const char *member = find_member (path);

  return member != NULL && apoyo_rule_form_has (PRIVATE (APOYO_RULE_STEP (step))->form, member);
}

static gboolean
apoyo_rule_step_focus_more (ApoyoAssistantStep *step, const char *path)
{
  const char *member = find_member (path);

  return member != NULL && apoyo_rule_form_focus (PRIVATE (APOYO_RULE_STEP (step))->form, member);
}

static void
apoyo_rule_step_class_init (ApoyoRuleStepClass *klass)
{
  ApoyoAssistantStepClass *step_class = APOYO_ASSISTANT_STEP_CLASS (klass);

  step_class->update = apoyo_rule_step_update;
  step_class->count_more = apoyo_rule_step_count_more;
  step_class->show_more = apoyo_rule_step_show_more;
  step_class->owns_more = apoyo_rule_step_owns_more;
  step_class->focus_more = apoyo_rule_step_focus_more;
}

static void
apoyo_rule_step_init (ApoyoRuleStep *self)
{
}

void
apoyo_rule_step_add_form (ApoyoRuleStep *self, ApoyoRuleFormParts parts)
{
  ApoyoAssistantStep *step = APOYO_ASSISTANT_STEP (self);
  GtkWidget *form = apoyo_rule_form_new (apoyo_assistant_step_get_configuration (step), parts);

  PRIVATE (self)->form = APOYO_RULE_FORM (form);
  g_signal_connect_object (form, "errors-changed", G_CALLBACK (apoyo_assistant_step_errors_changed),
                           self, G_CONNECT_SWAPPED);
  apoyo_assistant_step_add (step, form);
}

/* --- threshold and dispersion ----------------------------------------------------------------- */

struct _ApoyoThresholdStep {
  ApoyoRuleStep parent_instance;
};

#define APOYO_TYPE_THRESHOLD_STEP (apoyo_threshold_step_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoThresholdStep,
                      apoyo_threshold_step,
                      APOYO,
                      THRESHOLD_STEP,
                      ApoyoRuleStep)
G_DEFINE_FINAL_TYPE (ApoyoThresholdStep, apoyo_threshold_step, APOYO_TYPE_RULE_STEP)

static void
apoyo_threshold_step_build (ApoyoAssistantStep *step)
{
  apoyo_rule_step_add_form (APOYO_RULE_STEP (step),
                            APOYO_RULE_FORM_THRESHOLD | APOYO_RULE_FORM_DISPERSION);
}

static void
apoyo_threshold_step_update (ApoyoAssistantStep *step)
{
  gboolean joint =
      apoyo_configuration_get_bool (apoyo_assistant_step_get_configuration (step), "rule.joint");

  apoyo_assistant_step_set_words (
      step, _ ("Threshold and dispersion"),
      joint ? _ ("All promoventes reach the threshold together.")
            : _ ("Each one has to reach the threshold alone, where it is collected."));
  APOYO_ASSISTANT_STEP_CLASS (apoyo_threshold_step_parent_class)->update (step);
}

static char *
apoyo_threshold_step_dup_summary (ApoyoAssistantStep *step)
{
  ApoyoConfiguration *configuration = apoyo_assistant_step_get_configuration (step);
  g_autofree char *percentage = apoyo_rule_control_dup_words (configuration, "percentage");
  g_autofree char *level = apoyo_rule_control_dup_words (configuration, "dispersion.level");

  if (!apoyo_configuration_has (configuration, "rule"))
    return NULL;
  return g_strdup_printf ("%s · %s", percentage, level);
}

static void
apoyo_threshold_step_class_init (ApoyoThresholdStepClass *klass)
{
  ApoyoAssistantStepClass *step_class = APOYO_ASSISTANT_STEP_CLASS (klass);

  step_class->build = apoyo_threshold_step_build;
  step_class->update = apoyo_threshold_step_update;
  step_class->dup_summary = apoyo_threshold_step_dup_summary;
}

static void
apoyo_threshold_step_init (ApoyoThresholdStep *self)
{
}

/* --- verification and duplicates -------------------------------------------------------------- */

struct _ApoyoChecksStep {
  ApoyoRuleStep parent_instance;

  GtkDropDown *lists;
  GtkWidget *lists_group;
  gboolean setting;
};

#define APOYO_TYPE_CHECKS_STEP (apoyo_checks_step_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoChecksStep, apoyo_checks_step, APOYO, CHECKS_STEP, ApoyoRuleStep)
G_DEFINE_FINAL_TYPE (ApoyoChecksStep, apoyo_checks_step, APOYO_TYPE_RULE_STEP)

static void
on_list_cb (GtkDropDown *lists, GParamSpec *pspec, ApoyoChecksStep *self)
{
  ApoyoAssistantStep *step = APOYO_ASSISTANT_STEP (self);
  const char *const *names =
      apoyo_setup_data_get_exception_lists (apoyo_assistant_step_get_data (step));
  guint place = gtk_drop_down_get_selected (lists);

  if (self->setting || place == GTK_INVALID_LIST_POSITION ||
      place > g_strv_length ((char **) names))
    return;
  apoyo_configuration_set_text (apoyo_assistant_step_get_configuration (step),
                                "rule.exception_list", place == 0 ? NULL : names[place - 1]);
}

/* Another version of the geography may have as many lists, and other ones. */
static gboolean
same_words (GListModel *a, GListModel *b)
{
  if (a == NULL || g_list_model_get_n_items (a) != g_list_model_get_n_items (b))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (a); i++) {
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (a), i),
                   gtk_string_list_get_string (GTK_STRING_LIST (b), i)) != 0)
      return FALSE;
  }
  return TRUE;
}

static void
fill_lists (ApoyoChecksStep *self, const char *chosen)
{
  ApoyoAssistantStep *step = APOYO_ASSISTANT_STEP (self);
  const char *const *names =
      apoyo_setup_data_get_exception_lists (apoyo_assistant_step_get_data (step));
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint place = chosen != NULL ? GTK_INVALID_LIST_POSITION : 0;

  gtk_string_list_append (words, _ ("Every municipality"));
  for (guint i = 0; names[i] != NULL; i++) {
    gtk_string_list_append (words, names[i]);
    if (g_strcmp0 (names[i], chosen) == 0)
      place = i + 1;
  }
  self->setting = TRUE;
  if (!same_words (gtk_drop_down_get_model (self->lists), G_LIST_MODEL (words)))
    gtk_drop_down_set_model (self->lists, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->lists, place);
  self->setting = FALSE;
}

static void
apoyo_checks_step_build (ApoyoAssistantStep *step)
{
  ApoyoChecksStep *self = APOYO_CHECKS_STEP (step);
  GtkWidget *row;

  apoyo_assistant_step_set_words (
      step, _ ("Verification and duplicates"),
      _ ("Which supports are taken, which of several counts, and what people look at."));
  apoyo_rule_step_add_form (APOYO_RULE_STEP (step),
                            APOYO_RULE_FORM_CREDENTIALS | APOYO_RULE_FORM_DUPLICATES |
                                APOYO_RULE_FORM_REVIEW | APOYO_RULE_FORM_RIGHTS);
  self->lists_group = apoyo_assistant_step_add_group (step, _ ("Exception regime"));
  self->lists = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_size_request (GTK_WIDGET (self->lists), 190, -1);
  g_signal_connect (self->lists, "notify::selected", G_CALLBACK (on_list_cb), self);
  row = apoyo_form_row_new (_ ("Municipalities where paper is admitted"), GTK_WIDGET (self->lists));
  apoyo_form_row_set_subtitle (APOYO_FORM_ROW (row),
                               _ ("Lists are imported on the page of demarcations"));
  apoyo_form_group_add (APOYO_FORM_GROUP (self->lists_group), row);
  apoyo_assistant_step_add_field (step, "rule.exception_list", APOYO_FORM_ROW (row));
}

static void
apoyo_checks_step_update (ApoyoAssistantStep *step)
{
  ApoyoChecksStep *self = APOYO_CHECKS_STEP (step);
  ApoyoConfiguration *configuration = apoyo_assistant_step_get_configuration (step);
  g_auto (GStrv) modalities = apoyo_configuration_dup_texts (configuration, "rule.modalities");
  const char *list = apoyo_configuration_get_text (configuration, "rule.exception_list");
  gboolean paper = g_strv_contains ((const char *const *) modalities, "exception");

  APOYO_ASSISTANT_STEP_CLASS (apoyo_checks_step_parent_class)->update (step);
  gtk_widget_set_visible (self->lists_group, paper || list != NULL);
  fill_lists (self, list);
}

static char *
apoyo_checks_step_dup_summary (ApoyoAssistantStep *step)
{
  ApoyoConfiguration *configuration = apoyo_assistant_step_get_configuration (step);

  if (!apoyo_configuration_has (configuration, "rule"))
    return NULL;
  return apoyo_rule_control_dup_words (configuration, "duplicates");
}

static void
apoyo_checks_step_class_init (ApoyoChecksStepClass *klass)
{
  ApoyoAssistantStepClass *step_class = APOYO_ASSISTANT_STEP_CLASS (klass);

  step_class->build = apoyo_checks_step_build;
  step_class->update = apoyo_checks_step_update;
  step_class->dup_summary = apoyo_checks_step_dup_summary;
}

static void
apoyo_checks_step_init (ApoyoChecksStep *self)
{
}
