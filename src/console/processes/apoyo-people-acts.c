/* apoyo-people-acts.c: what is done with one promovente.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-act-dialog.h"
#include "apoyo-format.h"
#include "apoyo-level-words.h"
#include "apoyo-people-acts.h"
#include "apoyo-person-follow.h"
#include "apoyo-window-effect.h"

const char *
apoyo_standing_get_label (ApoyoStanding standing)
{
  switch (standing) {
  case APOYO_STANDING_SUSPENDED:
    return C_ ("promovente", "Suspended");
  case APOYO_STANDING_WITHDRAWN:
    return C_ ("promovente", "Withdrawn");
  case APOYO_STANDING_ACTIVE:
  default:
    return C_ ("promovente", "Active");
  }
}

/* What a dialog is about, until it is confirmed. */
typedef struct {
  ApoyoSetup *setup; /* (owned) */
  int process;
  ApoyoPersonFollow *follow; /* of the dialog; (nullable): a new one */
  char *time_zone;
  char *example; /* of a scope */
  const char *statement;
  ApoyoField *fields[4]; /* of the dialog */
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->setup);
  g_free (asked->time_zone);
  g_free (asked->example);
  g_free (asked);
}

static void
on_done_cb (ApoyoActDialog *dialog, Asked *asked)
{
  apoyo_setup_refresh (asked->setup);
}

static Asked *
ask (ApoyoActDialog *dialog, ApoyoSetup *setup, const char *statement, GCallback confirmed)
{
  const ApoyoSetupFigures *figures =
      apoyo_setup_process_get_figures (apoyo_setup_get_chosen (setup));
  Asked *asked = g_new0 (Asked, 1);

  asked->setup = g_object_ref (setup);
  asked->process = figures->id;
  asked->time_zone = g_strdup (figures->time_zone);
  asked->example = apoyo_level_words_example (
      apoyo_setup_detail_get_version (apoyo_setup_get_detail (setup))->rule->scope, figures->scope);
  asked->statement = statement;
  g_object_set_data_full (G_OBJECT (dialog), "asked", asked, asked_free);
  apoyo_act_dialog_watch (dialog, apoyo_setup_get_login (setup));
  g_signal_connect (dialog, "confirmed", confirmed, asked);
  g_signal_connect (dialog, "done", G_CALLBACK (on_done_cb), asked);
  return asked;
}

/* What every act on one promovente begins with: whose, and as they were seen. */
static ApoyoParams *
make_params (Asked *asked)
{
  const ApoyoSetupPerson *seen = apoyo_person_follow_get_seen (asked->follow);
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int (params, asked->process);
  apoyo_params_add_int (params, seen->number);
  apoyo_params_add_int (params, seen->revision);
  return params;
}

static void
follow (ApoyoActDialog *dialog,
        Asked *asked,
        ApoyoSetupPromovente *promovente,
        ApoyoField *const *fields)
{
  ApoyoField *const none[APOYO_N_PERSON_FACTS] = { NULL };

  asked->follow =
      apoyo_person_follow (dialog, asked->setup, promovente, fields != NULL ? fields : none);
}

static void
run (ApoyoActDialog *dialog, Asked *asked, ApoyoParams *params)
{
  apoyo_act_dialog_run (dialog, apoyo_setup_get_connection (asked->setup), asked->statement,
                        params);
}

static void
add_text (ApoyoParams *params, ApoyoField *field)
{
  const char *text = apoyo_field_get_text (field);

  apoyo_params_add_text (params, *text != '\0' ? text : NULL);
}

/* --- adding and changing ---------------------------------------------------------------------- */

static char *
check_name (const char *text)
{
  return *text != '\0' ? NULL : g_strdup (_ ("Write the name"));
}

static char *
check_folio (const char *text)
{
  return *text != '\0' ? NULL : g_strdup (_ ("Write the folio"));
}

static char *
check_number (const char *text)
{
  guint64 number;

  if (*text == '\0' || g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &number, NULL))
    return NULL;
  return g_strdup (_ ("Write a number from 1 on, or nothing for the next one"));
}

static void
add_confirmed_cb (ApoyoActDialog *dialog, Asked *asked)
{
  ApoyoParams *params = apoyo_params_new ();
  const char *number = apoyo_field_get_text (asked->fields[2]);

  apoyo_params_add_int (params, asked->process);
  if (*number != '\0')
    apoyo_params_add_int (params, (int) g_ascii_strtoll (number, NULL, 10));
  else
    apoyo_params_add_null (params);
  add_text (params, asked->fields[1]);
  add_text (params, asked->fields[0]);
  add_text (params, asked->fields[3]);
  run (dialog, asked, params);
}

void
apoyo_people_add (GtkWidget *parent, ApoyoSetup *setup)
{
  ApoyoActDialog *dialog =
      apoyo_act_dialog_new (parent, _ ("Add a promovente"),
                            _ ("What is left empty is given: the next number, a folio of "
                               "the process, and the scope where there is only one."),
                            _ ("Add"), APOYO_ACT_ASKS_NOTHING);
  Asked *asked = ask (dialog, setup, "register-promovente", G_CALLBACK (add_confirmed_cb));

  asked->fields[0] = apoyo_act_dialog_add_field (dialog, _ ("Name"), NULL, check_name);
  asked->fields[1] = apoyo_act_dialog_add_field (dialog, _ ("Folio"), NULL, NULL);
  asked->fields[2] = apoyo_act_dialog_add_field (dialog, _ ("Number"), NULL, check_number);
  asked->fields[3] = apoyo_act_dialog_add_field (dialog, _ ("Scope"), asked->example, NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
change_confirmed_cb (ApoyoActDialog *dialog, Asked *asked)
{
  ApoyoParams *params = make_params (asked);

  add_text (params, asked->fields[0]);
  add_text (params, asked->fields[1]);
  add_text (params, asked->fields[2]);
  run (dialog, asked, params);
}

void
apoyo_people_change (GtkWidget *parent, ApoyoSetup *setup, ApoyoSetupPromovente *promovente)
{
  const ApoyoSetupPerson *person = apoyo_setup_promovente_get (promovente);
  ApoyoActDialog *dialog = apoyo_act_dialog_new (parent, _ ("Change a promovente"), NULL,
                                                 C_ ("verb", "Change"), APOYO_ACT_ASKS_NOTHING);
  Asked *asked = ask (dialog, setup, "change-promovente", G_CALLBACK (change_confirmed_cb));
  ApoyoField *fields[APOYO_N_PERSON_FACTS] = { NULL };

  asked->fields[0] = apoyo_act_dialog_add_field (dialog, _ ("Name"), NULL, check_name);
  asked->fields[1] = apoyo_act_dialog_add_field (dialog, _ ("Folio"), NULL, check_folio);
  asked->fields[2] = apoyo_act_dialog_add_field (dialog, _ ("Scope"), asked->example, NULL);
  apoyo_field_set_text (asked->fields[0], person->name);
  apoyo_field_set_text (asked->fields[1], person->folio);
  apoyo_field_set_text (asked->fields[2], person->scope);
  fields[APOYO_PERSON_FACT_NAME] = asked->fields[0];
  fields[APOYO_PERSON_FACT_FOLIO] = asked->fields[1];
  fields[APOYO_PERSON_FACT_SCOPE] = asked->fields[2];
  follow (dialog, asked, promovente, fields);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
remove_confirmed_cb (ApoyoActDialog *dialog, Asked *asked)
{
  ApoyoParams *params = make_params (asked);

  apoyo_params_add_text (params, apoyo_act_dialog_get_reason (dialog));
  run (dialog, asked, params);
}

void
apoyo_people_remove (GtkWidget *parent, ApoyoSetup *setup, ApoyoSetupPromovente *promovente)
{
  g_autofree char *heading =
      g_strdup_printf (_ ("Remove %s"), apoyo_setup_promovente_get (promovente)->name);
  ApoyoActDialog *dialog = apoyo_act_dialog_new (
      parent, heading, _ ("For one who was entered by mistake, before the process opens."),
      _ ("Remove"), APOYO_ACT_ASKS_REASON | APOYO_ACT_DESTRUCTIVE);
  Asked *asked = ask (dialog, setup, "remove-promovente", G_CALLBACK (remove_confirmed_cb));

  follow (dialog, asked, promovente, NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- own window ------------------------------------------------------------------------------- */

static void
window_confirmed_cb (ApoyoActDialog *dialog, Asked *asked)
{
  const ApoyoSetupPerson *seen = apoyo_person_follow_get_seen (asked->follow);
  g_autoptr (GDateTime) opens = NULL;
  g_autoptr (GDateTime) closes = NULL;
  ApoyoParams *params = NULL;

  /* Sent without a time it would be the window of the process. */
  if (!apoyo_field_take_time (asked->fields[0], seen->opens_at, asked->time_zone, FALSE, &opens) ||
      !apoyo_field_take_time (asked->fields[1], seen->closes_at, asked->time_zone, TRUE, &closes))
    return;
  params = make_params (asked);
  apoyo_params_add_time (params, opens);
  apoyo_params_add_time (params, closes);
  apoyo_params_add_text (params, apoyo_act_dialog_get_acuerdo (dialog));
  apoyo_params_add_text (params, apoyo_act_dialog_get_reason (dialog));
  run (dialog, asked, params);
}

static void
set_time (ApoyoField *field, GDateTime *time, const char *time_zone)
{
  g_autofree char *text = time != NULL ? apoyo_format_minute (time, time_zone) : NULL;

  apoyo_field_set_text (field, text);
}

void
apoyo_people_set_window (GtkWidget *parent, ApoyoSetup *setup, ApoyoSetupPromovente *promovente)
{
  const ApoyoSetupPerson *person = apoyo_setup_promovente_get (promovente);
  g_autofree char *heading = g_strdup_printf (_ ("Window of %s"), person->name);
  ApoyoActDialog *dialog = apoyo_act_dialog_new (
      parent, heading,
      _ ("Where nothing is written, the window is that of the process. A window "
         "that has begun is extended, never shortened."),
      _ ("Set window"), APOYO_ACT_ASKS_REASON | APOYO_ACT_ASKS_ACUERDO);
  Asked *asked = ask (dialog, setup, "set-promovente-window", G_CALLBACK (window_confirmed_cb));
  ApoyoField *fields[APOYO_N_PERSON_FACTS] = { NULL };

  asked->fields[0] = apoyo_act_dialog_add_field (dialog, _ ("Beginning"), "31/12/2026 00:00",
                                                 apoyo_field_check_time_or_nothing);
  asked->fields[1] = apoyo_act_dialog_add_field (dialog, _ ("End"), "31/12/2026 23:59",
                                                 apoyo_field_check_time_or_nothing);
  set_time (asked->fields[0], person->opens_at, asked->time_zone);
  set_time (asked->fields[1], person->closes_at, asked->time_zone);
  fields[APOYO_PERSON_FACT_OPENS] = asked->fields[0];
  fields[APOYO_PERSON_FACT_CLOSES] = asked->fields[1];
  follow (dialog, asked, promovente, fields);
  if (apoyo_setup_process_get_figures (apoyo_setup_get_chosen (setup))->state > APOYO_LIFE_READY)
    apoyo_window_effect_add (dialog, setup, asked->follow, asked->fields[0], asked->fields[1]);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- standing --------------------------------------------------------------------------------- */

static void
standing_confirmed_cb (ApoyoActDialog *dialog, Asked *asked)
{
  ApoyoParams *params = make_params (asked);

  apoyo_params_add_text (params, apoyo_act_dialog_get_reason (dialog));
  apoyo_params_add_text (params, apoyo_act_dialog_get_acuerdo (dialog));
  run (dialog, asked, params);
}

static void
change_standing (GtkWidget *parent,
                 ApoyoSetup *setup,
                 ApoyoSetupPromovente *promovente,
                 const char *heading_format,
                 const char *body,
                 const char *yes,
                 const char *statement)
{
  g_autofree char *heading =
      g_strdup_printf ("%s · %s", heading_format, apoyo_setup_promovente_get (promovente)->name);
  ApoyoActDialog *dialog = apoyo_act_dialog_new (parent, heading, body, yes,
                                                 APOYO_ACT_ASKS_REASON | APOYO_ACT_ASKS_ACUERDO);
  Asked *asked = ask (dialog, setup, statement, G_CALLBACK (standing_confirmed_cb));

  follow (dialog, asked, promovente, NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
apoyo_people_suspend (GtkWidget *parent, ApoyoSetup *setup, ApoyoSetupPromovente *promovente)
{
  change_standing (parent, setup, promovente, _ ("Suspend"),
                   _ ("Nothing is taken for it any more. What it has collected stays."),
                   _ ("Suspend"), "suspend-promovente");
}

void
apoyo_people_reinstate (GtkWidget *parent, ApoyoSetup *setup, ApoyoSetupPromovente *promovente)
{
  change_standing (parent, setup, promovente, _ ("Reinstate"),
                   _ ("Supports are taken for it again."), _ ("Reinstate"), "reinstate-promovente");
}

void
apoyo_people_withdraw (GtkWidget *parent, ApoyoSetup *setup, ApoyoSetupPromovente *promovente)
{
  change_standing (parent, setup, promovente, C_ ("promovente", "Withdrawal"),
                   _ ("It leaves the process by its own will. What it has collected stays."),
                   _ ("Withdraw"), "withdraw-promovente");
}
