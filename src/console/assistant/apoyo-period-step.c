/* apoyo-period-step.c: when it is collected.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-rule-step.h"
#include "apoyo-steps.h"
#include "apoyo-time-entry.h"

struct _ApoyoPeriodStep {
  ApoyoRuleStep parent_instance;

  ApoyoTimeEntry *opens;
  ApoyoTimeEntry *closes;
  ApoyoFormRow *opens_row;
  ApoyoFormRow *closes_row;
  ApoyoFormGroup *group;
  GtkWidget *legal;
};

#define APOYO_TYPE_PERIOD_STEP (apoyo_period_step_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPeriodStep, apoyo_period_step, APOYO, PERIOD_STEP, ApoyoRuleStep)
G_DEFINE_FINAL_TYPE (ApoyoPeriodStep, apoyo_period_step, APOYO_TYPE_RULE_STEP)

static ApoyoConfiguration *
get_configuration (ApoyoPeriodStep *self)
{
  return apoyo_assistant_step_get_configuration (APOYO_ASSISTANT_STEP (self));
}

static const ApoyoKindData *
get_kind_data (ApoyoPeriodStep *self)
{
  ApoyoKind kind;

  if (!apoyo_configuration_get_kind (get_configuration (self), &kind))
    return NULL;
  return apoyo_setup_data_get_kind (apoyo_assistant_step_get_data (APOYO_ASSISTANT_STEP (self)),
                                    kind);
}

static const char *
path_of (ApoyoPeriodStep *self, ApoyoTimeEntry *entry)
{
  return entry == self->opens ? "opens_at" : "closes_at";
}

static void
on_time_cb (ApoyoTimeEntry *entry, ApoyoPeriodStep *self)
{
  apoyo_configuration_set_time (get_configuration (self), path_of (self, entry),
                                apoyo_time_entry_get_time (entry));
  if (apoyo_time_entry_get_time (entry) != NULL)
    apoyo_assistant_step_touch (APOYO_ASSISTANT_STEP (self), path_of (self, entry));
}

static void
on_problem_cb (ApoyoTimeEntry *entry, const char *problem, ApoyoPeriodStep *self)
{
  apoyo_assistant_step_set_problem (APOYO_ASSISTANT_STEP (self), path_of (self, entry), problem);
  if (problem != NULL)
    apoyo_assistant_step_touch (APOYO_ASSISTANT_STEP (self), path_of (self, entry));
}

/* The law counts civil days; the last one ends a second before midnight. */
static GDateTime *
legal_end (ApoyoPeriodStep *self, int days)
{
  const char *zone_name = apoyo_configuration_get_text (get_configuration (self), "rule.time_zone");
  g_autoptr (GTimeZone) zone =
      zone_name != NULL ? g_time_zone_new_identifier (zone_name) : g_time_zone_new_utc ();
  GDateTime *opens = apoyo_time_entry_get_time (self->opens);
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) last = NULL;

  if (opens == NULL || zone == NULL || days <= 0)
    return NULL;
  local = g_date_time_to_timezone (opens, zone);
  last = g_date_time_add_days (local, days - 1);
  return g_date_time_new (zone, g_date_time_get_year (last), g_date_time_get_month (last),
                          g_date_time_get_day_of_month (last), 23, 59, 59);
}

static void
on_legal_cb (GtkButton *button, ApoyoPeriodStep *self)
{
  const ApoyoKindData *data = get_kind_data (self);
  g_autoptr (GDateTime) end = data != NULL ? legal_end (self, data->window_days) : NULL;

  if (end != NULL)
    apoyo_configuration_set_time (get_configuration (self), "closes_at", end);
}

static char *
format_weekday (GDateTime *time, const char *zone_name)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr (GDateTime) local = NULL;
  static const char *const days[] = { N_ ("Monday"),   N_ ("Tuesday"), N_ ("Wednesday"),
                                      N_ ("Thursday"), N_ ("Friday"),  N_ ("Saturday"),
                                      N_ ("Sunday") };

  if (zone == NULL)
    return NULL;
  local = g_date_time_to_timezone (time, zone);
  return g_strdup (_ (days[g_date_time_get_day_of_week (local) - 1]));
}

static void
update_entry (ApoyoPeriodStep *self, ApoyoTimeEntry *entry, ApoyoFormRow *row)
{
  ApoyoConfiguration *configuration = get_configuration (self);
  const char *zone = apoyo_configuration_get_text (configuration, "rule.time_zone");
  g_autoptr (GDateTime) time = apoyo_configuration_dup_time (configuration, path_of (self, entry));
  g_autofree char *weekday = NULL;

  apoyo_time_entry_set_zone (entry, zone);
  /* Half a date is left to whoever types it. */
  if (time != NULL || apoyo_time_entry_get_problem (entry) == NULL)
    apoyo_time_entry_set_time (entry, time);
  if (time != NULL && zone != NULL)
    weekday = format_weekday (time, zone);
  apoyo_form_row_set_subtitle (row, weekday != NULL ? weekday : _ ("In the process's time zone"));
}

static void
update_legal (ApoyoPeriodStep *self)
{
  const ApoyoKindData *data = get_kind_data (self);
  g_autofree char *words = NULL;

  apoyo_form_group_set_law (self->group, apoyo_kind_data_get_article (data, "window"));
  gtk_widget_set_visible (self->legal, data != NULL && data->window_days > 0);
  if (data == NULL || data->window_days == 0)
    return;
  words = g_strdup_printf (_ ("Close after the %d days of the law"), data->window_days);
  gtk_button_set_label (GTK_BUTTON (self->legal), words);
  gtk_widget_set_sensitive (self->legal, apoyo_time_entry_get_time (self->opens) != NULL);
  gtk_widget_set_tooltip_text (self->legal, apoyo_time_entry_get_time (self->opens) != NULL
                                                ? NULL
                                                : _ ("Write first when it opens"));
}

static void
apoyo_period_step_update (ApoyoAssistantStep *step)
{
  ApoyoPeriodStep *self = APOYO_PERIOD_STEP (step);

  APOYO_ASSISTANT_STEP_CLASS (apoyo_period_step_parent_class)->update (step);
  update_entry (self, self->opens, self->opens_row);
  update_entry (self, self->closes, self->closes_row);
  update_legal (self);
}

static ApoyoFormRow *
add_time (ApoyoPeriodStep *self, ApoyoTimeEntry **entry, const char *path, const char *title)
{
  GtkWidget *row;

  *entry = APOYO_TIME_ENTRY (apoyo_time_entry_new (title));
  g_signal_connect (*entry, "changed-time", G_CALLBACK (on_time_cb), self);
  g_signal_connect (*entry, "problem", G_CALLBACK (on_problem_cb), self);
  row = apoyo_form_row_new (title, GTK_WIDGET (*entry));
  apoyo_form_group_add (self->group, row);
  apoyo_assistant_step_add_field (APOYO_ASSISTANT_STEP (self), path, APOYO_FORM_ROW (row));
  return APOYO_FORM_ROW (row);
}

static void
apoyo_period_step_build (ApoyoAssistantStep *step)
{
  ApoyoPeriodStep *self = APOYO_PERIOD_STEP (step);

  apoyo_assistant_step_set_words (
      step, _ ("Periods"),
      _ ("For everybody; a promovente may be given a window of its own later."));
  self->group = APOYO_FORM_GROUP (apoyo_assistant_step_add_group (step, _ ("Collection")));
  self->opens_row = add_time (self, &self->opens, "opens_at", _ ("Opens"));
  self->closes_row = add_time (self, &self->closes, "closes_at", _ ("Closes"));
  apoyo_time_entry_set_ends (self->closes, TRUE);
  self->legal = gtk_button_new ();
  gtk_widget_set_halign (self->legal, GTK_ALIGN_END);
  g_signal_connect (self->legal, "clicked", G_CALLBACK (on_legal_cb), self);
  apoyo_assistant_step_add (step, self->legal);
  apoyo_rule_step_add_form (APOYO_RULE_STEP (step), APOYO_RULE_FORM_PERIOD);
}

static char *
apoyo_period_step_dup_summary (ApoyoAssistantStep *step)
{
  ApoyoConfiguration *configuration = apoyo_assistant_step_get_configuration (step);
  const char *zone = apoyo_configuration_get_text (configuration, "rule.time_zone");
  g_autoptr (GDateTime) opens = apoyo_configuration_dup_time (configuration, "opens_at");
  g_autoptr (GDateTime) closes = apoyo_configuration_dup_time (configuration, "closes_at");
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (opens == NULL || closes == NULL)
    return NULL;
  from = apoyo_time_entry_format (opens, zone);
  to = apoyo_time_entry_format (closes, zone);
  from[10] = to[10] = '\0'; /* the days alone */
  return g_strdup_printf ("%s – %s", from, to);
}

static void
apoyo_period_step_class_init (ApoyoPeriodStepClass *klass)
{
  ApoyoAssistantStepClass *step_class = APOYO_ASSISTANT_STEP_CLASS (klass);

  step_class->build = apoyo_period_step_build;
  step_class->update = apoyo_period_step_update;
  step_class->dup_summary = apoyo_period_step_dup_summary;
}

static void
apoyo_period_step_init (ApoyoPeriodStep *self)
{
}
