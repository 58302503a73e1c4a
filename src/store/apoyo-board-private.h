/* apoyo-board-private.h: what one reading of the board gave, before it is shown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-board.h"

G_BEGIN_DECLS

typedef struct {
  int number;
  const char *folio; /* of the result */
  const char *name;
  const char *scope;
  ApoyoPromoventeCounts counts;
} ApoyoReadPromovente;

typedef struct {
  const char *code; /* of the result */
  const char *name;
  gint64 nominal_list;
  gint64 required;
  gint64 valid;
} ApoyoReadArea;

typedef struct {
  GDate date;
  gint64 received;
} ApoyoReadDay;

/* Order of the statements of one reading. */
enum {
  APOYO_READ_PROCESS,
  APOYO_READ_PROMOVENTES,
  APOYO_READ_AREAS,
  APOYO_READ_SITUATIONS,
  APOYO_READ_MINUTES,
  APOYO_READ_DAYS,
  APOYO_READ_DISPERSION,
  APOYO_N_READS,
};

extern const char *const apoyo_board_statements[APOYO_N_READS + 1];

typedef struct {
  GPtrArray *results;    /* (owned): the texts below are theirs */
  ApoyoProcess *process; /* (owned) */
  GArray *promoventes;   /* of ApoyoReadPromovente */
  GArray *areas;         /* of ApoyoReadArea */
  GArray *days;          /* of ApoyoReadDay */
  GArray *spreads;       /* of ApoyoBoardSpread */
  gint64 situations[APOYO_N_SITUATIONS];
  gint64 minutes[APOYO_BOARD_MINUTES];
} ApoyoBoardReading;

GPtrArray *
apoyo_board_read_params (int process, gint64 since, int promovente, const char *first_day);
/* results: (transfer full). NULL when a row has another shape than the program expects. */
ApoyoBoardReading *apoyo_board_reading_new (GPtrArray *results, GError **error);
void apoyo_board_reading_free (ApoyoBoardReading *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoBoardReading, apoyo_board_reading_free)

G_END_DECLS
