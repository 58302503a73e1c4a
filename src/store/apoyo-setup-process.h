/* apoyo-setup-process.h: one process, or one draft of the assistant, as whoever configures it sees
 * it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-result.h"

G_BEGIN_DECLS

/* In the order of a process's life. */
typedef enum {
  APOYO_LIFE_DRAFT,
  APOYO_LIFE_READY,
  APOYO_LIFE_OPEN,
  APOYO_LIFE_CLOSING,
  APOYO_LIFE_CLOSED,
  APOYO_LIFE_CERTIFIED,
  APOYO_LIFE_ARCHIVED,
} ApoyoLife;

#define APOYO_N_LIVES (APOYO_LIFE_ARCHIVED + 1)

/* Nicks: the values of apoyo.process_state. */
const char *apoyo_life_to_nick (ApoyoLife life);
gboolean apoyo_life_from_nick (const char *nick, ApoyoLife *life);

typedef struct {
  int id;       /* 0: a draft of the assistant, no process yet */
  gint64 draft; /* 0: a process */
  int step;     /* of the assistant, from 0 */
  char *code;   /* (nullable) in drafts, like kind and scope */
  char *name;
  char *kind;
  ApoyoLife state;
  gboolean simulacro;
  int revision;
  char *changed_by;      /* (nullable): the name of whoever changed it last */
  GDateTime *changed_at; /* (nullable) */
  GDateTime *opens_at;   /* (nullable) */
  GDateTime *closes_at;  /* (nullable) */
  char *time_zone;
  int rule_version;
  char *acuerdo; /* (nullable) */
  gboolean joint;
  char *scope;
  int geography;
  char *geography_name; /* (nullable) */
  char *cutoff;         /* (nullable): YYYY-MM-DD */
  gint64 required;      /* of the joint goal; 0 where each promovente has its own */
  gint64 nominal_list;  /* that the joint goal is taken of; 0 likewise */
  int dispersion_needed;
  int demarcations;
  gint64 n_promoventes;
  gint64 n_active;
  gint64 n_suspended;
  gint64 n_withdrawn;
  gint64 n_own_windows;
  gint64 waiting_proposal; /* 0: none waits for a second signature */
  gboolean waits;          /* one of them for whoever has signed in */
  int n_failing;           /* checks that must hold before it can be ready */
  GDateTime *as_of;        /* the database's clock when this was read */
} ApoyoSetupFigures;

#define APOYO_TYPE_SETUP_PROCESS (apoyo_setup_process_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoSetupProcess, apoyo_setup_process, APOYO, SETUP_PROCESS, GObject)

ApoyoSetupProcess *
apoyo_setup_process_new_from_row (ApoyoResult *result, guint row, GError **error);
/* Of the rows of apoyo.draft_list. */
ApoyoSetupProcess *
apoyo_setup_process_new_from_draft (ApoyoResult *result, guint row, GError **error);
const ApoyoSetupFigures *apoyo_setup_process_get_figures (ApoyoSetupProcess *self);
/* All that was read of it is the same, but for the time of day. */
gboolean apoyo_setup_process_equal (ApoyoSetupProcess *self, ApoyoSetupProcess *other);
/* The same process or the same draft, whatever has changed about it. */
gboolean apoyo_setup_process_is_same (ApoyoSetupProcess *self, ApoyoSetupProcess *other);
/* Every word of an already folded query stands in name or code. */
gboolean apoyo_setup_process_matches (ApoyoSetupProcess *self, const char *const *words);

G_END_DECLS
