/* apoyo-examination.h: reads the pictures of a capture as far as there is doubt, and inspects it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-evidence.h"
#include "apoyo-inspection.h"
#include "apoyo-reader.h"

G_BEGIN_DECLS

typedef struct {
  ApoyoInspection *inspection; /* (owned) */
  GPtrArray *previews;         /* (owned) (element-type ApoyoReading): what they are made of */
} ApoyoExamination;

void apoyo_examination_free (ApoyoExamination *self);

/* Cheap first; in full where the inspection says that the cheap reading leaves doubt. Readings are
 * left in the input. reader: (nullable): the pictures are not read. The input and the evidence live
 * until the callback. */
void apoyo_examination_run_async (ApoyoInspectionInput *input,
                                  const ApoyoEvidence *evidence,
                                  ApoyoReader *reader,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ApoyoExamination *apoyo_examination_run_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoExamination, apoyo_examination_free)

G_END_DECLS
