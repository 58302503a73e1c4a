/* apoyo-intake.h: the role that receives supports over HTTP.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-vault.h"

G_BEGIN_DECLS

typedef struct {
  guint threads;          /* that speak HTTP, each with its own sessions */
  guint workers;          /* that hash, encrypt and sync */
  guint sessions;         /* with the database, over all threads */
  guint max_connections;  /* at once */
  guint max_bodies;       /* held in memory at once */
  guint header_timeout;   /* seconds for the first request's headers; four times that between two */
  guint body_timeout;     /* seconds for each part of a body */
  guint handling_timeout; /* seconds for us */
  guint token_life;       /* seconds that a device is believed to be active */
  guint sweep_age;        /* seconds after which an unclaimed object is removed */
  guint sweep_interval;   /* seconds */
  guint failed_registrations; /* that one address may make in a minute */
} ApoyoIntakeOptions;

extern const ApoyoIntakeOptions apoyo_intake_default_options;

#define APOYO_TYPE_INTAKE (apoyo_intake_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoIntake, apoyo_intake, APOYO, INTAKE, GObject)

ApoyoIntake *apoyo_intake_new (const char *conninfo,
                               ApoyoVault *vault,
                               ApoyoKeyring *keyring,
                               const ApoyoIntakeOptions *options);

/* @address is HOST:PORT, port 0 for any. FALSE when it cannot listen there. */
gboolean apoyo_intake_start (ApoyoIntake *self, const char *address, GError **error);
guint16 apoyo_intake_get_port (ApoyoIntake *self);

/* Takes no more connections, answers what it has received, and ends. */
void apoyo_intake_stop_async (ApoyoIntake *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean apoyo_intake_stop_finish (ApoyoIntake *self, GAsyncResult *result, GError **error);

G_END_DECLS
