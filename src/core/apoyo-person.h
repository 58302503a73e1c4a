/* apoyo-person.h: a person's name, birth and sex, and how the registries abbreviate names.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As on a birth certificate. All strings UTF-8 and borrowed; maternal may be empty or NULL. */
typedef struct {
  const char *given;
  const char *paternal;
  const char *maternal;
  int year;
  int month;
  int day;
  char sex;           /* H hombre, M mujer, X */
  const char *entity; /* of birth: "01" … "32", "87" or "88" abroad */
} ApoyoPerson;

/* A date that exists, sex H, M or X, and a birth entity that has a number. */
gboolean apoyo_person_is_possible (const ApoyoPerson *person);

/* Upper case as Unicode has it, whatever the language of the session: in Turkish "i" would become
 * another letter, and nobody would be found by their name or key. */
char *apoyo_text_upper (const char *text);

/* Upper case, no accents, single spaces; Ñ stays Ñ. NULL gives "". */
char *apoyo_name_normalise (const char *name);

/* The word that registries abbreviate: without particles ("DE LA") and, for given names, without
 * José and María when another name follows. "" when nothing is left. Takes normalised text. */
char *apoyo_name_main_word (const char *normalised, gboolean given);

/* Both steps at once. */
char *apoyo_name_abbreviable (const char *name, gboolean given);

/* A letter of the main word as ASCII, Ñ and anything that is no letter as X. */
char apoyo_name_initial (const char *main_word);
char apoyo_name_inner_vowel (const char *main_word);
char apoyo_name_inner_consonant (const char *main_word);

G_END_DECLS
