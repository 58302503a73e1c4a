/* apoyo-process-acts.c: taking a process from one state of its life to the next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-act-dialog.h"
#include "apoyo-format.h"
#include "apoyo-life-words.h"
#include "apoyo-parts.h"
#include "apoyo-process-acts.h"
#include "apoyo-process-follow.h"

typedef struct {
  const char *label;
  const char *role;
  const char *body;
  const char *statement;
  const char *proposal; /* kind, for statement "propose" */
  ApoyoActFlags flags;
  gboolean revision; /* the statement takes the revision that was seen */
} ActInfo;

static const ActInfo infos[] = {
  [APOYO_PROCESS_ACT_DECLARE_READY] = {
    .label = N_ ("Declare ready"), .role = "setup", .statement = "declare-ready",
    .body = N_ ("All checks hold. Two people can open it then; a change that breaks a check is "
                "refused from here on."),
    .revision = TRUE,
  },
  [APOYO_PROCESS_ACT_BACK_TO_DRAFT] = {
    .label = N_ ("Back to draft"), .role = "setup", .statement = "back-to-draft",
    .body = N_ ("It can be worked on again. A proposal to open it comes to its end."),
    .flags = APOYO_ACT_ASKS_REASON, .revision = TRUE,
  },
  [APOYO_PROCESS_ACT_PROPOSE_OPENING] = {
    .label = N_ ("Propose opening"), .role = "setup", .statement = "propose",
    .proposal = "open-process",
    .body = N_ ("You sign first. A second person of process setup finds it in the inbox, reads what "
                "would be opened, and signs within three days."),
  },
  [APOYO_PROCESS_ACT_BEGIN_CLOSING] = {
    .label = N_ ("Begin closing"), .role = "closer", .statement = "begin-closing",
    .body = N_ ("The collection ends. What was captured in time is still taken within the grace."),
    .flags = APOYO_ACT_ASKS_REASON,
  },
  [APOYO_PROCESS_ACT_PROPOSE_CLOSE] = {
    .label = N_ ("Propose close"), .role = "closer", .statement = "propose",
    .proposal = "close-process",
    .body = N_ ("You sign first. After the second signature nothing enters, changes or leaves any "
                "more."),
  },
  [APOYO_PROCESS_ACT_PROPOSE_CERTIFICATION] = {
    .label = N_ ("Propose certification"), .role = "closer", .statement = "propose",
    .proposal = "certify-process",
    .body = N_ ("You sign first. The second signature fixes the result and the root of the log in "
                "the certificate."),
  },
  [APOYO_PROCESS_ACT_PROPOSE_ARCHIVE] = {
    .label = N_ ("Propose archiving"), .role = "closer", .statement = "propose",
    .proposal = "archive-process",
    .body = N_ ("You sign first. An archived process can only be read."),
  },
  [APOYO_PROCESS_ACT_PROPOSE_PURGE] = {
    .label = N_ ("Propose destruction of data"), .role = "closer", .statement = "propose",
    .proposal = "purge-process",
    .body = N_ ("You sign first. The second signature deletes for good who supported, and where and "
                "when; what was counted stays and can be proved."),
  },
};

typedef struct {
  ApoyoProcessAct act;
  ApoyoSetup *setup;          /* (owned) */
  ApoyoProcessFollow *follow; /* of the dialog */
  int process;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->setup);
  g_free (asked);
}

const char *
apoyo_process_act_get_label (ApoyoProcessAct act)
{
  return _ (infos[act].label);
}

const char *
apoyo_process_act_get_role (ApoyoProcessAct act)
{
  return infos[act].role;
}

const char *
apoyo_process_act_why_not (ApoyoProcessAct act, ApoyoSetup *setup)
{
  if (!apoyo_setup_is_live (setup))
    return _ ("There is no connection to the server");
  if (!apoyo_login_has_role (apoyo_setup_get_login (setup), infos[act].role))
    return g_str_equal (infos[act].role, "closer") ? _ ("Whoever closes processes does this")
                                                   : _ ("Only process setup may change this");
  return NULL;
}

static void
on_confirmed_cb (ApoyoActDialog *dialog, gpointer data)
{
  Asked *asked = data;
  const ActInfo *info = &infos[asked->act];
  ApoyoParams *params = apoyo_params_new ();

  if (info->proposal != NULL)
    apoyo_params_add_text (params, info->proposal);
  apoyo_params_add_int (params, asked->process);
  if (info->revision)
    apoyo_params_add_int (params, apoyo_process_follow_get_seen (asked->follow)->revision);
  if (info->flags & APOYO_ACT_ASKS_REASON)
    apoyo_params_add_text (params, apoyo_act_dialog_get_reason (dialog));
  if (info->proposal != NULL)
    apoyo_params_add_null (params);
  apoyo_act_dialog_run (dialog, apoyo_setup_get_connection (asked->setup), info->statement, params);
}

static void
on_done_cb (ApoyoActDialog *dialog, gpointer data)
{
  apoyo_setup_refresh (((Asked *) data)->setup);
}

/* --- what it is about ------------------------------------------------------------------------- */

static void
add_fact (GtkBox *facts, const char *name, const char *value)
{
  gtk_box_append (facts, apoyo_part_pair (name, value));
}

static void
add_time (GtkBox *facts, const char *name, GDateTime *time, const char *zone)
{
  g_autofree char *text = time != NULL ? apoyo_format_minute (time, zone) : NULL;

  if (text != NULL)
    add_fact (facts, name, text);
}

static void
add_goal (GtkBox *facts, ApoyoSetup *setup)
{
  ApoyoRuleReach reach;
  g_autofree char *required = NULL;
  g_autofree char *of = NULL;
  g_autofree char *text = NULL;

  apoyo_setup_get_reach (setup, &reach);
  if (reach.required <= 0)
    return;
  required = apoyo_format_count (reach.required);
  of = apoyo_format_count (reach.nominal_list);
  /* Translators: supports required, and the nominal list that they are a part of */
  text =
      reach.nominal_list > 0 ? g_strdup_printf (_ ("%s of %s"), required, of) : g_strdup (required);
  add_fact (facts, _ ("Required"), text);
  if (reach.dispersion_needed > 0) {
    g_autofree char *places =
        g_strdup_printf (_ ("%u of %u"), reach.dispersion_needed, reach.demarcations);

    add_fact (facts, _ ("Dispersion"), places);
  }
}

/* Whoever signs first reads what would happen: which process, when, and what it asks for. */
static GtkWidget *
make_facts (ApoyoSetup *setup)
{
  const ApoyoSetupFigures *figures =
      apoyo_setup_process_get_figures (apoyo_setup_get_chosen (setup));
  GtkWidget *facts = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 4, "panel history-panel");
  g_autofree char *people = apoyo_format_count (figures->n_promoventes);

  add_fact (GTK_BOX (facts), _ ("Key"), figures->code);
  if (figures->simulacro)
    add_fact (GTK_BOX (facts), _ ("Drill"), _ ("Yes: nothing of it is real"));
  add_time (GTK_BOX (facts), _ ("Opens"), figures->opens_at, figures->time_zone);
  add_time (GTK_BOX (facts), _ ("Closes"), figures->closes_at, figures->time_zone);
  add_goal (GTK_BOX (facts), setup);
  add_fact (GTK_BOX (facts), _ ("Promoventes"), people);
  return facts;
}

void
apoyo_process_act_ask (ApoyoProcessAct act, GtkWidget *parent, ApoyoSetup *setup)
{
  const ApoyoSetupFigures *figures =
      apoyo_setup_process_get_figures (apoyo_setup_get_chosen (setup));
  const ActInfo *info = &infos[act];
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", figures->name, _ (info->body));
  ApoyoActDialog *dialog =
      apoyo_act_dialog_new (parent, _ (info->label), body, _ (info->label), info->flags);
  ApoyoField *const none[APOYO_N_PROCESS_FACTS] = { NULL };
  Asked *asked = g_new0 (Asked, 1);

  asked->act = act;
  asked->setup = g_object_ref (setup);
  asked->process = figures->id;
  asked->follow = apoyo_process_follow (dialog, setup, none);
  g_object_set_data_full (G_OBJECT (dialog), "asked", asked, asked_free);
  apoyo_act_dialog_watch (dialog, apoyo_setup_get_login (setup));
  apoyo_act_dialog_add (dialog, make_facts (setup));
  g_signal_connect (dialog, "confirmed", G_CALLBACK (on_confirmed_cb), asked);
  g_signal_connect (dialog, "done", G_CALLBACK (on_done_cb), asked);
  gtk_window_present (GTK_WINDOW (dialog));
}

const char *
apoyo_proposal_kind_get_label (const char *kind)
{
  static const struct {
    const char *kind;
    const char *label;
  } labels[] = {
    { "open-process", N_ ("Opening") },          { "close-process", N_ ("Close") },
    { "certify-process", N_ ("Certification") }, { "archive-process", N_ ("Archiving") },
    { "change-rule", N_ ("Change of rules") },   { "purge-process", N_ ("Purge") },
    { "requeue-stuck", N_ ("Stuck work") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++) {
    if (g_strcmp0 (labels[i].kind, kind) == 0)
      return _ (labels[i].label);
  }
  return kind;
}
