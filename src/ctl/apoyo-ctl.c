/* apoyo-ctl.c: what the verbs of apoyoctl share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-cluster.h"
#include "apoyo-conninfo.h"
#include "apoyo-ctl.h"
#include "apoyo-refusal.h"
#include "apoyo-store-error.h"

/* What a verb does may have a name of its own: "cluster start". */
static char *
compose_usage (const ApoyoCtlVerb *verb, const char *name, const char *arguments)
{
  gboolean is_part = verb != NULL && !g_str_equal (verb->name, name);

  if (verb == NULL)
    return g_strdup (arguments);
  return g_strdup_printf ("%s%s%s %s", is_part ? verb->name : "", is_part ? " " : "", name,
                          arguments);
}

static void
add_help (GOptionContext *context, const ApoyoCtlVerb *verb)
{
  g_autofree char *needs = NULL;

  if (verb == NULL)
    return;
  if (verb->needs != NULL)
    needs = g_strdup_printf (_ ("Needs the role %s.\n"), _ (verb->needs));
  else
    needs = g_strdup ("");
  g_option_context_set_summary (context, _ (verb->help));
  g_option_context_set_description (context, needs);
}

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
    { "dir", 0, 0, G_OPTION_ARG_FILENAME, &ctl->dir, N_ ("Private cluster in this directory"),
      N_ ("DIR") },
    { "database", 0, 0, G_OPTION_ARG_STRING, &ctl->database,
      N_ ("libpq connection string or URI of the database"), "CONNINFO" },
    { "service", 0, 0, G_OPTION_ARG_STRING, &ctl->service, N_ ("Service of pg_service.conf"),
      N_ ("NAME") },
    { "user", 0, 0, G_OPTION_ARG_STRING, &ctl->user, N_ ("Role to work as"), N_ ("ROLE") },
    /* Verbs have no version of their own: the list ends here for them. */
    { ctl->verb == NULL ? "version" : NULL, 0, 0, G_OPTION_ARG_NONE, &ctl->version,
      N_ ("Print the version"), NULL },
    { NULL },
  };
  g_autofree char *usage = compose_usage (ctl->verb, (*argv)[0], arguments);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);

  add_help (context, ctl->verb);
  g_option_context_set_strict_posix (context, strict);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if ((ctl->dir != NULL) + (ctl->database != NULL) + (ctl->service != NULL) <= 1)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                       _ ("Say which database once: --dir, --database or --service"));
  return FALSE;
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
  if (ctl->database != NULL)
    return apoyo_conninfo_with_user (ctl->database, ctl->user, error);
  conninfo = g_string_new (NULL);
  apoyo_conninfo_append (conninfo, "service", ctl->service);
  apoyo_conninfo_append (conninfo, "user", ctl->user);
  return g_string_free (g_steal_pointer (&conninfo), FALSE);
}

/* The database speaks of functions and views; whoever types speaks of verbs. */
gboolean
apoyo_ctl_explain (ApoyoCtl *ctl, const char *user, GError **error)
{
  const ApoyoCtlVerb *verb = ctl->verb;

  if (error == NULL || g_strcmp0 (apoyo_store_error_get_sqlstate (*error), "42501") != 0 ||
      verb == NULL || verb->needs == NULL)
    return FALSE;
  g_clear_error (error);
  if (user != NULL)
    g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_DENIED,
                 _ ("Your account %s may not %s: it needs the role %s"), user, _ (verb->deed),
                 _ (verb->needs));
  else
    g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_DENIED,
                 _ ("This account may not %s: it needs the role %s"), _ (verb->deed),
                 _ (verb->needs));
  return FALSE;
}

int
apoyo_ctl_fail (const GError *error)
{
  g_autofree char *message = apoyo_refusal_dup_message (error);
  g_autofree char *hint = apoyo_refusal_dup_hint (error);

  g_printerr ("apoyoctl: %s\n", message);
  if (hint != NULL)
    g_printerr ("apoyoctl: %s\n", hint);
  return error->domain == G_OPTION_ERROR || error->domain == G_NUMBER_PARSER_ERROR
             ? APOYO_CTL_USAGE
             : APOYO_CTL_FAILURE;
}
