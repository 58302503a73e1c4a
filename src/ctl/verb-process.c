/* verb-process.c: configures processes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "ctl-configuration.h"

typedef struct {
  const char *name;
  int least; /* arguments after it */
  int most;
  gboolean (*act) (CtlSession *session,
                   const CtlConfigurationOptions *options,
                   char **arguments,
                   GError **error);
} Act;

static gboolean
kinds (CtlSession *session,
       const CtlConfigurationOptions *options G_GNUC_UNUSED,
       char **arguments,
       GError **error)
{
  return ctl_configuration_kinds (session, arguments[0], error);
}

static gboolean
check (CtlSession *session,
       const CtlConfigurationOptions *options G_GNUC_UNUSED,
       char **arguments,
       GError **error)
{
  return ctl_configuration_check (session, arguments[0], error);
}

static gboolean
create (CtlSession *session,
        const CtlConfigurationOptions *options G_GNUC_UNUSED,
        char **arguments,
        GError **error)
{
  return ctl_configuration_create (session, arguments[0], error);
}

static gboolean export(CtlSession *session,
                       const CtlConfigurationOptions *options,
                       char **arguments,
                       GError **error)
{
  return ctl_configuration_export (session, options, arguments[0], error);
}

static gboolean
compare (CtlSession *session,
         const CtlConfigurationOptions *options,
         char **arguments,
         GError **error)
{
  return ctl_configuration_compare (session, options, arguments[0], arguments[1], error);
}

static gboolean
copy (CtlSession *session, const CtlConfigurationOptions *options, char **arguments, GError **error)
{
  if (options->as == NULL) {
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         "Say what the copy is called: --as CODE");
    return FALSE;
  }
  return ctl_configuration_copy (session, options, arguments[0], error);
}

static const Act acts[] = {
  { "kinds", 0, 1, kinds },   { "check", 1, 1, check },     { "create", 1, 1, create },
  { "export", 1, 1, export }, { "compare", 2, 2, compare }, { "copy", 1, 1, copy },
};

static const Act *
find_act (int argc, char **argv)
{
  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (acts); i++) {
    if (strcmp (argv[1], acts[i].name) == 0 && argc - 2 >= acts[i].least &&
        argc - 2 <= acts[i].most)
      return &acts[i];
  }
  return NULL;
}

static int
usage (void)
{
  g_printerr (
      "Usage: apoyoctl process kinds [KIND]\n"
      "       apoyoctl process check FILE.json|PROCESS\n"
      "       apoyoctl process create FILE.json\n"
      "       apoyoctl process export PROCESS [--people] [--out FILE.json]\n"
      "       apoyoctl process compare A B [--people]     (each a process or a file)\n"
      "       apoyoctl process copy PROCESS --as CODE [--name NAME] [--people] [--out FILE.json]\n"
      "                             [--opens TIME] [--closes TIME] [--simulacro|--real]\n");
  return APOYO_CTL_USAGE;
}

int
apoyo_ctl_verb_process (ApoyoCtl *ctl, int argc, char **argv)
{
  g_auto (CtlConfigurationOptions) options = { 0 };
  g_autoptr (CtlSession) session = NULL;
  g_autoptr (GError) error = NULL;
  const Act *act;
  const GOptionEntry entries[] = {
    { "people", 0, 0, G_OPTION_ARG_NONE, &options.people, "With its promoventes", NULL },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, "Write the document there", "FILE" },
    { "as", 0, 0, G_OPTION_ARG_STRING, &options.as, "Code of the copy", "CODE" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, "Name of the copy", "NAME" },
    { "opens", 0, 0, G_OPTION_ARG_STRING, &options.opens_at, "When the copy opens",
      "2027-01-01T00:00:00-06:00" },
    { "closes", 0, 0, G_OPTION_ARG_STRING, &options.closes_at, "When the copy closes",
      "2027-03-01T23:59:59-06:00" },
    { "simulacro", 0, 0, G_OPTION_ARG_NONE, &options.drill, "The copy is a drill", NULL },
    { "real", 0, 0, G_OPTION_ARG_NONE, &options.real, "The copy is no drill", NULL },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, "kinds|check|create|export|compare|copy …", &argc, &argv,
                        &error))
    return apoyo_ctl_fail (error);
  act = find_act (argc, argv);
  if (act == NULL || (options.drill && options.real))
    return usage ();
  session = ctl_session_open (ctl, "ruben", &error);
  if (session == NULL || !act->act (session, &options, argv + 2, &error))
    return apoyo_ctl_fail (error);
  return APOYO_CTL_SUCCESS;
}
