/* ctl-examination.c: why a support counts or does not, and the same judged again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-inspection.h"
#include "apoyo-json.h"
#include "apoyo-sealed-inputs.h"
#include "apoyo-situation.h"
#include "apoyo-store-error.h"
#include "ctl-examination.h"

static ApoyoResult *
call_for_support (CtlSession *session, const char *statement, const char *folio, GError **error)
{
  ApoyoParams *params = NULL;
  gint64 support = 0;

  if (!ctl_session_find_support (session, folio, &support, error))
    return NULL;
  params = apoyo_params_new ();
  apoyo_params_add_int64 (params, support);
  return ctl_session_call (session, statement, params, error);
}

/* A part of the dossier that holds a tree. (transfer none) (nullable) */
static JsonNode *
find_tree (JsonObject *dossier, const char *part)
{
  JsonObject *object = NULL;

  return apoyo_json_get_object (dossier, part, APOYO_JSON_OPTIONAL, &object, NULL) && object != NULL
             ? json_object_get_member (object, "tree")
             : NULL;
}

static gboolean
print_tree (JsonNode *tree, GError **error)
{
  g_autofree char *text = json_to_string (tree, FALSE);
  g_autofree char *words = apoyo_inspection_explain (text, error);

  if (words != NULL)
    g_print ("%s", words);
  return words != NULL;
}

/* The tree of a support that is decided and of which no act left what went into it is of today. */
static void
print_not_kept (JsonObject *counting)
{
  const char *not_kept = json_object_get_string_member_with_default (counting, "not_kept", NULL);

  if (g_strcmp0 (not_kept, "before") == 0)
    g_print (_ ("Decided before it was kept what went into an act: as of today\n"));
  else if (not_kept != NULL)
    g_print (_ ("Decided, but what went into the act is missing: as of today\n"));
}

static gboolean
print_counting (JsonObject *dossier, GError **error)
{
  JsonNode *tree = find_tree (dossier, "counting");
  const char *nick = json_object_get_string_member_with_default (dossier, "situation", "");
  const char *number = NULL;
  ApoyoSituation situation;

  if (tree == NULL || !JSON_NODE_HOLDS_OBJECT (tree) ||
      !apoyo_situation_from_nick (nick, &situation)) {
    g_set_error_literal (
        error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
        _ ("This program does not know the rules that this support was counted by"));
    return FALSE;
  }
  number = apoyo_situation_get_number (situation);
  g_print ("%s: %s%s%s\n",
           apoyo_situation_counts (situation) ? _ ("It counts") : _ ("It does not count"),
           number != NULL ? number : "", number != NULL ? " " : "",
           apoyo_situation_get_label (situation));
  print_not_kept (json_object_get_object_member (dossier, "counting"));
  return print_tree (tree, error);
}

gboolean
ctl_examination_explain (CtlSession *session, const char *folio, GError **error)
{
  g_autoptr (ApoyoResult) rows = call_for_support (session, "support-dossier", folio, error);
  g_autoptr (JsonNode) root = NULL;
  const char *text = NULL;
  JsonNode *tree = NULL;

  if (rows == NULL || !apoyo_result_get_text (rows, 0, "dossier", &text, error))
    return FALSE;
  root = json_from_string (text, error);
  if (root == NULL || !print_counting (json_node_get_object (root), error))
    return FALSE;
  tree = find_tree (json_node_get_object (root), "examination");
  if (tree != NULL)
    return print_tree (tree, error);
  g_print (_ ("No validator has examined this support\n"));
  return TRUE;
}

/* --- the same judged again -------------------------------------------------------------------- */

/* What was sealed, with the rule and the settings it was judged by. */
static ApoyoInspectionInput *
open_input (const ApoyoResult *rows, ApoyoKeyring *keyring, GError **error)
{
  g_autoptr (GBytes) sealed = NULL;
  const char *rule = NULL;
  const char *checks = NULL;
  int process = 0;

  if (!apoyo_result_get_int (rows, 0, "process", &process, error) ||
      !apoyo_result_get_text (rows, 0, "rule", &rule, error) ||
      !apoyo_result_get_text (rows, 0, "checks", &checks, error) ||
      !apoyo_result_get_bytes (rows, 0, "sealed", &sealed, error))
    return NULL;
  return apoyo_sealed_inputs_read (keyring, process, sealed, rule, checks, error);
}

static gboolean
is_the_same (const char *tree, GBytes *digest)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 made[32];
  gsize size = sizeof made;

  g_checksum_update (checksum, (const guchar *) tree, (gssize) strlen (tree));
  g_checksum_get_digest (checksum, made, &size);
  return g_bytes_get_size (digest) == size &&
         memcmp (g_bytes_get_data (digest, NULL), made, size) == 0;
}

static gboolean
compare (const ApoyoResult *rows, const ApoyoInspectionInput *input, GError **error)
{
  g_autoptr (ApoyoInspection) inspection = apoyo_inspect (input);
  g_autoptr (GBytes) digest = NULL;
  int engine = 0;
  int settings = 0;
  int rule = 0;

  if (!apoyo_result_get_bytes (rows, 0, "tree_digest", &digest, error) ||
      !apoyo_result_get_int (rows, 0, "engine", &engine, error) ||
      !apoyo_result_get_int (rows, 0, "settings", &settings, error) ||
      !apoyo_result_get_int (rows, 0, "rule_version", &rule, error))
    return FALSE;
  if (is_the_same (inspection->tree, digest)) {
    g_print (_ ("same: rule %d, settings %d, engine %d give the same tree again\n"), rule, settings,
             engine);
    return TRUE;
  }
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_FAILED,
      _ ("differs: the tree that was stored was made by engine %d, this program has engine "
         "%d, and the same inputs give another"),
      engine, APOYO_INSPECTION_ENGINE);
  return FALSE;
}

/* Two calls: that it is opened is written down for good before anything of it is read. */
static ApoyoResult *
read_examination (CtlSession *session, const char *folio, GError **error)
{
  g_autoptr (ApoyoResult) opened = call_for_support (session, "open-examination", folio, error);
  const char *ticket = NULL;
  ApoyoParams *params = NULL;

  if (opened == NULL || !apoyo_result_get_text (opened, 0, "ticket", &ticket, error))
    return NULL;
  params = apoyo_params_new ();
  apoyo_params_add_text (params, ticket);
  return ctl_session_call (session, "read-examination", params, error);
}

/* The one row of a support that is decided and of which no act left what went into it. */
static gboolean
print_no_act (const ApoyoResult *acts, guint row, gboolean *same, GError **error)
{
  const char *situation = NULL;

  if (!apoyo_result_get_text (acts, row, "situation", &situation, error) ||
      !apoyo_result_get_bool (acts, row, "same", same, error))
    return FALSE;
  if (*same)
    g_print (_ ("not kept: %s, decided before it was kept what went into an act; nothing to judge "
                "again\n"),
             situation);
  else
    g_print (_ ("missing: %s, and no act left what went into it\n"), situation);
  return TRUE;
}

/* One act of those that settled the support; FALSE when it would be settled otherwise now. */
static gboolean
print_act (const ApoyoResult *acts, guint row, gboolean *same, GError **error)
{
  const char *act = NULL;
  const char *situation = NULL;
  const char *again = NULL;
  int rule = 0;

  if (apoyo_result_is_null (acts, row, "act"))
    return print_no_act (acts, row, same, error);
  if (!apoyo_result_get_text (acts, row, "act", &act, error) ||
      !apoyo_result_get_text (acts, row, "situation", &situation, error) ||
      !apoyo_result_get_int (acts, row, "rule_version", &rule, error) ||
      !apoyo_result_get_bool (acts, row, "same", same, error))
    return FALSE;
  if (!apoyo_result_is_null (acts, row, "again") &&
      !apoyo_result_get_text (acts, row, "again", &again, error))
    return FALSE;
  if (*same)
    g_print (_ ("same: %s, rule %d: %s\n"), act, rule, situation);
  else
    g_print (_ ("differs: %s, rule %d: %s then, %s now\n"), act, rule, situation,
             again != NULL ? again : "—");
  return TRUE;
}

static gboolean
replay_counting (CtlSession *session, const char *folio, GError **error)
{
  g_autoptr (ApoyoResult) acts = call_for_support (session, "replay-counting", folio, error);
  gboolean all = TRUE;

  if (acts != NULL && apoyo_result_get_n_rows (acts) == 0)
    g_print (_ ("Nothing has been decided about this support yet\n"));
  for (guint i = 0; acts != NULL && i < apoyo_result_get_n_rows (acts); i++) {
    gboolean same = FALSE;

    if (!print_act (acts, i, &same, error))
      return FALSE;
    all = all && same;
  }
  if (acts != NULL && !all)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         _ ("differs: what the acts on this support left does not give again what "
                            "they decided"));
  return acts != NULL && all;
}

static gboolean
replay_examination (CtlSession *session, ApoyoKeyring *keyring, const char *folio, GError **error)
{
  g_autoptr (ApoyoResult) rows = read_examination (session, folio, error);
  g_autoptr (ApoyoInspectionInput) input = rows != NULL ? open_input (rows, keyring, error) : NULL;

  return input != NULL && compare (rows, input, error);
}

/* A support that no validator could read has no examination, and is counted all the same. */
gboolean
ctl_examination_replay (CtlSession *session,
                        ApoyoKeyring *keyring,
                        const char *folio,
                        GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!replay_counting (session, folio, error))
    return FALSE;
  if (replay_examination (session, keyring, folio, &local))
    return TRUE;
  if (g_strcmp0 (apoyo_store_error_get_sqlstate (local), "AP411") == 0) {
    g_print (_ ("No validator has examined this support\n"));
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
