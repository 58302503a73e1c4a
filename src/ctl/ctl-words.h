/* ctl-words.h: what the database calls its columns and states, in the language of the terminal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Said of every process that is one, in files too. The word is the law's and has no translation. */
#define CTL_DRILL "SIMULACRO"

/* What is not known stays as it is. */
const char *ctl_word_column (const char *name);
const char *ctl_word_value (const char *value);
/* Of several tables printed one after the other. */
const char *ctl_word_section (const char *name);
/* The header line of a CSV file. names: NULL-terminated */
char *ctl_word_header (const char *const *names);

G_END_DECLS
