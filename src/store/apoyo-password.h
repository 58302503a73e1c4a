/* apoyo-password.h: which passwords are good enough, and making one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The server gets a verifier and cannot look at the password itself: whatever program takes a new
 * one checks it here. */

#define APOYO_PASSWORD_MIN_CHARACTERS 10

typedef enum {
  APOYO_PASSWORD_GOOD,
  APOYO_PASSWORD_NOT_TEXT,
  APOYO_PASSWORD_TOO_SHORT,
  APOYO_PASSWORD_TOO_PLAIN,    /* few characters again and again, or a row of the keyboard */
  APOYO_PASSWORD_LIKE_ACCOUNT, /* hardly more than the person's account or name */
} ApoyoPasswordFault;

/* account, name: (nullable) */
ApoyoPasswordFault
apoyo_password_check (const char *password, const char *account, const char *name);
/* What to write instead; NULL for a good one. */
const char *apoyo_password_fault_explain (ApoyoPasswordFault fault);
/* 0 (none) to 4 (strong): a help to whoever types, no promise. */
guint apoyo_password_strength (const char *password);

/* Twenty characters in fives, none that is taken for another: 99 bits of the system's chance. */
char *apoyo_password_generate (void);
/* Overwrites it. */
void apoyo_password_free (char *password);

G_END_DECLS
