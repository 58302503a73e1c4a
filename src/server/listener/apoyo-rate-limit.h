/* apoyo-rate-limit.h: how often one address may fail within a minute. From any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ApoyoRateLimit ApoyoRateLimit;

ApoyoRateLimit *apoyo_rate_limit_new (guint per_minute);
void apoyo_rate_limit_free (ApoyoRateLimit *limit);

gboolean apoyo_rate_limit_allows (ApoyoRateLimit *limit, const char *peer);
void apoyo_rate_limit_count_failure (ApoyoRateLimit *limit, const char *peer);

G_END_DECLS
