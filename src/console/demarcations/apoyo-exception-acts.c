/* apoyo-exception-acts.c: another name for an exception list, its removal, and the way back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-act-dialog.h"
#include "apoyo-exception-acts.h"
#include "apoyo-message.h"
#include "apoyo-toast.h"

static int
get_version (ApoyoAtlas *atlas)
{
  return apoyo_geography_version_get (apoyo_atlas_get_version (atlas))->id;
}

ApoyoParams *
apoyo_exception_acts_make_params (int version,
                                  const char *name,
                                  int revision,
                                  const char *acuerdo,
                                  ApoyoCoding coding,
                                  const char *const *codes)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, version);
  apoyo_params_add_text (params, name);
  apoyo_params_add_int (params, revision);
  apoyo_params_add_text (params, acuerdo);
  apoyo_params_add_text (params, coding == APOYO_CODING_INEGI ? "inegi" : "ine");
  apoyo_params_add_text_array (params, codes, -1);
  return params;
}

GStrv
apoyo_exception_acts_dup_codes (ApoyoAtlas *atlas, ApoyoExceptionList *list)
{
  ApoyoGeography *geography = apoyo_atlas_get_geography (atlas);
  const char *const *codes = apoyo_exception_list_get_codes (list);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; codes[i] != NULL; i++) {
    guint place = apoyo_geography_find (geography, codes[i]);
    g_autofree char *code = place != APOYO_PLACE_NONE
                                ? apoyo_exception_codes_of (geography, APOYO_CODING_INE, place)
                                : NULL;

    if (code != NULL)
      g_strv_builder_add (builder, code);
  }
  return g_strv_builder_end (builder);
}

/* --- the way back ----------------------------------------------------------------------------- */

/* A list as it was, for whoever wants it back. */
typedef struct {
  ApoyoAtlas *atlas; /* (owned) */
  int version;
  int revision; /* that it has now */
  char *name;
  char *acuerdo;
  GStrv codes;
} Before;

static void
before_free (gpointer data)
{
  Before *before = data;

  g_object_unref (before->atlas);
  g_free (before->name);
  g_free (before->acuerdo);
  g_strfreev (before->codes);
  g_free (before);
}

/* Where an act began, while it is under way. */
typedef struct {
  GtkWidget *widget;         /* (owned) */
  ApoyoAtlas *atlas;         /* (owned) */
  ApoyoExceptionList *list;  /* (owned) (nullable): as it was */
  ApoyoExceptionEnded ended; /* (nullable) */
} Act;

static Act *
act_new (GtkWidget *widget, ApoyoAtlas *atlas, ApoyoExceptionList *list)
{
  Act *act = g_new0 (Act, 1);

  act->widget = g_object_ref (widget);
  act->atlas = g_object_ref (atlas);
  g_set_object (&act->list, list);
  return act;
}

static void
act_free (Act *act)
{
  g_object_unref (act->widget);
  g_object_unref (act->atlas);
  g_clear_object (&act->list);
  g_free (act);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

/* Whether it was done: what was in the way is said and read. Nothing where the window has gone. */
static gboolean
act_finish (Act *act, GObject *connection, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (connection), result, &error);

  if (gtk_widget_get_root (act->widget) == NULL)
    return FALSE;
  if (rows == NULL)
    apoyo_message_show_error (act->widget, error);
  if (act->ended != NULL)
    act->ended (act->widget);
  apoyo_atlas_load (act->atlas);
  return rows != NULL;
}

static void
restored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Act) act = user_data;

  if (act_finish (act, object, result))
    apoyo_toast_show (act->widget, _ ("The list is as it was before"));
}

static void
restore (GObject *object, gpointer data)
{
  const Before *before = data;

  apoyo_connection_call_async (apoyo_atlas_get_connection (before->atlas), "store-exception-list",
                               apoyo_exception_acts_make_params (
                                   before->version, before->name, before->revision, before->acuerdo,
                                   APOYO_CODING_INE, (const char *const *) before->codes),
                               NULL, restored_cb,
                               act_new (GTK_WIDGET (object), before->atlas, NULL));
}

void
apoyo_exception_acts_offer_back (GtkWidget *widget,
                                 ApoyoAtlas *atlas,
                                 const char *text,
                                 const char *name,
                                 int revision,
                                 const char *acuerdo,
                                 const char *const *codes)
{
  Before *before = g_new0 (Before, 1);

  before->atlas = g_object_ref (atlas);
  before->version = get_version (atlas);
  before->revision = revision;
  before->name = g_strdup (name);
  before->acuerdo = g_strdup (acuerdo);
  before->codes = g_strdupv ((GStrv) codes);
  apoyo_toast_offer_undo (widget, text, restore, G_OBJECT (widget), before, before_free);
}

/* --- removing --------------------------------------------------------------------------------- */

static void
removed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Act) act = user_data;
  g_auto (GStrv) codes = NULL;
  g_autofree char *text = NULL;

  if (!act_finish (act, object, result))
    return;
  codes = apoyo_exception_acts_dup_codes (act->atlas, act->list);
  text =
      g_strdup_printf (_ ("The list “%s” was removed"), apoyo_exception_list_get_name (act->list));
  apoyo_exception_acts_offer_back (
      act->widget, act->atlas, text, apoyo_exception_list_get_name (act->list), 0,
      apoyo_exception_list_get_acuerdo (act->list), (const char *const *) codes);
}

void
apoyo_exception_acts_remove (GtkWidget *widget,
                             ApoyoAtlas *atlas,
                             ApoyoExceptionList *list,
                             ApoyoExceptionEnded ended)
{
  Act *act = act_new (widget, atlas, list);
  ApoyoParams *params = apoyo_params_new ();

  act->ended = ended;
  apoyo_params_add_int (params, get_version (atlas));
  apoyo_params_add_text (params, apoyo_exception_list_get_name (list));
  apoyo_params_add_int (params, apoyo_exception_list_get_revision (list));
  apoyo_connection_call_async (apoyo_atlas_get_connection (atlas), "remove-exception-list", params,
                               NULL, removed_cb, act);
}

/* --- another name ----------------------------------------------------------------------------- */

typedef struct {
  Act *act; /* (owned) */
  ApoyoField *name;
  ApoyoExceptionRenamed renamed;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  act_free (asked->act);
  g_free (asked);
}

static char *
check_name (const char *text)
{
  return *text != '\0' ? NULL : g_strdup (_ ("Write the name"));
}

static void
rename_confirmed_cb (ApoyoActDialog *dialog, Asked *asked)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, get_version (asked->act->atlas));
  apoyo_params_add_text (params, apoyo_exception_list_get_name (asked->act->list));
  apoyo_params_add_int (params, apoyo_exception_list_get_revision (asked->act->list));
  apoyo_params_add_text (params, apoyo_field_get_text (asked->name));
  apoyo_act_dialog_run (dialog, apoyo_atlas_get_connection (asked->act->atlas),
                        "rename-exception-list", params);
}

static void
renamed_cb (ApoyoActDialog *dialog, Asked *asked)
{
  asked->renamed (asked->act->widget, apoyo_field_get_text (asked->name));
  apoyo_atlas_load (asked->act->atlas);
}

void
apoyo_exception_acts_rename (GtkWidget *widget,
                             ApoyoLogin *login,
                             ApoyoAtlas *atlas,
                             ApoyoExceptionList *list,
                             ApoyoExceptionRenamed renamed)
{
  ApoyoActDialog *dialog = apoyo_act_dialog_new (widget, _ ("Another name for the list"), NULL,
                                                 _ ("Rename"), APOYO_ACT_ASKS_NOTHING);
  Asked *asked = g_new0 (Asked, 1);

  asked->act = act_new (widget, atlas, list);
  asked->renamed = renamed;
  asked->name = apoyo_act_dialog_add_field (dialog, _ ("Name of the list"), NULL, check_name);
  apoyo_field_set_text (asked->name, apoyo_exception_list_get_name (list));
  apoyo_act_dialog_watch (dialog, login);
  g_object_set_data_full (G_OBJECT (dialog), "asked", asked, asked_free);
  g_signal_connect (dialog, "confirmed", G_CALLBACK (rename_confirmed_cb), asked);
  g_signal_connect (dialog, "done", G_CALLBACK (renamed_cb), asked);
  gtk_window_present (GTK_WINDOW (dialog));
}
