/* apoyo-setup-promovente.c: one promovente as whoever sets the process up sees it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include "apoyo-promovente.h"
#include "apoyo-result.h"
#include "apoyo-setup-promovente.h"
#include "apoyo-store-error.h"

struct _ApoyoSetupPromovente {
  GObject parent_instance;

  ApoyoSetupPerson person;
  ApoyoPromovente *named; /* (owned): searched by the same folding as on the board */
};

G_DEFINE_FINAL_TYPE (ApoyoSetupPromovente, apoyo_setup_promovente, G_TYPE_OBJECT)

static void
apoyo_setup_promovente_finalize (GObject *object)
{
  ApoyoSetupPromovente *self = APOYO_SETUP_PROMOVENTE (object);
  ApoyoSetupPerson *person = &self->person;

  g_free (person->folio);
  g_free (person->name);
  g_free (person->scope);
  g_free (person->scope_name);
  g_free (person->reason);
  g_free (person->acuerdo);
  g_clear_pointer (&person->opens_at, g_date_time_unref);
  g_clear_pointer (&person->closes_at, g_date_time_unref);
  g_clear_object (&self->named);

  G_OBJECT_CLASS (apoyo_setup_promovente_parent_class)->finalize (object);
}

static void
apoyo_setup_promovente_class_init (ApoyoSetupPromoventeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_setup_promovente_finalize;
}

static void
apoyo_setup_promovente_init (ApoyoSetupPromovente *self)
{
}

gboolean
apoyo_standing_from_nick (const char *nick, ApoyoStanding *standing)
{
  static const char *const names[] = { "active", "suspended", "withdrawn" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (g_str_equal (names[i], nick)) {
      *standing = (ApoyoStanding) i;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
read_standing (const char *text, ApoyoStanding *standing, GError **error)
{
  if (apoyo_standing_from_nick (text, standing))
    return TRUE;
  g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA,
               "“%s” is no state of a promovente", text);
  return FALSE;
}

static gboolean
read_person (ApoyoSetupPerson *to, ApoyoResult *result, guint row, GError **error)
{
  const char *standing = NULL;

  return apoyo_result_get_int (result, row, "promovente", &to->number, error) &&
         apoyo_result_dup_text (result, row, "folio", &to->folio, error) &&
         apoyo_result_dup_text (result, row, "name", &to->name, error) &&
         apoyo_result_dup_text (result, row, "scope", &to->scope, error) &&
         apoyo_result_dup_nullable_text (result, row, "scope_name", &to->scope_name, error) &&
         apoyo_result_get_text (result, row, "state", &standing, error) &&
         read_standing (standing, &to->standing, error) &&
         apoyo_result_dup_nullable_text (result, row, "reason", &to->reason, error) &&
         apoyo_result_dup_nullable_text (result, row, "acuerdo", &to->acuerdo, error) &&
         apoyo_result_get_nullable_time (result, row, "opens_at", &to->opens_at, error) &&
         apoyo_result_get_nullable_time (result, row, "closes_at", &to->closes_at, error) &&
         apoyo_result_get_int64 (result, row, "auxiliaries", &to->auxiliaries, error) &&
         apoyo_result_get_int (result, row, "revision", &to->revision, error);
}

GPtrArray *
apoyo_setup_promoventes_from_result (ApoyoResult *result, GError **error)
{
  guint n = apoyo_result_get_n_rows (result);
  g_autoptr (GPtrArray) list = g_ptr_array_new_full (n, g_object_unref);

  for (guint row = 0; row < n; row++) {
    ApoyoSetupPromovente *self = g_object_new (APOYO_TYPE_SETUP_PROMOVENTE, NULL);

    g_ptr_array_add (list, self);
    if (!read_person (&self->person, result, row, error))
      return NULL;
    self->named = apoyo_promovente_new (self->person.number, self->person.folio, self->person.name,
                                        self->person.scope);
  }
  return g_steal_pointer (&list);
}

const ApoyoSetupPerson *
apoyo_setup_promovente_get (ApoyoSetupPromovente *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP_PROMOVENTE (self), NULL);
  return &self->person;
}

gboolean
apoyo_setup_promovente_has_window (ApoyoSetupPromovente *self)
{
  g_return_val_if_fail (APOYO_IS_SETUP_PROMOVENTE (self), FALSE);
  return self->person.opens_at != NULL || self->person.closes_at != NULL;
}

/* Whatever changes of a promovente raises its revision; auxiliaries are counted beside it. */
gboolean
apoyo_setup_promovente_equal (ApoyoSetupPromovente *self, ApoyoSetupPromovente *other)
{
  const ApoyoSetupPerson *a = &self->person, *b = &other->person;

  return a->number == b->number && a->revision == b->revision && a->standing == b->standing &&
         a->auxiliaries == b->auxiliaries && g_str_equal (a->name, b->name) &&
         g_str_equal (a->folio, b->folio) && g_str_equal (a->scope, b->scope);
}

gboolean
apoyo_setup_promovente_matches (ApoyoSetupPromovente *self, const char *const *words)
{
  g_return_val_if_fail (APOYO_IS_SETUP_PROMOVENTE (self), FALSE);
  return apoyo_promovente_matches (self->named, words);
}
