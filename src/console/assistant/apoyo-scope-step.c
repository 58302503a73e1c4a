/* apoyo-scope-step.c: where it is collected, and on which geography and nominal list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-demarcation-chooser.h"
#include "apoyo-format.h"
#include "apoyo-steps.h"

#define CONTROL_WIDTH 260

struct _ApoyoScopeStep {
  ApoyoAssistantStep parent_instance;

  GtkDropDown *versions;
  GtkDropDown *cutoffs;
  GtkWidget *chooser;
  ApoyoFormRow *version_row;
  ApoyoFormRow *cutoff_row;
  ApoyoFormRow *scope_row;
  GArray *version_ids; /* (owned) (element-type int) */
  /* What the lists show, so that they are not filled for nothing. */
  char *shown_versions; /* (owned) (nullable) */
  char *shown_cutoffs;  /* (owned) (nullable) */
  gboolean setting;
};

#define APOYO_TYPE_SCOPE_STEP (apoyo_scope_step_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoScopeStep, apoyo_scope_step, APOYO, SCOPE_STEP, ApoyoAssistantStep)
G_DEFINE_FINAL_TYPE (ApoyoScopeStep, apoyo_scope_step, APOYO_TYPE_ASSISTANT_STEP)

static ApoyoConfiguration *
get_configuration (ApoyoScopeStep *self)
{
  return apoyo_assistant_step_get_configuration (APOYO_ASSISTANT_STEP (self));
}

static ApoyoSetupData *
get_data (ApoyoScopeStep *self)
{
  return apoyo_assistant_step_get_data (APOYO_ASSISTANT_STEP (self));
}

/* --- choosing --------------------------------------------------------------------------------- */

/* Dates of nominal lists belong to a version, and so does the scope's code: districts are drawn
 * anew. A code that is there still is kept by the checks. */
static void
on_version_cb (GtkDropDown *versions, GParamSpec *pspec, ApoyoScopeStep *self)
{
  guint place = gtk_drop_down_get_selected (versions);
  int version;

  if (self->setting || place >= self->version_ids->len)
    return;
  version = g_array_index (self->version_ids, int, place);
  /* First the version: each change of the configuration brings the page up to it. */
  apoyo_configuration_set_int (get_configuration (self), "geography.version", version);
  apoyo_configuration_unset (get_configuration (self), "geography.cutoff");
  apoyo_setup_data_choose_version (get_data (self), version);
  apoyo_assistant_step_touch (APOYO_ASSISTANT_STEP (self), "scope");
}

static void
on_cutoff_cb (GtkDropDown *cutoffs, GParamSpec *pspec, ApoyoScopeStep *self)
{
  guint place = gtk_drop_down_get_selected (cutoffs);

  if (self->setting)
    return;
  if (place == 0)
    apoyo_configuration_unset (get_configuration (self), "geography.cutoff");
  else if (place <= apoyo_setup_data_get_n_cutoffs (get_data (self)))
    apoyo_configuration_set_text (get_configuration (self), "geography.cutoff",
                                  apoyo_setup_data_get_cutoff (get_data (self), place - 1)->date);
}

static void
on_scope_cb (ApoyoDemarcationChooser *chooser, const char *code, ApoyoScopeStep *self)
{
  apoyo_configuration_set_text (get_configuration (self), "scope", code);
  apoyo_assistant_step_touch (APOYO_ASSISTANT_STEP (self), "scope");
}

/* --- what there is to choose ------------------------------------------------------------------ */

static void
fill_versions (ApoyoScopeStep *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  ApoyoSetupData *data = get_data (self);

  g_array_set_size (self->version_ids, 0);
  for (guint i = 0; i < apoyo_setup_data_get_n_versions (data); i++) {
    const ApoyoVersionData *version = apoyo_setup_data_get_version (data, i);
    g_autofree char *name =
        version->in_force ? g_strdup_printf (_ ("v%d · %s (in force)"), version->id, version->name)
                          : g_strdup_printf (_ ("v%d · %s"), version->id, version->name);

    g_array_append_val (self->version_ids, version->id);
    gtk_string_list_append (names, name);
  }
  gtk_drop_down_set_model (self->versions, G_LIST_MODEL (names));
}

static void
fill_cutoffs (ApoyoScopeStep *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  ApoyoSetupData *data = get_data (self);

  gtk_string_list_append (names, _ ("The figures of the geography"));
  for (guint i = 0; i < apoyo_setup_data_get_n_cutoffs (data); i++) {
    const ApoyoCutoffData *cutoff = apoyo_setup_data_get_cutoff (data, i);
    g_autofree char *day = apoyo_format_day (cutoff->date);
    g_autofree char *list = apoyo_format_count (cutoff->nominal_list);
    g_autofree char *name = g_strdup_printf (_ ("%s · %s electors"), day, list);

    gtk_string_list_append (names, name);
  }
  gtk_drop_down_set_model (self->cutoffs, G_LIST_MODEL (names));
}

static guint
find_cutoff (ApoyoScopeStep *self)
{
  const char *date = apoyo_configuration_get_text (get_configuration (self), "geography.cutoff");

  for (guint i = 0; date != NULL && i < apoyo_setup_data_get_n_cutoffs (get_data (self)); i++) {
    if (strcmp (apoyo_setup_data_get_cutoff (get_data (self), i)->date, date) == 0)
      return i + 1;
  }
  return date != NULL ? GTK_INVALID_LIST_POSITION : 0;
}

static guint
find_version (ApoyoScopeStep *self, int version)
{
  for (guint i = 0; i < self->version_ids->len; i++) {
    if (g_array_index (self->version_ids, int, i) == version)
      return i;
  }
  return GTK_INVALID_LIST_POSITION;
}

/* The one in force is pinned as soon as it is known: a process never changes its geography by
 * itself. */
static int
pin_version (ApoyoScopeStep *self)
{
  ApoyoConfiguration *configuration = get_configuration (self);
  int version = (int) apoyo_configuration_get_int (configuration, "geography.version");

  if (version == 0) {
    version = apoyo_setup_data_get_version_in_force (get_data (self));
    if (version != 0)
      apoyo_configuration_set_int (configuration, "geography.version", version);
  }
  return version;
}

/* Filled anew only when there is something else to choose from: an open list stays open, and the
 * one that tells of a choice just now is not taken from under it.
 *
 * shown: (inout) (transfer full) (nullable); now: (transfer full) */
static gboolean
is_filled (char **shown, char *now)
{
  gboolean same = g_strcmp0 (*shown, now) == 0;

  g_free (*shown);
  *shown = now;
  return same;
}

static char *
print_versions (ApoyoScopeStep *self)
{
  ApoyoSetupData *data = get_data (self);
  GString *print = g_string_new (NULL);

  for (guint i = 0; i < apoyo_setup_data_get_n_versions (data); i++) {
    const ApoyoVersionData *version = apoyo_setup_data_get_version (data, i);

    g_string_append_printf (print, "%d %d %s\n", version->id, version->in_force, version->name);
  }
  return g_string_free (print, FALSE);
}

static char *
print_cutoffs (ApoyoScopeStep *self)
{
  ApoyoSetupData *data = get_data (self);

  return g_strdup_printf ("%u %p", apoyo_setup_data_get_n_cutoffs (data),
                          (gpointer) apoyo_setup_data_get_geography (data));
}

/* --- the step --------------------------------------------------------------------------------- */

static void
update_scope (ApoyoScopeStep *self)
{
  ApoyoConfiguration *configuration = get_configuration (self);
  const char *nick = apoyo_configuration_get_text (configuration, "rule.scope");
  ApoyoLevel level = APOYO_LEVEL_COUNTRY;

  if (nick != NULL)
    apoyo_level_from_nick (nick, &level);
  apoyo_demarcation_chooser_set_level (APOYO_DEMARCATION_CHOOSER (self->chooser), level, TRUE);
  apoyo_demarcation_chooser_set_code (APOYO_DEMARCATION_CHOOSER (self->chooser),
                                      apoyo_configuration_get_text (configuration, "scope"));
  gtk_widget_set_sensitive (self->chooser, level != APOYO_LEVEL_COUNTRY);
  apoyo_form_row_set_subtitle (
      self->scope_row, level == APOYO_LEVEL_COUNTRY
                           ? _ ("This kind is collected in the whole country")
                           : _ ("One contest, or all those of an entity or of the country"));
}

static void
update_words (ApoyoScopeStep *self)
{
  ApoyoKind kind;
  const ApoyoKindData *data = NULL;

  if (apoyo_configuration_get_kind (get_configuration (self), &kind))
    data = apoyo_setup_data_get_kind (get_data (self), kind);
  apoyo_form_row_set_law (self->cutoff_row, apoyo_kind_data_get_article (data, "cutoff"));
  apoyo_form_row_set_law (self->scope_row, apoyo_kind_data_get_article (data, "scope"));
}

static void
apoyo_scope_step_update (ApoyoAssistantStep *step)
{
  ApoyoScopeStep *self = APOYO_SCOPE_STEP (step);
  int version = pin_version (self);

  apoyo_setup_data_choose_version (get_data (self), version);
  self->setting = TRUE;
  if (!is_filled (&self->shown_versions, print_versions (self)))
    fill_versions (self);
  if (!is_filled (&self->shown_cutoffs, print_cutoffs (self)))
    fill_cutoffs (self);
  gtk_drop_down_set_selected (self->versions, find_version (self, version));
  gtk_drop_down_set_selected (self->cutoffs, find_cutoff (self));
  self->setting = FALSE;
  update_scope (self);
  update_words (self);
}

static char *
apoyo_scope_step_dup_summary (ApoyoAssistantStep *step)
{
  ApoyoScopeStep *self = APOYO_SCOPE_STEP (step);
  ApoyoConfiguration *configuration = get_configuration (self);
  const char *scope = apoyo_configuration_get_text (configuration, "scope");
  const char *cutoff = apoyo_configuration_get_text (configuration, "geography.cutoff");
  g_autofree char *name = NULL;
  g_autofree char *day = NULL;

  if (scope == NULL)
    return NULL;
  name = apoyo_setup_data_dup_place_name (get_data (self), scope);
  if (cutoff == NULL)
    return g_steal_pointer (&name);
  day = apoyo_format_day (cutoff);
  return g_strdup_printf (_ ("%s · list of %s"), name, day);
}

static ApoyoFormRow *
add_row (ApoyoScopeStep *self,
         GtkWidget *group,
         const char *path,
         const char *title,
         GtkWidget *control)
{
  GtkWidget *row = apoyo_form_row_new (title, control);

  gtk_widget_set_size_request (control, CONTROL_WIDTH, -1);
  apoyo_form_group_add (APOYO_FORM_GROUP (group), row);
  apoyo_assistant_step_add_field (APOYO_ASSISTANT_STEP (self), path, APOYO_FORM_ROW (row));
  return APOYO_FORM_ROW (row);
}

/* --- names that are longer than a button ------------------------------------------------------ */

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer cut)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (GPOINTER_TO_INT (cut)) {
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  }
  gtk_list_item_set_child (item, label);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
}

static GtkListItemFactory *
make_factory (gboolean cut)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), GINT_TO_POINTER (cut));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  return factory;
}

/* Cut in the button, so that its row keeps its own words; whole in the list. */
static GtkDropDown *
make_versions (void)
{
  GtkDropDown *versions = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  g_autoptr (GtkListItemFactory) cut = make_factory (TRUE);
  g_autoptr (GtkListItemFactory) whole = make_factory (FALSE);

  gtk_drop_down_set_factory (versions, cut);
  gtk_drop_down_set_list_factory (versions, whole);
  return versions;
}

static void
apoyo_scope_step_build (ApoyoAssistantStep *step)
{
  ApoyoScopeStep *self = APOYO_SCOPE_STEP (step);
  GtkWidget *group;

  apoyo_assistant_step_set_words (
      step, _ ("Scope and cut-off"),
      _ ("Where supports are collected, and the list that the threshold is taken of."));
  group = apoyo_assistant_step_add_group (step, _ ("Scope"));
  self->chooser = apoyo_demarcation_chooser_new (get_data (self), _ ("Scope"));
  g_signal_connect (self->chooser, "chosen", G_CALLBACK (on_scope_cb), self);
  self->scope_row = add_row (self, group, "scope", _ ("Demarcation"), self->chooser);
  group = apoyo_assistant_step_add_group (step, _ ("Geography and nominal list"));
  self->versions = make_versions ();
  self->version_row =
      add_row (self, group, "geography.version", _ ("Geography"), GTK_WIDGET (self->versions));
  apoyo_form_row_set_subtitle (self->version_row,
                               _ ("The process keeps it, also when another is adopted"));
  self->cutoffs = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->cutoff_row =
      add_row (self, group, "geography.cutoff", _ ("Cut-off"), GTK_WIDGET (self->cutoffs));
  apoyo_form_row_set_subtitle (self->cutoff_row, _ ("Day of the nominal list"));
  g_signal_connect (self->versions, "notify::selected", G_CALLBACK (on_version_cb), self);
  g_signal_connect (self->cutoffs, "notify::selected", G_CALLBACK (on_cutoff_cb), self);
}

static void
apoyo_scope_step_finalize (GObject *object)
{
  ApoyoScopeStep *self = APOYO_SCOPE_STEP (object);

  g_array_unref (self->version_ids);
  g_free (self->shown_versions);
  g_free (self->shown_cutoffs);

  G_OBJECT_CLASS (apoyo_scope_step_parent_class)->finalize (object);
}

static void
apoyo_scope_step_class_init (ApoyoScopeStepClass *klass)
{
  ApoyoAssistantStepClass *step_class = APOYO_ASSISTANT_STEP_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = apoyo_scope_step_finalize;
  step_class->build = apoyo_scope_step_build;
  step_class->update = apoyo_scope_step_update;
  step_class->dup_summary = apoyo_scope_step_dup_summary;
}

static void
apoyo_scope_step_init (ApoyoScopeStep *self)
{
  self->version_ids = g_array_new (FALSE, FALSE, sizeof (int));
}
