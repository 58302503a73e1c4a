/* apoyo-kind-step.c: which kind of process, and what it is called.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-acuerdo.h"
#include "apoyo-steps.h"
#include "apoyo-toast.h"

#define WIDE_ENTRY 300
#define ENTRY 190

struct _ApoyoKindStep {
  ApoyoAssistantStep parent_instance;

  GtkWidget *radios[APOYO_N_KINDS];
  GtkWidget *drill;
  gboolean setting;
};

#define APOYO_TYPE_KIND_STEP (apoyo_kind_step_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoKindStep, apoyo_kind_step, APOYO, KIND_STEP, ApoyoAssistantStep)
G_DEFINE_FINAL_TYPE (ApoyoKindStep, apoyo_kind_step, APOYO_TYPE_ASSISTANT_STEP)

static ApoyoConfiguration *
get_configuration (ApoyoKindStep *self)
{
  return apoyo_assistant_step_get_configuration (APOYO_ASSISTANT_STEP (self));
}

/* data: the document as it was. What was typed elsewhere since then stays. */
static void
take_back_kind (GObject *object, gpointer data)
{
  static const char *const members[] = { "kind", "scope", "rule", "changes" };
  ApoyoKindStep *self = APOYO_KIND_STEP (object);
  g_autoptr (ApoyoConfiguration) before = apoyo_configuration_new_from_json (data, -1, NULL);

  for (gsize i = 0; before != NULL && i < G_N_ELEMENTS (members); i++)
    apoyo_configuration_take (get_configuration (self), before, members[i]);
  apoyo_assistant_step_touch (APOYO_ASSISTANT_STEP (self), "kind");
}

/* What stood for another kind would be wrong for this one: its scope, and all the rule says. */
static void
take_kind (ApoyoKindStep *self, ApoyoKind kind)
{
  ApoyoConfiguration *configuration = get_configuration (self);
  gboolean had_one;
  ApoyoKind before;
  char *document;

  had_one = apoyo_configuration_get_kind (configuration, &before);
  if (had_one && before == kind)
    return;
  document = apoyo_configuration_to_json (configuration);
  apoyo_configuration_set_kind (configuration, kind);
  if (g_strcmp0 (apoyo_configuration_get_text (configuration, "rule.scope"), "country") == 0)
    apoyo_configuration_set_text (configuration, "scope", APOYO_DEMARCATION_COUNTRY);
  else
    apoyo_configuration_unset (configuration, "scope");
  apoyo_assistant_step_touch (APOYO_ASSISTANT_STEP (self), "kind");
  if (had_one)
    apoyo_toast_offer_undo (GTK_WIDGET (self), _ ("Another kind: its scope and rules begin anew"),
                            take_back_kind, G_OBJECT (self), document, g_free);
  else
    g_free (document);
}

static void
on_radio_cb (GtkCheckButton *radio, ApoyoKindStep *self)
{
  if (self->setting || !gtk_check_button_get_active (radio))
    return;
  take_kind (self, (ApoyoKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (radio), "kind")));
}

static void
on_drill_cb (GtkSwitch *drill, GParamSpec *pspec, ApoyoKindStep *self)
{
  if (!self->setting)
    apoyo_configuration_set_bool (get_configuration (self), "simulacro",
                                  gtk_switch_get_active (drill));
}

static GtkWidget *
make_radio (ApoyoKindStep *self, ApoyoKind kind)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *radio = gtk_check_button_new ();
  GtkWidget *name = gtk_label_new (apoyo_kind_get_label (kind));
  GtkWidget *law = gtk_label_new (apoyo_kind_get_legal_basis (kind));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_add_css_class (name, "t-small");
  gtk_label_set_xalign (GTK_LABEL (law), 0);
  gtk_widget_add_css_class (law, "t-caption");
  gtk_widget_add_css_class (law, "dimmed");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), law);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_hexpand (box, TRUE); /* it breaks its lines where the column ends */
  gtk_check_button_set_child (GTK_CHECK_BUTTON (radio), box);
  gtk_widget_add_css_class (radio, "kind");
  gtk_accessible_update_property (GTK_ACCESSIBLE (radio), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  apoyo_kind_get_label (kind), -1);
  g_object_set_data (G_OBJECT (radio), "kind", GINT_TO_POINTER (kind));
  if (kind > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (radio), GTK_CHECK_BUTTON (self->radios[0]));
  g_signal_connect (radio, "toggled", G_CALLBACK (on_radio_cb), self);
  self->radios[kind] = radio;
  return radio;
}

/* In two columns, so that all ten are seen at once. */
static GtkWidget *
make_kinds (ApoyoKindStep *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (ApoyoKind kind = 0; kind < APOYO_N_KINDS; kind++) {
    guint half = (APOYO_N_KINDS + 1) / 2;

    gtk_grid_attach (GTK_GRID (grid), make_radio (self, kind), (int) (kind / half),
                     (int) (kind % half), 1, 1);
  }
  return grid;
}

static void
apoyo_kind_step_build (ApoyoAssistantStep *step)
{
  ApoyoKindStep *self = APOYO_KIND_STEP (step);
  GtkWidget *group;
  GtkWidget *kinds = make_kinds (self);
  GtkWidget *row;
  ApoyoFormRow *entry;

  apoyo_assistant_step_set_words (
      step, _ ("Kind and office"),
      _ ("The kind brings the defaults of the law; each can be changed in the next steps."));
  group = apoyo_assistant_step_add_group (step, _ ("Kind of process"));
  row = apoyo_form_row_new (_ ("Kind of process"), kinds);
  apoyo_form_row_fill (APOYO_FORM_ROW (row));
  apoyo_form_group_add (APOYO_FORM_GROUP (group), row);
  apoyo_assistant_step_add_field (step, "kind", APOYO_FORM_ROW (row));

  group = apoyo_assistant_step_add_group (step, _ ("Identification"));
  entry = apoyo_assistant_step_add_entry (step, group, "name", _ ("Name"), WIDE_ENTRY);
  apoyo_form_row_set_subtitle (entry, _ ("As the public reads it"));
  entry = apoyo_assistant_step_add_entry (step, group, "code", _ ("Code"), ENTRY);
  apoyo_form_row_set_subtitle (entry, _ ("2 to 12 capitals and figures; begins every folio"));
  entry = apoyo_assistant_step_add_entry (step, group, "acuerdo", _ ("Acuerdo"), ENTRY);
  apoyo_form_row_set_subtitle (entry, _ ("By which the council approved the process"));
  self->drill = gtk_switch_new ();
  gtk_widget_set_valign (self->drill, GTK_ALIGN_CENTER);
  g_signal_connect (self->drill, "notify::active", G_CALLBACK (on_drill_cb), self);
  row = apoyo_form_row_new (_ ("Drill"), self->drill);
  apoyo_form_row_set_subtitle (APOYO_FORM_ROW (row),
                               _ ("Marked everywhere, with keys of its own; it never counts"));
  apoyo_form_group_add (APOYO_FORM_GROUP (group), row);
  apoyo_assistant_step_add_field (step, "simulacro", APOYO_FORM_ROW (row));
}

static void
check_acuerdo (ApoyoAssistantStep *step)
{
  const char *text =
      apoyo_configuration_get_text (apoyo_assistant_step_get_configuration (step), "acuerdo");
  g_autoptr (GError) error = NULL;

  /* That it is missing is for the outcome to say: nobody has typed anything wrong. */
  if (text != NULL)
    apoyo_acuerdo_check (text, &error);
  apoyo_assistant_step_set_problem (step, "acuerdo", error != NULL ? error->message : NULL);
}

static void
apoyo_kind_step_update (ApoyoAssistantStep *step)
{
  ApoyoKindStep *self = APOYO_KIND_STEP (step);
  ApoyoConfiguration *configuration = get_configuration (self);
  const char *code = apoyo_configuration_get_text (configuration, "code");
  ApoyoKind kind;

  self->setting = TRUE;
  for (guint i = 0; i < APOYO_N_KINDS; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->radios[i]),
                                 apoyo_configuration_get_kind (configuration, &kind) && kind == i);
  gtk_switch_set_active (GTK_SWITCH (self->drill),
                         apoyo_configuration_get_bool (configuration, "simulacro"));
  self->setting = FALSE;
  check_acuerdo (step);
  if (code != NULL) {
    g_autofree char *capitals = g_utf8_strup (code, -1);

    apoyo_configuration_set_text (configuration, "code", capitals);
  }
}

static char *
apoyo_kind_step_dup_summary (ApoyoAssistantStep *step)
{
  ApoyoKind kind;

  if (!apoyo_configuration_get_kind (apoyo_assistant_step_get_configuration (step), &kind))
    return NULL;
  return g_strdup (apoyo_kind_get_label (kind));
}

static void
apoyo_kind_step_class_init (ApoyoKindStepClass *klass)
{
  ApoyoAssistantStepClass *step_class = APOYO_ASSISTANT_STEP_CLASS (klass);

  step_class->build = apoyo_kind_step_build;
  step_class->update = apoyo_kind_step_update;
  step_class->dup_summary = apoyo_kind_step_dup_summary;
}

static void
apoyo_kind_step_init (ApoyoKindStep *self)
{
}
