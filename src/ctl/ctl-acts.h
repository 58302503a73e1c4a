/* ctl-acts.h: the acts of a verb: "apoyoctl promovente suspend …".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first member of each verb's own struct, which adds the function that does it. */
typedef struct {
  const char *name;
  const char *usage; /* of its arguments and options, for people; lines after the first indented */
  int least;         /* arguments after its name, options apart */
  int most;
} CtlAct;

/* argv: the verb's, options taken out. NULL when it names no act, or has too few or too many
 * arguments. */
#define CTL_ACTS_FIND(acts, argc, argv)                                                            \
  ((const Act *) ctl_acts_find ((acts), sizeof *(acts), G_N_ELEMENTS (acts), (argc), (argv)))
gconstpointer ctl_acts_find (gconstpointer acts, gsize size, gsize n_acts, int argc, char **argv);

/* How each of them is called, on standard error. */
#define CTL_ACTS_PRINT(verb, acts)                                                                 \
  (ctl_acts_print ((verb), (acts), sizeof *(acts), G_N_ELEMENTS (acts)))
void ctl_acts_print (const char *verb, gconstpointer acts, gsize size, gsize n_acts);

G_END_DECLS
