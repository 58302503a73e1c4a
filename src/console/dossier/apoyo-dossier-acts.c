/* apoyo-dossier-acts.c: the flags of a support, and the work that is still to do on it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-act-dialog.h"
#include "apoyo-dossier-acts.h"
#include "apoyo-dossier-words.h"
#include "apoyo-parts.h"

/* An act on one support, as its button asks for it. */
typedef struct {
  ApoyoLogin *login; /* (owned) */
  gint64 support;
  const char *statement;
  const char *flag; /* (nullable) */
  const char *heading;
  const char *body;
  const char *yes;
  ApoyoActFlags asks;
  ApoyoField *acuerdo; /* (nullable): one that may be left out */
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_object_unref (act->login);
  g_free (act);
}

static void
act_closed (gpointer data, GClosure *closure)
{
  act_free (data);
}

static Act *
act_copy (const Act *act, ApoyoLogin *login)
{
  Act *copy = g_memdup2 (act, sizeof *act);

  copy->login = g_object_ref (login);
  return copy;
}

/* --- dialogs ---------------------------------------------------------------------------------- */

static void
on_confirmed_cb (ApoyoActDialog *dialog, Act *act)
{
  ApoyoParams *params = apoyo_params_new ();
  const char *acuerdo = act->acuerdo != NULL ? apoyo_field_get_text (act->acuerdo)
                                             : apoyo_act_dialog_get_acuerdo (dialog);

  apoyo_params_add_int64 (params, act->support);
  if (act->flag != NULL)
    apoyo_params_add_text (params, act->flag);
  apoyo_params_add_text (params, apoyo_act_dialog_get_reason (dialog));
  if (act->flag != NULL)
    apoyo_params_add_text (params, acuerdo != NULL && *acuerdo != '\0' ? acuerdo : NULL);
  apoyo_act_dialog_run (dialog, apoyo_login_get_connection (act->login), act->statement, params);
}

static char *
check_acuerdo_or_nothing (const char *text)
{
  return *text != '\0' ? apoyo_field_check_acuerdo (text) : NULL;
}

static void
on_act_cb (GtkWidget *button, const Act *asked)
{
  /* The dialog's own: the row may be filled anew behind it. */
  Act *act = act_copy (asked, asked->login);
  ApoyoActDialog *dialog =
      apoyo_act_dialog_new (button, act->heading, act->body, act->yes, act->asks);
  GObject *object = g_object_get_data (G_OBJECT (button), "object");
  gpointer func = g_object_get_data (G_OBJECT (button), "func");

  g_object_set_data_full (G_OBJECT (dialog), "act", act, act_free);
  if (act->flag != NULL && !(act->asks & APOYO_ACT_ASKS_ACUERDO))
    act->acuerdo = apoyo_act_dialog_add_field (dialog, _ ("Acuerdo, where there is one"), NULL,
                                               check_acuerdo_or_nothing);
  apoyo_act_dialog_watch (dialog, act->login);
  g_signal_connect (dialog, "confirmed", G_CALLBACK (on_confirmed_cb), act);
  g_signal_connect_object (dialog, "done", G_CALLBACK (func), object, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct {
  GtkBox *box;
  ApoyoLogin *login;
  JsonObject *dossier;
  gpointer func;
  gpointer object;
} Filling;

static void
add_row (const Filling *filling,
         const char *title,
         const char *detail,
         const char *label,
         const char *why_not,
         const Act *model)
{
  GtkWidget *row = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 10, "finding-row");
  GtkWidget *texts = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 1, NULL);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), apoyo_part_label (title, "t-small"));
  if (detail != NULL)
    gtk_box_append (GTK_BOX (texts), apoyo_part_text (detail, "t-caption dimmed"));
  gtk_box_append (GTK_BOX (row), texts);
  if (label != NULL) {
    GtkWidget *button = gtk_button_new_with_label (label);
    g_autofree char *name = g_strdup_printf ("%s %s", label, title);
    Act *act = act_copy (model, filling->login);

    act->support = apoyo_dossier_number (filling->dossier, "support");
    apoyo_part_classes (button, "thin");
    gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
    apoyo_part_set_reason (button, why_not, NULL);
    g_object_set_data (G_OBJECT (button), "func", filling->func);
    g_object_set_data (G_OBJECT (button), "object", filling->object);
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
    g_signal_connect_data (button, "clicked", G_CALLBACK (on_act_cb), act, act_closed, 0);
    gtk_box_append (GTK_BOX (row), button);
  }
  gtk_box_append (filling->box, row);
}

/* --- flags ------------------------------------------------------------------------------------ */

/* (nullable): the last act on the flag */
static JsonObject *
last_act (JsonObject *dossier, const char *flag)
{
  JsonArray *acts = apoyo_dossier_array (dossier, "acts");
  JsonObject *last = NULL;

  for (guint i = 0; acts != NULL && i < json_array_get_length (acts); i++) {
    JsonObject *act = json_array_get_object_element (acts, i);

    if (g_strcmp0 (apoyo_dossier_text (act, "flag"), flag) == 0)
      last = act;
  }
  return last;
}

gboolean
apoyo_dossier_acts_has_flag (JsonObject *dossier, const char *flag)
{
  return g_strcmp0 (apoyo_dossier_text (last_act (dossier, flag), "act"), "flag-set") == 0;
}

static gboolean
has_cause (JsonObject *dossier, const char *cause)
{
  JsonArray *findings = apoyo_dossier_array (dossier, "findings");

  for (guint i = 0; findings != NULL && i < json_array_get_length (findings); i++) {
    JsonObject *finding = json_array_get_object_element (findings, i);

    if (g_strcmp0 (apoyo_dossier_text (apoyo_dossier_object (finding, "detail"), "cause"), cause) ==
        0)
      return TRUE;
  }
  return FALSE;
}

/* A simulated credential is an electoral crime, which others look into: it is suggested, and people
 * decide. */
static const char *
describe_not_set (JsonObject *dossier, const char *flag)
{
  return g_str_equal (flag, "vista") && has_cause (dossier, "M6")
             ? _ ("Not set · suggested by a finding of simulation (M6)")
             : _ ("Not set");
}

static void
add_flag (const Filling *filling, const char *flag)
{
  JsonObject *last = last_act (filling->dossier, flag);
  gboolean set = apoyo_dossier_acts_has_flag (filling->dossier, flag);
  gboolean may = apoyo_dossier_flag (apoyo_dossier_object (filling->dossier, "may"), "flag");
  g_autofree char *detail = NULL;
  Act act = {
    .statement = set ? "lift-support-flag" : "set-support-flag",
    .flag = flag,
    .heading = set ? _ ("Lift the flag") : _ ("Set the flag"),
    .body = set ? _ ("Lifting it takes an acuerdo, and somebody else than who set it.")
                : _ ("It stands beside the situation and changes no figure. Only somebody else "
                     "can lift it, by an acuerdo."),
    .yes = set ? _ ("Lift") : _ ("Set"),
    .asks = set ? APOYO_ACT_ASKS_REASON | APOYO_ACT_ASKS_ACUERDO : APOYO_ACT_ASKS_REASON,
  };

  if (set) {
    g_autofree char *time = apoyo_dossier_time (filling->dossier, last, "at");

    detail = g_strdup_printf ("%s · %s · %s", apoyo_dossier_text (last, "by"), time,
                              apoyo_dossier_text (last, "reason"));
  }
  add_row (filling, apoyo_dossier_words_flag (flag),
           set ? detail : describe_not_set (filling->dossier, flag),
           may ? (set ? _ ("Lift…") : _ ("Set…")) : NULL,
           set && apoyo_dossier_flag (last, "own") ? _ ("You set it: somebody else lifts it")
                                                   : NULL,
           &act);
}

/* --- work ------------------------------------------------------------------------------------- */

static char *
describe_work (JsonObject *dossier, JsonObject *work)
{
  const char *stuck = apoyo_dossier_words_stuck (apoyo_dossier_text (work, "stuck"));
  g_autofree char *due = apoyo_dossier_time (dossier, work, "due_at");
  int attempt = (int) apoyo_dossier_number (work, "attempt");

  if (stuck != NULL)
    return g_strdup_printf (_ ("Stuck: %s (attempt %d)"), stuck, attempt);
  if (apoyo_dossier_flag (work, "taken"))
    return g_strdup_printf (_ ("Under way until %s, attempt %d"), due, attempt);
  return g_strdup_printf (_ ("Waits since %s"), due);
}

static void
add_work (const Filling *filling)
{
  JsonArray *works = apoyo_dossier_array (filling->dossier, "work");
  gboolean may = apoyo_dossier_flag (apoyo_dossier_object (filling->dossier, "may"), "requeue");
  JsonObject *work = works != NULL && json_array_get_length (works) > 0
                         ? json_array_get_object_element (works, 0)
                         : NULL;
  g_autofree char *detail = work != NULL ? describe_work (filling->dossier, work)
                                         : g_strdup (_ ("Nothing is left to do"));
  gboolean review = g_strcmp0 (apoyo_dossier_text (work, "kind"), "review") == 0;
  Act act = {
    .statement = "requeue-work",
    .heading = _ ("Check it automatically again"),
    .body = _ ("The automatic checks begin anew. Whoever works on it now cannot finish it."),
    .yes = _ ("Check again"),
    .asks = APOYO_ACT_ASKS_REASON,
  };

  add_row (filling, review ? _ ("Review by people") : _ ("Automatic checks"), detail,
           may ? _ ("Check again…") : NULL, NULL, &act);
}

void
apoyo_dossier_acts_fill (GtkBox *box,
                         ApoyoLogin *login,
                         JsonObject *dossier,
                         gpointer func,
                         gpointer object)
{
  const Filling filling = { box, login, dossier, func, object };

  add_flag (&filling, "vista");
  add_flag (&filling, "resguardo");
  add_work (&filling);
}
