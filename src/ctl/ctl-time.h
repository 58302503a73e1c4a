/* ctl-time.h: times as people type them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-params.h"

G_BEGIN_DECLS

/* YYYY-MM-DD, YYYY-MM-DD hh:mm or with seconds, by the clocks of zone unless it says an offset. A
 * day without an hour is its first second, or its last one where it is an end. */
GDateTime *ctl_time_parse (const char *text, GTimeZone *zone, gboolean is_end, GError **error);
/* The same as a parameter; no text is no time. text: (nullable) */
gboolean ctl_time_add (ApoyoParams *params,
                       const char *text,
                       GTimeZone *zone,
                       gboolean is_end,
                       GError **error);

G_END_DECLS
