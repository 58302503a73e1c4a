/* ctl-acts.c: the acts of a verb: "apoyoctl promovente suspend …".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ctl-acts.h"

static const CtlAct *
get_act (gconstpointer acts, gsize size, gsize i)
{
  return (gconstpointer) ((const guint8 *) acts + i * size);
}

gconstpointer
ctl_acts_find (gconstpointer acts, gsize size, gsize n_acts, int argc, char **argv)
{
  for (gsize i = 0; argc > 1 && i < n_acts; i++) {
    const CtlAct *act = get_act (acts, size, i);

    if (strcmp (argv[1], act->name) == 0 && argc - 2 >= act->least && argc - 2 <= act->most)
      return act;
  }
  return NULL;
}

void
ctl_acts_print (const char *verb, gconstpointer acts, gsize size, gsize n_acts)
{
  for (gsize i = 0; i < n_acts; i++) {
    const CtlAct *act = get_act (acts, size, i);

    g_printerr ("%s apoyoctl %s %s%s%s\n", i == 0 ? _ ("Usage:") : "      ", verb, act->name,
                *act->usage != '\0' ? " " : "", *act->usage != '\0' ? _ (act->usage) : "");
  }
}
