/* apoyo-inbox.c: the acts of two people that concern the person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include "apoyo-command.h"
#include "apoyo-inbox.h"
#include "apoyo-result.h"

struct _ApoyoInbox {
  GObject parent_instance;

  ApoyoLogin *login;    /* (owned) (nullable) */
  GPtrArray *proposals; /* (owned) */
  gboolean reading;
  gboolean stale; /* something was proposed or ended meanwhile */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoInbox, apoyo_inbox, G_TYPE_OBJECT)

static void read_proposals (ApoyoInbox *self);

static void
proposal_free (gpointer data)
{
  ApoyoProposal *proposal = data;

  g_free (proposal->kind);
  g_free (proposal->code);
  g_free (proposal->time_zone);
  g_free (proposal->state);
  g_free (proposal->plan);
  g_free (proposal->plan_hash);
  g_free (proposal->proposed_by_name);
  g_free (proposal->proposed_on);
  g_free (proposal->signed_by_name);
  g_free (proposal->reason);
  g_clear_pointer (&proposal->proposed_at, g_date_time_unref);
  g_clear_pointer (&proposal->expires_at, g_date_time_unref);
  g_clear_pointer (&proposal->ended_at, g_date_time_unref);
  g_free (proposal);
}

static gboolean
read_proposal (ApoyoProposal *to, ApoyoResult *result, guint row, GError **error)
{
  return apoyo_result_get_int64 (result, row, "proposal", &to->id, error) &&
         apoyo_result_dup_text (result, row, "kind", &to->kind, error) &&
         apoyo_result_get_int (result, row, "process", &to->process, error) &&
         apoyo_result_dup_text (result, row, "code", &to->code, error) &&
         apoyo_result_dup_text (result, row, "time_zone", &to->time_zone, error) &&
         apoyo_result_dup_text (result, row, "state", &to->state, error) &&
         apoyo_result_dup_text (result, row, "plan", &to->plan, error) &&
         apoyo_result_dup_text (result, row, "plan_hash", &to->plan_hash, error) &&
         apoyo_result_dup_text (result, row, "proposed_by_name", &to->proposed_by_name, error) &&
         apoyo_result_get_time (result, row, "proposed_at", &to->proposed_at, error) &&
         apoyo_result_dup_text (result, row, "proposed_on", &to->proposed_on, error) &&
         apoyo_result_dup_nullable_text (result, row, "signed_by_name", &to->signed_by_name,
                                         error) &&
         apoyo_result_get_time (result, row, "expires_at", &to->expires_at, error) &&
         apoyo_result_get_nullable_time (result, row, "ended_at", &to->ended_at, error) &&
         apoyo_result_dup_nullable_text (result, row, "reason", &to->reason, error) &&
         apoyo_result_get_bool (result, row, "waits", &to->waits, error) &&
         apoyo_result_get_bool (result, row, "mine", &to->mine, error) &&
         apoyo_result_get_bool (result, row, "simulacro", &to->drill, error);
}

static GPtrArray *
read_all (ApoyoResult *result, GError **error)
{
  g_autoptr (GPtrArray) proposals = g_ptr_array_new_with_free_func (proposal_free);

  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++) {
    ApoyoProposal *proposal = g_new0 (ApoyoProposal, 1);

    g_ptr_array_add (proposals, proposal);
    if (!read_proposal (proposal, result, row, error))
      return NULL;
  }
  return g_steal_pointer (&proposals);
}

/* What was read before stays when it fails: a lost connection is the banner's to tell. */
static void
read_cb (GObject *object, ApoyoResult *result, const GError *error, gpointer data)
{
  ApoyoInbox *self = APOYO_INBOX (object);
  g_autoptr (GError) bad = NULL;
  GPtrArray *proposals = result != NULL ? read_all (result, &bad) : NULL;

  self->reading = FALSE;
  if (bad == NULL && error != NULL &&
      !g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bad = g_error_copy (error);
  if (bad != NULL)
    g_warning ("Proposals: %s", bad->message);
  if (proposals != NULL) {
    g_ptr_array_unref (self->proposals);
    self->proposals = proposals;
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  }
  if (self->stale)
    read_proposals (self);
}

static void
read_proposals (ApoyoInbox *self)
{
  self->stale = self->reading;
  if (self->reading || !apoyo_inbox_is_used (self))
    return;
  self->reading = TRUE;
  apoyo_command_run (self->login, "inbox-proposals", NULL, G_OBJECT (self), read_cb, NULL, NULL);
}

static void
on_setup_changed_cb (ApoyoInbox *self, const char *what)
{
  if (g_str_has_prefix (what, "proposal:"))
    read_proposals (self);
}

static void
apoyo_inbox_finalize (GObject *object)
{
  ApoyoInbox *self = APOYO_INBOX (object);

  g_clear_object (&self->login);
  g_ptr_array_unref (self->proposals);

  G_OBJECT_CLASS (apoyo_inbox_parent_class)->finalize (object);
}

static void
apoyo_inbox_class_init (ApoyoInboxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_inbox_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APOYO_TYPE_INBOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
apoyo_inbox_init (ApoyoInbox *self)
{
  self->proposals = g_ptr_array_new_with_free_func (proposal_free);
}

ApoyoInbox *
apoyo_inbox_new (void)
{
  return g_object_new (APOYO_TYPE_INBOX, NULL);
}

void
apoyo_inbox_set_login (ApoyoInbox *self, ApoyoLogin *login)
{
  g_return_if_fail (APOYO_IS_INBOX (self));

  if (g_set_object (&self->login, login))
    g_signal_connect_object (login, "setup-changed", G_CALLBACK (on_setup_changed_cb), self,
                             G_CONNECT_SWAPPED);
  read_proposals (self);
}

ApoyoLogin *
apoyo_inbox_get_login (ApoyoInbox *self)
{
  g_return_val_if_fail (APOYO_IS_INBOX (self), NULL);
  return self->login;
}

gboolean
apoyo_inbox_is_used (ApoyoInbox *self)
{
  static const char *const roles[] = { "setup", "closer", "supervisor", "auditor" };

  g_return_val_if_fail (APOYO_IS_INBOX (self), FALSE);

  for (gsize i = 0; self->login != NULL && i < G_N_ELEMENTS (roles); i++) {
    if (apoyo_login_has_role (self->login, roles[i]))
      return TRUE;
  }
  return FALSE;
}

GPtrArray *
apoyo_inbox_get_proposals (ApoyoInbox *self)
{
  g_return_val_if_fail (APOYO_IS_INBOX (self), NULL);
  return self->proposals;
}

guint
apoyo_inbox_get_n_waiting (ApoyoInbox *self)
{
  guint n = 0;

  g_return_val_if_fail (APOYO_IS_INBOX (self), 0);

  for (guint i = 0; i < self->proposals->len; i++)
    n += ((const ApoyoProposal *) self->proposals->pdata[i])->waits;
  return n;
}
