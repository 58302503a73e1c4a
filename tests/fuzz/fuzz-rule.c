/* fuzz-rule.c: any bytes as the document of a rule. fuzz-driver.c tells how to run it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "apoyo-rule.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (ApoyoRule) rule =
      apoyo_rule_from_json (size > 0 ? (const char *) data : "", (gssize) size, NULL);
  g_autoptr (ApoyoRule) again = NULL;
  g_autofree char *json = NULL;

  if (rule == NULL)
    return 0;
  json = apoyo_rule_to_json (rule);
  again = apoyo_rule_from_json (json, -1, NULL);
  g_assert_nonnull (again);
  g_assert_true (apoyo_rule_equal (rule, again));
  g_assert_cmpint (apoyo_rule_required (rule, 98367539), >=, 0);
  g_assert_cmpint (apoyo_rule_required (rule, 98367539), <=, 98367539);
  g_assert_cmpint (apoyo_rule_dispersion_required (rule, 98367539), <=, 98367539);
  g_assert_true (!rule->has_dispersion || apoyo_rule_dispersion_needed (rule, 300) > 0);
  return 0;
}
