/* apoyo-process.h: one process as the board heads it: its rule's figures and its last tree size.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-result.h"

G_BEGIN_DECLS

typedef struct {
  int id;
  char *code;
  char *name;
  char *kind;
  char *state;
  gboolean simulacro;
  int revision;         /* grows with every act on its configuration */
  gboolean joint;       /* one goal that all promoventes feed */
  char *cell_level;     /* of the table: "entity", "section" … */
  GDateTime *opens_at;  /* (nullable) */
  GDateTime *closes_at; /* (nullable) */
  char *time_zone;
  gint64 required;           /* of the joint goal; 0 where each promovente has its own */
  int percentage;            /* hundredths of a per cent */
  char *dispersion_level;    /* (nullable): no dispersion rule */
  int dispersion_needed;     /* 0: none, or it differs by promovente */
  int dispersion_percentage; /* hundredths of a per cent */
  gint64 n_promoventes;
  gint64 size;
  GDateTime *recorded_at; /* (nullable): nothing recorded yet */
  gint64 checkpoint_size;
  GDateTime *checkpoint_at; /* (nullable): no checkpoint yet */
  GDateTime *as_of;         /* the database's clock when this was read */
} ApoyoProcessFigures;

#define APOYO_TYPE_PROCESS (apoyo_process_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoProcess, apoyo_process, APOYO, PROCESS, GObject)

ApoyoProcess *apoyo_process_new_from_row (ApoyoResult *result, guint row, GError **error);
const ApoyoProcessFigures *apoyo_process_get_figures (ApoyoProcess *self);
/* Supports may still come: it is open or being closed. */
gboolean apoyo_process_is_open (ApoyoProcess *self);
/* Its result stands: it is certified or archived. */
gboolean apoyo_process_is_final (ApoyoProcess *self);
GTimeZone *apoyo_process_get_zone (ApoyoProcess *self);
double apoyo_process_get_elapsed (ApoyoProcess *self);
/* All of a result's rows, a list of ApoyoProcess. */
GListModel *apoyo_process_list_from_result (ApoyoResult *result, GError **error);

G_END_DECLS
