/* apoyo-demarcations-actions.c: what can be done with the geography, and the buttons for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "apoyo-compare-dialog.h"
#include "apoyo-csv.h"
#include "apoyo-demarcations-actions.h"
#include "apoyo-exceptions-dialog.h"
#include "apoyo-import-dialog.h"
#include "apoyo-message.h"
#include "apoyo-quality-dialog.h"
#include "apoyo-save.h"
#include "apoyo-totals-dialog.h"

struct _ApoyoDemarcationsActions {
  GObject parent_instance;

  GtkWidget *page; /* holds us */
  GSimpleActionGroup *group;
  GtkWidget *compare;        /* (nullable): in the header bar */
  GtkWidget *import;         /* (nullable) */
  ApoyoLogin *login;         /* (owned) (nullable) */
  ApoyoAtlas *atlas;         /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): of the export under way */
  guint place;
  gboolean live;
};

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoDemarcationsActions, apoyo_demarcations_actions, G_TYPE_OBJECT)

static GtkWindow *
get_window (ApoyoDemarcationsActions *self)
{
  return GTK_WINDOW (gtk_widget_get_root (self->page));
}

static ApoyoGeographyVersion *
get_version (ApoyoDemarcationsActions *self)
{
  return self->atlas != NULL ? apoyo_atlas_get_version (self->atlas) : NULL;
}

static gboolean
may_set_up (ApoyoDemarcationsActions *self)
{
  return self->login != NULL && apoyo_login_has_role (self->login, "setup");
}

/* --- dialogs ---------------------------------------------------------------------------------- */

static void
on_dialog_chosen_cb (ApoyoDemarcationsActions *self, guint place)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, place);
}

void
apoyo_demarcations_actions_open_quality (ApoyoDemarcationsActions *self, ApoyoProblem problem)
{
  GtkWidget *dialog;

  g_return_if_fail (APOYO_IS_DEMARCATIONS_ACTIONS (self));

  if (get_version (self) == NULL)
    return;
  /* Where nothing was published yet, there is nothing to look at but something to enter. */
  if (problem == APOYO_PROBLEM_TOTAL &&
      apoyo_quality_count (apoyo_atlas_get_quality (self->atlas), problem) == 0) {
    g_action_group_activate_action (G_ACTION_GROUP (self->group), "totals", NULL);
    return;
  }
  dialog = apoyo_quality_dialog_new (get_window (self), apoyo_atlas_get_geography (self->atlas),
                                     apoyo_atlas_get_quality (self->atlas), problem);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_dialog_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
compare (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ApoyoDemarcationsActions *self = user_data;

  gtk_window_present (GTK_WINDOW (apoyo_compare_dialog_new (
      get_window (self), self->atlas, apoyo_geography_version_get (get_version (self))->id,
      may_set_up (self))));
}

static void
exceptions (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ApoyoDemarcationsActions *self = user_data;
  GtkWidget *dialog =
      apoyo_exceptions_dialog_new (get_window (self), self->login, self->atlas, may_set_up (self));

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_dialog_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
totals (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ApoyoDemarcationsActions *self = user_data;

  gtk_window_present (GTK_WINDOW (
      apoyo_totals_dialog_new (get_window (self), self->atlas, self->place, may_set_up (self))));
}

/* The draft is shown, so that it can be looked at before it is adopted. */
static void
on_drafted_cb (ApoyoDemarcationsActions *self, int version)
{
  if (self->atlas != NULL)
    apoyo_atlas_show (self->atlas, version, NULL);
}

static void
on_list_imported_cb (ApoyoDemarcationsActions *self)
{
  if (self->atlas != NULL)
    apoyo_atlas_load (self->atlas);
}

static void
open_import (ApoyoDemarcationsActions *self, ApoyoImportKind kind, int subject, GCallback imported)
{
  GtkWindow *dialog = GTK_WINDOW (apoyo_import_dialog_new (self->login, kind, subject));

  gtk_window_set_transient_for (dialog, get_window (self));
  g_signal_connect_object (dialog, "imported", imported, self, G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

static void
import_geography (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_import (user_data, APOYO_IMPORT_GEOGRAPHY, 0, G_CALLBACK (on_drafted_cb));
}

static void
import_list (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ApoyoDemarcationsActions *self = user_data;

  open_import (self, APOYO_IMPORT_NOMINAL_LIST,
               apoyo_geography_version_get (get_version (self))->id,
               G_CALLBACK (on_list_imported_cb));
}

/* --- export ----------------------------------------------------------------------------------- */

typedef struct {
  ApoyoDemarcationsActions *actions; /* (owned) */
  GString *text;                     /* (owned) (nullable) */
  int version;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->actions);
  if (export->text != NULL)
    g_string_free (export->text, TRUE);
  g_free (export);
}

/* The columns have the names that such files use, so that it can be imported again. */
static void
append_row (ApoyoResult *row, gboolean names, GString *text)
{
  for (guint i = 0; i < apoyo_result_get_n_columns (row); i++) {
    const char *field = "";

    if (names)
      field = apoyo_result_get_column_name (row, i);
    else if (!apoyo_result_is_null_at (row, 0, (int) i))
      apoyo_result_get_text_at (row, 0, (int) i, &field, NULL);
    if (i > 0)
      g_string_append_c (text, ',');
    apoyo_csv_append_field (text, field);
  }
  g_string_append_c (text, '\n');
}

static void
on_row (ApoyoResult *row, gpointer user_data)
{
  Export *export = user_data;

  if (export->text->len == 0)
    append_row (row, TRUE, export->text);
  append_row (row, FALSE, export->text);
}

static void
sections_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Export *export = user_data;
  ApoyoDemarcationsActions *self = export->actions;
  g_autoptr (GError) error = NULL;
  gint64 n = apoyo_connection_stream_finish (APOYO_CONNECTION (object), result, &error);
  g_autofree char *name = g_strdup_printf ("marco-geografico-v%d.csv", export->version);

  if (self->page == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ; /* whoever asked is gone */
  else if (n < 0)
    apoyo_message_show_error (self->page, error);
  else
    apoyo_save_text (self->page, name, g_steal_pointer (&export->text));
  export_free (export);
}

static void
export_geography (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ApoyoDemarcationsActions *self = user_data;
  Export *export = g_new0 (Export, 1);
  ApoyoParams *params = apoyo_params_new ();

  export->actions = g_object_ref (self);
  export->text = g_string_sized_new (8 << 20);
  export->version = apoyo_geography_version_get (get_version (self))->id;
  apoyo_params_add_int (params, export->version);
  apoyo_connection_stream_async (apoyo_atlas_get_connection (self->atlas), "geography-sections",
                                 params, on_row, export, self->cancellable, sections_cb, export);
}

/* --- what is possible now --------------------------------------------------------------------- */

static void
enable (ApoyoDemarcationsActions *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->group), name)), enabled);
}

static gboolean
is_discarded (ApoyoGeographyVersion *version)
{
  return apoyo_geography_version_get (version)->state == APOYO_VERSION_DISCARDED;
}

/* Whether there is a version in force, and besides it none but what was discarded. */
static gboolean
is_the_only_one (ApoyoDemarcationsActions *self)
{
  GListModel *versions = self->atlas != NULL ? apoyo_atlas_get_versions (self->atlas) : NULL;
  guint standing = 0;

  for (guint i = 0; versions != NULL && i < g_list_model_get_n_items (versions); i++) {
    g_autoptr (ApoyoGeographyVersion) version = g_list_model_get_item (versions, i);

    if (!is_discarded (version))
      standing++;
  }
  return standing == 1 && apoyo_geography_version_find_adopted (versions) != NULL;
}

/* NULL: it can be compared. Of one version there is nothing to compare, but a draft is adopted
 * there. (nullable) */
static const char *
explain_compare (ApoyoDemarcationsActions *self)
{
  ApoyoGeographyVersion *version = get_version (self);

  if (!self->live)
    return _ ("The connection to the server was lost");
  if (version != NULL && is_discarded (version))
    return _ ("This version was discarded: choose another one to compare");
  if (is_the_only_one (self))
    return _ ("There is only this version: another one is imported first");
  return NULL;
}

static void
update (ApoyoDemarcationsActions *self)
{
  gboolean shown = get_version (self) != NULL;
  const char *alone = explain_compare (self);
  const char *lost = self->live ? NULL : _ ("The connection to the server was lost");

  enable (self, "compare", shown && alone == NULL);
  enable (self, "exceptions", self->live && shown);
  enable (self, "totals", self->live && shown);
  enable (self, "export", self->live && shown);
  enable (self, "import-geography", self->live && may_set_up (self));
  enable (self, "import-list", self->live && shown && may_set_up (self));
  if (self->compare == NULL)
    return;
  gtk_widget_set_tooltip_text (self->compare,
                               alone != NULL ? alone : _ ("Compare two versions; adopt a draft"));
  gtk_widget_set_visible (self->import, may_set_up (self));
  gtk_widget_set_sensitive (self->import, self->live);
  gtk_widget_set_tooltip_text (self->import, lost != NULL ? lost : _ ("Import (Ctrl+I)"));
}

void
apoyo_demarcations_actions_update (ApoyoDemarcationsActions *self,
                                   ApoyoLogin *login,
                                   ApoyoAtlas *atlas)
{
  g_return_if_fail (APOYO_IS_DEMARCATIONS_ACTIONS (self));

  g_set_object (&self->login, login);
  g_set_object (&self->atlas, atlas);
  update (self);
}

void
apoyo_demarcations_actions_set_live (ApoyoDemarcationsActions *self, gboolean live)
{
  g_return_if_fail (APOYO_IS_DEMARCATIONS_ACTIONS (self));

  self->live = live;
  update (self);
}

void
apoyo_demarcations_actions_set_place (ApoyoDemarcationsActions *self, guint place)
{
  g_return_if_fail (APOYO_IS_DEMARCATIONS_ACTIONS (self));
  self->place = place;
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_demarcations_actions_dispose (GObject *object)
{
  ApoyoDemarcationsActions *self = APOYO_DEMARCATIONS_ACTIONS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->group);
  g_clear_object (&self->login);
  g_clear_object (&self->atlas);
  g_clear_weak_pointer (&self->page);

  G_OBJECT_CLASS (apoyo_demarcations_actions_parent_class)->dispose (object);
}

static void
apoyo_demarcations_actions_class_init (ApoyoDemarcationsActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_demarcations_actions_dispose;

  signals[SIGNAL_CHOSEN] =
      g_signal_new ("chosen", APOYO_TYPE_DEMARCATIONS_ACTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
apoyo_demarcations_actions_init (ApoyoDemarcationsActions *self)
{
  static const GActionEntry entries[] = {
    { .name = "compare", .activate = compare },
    { .name = "exceptions", .activate = exceptions },
    { .name = "totals", .activate = totals },
    { .name = "export", .activate = export_geography },
    { .name = "import-geography", .activate = import_geography },
    { .name = "import-list", .activate = import_list },
  };

  self->place = APOYO_PLACE_NONE;
  self->cancellable = g_cancellable_new ();
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries),
                                   self);
}

static void
add_shortcut (GtkEventController *controller, const char *trigger, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                        gtk_named_action_new (action)));
}

ApoyoDemarcationsActions *
apoyo_demarcations_actions_new (GtkWidget *page)
{
  ApoyoDemarcationsActions *self = g_object_new (APOYO_TYPE_DEMARCATIONS_ACTIONS, NULL);
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  g_set_weak_pointer (&self->page, page);
  gtk_widget_insert_action_group (page, "demarcations", G_ACTION_GROUP (self->group));
  add_shortcut (shortcuts, "<Control>i", "demarcations.import-geography");
  add_shortcut (shortcuts, "<Control>e", "demarcations.export");
  gtk_widget_add_controller (page, shortcuts);
  update (self);
  return self;
}

static GtkWidget *
make_face (const char *icon, const char *label)
{
  GtkWidget *face = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (face), icon);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (face), label);
  return face;
}

static GtkWidget *
make_menu_button (GMenu *menu, GtkWidget *face, const char *label)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  if (face != NULL)
    gtk_menu_button_set_child (GTK_MENU_BUTTON (button), face);
  else
    gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

GtkWidget *
apoyo_demarcations_actions_make_buttons (ApoyoDemarcationsActions *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autoptr (GMenu) imports = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();

  g_menu_append (imports, _ ("_Geography…"), "demarcations.import-geography");
  g_menu_append (imports, _ ("_Nominal list of a cut-off…"), "demarcations.import-list");
  g_menu_append (more, _ ("_Published totals…"), "demarcations.totals");
  g_menu_append (more, _ ("E_xception lists…"), "demarcations.exceptions");
  g_menu_append (more, _ ("_Export geography (CSV)…"), "demarcations.export");
  self->compare = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->compare), make_face ("ac-diff-symbolic", _ ("Compare")));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->compare), "demarcations.compare");
  gtk_widget_add_css_class (self->compare, "flat");
  self->import = make_menu_button (imports, make_face ("document-open-symbolic", _ ("Import…")),
                                   _ ("Import…"));
  gtk_box_append (GTK_BOX (box), self->compare);
  gtk_box_append (GTK_BOX (box), self->import);
  gtk_box_append (GTK_BOX (box), make_menu_button (more, NULL, _ ("More about the geography")));
  /* The header bar is no part of the page. */
  gtk_widget_insert_action_group (box, "demarcations", G_ACTION_GROUP (self->group));
  update (self);
  return g_object_ref_sink (box);
}
