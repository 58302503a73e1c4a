/* apoyo-multipart.h: the parts of a multipart/form-data body, without copying them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define APOYO_MULTIPART_MAX_PARTS 16
#define APOYO_MULTIPART_MAX_HEADERS 4096 /* bytes, of one part */

typedef struct {
  char *name;      /* (owned) */
  char *type;      /* (owned): lower case, without parameters; "" when there is none */
  GBytes *content; /* (owned): a slice of the body */
} ApoyoPart;

void apoyo_part_free (ApoyoPart *part);

/* (element-type ApoyoPart); NULL with MALFORMED_MULTIPART. */
GPtrArray *apoyo_multipart_split (GBytes *body, const char *boundary, GError **error);

/* The boundary of a Content-Type header; NULL when it is not multipart/form-data with one. */
char *apoyo_multipart_get_boundary (const char *content_type);

G_END_DECLS
