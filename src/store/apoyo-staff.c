/* apoyo-staff.c: somebody who works here: their account, groups and scopes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <string.h>

#include "apoyo-result.h"
#include "apoyo-staff.h"

struct _ApoyoStaff {
  GObject parent_instance;

  char *account; /* (owned) */
  char *name;    /* (owned) */
  char *folded;  /* (owned): name and account, for searching */
  GStrv groups;  /* (owned) */
  gboolean active;
  GPtrArray *scopes;          /* (owned) */
  GDateTime *admitted_at;     /* (owned) */
  GDateTime *last_sign_in_at; /* (owned) (nullable) */
  char *last_workstation;     /* (owned) (nullable) */
  char *last_version;         /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ApoyoStaff, apoyo_staff, G_TYPE_OBJECT)

static void
scope_free (gpointer data)
{
  ApoyoStaffScope *scope = data;

  g_free (scope->code);
  g_free (scope->entity);
  g_clear_pointer (&scope->since, g_date_time_unref);
  g_clear_pointer (&scope->until, g_date_time_unref);
  g_free (scope);
}

static void
act_free (gpointer data)
{
  ApoyoStaffAct *act = data;

  g_free (act->act);
  g_free (act->group);
  g_free (act->code);
  g_free (act->entity);
  g_free (act->by);
  g_free (act->by_name);
  g_clear_pointer (&act->until, g_date_time_unref);
  g_clear_pointer (&act->at, g_date_time_unref);
  g_free (act);
}

static void
apoyo_staff_finalize (GObject *object)
{
  ApoyoStaff *self = APOYO_STAFF (object);

  g_free (self->account);
  g_free (self->name);
  g_free (self->folded);
  g_strfreev (self->groups);
  g_ptr_array_unref (self->scopes);
  g_clear_pointer (&self->admitted_at, g_date_time_unref);
  g_clear_pointer (&self->last_sign_in_at, g_date_time_unref);
  g_free (self->last_workstation);
  g_free (self->last_version);

  G_OBJECT_CLASS (apoyo_staff_parent_class)->finalize (object);
}

static void
apoyo_staff_class_init (ApoyoStaffClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_staff_finalize;
}

static void
apoyo_staff_init (ApoyoStaff *self)
{
  self->scopes = g_ptr_array_new_with_free_func (scope_free);
}

static const char *
without_prefix (const char *group)
{
  return g_str_has_prefix (group, "apoyo_") ? group + strlen ("apoyo_") : group;
}

static gboolean
same_time (GDateTime *a, GDateTime *b)
{
  return a == NULL || b == NULL ? a == b : g_date_time_equal (a, b);
}

static gboolean
same_scope (const ApoyoStaffScope *a, const ApoyoStaffScope *b)
{
  return a->id == b->id && a->process == b->process && g_strcmp0 (a->code, b->code) == 0 &&
         g_strcmp0 (a->entity, b->entity) == 0 && a->bar == b->bar && a->drill == b->drill &&
         same_time (a->since, b->since) && same_time (a->until, b->until);
}

static gboolean
same_scopes (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++) {
    if (!same_scope (a->pdata[i], b->pdata[i]))
      return FALSE;
  }
  return TRUE;
}

gboolean
apoyo_staff_equal (ApoyoStaff *self, ApoyoStaff *other)
{
  g_return_val_if_fail (APOYO_IS_STAFF (self) && APOYO_IS_STAFF (other), FALSE);

  return g_strcmp0 (self->account, other->account) == 0 &&
         g_strcmp0 (self->name, other->name) == 0 && self->active == other->active &&
         g_strv_equal ((const char *const *) self->groups, (const char *const *) other->groups) &&
         same_scopes (self->scopes, other->scopes) &&
         same_time (self->admitted_at, other->admitted_at) &&
         same_time (self->last_sign_in_at, other->last_sign_in_at) &&
         g_strcmp0 (self->last_workstation, other->last_workstation) == 0 &&
         g_strcmp0 (self->last_version, other->last_version) == 0;
}

/* Accents and case do not matter. */
static char *
fold (const char *name, const char *account)
{
  g_autofree char *both = g_strdup_printf ("%s %s", name, account);
  g_autofree char *ascii = g_str_to_ascii (both, "es");

  return g_utf8_casefold (ascii, -1);
}

static ApoyoStaff *
read_person (ApoyoResult *result, guint row, GError **error)
{
  g_autoptr (ApoyoStaff) self = g_object_new (APOYO_TYPE_STAFF, NULL);
  const char *groups = NULL;

  if (!apoyo_result_dup_text (result, row, "role", &self->account, error) ||
      !apoyo_result_dup_text (result, row, "display_name", &self->name, error) ||
      !apoyo_result_get_bool (result, row, "active", &self->active, error) ||
      !apoyo_result_get_text (result, row, "groups", &groups, error) ||
      !apoyo_result_get_time (result, row, "admitted_at", &self->admitted_at, error) ||
      !apoyo_result_get_nullable_time (result, row, "last_sign_in_at", &self->last_sign_in_at,
                                       error) ||
      !apoyo_result_dup_nullable_text (result, row, "last_workstation", &self->last_workstation,
                                       error) ||
      !apoyo_result_dup_nullable_text (result, row, "last_version", &self->last_version, error))
    return NULL;
  self->groups = *groups != '\0' ? g_strsplit (groups, " ", -1) : g_new0 (char *, 1);
  for (guint i = 0; self->groups[i] != NULL; i++)
    memmove (self->groups[i], without_prefix (self->groups[i]),
             strlen (without_prefix (self->groups[i])) + 1);
  self->folded = fold (self->name, self->account);
  return g_steal_pointer (&self);
}

static ApoyoStaffScope *
read_scope (ApoyoResult *result, guint row, GError **error)
{
  ApoyoStaffScope *scope = g_new0 (ApoyoStaffScope, 1);

  if (apoyo_result_get_int64 (result, row, "scope", &scope->id, error) &&
      apoyo_result_get_nullable_int (result, row, "process", &scope->process, error) &&
      apoyo_result_dup_nullable_text (result, row, "code", &scope->code, error) &&
      apoyo_result_dup_nullable_text (result, row, "entity", &scope->entity, error) &&
      apoyo_result_get_bool (result, row, "bar", &scope->bar, error) &&
      apoyo_result_get_time (result, row, "since", &scope->since, error) &&
      apoyo_result_get_nullable_time (result, row, "until", &scope->until, error) &&
      apoyo_result_get_bool (result, row, "simulacro", &scope->drill, error))
    return scope;
  scope_free (scope);
  return NULL;
}

static gboolean
take_scopes (GHashTable *people, ApoyoResult *scopes, GError **error)
{
  for (guint row = 0; row < apoyo_result_get_n_rows (scopes); row++) {
    const char *account = NULL;
    ApoyoStaffScope *scope = NULL;
    ApoyoStaff *person;

    if (!apoyo_result_get_text (scopes, row, "role", &account, error))
      return FALSE;
    scope = read_scope (scopes, row, error);
    if (scope == NULL)
      return FALSE;
    person = g_hash_table_lookup (people, account);
    if (person != NULL)
      g_ptr_array_add (person->scopes, scope);
    else
      scope_free (scope);
  }
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  ApoyoStaff *const *one = a, *const *other = b;
  int order = g_utf8_collate ((*one)->name, (*other)->name);

  return order != 0 ? order : strcmp ((*one)->account, (*other)->account);
}

GListModel *
apoyo_staff_list_from_results (ApoyoResult *people, ApoyoResult *scopes, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) by_account = g_hash_table_new (g_str_hash, g_str_equal);
  GListStore *list;

  for (guint row = 0; row < apoyo_result_get_n_rows (people); row++) {
    ApoyoStaff *person = read_person (people, row, error);

    if (person == NULL)
      return NULL;
    g_ptr_array_add (items, person);
    g_hash_table_insert (by_account, person->account, person);
  }
  if (!take_scopes (by_account, scopes, error))
    return NULL;
  g_ptr_array_sort (items, compare_names);
  list = g_list_store_new (APOYO_TYPE_STAFF);
  g_list_store_splice (list, 0, 0, items->pdata, items->len);
  return G_LIST_MODEL (list);
}

static gboolean
read_act (ApoyoStaffAct *act, ApoyoResult *result, guint row, GError **error)
{
  g_autofree char *group = NULL;

  if (!apoyo_result_dup_text (result, row, "act", &act->act, error) ||
      !apoyo_result_dup_nullable_text (result, row, "group", &group, error) ||
      !apoyo_result_get_nullable_int (result, row, "process", &act->process, error) ||
      !apoyo_result_dup_nullable_text (result, row, "code", &act->code, error) ||
      !apoyo_result_dup_nullable_text (result, row, "entity", &act->entity, error) ||
      !apoyo_result_get_nullable_time (result, row, "until", &act->until, error) ||
      !apoyo_result_get_nullable_int (result, row, "sessions", &act->sessions, error) ||
      !apoyo_result_dup_text (result, row, "by", &act->by, error) ||
      !apoyo_result_dup_nullable_text (result, row, "by_name", &act->by_name, error) ||
      !apoyo_result_get_time (result, row, "at", &act->at, error))
    return FALSE;
  act->group = group != NULL ? g_strdup (without_prefix (group)) : NULL;
  return apoyo_result_is_null (result, row, "bar") ||
         apoyo_result_get_bool (result, row, "bar", &act->bar, error);
}

GPtrArray *
apoyo_staff_acts_from_result (ApoyoResult *result, GError **error)
{
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func (act_free);

  for (guint row = 0; row < apoyo_result_get_n_rows (result); row++) {
    ApoyoStaffAct *act = g_new0 (ApoyoStaffAct, 1);

    g_ptr_array_add (acts, act);
    if (!read_act (act, result, row, error))
      return NULL;
  }
  return g_steal_pointer (&acts);
}

const char *
apoyo_staff_get_account (ApoyoStaff *self)
{
  g_return_val_if_fail (APOYO_IS_STAFF (self), NULL);
  return self->account;
}

const char *
apoyo_staff_get_name (ApoyoStaff *self)
{
  g_return_val_if_fail (APOYO_IS_STAFF (self), NULL);
  return self->name;
}

gboolean
apoyo_staff_is_active (ApoyoStaff *self)
{
  g_return_val_if_fail (APOYO_IS_STAFF (self), FALSE);
  return self->active;
}

const char *const *
apoyo_staff_get_groups (ApoyoStaff *self)
{
  g_return_val_if_fail (APOYO_IS_STAFF (self), NULL);
  return (const char *const *) self->groups;
}

gboolean
apoyo_staff_has_group (ApoyoStaff *self, const char *group)
{
  g_return_val_if_fail (APOYO_IS_STAFF (self), FALSE);
  return g_strv_contains ((const char *const *) self->groups, group);
}

GPtrArray *
apoyo_staff_get_scopes (ApoyoStaff *self)
{
  g_return_val_if_fail (APOYO_IS_STAFF (self), NULL);
  return self->scopes;
}

GDateTime *
apoyo_staff_get_admitted_at (ApoyoStaff *self)
{
  g_return_val_if_fail (APOYO_IS_STAFF (self), NULL);
  return self->admitted_at;
}

GDateTime *
apoyo_staff_get_last_sign_in_at (ApoyoStaff *self)
{
  g_return_val_if_fail (APOYO_IS_STAFF (self), NULL);
  return self->last_sign_in_at;
}

const char *
apoyo_staff_get_last_workstation (ApoyoStaff *self)
{
  g_return_val_if_fail (APOYO_IS_STAFF (self), NULL);
  return self->last_workstation;
}

const char *
apoyo_staff_get_last_version (ApoyoStaff *self)
{
  g_return_val_if_fail (APOYO_IS_STAFF (self), NULL);
  return self->last_version;
}

gboolean
apoyo_staff_matches (ApoyoStaff *self, const char *const *words)
{
  g_return_val_if_fail (APOYO_IS_STAFF (self), FALSE);

  for (guint i = 0; words[i] != NULL; i++) {
    if (strstr (self->folded, words[i]) == NULL)
      return FALSE;
  }
  return TRUE;
}
