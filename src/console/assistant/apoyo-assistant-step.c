/* apoyo-assistant-step.c: one step of the assistant: a form over some members of the configuration.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-assistant-step.h"

#define PAUSE 300

typedef struct {
  char *path; /* (owned) */
  ApoyoFormRow *row;
  char *problem; /* (owned) (nullable): of what is typed */
  gboolean touched;
} Field;

typedef struct {
  ApoyoConfiguration *configuration; /* (owned) */
  ApoyoSetupData *data;              /* (owned) */
  ApoyoOutcome *outcome;             /* (owned) (nullable) */
  GtkBox *box;
  GtkLabel *title;
  GtkLabel *intro;
  GArray *fields; /* (owned) (element-type Field) */
  guint n_errors;
} ApoyoAssistantStepPrivate;

enum {
  SIGNAL_ERRORS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ApoyoAssistantStep, apoyo_assistant_step, ADW_TYPE_BIN)

#define PRIVATE(self)                                                                              \
  ((ApoyoAssistantStepPrivate *) apoyo_assistant_step_get_instance_private (self))

/* --- fields ----------------------------------------------------------------------------------- */

static void
field_clear (gpointer data)
{
  Field *field = data;

  g_free (field->path);
  g_free (field->problem);
}

static Field *
get_field (ApoyoAssistantStepPrivate *priv, guint i)
{
  return &g_array_index (priv->fields, Field, i);
}

static Field *
find_field (ApoyoAssistantStepPrivate *priv, const char *path)
{
  for (guint i = 0; i < priv->fields->len; i++) {
    if (strcmp (get_field (priv, i)->path, path) == 0)
      return get_field (priv, i);
  }
  return NULL;
}

/* (transfer full) (nullable): the sentence, and what to do about it. */
static char *
find_error (ApoyoAssistantStepPrivate *priv, const Field *field)
{
  const ApoyoCheck *check;

  if (field->problem != NULL)
    return g_strdup (field->problem);
  check = priv->outcome != NULL ? apoyo_outcome_find_error (priv->outcome, field->path) : NULL;
  if (check == NULL)
    return NULL;
  return check->hint != NULL ? g_strdup_printf ("%s. %s.", check->message, check->hint)
                             : g_strdup (check->message);
}

static void
show_field (ApoyoAssistantStepPrivate *priv, const Field *field)
{
  g_autofree char *error = find_error (priv, field);

  apoyo_form_row_set_error (field->row, APOYO_FORM_PLACE_CONTROL, field->touched ? error : NULL);
}

void
apoyo_assistant_step_errors_changed (ApoyoAssistantStep *self)
{
  ApoyoAssistantStepPrivate *priv = PRIVATE (self);
  ApoyoAssistantStepClass *klass = APOYO_ASSISTANT_STEP_GET_CLASS (self);
  guint n = klass->count_more != NULL ? klass->count_more (self) : 0;

  for (guint i = 0; i < priv->fields->len; i++) {
    g_autofree char *error = find_error (priv, get_field (priv, i));

    n += error != NULL;
  }
  if (n == priv->n_errors)
    return;
  priv->n_errors = n;
  g_signal_emit (self, signals[SIGNAL_ERRORS_CHANGED], 0);
}

static void
show_all (ApoyoAssistantStep *self)
{
  ApoyoAssistantStepPrivate *priv = PRIVATE (self);

  for (guint i = 0; i < priv->fields->len; i++)
    show_field (priv, get_field (priv, i));
  apoyo_assistant_step_errors_changed (self);
}

void
apoyo_assistant_step_add_field (ApoyoAssistantStep *self, const char *path, ApoyoFormRow *row)
{
  Field field = { g_strdup (path), row, NULL, FALSE };

  g_array_append_val (PRIVATE (self)->fields, field);
}

void
apoyo_assistant_step_clear_fields (ApoyoAssistantStep *self, const char *below)
{
  ApoyoAssistantStepPrivate *priv = PRIVATE (self);

  for (guint i = priv->fields->len; i > 0; i--) {
    if (g_str_has_prefix (get_field (priv, i - 1)->path, below))
      g_array_remove_index (priv->fields, i - 1);
  }
}

void
apoyo_assistant_step_touch (ApoyoAssistantStep *self, const char *path)
{
  ApoyoAssistantStepPrivate *priv = PRIVATE (self);
  Field *field = find_field (priv, path);

  if (field == NULL || field->touched)
    return;
  field->touched = TRUE;
  show_field (priv, field);
}

void
apoyo_assistant_step_set_problem (ApoyoAssistantStep *self, const char *path, const char *text)
{
  ApoyoAssistantStepPrivate *priv = PRIVATE (self);
  Field *field = find_field (priv, path);

  if (field == NULL || g_strcmp0 (field->problem, text) == 0)
    return;
  g_free (field->problem);
  field->problem = g_strdup (text);
  show_field (priv, field);
  apoyo_assistant_step_errors_changed (self);
}

/* --- entries ---------------------------------------------------------------------------------- */

typedef struct {
  ApoyoAssistantStep *step; /* (unowned): the entry lives in it */
  GtkEntry *entry;
  char *path; /* (owned) */
  gboolean setting;
  guint pause;
} Binding;

static void
binding_free (gpointer data)
{
  Binding *binding = data;

  g_clear_handle_id (&binding->pause, g_source_remove);
  g_free (binding->path);
  g_free (binding);
}

static gboolean
pause_cb (gpointer user_data)
{
  Binding *binding = user_data;

  binding->pause = 0;
  apoyo_assistant_step_touch (binding->step, binding->path);
  return G_SOURCE_REMOVE;
}

static void
on_entry_changed_cb (GtkEditable *editable, Binding *binding)
{
  if (binding->setting)
    return;
  g_clear_handle_id (&binding->pause, g_source_remove);
  binding->pause = g_timeout_add (PAUSE, pause_cb, binding);
  apoyo_configuration_set_text (PRIVATE (binding->step)->configuration, binding->path,
                                gtk_editable_get_text (editable));
}

static void
on_entry_left_cb (GtkEventControllerFocus *focus, Binding *binding)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (binding->entry)) != '\0')
    apoyo_assistant_step_touch (binding->step, binding->path);
}

static void
on_entry_source_cb (ApoyoConfiguration *configuration, const char *path, GtkEntry *entry)
{
  Binding *binding = g_object_get_data (G_OBJECT (entry), "binding");
  const char *text;
  int position;

  if (*path != '\0' && strcmp (path, binding->path) != 0)
    return;
  text = apoyo_configuration_get_text (configuration, binding->path);
  /* The cursor of whoever types is in it. */
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text != NULL ? text : "") == 0)
    return;
  binding->setting = TRUE;
  position = gtk_editable_get_position (GTK_EDITABLE (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_editable_set_position (GTK_EDITABLE (entry), position);
  binding->setting = FALSE;
}

ApoyoFormRow *
apoyo_assistant_step_add_entry (ApoyoAssistantStep *self,
                                GtkWidget *group,
                                const char *path,
                                const char *title,
                                int width)
{
  ApoyoAssistantStepPrivate *priv = PRIVATE (self);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *entry = gtk_entry_new ();
  Binding *binding = g_new0 (Binding, 1);
  GtkWidget *row;

  binding->step = self;
  binding->entry = GTK_ENTRY (entry);
  binding->path = g_strdup (path);
  g_object_set_data_full (G_OBJECT (entry), "binding", binding, binding_free);
  gtk_widget_set_size_request (entry, width, -1);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 200);
  g_signal_connect (entry, "changed", G_CALLBACK (on_entry_changed_cb), binding);
  g_signal_connect (focus, "leave", G_CALLBACK (on_entry_left_cb), binding);
  gtk_widget_add_controller (entry, focus);
  row = apoyo_form_row_new (title, entry);
  apoyo_form_group_add (APOYO_FORM_GROUP (group), row);
  apoyo_assistant_step_add_field (self, path, APOYO_FORM_ROW (row));
  g_signal_connect_object (priv->configuration, "changed", G_CALLBACK (on_entry_source_cb), entry,
                           0);
  on_entry_source_cb (priv->configuration, "", GTK_ENTRY (entry));
  return APOYO_FORM_ROW (row);
}

/* --- the step --------------------------------------------------------------------------------- */

static void
update (ApoyoAssistantStep *self)
{
  if (APOYO_ASSISTANT_STEP_GET_CLASS (self)->update != NULL)
    APOYO_ASSISTANT_STEP_GET_CLASS (self)->update (self);
  show_all (self);
}

static void
on_configuration_changed_cb (ApoyoConfiguration *configuration,
                             const char *path,
                             ApoyoAssistantStep *self)
{
  update (self);
}

static GtkWidget *
make_label (const char *css_class, GtkBox *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return label;
}

static void
apoyo_assistant_step_dispose (GObject *object)
{
  ApoyoAssistantStepPrivate *priv = PRIVATE (APOYO_ASSISTANT_STEP (object));

  if (priv->configuration != NULL)
    g_signal_handlers_disconnect_by_data (priv->configuration, object);
  if (priv->data != NULL)
    g_signal_handlers_disconnect_by_data (priv->data, object);

  G_OBJECT_CLASS (apoyo_assistant_step_parent_class)->dispose (object);
}

static void
apoyo_assistant_step_finalize (GObject *object)
{
  ApoyoAssistantStepPrivate *priv = PRIVATE (APOYO_ASSISTANT_STEP (object));

  g_clear_object (&priv->configuration);
  g_clear_object (&priv->data);
  g_clear_pointer (&priv->outcome, apoyo_outcome_unref);
  g_array_unref (priv->fields);

  G_OBJECT_CLASS (apoyo_assistant_step_parent_class)->finalize (object);
}

static void
apoyo_assistant_step_class_init (ApoyoAssistantStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = apoyo_assistant_step_dispose;
  object_class->finalize = apoyo_assistant_step_finalize;

  signals[SIGNAL_ERRORS_CHANGED] =
      g_signal_new ("errors-changed", APOYO_TYPE_ASSISTANT_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
apoyo_assistant_step_init (ApoyoAssistantStep *self)
{
  ApoyoAssistantStepPrivate *priv = PRIVATE (self);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  priv->fields = g_array_new (FALSE, TRUE, sizeof (Field));
  g_array_set_clear_func (priv->fields, field_clear);
  priv->box = GTK_BOX (box);
  gtk_widget_set_margin_top (box, 16);
  gtk_widget_set_margin_bottom (box, 16);
  gtk_widget_set_margin_start (box, 20);
  gtk_widget_set_margin_end (box, 20);
  priv->title = GTK_LABEL (make_label ("t-title", priv->box));
  priv->intro = GTK_LABEL (make_label ("t-small", priv->box));
  gtk_widget_add_css_class (GTK_WIDGET (priv->intro), "dimmed");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

ApoyoAssistantStep *
apoyo_assistant_step_new (GType type, ApoyoConfiguration *configuration, ApoyoSetupData *data)
{
  ApoyoAssistantStep *self = g_object_new (type, NULL);
  ApoyoAssistantStepPrivate *priv = PRIVATE (self);

  priv->configuration = g_object_ref (configuration);
  priv->data = g_object_ref (data);
  APOYO_ASSISTANT_STEP_GET_CLASS (self)->build (self);
  g_signal_connect (configuration, "changed", G_CALLBACK (on_configuration_changed_cb), self);
  g_signal_connect_swapped (data, "changed", G_CALLBACK (update), self);
  update (self);
  return self;
}

const char *
apoyo_assistant_step_get_title (ApoyoAssistantStep *self)
{
  g_return_val_if_fail (APOYO_IS_ASSISTANT_STEP (self), NULL);
  return gtk_label_get_text (PRIVATE (self)->title);
}

char *
apoyo_assistant_step_dup_summary (ApoyoAssistantStep *self)
{
  g_return_val_if_fail (APOYO_IS_ASSISTANT_STEP (self), NULL);
  return APOYO_ASSISTANT_STEP_GET_CLASS (self)->dup_summary (self);
}

guint
apoyo_assistant_step_get_n_errors (ApoyoAssistantStep *self)
{
  g_return_val_if_fail (APOYO_IS_ASSISTANT_STEP (self), 0);
  return PRIVATE (self)->n_errors;
}

void
apoyo_assistant_step_show_errors (ApoyoAssistantStep *self)
{
  ApoyoAssistantStepPrivate *priv = PRIVATE (self);
  gboolean first = TRUE;

  g_return_if_fail (APOYO_IS_ASSISTANT_STEP (self));

  for (guint i = 0; i < priv->fields->len; i++) {
    Field *field = get_field (priv, i);
    g_autofree char *error = find_error (priv, field);

    field->touched = TRUE;
    show_field (priv, field);
    if (error != NULL && first) {
      apoyo_form_row_focus (field->row, APOYO_FORM_PLACE_CONTROL);
      first = FALSE;
    }
  }
  if (first && APOYO_ASSISTANT_STEP_GET_CLASS (self)->show_more != NULL)
    APOYO_ASSISTANT_STEP_GET_CLASS (self)->show_more (self);
}

gboolean
apoyo_assistant_step_owns (ApoyoAssistantStep *self, const char *path)
{
  ApoyoAssistantStepPrivate *priv = PRIVATE (self);
  ApoyoAssistantStepClass *klass = APOYO_ASSISTANT_STEP_GET_CLASS (self);

  g_return_val_if_fail (APOYO_IS_ASSISTANT_STEP (self), FALSE);

  for (guint i = 0; i < priv->fields->len; i++) {
    if (g_str_has_prefix (path, get_field (priv, i)->path))
      return TRUE;
  }
  return klass->owns_more != NULL && klass->owns_more (self, path);
}

gboolean
apoyo_assistant_step_focus (ApoyoAssistantStep *self, const char *path)
{
  ApoyoAssistantStepPrivate *priv = PRIVATE (self);
  ApoyoAssistantStepClass *klass = APOYO_ASSISTANT_STEP_GET_CLASS (self);

  g_return_val_if_fail (APOYO_IS_ASSISTANT_STEP (self), FALSE);

  for (guint i = 0; i < priv->fields->len; i++) {
    Field *field = get_field (priv, i);

    if (!g_str_has_prefix (path, field->path))
      continue;
    apoyo_assistant_step_touch (self, field->path);
    apoyo_form_row_focus (field->row, APOYO_FORM_PLACE_CONTROL);
    return TRUE;
  }
  return klass->focus_more != NULL && klass->focus_more (self, path);
}

void
apoyo_assistant_step_set_outcome (ApoyoAssistantStep *self, ApoyoOutcome *outcome)
{
  ApoyoAssistantStepPrivate *priv = PRIVATE (self);

  g_return_if_fail (APOYO_IS_ASSISTANT_STEP (self));

  if (outcome != NULL)
    apoyo_outcome_ref (outcome);
  g_clear_pointer (&priv->outcome, apoyo_outcome_unref);
  priv->outcome = outcome;
  update (self);
}

ApoyoConfiguration *
apoyo_assistant_step_get_configuration (ApoyoAssistantStep *self)
{
  return PRIVATE (self)->configuration;
}

ApoyoSetupData *
apoyo_assistant_step_get_data (ApoyoAssistantStep *self)
{
  return PRIVATE (self)->data;
}

ApoyoOutcome *
apoyo_assistant_step_get_outcome (ApoyoAssistantStep *self)
{
  return PRIVATE (self)->outcome;
}

void
apoyo_assistant_step_set_words (ApoyoAssistantStep *self, const char *title, const char *intro)
{
  ApoyoAssistantStepPrivate *priv = PRIVATE (self);

  gtk_label_set_text (priv->title, title);
  gtk_label_set_text (priv->intro, intro != NULL ? intro : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->intro), intro != NULL);
}

GtkWidget *
apoyo_assistant_step_add_group (ApoyoAssistantStep *self, const char *title)
{
  GtkWidget *group = apoyo_form_group_new (title);

  apoyo_assistant_step_add (self, group);
  return group;
}

void
apoyo_assistant_step_add (ApoyoAssistantStep *self, GtkWidget *child)
{
  gtk_box_append (PRIVATE (self)->box, child);
}
