/* apoyo-pages.h: which pages there are, and who uses them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-login.h"

G_BEGIN_DECLS

typedef struct {
  const char *name;  /* as --shot and the tests call it */
  const char *alias; /* the same in the staff's language */
  const char *title; /* to be translated */
  const char *icon;
  const char *roles; /* any of these; separated by blanks */
  GType (*get_type) (void);
} ApoyoPageInfo;

/* In the order of the work; NULL behind the last. */
const ApoyoPageInfo *apoyo_pages_get (guint position);
/* By name or alias; NULL when there is none. */
const ApoyoPageInfo *apoyo_pages_find (const char *name);
gboolean apoyo_pages_may_use (const ApoyoPageInfo *info, ApoyoLogin *login);
/* The page that the person's day begins with; NULL for somebody without a page. */
const char *apoyo_pages_get_first (ApoyoLogin *login);

G_END_DECLS
