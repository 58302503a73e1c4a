/* inspection-fixture.h: the inputs of a sound capture, and what becomes of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-inspection.h"

#define MEASURE_TEXT(name, text) "\"name\":\"" name "\",\"value\":1,\"text\":\"" text "\","
#define MEASURE(name, value) "\"name\":\"" name "\",\"value\":" value ","

/* One piece of the inputs; picture NULL: in the inputs themselves. */
typedef struct {
  const char *picture;
  const char *old;
  const char *new;
} FixtureEdit;

char *fixture_read (const char *name);
ApoyoInspectionInput *fixture_open (const char *text);
ApoyoInspection *fixture_inspect (const char *text);
/* "code field, …", the principal first. */
char *fixture_findings (const ApoyoInspection *inspection);
/* The first place behind the picture's name. */
char *fixture_replace (const char *text, const char *picture, const char *old, const char *new);
/* edits: ended by one without old. */
char *fixture_replace_all (const char *text, const FixtureEdit *edits);
