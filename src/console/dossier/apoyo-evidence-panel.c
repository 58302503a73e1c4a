/* apoyo-evidence-panel.c: the pictures and the typed data of a support, by ticket.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-dossier-words.h"
#include "apoyo-evidence-panel.h"
#include "apoyo-evidence-tile.h"
#include "apoyo-evidence-viewer.h"
#include "apoyo-message.h"
#include "apoyo-parts.h"
#include "apoyo-readings.h"

#define N_PICTURES 4

static const char *const pictures[N_PICTURES + 1] = { "front", "back", "selfie", "signature",
                                                      NULL };

struct _ApoyoEvidencePanel {
  GtkBox parent_instance;

  GtkBox *choices; /* of toggle buttons, one for each purpose */
  GtkWidget *see_button;
  GtkWidget *data_button;
  ApoyoEvidenceTile *tiles[N_PICTURES];
  GtkWidget *tile_buttons[N_PICTURES];
  GtkBox *data;

  ApoyoLogin *login;           /* (owned) (nullable) */
  ApoyoEvidenceClient *client; /* (owned) (nullable) */
  JsonObject *dossier;         /* (owned) (nullable) */
  const char *purpose;         /* (nullable): of the dossier; not chosen yet */
  GCancellable *cancellable;   /* (owned): of what is under way for this support */
  GtkWindow *viewer;           /* weak: of the picture that is seen large */
};

enum {
  SIGNAL_LOOKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoEvidencePanel, apoyo_evidence_panel, GTK_TYPE_BOX)

static void
update_buttons (ApoyoEvidencePanel *self)
{
  const char *reason = self->purpose == NULL ? _ ("Choose first what it is for") : NULL;

  apoyo_part_set_reason (self->see_button, reason, NULL);
  apoyo_part_set_reason (self->data_button, reason, NULL);
  for (guint i = 0; i < N_PICTURES; i++)
    gtk_widget_set_sensitive (self->tile_buttons[i],
                              apoyo_evidence_tile_has_picture (self->tiles[i]));
}

static void
close_viewer (ApoyoEvidencePanel *self)
{
  GtkWindow *viewer = self->viewer;

  g_clear_weak_pointer (&self->viewer);
  if (viewer != NULL)
    gtk_window_destroy (viewer);
}

/* Nothing of what was shown stays, here or in a window of its own. */
static void
forget (ApoyoEvidencePanel *self)
{
  close_viewer (self);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < N_PICTURES; i++) {
    apoyo_evidence_tile_set_picture (self->tiles[i], NULL, NULL);
    apoyo_evidence_tile_say (self->tiles[i], _ ("Not opened"));
  }
  apoyo_part_clear (self->data);
  update_buttons (self);
}

/* Who looks, when, at what. */
static char *
make_watermark (ApoyoEvidencePanel *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%d/%m/%Y %H:%M");

  return g_strdup_printf ("%s · %s · %s", apoyo_login_get_user (self->login), time,
                          apoyo_dossier_text (self->dossier, "folio"));
}

/* --- asking ----------------------------------------------------------------------------------- */

typedef struct _Look Look;

struct _Look {
  ApoyoEvidencePanel *self;  /* (owned) */
  GCancellable *cancellable; /* (owned): of the support it was asked for */
  const char *picture;       /* one of the four, NULL for the four and for the data */
  guint place;
  void (*use) (Look *look, const char *ticket); /* what it was opened for */
};

static Look *
look_new (ApoyoEvidencePanel *self, const char *picture, guint place)
{
  Look *look = g_new0 (Look, 1);

  look->self = g_object_ref (self);
  look->cancellable = g_object_ref (self->cancellable);
  look->picture = picture;
  look->place = place;
  return look;
}

static void
look_free (Look *look)
{
  g_object_unref (look->self);
  g_object_unref (look->cancellable);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static ApoyoParams *
make_params (ApoyoEvidencePanel *self, const char *const *things)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int64 (params, apoyo_dossier_number (self->dossier, "support"));
  apoyo_params_add_text_array (params, things, -1);
  apoyo_params_add_text (params, self->purpose);
  return params;
}

/* FALSE when it was called off, or failed and has been told. */
static gboolean
is_wanted (Look *look, const GError *error)
{
  if (g_cancellable_is_cancelled (look->cancellable))
    return FALSE;
  if (error != NULL)
    apoyo_message_show_error (GTK_WIDGET (look->self), error);
  return error == NULL;
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *ticket =
      apoyo_evidence_client_open_finish (APOYO_EVIDENCE_CLIENT (object), result, &error);

  if (g_cancellable_is_cancelled (look->cancellable))
    return;
  update_buttons (look->self);
  if (!is_wanted (look, error))
    return;
  g_signal_emit (look->self, signals[SIGNAL_LOOKED], 0);
  look->use (look, ticket);
}

/* Asks for a ticket for these things, and uses it. look: (transfer full) */
static void
open_things (Look *look, const char *const *things, void (*use) (Look *look, const char *ticket))
{
  ApoyoEvidencePanel *self = look->self;

  look->use = use;
  apoyo_evidence_client_open_async (self->client, "open-evidence", make_params (self, things),
                                    self->cancellable, opened_cb, look);
}

/* --- pictures --------------------------------------------------------------------------------- */

/* Previews are made by whoever could read the capture. (transfer none) */
static const char *
explain (ApoyoEvidencePanel *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) &&
      apoyo_dossier_object (self->dossier, "examination") == NULL &&
      g_strcmp0 (apoyo_dossier_text (self->dossier, "situation"), "processing") != 0)
    return _ (
        "No attempt could read the pictures, and so there is none to show. Validate it again.");
  return error->message;
}

static void
tile_seen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  ApoyoEvidencePanel *self = look->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
      apoyo_evidence_client_see_finish (APOYO_EVIDENCE_CLIENT (object), result, &error);

  if (g_cancellable_is_cancelled (look->cancellable))
    return;
  if (texture != NULL) {
    g_autofree char *watermark = make_watermark (self);

    apoyo_evidence_tile_set_picture (self->tiles[look->place], texture, watermark);
  } else {
    apoyo_evidence_tile_say (self->tiles[look->place], explain (self, error));
  }
  update_buttons (self);
}

static void
see_all (Look *look, const char *ticket)
{
  ApoyoEvidencePanel *self = look->self;

  /* Until the first has come. */
  gtk_widget_set_sensitive (self->see_button, FALSE);
  for (guint i = 0; i < N_PICTURES; i++) {
    apoyo_evidence_tile_say (self->tiles[i], _ ("Arriving…"));
    apoyo_evidence_client_see_async (self->client, ticket, pictures[i], "small", self->cancellable,
                                     tile_seen_cb, look_new (self, pictures[i], i));
  }
}

static void
on_see_cb (ApoyoEvidencePanel *self)
{
  if (self->dossier == NULL || self->purpose == NULL)
    return;
  gtk_widget_set_sensitive (self->see_button, FALSE);
  open_things (look_new (self, NULL, 0), pictures, see_all);
}

/* --- one picture, large ----------------------------------------------------------------------- */

static void
large_seen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  ApoyoEvidencePanel *self = look->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
      apoyo_evidence_client_see_finish (APOYO_EVIDENCE_CLIENT (object), result, &error);
  g_autofree char *watermark = NULL;

  if (!is_wanted (look, error))
    return;
  watermark = make_watermark (self);
  close_viewer (self);
  g_set_weak_pointer (&self->viewer,
                      apoyo_evidence_viewer_present (GTK_WIDGET (self), self->dossier,
                                                     look->picture, texture, watermark));
}

static void
see_large (Look *look, const char *ticket)
{
  ApoyoEvidencePanel *self = look->self;

  apoyo_evidence_client_see_async (self->client, ticket, look->picture, "large", self->cancellable,
                                   large_seen_cb, look_new (self, look->picture, look->place));
}

static void
on_tile_cb (GtkWidget *button, ApoyoEvidencePanel *self)
{
  for (guint i = 0; i < N_PICTURES; i++) {
    const char *const things[] = { pictures[i], NULL };

    if (button == self->tile_buttons[i] && self->purpose != NULL)
      open_things (look_new (self, pictures[i], i), things, see_large);
  }
}

/* --- typed data ------------------------------------------------------------------------------- */

/* Not selectable: nothing of it goes to the clipboard. */
static void
add_fields (ApoyoEvidencePanel *self, JsonObject *object)
{
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *l = names; l != NULL; l = l->next) {
    JsonNode *node = json_object_get_member (object, l->data);
    g_autofree char *value = NULL;

    if (!JSON_NODE_HOLDS_VALUE (node))
      continue;
    value = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node)
                                                             : json_to_string (node, FALSE);
    gtk_box_append (self->data, apoyo_part_pair (apoyo_dossier_words_field (l->data), value));
  }
}

static void
data_seen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  ApoyoEvidencePanel *self = look->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) data =
      apoyo_evidence_client_ask_finish (APOYO_EVIDENCE_CLIENT (object), result, &error);

  if (!is_wanted (look, error))
    return;
  apoyo_part_clear (self->data);
  /* What does not agree is what most look for. */
  gtk_box_append (self->data, apoyo_readings_new (self->dossier, data));
  add_fields (self, apoyo_dossier_object (data, "names"));
  add_fields (self, apoyo_dossier_object (data, "credential"));
}

static void
see_data (Look *look, const char *ticket)
{
  apoyo_evidence_client_ask_async (look->self->client, ticket, "/v1/evidence/data", NULL,
                                   look->cancellable, data_seen_cb, look_new (look->self, NULL, 0));
}

static void
on_data_cb (ApoyoEvidencePanel *self)
{
  static const char *const things[] = { "data", NULL };

  if (self->dossier == NULL || self->purpose == NULL)
    return;
  gtk_widget_set_sensitive (self->data_button, FALSE);
  open_things (look_new (self, NULL, 0), things, see_data);
}

/* --- filling ---------------------------------------------------------------------------------- */

static void
on_purpose_cb (GtkToggleButton *button, ApoyoEvidencePanel *self)
{
  if (gtk_toggle_button_get_active (button))
    self->purpose = g_object_get_data (G_OBJECT (button), "purpose");
  update_buttons (self);
}

/* None is chosen beforehand: it is an answer, not a setting. */
static void
fill_purposes (ApoyoEvidencePanel *self)
{
  JsonArray *array = apoyo_dossier_array (apoyo_dossier_object (self->dossier, "may"), "purposes");
  GtkToggleButton *first = NULL;

  self->purpose = NULL;
  apoyo_part_clear (self->choices);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    const char *purpose = json_array_get_string_element (array, i);
    GtkWidget *button = gtk_toggle_button_new_with_label (apoyo_dossier_words_purpose (purpose));

    g_object_set_data_full (G_OBJECT (button), "purpose", g_strdup (purpose), g_free);
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
    if (first == NULL)
      first = GTK_TOGGLE_BUTTON (button);
    g_signal_connect_object (button, "toggled", G_CALLBACK (on_purpose_cb), self, 0);
    gtk_box_append (self->choices, button);
  }
}

static void
fill_marks (ApoyoEvidencePanel *self)
{
  for (guint i = 0; i < N_PICTURES; i++) {
    apoyo_evidence_tile_clear_marks (self->tiles[i]);
    apoyo_evidence_viewer_add_marks (self->tiles[i], self->dossier, pictures[i]);
  }
}

void
apoyo_evidence_panel_show (ApoyoEvidencePanel *self, JsonObject *dossier)
{
  gboolean same =
      dossier != NULL && self->dossier != NULL &&
      apoyo_dossier_number (dossier, "support") == apoyo_dossier_number (self->dossier, "support");

  g_return_if_fail (APOYO_IS_EVIDENCE_PANEL (self));

  if (!same)
    forget (self);
  g_clear_pointer (&self->dossier, json_object_unref);
  if (dossier != NULL)
    self->dossier = json_object_ref (dossier);
  if (!same)
    fill_purposes (self);
  if (dossier != NULL)
    fill_marks (self);
  update_buttons (self);
}

void
apoyo_evidence_panel_set_login (ApoyoEvidencePanel *self, ApoyoLogin *login)
{
  g_return_if_fail (APOYO_IS_EVIDENCE_PANEL (self));

  if (!g_set_object (&self->login, login))
    return;
  forget (self);
  g_clear_object (&self->client);
  self->client = apoyo_evidence_client_new (login);
}

void
apoyo_evidence_panel_set_wide (ApoyoEvidencePanel *self, gboolean wide)
{
  for (guint i = 0; i < N_PICTURES; i++)
    gtk_widget_set_size_request (GTK_WIDGET (self->tiles[i]), wide ? 250 : 176, wide ? 176 : 124);
}

/* --- the object ------------------------------------------------------------------------------- */

static GtkWidget *
make_tile (ApoyoEvidencePanel *self, guint i)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 4, NULL);
  const char *words = apoyo_dossier_words_picture (pictures[i]);
  GtkWidget *tile = apoyo_evidence_tile_new (words);
  g_autofree char *name = g_strdup_printf (_ ("See large: %s"), words);

  self->tiles[i] = APOYO_EVIDENCE_TILE (tile);
  self->tile_buttons[i] = gtk_button_new ();
  apoyo_part_classes (self->tile_buttons[i], "flat evidence-tile");
  gtk_button_set_child (GTK_BUTTON (self->tile_buttons[i]), tile);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tile_buttons[i]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (self->tile_buttons[i], "clicked", G_CALLBACK (on_tile_cb), self, 0);
  gtk_box_append (GTK_BOX (box), apoyo_part_label (words, "t-section"));
  gtk_box_append (GTK_BOX (box), self->tile_buttons[i]);
  return box;
}

static GtkWidget *
make_tiles (ApoyoEvidencePanel *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (guint i = 0; i < N_PICTURES; i++)
    gtk_grid_attach (GTK_GRID (grid), make_tile (self, i), (int) i % 2, (int) i / 2, 1, 1);
  return grid;
}

static GtkWidget *
make_asking (ApoyoEvidencePanel *self)
{
  GtkWidget *row = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 4, NULL);

  self->choices = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 0, "linked"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choices), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the evidence is looked at for"), -1);
  gtk_box_append (GTK_BOX (row), apoyo_part_label (_ ("What for?"), "t-section"));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->choices));
  return row;
}

static GtkWidget *
make_looking (ApoyoEvidencePanel *self)
{
  GtkWidget *row = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 6, NULL);

  self->see_button = gtk_button_new_with_label (_ ("See pictures"));
  self->data_button = gtk_button_new_with_label (_ ("See data"));
  g_signal_connect_object (self->see_button, "clicked", G_CALLBACK (on_see_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->data_button, "clicked", G_CALLBACK (on_data_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), self->see_button);
  gtk_box_append (GTK_BOX (row), self->data_button);
  return row;
}

static void
apoyo_evidence_panel_dispose (GObject *object)
{
  ApoyoEvidencePanel *self = APOYO_EVIDENCE_PANEL (object);

  close_viewer (self);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->login);
  g_clear_pointer (&self->dossier, json_object_unref);

  G_OBJECT_CLASS (apoyo_evidence_panel_parent_class)->dispose (object);
}

static void
apoyo_evidence_panel_finalize (GObject *object)
{
  g_clear_object (&APOYO_EVIDENCE_PANEL (object)->cancellable);

  G_OBJECT_CLASS (apoyo_evidence_panel_parent_class)->finalize (object);
}

static void
apoyo_evidence_panel_class_init (ApoyoEvidencePanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_evidence_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = apoyo_evidence_panel_finalize;
  signals[SIGNAL_LOOKED] = g_signal_new ("looked", APOYO_TYPE_EVIDENCE_PANEL, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
apoyo_evidence_panel_init (ApoyoEvidencePanel *self)
{
  self->cancellable = g_cancellable_new ();
  self->data = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 3, NULL));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
  gtk_box_append (GTK_BOX (self), make_asking (self));
  gtk_box_append (GTK_BOX (self), make_looking (self));
  gtk_box_append (GTK_BOX (self), make_tiles (self));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->data));
  apoyo_evidence_panel_set_wide (self, FALSE);
  fill_purposes (self);
  forget (self);
  /* Who leaves the page leaves no faces on it. */
  g_signal_connect (self, "unmap", G_CALLBACK (forget), NULL);
}

GtkWidget *
apoyo_evidence_panel_new (void)
{
  return g_object_new (APOYO_TYPE_EVIDENCE_PANEL, NULL);
}
