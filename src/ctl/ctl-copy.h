/* ctl-copy.h: values of the lines that COPY takes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* bytes: (nullable) */
void ctl_copy_append_hex (GString *out, GBytes *bytes);

G_END_DECLS
