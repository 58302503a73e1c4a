/* apoyo-next-step.c: what a process needs to go on: failing checks, a signature, or an act.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-act-dialog.h"
#include "apoyo-format.h"
#include "apoyo-life-words.h"
#include "apoyo-next-step.h"
#include "apoyo-parts.h"
#include "apoyo-process-acts.h"

#define LIST_HEIGHT 132

struct _ApoyoNextStep {
  AdwBin parent_instance;

  GtkImage *icon;
  GtkLabel *sentence;
  GtkToggleButton *more;
  GtkBox *buttons;
  GtkWidget *scrolled;
  GtkBox *list;

  ApoyoSetup *setup; /* (owned) (nullable) */
};

enum { SIGNAL_GO, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoNextStep, apoyo_next_step, ADW_TYPE_BIN)

/* --- checks ----------------------------------------------------------------------------------- */

static void
on_go_cb (GtkButton *button, ApoyoNextStep *self)
{
  int place = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "place"));
  int topic = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "topic"));

  g_signal_emit (self, signals[SIGNAL_GO], 0, place, topic);
}

static GtkWidget *
make_check (ApoyoNextStep *self, const ApoyoCheck *check)
{
  GtkWidget *row = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 8, "check-row");
  GtkWidget *texts = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL);
  gboolean error = check->severity == APOYO_CHECK_ERROR;
  GtkWidget *icon = apoyo_part_icon (error ? "dialog-error-symbolic" : "dialog-warning-symbolic",
                                     14, error ? "c-err" : "c-warn");
  int topic = 0;
  ApoyoCheckPlace place = apoyo_check_find_place (check, &topic);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), apoyo_part_text (check->message, "t-small"));
  if (check->hint != NULL && *check->hint != '\0')
    gtk_box_append (GTK_BOX (texts), apoyo_part_text (check->hint, "t-caption dimmed"));
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), texts);
  if (place != APOYO_CHECK_PLACE_NONE) {
    GtkWidget *go = gtk_button_new_with_label (_ ("Go there"));

    g_object_set_data (G_OBJECT (go), "place", GINT_TO_POINTER (place));
    g_object_set_data (G_OBJECT (go), "topic", GINT_TO_POINTER (topic));
    apoyo_part_classes (go, "flat thin");
    gtk_widget_set_valign (go, GTK_ALIGN_CENTER);
    gtk_accessible_update_property (GTK_ACCESSIBLE (go), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    check->message, -1);
    g_signal_connect_object (go, "clicked", G_CALLBACK (on_go_cb), self, 0);
    gtk_box_append (GTK_BOX (row), go);
  }
  return row;
}

/* Errors first: they stand between it and the next state. */
static guint
list_checks (ApoyoNextStep *self, GPtrArray *checks)
{
  static const ApoyoCheckSeverity order[] = { APOYO_CHECK_ERROR, APOYO_CHECK_WARNING };
  guint n = 0;

  for (gsize o = 0; o < G_N_ELEMENTS (order); o++) {
    for (guint i = 0; i < checks->len; i++) {
      const ApoyoCheck *check = checks->pdata[i];

      if (check->severity == order[o]) {
        gtk_box_append (self->list, make_check (self, check));
        n++;
      }
    }
  }
  return n;
}

/* --- what to say and to offer ------------------------------------------------------------------
 */

static void
on_act_cb (GtkButton *button, ApoyoNextStep *self)
{
  ApoyoProcessAct act =
      (ApoyoProcessAct) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "act"));

  apoyo_process_act_ask (act, GTK_WIDGET (self), self->setup);
}

static void
offer (ApoyoNextStep *self, ApoyoProcessAct act, gboolean suggested, const char *reason)
{
  g_autofree char *label = g_strdup_printf ("%s…", apoyo_process_act_get_label (act));
  GtkWidget *button = gtk_button_new_with_label (label);
  const char *why = apoyo_process_act_why_not (act, self->setup);

  g_object_set_data (G_OBJECT (button), "act", GINT_TO_POINTER (act));
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_add_css_class (button, "thin");
  apoyo_part_set_reason (button, why != NULL ? why : reason, NULL);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_act_cb), self, 0);
  gtk_box_append (self->buttons, button);
}

static void
say (ApoyoNextStep *self, const char *icon, const char *classes, const char *sentence)
{
  static const char *const kinds[] = { "c-ok", "c-warn", "c-err", "dimmed" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), kinds[i]);
  apoyo_part_classes (GTK_WIDGET (self->icon), classes);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_text (self->sentence, sentence);
}

static const ApoyoSetupProposal *
find_waiting (ApoyoNextStep *self)
{
  ApoyoSetupDetail *detail = apoyo_setup_get_detail (self->setup);

  for (guint i = 0; detail != NULL && i < detail->proposals->len; i++) {
    const ApoyoSetupProposal *proposal = detail->proposals->pdata[i];

    if (g_str_equal (proposal->state, "waiting"))
      return proposal;
  }
  return NULL;
}

/* Two people have done it, which is done once. */
static gboolean
is_purged (ApoyoNextStep *self)
{
  ApoyoSetupDetail *detail = apoyo_setup_get_detail (self->setup);

  for (guint i = 0; detail != NULL && i < detail->proposals->len; i++) {
    const ApoyoSetupProposal *proposal = detail->proposals->pdata[i];

    if (g_str_equal (proposal->kind, "purge-process") && g_str_equal (proposal->state, "applied"))
      return TRUE;
  }
  return FALSE;
}

/* Where it is read and signed. */
static void
offer_inbox (ApoyoNextStep *self, gboolean waits)
{
  GtkWidget *button =
      gtk_button_new_with_label (waits ? C_ ("proposal", "Read and sign…") : _ ("See it"));

  gtk_widget_add_css_class (button, "thin");
  if (waits)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.inbox");
  gtk_box_append (self->buttons, button);
}

static void
take_back_confirmed_cb (ApoyoActDialog *dialog, ApoyoSetup *setup)
{
  const gint64 *proposal = g_object_get_data (G_OBJECT (dialog), "proposal");
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int64 (params, *proposal);
  apoyo_params_add_text (params, apoyo_act_dialog_get_reason (dialog));
  apoyo_act_dialog_run (dialog, apoyo_setup_get_connection (setup), "refuse-proposal", params);
}

static void
on_take_back_cb (GtkButton *button, ApoyoNextStep *self)
{
  const char *name = apoyo_setup_process_get_title (apoyo_setup_get_chosen (self->setup));
  g_autofree char *body = g_strdup_printf (
      "%s\n\n%s", name, _ ("Nobody can sign it any more. Your reason stays in the history."));
  ApoyoActDialog *dialog = apoyo_act_dialog_new (GTK_WIDGET (self), _ ("Take the proposal back"),
                                                 body, _ ("Take back"), APOYO_ACT_ASKS_REASON);
  gint64 *proposal = g_object_get_data (G_OBJECT (button), "proposal");

  g_object_set_data_full (G_OBJECT (dialog), "proposal", g_memdup2 (proposal, sizeof *proposal),
                          g_free);
  apoyo_act_dialog_watch (dialog, apoyo_setup_get_login (self->setup));
  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (take_back_confirmed_cb), self->setup,
                           0);
  g_signal_connect_object (dialog, "done", G_CALLBACK (apoyo_setup_refresh), self->setup,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Whoever proposed it may think better of it. */
static void
offer_take_back (ApoyoNextStep *self, const ApoyoSetupProposal *proposal)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Take back…"));

  g_object_set_data_full (G_OBJECT (button), "proposal",
                          g_memdup2 (&proposal->id, sizeof proposal->id), g_free);
  gtk_widget_add_css_class (button, "thin");
  apoyo_part_set_reason (
      button, apoyo_setup_is_live (self->setup) ? NULL : _ ("There is no connection to the server"),
      _ ("Takes your proposal back, with a reason"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_take_back_cb), self, 0);
  gtk_box_append (self->buttons, button);
}

static void
say_waiting (ApoyoNextStep *self,
             const ApoyoSetupProposal *proposal,
             const ApoyoSetupFigures *figures)
{
  g_autofree char *until = apoyo_format_minute (proposal->expires_at, figures->time_zone);
  /* Translators: what is proposed, by whom, and until when it can be signed */
  g_autofree char *text = g_strdup_printf (
      _ ("%s proposed by %s: the second signature is missing (until %s)"),
      apoyo_proposal_kind_get_label (proposal->kind), proposal->proposed_by, until);

  say (self, "ac-clock-symbolic", "c-warn", text);
  offer_inbox (self, figures->waits);
  if (proposal->mine)
    offer_take_back (self, proposal);
}

static void
show_draft (ApoyoNextStep *self, GPtrArray *checks)
{
  guint n_errors;
  g_autofree char *text = NULL;

  if (checks == NULL) {
    say (self, "ac-clock-symbolic", "dimmed", _ ("Checking the configuration…"));
    offer (self, APOYO_PROCESS_ACT_DECLARE_READY, TRUE, _ ("The checks are not there yet"));
    return;
  }
  n_errors = apoyo_checks_count (checks, APOYO_CHECK_ERROR);
  if (n_errors > 0) {
    text = g_strdup_printf (ngettext ("%u thing is missing before it can be declared ready",
                                      "%u things are missing before it can be declared ready",
                                      n_errors),
                            n_errors);
    say (self, "dialog-error-symbolic", "c-err", text);
    offer (self, APOYO_PROCESS_ACT_DECLARE_READY, TRUE, text);
  } else {
    say (self, "object-select-symbolic", "c-ok", _ ("All checks hold: it can be declared ready"));
    offer (self, APOYO_PROCESS_ACT_DECLARE_READY, TRUE, NULL);
  }
}

static void
show_ready (ApoyoNextStep *self, GPtrArray *checks, const ApoyoSetupProposal *waiting)
{
  gboolean fails = checks != NULL && apoyo_checks_count (checks, APOYO_CHECK_ERROR) > 0;

  offer (self, APOYO_PROCESS_ACT_BACK_TO_DRAFT, FALSE, NULL);
  if (waiting != NULL)
    return;
  say (self, fails ? "dialog-error-symbolic" : "object-select-symbolic", fails ? "c-err" : "c-ok",
       fails ? _ ("A check fails by now: it cannot be opened")
             : _ ("Ready: two people propose and sign its opening"));
  offer (self, APOYO_PROCESS_ACT_PROPOSE_OPENING, TRUE,
         fails ? _ ("A check fails by now: it cannot be opened") : NULL);
}

/* Collecting, and the time is up. */
static gboolean
show_open (ApoyoNextStep *self, const ApoyoSetupFigures *figures)
{
  if (figures->closes_at == NULL || g_date_time_compare (figures->as_of, figures->closes_at) < 0)
    return FALSE;
  say (self, "ac-clock-symbolic", "c-warn", _ ("The window is over: the collection can be ended"));
  offer (self, APOYO_PROCESS_ACT_BEGIN_CLOSING, TRUE, NULL);
  return TRUE;
}

static gboolean
show_over (ApoyoNextStep *self, const ApoyoSetupFigures *figures, gboolean waits)
{
  static const struct {
    ApoyoLife state;
    const char *sentence;
    ApoyoProcessAct act;
  } steps[] = {
    { APOYO_LIFE_CLOSING, N_ ("The last captures are being taken and decided"),
      APOYO_PROCESS_ACT_PROPOSE_CLOSE },
    { APOYO_LIFE_CLOSED, N_ ("Closed: the result can be certified"),
      APOYO_PROCESS_ACT_PROPOSE_CERTIFICATION },
    { APOYO_LIFE_CERTIFIED, N_ ("Certified: it can be archived"),
      APOYO_PROCESS_ACT_PROPOSE_ARCHIVE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    if (steps[i].state != figures->state)
      continue;
    if (!waits) {
      say (self, "ac-clock-symbolic", "dimmed", _ (steps[i].sentence));
      offer (self, steps[i].act, FALSE, NULL);
    }
    return TRUE;
  }
  return FALSE;
}

/* Nothing comes after it but the end of the personal data. */
static void
show_archived (ApoyoNextStep *self)
{
  if (is_purged (self)) {
    say (self, "object-select-symbolic", "dimmed",
         _ ("Archived, and its personal data deleted; the pictures end with the process's key"));
    return;
  }
  say (self, "ac-clock-symbolic", "dimmed",
       _ ("Archived: two people can destroy its personal data when no term keeps them any more"));
  offer (self, APOYO_PROCESS_ACT_PROPOSE_PURGE, FALSE, NULL);
}

static gboolean
show_state (ApoyoNextStep *self, const ApoyoSetupFigures *figures, GPtrArray *checks)
{
  const ApoyoSetupProposal *waiting = find_waiting (self);

  if (waiting != NULL)
    say_waiting (self, waiting, figures);
  switch (figures->state) {
  case APOYO_LIFE_DRAFT:
    show_draft (self, checks);
    return TRUE;
  case APOYO_LIFE_READY:
    show_ready (self, checks, waiting);
    return TRUE;
  case APOYO_LIFE_OPEN:
    return waiting != NULL || show_open (self, figures);
  case APOYO_LIFE_ARCHIVED:
    if (waiting == NULL)
      show_archived (self);
    return TRUE;
  case APOYO_LIFE_CLOSING:
  case APOYO_LIFE_CLOSED:
  case APOYO_LIFE_CERTIFIED:
  default:
    return show_over (self, figures, waiting != NULL) || waiting != NULL;
  }
}

static void
print_checks (GString *print, GPtrArray *checks)
{
  for (guint i = 0; checks != NULL && i < checks->len; i++) {
    const ApoyoCheck *check = checks->pdata[i];
    int topic = 0;
    ApoyoCheckPlace place = apoyo_check_find_place (check, &topic);

    g_string_append_printf (print, "\n%d %d %d %s %s", check->severity, place, topic,
                            check->message, check->hint != NULL ? check->hint : "");
  }
}

/* All that is shown and offered follows from this. */
static char *
print_state (ApoyoNextStep *self, const ApoyoSetupFigures *figures, GPtrArray *checks)
{
  const ApoyoSetupProposal *waiting = find_waiting (self);
  gboolean over =
      figures->closes_at != NULL && g_date_time_compare (figures->as_of, figures->closes_at) >= 0;
  GString *print = g_string_new (NULL);

  g_string_append_printf (print, "%d %d %d %d %d %d %d %s", figures->id, figures->state, over,
                          figures->waits, apoyo_setup_is_live (self->setup), is_purged (self),
                          checks != NULL, figures->time_zone);
  if (waiting != NULL)
    g_string_append_printf (print, "\n%" G_GINT64_FORMAT " %s %s %d %" G_GINT64_FORMAT, waiting->id,
                            waiting->kind, waiting->proposed_by, waiting->mine,
                            g_date_time_to_unix (waiting->expires_at));
  print_checks (print, checks);
  return g_string_free (print, FALSE);
}

static void
update (ApoyoNextStep *self)
{
  ApoyoSetupProcess *process = apoyo_setup_get_chosen (self->setup);
  gboolean known = process != NULL && apoyo_setup_get_detail (self->setup) != NULL;
  const ApoyoSetupFigures *figures = known ? apoyo_setup_process_get_figures (process) : NULL;
  GPtrArray *checks = figures != NULL && figures->state <= APOYO_LIFE_READY
                          ? apoyo_setup_get_checks (self->setup)
                          : NULL;
  gboolean shown = FALSE;
  guint n = 0;

  if (!apoyo_part_differs (GTK_WIDGET (self),
                           figures != NULL ? print_state (self, figures, checks) : g_strdup ("")))
    return;
  apoyo_part_clear (self->buttons);
  apoyo_part_clear (self->list);
  if (figures != NULL) {
    shown = show_state (self, figures, checks);
    n = checks != NULL ? list_checks (self, checks) : 0;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->more), n > 0);
  gtk_widget_set_visible (self->scrolled, n > 0 && gtk_toggle_button_get_active (self->more));
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
on_more_cb (ApoyoNextStep *self)
{
  gboolean active = gtk_toggle_button_get_active (self->more);

  gtk_widget_set_visible (self->scrolled,
                          active && gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL);
}

static void
apoyo_next_step_dispose (GObject *object)
{
  g_clear_object (&APOYO_NEXT_STEP (object)->setup);
  G_OBJECT_CLASS (apoyo_next_step_parent_class)->dispose (object);
}

static void
apoyo_next_step_class_init (ApoyoNextStepClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_next_step_dispose;
  signals[SIGNAL_GO] = g_signal_new ("go", APOYO_TYPE_NEXT_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
}

static GtkWidget *
make_head (ApoyoNextStep *self)
{
  GtkWidget *head = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 8, NULL);

  self->icon = GTK_IMAGE (apoyo_part_icon ("ac-clock-symbolic", 16, NULL));
  self->sentence = GTK_LABEL (apoyo_part_text ("", "t-small t-strong"));
  self->more = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("What was found")));
  self->buttons = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 8, NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->sentence), TRUE);
  /* Also without a button: a wrapping label alone is a pixel higher in GTK 4.8 than it says. */
  gtk_widget_set_size_request (head, -1, 24);
  apoyo_part_classes (GTK_WIDGET (self->more), "flat thin");
  gtk_toggle_button_set_active (self->more, TRUE);
  g_signal_connect_object (self->more, "toggled", G_CALLBACK (on_more_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->sentence));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->more));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->buttons));
  return head;
}

static void
apoyo_next_step_init (ApoyoNextStep *self)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 6, NULL);

  apoyo_part_classes (GTK_WIDGET (self), "panel next-step");
  self->scrolled = gtk_scrolled_window_new ();
  self->list = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 4, NULL));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), LIST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->list));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What was found"), -1);
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), self->scrolled);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
apoyo_next_step_set_setup (ApoyoNextStep *self, ApoyoSetup *setup)
{
  static const char *const changes[] = { "updated", "checked", "chosen", "live" };

  g_return_if_fail (APOYO_IS_NEXT_STEP (self));

  g_set_object (&self->setup, setup);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_object (setup, changes[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
