/* apoyo-operation.h: one thing a connection does for a caller, from the queue to its end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

#include "apoyo-connection.h"

G_BEGIN_DECLS

typedef enum {
  APOYO_OPERATION_CALL,
  APOYO_OPERATION_READ,
  APOYO_OPERATION_STREAM,
  APOYO_OPERATION_COPY,
  APOYO_OPERATION_COMMAND, /* SQL of our own making, without parameters: LISTEN */
} ApoyoOperationKind;

typedef enum {
  APOYO_STEP_PREPARE, /* parse a statement and keep it under its name */
  APOYO_STEP_EXECUTE, /* run a kept statement: its rows are a result of the operation */
  APOYO_STEP_COMMAND, /* run SQL as it is: BEGIN, COMMIT, COPY */
} ApoyoStepKind;

typedef struct {
  ApoyoStepKind kind;
  char *name;                /* (owned): what the session calls the statement; NULL for a command */
  const char *sql;           /* of the resource, or of the operation's command */
  const ApoyoParams *params; /* (unowned) (nullable): of the operation */
} ApoyoStep;

typedef struct {
  ApoyoOperationKind kind;
  GTask *task;            /* (owned) (nullable): NULL for what nobody waits for */
  gpointer session;       /* (unowned): the ApoyoSession it waits in */
  GSource *cancel_source; /* (owned) (nullable) */
  char **statements;      /* (owned) (nullable) */
  GPtrArray *params;      /* (owned) (element-type ApoyoParams) (nullable elements) */
  char *command;          /* (owned) (nullable) */
  ApoyoRowFunc row_func;
  gpointer row_data;
  gint64 number;             /* of the table a COPY fills */
  gint64 n_rows;             /* given by a stream, or copied */
  GInputStream *input;       /* (owned) (nullable): of a COPY */
  GCancellable *input_ended; /* (owned) (nullable): stops the reading when the operation is over */

  /* Where it stands. */
  GPtrArray *steps;   /* (owned) (element-type ApoyoStep) (nullable): NULL until it starts */
  guint current;      /* the step whose results come next */
  gboolean pipelined; /* all steps went out at once, and one sync after them */
  gboolean cancelled; /* by its caller */
  gboolean cleaning;  /* the last step undoes what an error left */
  gboolean copying;   /* the server waits for the input's data */
  gboolean reading;   /* and we for the input */
  GPtrArray *results; /* (owned) (element-type ApoyoResult) */
  GError *error;      /* (owned) (nullable): the first one */
} ApoyoOperation;

ApoyoOperation *apoyo_operation_new (ApoyoOperationKind kind, GTask *task);
void apoyo_operation_free (ApoyoOperation *self);

/* Works out the steps; prepared holds what the session knows, suffix makes names of a new set. */
gboolean
apoyo_operation_plan (ApoyoOperation *self, GHashTable *prepared, guint generation, GError **error);
void apoyo_operation_plan_cleaning (ApoyoOperation *self);
ApoyoStep *apoyo_operation_get_step (ApoyoOperation *self);
/* Sends one step; FALSE when libpq would not take it. */
gboolean apoyo_operation_send_step (ApoyoOperation *self, guint i, PGconn *connection);
/* Keeps the first error. */
void apoyo_operation_take_error (ApoyoOperation *self, GError *error);
/* Gives the caller the outcome and frees the operation. */
void apoyo_operation_return (ApoyoOperation *self);

G_END_DECLS
