/* verb-process.c: configures processes and moves them on in their life.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "ctl-acts.h"
#include "ctl-configuration.h"
#include "ctl-drafts.h"
#include "ctl-keys.h"
#include "ctl-life.h"

typedef struct {
  CtlConfigurationOptions document;
  CtlLifeOptions life;
  ApoyoCtl *ctl;
  char *keys; /* (owned) (nullable) */
} Options;

typedef struct {
  CtlAct act;
  const char *user; /* who does it in a private cluster */
  gboolean (*run) (CtlSession *session, const Options *options, char **arguments, GError **error);
} Act;

static gboolean
kinds (CtlSession *session, const Options *options, char **arguments, GError **error)
{
  return ctl_configuration_kinds (session, &options->document, arguments[0], error);
}

static gboolean
check (CtlSession *session, const Options *options G_GNUC_UNUSED, char **arguments, GError **error)
{
  return ctl_configuration_check (session, arguments[0], error);
}

static gboolean
create (CtlSession *session, const Options *options G_GNUC_UNUSED, char **arguments, GError **error)
{
  return ctl_configuration_create (session, arguments[0], error);
}

static gboolean export(CtlSession *session,
                       const Options *options,
                       char **arguments,
                       GError **error)
{
  return ctl_configuration_export (session, &options->document, arguments[0], error);
}

static gboolean
compare (CtlSession *session, const Options *options, char **arguments, GError **error)
{
  return ctl_configuration_compare (session, &options->document, arguments[0], arguments[1], error);
}

static gboolean
copy (CtlSession *session, const Options *options, char **arguments, GError **error)
{
  if (options->document.as == NULL) {
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("Say what the copy is called: --as CODE"));
    return FALSE;
  }
  return ctl_configuration_copy (session, &options->document, arguments[0], error);
}

static void
options_clear (Options *options)
{
  ctl_configuration_options_clear (&options->document);
  ctl_life_options_clear (&options->life);
  g_free (options->keys);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
list (CtlSession *session,
      const Options *options G_GNUC_UNUSED,
      char **arguments G_GNUC_UNUSED,
      GError **error)
{
  return ctl_life_list (session, error);
}

static gboolean
show (CtlSession *session, const Options *options G_GNUC_UNUSED, char **arguments, GError **error)
{
  return ctl_life_show (session, arguments[0], error);
}

static gboolean
ready (CtlSession *session, const Options *options, char **arguments, GError **error)
{
  return ctl_life_ready (session, &options->life, arguments[0], error);
}

static gboolean
back (CtlSession *session, const Options *options, char **arguments, GError **error)
{
  return ctl_life_back (session, &options->life, arguments[0], error);
}

static gboolean
amend (CtlSession *session, const Options *options, char **arguments, GError **error)
{
  return ctl_life_amend (session, &options->life, arguments[0], arguments[1], error);
}

static gboolean
change_rule (CtlSession *session, const Options *options, char **arguments, GError **error)
{
  return ctl_life_change_rule (session, &options->life, arguments[0], arguments[1], error);
}

static gboolean
effect (CtlSession *session, const Options *options, char **arguments, GError **error)
{
  return ctl_life_effect (session, &options->life, arguments[0], options->document.opens_at,
                          options->document.closes_at, error);
}

static gboolean
extend (CtlSession *session, const Options *options, char **arguments, GError **error)
{
  return ctl_life_extend (session, &options->life, arguments[0], error);
}

static gboolean
begin_closing (CtlSession *session, const Options *options, char **arguments, GError **error)
{
  return ctl_life_close (session, &options->life, arguments[0], error);
}

static gboolean
destroy_key (CtlSession *session, const Options *options, char **arguments, GError **error)
{
  g_autoptr (ApoyoKeyring) keyring = ctl_open_keyring (options->ctl, options->keys, error);

  return keyring != NULL && ctl_life_destroy_key (session, keyring, arguments[0], error);
}

static gboolean
drafts (CtlSession *session,
        const Options *options G_GNUC_UNUSED,
        char **arguments G_GNUC_UNUSED,
        GError **error)
{
  return ctl_drafts_list (session, error);
}

static gboolean
put_away (CtlSession *session, const Options *options, char **arguments, GError **error)
{
  return ctl_drafts_put_away (session, arguments[0], options->life.revision, error);
}

static gboolean
restore (CtlSession *session,
         const Options *options G_GNUC_UNUSED,
         char **arguments,
         GError **error)
{
  return ctl_drafts_restore (session, arguments[0], error);
}

static const Act acts[] = {
  { { "kinds", N_ ("[KIND|--json]"), 0, 1 }, "ruben", kinds },
  { { "check", N_ ("FILE.json|PROCESS"), 1, 1 }, "ruben", check },
  { { "create", N_ ("FILE.json"), 1, 1 }, "ruben", create },
  { { "export", N_ ("PROCESS [--people] [--out FILE.json]"), 1, 1 }, "ruben", export },
  { { "compare", N_ ("A B [--people]     (each a process or a file)"), 2, 2 }, "ruben", compare },
  { { "copy",
      N_ ("PROCESS --as CODE [--name NAME] [--people] [--out FILE.json]\n"
          "                             [--opens TIME] [--closes TIME] [--simulacro|--real]"),
      1, 1 },
    "ruben",
    copy },
  { { "drafts", "", 0, 0 }, "ruben", drafts },
  { { "put-away", N_ ("DRAFT [--revision N]"), 1, 1 }, "ruben", put_away },
  { { "restore", N_ ("DRAFT"), 1, 1 }, "ruben", restore },
  { { "list", "", 0, 0 }, "ruben", list },
  { { "show", N_ ("PROCESS"), 1, 1 }, "ruben", show },
  { { "ready", N_ ("PROCESS [--revision N]"), 1, 1 }, "ruben", ready },
  { { "back", N_ ("PROCESS --reason TEXT [--revision N]"), 1, 1 }, "ruben", back },
  { { "amend", N_ ("PROCESS CHANGES.json --reason TEXT [--acuerdo A] [--revision N]"), 2, 2 },
    "ruben",
    amend },
  { { "change-rule",
      N_ ("PROCESS RULE.json --reason TEXT [--acuerdo A]\n"
          "                             [--changes FILE.json] [--revision N]"),
      2, 2 },
    "ruben",
    change_rule },
  { { "effect", N_ ("PROCESS [--rule RULE.json] [--opens TIME] [--closes TIME] [--own-windows]"), 1,
      1 },
    "ruben",
    effect },
  { { "extend-own",
      N_ ("PROCESS --days N [--reason TEXT --acuerdo A]\n"
          "                             [--revision N] [--dry-run]"),
      1, 1 },
    "ruben",
    extend },
  { { "close", N_ ("PROCESS [--reason TEXT]"), 1, 1 }, "carlos", begin_closing },
  { { "destroy-key", N_ ("PROCESS [--keys DIRECTORY]"), 1, 1 }, "carlos", destroy_key },
};

int
apoyo_ctl_verb_process (ApoyoCtl *ctl, int argc, char **argv)
{
  g_auto (Options) options = { .ctl = ctl };
  g_autoptr (CtlSession) session = NULL;
  g_autoptr (GError) error = NULL;
  const Act *act;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.document.json, N_ ("All kinds, for programs"),
      NULL },
    { "people", 0, 0, G_OPTION_ARG_NONE, &options.document.people, N_ ("With its promoventes"),
      NULL },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.document.out, N_ ("Write the document there"),
      N_ ("FILE") },
    { "as", 0, 0, G_OPTION_ARG_STRING, &options.document.as, N_ ("Code of the copy"), N_ ("CODE") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.document.name, N_ ("Name of the copy"),
      N_ ("NAME") },
    { "opens", 0, 0, G_OPTION_ARG_STRING, &options.document.opens_at,
      N_ ("When the copy opens, or would open"), "2027-01-01T00:00:00-06:00" },
    { "closes", 0, 0, G_OPTION_ARG_STRING, &options.document.closes_at,
      N_ ("When the copy closes, or would close"), "2027-03-01T23:59:59-06:00" },
    { "simulacro", 0, 0, G_OPTION_ARG_NONE, &options.document.drill, N_ ("The copy is a drill"),
      NULL },
    { "real", 0, 0, G_OPTION_ARG_NONE, &options.document.real, N_ ("The copy is no drill"), NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.life.reason, N_ ("Why it is changed"),
      N_ ("TEXT") },
    { "acuerdo", 0, 0, G_OPTION_ARG_STRING, &options.life.acuerdo, N_ ("On whose authority"), "A" },
    { "changes", 0, 0, G_OPTION_ARG_FILENAME, &options.life.changes,
      N_ ("Reason and acuerdo of each changed member (JSON)"), N_ ("FILE") },
    { "rule", 0, 0, G_OPTION_ARG_FILENAME, &options.life.rule, N_ ("Rule to try (JSON)"),
      N_ ("FILE") },
    { "own-windows", 0, 0, G_OPTION_ARG_NONE, &options.life.own_windows,
      N_ ("Windows of promoventes' own would go on as much longer"), NULL },
    { "days", 0, 0, G_OPTION_ARG_INT, &options.life.days,
      N_ ("How much longer windows of promoventes' own go on"), "N" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.life.dry_run,
      N_ ("Tell the effect and change nothing"), NULL },
    { "revision", 0, 0, G_OPTION_ARG_INT, &options.life.revision,
      N_ ("Refuse if somebody changed it since this revision"), "N" },
    { "keys", 0, 0, G_OPTION_ARG_FILENAME, &options.keys, N_ ("Key directory of apoyod"),
      N_ ("DIRECTORY") },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, _ ("ACT …"), &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  act = CTL_ACTS_FIND (acts, argc, argv);
  if (act == NULL || (options.document.drill && options.document.real)) {
    CTL_ACTS_PRINT ("process", acts);
    return APOYO_CTL_USAGE;
  }
  session = ctl_session_open (ctl, act->user, &error);
  if (session == NULL || !act->run (session, &options, argv + 2, &error))
    return apoyo_ctl_fail (error);
  return APOYO_CTL_SUCCESS;
}
