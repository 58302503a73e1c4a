/* apoyo-refusal-words.h: words of the system within the sentences of the database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "draft" as the reader says it within a sentence, also in a list "draft, ready" or "draft /
 * ready", a member of a rule or a configuration by its path, a time as the reader writes it;
 * anything else as it is. */
char *apoyo_refusal_word (const char *word);
G_END_DECLS
