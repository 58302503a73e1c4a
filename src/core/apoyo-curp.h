/* apoyo-curp.h: Clave Única de Registro de Población.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-person.h"

G_BEGIN_DECLS

#define APOYO_CURP_LENGTH 18

typedef struct {
  char text[APOYO_CURP_LENGTH + 1];
  int year; /* whole: the 17th character tells the century */
  int month;
  int day;
  char sex;            /* H, M or X */
  char birth_state[3]; /* two letters, NE when born abroad */
} ApoyoCurp;

/* Trims and folds to upper case. FORMAT for shape, unknown state and impossible dates, CHECK when
 * only the check digit disagrees (curp is filled in then too). */
gboolean apoyo_curp_parse (const char *text, ApoyoCurp *curp, GError **error);

/* The digit for the first 17 characters, '\0' when one of them has no value. */
char apoyo_curp_check_digit (const char *curp);

/* homonym is the 17th character, '\0' for the usual one: 0 until 1999, A from 2000. NULL when the
 * person is not possible (date, sex, entity). */
char *apoyo_curp_build (const ApoyoPerson *person, char homonym);

G_END_DECLS
