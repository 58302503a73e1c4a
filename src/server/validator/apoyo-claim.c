/* apoyo-claim.c: one support that a validator has taken by lease.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-validator"

#include "config.h"

#include "apoyo-claim.h"
#include "apoyo-code-verifier.h"

void
apoyo_claim_free (ApoyoClaim *self)
{
  if (self == NULL)
    return;
  g_free (self->capture);
  g_clear_pointer (&self->rule, apoyo_rule_unref);
  g_clear_pointer (&self->settings, apoyo_check_settings_unref);
  g_clear_pointer (&self->captured_at, g_date_time_unref);
  g_clear_pointer (&self->shown_at, g_date_time_unref);
  g_clear_pointer (&self->received_at, g_date_time_unref);
  g_strfreev (self->repeated);
  g_free (self);
}

/* The day the card was shown. A telephone whose clock is years behind makes no expired card good.
 */
static void
set_day (ApoyoInspectionInput *input, const ApoyoClaim *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (self->rule->time_zone);
  g_autoptr (GDateTime) local = zone != NULL ? g_date_time_to_timezone (self->shown_at, zone)
                                             : g_date_time_to_utc (self->shown_at);

  g_date_time_get_ymd (local, &input->year, &input->month, &input->day);
}

ApoyoInspectionInput *
apoyo_claim_make_input (const ApoyoClaim *self)
{
  ApoyoInspectionInput *input = apoyo_inspection_input_new ();

  input->capture = g_strdup (self->capture);
  input->rule = apoyo_rule_ref (self->rule);
  input->rule_version = self->rule_version;
  input->settings = apoyo_check_settings_ref (self->settings);
  input->settings_version = self->settings_version;
  input->clock_ahead =
      g_date_time_difference (self->captured_at, self->received_at) / G_TIME_SPAN_SECOND;
  input->modality = self->modality;
  input->repeated = g_strdupv (self->repeated);
  input->verifiers = apoyo_code_verifiers_list ();
  set_day (input, self);
  return input;
}
