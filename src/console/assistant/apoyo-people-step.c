/* apoyo-people-step.c: those who collect, typed here or imported later.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-demarcation-chooser.h"
#include "apoyo-steps.h"
#include "apoyo-toast.h"

struct _ApoyoPeopleStep {
  ApoyoAssistantStep parent_instance;

  ApoyoFormGroup *group;
  GtkBox *rows;
  GtkWidget *add;
  GtkWidget *empty;
  guint n_rows;
  gboolean setting;
};

#define APOYO_TYPE_PEOPLE_STEP (apoyo_people_step_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoPeopleStep, apoyo_people_step, APOYO, PEOPLE_STEP, ApoyoAssistantStep)
G_DEFINE_FINAL_TYPE (ApoyoPeopleStep, apoyo_people_step, APOYO_TYPE_ASSISTANT_STEP)

static ApoyoConfiguration *
get_configuration (ApoyoPeopleStep *self)
{
  return apoyo_assistant_step_get_configuration (APOYO_ASSISTANT_STEP (self));
}

static const char *
get_word (ApoyoConfiguration *configuration, ApoyoSetupData *data)
{
  const ApoyoKindData *kind_data = NULL;
  ApoyoKind kind;

  if (apoyo_configuration_get_kind (configuration, &kind))
    kind_data = apoyo_setup_data_get_kind (data, kind);
  return kind_data != NULL ? kind_data->word : "promovente";
}

const char *
apoyo_steps_people_title (ApoyoConfiguration *configuration, ApoyoSetupData *data)
{
  const char *word = get_word (configuration, data);

  if (g_strcmp0 (word, "aspirante") == 0)
    return _ ("Aspirantes");
  if (g_strcmp0 (word, "organización") == 0)
    return _ ("Organisations");
  return _ ("Promoventes");
}

/* --- one row ---------------------------------------------------------------------------------- */

static guint
place_of (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "place"));
}

static void
set_place (GtkWidget *widget, guint place)
{
  g_object_set_data (G_OBJECT (widget), "place", GUINT_TO_POINTER (place));
}

static void
touch (ApoyoPeopleStep *self, guint place)
{
  g_autofree char *path = g_strdup_printf ("promoventes.%u", place);

  apoyo_assistant_step_touch (APOYO_ASSISTANT_STEP (self), path);
}

static void
on_name_cb (GtkEditable *entry, ApoyoPeopleStep *self)
{
  guint place = place_of (GTK_WIDGET (entry));
  ApoyoDraftPromovente promovente;

  if (self->setting)
    return;
  apoyo_configuration_get_promovente (get_configuration (self), place, &promovente);
  promovente.name = gtk_editable_get_text (entry);
  apoyo_configuration_set_promovente (get_configuration (self), place, &promovente);
  touch (self, place);
}

static void
on_folio_cb (GtkEditable *entry, ApoyoPeopleStep *self)
{
  guint place = place_of (GTK_WIDGET (entry));
  ApoyoDraftPromovente promovente;

  if (self->setting)
    return;
  apoyo_configuration_get_promovente (get_configuration (self), place, &promovente);
  promovente.folio = gtk_editable_get_text (entry);
  apoyo_configuration_set_promovente (get_configuration (self), place, &promovente);
}

static void
on_scope_cb (ApoyoDemarcationChooser *chooser, const char *code, ApoyoPeopleStep *self)
{
  guint place = place_of (GTK_WIDGET (chooser));
  ApoyoDraftPromovente promovente;

  apoyo_configuration_get_promovente (get_configuration (self), place, &promovente);
  promovente.scope = code;
  apoyo_configuration_set_promovente (get_configuration (self), place, &promovente);
  touch (self, place);
}

typedef struct {
  guint place;
  JsonObject *object; /* (owned): with what is not shown here, such as a window of its own */
} Removed;

static void
removed_free (gpointer data)
{
  Removed *removed = data;

  json_object_unref (removed->object);
  g_free (removed);
}

static void
put_back (GObject *object, gpointer data)
{
  ApoyoPeopleStep *self = APOYO_PEOPLE_STEP (object);
  const Removed *removed = data;

  touch (self, apoyo_configuration_put_back_promovente (get_configuration (self), removed->place,
                                                        removed->object));
}

static void
on_remove_cb (GtkButton *button, ApoyoPeopleStep *self)
{
  guint place = place_of (GTK_WIDGET (button));
  g_autofree char *text = NULL;
  ApoyoDraftPromovente promovente;
  Removed *removed;

  apoyo_configuration_get_promovente (get_configuration (self), place, &promovente);
  text = promovente.name != NULL ? g_strdup_printf (_ ("“%s” was removed"), promovente.name)
                                 : g_strdup (_ ("A promovente was removed"));
  gtk_widget_grab_focus (self->add);
  removed = g_new0 (Removed, 1);
  removed->place = place;
  removed->object = apoyo_configuration_steal_promovente (get_configuration (self), place);
  apoyo_toast_offer_undo (GTK_WIDGET (self), text, put_back, G_OBJECT (self), removed,
                          removed_free);
}

static GtkWidget *
make_entry (ApoyoPeopleStep *self,
            GtkWidget *box,
            guint place,
            const char *format,
            const char *placeholder,
            GCallback changed)
{
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *name = g_strdup_printf ("%s %u", format, place + 1);

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  set_place (entry, place);
  g_signal_connect (entry, "changed", changed, self);
  gtk_box_append (GTK_BOX (box), entry);
  return entry;
}

/* Where all collect in the same place there is nothing to choose. */
static void
add_chooser (ApoyoPeopleStep *self, GtkWidget *box, guint place)
{
  g_autofree char *name = g_strdup_printf ("%s %u", _ ("Scope"), place + 1);
  GtkWidget *chooser = apoyo_demarcation_chooser_new (
      apoyo_assistant_step_get_data (APOYO_ASSISTANT_STEP (self)), name);

  set_place (chooser, place);
  g_signal_connect (chooser, "chosen", G_CALLBACK (on_scope_cb), self);
  g_object_set_data (G_OBJECT (box), "chooser", chooser);
  gtk_box_append (GTK_BOX (box), chooser);
}

static GtkWidget *
make_row (ApoyoPeopleStep *self, guint place)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *title = g_strdup_printf (_ ("Remove %u"), place + 1);
  g_autofree char *path = g_strdup_printf ("promoventes.%u", place);
  g_autofree char *row_title = g_strdup_printf ("%u", place + 1);
  GtkWidget *name, *folio, *row;

  name = make_entry (self, box, place, _ ("Name"), _ ("Name"), G_CALLBACK (on_name_cb));
  gtk_widget_set_hexpand (name, TRUE);
  folio = make_entry (self, box, place, _ ("Folio"), _ ("Folio"), G_CALLBACK (on_folio_cb));
  gtk_editable_set_width_chars (GTK_EDITABLE (folio), 11);
  g_object_set_data (G_OBJECT (box), "name", name);
  g_object_set_data (G_OBJECT (box), "folio", folio);
  add_chooser (self, box, place);
  set_place (remove, place);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, title);
  g_signal_connect (remove, "clicked", G_CALLBACK (on_remove_cb), self);
  gtk_box_append (GTK_BOX (box), remove);
  row = apoyo_form_row_new (row_title, box);
  apoyo_form_row_fill (APOYO_FORM_ROW (row));
  apoyo_assistant_step_add_field (APOYO_ASSISTANT_STEP (self), path, APOYO_FORM_ROW (row));
  return row;
}

/* --- the list --------------------------------------------------------------------------------- */

static void
put_text (GtkWidget *entry, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text != NULL ? text : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
}

static gboolean
needs_scope (ApoyoConfiguration *configuration, ApoyoLevel *level)
{
  const char *nick = apoyo_configuration_get_text (configuration, "rule.scope");
  const char *scope = apoyo_configuration_get_text (configuration, "scope");
  ApoyoLevel given;

  *level = APOYO_LEVEL_COUNTRY;
  if (nick == NULL || !apoyo_level_from_nick (nick, level))
    return FALSE;
  return scope == NULL || !apoyo_demarcation_get_level (scope, &given) || given != *level;
}

static void
fill_row (ApoyoPeopleStep *self, GtkWidget *row, guint place)
{
  ApoyoConfiguration *configuration = get_configuration (self);
  GObject *box = G_OBJECT (apoyo_form_row_get_control (APOYO_FORM_ROW (row)));
  ApoyoDemarcationChooser *chooser = g_object_get_data (box, "chooser");
  ApoyoDraftPromovente promovente;
  ApoyoLevel level;
  gboolean needs = needs_scope (configuration, &level);

  apoyo_configuration_get_promovente (configuration, place, &promovente);
  put_text (g_object_get_data (box, "name"), promovente.name);
  put_text (g_object_get_data (box, "folio"), promovente.folio);
  gtk_widget_set_visible (GTK_WIDGET (chooser), needs);
  apoyo_demarcation_chooser_set_level (chooser, level, FALSE);
  apoyo_demarcation_chooser_set_within (chooser,
                                        apoyo_configuration_get_text (configuration, "scope"));
  apoyo_demarcation_chooser_set_code (chooser, promovente.scope);
}

/* The widgets stay while only their texts change, and so the cursor stays where it is. */
static void
rebuild (ApoyoPeopleStep *self, guint n)
{
  GtkWidget *child;

  apoyo_assistant_step_clear_fields (APOYO_ASSISTANT_STEP (self), "promoventes.");
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  for (guint i = 0; i < n; i++)
    gtk_box_append (self->rows, make_row (self, i));
  self->n_rows = n;
}

static void
apoyo_people_step_update (ApoyoAssistantStep *step)
{
  ApoyoPeopleStep *self = APOYO_PEOPLE_STEP (step);
  guint n = apoyo_configuration_get_n_promoventes (get_configuration (self));
  guint place = 0;

  apoyo_assistant_step_set_words (
      step,
      apoyo_steps_people_title (get_configuration (self), apoyo_assistant_step_get_data (step)),
      _ ("Type them here, or import a file on the page of the process once it is created."));
  self->setting = TRUE;
  if (n != self->n_rows)
    rebuild (self, n);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    fill_row (self, row, place++);
  self->setting = FALSE;
  gtk_widget_set_visible (self->empty, n == 0);
  gtk_widget_set_sensitive (self->add, n < APOYO_CONFIGURATION_MAX_PROMOVENTES);
}

static void
on_add_cb (GtkButton *button, ApoyoPeopleStep *self)
{
  ApoyoConfiguration *configuration = get_configuration (self);
  /* Without a scope of its own it is that of the process. */
  const ApoyoDraftPromovente promovente = { 0 };
  guint place = apoyo_configuration_add_promovente (configuration, &promovente);
  GtkWidget *row = gtk_widget_get_last_child (GTK_WIDGET (self->rows));

  if (row != NULL && self->n_rows == place + 1)
    gtk_widget_grab_focus (
        g_object_get_data (G_OBJECT (apoyo_form_row_get_control (APOYO_FORM_ROW (row))), "name"));
}

static char *
apoyo_people_step_dup_summary (ApoyoAssistantStep *step)
{
  guint n = apoyo_configuration_get_n_promoventes (apoyo_assistant_step_get_configuration (step));

  if (n == 0)
    return g_strdup (_ ("Imported later"));
  return g_strdup_printf (g_dngettext (NULL, "%u typed", "%u typed", n), n);
}

static void
apoyo_people_step_build (ApoyoAssistantStep *step)
{
  ApoyoPeopleStep *self = APOYO_PEOPLE_STEP (step);
  GtkWidget *group = apoyo_assistant_step_add_group (step, _ ("Those who collect"));

  self->group = APOYO_FORM_GROUP (group);
  self->empty =
      gtk_label_new (_ ("Nobody yet. A process can be created without them, but not opened."));
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->empty), 0);
  gtk_widget_add_css_class (self->empty, "form-row");
  gtk_widget_add_css_class (self->empty, "t-small");
  apoyo_form_group_add (self->group, self->empty);
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  apoyo_form_group_add (self->group, GTK_WIDGET (self->rows));
  self->add = gtk_button_new_with_label (_ ("Add"));
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  g_signal_connect (self->add, "clicked", G_CALLBACK (on_add_cb), self);
  apoyo_assistant_step_add (step, self->add);
}

static void
apoyo_people_step_class_init (ApoyoPeopleStepClass *klass)
{
  ApoyoAssistantStepClass *step_class = APOYO_ASSISTANT_STEP_CLASS (klass);

  step_class->build = apoyo_people_step_build;
  step_class->update = apoyo_people_step_update;
  step_class->dup_summary = apoyo_people_step_dup_summary;
}

static void
apoyo_people_step_init (ApoyoPeopleStep *self)
{
}
