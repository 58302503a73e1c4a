/* verb-staff.c: accounts, passwords, groups and scopes of the staff.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "ctl-acts.h"
#include "ctl-password.h"
#include "ctl-session.h"
#include "ctl-table.h"
#include "ctl-time.h"

typedef struct {
  char *password_file; /* (owned) (nullable) */
  char *entity;        /* (owned) (nullable) */
  char *since;         /* (owned) (nullable) */
  char *until;         /* (owned) (nullable) */
  char *process;       /* (owned) (nullable): code or number */
  gboolean everywhere;
  gboolean bar;
} Options;

typedef struct {
  CtlAct act;
  gboolean (*run) (CtlSession *session, char **arguments, const Options *options, GError **error);
} Act;

static void
options_clear (Options *options)
{
  g_free (options->password_file);
  g_free (options->entity);
  g_free (options->since);
  g_free (options->until);
  g_free (options->process);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Calls a statement whose parameters are all texts. */
static ApoyoResult *
call (CtlSession *session, const char *statement, const char *const *values, GError **error)
{
  ApoyoParams *params = apoyo_params_new ();

  for (guint i = 0; values[i] != NULL; i++)
    apoyo_params_add_text (params, values[i]);
  return ctl_session_call (session, statement, params, error);
}

static gboolean
execute (CtlSession *session, const char *statement, const char *const *values, GError **error)
{
  g_autoptr (ApoyoResult) result = call (session, statement, values, error);

  return result != NULL;
}

static char *
make_verifier (CtlSession *session, const char *role, const Options *options, GError **error)
{
  char *password = ctl_read_new_password (options->password_file, error);
  char *verifier =
      password != NULL ? ctl_session_make_verifier (session, role, password, error) : NULL;

  ctl_password_free (password);
  return verifier;
}

/* With the prefix or without it. */
static char *
group_name (const char *group)
{
  return g_str_has_prefix (group, "apoyo_") ? g_strdup (group)
                                            : g_strconcat ("apoyo_", group, NULL);
}

static gboolean
print_people (ApoyoResult *people, GError **error)
{
  for (guint i = 0; i < apoyo_result_get_n_rows (people); i++) {
    g_autoptr (GDateTime) last = NULL;
    g_autofree char *when = NULL;
    const char *role = NULL;
    const char *name = NULL;
    const char *groups = NULL;
    const char *workstation = NULL;
    gboolean active = FALSE;

    if (!apoyo_result_get_text (people, i, "role", &role, error) ||
        !apoyo_result_get_text (people, i, "display_name", &name, error) ||
        !apoyo_result_get_text (people, i, "groups", &groups, error) ||
        !apoyo_result_get_bool (people, i, "active", &active, error))
      return FALSE;
    if (!apoyo_result_is_null (people, i, "last_sign_in_at") &&
        (!apoyo_result_get_time (people, i, "last_sign_in_at", &last, error) ||
         !apoyo_result_get_text (people, i, "last_workstation", &workstation, error)))
      return FALSE;
    when =
        last != NULL ? g_date_time_format (last, "%Y-%m-%dT%H:%M:%S%:z") : g_strdup (_ ("never"));
    g_print ("%s\t%s\t%s\t%s\t%s\t%s\n", role, name,
             active ? C_ ("account", "active") : C_ ("account", "disabled"), groups, when,
             workstation != NULL ? workstation : "");
  }
  return TRUE;
}

static gboolean
print_scopes (ApoyoResult *scopes, GError **error)
{
  for (guint i = 0; i < apoyo_result_get_n_rows (scopes); i++) {
    g_autoptr (GDateTime) until = NULL;
    g_autofree char *when = NULL;
    const char *role = NULL;
    const char *where = _ ("everywhere");
    gboolean bar = FALSE;
    gint64 scope = 0;

    if (!apoyo_result_get_int64 (scopes, i, "scope", &scope, error) ||
        !apoyo_result_get_text (scopes, i, "role", &role, error) ||
        !apoyo_result_get_bool (scopes, i, "bar", &bar, error) ||
        (!apoyo_result_is_null (scopes, i, "code") &&
         !apoyo_result_get_text (scopes, i, "code", &where, error)) ||
        (!apoyo_result_is_null (scopes, i, "entity") &&
         !apoyo_result_get_text (scopes, i, "entity", &where, error)) ||
        (!apoyo_result_is_null (scopes, i, "until") &&
         !apoyo_result_get_time (scopes, i, "until", &until, error)))
      return FALSE;
    when = until != NULL ? g_date_time_format (until, _ ("until %Y-%m-%dT%H:%M:%S%:z"))
                         : g_strdup ("");
    g_print (_ ("%s\tscope %lld\t%s%s\t%s\n"), role, (long long) scope, bar ? "−" : "+", where,
             when);
  }
  return TRUE;
}

static gboolean
run_history (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autoptr (ApoyoResult) rows =
      call (session, "staff-history", (const char *const[]){ arguments[0], NULL }, error);

  return rows != NULL && ctl_table_print (rows, error);
}

static gboolean
run_list (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autoptr (ApoyoResult) people = ctl_session_call (session, "staff-list", NULL, error);
  g_autoptr (ApoyoResult) scopes =
      people != NULL ? ctl_session_call (session, "staff-scopes", NULL, error) : NULL;

  return scopes != NULL && print_people (people, error) && print_scopes (scopes, error);
}

static gboolean
run_add (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autofree char *verifier = make_verifier (session, arguments[0], options, error);

  return verifier != NULL &&
         execute (session, "add-staff",
                  (const char *const[]){ arguments[0], arguments[1], verifier, NULL }, error);
}

static gboolean
run_disable (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autoptr (ApoyoResult) result =
      call (session, "disable-staff", (const char *const[]){ arguments[0], NULL }, error);
  int sessions = 0;

  if (result == NULL || !apoyo_result_get_int (result, 0, "sessions", &sessions, error))
    return FALSE;
  g_print (_ ("%d open sessions were ended\n"), sessions);
  return TRUE;
}

static gboolean
run_enable (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  return execute (session, "enable-staff", (const char *const[]){ arguments[0], NULL }, error);
}

static gboolean
run_reset (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autofree char *verifier = make_verifier (session, arguments[0], options, error);

  return verifier != NULL && execute (session, "reset-password",
                                      (const char *const[]){ arguments[0], verifier, NULL }, error);
}

static gboolean
run_password (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autofree char *verifier =
      make_verifier (session, ctl_session_get_user (session), options, error);

  return verifier != NULL &&
         execute (session, "change-own-password", (const char *const[]){ verifier, NULL }, error);
}

static gboolean
run_grant (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autofree char *group = group_name (arguments[1]);

  return execute (session, "grant-group", (const char *const[]){ arguments[0], group, NULL },
                  error);
}

static gboolean
run_revoke (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autofree char *group = group_name (arguments[1]);

  return execute (session, "revoke-group", (const char *const[]){ arguments[0], group, NULL },
                  error);
}

static gboolean
run_scope (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autoptr (ApoyoParams) params = apoyo_params_new ();
  g_autoptr (ApoyoResult) result = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  gint64 scope = 0;
  int process = 0;

  /* Everywhere is never what an option was forgotten for. */
  if ((options->process != NULL) + (options->entity != NULL) + options->everywhere != 1) {
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("Say one of --process P, --entity EE and --everywhere"));
    return FALSE;
  }
  if (options->process != NULL &&
      !ctl_session_find_process (session, options->process, &process, error))
    return FALSE;
  apoyo_params_add_text (params, arguments[0]);
  if (process > 0)
    apoyo_params_add_int (params, process);
  else
    apoyo_params_add_null (params);
  apoyo_params_add_text (params, options->entity);
  zone =
      process > 0 ? ctl_session_get_time_zone (session, process, error) : g_time_zone_new_local ();
  if (zone == NULL || !ctl_time_add (params, options->since, zone, FALSE, error) ||
      !ctl_time_add (params, options->until, zone, TRUE, error))
    return FALSE;
  apoyo_params_add_bool (params, options->bar);
  result = ctl_session_call (session, "grant-scope", g_steal_pointer (&params), error);
  if (result == NULL || !apoyo_result_get_int64 (result, 0, "scope", &scope, error))
    return FALSE;
  g_print (_ ("scope %lld\n"), (long long) scope);
  return TRUE;
}

static gboolean
run_end_scope (CtlSession *session, char **arguments, const Options *options, GError **error)
{
  g_autoptr (ApoyoResult) result = NULL;
  ApoyoParams *params = NULL;
  guint64 scope = 0;

  if (!g_ascii_string_to_unsigned (arguments[0], 10, 1, G_MAXINT64, &scope, error))
    return FALSE;
  params = apoyo_params_new ();
  apoyo_params_add_int64 (params, (gint64) scope);
  result = ctl_session_call (session, "end-scope", params, error);
  return result != NULL;
}

static const Act acts[] = {
  { { "list", "", 0, 0 }, run_list },
  { { "history", N_ ("ROLE"), 1, 1 }, run_history },
  { { "add", N_ ("ROLE NAME [--password-file FILE]"), 2, 2 }, run_add },
  { { "disable", N_ ("ROLE"), 1, 1 }, run_disable },
  { { "enable", N_ ("ROLE"), 1, 1 }, run_enable },
  { { "reset", N_ ("ROLE [--password-file FILE]"), 1, 1 }, run_reset },
  { { "password", N_ ("[--password-file FILE]"), 0, 0 }, run_password },
  { { "grant", N_ ("ROLE GROUP"), 2, 2 }, run_grant },
  { { "revoke", N_ ("ROLE GROUP"), 2, 2 }, run_revoke },
  { { "scope",
      N_ ("ROLE --process P|--entity EE|--everywhere [--since TIME] [--until TIME] [--bar]"), 1,
      1 },
    run_scope },
  { { "end-scope", N_ ("NUMBER"), 1, 1 }, run_end_scope },
};

int
apoyo_ctl_verb_staff (ApoyoCtl *ctl, int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (CtlSession) session = NULL;
  g_autoptr (GError) error = NULL;
  const Act *act = NULL;
  const GOptionEntry entries[] = {
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &options.password_file,
      N_ ("Take the password from the first line of FILE"), N_ ("FILE") },
    { "process", 0, 0, G_OPTION_ARG_STRING, &options.process,
      N_ ("In this process (code or number)"), "P" },
    { "entity", 0, 0, G_OPTION_ARG_STRING, &options.entity, N_ ("In this entity's contests"),
      "EE" },
    { "everywhere", 0, 0, G_OPTION_ARG_NONE, &options.everywhere, N_ ("In all processes"), NULL },
    { "since", 0, 0, G_OPTION_ARG_STRING, &options.since, N_ ("From then on (now)"), N_ ("TIME") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &options.until, N_ ("Until then (for good)"),
      N_ ("TIME") },
    { "bar", 0, 0, G_OPTION_ARG_NONE, &options.bar, N_ ("Bar from there instead"), NULL },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, _ ("ACT …"), &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  act = CTL_ACTS_FIND (acts, argc, argv);
  if (act == NULL) {
    CTL_ACTS_PRINT ("staff", acts);
    return APOYO_CTL_USAGE;
  }
  session = ctl_session_open (ctl, "lucia", &error);
  if (session == NULL || !act->run (session, argv + 2, &options, &error))
    return apoyo_ctl_fail (error);
  return APOYO_CTL_SUCCESS;
}
