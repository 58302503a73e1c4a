/* apoyo-board.h: the figures of one process, kept at the newest tree size.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-connection.h"
#include "apoyo-process.h"
#include "apoyo-promovente.h"
#include "apoyo-situation.h"

G_BEGIN_DECLS

/* All figures of a board belong to one tree size: they are read in one transaction. A notification
 * makes it read again, of the promoventes only those that changed since; while it reads, further
 * notifications wait and become one.
 *
 * Signals:
 *   "updated" (gint64 size, GDateTime *recorded_at): every figure now stands for this tree size
 *   "failed" (GError *): a read failed; the figures are those of before
 * Property "selection": the promovente whose cells, situations and days are read; 0 for all. */

#define APOYO_BOARD_CHANNEL "apoyo_board"
#define APOYO_BOARD_MINUTES 60

/* In how many demarcations a promovente with a goal of its own has what it needs there. */
typedef struct {
  int promovente;
  gint64 reached;
  int needed;
} ApoyoBoardSpread;

#define APOYO_TYPE_BOARD (apoyo_board_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoBoard, apoyo_board, APOYO, BOARD, GObject)

ApoyoBoard *apoyo_board_new (ApoyoConnection *connection, int process);
/* Listens, and reads as soon as the connection is open and after each reconnection. */
void apoyo_board_start (ApoyoBoard *self);
void apoyo_board_stop (ApoyoBoard *self);
/* Reads without waiting for a notification. */
void apoyo_board_refresh (ApoyoBoard *self);

int apoyo_board_get_process_id (ApoyoBoard *self);
/* The first read has come. */
gboolean apoyo_board_is_loaded (ApoyoBoard *self);
gint64 apoyo_board_get_size (ApoyoBoard *self);
/* NULL until loaded. */
ApoyoProcess *apoyo_board_get_process (ApoyoBoard *self);

void apoyo_board_set_selection (ApoyoBoard *self, int promovente);
int apoyo_board_get_selection (ApoyoBoard *self);
/* What the figures below stand for: follows the selection once it has been read. */
int apoyo_board_get_shown (ApoyoBoard *self);

/* Of ApoyoPromovente, in order of number; the objects stay and change in place. */
GListModel *apoyo_board_get_promoventes (ApoyoBoard *self);
ApoyoPromovente *apoyo_board_get_promovente (ApoyoBoard *self, int number);
/* Of ApoyoArea, in order of code; the objects stay while the demarcations are the same. */
GListModel *apoyo_board_get_areas (ApoyoBoard *self);

gint64 apoyo_board_get_received (ApoyoBoard *self);
/* Promoventes with at least one support. */
gint64 apoyo_board_get_n_supported (ApoyoBoard *self);
const gint64 *apoyo_board_get_situations (ApoyoBoard *self);
gint64 apoyo_board_get_valid (ApoyoBoard *self);
/* Of the whole process, also while one promovente is shown. */
gint64 apoyo_board_get_process_valid (ApoyoBoard *self);
/* 0 where what is shown has no threshold of its own. */
gint64 apoyo_board_get_required (ApoyoBoard *self);

/* Each promovente has a goal of its own, and what is shown is all of them. */
gboolean apoyo_board_is_contest (ApoyoBoard *self);
/* Of every promovente of a contest, in order of number; none where the rule asks for no dispersion,
 * or where this is no contest. */
const ApoyoBoardSpread *apoyo_board_get_spreads (ApoyoBoard *self, guint *n_spreads);

/* Received in the last 60 minutes of the process, oldest first; last_minute: (out) (transfer none).
 */
const gint64 *apoyo_board_get_minutes (ApoyoBoard *self, GDateTime **last_minute);
/* Received per day, oldest first, -1 for days without a figure; first_day: (out) (transfer none)
 * (nullable) midnight in the process's time zone. */
const gint64 *apoyo_board_get_days (ApoyoBoard *self, guint *n_days, GDateTime **first_day);

/* Promoventes whose 24 hours are on the screen are read, and read again when they change. */
void apoyo_board_watch (ApoyoBoard *self, ApoyoPromovente *promovente);
void apoyo_board_unwatch (ApoyoBoard *self, ApoyoPromovente *promovente);

G_END_DECLS
