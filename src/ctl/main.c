/* main.c: apoyoctl, administration in a terminal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "apoyo-ctl.h"

/* In order of name. */
static const ApoyoCtlVerb verbs[] = {
  { "auxiliary", N_ ("list and revoke auxiliaries, and issue their access keys"),
    N_ ("do this with auxiliaries"), "apoyo_setup",
    N_ ("Lists the auxiliaries of a process, revokes one, and makes access keys, written to FILE "
        "once:\n"
        "the database keeps their hashes only. Outside a drill an auxiliary is a person of the "
        "nominal\n"
        "list; apoyoctl import auxiliaries registers many at once."),
    apoyo_ctl_verb_auxiliary },
  { "checks", N_ ("look at and change what the automatic checks of a process look at"),
    N_ ("do this with the checks"), "apoyo_setup",
    N_ ("Every process has the settings of its automatic checks as one JSON document, versioned:\n"
        "thresholds, which checks send a support to people, how much of the pictures is read, the\n"
        "share read in full by sample, the minimum age, and what acuerdos prolonged of the "
        "vigencia.\n"
        "“show” prints it, “history” who changed it when and why, “change” makes a new version of "
        "the\n"
        "members in CHANGES.json, such as {\"checks\": {\"front.sharpness\": {\"below\": 0.2}}}."),
    apoyo_ctl_verb_checks },
  { "cluster", N_ ("make, start, stop or borrow a private PostgreSQL server"), NULL, NULL,
    N_ ("Makes, starts, stops or borrows a private PostgreSQL server on a Unix socket."),
    apoyo_ctl_verb_cluster },
  { "counts", N_ ("print the partition per promovente and entity"), N_ ("read the counts"),
    N_ ("apoyo_watch, apoyo_supervisor, apoyo_auditor, apoyo_closer, apoyo_hearing or apoyo_setup"),
    N_ ("Prints, for each promovente and entity, how many supports are in each situation, and the\n"
        "size of the log that these figures stand for."),
    apoyo_ctl_verb_counts },
  { "demo", N_ ("fill a private cluster with the demonstration"), N_ ("load the demonstration"),
    N_ ("of the database's administrator"),
    N_ ("Fills the private cluster in --dir with two processes and an invented past."),
    apoyo_ctl_verb_demo },
  { "export", N_ ("write what the database holds as a file"), N_ ("export the geography"),
    N_ ("apoyo_setup, apoyo_watch, apoyo_supervisor or apoyo_auditor"),
    N_ ("Writes the sections of a version of the geography, with all that they belong to, as a "
        "file\n"
        "that can be imported again."),
    apoyo_ctl_verb_export },
  { "geography", N_ ("compare, adopt, discard and complete versions of the geography"),
    N_ ("do this with the geography"), "apoyo_setup",
    N_ ("Lists the versions of the geography, prints what one changes (in total: difference, "
        "section\n"
        "by section: changes) and what looks wrong in it (quality), adopts or discards a draft. "
        "Totals\n"
        "that were published, of any level, are what the quality is held against; exceptions are "
        "the\n"
        "municipalities where supports may be collected on paper, by the codes of INEGI or of "
        "INE."),
    apoyo_ctl_verb_geography },
  { "import", N_ ("bring a file into the database, whole or not at all"), N_ ("import"),
    "apoyo_setup",
    N_ ("Brings the electoral roll, the electoral geography, a nominal list, or the promoventes "
        "or\n"
        "auxiliaries of a process (CSV with a header line; all but the roll also with pipes, "
        "titles "
        "and\n"
        "the names of columns that are in use) into the database. Every bad row is told with its "
        "line, "
        "column and reason, and then nothing is\n"
        "imported. A geography becomes a draft, adopted with apoyoctl geography adopt."),
    apoyo_ctl_verb_import },
  { "ledger-key", N_ ("print the verifier key of the log"), NULL, NULL,
    N_ ("Prints the public verifier key of the log, one line name+hash+key, for\n"
        "recount --public-key and for whoever verifies published checkpoints. It comes from the "
        "key\n"
        "directory of apoyod (--keys, or DIR/keys with --dir) and holds nothing secret."),
    apoyo_ctl_verb_ledger_key },
  { "migrate", N_ ("bring the database to the schema of this program"), N_ ("change the schema"),
    N_ ("of the database's administrator (a superuser)"),
    N_ ("Makes the schema, the owners and the group roles, or brings them up to date. Refuses a\n"
        "database whose past migrations differ from those of this program."),
    apoyo_ctl_verb_migrate },
  { "process", N_ ("configure processes, look at them and move them on"),
    N_ ("configure processes"), N_ ("apoyo_setup, or apoyo_closer to close"),
    N_ ("A process is one JSON document. “kinds” prints what the law gives each kind, or a "
        "document "
        "of\n"
        "one kind to fill in; “check” says in words what is good, doubtful and wrong in a document "
        "or\n"
        "a process, “create” makes the process, “export” writes one, “compare” tells two apart, "
        "and\n"
        "“copy” makes another one after it. “show” tells the life of a process, its rules and who\n"
        "changed what; “ready” and “back” take it to its opening and back, “amend” (name, "
        "opens_at,\n"
        "closes_at, scope, geography) and “change-rule” change it before that, “effect” tells "
        "what\n"
        "another rule or period makes of the standing and changes nothing, “extend-own” lets all\n"
        "windows that promoventes have of their own go on longer, and “close” begins to close\n"
        "it. “drafts” are what is being written in the assistant: “put-away” and “restore” take\n"
        "one away and bring it back. “destroy-key” destroys the key of an archived process whose\n"
        "personal data two people have destroyed, and its pictures and data with it, in every\n"
        "backup: --dir or --keys says where. What takes two people is apoyoctl proposal."),
    apoyo_ctl_verb_process },
  { "promovente",
    N_ ("register, suspend, reinstate and withdraw promoventes, and set their windows"),
    N_ ("do this with promoventes"), "apoyo_setup",
    N_ ("Lists and registers the promoventes of a process, corrects or removes one before the "
        "process\n"
        "opens, suspends, reinstates or withdraws one, and gives it a window of its own. "
        "PROMOVENTE is "
        "a\n"
        "number or a folio. apoyoctl import promoventes registers many at once."),
    apoyo_ctl_verb_promovente },
  { "proposal", N_ ("propose, list, sign and refuse acts of two people"), N_ ("propose or sign"),
    N_ ("apoyo_setup (open-process, change-rule), apoyo_supervisor (requeue-stuck) or\n"
        "apoyo_closer (the others)"),
    N_ ("Opening, closing, certifying and archiving a process, and changing its rule once it is "
        "open,\n"
        "takes two people with the same role. The first proposes and signs; the second signs the "
        "hash\n"
        "of the plan that was shown, which carries it out."),
    apoyo_ctl_verb_proposal },
  { "recount", N_ ("hold the figures against the supports and the log"), N_ ("recount"),
    N_ ("apoyo_auditor or apoyo_supervisor"),
    N_ ("Counts everything again from the supports and from the log, ranks the captures of every "
        "citizen\n"
        "anew, builds the tree and its tiles anew and checks the checkpoint; nothing is written. "
        "With "
        "--replay\n"
        "every act on every support is judged again too, from what it left. With --dir the key of "
        "the\n"
        "log is known; elsewhere give --public-key with\n"
        "what “apoyoctl ledger-key --keys DIRECTORY” prints on the ledger's machine."),
    apoyo_ctl_verb_recount },
  { "staff", N_ ("administer accounts, passwords, groups and scopes of the staff"),
    N_ ("administer the staff"), "apoyo_supervisor",
    N_ ("Adds, disables and enables accounts, grants and takes away groups and scopes, and sets\n"
        "passwords: asked for on the terminal or read from --password-file, they leave this "
        "program\n"
        "as verifiers only."),
    apoyo_ctl_verb_staff },
  { "support", N_ ("say why a support counts or not, and judge it again"),
    N_ ("look into a support"), N_ ("apoyo_supervisor or apoyo_auditor"),
    N_ ("“explain” prints whether a support counts, the rules of counting, and every check that "
        "was "
        "made\n"
        "of it, with figures, limits and legal article, in the language of the terminal. “replay” "
        "judges\n"
        "each act on it again from what the act left, opens what was examined, judges that again "
        "by "
        "the\n"
        "same rule and settings, and says whether the answers are the same, and the tree byte for "
        "byte;\n"
        "it needs the key directory of apoyod (--keys, or DIR/keys with --dir). “show” prints the "
        "dossier "
        "as\n"
        "JSON, “stuck” the work of a process that does not move. “requeue” has it checked anew, "
        "“flag”\n"
        "and “lift” set and lift vista and resguardo; these three need apoyo_supervisor."),
    apoyo_ctl_verb_support },
};

static void
print_help (void)
{
  g_print (
      _ ("Usage: apoyoctl [--dir DIR | --database CONNINFO | --service NAME] [--user ROLE] VERB …\n"
         "       apoyoctl --version\n\n"));
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_print ("  %-12s %s\n", verbs[i].name, _ (verbs[i].summary));
  g_print (_ (
      "\nEach verb explains itself with --help. CONNINFO is a libpq string (\"host=… dbname=…\")\n"
      "or URI (postgresql://…). Without --dir, --database and --service the usual environment\n"
      "says which database it is (PGHOST, PGDATABASE, PGUSER, …).\n"));
}

static void
ctl_clear (ApoyoCtl *ctl)
{
  g_free (ctl->dir);
  g_free (ctl->service);
  g_free (ctl->database);
  g_free (ctl->user);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ApoyoCtl, ctl_clear)

int
main (int argc, char **argv)
{
  g_auto (ApoyoCtl) ctl = { .verb = NULL };
  g_autoptr (GError) error = NULL;
  const char *translations = g_getenv ("APOYO_LOCALEDIR");

  setlocale (LC_ALL, "");
  apoyo_ctl_print_utf8 ();
  bindtextdomain (GETTEXT_PACKAGE, translations != NULL ? translations : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (argc > 1 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)) {
    print_help ();
    return APOYO_CTL_SUCCESS;
  }
  if (!apoyo_ctl_parse_until_argument (&ctl, NULL, _ ("VERB …"), &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  if (ctl.version) {
    g_print ("apoyoctl " PACKAGE_VERSION "\n");
    return APOYO_CTL_SUCCESS;
  }
  if (argc > 1 && strcmp (argv[1], "help") == 0) {
    print_help ();
    return APOYO_CTL_SUCCESS;
  }
  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++) {
    if (strcmp (argv[1], verbs[i].name) == 0) {
      ctl.verb = &verbs[i];
      return verbs[i].run (&ctl, argc - 1, argv + 1);
    }
  }
  if (argc > 1)
    g_printerr (_ ("apoyoctl: there is no verb “%s”\n"), argv[1]);
  print_help ();
  return APOYO_CTL_USAGE;
}
