/* apoyo-summary-step.c: everything that was chosen, and what differs from the law.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-format.h"
#include "apoyo-rule-control.h"
#include "apoyo-rule-form-words.h"
#include "apoyo-steps.h"
#include "apoyo-time-entry.h"

struct _ApoyoSummaryStep {
  ApoyoAssistantStep parent_instance;

  GtkBox *box;
};

#define APOYO_TYPE_SUMMARY_STEP (apoyo_summary_step_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoSummaryStep, apoyo_summary_step, APOYO, SUMMARY_STEP, ApoyoAssistantStep)
G_DEFINE_FINAL_TYPE (ApoyoSummaryStep, apoyo_summary_step, APOYO_TYPE_ASSISTANT_STEP)

static GtkWidget *
make_label (const char *text, const char *classes)
{
  GtkWidget *label = gtk_label_new (text);
  g_auto (GStrv) names = g_strsplit (classes, " ", -1);

  gtk_widget_set_css_classes (label, (const char **) names);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  return label;
}

/* note: (nullable): under the title */
static void
add_line (GtkWidget *group,
          const char *title,
          const char *value,
          const char *note,
          gboolean changed)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = make_label (value, "t-small t-strong num");
  g_autofree char *spoken = g_strdup_printf ("%s: %s", title, value);

  gtk_box_append (GTK_BOX (words), make_label (title, "t-small"));
  if (note != NULL)
    gtk_box_append (GTK_BOX (words), make_label (note, "t-caption dimmed"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), words);
  if (changed) {
    GtkWidget *chip = make_label (_ ("Modified"), "pill acc");

    gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
    gtk_box_append (GTK_BOX (line), chip);
  }
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_box_append (GTK_BOX (line), label);
  gtk_widget_add_css_class (line, "summary-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  apoyo_form_group_add (APOYO_FORM_GROUP (group), line);
}

static GtkWidget *
add_group (ApoyoSummaryStep *self, const char *title)
{
  GtkWidget *group = apoyo_form_group_new (title);

  gtk_box_append (self->box, group);
  return group;
}

static const char *
or_dash (const char *text)
{
  return text != NULL && *text != '\0' ? text : "—";
}

static void
add_identity (ApoyoSummaryStep *self, ApoyoConfiguration *configuration)
{
  GtkWidget *group = add_group (self, _ ("Kind and office"));
  ApoyoKind kind;

  add_line (group, _ ("Kind of process"),
            apoyo_configuration_get_kind (configuration, &kind) ? apoyo_kind_get_label (kind) : "—",
            NULL, FALSE);
  add_line (group, _ ("Name"), or_dash (apoyo_configuration_get_text (configuration, "name")), NULL,
            FALSE);
  add_line (group, _ ("Code"), or_dash (apoyo_configuration_get_text (configuration, "code")), NULL,
            FALSE);
  add_line (group, _ ("Acuerdo"), or_dash (apoyo_configuration_get_text (configuration, "acuerdo")),
            NULL, FALSE);
  if (apoyo_configuration_get_bool (configuration, "simulacro"))
    add_line (group, _ ("Drill"), _ ("Yes: it never counts"), NULL, FALSE);
}

static char *
format_moment (ApoyoConfiguration *configuration, const char *path)
{
  const char *zone = apoyo_configuration_get_text (configuration, "rule.time_zone");
  g_autoptr (GDateTime) time = apoyo_configuration_dup_time (configuration, path);

  return time != NULL ? apoyo_time_entry_format (time, zone) : g_strdup ("—");
}

static void
add_place (ApoyoSummaryStep *self, ApoyoConfiguration *configuration)
{
  ApoyoSetupData *data = apoyo_assistant_step_get_data (APOYO_ASSISTANT_STEP (self));
  GtkWidget *group = add_group (self, _ ("Scope, cut-off and period"));
  g_autofree char *scope =
      apoyo_setup_data_dup_place_name (data, apoyo_configuration_get_text (configuration, "scope"));
  int number = (int) apoyo_configuration_get_int (configuration, "geography.version");
  g_autofree char *version = number > 0 ? g_strdup_printf ("v%d", number) : g_strdup ("—");
  g_autofree char *day =
      apoyo_format_day (apoyo_configuration_get_text (configuration, "geography.cutoff"));
  g_autofree char *opens = format_moment (configuration, "opens_at");
  g_autofree char *closes = format_moment (configuration, "closes_at");

  add_line (group, _ ("Demarcation"), or_dash (scope), NULL, FALSE);
  add_line (group, _ ("Geography"), version, NULL, FALSE);
  add_line (group, _ ("Cut-off"), day != NULL ? day : _ ("The figures of the geography"), NULL,
            FALSE);
  add_line (group, _ ("Opens"), opens, NULL, FALSE);
  add_line (group, _ ("Closes"), closes, NULL, FALSE);
}

/* Parts of a dispersion or a sample that is not there say nothing. */
static gboolean
is_told (ApoyoConfiguration *configuration, const char *member)
{
  if (g_str_has_prefix (member, "dispersion.") && strcmp (member, "dispersion.level") != 0)
    return apoyo_configuration_has (configuration, "rule.dispersion");
  if (strcmp (member, "review.sample") == 0 || strcmp (member, "review.trigger") == 0)
    return apoyo_configuration_has (configuration, "rule.review.sample");
  return strcmp (member, "scope") != 0;
}

static void
add_rule (ApoyoSummaryStep *self, ApoyoConfiguration *configuration)
{
  const char *const *members = apoyo_configuration_rule_members ();
  GtkWidget *group;

  if (!apoyo_configuration_has (configuration, "rule"))
    return;
  group = add_group (self, _ ("Rule"));
  for (guint i = 0; members[i] != NULL; i++) {
    g_autofree char *title = NULL;
    g_autofree char *value = NULL;
    g_autofree char *note = NULL;
    gboolean changed;

    if (!is_told (configuration, members[i]))
      continue;
    title = apoyo_rule_form_words_title (configuration, members[i]);
    value = apoyo_rule_control_dup_words (configuration, members[i]);
    changed = apoyo_configuration_is_changed (configuration, members[i]);
    if (changed)
      note = g_strdup_printf (
          "%s · %s", or_dash (apoyo_configuration_get_reason (configuration, members[i])),
          or_dash (apoyo_configuration_get_acuerdo (configuration, members[i])));
    add_line (group, title, value, note, changed);
  }
}

static void
add_people (ApoyoSummaryStep *self, ApoyoConfiguration *configuration)
{
  ApoyoSetupData *data = apoyo_assistant_step_get_data (APOYO_ASSISTANT_STEP (self));
  guint n = apoyo_configuration_get_n_promoventes (configuration);
  GtkWidget *group = add_group (self, apoyo_steps_people_title (configuration, data));

  if (n == 0)
    add_line (group, _ ("Imported later"), "—", NULL, FALSE);
  for (guint i = 0; i < n; i++) {
    ApoyoDraftPromovente promovente;
    g_autofree char *scope = NULL;

    apoyo_configuration_get_promovente (configuration, i, &promovente);
    scope = apoyo_setup_data_dup_place_name (
        data, promovente.scope != NULL ? promovente.scope
                                       : apoyo_configuration_get_text (configuration, "scope"));
    add_line (group, or_dash (promovente.name), or_dash (scope), promovente.folio, FALSE);
  }
}

/* Built anew when it is seen: everything else may have changed. */
static void
rebuild (ApoyoSummaryStep *self)
{
  ApoyoConfiguration *configuration =
      apoyo_assistant_step_get_configuration (APOYO_ASSISTANT_STEP (self));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  add_identity (self, configuration);
  add_place (self, configuration);
  add_rule (self, configuration);
  add_people (self, configuration);
}

static void
apoyo_summary_step_update (ApoyoAssistantStep *step)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (step)))
    rebuild (APOYO_SUMMARY_STEP (step));
}

static void
apoyo_summary_step_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (apoyo_summary_step_parent_class)->map (widget);
  rebuild (APOYO_SUMMARY_STEP (widget));
}

static char *
apoyo_summary_step_dup_summary (ApoyoAssistantStep *step)
{
  return NULL;
}

static void
apoyo_summary_step_build (ApoyoAssistantStep *step)
{
  ApoyoSummaryStep *self = APOYO_SUMMARY_STEP (step);

  apoyo_assistant_step_set_words (
      step, _ ("Summary"),
      _ ("The process begins as a draft: it opens when two people have signed for it."));
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  apoyo_assistant_step_add (step, GTK_WIDGET (self->box));
}

static void
apoyo_summary_step_class_init (ApoyoSummaryStepClass *klass)
{
  ApoyoAssistantStepClass *step_class = APOYO_ASSISTANT_STEP_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->map = apoyo_summary_step_map;
  step_class->build = apoyo_summary_step_build;
  step_class->update = apoyo_summary_step_update;
  step_class->dup_summary = apoyo_summary_step_dup_summary;
}

static void
apoyo_summary_step_init (ApoyoSummaryStep *self)
{
}
