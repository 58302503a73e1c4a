/* apoyo-citizen.h: a person who never existed, with everything a credential says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-mix.h"

G_BEGIN_DECLS

/* Births stand in relation to this year, not to the clock: the same seed gives the same people,
 * with the same keys, whenever it runs. */
#define APOYO_CITIZEN_YEAR 2026

typedef struct {
  guint64 seed;
  guint index;
  guint face;        /* index of whoever has nearly the same one; mostly the own */
  ApoyoFate state;   /* VALID, NOT_ON_ROLL, DROPPED or NOT_FOUND: what the registry says */
  const char *cause; /* why dropped, else NULL */

  gboolean woman;
  char *given;
  const char *paternal;
  const char *maternal; /* "" for the few who have one surname */
  int year;
  int month;
  int day;
  const char *birth_entity;

  guint entity; /* 1 … 32, of residence */
  guint section;
  guint municipality;
  guint federal_district;
  char *street;
  char *neighbourhood;

  char *curp;
  char *clave;
  char cic[10];
  char citizen_id[10];
  char ocr[14];
  char issue[3];
  char model;
  int registered; /* year */
  int issued;     /* year */
  int valid_until;
} ApoyoCitizen;

/* In which the newest cards were issued. The server judges by its clock whether a card is still in
 * force, so unless it is set they are renewed with it: see apoyo_citizen_newest_year(). */
int apoyo_citizen_get_newest_year (void);
void apoyo_citizen_set_newest_year (int year); /* before the first citizen; 0: by the clock */
int apoyo_citizen_newest_year (int today);

void apoyo_citizen_clear (ApoyoCitizen *self);
char *apoyo_citizen_to_roll_line (const ApoyoCitizen *self);
char *apoyo_citizen_to_mrz (const ApoyoCitizen *self);
char *apoyo_citizen_other_curp (const ApoyoCitizen *self);

#define APOYO_ROLL_HEADER                                                                          \
  "clave_elector,curp,cic,ocr,citizen_id,paternal,maternal,given,birth_date,sex,entity,section,"   \
  "municipality,status,cause,valid_until"

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ApoyoCitizen, apoyo_citizen_clear)

G_END_DECLS
