/* main.c: apoyoctl, administration in a terminal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "apoyo-ctl.h"

typedef struct {
  const char *name;
  const char *summary;
  int (*run) (ApoyoCtl *ctl, int argc, char **argv);
} Verb;

/* In order of name. */
static const Verb verbs[] = {
  { "auxiliaries", "issue access keys to auxiliaries", apoyo_ctl_verb_auxiliaries },
  { "cluster", "make, start, stop or borrow a private PostgreSQL server", apoyo_ctl_verb_cluster },
  { "counts", "print the partition per promovente and entity", apoyo_ctl_verb_counts },
  { "demo", "fill a private cluster with the demonstration", apoyo_ctl_verb_demo },
  { "import", "bring a file into the database, whole or not at all", apoyo_ctl_verb_import },
  { "migrate", "bring the database to the schema of this program", apoyo_ctl_verb_migrate },
  { "recount", "hold the figures against the supports and the log", apoyo_ctl_verb_recount },
};

static void
print_help (void)
{
  g_print ("Usage: apoyoctl [--dir DIR | --service NAME] [--user ROLE] VERB …\n\n");
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_print ("  %-12s %s\n", verbs[i].name, verbs[i].summary);
  g_print ("\nEach verb explains itself with --help. Without --dir and --service the usual\n"
           "environment says which database it is (PGHOST, PGDATABASE, PGUSER, …).\n");
}

static void
ctl_clear (ApoyoCtl *ctl)
{
  g_free (ctl->dir);
  g_free (ctl->service);
  g_free (ctl->user);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ApoyoCtl, ctl_clear)

int
main (int argc, char **argv)
{
  g_auto (ApoyoCtl) ctl = { NULL };
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc > 1 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "help") == 0)) {
    print_help ();
    return APOYO_CTL_SUCCESS;
  }
  if (!apoyo_ctl_parse_until_argument (&ctl, NULL, "VERB …", &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++) {
    if (strcmp (argv[1], verbs[i].name) == 0)
      return verbs[i].run (&ctl, argc - 1, argv + 1);
  }
  if (argc > 1)
    g_printerr ("apoyoctl: there is no verb “%s”\n", argv[1]);
  print_help ();
  return APOYO_CTL_USAGE;
}
