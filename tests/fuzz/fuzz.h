/* fuzz.h: what a fuzz target defines.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/* Crashing, hanging or failing an assertion is a finding. Returns 0. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);
