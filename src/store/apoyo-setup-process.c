/* apoyo-setup-process.c: one process, or one draft of the assistant, as whoever configures it sees
 * it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include "apoyo-promovente.h"
#include "apoyo-result.h"
#include "apoyo-setup-process.h"
#include "apoyo-store-error.h"

struct _ApoyoSetupProcess {
  GObject parent_instance;

  ApoyoSetupFigures figures;
  ApoyoPromovente *named; /* (owned): searched by the same folding as promoventes */
  char *print;            /* (owned): every column it was read of */
};

G_DEFINE_FINAL_TYPE (ApoyoSetupProcess, apoyo_setup_process, G_TYPE_OBJECT)

static const char *const lives[APOYO_N_LIVES] = { "draft",  "ready",     "open",    "closing",
                                                  "closed", "certified", "archived" };

const char *
apoyo_life_to_nick (ApoyoLife life)
{
  g_return_val_if_fail ((guint) life < APOYO_N_LIVES, NULL);
  return lives[life];
}

gboolean
apoyo_life_from_nick (const char *nick, ApoyoLife *life)
{
  for (guint i = 0; i < APOYO_N_LIVES; i++) {
    if (g_strcmp0 (nick, lives[i]) == 0) {
      *life = (ApoyoLife) i;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
read_life (ApoyoResult *result, guint row, ApoyoLife *life, GError **error)
{
  const char *nick = NULL;

  if (!apoyo_result_get_text (result, row, "state", &nick, error))
    return FALSE;
  if (apoyo_life_from_nick (nick, life))
    return TRUE;
  g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA,
               "“%s” is no state of a process", nick);
  return FALSE;
}

static gboolean
read_head (ApoyoSetupFigures *to, ApoyoResult *result, guint row, GError **error)
{
  return apoyo_result_get_int (result, row, "process", &to->id, error) &&
         apoyo_result_dup_text (result, row, "code", &to->code, error) &&
         apoyo_result_dup_text (result, row, "name", &to->name, error) &&
         apoyo_result_dup_text (result, row, "kind", &to->kind, error) &&
         read_life (result, row, &to->state, error) &&
         apoyo_result_get_bool (result, row, "simulacro", &to->simulacro, error) &&
         apoyo_result_get_int (result, row, "revision", &to->revision, error) &&
         apoyo_result_dup_nullable_text (result, row, "changed_by_name", &to->changed_by, error) &&
         apoyo_result_get_nullable_time (result, row, "changed_at", &to->changed_at, error) &&
         apoyo_result_get_nullable_time (result, row, "opens_at", &to->opens_at, error) &&
         apoyo_result_get_nullable_time (result, row, "closes_at", &to->closes_at, error) &&
         apoyo_result_dup_text (result, row, "time_zone", &to->time_zone, error);
}

static gboolean
read_rule (ApoyoSetupFigures *to, ApoyoResult *result, guint row, GError **error)
{
  return apoyo_result_get_int (result, row, "rule_version", &to->rule_version, error) &&
         apoyo_result_dup_nullable_text (result, row, "acuerdo", &to->acuerdo, error) &&
         apoyo_result_get_bool (result, row, "joint", &to->joint, error) &&
         apoyo_result_dup_text (result, row, "scope", &to->scope, error) &&
         apoyo_result_get_int (result, row, "geography", &to->geography, error) &&
         apoyo_result_dup_nullable_text (result, row, "geography_name", &to->geography_name,
                                         error) &&
         apoyo_result_dup_nullable_text (result, row, "cutoff", &to->cutoff, error) &&
         apoyo_result_get_nullable_int64 (result, row, "required", &to->required, error) &&
         apoyo_result_get_nullable_int64 (result, row, "nominal_list", &to->nominal_list, error) &&
         apoyo_result_get_nullable_int (result, row, "dispersion_needed", &to->dispersion_needed,
                                        error) &&
         apoyo_result_get_nullable_int (result, row, "demarcations", &to->demarcations, error);
}

static gboolean
read_people (ApoyoSetupFigures *to, ApoyoResult *result, guint row, GError **error)
{
  return apoyo_result_get_int64 (result, row, "promoventes", &to->n_promoventes, error) &&
         apoyo_result_get_int64 (result, row, "active", &to->n_active, error) &&
         apoyo_result_get_int64 (result, row, "suspended", &to->n_suspended, error) &&
         apoyo_result_get_int64 (result, row, "withdrawn", &to->n_withdrawn, error) &&
         apoyo_result_get_int64 (result, row, "own_windows", &to->n_own_windows, error) &&
         apoyo_result_get_nullable_int64 (result, row, "waiting_proposal", &to->waiting_proposal,
                                          error) &&
         apoyo_result_get_bool (result, row, "waits", &to->waits, error) &&
         apoyo_result_get_nullable_int (result, row, "checks_failing", &to->n_failing, error) &&
         apoyo_result_get_time (result, row, "as_of", &to->as_of, error);
}

static void
apoyo_setup_process_finalize (GObject *object)
{
  ApoyoSetupProcess *self = APOYO_SETUP_PROCESS (object);
  ApoyoSetupFigures *figures = &self->figures;

  g_free (figures->code);
  g_free (figures->name);
  g_free (figures->kind);
  g_free (figures->changed_by);
  g_clear_pointer (&figures->changed_at, g_date_time_unref);
  g_clear_pointer (&figures->opens_at, g_date_time_unref);
  g_clear_pointer (&figures->closes_at, g_date_time_unref);
  g_free (figures->time_zone);
  g_free (figures->acuerdo);
  g_free (figures->scope);
  g_free (figures->geography_name);
  g_free (figures->cutoff);
  g_clear_pointer (&figures->as_of, g_date_time_unref);
  g_clear_object (&self->named);
  g_free (self->print);

  G_OBJECT_CLASS (apoyo_setup_process_parent_class)->finalize (object);
}

static void
apoyo_setup_process_class_init (ApoyoSetupProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_setup_process_finalize;
}

static void
apoyo_setup_process_init (ApoyoSetupProcess *self)
{
}

#define DAY_LENGTH 10 /* of "2026-11-22 …" */

static char *
print_row (ApoyoResult *result, guint row)
{
  GString *print = g_string_new (NULL);

  for (guint i = 0; i < apoyo_result_get_n_columns (result); i++) {
    gboolean clock = g_str_equal (apoyo_result_get_column_name (result, i), "as_of");
    const char *text = "";

    if (!apoyo_result_is_null_at (result, row, (int) i))
      apoyo_result_get_text_at (result, row, (int) i, &text, NULL);
    g_string_append_len (print, text, clock ? DAY_LENGTH : -1);
    g_string_append_c (print, '\x1f');
  }
  return g_string_free (print, FALSE);
}

static void
remember (ApoyoSetupProcess *self, ApoyoResult *result, guint row)
{
  const char *code = self->figures.code;

  self->named = apoyo_promovente_new (0, code != NULL ? code : "", self->figures.name, "");
  self->print = print_row (result, row);
}

ApoyoSetupProcess *
apoyo_setup_process_new_from_row (ApoyoResult *result, guint row, GError **error)
{
  g_autoptr (ApoyoSetupProcess) self = g_object_new (APOYO_TYPE_SETUP_PROCESS, NULL);

  if (!read_head (&self->figures, result, row, error) ||
      !read_rule (&self->figures, result, row, error) ||
      !read_people (&self->figures, result, row, error))
    return NULL;
  remember (self, result, row);
  return g_steal_pointer (&self);
}

ApoyoSetupProcess *
apoyo_setup_process_new_from_draft (ApoyoResult *result, guint row, GError **error)
{
  g_autoptr (ApoyoSetupProcess) self = g_object_new (APOYO_TYPE_SETUP_PROCESS, NULL);
  ApoyoSetupFigures *to = &self->figures;

  if (!apoyo_result_get_int64 (result, row, "draft", &to->draft, error) ||
      !apoyo_result_get_int (result, row, "revision", &to->revision, error) ||
      !apoyo_result_dup_nullable_text (result, row, "name", &to->name, error) ||
      !apoyo_result_dup_nullable_text (result, row, "code", &to->code, error) ||
      !apoyo_result_dup_nullable_text (result, row, "kind", &to->kind, error) ||
      !apoyo_result_get_int (result, row, "step", &to->step, error) ||
      !apoyo_result_get_bool (result, row, "simulacro", &to->simulacro, error) ||
      !apoyo_result_dup_nullable_text (result, row, "changed_by_name", &to->changed_by, error) ||
      !apoyo_result_get_nullable_time (result, row, "changed_at", &to->changed_at, error) ||
      !apoyo_result_get_time (result, row, "as_of", &to->as_of, error))
    return NULL;
  if (to->name == NULL)
    to->name = g_strdup ("");
  remember (self, result, row);
  return g_steal_pointer (&self);
}

const ApoyoSetupFigures *
apoyo_setup_process_get_figures (ApoyoSetupProcess *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP_PROCESS (self), NULL);
  return &self->figures;
}

gboolean
apoyo_setup_process_equal (ApoyoSetupProcess *self, ApoyoSetupProcess *other)
{
  return apoyo_setup_process_is_same (self, other) && g_strcmp0 (self->print, other->print) == 0;
}

gboolean
apoyo_setup_process_is_same (ApoyoSetupProcess *self, ApoyoSetupProcess *other)
{
  if (self == NULL || other == NULL)
    return self == other;
  return self->figures.id == other->figures.id && self->figures.draft == other->figures.draft;
}

gboolean
apoyo_setup_process_matches (ApoyoSetupProcess *self, const char *const *words)
{
  g_return_val_if_fail (APOYO_IS_SETUP_PROCESS (self), FALSE);
  return apoyo_promovente_matches (self->named, words);
}
