/* apoyo-filter-entry.c: what a list shows of itself as one types.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-filter-entry.h"
#include "apoyo-promovente.h"

#define REST_MS 120
#define KEY_TEXT "apoyo-filter-text"

struct _ApoyoFilterEntry {
  AdwBin parent_instance;

  GtkSearchEntry *search;
  GStrv words; /* (owned): folded */
};

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoFilterEntry, apoyo_filter_entry, ADW_TYPE_BIN)

static const char *
get_query (ApoyoFilterEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

static void
on_search_changed_cb (ApoyoFilterEntry *self)
{
  g_strfreev (self->words);
  self->words = apoyo_promovente_fold_query (get_query (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The search entry keeps the key for itself, also when there is nothing to take away. */
static void
on_stop_search_cb (ApoyoFilterEntry *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  else if (GTK_IS_WINDOW (root) && gtk_window_get_modal (GTK_WINDOW (root)))
    gtk_window_close (GTK_WINDOW (root));
}

/* Escape takes the words away first; only without any it is the dialog's, which closes. */
static gboolean
on_key_cb (GtkEventControllerKey *keys,
           guint keyval,
           guint keycode,
           GdkModifierType state,
           ApoyoFilterEntry *self)
{
  if (keyval != GDK_KEY_Escape || *get_query (self) == '\0')
    return GDK_EVENT_PROPAGATE;
  apoyo_filter_entry_clear (self);
  return GDK_EVENT_STOP;
}

static void
apoyo_filter_entry_finalize (GObject *object)
{
  g_strfreev (APOYO_FILTER_ENTRY (object)->words);

  G_OBJECT_CLASS (apoyo_filter_entry_parent_class)->finalize (object);
}

static void
apoyo_filter_entry_class_init (ApoyoFilterEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_filter_entry_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APOYO_TYPE_FILTER_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
apoyo_filter_entry_init (ApoyoFilterEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->words = g_new0 (char *, 1);
  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  gtk_search_entry_set_search_delay (self->search, REST_MS);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (on_search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (on_stop_search_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->search));
}

GtkWidget *
apoyo_filter_entry_new (const char *placeholder, const char *label)
{
  ApoyoFilterEntry *self = g_object_new (APOYO_TYPE_FILTER_ENTRY, NULL);

  g_object_set (self->search, "placeholder-text", placeholder, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  return GTK_WIDGET (self);
}

gboolean
apoyo_filter_entry_is_empty (ApoyoFilterEntry *self)
{
  g_return_val_if_fail (APOYO_IS_FILTER_ENTRY (self), TRUE);
  return self->words[0] == NULL;
}

gboolean
apoyo_filter_entry_matches (ApoyoFilterEntry *self, const char *text)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (APOYO_IS_FILTER_ENTRY (self), TRUE);

  if (self->words[0] == NULL)
    return TRUE;
  folded = apoyo_promovente_fold_text (text != NULL ? text : "");
  return apoyo_filter_entry_matches_folded (self, folded);
}

gboolean
apoyo_filter_entry_matches_folded (ApoyoFilterEntry *self, const char *folded)
{
  g_return_val_if_fail (APOYO_IS_FILTER_ENTRY (self) && folded != NULL, TRUE);

  for (guint i = 0; self->words[i] != NULL; i++) {
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;
  }
  return TRUE;
}

/* At once: what is cleared does not wait for the hand to rest. */
void
apoyo_filter_entry_clear (ApoyoFilterEntry *self)
{
  g_return_if_fail (APOYO_IS_FILTER_ENTRY (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  on_search_changed_cb (self);
}

void
apoyo_filter_entry_settle (ApoyoFilterEntry *self)
{
  g_return_if_fail (APOYO_IS_FILTER_ENTRY (self));
  on_search_changed_cb (self);
}

void
apoyo_filter_entry_focus (ApoyoFilterEntry *self)
{
  g_return_if_fail (APOYO_IS_FILTER_ENTRY (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

gboolean
apoyo_filter_entry_has_focus (ApoyoFilterEntry *self)
{
  g_return_val_if_fail (APOYO_IS_FILTER_ENTRY (self), FALSE);
  return (gtk_widget_get_state_flags (GTK_WIDGET (self->search)) & GTK_STATE_FLAG_FOCUS_WITHIN) !=
         0;
}

char *
apoyo_filter_entry_dup_none (ApoyoFilterEntry *self)
{
  g_return_val_if_fail (APOYO_IS_FILTER_ENTRY (self), NULL);
  return g_strdup_printf (_ ("Nothing matches “%s”"), get_query (self));
}

static gboolean
on_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  apoyo_filter_entry_focus (user_data);
  return TRUE;
}

void
apoyo_filter_entry_take_shortcut (ApoyoFilterEntry *self, GtkWidget *dialog)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_return_if_fail (APOYO_IS_FILTER_ENTRY (self) && GTK_IS_WIDGET (dialog));

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_f, GDK_CONTROL_MASK),
                        gtk_callback_action_new (on_shortcut_cb, self, NULL)));
  gtk_widget_add_controller (dialog, controller);
}

void
apoyo_filter_row_set_text (GtkWidget *row, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (row));
  g_object_set_data_full (G_OBJECT (row), KEY_TEXT, g_strdup (text), g_free);
}

guint
apoyo_filter_entry_apply (ApoyoFilterEntry *self, GtkWidget *list)
{
  gboolean shown = TRUE;
  guint n = 0;

  g_return_val_if_fail (APOYO_IS_FILTER_ENTRY (self) && GTK_IS_WIDGET (list), 0);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row)) {
    const char *text = g_object_get_data (G_OBJECT (row), KEY_TEXT);

    if (text != NULL) {
      shown = apoyo_filter_entry_matches (self, text);
      n += shown;
    }
    gtk_widget_set_visible (row, shown);
  }
  return n;
}
