/* apoyo-compare-dialog.c: two versions of the geography side by side; adopts a draft.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-compare-dialog.h"
#include "apoyo-dialog-button.h"
#include "apoyo-difference-view.h"
#include "apoyo-message.h"
#include "apoyo-save.h"
#include "apoyo-version-switcher.h"

struct _ApoyoCompareDialog {
  AdwWindow parent_instance;

  GtkDropDown *version;
  GtkDropDown *against;
  ApoyoDifferenceView *view;
  GtkWidget *export;
  GtkWidget *discard;
  GtkWidget *adopt;
  GtkLabel *reason;
  GtkSpinner *spinner;

  ApoyoAtlas *atlas;         /* (owned) */
  GListModel *versions;      /* (owned): that stand, as they were when the choice was made */
  GCancellable *cancellable; /* (owned) */
  gboolean may_adopt;
  gboolean acting;
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (ApoyoCompareDialog, apoyo_compare_dialog, ADW_TYPE_WINDOW)

/* --- the two versions ------------------------------------------------------------------------- */

/* (transfer none): the list keeps it. */
static ApoyoGeographyVersion *
get_chosen (ApoyoCompareDialog *self, GtkDropDown *drop_down)
{
  g_autoptr (ApoyoGeographyVersion) version =
      g_list_model_get_item (self->versions, gtk_drop_down_get_selected (drop_down));

  return version;
}

static int
get_id (ApoyoGeographyVersion *version)
{
  return version != NULL ? apoyo_geography_version_get (version)->id : 0;
}

/* Why the draft cannot be adopted now; NULL: it can. */
static const char *
explain_adoption (ApoyoCompareDialog *self)
{
  ApoyoGeographyVersion *version = get_chosen (self, self->version);
  ApoyoGeographyVersion *in_force = apoyo_geography_version_find_adopted (self->versions);

  if (version == NULL || apoyo_geography_version_get (version)->state != APOYO_VERSION_DRAFT)
    return _ ("Only a draft can be adopted.");
  if (!self->may_adopt)
    return _ ("Adopting takes the role of process setup.");
  if (in_force != NULL && get_id (get_chosen (self, self->against)) != get_id (in_force))
    return _ ("A draft is adopted after comparing it with the version in force.");
  if (!self->loaded)
    return _ ("The difference is being read.");
  return self->acting ? _ ("Wait for the answer.") : NULL;
}

static void
update_acts (ApoyoCompareDialog *self)
{
  ApoyoGeographyVersion *version = get_chosen (self, self->version);
  gboolean draft =
      version != NULL && apoyo_geography_version_get (version)->state == APOYO_VERSION_DRAFT;
  const char *reason = explain_adoption (self);
  g_autofree char *label = g_strdup_printf (_ ("_Adopt version %d"), get_id (version));

  apoyo_dialog_button_set_label (self->adopt, label);
  gtk_widget_set_visible (self->adopt, self->may_adopt);
  gtk_widget_set_visible (self->discard, self->may_adopt && draft);
  gtk_widget_set_sensitive (self->discard, !self->acting);
  gtk_widget_set_sensitive (self->adopt, reason == NULL);
  gtk_widget_set_tooltip_text (self->adopt, reason);
  gtk_widget_set_sensitive (self->export, self->loaded);
  gtk_label_set_text (self->reason, reason != NULL && draft ? reason : "");
}

static void
difference_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results =
      apoyo_connection_read_finish (APOYO_CONNECTION (object), result, &error);
  ApoyoCompareDialog *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* self may be gone */
  gtk_spinner_stop (self->spinner);
  if (results == NULL) {
    apoyo_message_show_error (GTK_WIDGET (self), error);
    return;
  }
  self->loaded = TRUE;
  apoyo_difference_view_set (self->view, results->pdata[0], results->pdata[1]);
  update_acts (self);
}

static void
load (ApoyoCompareDialog *self)
{
  static const char *const statements[] = { "demarcation-difference", "demarcation-changes", NULL };
  GPtrArray *params = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_params_free);
  int version = get_id (get_chosen (self, self->version));
  int against = get_id (get_chosen (self, self->against));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->loaded = FALSE;
  apoyo_difference_view_set (self->view, NULL, NULL);
  update_acts (self);
  for (guint i = 0; statements[i] != NULL; i++) {
    ApoyoParams *pair = apoyo_params_new ();

    apoyo_params_add_int (pair, version);
    if (against != 0)
      apoyo_params_add_int (pair, against);
    else
      apoyo_params_add_null (pair);
    g_ptr_array_add (params, pair);
  }
  gtk_spinner_start (self->spinner);
  apoyo_connection_read_async (apoyo_atlas_get_connection (self->atlas), statements, params,
                               self->cancellable, difference_cb, self);
}

/* --- acts ------------------------------------------------------------------------------------- */

static void
act_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoCompareDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);

  self->acting = FALSE;
  if (self->atlas == NULL) /* it went with the window that it belongs to */
    return;
  if (rows == NULL) {
    update_acts (self);
    apoyo_message_show_error (GTK_WIDGET (self), error);
    /* Somebody else may have been quicker: what the versions are is read again. */
    apoyo_atlas_load (self->atlas);
    return;
  }
  apoyo_atlas_load (self->atlas);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* params: (transfer full) */
static void
act (ApoyoCompareDialog *self, const char *statement, ApoyoParams *params)
{
  self->acting = TRUE;
  update_acts (self);
  apoyo_connection_call_async (apoyo_atlas_get_connection (self->atlas), statement, params, NULL,
                               act_cb, g_object_ref (self));
}

static void
adopt (gpointer user_data)
{
  ApoyoCompareDialog *self = user_data;
  ApoyoParams *params = apoyo_params_new ();
  int against = get_id (apoyo_geography_version_find_adopted (self->versions));

  apoyo_params_add_int (params, get_id (get_chosen (self, self->version)));
  if (against != 0)
    apoyo_params_add_int (params, against);
  else
    apoyo_params_add_null (params);
  act (self, "adopt-geography-version", params);
}

static void
discard (gpointer user_data)
{
  ApoyoCompareDialog *self = user_data;
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, get_id (get_chosen (self, self->version)));
  act (self, "discard-geography", params);
}

static void
on_adopt_cb (ApoyoCompareDialog *self)
{
  int version = get_id (get_chosen (self, self->version));
  g_autofree char *heading = g_strdup_printf (_ ("Adopt version %d?"), version);
  g_autofree char *summary = apoyo_difference_view_dup_summary (self->view);
  g_autofree char *body =
      g_strdup_printf (_ ("%s. Processes created from now on use it; those that there are keep "
                          "the version they were made with."),
                       summary);

  apoyo_message_ask (GTK_WIDGET (self), heading, body, _ ("_Adopt"), FALSE, adopt, G_OBJECT (self));
}

static void
on_discard_cb (ApoyoCompareDialog *self)
{
  int version = get_id (get_chosen (self, self->version));
  g_autofree char *heading = g_strdup_printf (_ ("Discard draft %d?"), version);

  apoyo_message_ask (GTK_WIDGET (self), heading,
                     _ ("It can be looked at afterwards, but not adopted any more. The file can be "
                        "imported again."),
                     _ ("_Discard"), TRUE, discard, G_OBJECT (self));
}

static void
on_export_cb (ApoyoCompareDialog *self)
{
  g_autofree char *name =
      g_strdup_printf ("geography-v%d-v%d.csv", get_id (get_chosen (self, self->against)),
                       get_id (get_chosen (self, self->version)));

  apoyo_save_text (GTK_WIDGET (self), name, apoyo_difference_view_make_csv (self->view));
}

/* --- the object ------------------------------------------------------------------------------- */

/* How an act under way ends is told here. */
static gboolean
apoyo_compare_dialog_close_request (GtkWindow *window)
{
  if (APOYO_COMPARE_DIALOG (window)->acting)
    return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (apoyo_compare_dialog_parent_class)->close_request (window);
}

static void
apoyo_compare_dialog_dispose (GObject *object)
{
  ApoyoCompareDialog *self = APOYO_COMPARE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->atlas);
  g_clear_object (&self->versions);

  G_OBJECT_CLASS (apoyo_compare_dialog_parent_class)->dispose (object);
}

static void
apoyo_compare_dialog_class_init (ApoyoCompareDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_compare_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = apoyo_compare_dialog_close_request;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
apoyo_compare_dialog_init (ApoyoCompareDialog *self)
{
}

static GtkDropDown *
make_drop_down (ApoyoCompareDialog *self, const char *label, int chosen)
{
  GtkStringList *titles = gtk_string_list_new (NULL);
  GtkDropDown *drop_down;
  guint selected = 0;

  for (guint i = 0; i < g_list_model_get_n_items (self->versions); i++) {
    g_autoptr (ApoyoGeographyVersion) version = g_list_model_get_item (self->versions, i);
    const ApoyoVersionFigures *figures = apoyo_geography_version_get (version);
    g_autofree char *title = g_strdup_printf ("v%d · %s · %s", figures->id, figures->name,
                                              apoyo_version_words_state (figures->state));

    gtk_string_list_append (titles, title);
    if (figures->id == chosen)
      selected = i;
  }
  drop_down = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (titles), NULL));
  gtk_drop_down_set_selected (drop_down, selected);
  gtk_widget_set_hexpand (GTK_WIDGET (drop_down), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (load), self);
  return drop_down;
}

/* The version in force; of that one itself, the one that it took the place of, or the newest draft.
 */
static int
find_other (GListModel *versions, int version)
{
  int in_force = get_id (apoyo_geography_version_find_adopted (versions));
  int draft = 0;

  if (in_force != version)
    return in_force;
  for (guint i = 0; i < g_list_model_get_n_items (versions); i++) {
    g_autoptr (ApoyoGeographyVersion) other = g_list_model_get_item (versions, i);

    if (apoyo_geography_version_get (other)->state == APOYO_VERSION_SUPERSEDED)
      return get_id (other);
    if (draft == 0 && apoyo_geography_version_get (other)->state == APOYO_VERSION_DRAFT)
      draft = get_id (other);
  }
  return draft != 0 ? draft : version;
}

static GtkWidget *
make_choices (ApoyoCompareDialog *self, int version)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *word = gtk_label_new (_ ("against"));
  int other = find_other (self->versions, version);

  self->version = make_drop_down (self, _ ("Version"), version);
  self->against = make_drop_down (self, _ ("Compared with"), other);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_add_css_class (word, "dimmed");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->version));
  gtk_box_append (GTK_BOX (box), word);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->against));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->spinner));
  /* The first version of all has nothing to be compared with. */
  gtk_widget_set_visible (word, other != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->against), other != 0);
  return box;
}

static GtkWidget *
make_acts (ApoyoCompareDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->export = apoyo_dialog_button_new (_ ("_Export…"), G_CALLBACK (on_export_cb), self);
  self->discard = apoyo_dialog_button_new (_ ("_Discard draft"), G_CALLBACK (on_discard_cb), self);
  self->adopt = apoyo_dialog_button_new ("", G_CALLBACK (on_adopt_cb), self);
  self->reason = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->reason), "t-caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->reason), "dimmed");
  gtk_widget_set_hexpand (GTK_WIDGET (self->reason), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->reason), GTK_ALIGN_END);
  gtk_label_set_ellipsize (self->reason, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->discard, "destructive-action");
  gtk_widget_add_css_class (self->adopt, "suggested-action");
  gtk_box_append (GTK_BOX (box), self->export);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->reason));
  gtk_box_append (GTK_BOX (box), self->discard);
  gtk_box_append (GTK_BOX (box), self->adopt);
  return box;
}

/* What was discarded is none any more to compare with. (transfer full) */
static GListModel *
list_standing (GListModel *versions)
{
  GListStore *standing = g_list_store_new (APOYO_TYPE_GEOGRAPHY_VERSION);

  for (guint i = 0; i < g_list_model_get_n_items (versions); i++) {
    g_autoptr (ApoyoGeographyVersion) version = g_list_model_get_item (versions, i);

    if (apoyo_geography_version_get (version)->state != APOYO_VERSION_DISCARDED)
      g_list_store_append (standing, version);
  }
  return G_LIST_MODEL (standing);
}

GtkWidget *
apoyo_compare_dialog_new (GtkWindow *parent, ApoyoAtlas *atlas, int version, gboolean may_adopt)
{
  ApoyoCompareDialog *self = g_object_new (APOYO_TYPE_COMPARE_DIALOG, "transient-for", parent,
                                           "modal", TRUE, "default-width", 1140, "default-height",
                                           690, "title", _ ("Compare versions"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->atlas = g_object_ref (atlas);
  self->versions = list_standing (apoyo_atlas_get_versions (atlas));
  self->may_adopt = may_adopt;
  self->view = APOYO_DIFFERENCE_VIEW (apoyo_difference_view_new ());
  gtk_widget_set_margin_start (content, 16);
  gtk_widget_set_margin_end (content, 16);
  gtk_widget_set_margin_bottom (content, 14);
  gtk_box_append (GTK_BOX (content), make_choices (self, version));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  gtk_box_append (GTK_BOX (content), make_acts (self));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (self), box);
  load (self);
  return GTK_WIDGET (self);
}
