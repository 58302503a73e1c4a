/* apoyo-draft-saving.c: what was typed goes to the database, or the draft is put away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <string.h>

#include "apoyo-draft-keeper-private.h"
#include "apoyo-refusal.h"

/* A moment without typing: what is typed in one go is saved in one go. */
#define SAVE_PAUSE 1000

/* --- saving ----------------------------------------------------------------------------------- */

/* TRUE: somebody else saved meanwhile. */
static gboolean
is_overtaken (const GError *error)
{
  return g_strcmp0 (apoyo_store_error_get_sqlstate (error), "AP128") == 0;
}

/* Somebody put the draft away, made the process of it, or has it where this account may not write.
 */
static gboolean
is_gone (const GError *error)
{
  return g_strcmp0 (apoyo_store_error_get_sqlstate (error), "AP127") == 0;
}

/* It can never be stored, and so never was, whoever heard of it. */
static gboolean
is_unfit (const GError *error)
{
  const char *state = apoyo_store_error_get_sqlstate (error);

  return state != NULL && (strcmp (state, "AP126") == 0 || g_str_has_prefix (state, "22") ||
                           g_str_has_prefix (state, "54"));
}

/* The key and what it was asked for with go together: the database takes no other document by that
 * key, and what was asked for without it would make a second draft. */
static void
drop_first (ApoyoDraftCopy *copy)
{
  g_clear_pointer (&copy->first, g_free);
  g_clear_pointer (&copy->key, g_free);
}

static void
say_refusal (ApoyoDraftKeeper *self, const GError *error)
{
  g_free (self->refusal);
  self->refusal = apoyo_refusal_dup_message (error);
  apoyo_draft_keeper_set_state (self, APOYO_DRAFT_REFUSED);
}

/* What was asked for first had been saved, and went as any draft that others put away. */
static void
lose_first (ApoyoDraftKeeper *self)
{
  g_free (self->base);
  self->base = g_steal_pointer (&self->copy->first);
  drop_first (self->copy);
  if (self->held) /* it is being put away here, too */
    return;
  apoyo_draft_keeper_write_copy (self);
  apoyo_draft_keeper_lose (self);
}

/* Any other refusal leaves open whether an earlier asking made the draft: it is asked for again. */
static void
refuse_save (ApoyoDraftKeeper *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION)) {
    apoyo_draft_keeper_set_state (self, APOYO_DRAFT_LOCAL);
    return;
  }
  if (is_overtaken (error)) {
    apoyo_draft_keeper_set_state (self, APOYO_DRAFT_UNSAVED);
    apoyo_draft_keeper_read_again (self);
    return;
  }
  if (is_gone (error) && self->copy->first != NULL) {
    lose_first (self);
    return;
  }
  if (is_unfit (error))
    drop_first (self->copy);
  say_refusal (self, error);
  if (is_gone (error)) /* the news of it may have come before its number was known here */
    apoyo_draft_keeper_read_again (self);
}

static void
note_saved (ApoyoDraftKeeper *self, const char *saved)
{
  g_autofree char *now = apoyo_configuration_to_json (self->configuration);

  g_free (self->base);
  self->base = g_strdup (saved);
  drop_first (self->copy);
  g_clear_pointer (&self->saved_at, g_date_time_unref);
  self->saved_at = g_date_time_new_now_utc ();
  if (strcmp (now, saved) != 0) {
    apoyo_draft_keeper_write_copy (self);
    apoyo_draft_keeper_save (self);
    return;
  }
  g_clear_handle_id (&self->copy_pause, g_source_remove);
  apoyo_draft_copy_remove (self->copy);
  apoyo_draft_keeper_set_state (self, APOYO_DRAFT_SAVED);
}

/* What was to be put away has been saved, or was not.
 *
 * error: (nullable) */
static void
discard_saved (ApoyoDraftKeeper *self, const GError *error)
{
  self->discard_due = FALSE;
  /* Nobody knows whether the server has it, which would leave it in everybody's list. */
  if (self->copy->first != NULL) {
    apoyo_draft_keeper_hold (self, FALSE);
    g_signal_emit_by_name (self, "failed", error);
    return;
  }
  apoyo_draft_keeper_discard (self);
}

static void
save_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoDraftKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *saved = g_steal_pointer (&self->sending);
  g_autoptr (ApoyoResult) result =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);

  if (result == NULL || !apoyo_result_get_int64 (result, 0, "draft", &self->copy->draft, &error) ||
      !apoyo_result_get_int (result, 0, "revision", &self->copy->revision, &error))
    refuse_save (self, error);
  else
    note_saved (self, saved);
  if (self->discard_due)
    discard_saved (self, error);
}

/* A new draft is asked for with a key, and as it was asked for first: where the answer was lost
 * with the connection, the database knows by it that it has made that draft. What was typed since
 * is saved into it next. It is kept before it is asked for, should this program end meanwhile. */
static void
begin_draft (ApoyoDraftKeeper *self)
{
  ApoyoDraftCopy *copy = self->copy;

  if (copy->key == NULL || copy->first == NULL) {
    drop_first (copy);
    copy->key = g_uuid_string_random ();
    copy->first = apoyo_configuration_to_json (self->configuration);
  }
  apoyo_draft_keeper_write_copy (self);
}

/* draft, revision, configuration, step, key */
static ApoyoParams *
get_draft_params (ApoyoDraftKeeper *self)
{
  ApoyoParams *params = apoyo_params_new ();
  gboolean is_new = self->copy->draft == 0;

  if (is_new) {
    apoyo_params_add_null (params);
    apoyo_params_add_null (params);
  } else {
    apoyo_params_add_int64 (params, self->copy->draft);
    apoyo_params_add_int (params, self->copy->revision);
  }
  apoyo_params_add_text (params, self->sending);
  apoyo_params_add_int (params, self->step);
  if (is_new)
    apoyo_params_add_text (params, self->copy->key);
  else
    apoyo_params_add_null (params);
  return params;
}

static void
send_draft (ApoyoDraftKeeper *self)
{
  if (self->copy->draft == 0)
    begin_draft (self);
  self->sending = self->copy->draft == 0 ? g_strdup (self->copy->first)
                                         : apoyo_configuration_to_json (self->configuration);
  self->saved_step = self->step;
  apoyo_draft_keeper_set_state (self, APOYO_DRAFT_SAVING);
  /* Not called off with the window: what was written is saved. */
  apoyo_connection_call_async (apoyo_login_get_connection (self->login), "save-draft",
                               get_draft_params (self), NULL, save_cb, g_object_ref (self));
}

void
apoyo_draft_keeper_save (ApoyoDraftKeeper *self)
{
  g_clear_handle_id (&self->save_pause, g_source_remove);
  if (self->held || self->opening || self->sending != NULL || self->reading ||
      !apoyo_draft_keeper_is_worth_keeping (self) || self->state == APOYO_DRAFT_CONFLICT)
    return;
  if (!apoyo_draft_keeper_is_live (self)) {
    apoyo_draft_keeper_set_state (self, APOYO_DRAFT_LOCAL);
    return;
  }
  send_draft (self);
}

static gboolean
save_pause_cb (gpointer user_data)
{
  ApoyoDraftKeeper *self = user_data;

  self->save_pause = 0;
  apoyo_draft_keeper_save (self);
  return G_SOURCE_REMOVE;
}

void
apoyo_draft_keeper_save_soon (ApoyoDraftKeeper *self)
{
  g_clear_handle_id (&self->save_pause, g_source_remove);
  self->save_pause = g_timeout_add (SAVE_PAUSE, save_pause_cb, self);
}

/* --- putting away -------------------------------------------------------------------------------
 */

static void
discard_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoDraftKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);

  if (result == NULL) {
    self->held = FALSE;
    g_signal_emit_by_name (self, "failed", error);
    return;
  }
  apoyo_draft_keeper_forget (self);
  g_signal_emit_by_name (self, "gone");
}

void
apoyo_draft_keeper_discard (ApoyoDraftKeeper *self)
{
  ApoyoParams *params;

  g_return_if_fail (APOYO_IS_DRAFT_KEEPER (self));

  if (self->sending != NULL) {
    self->discard_due = TRUE;
    apoyo_draft_keeper_hold (self, TRUE);
    return;
  }
  /* Asked for, and nobody heard whether it was made: it is made for certain, and then put away. */
  if (self->copy->first != NULL) {
    self->discard_due = TRUE;
    apoyo_draft_keeper_hold (self, TRUE);
    send_draft (self);
    return;
  }
  if (self->copy->draft == 0) {
    apoyo_draft_keeper_forget (self);
    g_signal_emit_by_name (self, "gone");
    return;
  }
  apoyo_draft_keeper_hold (self, TRUE);
  params = apoyo_params_new ();
  apoyo_params_add_int64 (params, self->copy->draft);
  apoyo_params_add_int (params, self->copy->revision);
  apoyo_connection_call_async (apoyo_login_get_connection (self->login), "discard-draft", params,
                               NULL, discard_cb, g_object_ref (self));
}
