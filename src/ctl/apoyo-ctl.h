/* apoyo-ctl.h: what the verbs of apoyoctl share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A verb is one file verb-<name>.c with one function, a line in verbs[] of main.c and one in
 * meson.build. It parses its own arguments with apoyo_ctl_parse(), so that the options that say
 * which database may stand before the verb or after it. */
typedef struct ApoyoCtl ApoyoCtl;

typedef struct {
  const char *name;
  const char *summary;
  const char *deed;  /* (nullable): "Your account … may not <deed>" */
  const char *needs; /* (nullable): the role that the database asks for, in words */
  const char *help;  /* more of --help */
  int (*run) (ApoyoCtl *ctl, int argc, char **argv);
} ApoyoCtlVerb;

struct ApoyoCtl {
  const ApoyoCtlVerb *verb;
  char *dir;        /* (owned) (nullable) --dir: a private cluster's directory */
  char *service;    /* (owned) (nullable) --service: a section of pg_service.conf */
  char *database;   /* (owned) (nullable) --database: a libpq connection string or URI */
  char *user;       /* (owned) (nullable) --user */
  gboolean version; /* --version */
};

/* Exit codes, stable for scripts. */
enum {
  APOYO_CTL_SUCCESS = 0,
  APOYO_CTL_FAILURE = 1,
  APOYO_CTL_USAGE = 2,
};

/* argv[0] is the verb. Takes the options out of argv. */
gboolean apoyo_ctl_parse (ApoyoCtl *ctl,
                          const GOptionEntry *entries,
                          const char *arguments,
                          int *argc,
                          char ***argv,
                          GError **error);
/* The same, but what follows the first argument stays as it is: a command with options of its own.
 */
gboolean apoyo_ctl_parse_until_argument (ApoyoCtl *ctl,
                                         const GOptionEntry *entries,
                                         const char *arguments,
                                         int *argc,
                                         char ***argv,
                                         GError **error);
/* For apoyo_connection_new() and the migrator: --dir, --database, --service, or the libpq
 * environment. */
char *apoyo_ctl_get_conninfo (ApoyoCtl *ctl, GError **error);
/* Puts what the database did not allow into the words of the verb. user: (nullable): who it was
 * that asked. FALSE, for "return". */
gboolean apoyo_ctl_explain (ApoyoCtl *ctl, const char *user, GError **error);
/* From now on g_print() and g_printerr() print UTF-8; other characters only at a terminal that has
 * others. */
void apoyo_ctl_print_utf8 (void);
/* Prints "apoyoctl: message" and the hint, and gives the exit code. */
int apoyo_ctl_fail (const GError *error);

int apoyo_ctl_verb_auxiliary (ApoyoCtl *ctl, int argc, char **argv);
int apoyo_ctl_verb_checks (ApoyoCtl *ctl, int argc, char **argv);
int apoyo_ctl_verb_cluster (ApoyoCtl *ctl, int argc, char **argv);
int apoyo_ctl_verb_counts (ApoyoCtl *ctl, int argc, char **argv);
int apoyo_ctl_verb_demo (ApoyoCtl *ctl, int argc, char **argv);
int apoyo_ctl_verb_export (ApoyoCtl *ctl, int argc, char **argv);
int apoyo_ctl_verb_geography (ApoyoCtl *ctl, int argc, char **argv);
int apoyo_ctl_verb_import (ApoyoCtl *ctl, int argc, char **argv);
int apoyo_ctl_verb_ledger_key (ApoyoCtl *ctl, int argc, char **argv);
int apoyo_ctl_verb_migrate (ApoyoCtl *ctl, int argc, char **argv);
int apoyo_ctl_verb_process (ApoyoCtl *ctl, int argc, char **argv);
int apoyo_ctl_verb_promovente (ApoyoCtl *ctl, int argc, char **argv);
int apoyo_ctl_verb_proposal (ApoyoCtl *ctl, int argc, char **argv);
int apoyo_ctl_verb_recount (ApoyoCtl *ctl, int argc, char **argv);
int apoyo_ctl_verb_staff (ApoyoCtl *ctl, int argc, char **argv);
int apoyo_ctl_verb_support (ApoyoCtl *ctl, int argc, char **argv);

G_END_DECLS
