/* ctl-session.h: a connection used one call after the other, as a command line does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-connection.h"
#include "apoyo-ctl.h"

G_BEGIN_DECLS

typedef struct _CtlSession CtlSession;

/* On a private cluster whoever did not say --user works as default_user; nobody works as its
 * superuser unless asked to. Staff signs in first. */
CtlSession *ctl_session_open (ApoyoCtl *ctl, const char *default_user, GError **error);
void ctl_session_free (CtlSession *self);

/* By code or number, among those that the caller may see. */
gboolean
ctl_session_find_process (CtlSession *session, const char *text, int *process, GError **error);

/* By whose clocks the process is held. */
GTimeZone *ctl_session_get_time_zone (CtlSession *session, int process, GError **error);

/* The support with a folio, among those that the caller may see. */
gboolean
ctl_session_find_support (CtlSession *session, const char *folio, gint64 *support, GError **error);

/* A text of an answer; empty where there is none. */
const char *ctl_result_text (const ApoyoResult *result, guint row, const char *column);

/* params: (nullable) (transfer full) */
ApoyoResult *
ctl_session_call (CtlSession *self, const char *statement, ApoyoParams *params, GError **error);
/* The same with one integer. */
ApoyoResult *
ctl_session_call_for (CtlSession *self, const char *statement, int process, GError **error);
/* Prints what a dry run tells: one line of JSON, for programs. params: (transfer full) */
gboolean ctl_session_tell_effect (CtlSession *self,
                                  const char *statement,
                                  ApoyoParams *params,
                                  GError **error);
/* Several statements in one snapshot, each with the process as its only parameter.
 * (transfer full) (element-type ApoyoResult) */
GPtrArray *
ctl_session_read_for (CtlSession *self, const char *const *statements, int process, GError **error);
char *ctl_session_make_verifier (CtlSession *self,
                                 const char *role,
                                 const char *password,
                                 GError **error);
/* For what opens a session of its own, as an import does. */
ApoyoConnection *ctl_session_get_connection (CtlSession *self);
/* The role that works in this session. */
const char *ctl_session_get_user (CtlSession *self);
gint64 ctl_session_copy_in (CtlSession *self,
                            const char *statement,
                            gint64 number,
                            GInputStream *input,
                            GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlSession, ctl_session_free)

G_END_DECLS
