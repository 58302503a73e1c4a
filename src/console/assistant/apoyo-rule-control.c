/* apoyo-rule-control.c: what one member of a rule is set with, and its value in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "apoyo-format.h"
#include "apoyo-fraction-entry.h"
#include "apoyo-number-entry.h"
#include "apoyo-rule-choices.h"
#include "apoyo-rule-control.h"
#include "apoyo-rule-value.h"

#define CONTROL_WIDTH 190
/* Of "dispersion.needed": a share that is written, and none of those in the list. */
#define OTHER "other"

typedef struct _Kind Kind;

struct _ApoyoRuleControl {
  GtkBox parent_instance;

  ApoyoConfiguration *configuration; /* (owned) */
  const char *member;
  char *path; /* (owned): of the configuration */
  const Kind *kind;
  GtkWidget *drop_down;  /* (nullable) */
  GPtrArray *values;     /* (owned) (element-type utf8): what the drop-down's rows stand for */
  GtkWidget *number;     /* (nullable) */
  GtkWidget *share;      /* (nullable): of "dispersion.needed" */
  gboolean writes_share; /* the person wants to write it, whatever stands there now */
  GtkWidget *checks[12]; /* toggles of models or modalities */
  guint n_checks;
  gboolean syncing;
};

/* How a type of control is made, follows the configuration, and writes it. */
struct _Kind {
  const char *members;
  void (*make) (ApoyoRuleControl *self);
  void (*sync) (ApoyoRuleControl *self);
  char *(*words) (ApoyoConfiguration *configuration, const char *member);
};

enum {
  SIGNAL_PROBLEM,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoRuleControl, apoyo_rule_control, GTK_TYPE_BOX)

static void follow (ApoyoRuleControl *self);

/* --- one of a list ---------------------------------------------------------------------------- */

/* Dispersion over a level that does not lie within the scope would be met by everybody or nobody.
 */
static gboolean
level_fits (ApoyoConfiguration *configuration, const char *value)
{
  const char *nick = apoyo_configuration_get_text (configuration, "rule.scope");
  ApoyoLevel scope, level;

  if (*value == '\0' || nick == NULL || !apoyo_level_from_nick (nick, &scope) ||
      !apoyo_level_from_nick (value, &level))
    return TRUE;
  return level != scope && (level > APOYO_LEVEL_ENTITY || scope < APOYO_LEVEL_ENTITY);
}

/* Only what fits, and always what is set. */
static void
fill_choices (ApoyoRuleControl *self, const char *current)
{
  const ApoyoRuleChoice *choices = apoyo_rule_choices_of (self->member);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; choices[i].value != NULL; i++) {
    if (strcmp (self->member, "dispersion.level") == 0 && strcmp (choices[i].value, current) != 0 &&
        !level_fits (self->configuration, choices[i].value))
      continue;
    g_ptr_array_add (values, g_strdup (choices[i].value));
    gtk_string_list_append (words, _ (choices[i].words));
  }
  if (!g_ptr_array_find_with_equal_func (values, current, g_str_equal, NULL)) {
    g_ptr_array_add (values, g_strdup (current));
    gtk_string_list_append (words, current);
  }
  if (self->values != NULL && self->values->len == values->len) {
    gboolean same = TRUE;

    for (guint i = 0; i < values->len; i++)
      same = same && g_str_equal (self->values->pdata[i], values->pdata[i]);
    if (same)
      return;
  }
  g_clear_pointer (&self->values, g_ptr_array_unref);
  self->values = g_steal_pointer (&values);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop_down), G_LIST_MODEL (words));
}

static void
sync_choice (ApoyoRuleControl *self)
{
  g_autofree char *current = apoyo_rule_value_dup_choice (self->configuration, self->member);
  guint place = 0;

  if (strcmp (self->member, "dispersion.needed") == 0 && *current != '\0' &&
      (self->writes_share || !apoyo_rule_value_is_listed (current))) {
    g_free (current);
    current = g_strdup (OTHER);
  }
  fill_choices (self, current);
  g_ptr_array_find_with_equal_func (self->values, current, g_str_equal, &place);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down), place);
}

/* What is dispersed over must be a sum of the cells that are counted; an entity always is, and a
 * circumscription is made of entities. */
static void
write_cell_level (ApoyoConfiguration *configuration)
{
  const char *level = apoyo_configuration_get_text (configuration, "rule.dispersion.level");
  g_autoptr (ApoyoConfiguration) reference = apoyo_configuration_new_reference (configuration);
  const char *usual = apoyo_configuration_get_text (reference, "rule.cell_level");
  g_autofree char *cells = g_strdup (level == NULL || strcmp (level, "entity") == 0 ||
                                             strcmp (level, "circumscription") == 0
                                         ? usual
                                         : level);

  if (cells != NULL)
    apoyo_configuration_set_text (configuration, "rule.cell_level", cells);
}

static void
write_level (ApoyoConfiguration *configuration, const char *value)
{
  gboolean before = apoyo_configuration_has (configuration, "rule.dispersion");

  if (*value == '\0') {
    apoyo_configuration_unset (configuration, "rule.dispersion");
    return;
  }
  apoyo_configuration_set_text (configuration, "rule.dispersion.level", value);
  if (!before) {
    g_autoptr (ApoyoConfiguration) reference = apoyo_configuration_new_reference (configuration);
    const char *percentage = apoyo_configuration_get_text (reference, "rule.dispersion.percentage");

    apoyo_configuration_set_text (configuration, "rule.dispersion.fraction", "1/2");
    apoyo_configuration_set_text (configuration, "rule.dispersion.percentage",
                                  percentage != NULL ? percentage : "1");
  }
}

/* The shares of the only documented practice: a tenth looked at, all of them above a tenth. */
static void
write_review (ApoyoConfiguration *configuration, const char *value)
{
  gboolean sample = strcmp (value, "sample") == 0;

  apoyo_configuration_set_text (configuration, "rule.review.model", value);
  apoyo_configuration_set_text (configuration, "rule.review.sample", sample ? "1/10" : NULL);
  apoyo_configuration_set_text (configuration, "rule.review.trigger", sample ? "1/10" : NULL);
}

/* For another share than those of the list it begins with what stands there. */
static void
write_needed (ApoyoConfiguration *configuration, const char *value)
{
  if (strcmp (value, OTHER) == 0) {
    apoyo_configuration_unset (configuration, "rule.dispersion.at_least");
    if (apoyo_configuration_get_text (configuration, "rule.dispersion.fraction") == NULL)
      apoyo_configuration_set_text (configuration, "rule.dispersion.fraction", "1/2");
  } else if (*value == '\0') {
    apoyo_configuration_unset (configuration, "rule.dispersion.fraction");
    apoyo_configuration_set_int (configuration, "rule.dispersion.at_least", 1);
  } else {
    apoyo_configuration_unset (configuration, "rule.dispersion.at_least");
    apoyo_configuration_set_text (configuration, "rule.dispersion.fraction", value);
  }
}

static void
on_chosen_cb (GtkDropDown *drop_down, GParamSpec *pspec, ApoyoRuleControl *self)
{
  guint place = gtk_drop_down_get_selected (drop_down);
  const char *value;

  if (self->syncing || self->values == NULL || place >= self->values->len)
    return;
  value = self->values->pdata[place];
  if (strcmp (self->member, "dispersion.level") == 0) {
    write_level (self->configuration, value);
    write_cell_level (self->configuration);
  } else if (strcmp (self->member, "review.model") == 0) {
    write_review (self->configuration, value);
  } else if (strcmp (self->member, "dispersion.needed") == 0) {
    self->writes_share = strcmp (value, OTHER) == 0;
    write_needed (self->configuration, value);
    follow (self); /* the same share may stand in the list or be written */
    /* What was wrong with one that is written no longer is nobody's error. */
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, apoyo_rule_control_get_problem (self));
  } else if (apoyo_rule_value_is_boolean (self->member)) {
    apoyo_configuration_set_bool (self->configuration, self->path, strcmp (value, "true") == 0);
  } else {
    apoyo_configuration_set_text (self->configuration, self->path, value);
  }
}

static void
make_choice (ApoyoRuleControl *self)
{
  self->drop_down = gtk_drop_down_new (NULL, NULL);
  gtk_widget_set_size_request (self->drop_down, CONTROL_WIDTH, -1);
  g_signal_connect (self->drop_down, "notify::selected", G_CALLBACK (on_chosen_cb), self);
  gtk_box_append (GTK_BOX (self), self->drop_down);
}

/* --- numbers ---------------------------------------------------------------------------------- */

static void
write_number (ApoyoRuleControl *self, const char *text)
{
  if (strcmp (self->member, "dispersion.needed") == 0) {
    apoyo_configuration_set_int (self->configuration, "rule.dispersion.at_least",
                                 g_ascii_strtoll (text, NULL, 10));
  } else if (apoyo_rule_value_is_share (self->member)) {
    g_autofree char *share = apoyo_configuration_share_from_percentage (text);

    apoyo_configuration_set_text (self->configuration, self->path, share);
  } else if (apoyo_number_entry_has_decimals (APOYO_NUMBER_ENTRY (self->number))) {
    apoyo_configuration_set_text (self->configuration, self->path, text);
  } else {
    apoyo_configuration_set_int (self->configuration, self->path, g_ascii_strtoll (text, NULL, 10));
  }
}

static void
on_number_cb (ApoyoNumberEntry *number, ApoyoRuleControl *self)
{
  const char *text = apoyo_number_entry_get_value (number);

  if (!self->syncing && text != NULL)
    write_number (self, text);
}

static void
on_number_problem_cb (ApoyoNumberEntry *number, const char *problem, ApoyoRuleControl *self)
{
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, problem);
}

static void
make_number (ApoyoRuleControl *self, ApoyoNumberKind kind, int least, int most)
{
  self->number = apoyo_number_entry_new (kind, least, most);
  gtk_widget_set_size_request (self->number, kind == APOYO_NUMBER_PERCENTAGE ? 170 : 150, -1);
  gtk_widget_set_hexpand (self->number, FALSE);
  g_signal_connect (self->number, "changed-value", G_CALLBACK (on_number_cb), self);
  g_signal_connect (self->number, "problem", G_CALLBACK (on_number_problem_cb), self);
  gtk_box_append (GTK_BOX (self), self->number);
}

static void
make_percentage (ApoyoRuleControl *self)
{
  make_number (self, APOYO_NUMBER_PERCENTAGE, 0, 100);
}

static void
sync_percentage (ApoyoRuleControl *self)
{
  g_autofree char *text = apoyo_rule_value_dup_percentage (self->configuration, self->member);

  apoyo_number_entry_set_value (APOYO_NUMBER_ENTRY (self->number), text);
}

static void
make_count (ApoyoRuleControl *self)
{
  make_number (self, APOYO_NUMBER_COUNT, 0, strcmp (self->member, "grace_hours") == 0 ? 720 : 365);
}

static void
sync_count (ApoyoRuleControl *self)
{
  g_autofree char *text = g_strdup_printf (
      "%" G_GINT64_FORMAT, apoyo_configuration_get_int (self->configuration, self->path));

  apoyo_number_entry_set_value (APOYO_NUMBER_ENTRY (self->number), text);
}

static void
on_share_cb (ApoyoFractionEntry *share, ApoyoRuleControl *self)
{
  if (!self->syncing)
    apoyo_configuration_set_text (self->configuration, "rule.dispersion.fraction",
                                  apoyo_fraction_entry_get_value (share));
}

static void
on_share_problem_cb (ApoyoFractionEntry *share, const char *problem, ApoyoRuleControl *self)
{
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, problem);
}

static void
make_share (ApoyoRuleControl *self)
{
  self->share = apoyo_fraction_entry_new ();
  g_signal_connect (self->share, "changed-value", G_CALLBACK (on_share_cb), self);
  g_signal_connect (self->share, "problem", G_CALLBACK (on_share_problem_cb), self);
  gtk_box_append (GTK_BOX (self), self->share);
}

/* A share of a list, or another one or a number of its own below it. */
static void
make_needed (ApoyoRuleControl *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  make_choice (self);
  make_share (self);
  make_number (self, APOYO_NUMBER_COUNT, 1, 100000);
}

static void
sync_needed (ApoyoRuleControl *self)
{
  gint64 at_least = apoyo_configuration_get_int (self->configuration, "rule.dispersion.at_least");
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, MAX (at_least, 1));
  const char *share =
      apoyo_configuration_get_text (self->configuration, "rule.dispersion.fraction");
  ApoyoFractionEntry *own = APOYO_FRACTION_ENTRY (self->share);

  /* Somebody else's share, or the default's, need not be written. */
  if (at_least > 0 || (share != NULL && apoyo_fraction_entry_get_problem (own) == NULL &&
                       g_strcmp0 (apoyo_fraction_entry_get_value (own), share) != 0 &&
                       gtk_widget_get_visible (self->share)))
    self->writes_share = FALSE;
  sync_choice (self);
  gtk_widget_set_visible (
      self->share, share != NULL && (self->writes_share || !apoyo_rule_value_is_listed (share)));
  if (!gtk_widget_get_visible (self->share))
    apoyo_fraction_entry_forget (own);
  apoyo_fraction_entry_set_value (own, share);
  gtk_widget_set_visible (self->number, at_least > 0);
  if (at_least > 0)
    apoyo_number_entry_set_value (APOYO_NUMBER_ENTRY (self->number), text);
}

/* --- several of a list ------------------------------------------------------------------------ */

static void
on_toggled_cb (GtkWidget *toggle, GParamSpec *pspec, ApoyoRuleControl *self)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  if (self->syncing)
    return;
  for (guint i = 0; i < self->n_checks; i++) {
    gboolean active = FALSE;

    g_object_get (self->checks[i], "active", &active, NULL);
    if (active)
      g_ptr_array_add (values, g_object_get_data (G_OBJECT (self->checks[i]), "value"));
  }
  g_ptr_array_add (values, NULL);
  apoyo_configuration_set_texts (self->configuration, self->path,
                                 (const char *const *) values->pdata);
}

static void
add_check (ApoyoRuleControl *self, GtkWidget *check, const char *value)
{
  g_assert (self->n_checks < G_N_ELEMENTS (self->checks));
  g_object_set_data_full (G_OBJECT (check), "value", g_strdup (value), g_free);
  g_signal_connect (check, "notify::active", G_CALLBACK (on_toggled_cb), self);
  gtk_box_append (GTK_BOX (self), check);
  self->checks[self->n_checks++] = check;
}

static void
make_models (ApoyoRuleControl *self)
{
  static const char *const letters[] = { "A", "B", "C", "D", "E", "F", "G", "H" };

  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++) {
    g_autofree char *name = g_strdup_printf (_ ("Credential model %s"), letters[i]);
    GtkWidget *toggle = gtk_toggle_button_new_with_label (letters[i]);

    gtk_widget_add_css_class (toggle, "model");
    gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
    add_check (self, toggle, letters[i]);
  }
}

static void
make_modalities (ApoyoRuleControl *self)
{
  const ApoyoRuleChoice *choices = apoyo_rule_choices_of ("modalities");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  for (guint i = 0; choices[i].value != NULL; i++)
    add_check (self, gtk_check_button_new_with_label (_ (choices[i].words)), choices[i].value);
}

static void
sync_checks (ApoyoRuleControl *self)
{
  g_auto (GStrv) values = apoyo_configuration_dup_texts (self->configuration, self->path);

  for (guint i = 0; i < self->n_checks; i++) {
    const char *value = g_object_get_data (G_OBJECT (self->checks[i]), "value");

    g_object_set (self->checks[i], "active", g_strv_contains ((const char *const *) values, value),
                  NULL);
  }
}

/* --- the object ------------------------------------------------------------------------------- */

static const Kind kinds[] = {
  { " joint base rounding dispersion.level duplicates exclusive review.model withdrawal time_zone ",
    make_choice, sync_choice, apoyo_rule_value_words_of_choice },
  { " percentage dispersion.percentage review.sample review.trigger ", make_percentage,
    sync_percentage, apoyo_rule_value_words_of_percentage },
  { " grace_hours hearing_days ", make_count, sync_count, apoyo_rule_value_words_of_count },
  { " dispersion.needed ", make_needed, sync_needed, apoyo_rule_value_words_of_needed },
  { " models ", make_models, sync_checks, apoyo_rule_value_words_of_checks },
  { " modalities ", make_modalities, sync_checks, apoyo_rule_value_words_of_checks },
};

static const Kind *
find_kind (const char *member)
{
  g_autofree char *word = g_strconcat (" ", member, " ", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (strstr (kinds[i].members, word) != NULL)
      return &kinds[i];
  }
  return NULL;
}

static void
follow (ApoyoRuleControl *self)
{
  self->syncing = TRUE;
  self->kind->sync (self);
  self->syncing = FALSE;
}

static void
on_changed_cb (ApoyoConfiguration *configuration, const char *path, ApoyoRuleControl *self)
{
  if (*path == '\0' || g_str_has_prefix (path, "rule"))
    follow (self);
}

static gboolean
apoyo_rule_control_grab_focus (GtkWidget *widget)
{
  ApoyoRuleControl *self = APOYO_RULE_CONTROL (widget);
  GtkWidget *first = self->drop_down != NULL ? self->drop_down
                     : self->number != NULL  ? self->number
                                             : self->checks[0];

  return gtk_widget_grab_focus (first);
}

static void
apoyo_rule_control_dispose (GObject *object)
{
  ApoyoRuleControl *self = APOYO_RULE_CONTROL (object);

  if (self->configuration != NULL)
    g_signal_handlers_disconnect_by_data (self->configuration, self);
  /* Parts that go may still tell of a last change. */
  self->syncing = TRUE;
  g_clear_object (&self->configuration);

  G_OBJECT_CLASS (apoyo_rule_control_parent_class)->dispose (object);
}

static void
apoyo_rule_control_finalize (GObject *object)
{
  ApoyoRuleControl *self = APOYO_RULE_CONTROL (object);

  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self->path);

  G_OBJECT_CLASS (apoyo_rule_control_parent_class)->finalize (object);
}

static void
apoyo_rule_control_class_init (ApoyoRuleControlClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = apoyo_rule_control_dispose;
  object_class->finalize = apoyo_rule_control_finalize;
  widget_class->grab_focus = apoyo_rule_control_grab_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[SIGNAL_PROBLEM] = g_signal_new ("problem", APOYO_TYPE_RULE_CONTROL, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
apoyo_rule_control_init (ApoyoRuleControl *self)
{
}

GtkWidget *
apoyo_rule_control_new (ApoyoConfiguration *configuration, const char *member)
{
  const Kind *kind = find_kind (member);
  ApoyoRuleControl *self;

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (configuration), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  self = g_object_new (APOYO_TYPE_RULE_CONTROL, NULL);
  self->configuration = g_object_ref (configuration);
  self->member = g_intern_string (member);
  self->path = apoyo_rule_value_path (member);
  self->kind = kind;
  self->syncing = TRUE;
  kind->make (self);
  follow (self);
  g_signal_connect (configuration, "changed", G_CALLBACK (on_changed_cb), self);
  return GTK_WIDGET (self);
}

static void
name_part (GtkWidget *part, const char *name)
{
  if (part != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
apoyo_rule_control_set_name (ApoyoRuleControl *self, const char *name)
{
  g_autofree char *number = NULL;

  g_return_if_fail (APOYO_IS_RULE_CONTROL (self));

  name_part (self->drop_down, name);
  if (self->share != NULL)
    apoyo_fraction_entry_set_name (APOYO_FRACTION_ENTRY (self->share), name);
  if (self->number == NULL)
    return;
  number = self->drop_down != NULL ? g_strdup_printf (_ ("%s: how many"), name) : g_strdup (name);
  apoyo_number_entry_set_name (APOYO_NUMBER_ENTRY (self->number), number);
}

const char *
apoyo_rule_control_get_problem (ApoyoRuleControl *self)
{
  g_return_val_if_fail (APOYO_IS_RULE_CONTROL (self), NULL);

  if (self->share != NULL && gtk_widget_get_visible (self->share))
    return apoyo_fraction_entry_get_problem (APOYO_FRACTION_ENTRY (self->share));
  if (self->number == NULL || !gtk_widget_get_visible (self->number))
    return NULL;
  return apoyo_number_entry_get_problem (APOYO_NUMBER_ENTRY (self->number));
}

char *
apoyo_rule_control_dup_words (ApoyoConfiguration *configuration, const char *member)
{
  const Kind *kind = find_kind (member);

  g_return_val_if_fail (APOYO_IS_CONFIGURATION (configuration), NULL);
  g_return_val_if_fail (kind != NULL, NULL);
  return kind->words (configuration, member);
}
