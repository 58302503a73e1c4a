/* apoyo-rule.c: the rule of a process as data: what has to be reached, and what counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <string.h>

#include "apoyo-rule.h"

static const char *const modality_nicks[] = { "auxiliary", "self", "exception" };

G_DEFINE_BOXED_TYPE (ApoyoRule, apoyo_rule, apoyo_rule_ref, apoyo_rule_unref)

/* An empty rule, to be filled in by a reader: it is not valid as it comes. */
ApoyoRule *
apoyo_rule_new (void)
{
  ApoyoRule *self = g_new0 (ApoyoRule, 1);

  g_atomic_ref_count_init (&self->refs);
  self->percentage.denominator = 1;
  self->dispersion.fraction.denominator = 1;
  self->dispersion.percentage.denominator = 1;
  self->review.sample.denominator = 1;
  self->review.trigger.denominator = 1;
  return self;
}

ApoyoRule *
apoyo_rule_ref (ApoyoRule *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
apoyo_rule_unref (ApoyoRule *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->cutoff);
  g_strfreev (self->models);
  g_free (self->exception_list);
  g_free (self->time_zone);
  g_free (self);
}

ApoyoRule *
apoyo_rule_copy (const ApoyoRule *self)
{
  ApoyoRule *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  g_atomic_ref_count_init (&copy->refs);
  copy->cutoff = g_strdup (self->cutoff);
  copy->models = g_strdupv (self->models);
  copy->exception_list = g_strdup (self->exception_list);
  copy->time_zone = g_strdup (self->time_zone);
  return copy;
}

/* Two rules are equal when their documents are. */
gboolean
apoyo_rule_equal (const ApoyoRule *a, const ApoyoRule *b)
{
  g_autofree char *x = apoyo_rule_to_json (a);
  g_autofree char *y = apoyo_rule_to_json (b);

  return strcmp (x, y) == 0;
}

gint64
apoyo_rule_required (const ApoyoRule *self, gint64 nominal_list)
{
  g_return_val_if_fail (self != NULL, -1);
  return apoyo_fraction_of (&self->percentage, nominal_list, self->rounding);
}

gint64
apoyo_rule_dispersion_required (const ApoyoRule *self, gint64 nominal_list)
{
  g_return_val_if_fail (self != NULL, -1);

  if (!self->has_dispersion)
    return 0;
  return apoyo_fraction_of (&self->dispersion.percentage, nominal_list, self->rounding);
}

/* "At least half" of seven is four, whatever the rounding of supports. */
guint
apoyo_rule_dispersion_needed (const ApoyoRule *self, guint total)
{
  g_return_val_if_fail (self != NULL, 0);

  if (!self->has_dispersion)
    return 0;
  if (self->dispersion.at_least > 0)
    return self->dispersion.at_least;
  return (guint) apoyo_fraction_of (&self->dispersion.fraction, total, APOYO_ROUNDING_CEILING);
}

gboolean
apoyo_rule_accepts_model (const ApoyoRule *self, const char *model)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return model != NULL && g_strv_contains ((const char *const *) self->models, model);
}

gboolean
apoyo_rule_accepts_modality (const ApoyoRule *self, ApoyoModality modality)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return (self->modalities & modality) != 0;
}

const char *
apoyo_modality_to_nick (ApoyoModality modality)
{
  for (guint i = 0; i < G_N_ELEMENTS (modality_nicks); i++) {
    if (modality == 1u << i)
      return modality_nicks[i];
  }
  g_return_val_if_reached (NULL);
}

gboolean
apoyo_modality_from_nick (const char *nick, ApoyoModality *modality)
{
  for (guint i = 0; i < G_N_ELEMENTS (modality_nicks); i++) {
    if (g_strcmp0 (nick, modality_nicks[i]) == 0) {
      *modality = (ApoyoModality) (1u << i);
      return TRUE;
    }
  }
  return FALSE;
}
