/* apoyo-setup-law.c: what the law gives each kind of process, and what may still change when.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include "apoyo-json.h"
#include "apoyo-setup-law.h"

struct _ApoyoSetupLaw {
  JsonObject *basis[APOYO_N_KINDS]; /* (owned) (nullable) */
  GHashTable *states;               /* (owned): path → flags 1 << ApoyoLife */
};

static gboolean
read_kinds (ApoyoSetupLaw *self, ApoyoResult *result, GError **error)
{
  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++) {
    const char *nick = NULL, *basis = NULL;
    ApoyoKind kind;

    if (!apoyo_result_get_text (result, row, "kind", &nick, error) ||
        !apoyo_result_get_text (result, row, "basis", &basis, error))
      return FALSE;
    if (!apoyo_kind_from_nick (nick, &kind) || self->basis[kind] != NULL)
      continue; /* a kind that a later version of the database knows */
    self->basis[kind] = apoyo_json_parse_object (basis, -1, error);
    if (self->basis[kind] == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_members (ApoyoSetupLaw *self, ApoyoResult *result, GError **error)
{
  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++) {
    const char *member = NULL, *nick = NULL;
    ApoyoLife state;
    guint flags;

    if (!apoyo_result_get_text (result, row, "member", &member, error) ||
        !apoyo_result_get_text (result, row, "state", &nick, error))
      return FALSE;
    if (!apoyo_life_from_nick (nick, &state))
      continue;
    flags = GPOINTER_TO_UINT (g_hash_table_lookup (self->states, member)) | 1u << state;
    g_hash_table_insert (self->states, g_strdup (member), GUINT_TO_POINTER (flags));
  }
  return TRUE;
}

ApoyoSetupLaw *
apoyo_setup_law_new_from_results (ApoyoResult *kinds, ApoyoResult *members, GError **error)
{
  g_autoptr (ApoyoSetupLaw) self = g_new0 (ApoyoSetupLaw, 1);

  self->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!read_kinds (self, kinds, error) || !read_members (self, members, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
apoyo_setup_law_free (ApoyoSetupLaw *self)
{
  for (guint i = 0; i < APOYO_N_KINDS; i++)
    g_clear_pointer (&self->basis[i], json_object_unref);
  g_clear_pointer (&self->states, g_hash_table_unref);
  g_free (self);
}

JsonObject *
apoyo_setup_law_get_basis (ApoyoSetupLaw *self, ApoyoKind kind)
{
  g_return_val_if_fail ((guint) kind < APOYO_N_KINDS, NULL);
  return self->basis[kind];
}

const char *
apoyo_setup_law_find_article (ApoyoSetupLaw *self, ApoyoKind kind, const char *member)
{
  g_autofree char *part = g_strconcat (member, ".", NULL);
  JsonObject *basis = apoyo_setup_law_get_basis (self, kind);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (basis == NULL)
    return NULL;
  json_object_iter_init (&iter, basis);
  while (json_object_iter_next (&iter, &name, &node)) {
    if ((g_str_equal (name, member) || g_str_has_prefix (name, part)) &&
        json_node_get_value_type (node) == G_TYPE_STRING)
      return json_node_get_string (node);
  }
  return NULL;
}

gboolean
apoyo_setup_law_may_change (ApoyoSetupLaw *self, const char *path, ApoyoLife state)
{
  guint flags = GPOINTER_TO_UINT (g_hash_table_lookup (self->states, path));

  return (flags & 1u << state) != 0;
}
