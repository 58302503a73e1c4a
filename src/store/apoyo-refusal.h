/* apoyo-refusal.h: what the database says no with, in the language of whoever reads it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The sentence of a refusal, and what to do about it. names fill %1$s, %2$s …; those that are words
 * of the system (states, levels, kinds, groups, times) are said in the reader's language.
 *
 * names: (nullable): NULL-terminated
 * hint: (out) (optional)
 *
 * NULL, and hint too, for a code that this program does not know. */
char *apoyo_refusal_format (const char *code, const char *const *names, char **hint);

/* Of any error: a refusal's sentence, a sentence for what else can go wrong with the database, and
 * the error's own message otherwise. */
char *apoyo_refusal_dup_message (const GError *error);
/* (nullable): there is no advice */
char *apoyo_refusal_dup_hint (const GError *error);

/* A sentence that the database wrote down when it happened: a refusal's filled text, or the reason
 * a row of a file cannot be taken. What is not known is given back as it is. */
char *apoyo_refusal_translate (const char *sentence);

G_END_DECLS
