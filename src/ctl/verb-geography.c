/* verb-geography.c: versions of the geography: looked at, compared, adopted or discarded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ctl-geography-lists.h"
#include "ctl-session.h"
#include "ctl-table.h"

/* What may follow the verb. */
static const struct {
  const char *word;
  const char *statement;
  gboolean has_version; /* VERSION must follow */
  gboolean has_against; /* the statement takes --against too */
} actions[] = {
  { "adopt", "adopt-geography-version", TRUE, TRUE },
  { "changes", "geography-changes", TRUE, TRUE },
  { "difference", "geography-difference", TRUE, TRUE },
  { "discard", "discard-geography", TRUE, FALSE },
  { "list", "geography-versions", FALSE, FALSE },
  { "quality", "geography-quality", TRUE, FALSE },
};

static const char *const usage = N_ (
    "Usage: apoyoctl geography list\n"
    "       apoyoctl geography difference|changes VERSION [--against N]\n"
    "       apoyoctl geography quality|discard VERSION\n"
    "       apoyoctl geography adopt VERSION [--against N: the version in force]\n"
    "       apoyoctl geography totals [--geography N]\n"
    "       apoyoctl geography total CODE NUMBER|- [--geography N]\n"
    "       apoyoctl geography exceptions [--geography N]\n"
    "       apoyoctl geography exceptions --name NAME --acuerdo ACUERDO [--coding ine|inegi]\n"
    "                                     [--geography N] FILE|CODE…\n"
    "       apoyoctl geography exceptions --name NAME --rename NAME|--remove [--geography N]\n");

static ApoyoParams *
make_params (gboolean has_version, int version, gboolean has_against, int against)
{
  ApoyoParams *params = apoyo_params_new ();

  if (has_version)
    apoyo_params_add_int (params, version);
  if (has_against && against > 0)
    apoyo_params_add_int (params, against);
  else if (has_against)
    apoyo_params_add_null (params);
  return params;
}

static gboolean
act (ApoyoCtl *ctl, guint action, int version, int against, GError **error)
{
  g_autoptr (CtlSession) session = ctl_session_open (ctl, "ruben", error);
  g_autoptr (ApoyoResult) rows = NULL;

  if (session == NULL)
    return FALSE;
  rows = ctl_session_call (
      session, actions[action].statement,
      make_params (actions[action].has_version, version, actions[action].has_against, against),
      error);
  if (rows == NULL)
    return FALSE;
  if (strcmp (actions[action].word, "adopt") == 0)
    g_print (_ ("Version %d of the geography is in force.\n"), version);
  else if (strcmp (actions[action].word, "discard") == 0)
    g_print (_ ("Version %d of the geography is discarded.\n"), version);
  else
    return ctl_table_print (rows, error);
  return TRUE;
}

int
apoyo_ctl_verb_geography (ApoyoCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  guint action = 0;
  guint64 version = 0;
  int against = 0;
  g_auto (CtlGeographyLists) lists = { .coding = NULL };
  const GOptionEntry entries[] = {
    { "against", 0, 0, G_OPTION_ARG_INT, &against, N_ ("Version to compare with"), "N" },
    { "geography", 0, 0, G_OPTION_ARG_INT, &lists.geography, N_ ("Version (that in force)"), "N" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &lists.name, N_ ("Name of an exception list"),
      N_ ("TEXT") },
    { "rename", 0, 0, G_OPTION_ARG_STRING, &lists.rename, N_ ("Another name for the list"),
      N_ ("TEXT") },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &lists.remove, N_ ("Take the list away"), NULL },
    { "acuerdo", 0, 0, G_OPTION_ARG_STRING, &lists.acuerdo, N_ ("What it rests on"), N_ ("TEXT") },
    { "coding", 0, 0, G_OPTION_ARG_STRING, &lists.coding, N_ ("ine or inegi (inegi)"),
      N_ ("CODING") },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, _ ("ACTION [VERSION]"), &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  if (argc > 1 && ctl_geography_lists_knows (argv[1])) {
    switch (ctl_geography_lists_run (ctl, &lists, argc - 1, argv + 1, &error)) {
    case APOYO_CTL_SUCCESS:
      return APOYO_CTL_SUCCESS;
    case APOYO_CTL_USAGE:
      g_printerr ("%s", _ (usage));
      return APOYO_CTL_USAGE;
    default:
      return apoyo_ctl_fail (error);
    }
  }
  while (argc > 1 && action < G_N_ELEMENTS (actions) && strcmp (argv[1], actions[action].word) != 0)
    action++;
  if (argc < 2 || action == G_N_ELEMENTS (actions) || argc != 2 + actions[action].has_version ||
      (argc == 3 && !g_ascii_string_to_unsigned (argv[2], 10, 1, G_MAXINT, &version, NULL))) {
    g_printerr ("%s", _ (usage));
    return APOYO_CTL_USAGE;
  }
  return act (ctl, action, (int) version, against, &error) ? APOYO_CTL_SUCCESS
                                                           : apoyo_ctl_fail (error);
}
