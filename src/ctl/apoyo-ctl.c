/* apoyo-ctl.c: what the verbs of apoyoctl share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-cluster.h"
#include "apoyo-conninfo.h"
#include "apoyo-ctl.h"
#include "apoyo-store-error.h"

static gboolean
parse (ApoyoCtl *ctl,
       const GOptionEntry *entries,
       const char *arguments,
       gboolean strict,
       int *argc,
       char ***argv,
       GError **error)
{
  const GOptionEntry common[] = {
    { "dir", 0, 0, G_OPTION_ARG_FILENAME, &ctl->dir, "Private cluster in this directory", "DIR" },
    { "service", 0, 0, G_OPTION_ARG_STRING, &ctl->service, "Service of pg_service.conf", "NAME" },
    { "user", 0, 0, G_OPTION_ARG_STRING, &ctl->user, "Role to work as", "ROLE" },
    { NULL },
  };
  g_autofree char *usage = g_strdup_printf ("%s %s", (*argv)[0], arguments);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);

  g_option_context_set_strict_posix (context, strict);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_main_entries (context, common, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

gboolean
apoyo_ctl_parse (ApoyoCtl *ctl,
                 const GOptionEntry *entries,
                 const char *arguments,
                 int *argc,
                 char ***argv,
                 GError **error)
{
  return parse (ctl, entries, arguments, FALSE, argc, argv, error);
}

gboolean
apoyo_ctl_parse_until_argument (ApoyoCtl *ctl,
                                const GOptionEntry *entries,
                                const char *arguments,
                                int *argc,
                                char ***argv,
                                GError **error)
{
  return parse (ctl, entries, arguments, TRUE, argc, argv, error);
}

char *
apoyo_ctl_get_conninfo (ApoyoCtl *ctl, GError **error)
{
  g_autoptr (GString) conninfo = NULL;

  if (ctl->dir != NULL) {
    g_autoptr (ApoyoCluster) cluster = apoyo_cluster_new (ctl->dir);

    return apoyo_cluster_get_conninfo (cluster, ctl->user);
  }
  conninfo = g_string_new (NULL);
  apoyo_conninfo_append (conninfo, "service", ctl->service);
  apoyo_conninfo_append (conninfo, "user", ctl->user);
  return g_string_free (g_steal_pointer (&conninfo), FALSE);
}

int
apoyo_ctl_fail (const GError *error)
{
  const char *hint = apoyo_store_error_get_hint (error);

  g_printerr ("apoyoctl: %s\n", error->message);
  if (hint != NULL)
    g_printerr ("apoyoctl: %s\n", hint);
  return error->domain == G_OPTION_ERROR ? APOYO_CTL_USAGE : APOYO_CTL_FAILURE;
}
