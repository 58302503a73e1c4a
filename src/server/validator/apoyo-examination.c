/* apoyo-examination.c: reads the pictures of a capture as far as there is doubt, and inspects it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-validator"

#include "config.h"

#include "apoyo-examination.h"

#define MOST_PICTURES 4

typedef struct {
  ApoyoInspectionInput *input;
  const ApoyoEvidence *evidence;
  ApoyoReader *reader;         /* (owned) (nullable) */
  GPtrArray *readings;         /* (owned) (element-type ApoyoReading) */
  ApoyoInspection *inspection; /* (owned) (nullable) */
} Examining;

void
apoyo_examination_free (ApoyoExamination *self)
{
  if (self == NULL)
    return;
  apoyo_inspection_free (self->inspection);
  g_ptr_array_unref (self->previews);
  g_free (self);
}

static void
examining_free (Examining *self)
{
  g_clear_object (&self->reader);
  g_ptr_array_unref (self->readings);
  apoyo_inspection_free (self->inspection);
  g_free (self);
}

/* A later reading of a picture takes the place of an earlier one, and the previews that it has. */
static void
add_reading (Examining *self, ApoyoReading *reading)
{
  for (guint i = 0; i < self->readings->len; i++) {
    ApoyoReading *earlier = g_ptr_array_index (self->readings, i);

    if (g_str_equal (earlier->picture, reading->picture)) {
      if (reading->previews->len == 0) {
        GPtrArray *none = reading->previews;

        reading->previews = earlier->previews;
        earlier->previews = none;
      }
      g_ptr_array_remove_index (self->readings, i);
      break;
    }
  }
  g_ptr_array_add (self->readings, reading);
}

static void
set_readings (Examining *self)
{
  g_clear_pointer (&self->input->readings, g_ptr_array_unref);
  self->input->readings = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  for (guint i = 0; i < self->readings->len; i++) {
    const ApoyoReading *reading = g_ptr_array_index (self->readings, i);

    g_ptr_array_add (self->input->readings, json_object_ref (reading->json));
  }
}

static void
finish (GTask *task)
{
  Examining *self = g_task_get_task_data (task);
  ApoyoExamination *examination = g_new0 (ApoyoExamination, 1);

  examination->inspection = g_steal_pointer (&self->inspection);
  examination->previews = g_ptr_array_ref (self->readings);
  g_task_return_pointer (task, examination, (GDestroyNotify) apoyo_examination_free);
  g_object_unref (task);
}

static void read_pictures (GTask *task, ApoyoReadLevel level);

static void
inspect (GTask *task)
{
  Examining *self = g_task_get_task_data (task);

  apoyo_inspection_free (self->inspection);
  self->inspection = apoyo_inspect (self->input);
  if (self->inspection->doubt && !self->input->full)
    read_pictures (task, APOYO_READ_FULL);
  else
    finish (task);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Examining *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) readings = apoyo_reader_read_finish (APOYO_READER (object), result, &error);

  if (readings == NULL) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  g_ptr_array_set_free_func (readings, NULL);
  for (guint i = 0; i < readings->len; i++)
    add_reading (self, g_ptr_array_index (readings, i));
  set_readings (self);
  inspect (task);
}

static gboolean
is_card (const char *name)
{
  return g_str_equal (name, "front") || g_str_equal (name, "back");
}

/* Of a picture on which the reader ended, say, there is nothing to show yet. */
static gboolean
has_previews (const Examining *self, const char *picture)
{
  for (guint i = 0; i < self->readings->len; i++) {
    const ApoyoReading *reading = g_ptr_array_index (self->readings, i);

    if (g_str_equal (reading->picture, picture))
      return reading->previews->len > 0;
  }
  return FALSE;
}

/* In full only the sides of the credential, unless nothing was read before. */
static void
read_pictures (GTask *task, ApoyoReadLevel level)
{
  Examining *self = g_task_get_task_data (task);
  ApoyoReadPicture pictures[MOST_PICTURES];
  gboolean shown = TRUE;
  guint n = 0;

  self->input->full = level == APOYO_READ_FULL;
  for (guint i = 0; i < self->evidence->pictures->len && n < MOST_PICTURES; i++) {
    const ApoyoEvidencePicture *picture = g_ptr_array_index (self->evidence->pictures, i);

    if (self->readings->len > 0 && !is_card (picture->name))
      continue;
    shown = shown && has_previews (self, picture->name);
    pictures[n++] = (ApoyoReadPicture){ .name = picture->name, .content = picture->content };
  }
  if (n == 0) {
    set_readings (self);
    inspect (task);
    return;
  }
  if (shown)
    apoyo_reader_read_again_async (self->reader, pictures, n, g_task_get_cancellable (task),
                                   read_cb, task);
  else
    apoyo_reader_read_async (self->reader, level, pictures, n, g_task_get_cancellable (task),
                             read_cb, task);
}

void
apoyo_examination_run_async (ApoyoInspectionInput *input,
                             const ApoyoEvidence *evidence,
                             ApoyoReader *reader,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Examining *self = g_new0 (Examining, 1);

  g_task_set_source_tag (task, apoyo_examination_run_async);
  self->input = input;
  self->evidence = evidence;
  self->reader = reader != NULL ? g_object_ref (reader) : NULL;
  self->readings = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_reading_free);
  g_task_set_task_data (task, self, (GDestroyNotify) examining_free);
  if (reader == NULL)
    inspect (task);
  else
    read_pictures (task, input->settings->reading == APOYO_PICTURES_FULL ? APOYO_READ_FULL
                                                                         : APOYO_READ_CHEAP);
}

ApoyoExamination *
apoyo_examination_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == apoyo_examination_run_async,
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
