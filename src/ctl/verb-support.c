/* verb-support.c: one support, by its folio.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"
#include "ctl-acts.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "ctl-dossier.h"
#include "ctl-examination.h"
#include "ctl-keys.h"

typedef struct {
  ApoyoCtl *ctl;
  char *keys;    /* (owned) (nullable) */
  char *process; /* (owned) (nullable): of the stuck work */
  gboolean stuck;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->keys);
  g_free (options->process);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

typedef struct {
  CtlAct parent;    /* first */
  const char *user; /* who does it in a private cluster */
  gboolean (*act) (CtlSession *session, const Options *options, char **arguments, GError **error);
} Act;

static gboolean
explain (CtlSession *session,
         const Options *options G_GNUC_UNUSED,
         char **arguments,
         GError **error)
{
  return ctl_examination_explain (session, arguments[0], error);
}

static gboolean
replay (CtlSession *session, const Options *options, char **arguments, GError **error)
{
  g_autoptr (ApoyoKeyring) keyring = ctl_open_keyring (options->ctl, options->keys, error);

  return keyring != NULL && ctl_examination_replay (session, keyring, arguments[0], error);
}

static gboolean
show (CtlSession *session, const Options *options G_GNUC_UNUSED, char **arguments, GError **error)
{
  return ctl_dossier_show (session, arguments, error);
}

static gboolean
stuck (CtlSession *session, const Options *options G_GNUC_UNUSED, char **arguments, GError **error)
{
  return ctl_dossier_stuck (session, arguments, error);
}

static gboolean
requeue (CtlSession *session,
         const Options *options G_GNUC_UNUSED,
         char **arguments,
         GError **error)
{
  return ctl_dossier_requeue (session, arguments, error);
}

static gboolean
requeue_stuck (CtlSession *session, const Options *options, char **arguments, GError **error)
{
  return ctl_dossier_requeue_stuck (session, options->process, arguments[0], error);
}

static gboolean
flag (CtlSession *session, const Options *options G_GNUC_UNUSED, char **arguments, GError **error)
{
  return ctl_dossier_flag (session, arguments, error);
}

static gboolean
lift (CtlSession *session, const Options *options G_GNUC_UNUSED, char **arguments, GError **error)
{
  return ctl_dossier_lift (session, arguments, error);
}

static const Act acts[] = {
  { { "explain", "", 1, 1 }, "lucia", explain },
  { { "replay", "", 1, 1 }, "elena", replay },
  { { "show", "", 1, 1 }, "lucia", show },
  { { "stuck", "", 1, 1 }, "lucia", stuck },
  { { "requeue", "", 2, 2 }, "lucia", requeue },
  { { "flag", "", 4, 4 }, "lucia", flag },
  { { "lift", "", 4, 4 }, "lucia", lift },
  { { "requeue", "", 1, 1 }, "lucia", requeue_stuck },
};

static int
usage (void)
{
  g_printerr (
      _ ("Usage: apoyoctl support explain FOLIO\n"
         "       apoyoctl support replay FOLIO [--keys DIRECTORY]\n"
         "       apoyoctl support show FOLIO\n"
         "       apoyoctl support stuck PROCESS\n"
         "       apoyoctl support requeue FOLIO REASON\n"
         "       apoyoctl support requeue --stuck --process P REASON\n"
         "       apoyoctl support flag FOLIO vista|resguardo REASON ACUERDO (\"\" for none)\n"
         "       apoyoctl support lift FOLIO vista|resguardo REASON ACUERDO\n"));
  return APOYO_CTL_USAGE;
}

int
apoyo_ctl_verb_support (ApoyoCtl *ctl, int argc, char **argv)
{
  g_auto (Options) options = { .ctl = ctl };
  g_autoptr (CtlSession) session = NULL;
  g_autoptr (GError) error = NULL;
  const Act *act;
  const GOptionEntry entries[] = {
    { "keys", 0, 0, G_OPTION_ARG_FILENAME, &options.keys, N_ ("Key directory of apoyod"),
      N_ ("DIRECTORY") },
    { "stuck", 0, 0, G_OPTION_ARG_NONE, &options.stuck,
      N_ ("All that is stuck: an act of two people"), NULL },
    { "process", 0, 0, G_OPTION_ARG_STRING, &options.process, N_ ("Process (code or number)"),
      N_ ("P") },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, _ ("ACT …"), &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  act = CTL_ACTS_FIND (acts, argc, argv);
  if (act == NULL || options.stuck != (act->act == requeue_stuck) ||
      options.stuck != (options.process != NULL))
    return usage ();
  session = ctl_session_open (ctl, act->user, &error);
  if (session == NULL || !act->act (session, &options, argv + 2, &error))
    return apoyo_ctl_fail (error);
  return APOYO_CTL_SUCCESS;
}
