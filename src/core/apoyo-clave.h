/* apoyo-clave.h: clave de elector, the electoral roll's own key of a person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-person.h"

G_BEGIN_DECLS

#define APOYO_CLAVE_LENGTH 18

typedef struct {
  char text[APOYO_CLAVE_LENGTH + 1];
  char birth[7];        /* AAMMDD: the century is not in it */
  char birth_entity[3]; /* 01 … 32, 87 or 88 abroad */
  char sex;             /* H, M or X */
} ApoyoClave;

/* Shape only: the algorithm of its check digit is not public. */
gboolean apoyo_clave_parse (const char *text, ApoyoClave *clave, GError **error);

/* suffix: the last three digits (check digit and homoclave), NULL for "000". NULL when the person
 * is not possible. */
char *apoyo_clave_build (const ApoyoPerson *person, const char *suffix);

G_END_DECLS
