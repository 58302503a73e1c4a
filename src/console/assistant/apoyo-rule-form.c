/* apoyo-rule-form.c: a rule as a form, each member beside its default.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-acuerdo.h"
#include "apoyo-form-row.h"
#include "apoyo-rule-control.h"
#include "apoyo-rule-form-words.h"
#include "apoyo-rule-form.h"

typedef struct {
  const char *member;
  ApoyoFormRow *row;
  ApoyoFormGroup *group;
  char *refusal; /* (owned) (nullable): the database's */
  char *lock;    /* (owned) (nullable): why it may not be changed */
  gboolean touched;
} Field;

struct _ApoyoRuleForm {
  GtkBox parent_instance;

  ApoyoConfiguration *configuration; /* (owned) */
  GArray *fields;                    /* (owned) (element-type Field) */
  gboolean asks_grounds;
  ApoyoRuleReachWords reach;
  guint n_errors;
};

static const struct {
  ApoyoRuleFormParts part;
  const char *title;
  const char *members[5];
} groups[] = {
  { APOYO_RULE_FORM_THRESHOLD,
    N_ ("Threshold"),
    { "percentage", "rounding", "base", "joint", NULL } },
  { APOYO_RULE_FORM_DISPERSION,
    N_ ("Dispersion"),
    { "dispersion.level", "dispersion.needed", "dispersion.percentage", NULL } },
  { APOYO_RULE_FORM_PERIOD, N_ ("Clock and sending"), { "time_zone", "grace_hours", NULL } },
  { APOYO_RULE_FORM_CREDENTIALS, N_ ("Credentials and ways"), { "models", "modalities", NULL } },
  { APOYO_RULE_FORM_DUPLICATES, N_ ("Duplicates"), { "duplicates", "exclusive", NULL } },
  { APOYO_RULE_FORM_REVIEW,
    N_ ("Review"),
    { "review.model", "review.sample", "review.trigger", NULL } },
  { APOYO_RULE_FORM_RIGHTS, N_ ("Rights"), { "withdrawal", "hearing_days", NULL } },
};

enum {
  SIGNAL_ERRORS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoRuleForm, apoyo_rule_form, GTK_TYPE_BOX)

static void
field_clear (gpointer data)
{
  Field *field = data;

  g_free (field->refusal);
  g_free (field->lock);
}

static Field *
get_field (ApoyoRuleForm *self, guint i)
{
  return &g_array_index (self->fields, Field, i);
}

static Field *
find_field (ApoyoRuleForm *self, const char *member)
{
  for (guint i = 0; i < self->fields->len; i++) {
    if (strcmp (get_field (self, i)->member, member) == 0)
      return get_field (self, i);
  }
  return NULL;
}

static Field *
field_of_row (ApoyoRuleForm *self, ApoyoFormRow *row)
{
  for (guint i = 0; i < self->fields->len; i++) {
    if (get_field (self, i)->row == row)
      return get_field (self, i);
  }
  return NULL;
}

/* --- errors ----------------------------------------------------------------------------------- */

/* (nullable): what is wrong with a field, and where. */
static char *
find_error (ApoyoRuleForm *self, const Field *field, ApoyoFormPlace *place)
{
  ApoyoRuleControl *control = APOYO_RULE_CONTROL (apoyo_form_row_get_control (field->row));
  const char *problem = apoyo_rule_control_get_problem (control);
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  const char *text;

  *place = APOYO_FORM_PLACE_CONTROL;
  if (!gtk_widget_get_visible (GTK_WIDGET (field->row)))
    return NULL;
  if (problem != NULL)
    return g_strdup (problem);
  if (self->asks_grounds && apoyo_configuration_is_changed (self->configuration, field->member)) {
    text = apoyo_configuration_get_reason (self->configuration, field->member);
    reason = g_strstrip (g_strdup (text != NULL ? text : ""));
    *place = APOYO_FORM_PLACE_REASON;
    if (*reason == '\0')
      return g_strdup (_ ("Write why this differs from the default."));
    *place = APOYO_FORM_PLACE_ACUERDO;
    text = apoyo_configuration_get_acuerdo (self->configuration, field->member);
    if (!apoyo_acuerdo_check (text, &error))
      return g_strdup (error->message);
    *place = APOYO_FORM_PLACE_CONTROL;
  }
  return g_strdup (field->refusal);
}

static void
show_error (ApoyoRuleForm *self, Field *field)
{
  ApoyoFormPlace place;
  g_autofree char *error = find_error (self, field, &place);

  /* What nobody has touched is counted, but not painted red. */
  apoyo_form_row_set_error (field->row, place,
                            field->touched || field->refusal != NULL ? error : NULL);
}

static void
count_errors (ApoyoRuleForm *self)
{
  guint n = 0;

  for (guint i = 0; i < self->fields->len; i++) {
    ApoyoFormPlace place;
    g_autofree char *error = find_error (self, get_field (self, i), &place);

    n += error != NULL;
  }
  if (n != self->n_errors) {
    self->n_errors = n;
    g_signal_emit (self, signals[SIGNAL_ERRORS_CHANGED], 0);
  }
}

/* --- rows ------------------------------------------------------------------------------------- */

static gboolean
is_shown (ApoyoRuleForm *self, const char *member)
{
  if (g_str_has_prefix (member, "dispersion.") && strcmp (member, "dispersion.level") != 0)
    return apoyo_configuration_has (self->configuration, "rule.dispersion");
  if (strcmp (member, "review.sample") == 0 || strcmp (member, "review.trigger") == 0)
    return g_strcmp0 (apoyo_configuration_get_text (self->configuration, "rule.review.model"),
                      "sample") == 0;
  return TRUE;
}

/* A part of a dispersion that the law does not have compares with nothing. */
static gboolean
has_default (ApoyoConfiguration *reference, const char *member)
{
  if (strcmp (member, "time_zone") == 0)
    return FALSE; /* no law says which */
  if (g_str_has_prefix (member, "dispersion."))
    return strcmp (member, "dispersion.level") == 0 ||
           apoyo_configuration_has (reference, "rule.dispersion");
  if (strcmp (member, "review.sample") == 0 || strcmp (member, "review.trigger") == 0)
    return apoyo_configuration_has (reference, "rule.review.sample");
  return apoyo_configuration_has (reference, "rule");
}

static void
update_words (ApoyoRuleForm *self, Field *field, ApoyoConfiguration *reference, gboolean changed)
{
  g_autofree char *title = apoyo_rule_form_words_title (self->configuration, field->member);
  g_autofree char *subtitle = NULL;

  if (strcmp (apoyo_form_row_get_title (field->row), title) != 0) {
    apoyo_form_row_set_title (field->row, title);
    apoyo_rule_control_set_name (APOYO_RULE_CONTROL (apoyo_form_row_get_control (field->row)),
                                 title);
  }
  if (field->lock != NULL)
    subtitle = g_strdup (field->lock);
  else if (changed)
    subtitle = apoyo_rule_form_words_changed (reference, field->member, self->asks_grounds);
  else
    subtitle = apoyo_rule_form_words_sense (self->configuration, field->member, &self->reach);
  apoyo_form_row_set_subtitle (field->row, subtitle);
}

static void
update_field (ApoyoRuleForm *self, Field *field, ApoyoConfiguration *reference)
{
  gboolean changed = apoyo_configuration_is_changed (self->configuration, field->member);

  apoyo_form_group_show_row (field->group, GTK_WIDGET (field->row), is_shown (self, field->member));
  apoyo_form_row_set_origin (field->row, !has_default (reference, field->member)
                                             ? APOYO_FORM_ORIGIN_NONE
                                         : changed ? APOYO_FORM_ORIGIN_CHANGED
                                                   : APOYO_FORM_ORIGIN_DEFAULT);
  apoyo_form_row_set_grounds (field->row,
                              apoyo_configuration_get_reason (self->configuration, field->member),
                              apoyo_configuration_get_acuerdo (self->configuration, field->member));
  gtk_widget_set_sensitive (apoyo_form_row_get_control (field->row), field->lock == NULL);
  update_words (self, field, reference, changed);
}

static void
update (ApoyoRuleForm *self)
{
  g_autoptr (ApoyoConfiguration) reference =
      apoyo_configuration_new_reference (self->configuration);

  for (guint i = 0; i < self->fields->len; i++) {
    update_field (self, get_field (self, i), reference);
    show_error (self, get_field (self, i));
  }
  count_errors (self);
}

/* A document that was read may carry what somebody typed before and left wrong. */
static void
touch_what_is_written (ApoyoRuleForm *self)
{
  for (guint i = 0; i < self->fields->len; i++) {
    Field *field = get_field (self, i);

    if (apoyo_configuration_get_acuerdo (self->configuration, field->member) != NULL)
      field->touched = TRUE;
  }
}

static void
on_configuration_changed_cb (ApoyoConfiguration *configuration,
                             const char *path,
                             ApoyoRuleForm *self)
{
  if (*path == '\0')
    touch_what_is_written (self);
  if (*path == '\0' || g_str_has_prefix (path, "rule"))
    update (self);
}

static void
on_undo_cb (ApoyoFormRow *row, ApoyoRuleForm *self)
{
  apoyo_configuration_undo (self->configuration, field_of_row (self, row)->member);
}

/* Every key is kept, so that nothing is lost; the error waits for a pause. */
static void
on_typed_cb (ApoyoFormRow *row, ApoyoRuleForm *self)
{
  apoyo_configuration_set_change (self->configuration, field_of_row (self, row)->member,
                                  apoyo_form_row_get_reason (row),
                                  apoyo_form_row_get_acuerdo (row));
  count_errors (self);
}

static void
on_grounds_changed_cb (ApoyoFormRow *row, ApoyoRuleForm *self)
{
  Field *field = field_of_row (self, row);

  /* Leaving for the acuerdo is no reason to complain that it is empty. */
  field->touched = field->touched || *apoyo_form_row_get_acuerdo (row) != '\0';
  show_error (self, field);
}

static void
on_problem_cb (ApoyoRuleControl *control, const char *problem, ApoyoRuleForm *self)
{
  for (guint i = 0; i < self->fields->len; i++) {
    Field *field = get_field (self, i);

    if (apoyo_form_row_get_control (field->row) != GTK_WIDGET (control))
      continue;
    field->touched = field->touched || problem != NULL;
    show_error (self, field);
  }
  count_errors (self);
}

static void
add_field (ApoyoRuleForm *self, ApoyoFormGroup *group, const char *member)
{
  GtkWidget *control = apoyo_rule_control_new (self->configuration, member);
  g_autofree char *title = apoyo_rule_form_words_title (self->configuration, member);
  Field field = { .member = g_intern_string (member), .group = group };

  field.row = APOYO_FORM_ROW (apoyo_form_row_new (title, control));
  apoyo_rule_control_set_name (APOYO_RULE_CONTROL (control), title);
  apoyo_form_row_set_unit (field.row, apoyo_rule_form_words_unit (member));
  g_signal_connect (control, "problem", G_CALLBACK (on_problem_cb), self);
  g_signal_connect (field.row, "undo", G_CALLBACK (on_undo_cb), self);
  g_signal_connect (field.row, "typed", G_CALLBACK (on_typed_cb), self);
  g_signal_connect (field.row, "grounds-changed", G_CALLBACK (on_grounds_changed_cb), self);
  apoyo_form_group_add (group, GTK_WIDGET (field.row));
  g_array_append_val (self->fields, field);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_rule_form_dispose (GObject *object)
{
  ApoyoRuleForm *self = APOYO_RULE_FORM (object);

  if (self->configuration != NULL)
    g_signal_handlers_disconnect_by_data (self->configuration, self);
  /* Rows that go still tell that they were left. */
  for (guint i = 0; self->fields != NULL && i < self->fields->len; i++) {
    ApoyoFormRow *row = get_field (self, i)->row;

    g_signal_handlers_disconnect_by_data (row, self);
    g_signal_handlers_disconnect_by_data (apoyo_form_row_get_control (row), self);
  }
  g_clear_pointer (&self->fields, g_array_unref);
  g_clear_object (&self->configuration);

  G_OBJECT_CLASS (apoyo_rule_form_parent_class)->dispose (object);
}

static void
apoyo_rule_form_class_init (ApoyoRuleFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_rule_form_dispose;

  signals[SIGNAL_ERRORS_CHANGED] =
      g_signal_new ("errors-changed", APOYO_TYPE_RULE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
}

static void
apoyo_rule_form_init (ApoyoRuleForm *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->asks_grounds = TRUE;
  self->reach = (ApoyoRuleReachWords){ -1, -1, -1 };
  self->fields = g_array_new (FALSE, TRUE, sizeof (Field));
  g_array_set_clear_func (self->fields, field_clear);
}

GtkWidget *
apoyo_rule_form_new (ApoyoConfiguration *configuration, ApoyoRuleFormParts parts)
{
  ApoyoRuleForm *self;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (configuration), NULL);

  self = g_object_new (APOYO_TYPE_RULE_FORM, NULL);
  self->configuration = g_object_ref (configuration);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    GtkWidget *group;

    if ((groups[i].part & parts) == 0)
      continue;
    group = apoyo_form_group_new (_ (groups[i].title));
    gtk_box_append (GTK_BOX (self), group);
    for (guint j = 0; groups[i].members[j] != NULL; j++)
      add_field (self, APOYO_FORM_GROUP (group), groups[i].members[j]);
  }
  g_signal_connect (configuration, "changed", G_CALLBACK (on_configuration_changed_cb), self);
  update (self);
  return GTK_WIDGET (self);
}

void
apoyo_rule_form_set_asks_grounds (ApoyoRuleForm *self, gboolean asks)
{
  g_return_if_fail (APOYO_IS_RULE_FORM (self));

  self->asks_grounds = asks;
  for (guint i = 0; i < self->fields->len; i++)
    apoyo_form_row_set_asks_grounds (get_field (self, i)->row, asks);
  update (self);
}

void
apoyo_rule_form_set_narrow (ApoyoRuleForm *self)
{
  g_return_if_fail (APOYO_IS_RULE_FORM (self));

  for (guint i = 0; i < self->fields->len; i++)
    apoyo_form_row_set_narrow (get_field (self, i)->row);
}

/* The article of a member, or of the group it belongs to. */
static const char *
find_article (JsonObject *basis, const char *member)
{
  g_autofree char *group = g_strndup (member, strcspn (member, "."));

  if (json_object_has_member (basis, member))
    return json_object_get_string_member_with_default (basis, member, NULL);
  return json_object_has_member (basis, group)
             ? json_object_get_string_member_with_default (basis, group, NULL)
             : NULL;
}

void
apoyo_rule_form_set_basis (ApoyoRuleForm *self, JsonObject *basis)
{
  g_return_if_fail (APOYO_IS_RULE_FORM (self));

  for (guint i = 0; i < self->fields->len; i++) {
    Field *field = get_field (self, i);

    apoyo_form_row_set_law (field->row, basis != NULL ? find_article (basis, field->member) : NULL);
  }
}

void
apoyo_rule_form_set_reach (ApoyoRuleForm *self, gint64 nominal_list, int demarcations, int version)
{
  g_return_if_fail (APOYO_IS_RULE_FORM (self));

  self->reach = (ApoyoRuleReachWords){ nominal_list, demarcations, version };
  update (self);
}

void
apoyo_rule_form_lock (ApoyoRuleForm *self, const char *member, const char *reason)
{
  Field *field;

  g_return_if_fail (APOYO_IS_RULE_FORM (self));

  field = find_field (self, member);
  if (field == NULL)
    return;
  g_free (field->lock);
  field->lock = g_strdup (reason);
  update (self);
}

void
apoyo_rule_form_set_error (ApoyoRuleForm *self, const char *member, const char *text)
{
  Field *field;

  g_return_if_fail (APOYO_IS_RULE_FORM (self));

  field = find_field (self, member);
  if (field == NULL)
    return;
  g_free (field->refusal);
  field->refusal = g_strdup (text);
  show_error (self, field);
  count_errors (self);
}

void
apoyo_rule_form_clear_errors (ApoyoRuleForm *self)
{
  g_return_if_fail (APOYO_IS_RULE_FORM (self));

  for (guint i = 0; i < self->fields->len; i++) {
    Field *field = get_field (self, i);

    g_clear_pointer (&field->refusal, g_free);
    show_error (self, field);
  }
  count_errors (self);
}

guint
apoyo_rule_form_get_n_errors (ApoyoRuleForm *self)
{
  g_return_val_if_fail (APOYO_IS_RULE_FORM (self), 0);
  return self->n_errors;
}

void
apoyo_rule_form_show_errors (ApoyoRuleForm *self)
{
  gboolean first = TRUE;

  g_return_if_fail (APOYO_IS_RULE_FORM (self));

  for (guint i = 0; i < self->fields->len; i++) {
    Field *field = get_field (self, i);
    ApoyoFormPlace place;
    g_autofree char *error = find_error (self, field, &place);

    field->touched = TRUE;
    show_error (self, field);
    if (error != NULL && first) {
      apoyo_form_row_focus (field->row, place);
      first = FALSE;
    }
  }
}

gboolean
apoyo_rule_form_has (ApoyoRuleForm *self, const char *member)
{
  g_return_val_if_fail (APOYO_IS_RULE_FORM (self), FALSE);
  return find_field (self, member) != NULL;
}

gboolean
apoyo_rule_form_focus (ApoyoRuleForm *self, const char *member)
{
  Field *field;
  ApoyoFormPlace place;
  g_autofree char *error = NULL;

  g_return_val_if_fail (APOYO_IS_RULE_FORM (self), FALSE);

  field = find_field (self, member);
  if (field == NULL)
    return FALSE;
  error = find_error (self, field, &place);
  apoyo_form_row_focus (field->row, place);
  return TRUE;
}
