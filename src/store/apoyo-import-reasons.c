/* apoyo-import-reasons.c: why a row is not taken, or is strange, in the person's language.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-store"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-import-reasons.h"
#include "apoyo-refusal.h"

static const char *const reasons[] = {
  N_ ("has no code of INEGI"),
  N_ ("is fewer than the 100 electors of the smallest section"),
  N_ ("is more than the 3,000 electors of the largest section"),
};

char *
apoyo_import_reason_translate (const char *reason)
{
  g_return_val_if_fail (reason != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++) {
    if (strcmp (reason, reasons[i]) == 0)
      return g_strdup (_ (reasons[i]));
  }
  return apoyo_refusal_translate (reason);
}
