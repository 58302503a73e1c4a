/* apoyo-processes-actions.c: the buttons of the page in the header bar: a new process, and what can
 * be done with the chosen one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-assistant.h"
#include "apoyo-message.h"
#include "apoyo-parts.h"
#include "apoyo-process-files.h"
#include "apoyo-processes-actions.h"
#include "apoyo-toast.h"

struct _ApoyoProcessesActions {
  GtkBox parent_instance;

  GtkWidget *add;
  AdwButtonContent *add_content;
  GtkWidget *more;
  AdwButtonContent *more_content;
  GSimpleActionGroup *group; /* (owned) */
  ApoyoSetup *setup;         /* (owned) */
  GtkWidget *page;           /* (weak) (nullable): where toasts and messages belong */
};

enum { SIGNAL_AMEND, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoProcessesActions, apoyo_processes_actions, GTK_TYPE_BOX)

/* --- drafts ----------------------------------------------------------------------------------- */

/* The page shows what was made, not what it showed before: nobody is to change another one. */
static void
on_created_cb (ApoyoAssistant *assistant, int process, ApoyoSetup *setup)
{
  apoyo_setup_choose_later (setup, process);
}

static void
tell_created_cb (ApoyoAssistant *assistant, int process, GtkWidget *page)
{
  const char *name = apoyo_assistant_get_name (assistant);
  g_autofree char *text =
      g_strdup_printf (_ ("“%s” has been created, as a draft"), name != NULL ? name : "");

  apoyo_toast_show (page, text);
}

static void
tell_kept_cb (ApoyoAssistant *assistant, const char *text, GtkWidget *page)
{
  apoyo_toast_show (page, text);
}

void
apoyo_processes_open_assistant (GtkWidget *parent, ApoyoSetup *setup, gint64 draft)
{
  ApoyoAssistant *assistant = apoyo_assistant_present (GTK_WINDOW (gtk_widget_get_root (parent)),
                                                       apoyo_setup_get_login (setup), draft, NULL);

  g_signal_connect_object (assistant, "created", G_CALLBACK (on_created_cb), setup, 0);
  g_signal_connect_object (assistant, "created", G_CALLBACK (tell_created_cb), parent, 0);
  g_signal_connect_object (assistant, "kept", G_CALLBACK (tell_kept_cb), parent, 0);
}

typedef struct {
  GWeakRef page;
  ApoyoSetup *setup; /* (owned) */
  gint64 draft;
  ApoyoProcessesDraftFunc stays;
} Discarding;

static Discarding *
discarding_new (GtkWidget *page, ApoyoSetup *setup, gint64 draft, ApoyoProcessesDraftFunc stays)
{
  Discarding *discarding = g_new0 (Discarding, 1);

  g_weak_ref_init (&discarding->page, page);
  discarding->setup = g_object_ref (setup);
  discarding->draft = draft;
  discarding->stays = stays;
  return discarding;
}

static void
discarding_free (gpointer data)
{
  Discarding *discarding = data;

  g_weak_ref_clear (&discarding->page);
  g_object_unref (discarding->setup);
  g_free (discarding);
}

static void
restored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Discarding *discarding = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  g_autoptr (GtkWidget) page = g_weak_ref_get (&discarding->page);

  if (rows != NULL)
    apoyo_setup_refresh (discarding->setup);
  else
    apoyo_setup_choose_draft_later (discarding->setup, 0);
  if (rows == NULL && page != NULL)
    apoyo_message_show_error (page, error);
  discarding_free (discarding);
}

static void
undo_discarding (GObject *page, gpointer data)
{
  Discarding *discarding = data;
  ApoyoParams *params = apoyo_params_new ();

  discarding->stays (GTK_WIDGET (page), discarding->draft);
  /* Now, not when it is back: who chooses another meanwhile stays with that. */
  apoyo_setup_choose_draft_later (discarding->setup, discarding->draft);
  apoyo_params_add_int64 (params, discarding->draft);
  apoyo_connection_call_async (
      apoyo_setup_get_connection (discarding->setup), "restore-draft", params, NULL, restored_cb,
      discarding_new (GTK_WIDGET (page), discarding->setup, discarding->draft, discarding->stays));
}

static void
discarded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Discarding *discarding = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  g_autoptr (GtkWidget) page = g_weak_ref_get (&discarding->page);

  if (rows == NULL && page != NULL) {
    discarding->stays (page, discarding->draft);
    apoyo_message_show_error (page, error);
  }
  if (rows != NULL)
    apoyo_setup_refresh (discarding->setup);
  if (rows != NULL && page != NULL)
    apoyo_toast_offer_undo (page, _ ("The draft was put away"), undo_discarding, G_OBJECT (page),
                            discarding, discarding_free);
  else
    discarding_free (discarding);
}

void
apoyo_processes_discard_draft (GtkWidget *page, ApoyoSetup *setup, ApoyoProcessesDraftFunc stays)
{
  const ApoyoSetupFigures *figures =
      apoyo_setup_process_get_figures (apoyo_setup_get_chosen (setup));
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int64 (params, figures->draft);
  apoyo_params_add_int (params, figures->revision);
  apoyo_connection_call_async (apoyo_setup_get_connection (setup), "discard-draft", params, NULL,
                               discarded_cb, discarding_new (page, setup, figures->draft, stays));
}

/* --- actions ---------------------------------------------------------------------------------- */

static void
on_new (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ApoyoProcessesActions *self = user_data;

  apoyo_processes_open_assistant (self->page, self->setup, 0);
}

static void
on_file (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const struct {
    const char *name;
    void (*func) (GtkWidget *parent, ApoyoSetup *setup);
  } errands[] = {
    { "copy", apoyo_process_files_copy },
    { "export", apoyo_process_files_export },
    { "import", apoyo_process_files_import },
    { "compare-file", apoyo_process_files_compare_file },
    { "compare-process", apoyo_process_files_compare_process },
  };
  ApoyoProcessesActions *self = user_data;

  for (gsize i = 0; i < G_N_ELEMENTS (errands); i++) {
    if (g_str_equal (errands[i].name, g_action_get_name (G_ACTION (action))))
      errands[i].func (self->page, self->setup);
  }
}

static void
on_amend (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_AMEND], 0);
}

static void
enable (ApoyoProcessesActions *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update (ApoyoProcessesActions *self)
{
  ApoyoSetupProcess *process = apoyo_setup_get_chosen (self->setup);
  const ApoyoSetupFigures *figures =
      process != NULL ? apoyo_setup_process_get_figures (process) : NULL;
  const char *why = apoyo_setup_why_not (self->setup);
  gboolean live = apoyo_setup_is_live (self->setup);
  gboolean is_process = figures != NULL && figures->draft == 0;

  enable (self, "new", why == NULL);
  enable (self, "import", why == NULL);
  enable (self, "copy", why == NULL && is_process);
  enable (self, "export", live && is_process);
  enable (self, "compare-file", live && is_process);
  enable (self, "compare-process", live && is_process);
  enable (self, "amend", why == NULL && is_process && figures->state <= APOYO_LIFE_READY);
  gtk_widget_set_tooltip_text (self->add, why != NULL ? why : _ ("New process (Ctrl+N)"));
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_processes_actions_dispose (GObject *object)
{
  ApoyoProcessesActions *self = APOYO_PROCESSES_ACTIONS (object);

  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->group);
  g_clear_object (&self->setup);

  G_OBJECT_CLASS (apoyo_processes_actions_parent_class)->dispose (object);
}

static void
apoyo_processes_actions_class_init (ApoyoProcessesActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_processes_actions_dispose;
  signals[SIGNAL_AMEND] = g_signal_new ("amend", APOYO_TYPE_PROCESSES_ACTIONS, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) compare = g_menu_new ();

  g_menu_append (change, _ ("Data of the process…"), "processes.amend");
  g_menu_append (change, _ ("Copy as a template"), "processes.copy");
  g_menu_append (files, _ ("Export configuration…"), "processes.export");
  g_menu_append (files, _ ("Import configuration…"), "processes.import");
  g_menu_append (compare, _ ("Compare with a file…"), "processes.compare-file");
  g_menu_append (compare, _ ("Compare with another process…"), "processes.compare-process");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (compare));
  return G_MENU_MODEL (menu);
}

static void
make_group (ApoyoProcessesActions *self)
{
  static const GActionEntry entries[] = {
    { .name = "new", .activate = on_new },
    { .name = "amend", .activate = on_amend },
    { .name = "copy", .activate = on_file },
    { .name = "export", .activate = on_file },
    { .name = "import", .activate = on_file },
    { .name = "compare-file", .activate = on_file },
    { .name = "compare-process", .activate = on_file },
  };

  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "processes", G_ACTION_GROUP (self->group));
}

static void
apoyo_processes_actions_init (ApoyoProcessesActions *self)
{
  g_autoptr (GMenuModel) menu = make_menu ();

  make_group (self);
  self->add_content = ADW_BUTTON_CONTENT (adw_button_content_new ());
  adw_button_content_set_icon_name (self->add_content, "list-add-symbolic");
  self->add = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->add), GTK_WIDGET (self->add_content));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "processes.new");
  apoyo_part_classes (self->add, "flat");
  self->more_content = ADW_BUTTON_CONTENT (adw_button_content_new ());
  adw_button_content_set_icon_name (self->more_content, "view-more-symbolic");
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->more), GTK_WIDGET (self->more_content));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), menu);
  gtk_widget_set_tooltip_text (self->more, _ ("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More"), -1);
  apoyo_part_classes (self->more, "flat");
  gtk_box_append (GTK_BOX (self), self->add);
  gtk_box_append (GTK_BOX (self), self->more);
}

GtkWidget *
apoyo_processes_actions_new (ApoyoSetup *setup, GtkWidget *page)
{
  static const char *const changes[] = { "updated", "chosen", "live" };
  ApoyoProcessesActions *self = g_object_new (APOYO_TYPE_PROCESSES_ACTIONS, "spacing", 4, NULL);

  self->setup = g_object_ref (setup);
  g_set_weak_pointer (&self->page, page);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_object (setup, changes[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  apoyo_processes_actions_set_wide (self, FALSE);
  update (self);
  return GTK_WIDGET (self);
}

void
apoyo_processes_actions_set_wide (ApoyoProcessesActions *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_PROCESSES_ACTIONS (self));

  adw_button_content_set_label (self->add_content,
                                wide ? _ ("New process") : C_ ("process", "New"));
  adw_button_content_set_label (self->more_content, wide ? _ ("More") : "");
}
