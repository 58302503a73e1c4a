/* validator-fixture.h: people, their captures, and a validator to give them to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-validator.h"
#include "world.h"

G_BEGIN_DECLS

extern World *world;
extern ApoyoVault *vault;
extern ApoyoReader *reader; /* NULL but in the tests that read pictures */
extern GBytes *picture;     /* (nullable): instead of bytes that are no picture */

/* Whom the roll knows, and what the capture says. */
typedef struct {
  const char *status; /* NULL: the roll does not know the person */
  const char *cause;
  const char *entity;
  int born;             /* year; other people get another day each */
  const char *roll_cic; /* NULL: the same as on the card */
  int curp_born;        /* year in the CURP of the capture, 0: the same */
  gboolean curp_slip;   /* its check digit is wrong */
  const char *model;    /* NULL: G */
  int valid_until;      /* 0: far away */
  gboolean no_curp;     /* missing from the capture */
  const char *section;  /* NULL: as the roll has it */
} Person;

typedef struct {
  char *clave;
  char *curp;
  char *cic;
} Identity;

void identity_clear (Identity *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Identity, identity_clear)

/* Somebody new each time, on the roll if the person is to be. */
Identity make_identity (const Person *p);
void store_capture (int process, const char *capture, const Person *p, const Identity *identity);
/* Into the vault and the database: the support. */
gint64 receive_person (int process, int promovente, const Person *person, const Identity *identity);

/* Whether the pictures of the first process are: "no", "cascade", "full". */
void read_pictures (const char *how);
ApoyoValidator *start_validator (ApoyoKeyring *keyring);
void stop_validator (ApoyoValidator *validator);
/* That it meets trouble at its one capture, and pauses instead of claiming it once more. Stops it.
 */
void assert_trouble_pauses (ApoyoValidator *validator);
void wait_until_validated (gint64 support);
/* Validates what waits and gives the support's situation. (transfer full) */
char *validate (gint64 support);
void assert_findings (gint64 support, const char *expected);

/* The tests of each file, to the one program. */
void add_attempt_tests (void);

G_END_DECLS
