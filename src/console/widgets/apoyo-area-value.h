/* apoyo-area-value.h: how one demarcation stands against what it requires.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *code; /* demarcation code: "05", "05-S0123" */
  const char *name;
  gint64 nominal_list;
  gint64 required; /* 0: nothing is required here, no progress is shown */
  gint64 valid;
} ApoyoAreaValue;

typedef ApoyoAreaValue ApoyoMapValue;

G_END_DECLS
