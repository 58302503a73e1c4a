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
#include "ctl-examination.h"

static gboolean
find_support (CtlSession *session, const char *folio, gint64 *support, GError **error)
{
  ApoyoParams *params = apoyo_params_new ();
  g_autoptr (ApoyoResult) rows = NULL;

  apoyo_params_add_text (params, folio);
  rows = ctl_session_call (session, "find-support", params, error);
  return rows != NULL && apoyo_result_get_int64 (rows, 0, "support", support, error);
}

static ApoyoResult *
call_for_support (CtlSession *session, const char *statement, const char *folio, GError **error)
{
  ApoyoParams *params = NULL;
  gint64 support = 0;

  if (!find_support (session, folio, &support, error))
    return NULL;
  params = apoyo_params_new ();
  apoyo_params_add_int64 (params, support);
  return ctl_session_call (session, statement, params, error);
}

/* The text of the tree in the dossier. (transfer full) */
static char *
read_tree (const char *dossier, GError **error)
{
  g_autoptr (JsonNode) root = json_from_string (dossier, error);
  JsonObject *examination = NULL;
  JsonNode *tree = NULL;

  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (root) &&
      apoyo_json_get_object (json_node_get_object (root), "examination", APOYO_JSON_OPTIONAL,
                             &examination, NULL) &&
      examination != NULL)
    tree = json_object_get_member (examination, "tree");
  if (tree != NULL)
    return json_to_string (tree, FALSE);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _ ("No validator has examined this support"));
  return NULL;
}

gboolean
ctl_examination_explain (CtlSession *session, const char *folio, GError **error)
{
  g_autoptr (ApoyoResult) rows = call_for_support (session, "support-dossier", folio, error);
  g_autofree char *tree = NULL;
  g_autofree char *words = NULL;
  const char *dossier = NULL;

  if (rows == NULL || !apoyo_result_get_text (rows, 0, "dossier", &dossier, error))
    return FALSE;
  tree = read_tree (dossier, error);
  words = tree != NULL ? apoyo_inspection_explain (tree, error) : NULL;
  if (words == NULL)
    return FALSE;
  g_print ("%s", words);
  return TRUE;
}

/* What was sealed, with the rule and the settings it was judged by. */
static ApoyoInspectionInput *
open_input (const ApoyoResult *rows, ApoyoKeyring *keyring, GError **error)
{
  g_autoptr (ApoyoRule) rule = NULL;
  g_autoptr (ApoyoCheckSettings) settings = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) text = NULL;
  const char *rule_text = NULL;
  const char *checks = NULL;
  int process = 0;

  if (!apoyo_result_get_int (rows, 0, "process", &process, error) ||
      !apoyo_result_get_text (rows, 0, "rule", &rule_text, error) ||
      !apoyo_result_get_text (rows, 0, "checks", &checks, error) ||
      !apoyo_result_get_bytes (rows, 0, "sealed", &sealed, error))
    return NULL;
  rule = apoyo_rule_from_json (rule_text, -1, error);
  settings = rule != NULL ? apoyo_check_settings_from_json (checks, -1, error) : NULL;
  text = settings != NULL ? apoyo_sealed_inputs_open (keyring, process, sealed, error) : NULL;
  return text != NULL ? apoyo_inspection_input_from_json (g_bytes_get_data (text, NULL),
                                                          (gssize) g_bytes_get_size (text), rule,
                                                          settings, error)
                      : NULL;
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

gboolean
ctl_examination_replay (CtlSession *session,
                        ApoyoKeyring *keyring,
                        const char *folio,
                        GError **error)
{
  g_autoptr (ApoyoResult) rows = read_examination (session, folio, error);
  g_autoptr (ApoyoInspectionInput) input = rows != NULL ? open_input (rows, keyring, error) : NULL;

  return input != NULL && compare (rows, input, error);
}
