/* apoyo-keys.h: the auxiliaries the simulator plays, and the devices it registered for them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One auxiliary and its telephone. */
typedef struct {
  guint process;
  guint promovente;
  char *key;
  char *token; /* (nullable): until the device is registered */
  GMutex registering;
} ApoyoAuxiliary;

typedef struct {
  guint number;
  GPtrArray *auxiliaries; /* (element-type ApoyoAuxiliary) (not owned) */
} ApoyoPromovente;

typedef struct {
  guint number;
  guint entity; /* of the district; 0 for the whole country */
  guint district;
  GPtrArray *promoventes; /* (element-type ApoyoPromovente) (owned) */
} ApoyoProcess;

typedef struct _ApoyoKeys ApoyoKeys;

ApoyoKeys *apoyo_keys_load (const char *keys_file, const char *state_file, GError **error);
void apoyo_keys_free (ApoyoKeys *self);
GPtrArray *apoyo_keys_get_processes (ApoyoKeys *self);
char *apoyo_keys_dup_token (ApoyoKeys *self, ApoyoAuxiliary *auxiliary);
gboolean apoyo_keys_set_token (ApoyoKeys *self,
                               ApoyoAuxiliary *auxiliary,
                               const char *token,
                               GError **error);
void apoyo_keys_forget_token (ApoyoKeys *self, ApoyoAuxiliary *auxiliary, const char *token);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoKeys, apoyo_keys_free)

G_END_DECLS
