/* apoyo-truth.h: the file that says what was really sent and acknowledged.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-plan.h"

G_BEGIN_DECLS

/* How a capture ended. */
typedef enum {
  APOYO_OUTCOME_STORED,     /* acknowledged, 201 */
  APOYO_OUTCOME_REPEATED,   /* acknowledged on a later attempt, 200 */
  APOYO_OUTCOME_CONFLICT,   /* 409: the server has it with other bytes (sent before a restart) */
  APOYO_OUTCOME_REFUSED,    /* the server said no for good: certainly not stored */
  APOYO_OUTCOME_UNANSWERED, /* given up: stored or not, nobody here knows */
} ApoyoOutcome;

typedef struct {
  ApoyoOutcome outcome;
  guint status; /* of the last answer, 0 without one */
  guint attempts;
  char folio[40];     /* empty unless acknowledged */
  char problem[48];   /* the server's code when refused, else empty */
  gint64 sent_at;     /* µs since 1970, first attempt */
  gint64 registering; /* µs of it spent on the registration of the telephone */
  gint64 ended_at;
} ApoyoResultOfSending;

typedef struct _ApoyoTruth ApoyoTruth;

ApoyoTruth *apoyo_truth_open (const char *file, gboolean sync, GError **error);
void apoyo_truth_free (ApoyoTruth *self);
gboolean apoyo_truth_knows (ApoyoTruth *self, guint64 number);
void apoyo_truth_skip (ApoyoTruth *self, guint64 first);
gboolean apoyo_truth_may_count (ApoyoTruth *self, guint64 number);
gboolean apoyo_truth_add (ApoyoTruth *self,
                          const ApoyoCapture *capture,
                          const ApoyoCitizen *citizen,
                          const ApoyoResultOfSending *result,
                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoTruth, apoyo_truth_free)

G_END_DECLS
