/* ctl-words.c: what the database calls its columns and states, in the language of the terminal.
 *
 * In English these are the names themselves, so that programs that read them ask for LC_ALL=C.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ctl-words.h"

/* For the translators; nothing looks in here. */
G_GNUC_UNUSED static const char *const columns[] = {
  NC_ ("column", "process"),
  NC_ ("column", "code"),
  NC_ ("column", "name"),
  NC_ ("column", "kind"),
  NC_ ("column", "state"),
  NC_ ("column", "simulacro"),
  NC_ ("column", "drill"),
  NC_ ("column", "revision"),
  NC_ ("column", "changed_by"),
  NC_ ("column", "changed_by_name"),
  NC_ ("column", "changed_at"),
  NC_ ("column", "opens_at"),
  NC_ ("column", "closes_at"),
  NC_ ("column", "time_zone"),
  NC_ ("column", "created_at"),
  NC_ ("column", "ready_at"),
  NC_ ("column", "opened_at"),
  NC_ ("column", "closing_at"),
  NC_ ("column", "closed_at"),
  NC_ ("column", "certified_at"),
  NC_ ("column", "archived_at"),
  NC_ ("column", "rule_version"),
  NC_ ("column", "acuerdo"),
  NC_ ("column", "joint"),
  NC_ ("column", "scope"),
  NC_ ("column", "scope_name"),
  NC_ ("column", "geography"),
  NC_ ("column", "geography_name"),
  NC_ ("column", "cutoff"),
  NC_ ("column", "nominal_list"),
  NC_ ("column", "required"),
  NC_ ("column", "dispersion_needed"),
  NC_ ("column", "dispersion_level"),
  NC_ ("column", "demarcations"),
  NC_ ("column", "promovente"),
  NC_ ("column", "promoventes"),
  NC_ ("column", "active"),
  NC_ ("column", "suspended"),
  NC_ ("column", "withdrawn"),
  NC_ ("column", "own_windows"),
  NC_ ("column", "waiting_proposal"),
  NC_ ("column", "waiting_kind"),
  NC_ ("column", "checks_failing"),
  NC_ ("column", "current"),
  NC_ ("column", "reached_at"),
  NC_ ("column", "by_name"),
  NC_ ("column", "expected_at"),
  NC_ ("column", "version"),
  NC_ ("column", "document"),
  NC_ ("column", "changes"),
  NC_ ("column", "reason"),
  NC_ ("column", "adopted_by"),
  NC_ ("column", "adopted_by_name"),
  NC_ ("column", "adopted_at"),
  NC_ ("column", "countersigned_by"),
  NC_ ("column", "countersigned_by_name"),
  NC_ ("column", "change"),
  NC_ ("column", "act"),
  NC_ ("column", "was"),
  NC_ ("column", "becomes"),
  NC_ ("column", "sum"),
  NC_ ("column", "published"),
  NC_ ("column", "difference"),
  NC_ ("column", "list"),
  NC_ ("column", "ine"),
  NC_ ("column", "inegi"),
  NC_ ("column", "sections"),
  NC_ ("column", "processes"),
  NC_ ("column", "drafted_by"),
  NC_ ("column", "drafted_at"),
  NC_ ("column", "entity"),
  NC_ ("column", "sections_added"),
  NC_ ("column", "sections_removed"),
  NC_ ("column", "moved_federal_district"),
  NC_ ("column", "moved_local_district"),
  NC_ ("column", "moved_municipality"),
  NC_ ("column", "electors_gained"),
  NC_ ("column", "electors_lost"),
  NC_ ("column", "electors"),
  NC_ ("column", "problem"),
  NC_ ("column", "found"),
  NC_ ("column", "expected"),
  NC_ ("column", "folio"),
  NC_ ("column", "registered_at"),
  NC_ ("column", "auxiliary"),
  NC_ ("column", "auxiliaries"),
  NC_ ("column", "label"),
  NC_ ("column", "on_roll"),
  NC_ ("column", "revoked_at"),
  NC_ ("column", "revoked_reason"),
  NC_ ("column", "devices"),
  NC_ ("column", "last_sent_at"),
  NC_ ("column", "line"),
  NC_ ("column", "field"),
  NC_ ("column", "key"),
  NC_ ("column", "cause"),
  NC_ ("column", "attempts"),
  NC_ ("column", "received"),
  NC_ ("column", "received_at"),
  NC_ ("column", "tree_size"),
  NC_ ("column", "not_verified"),
  NC_ ("column", "late"),
  NC_ ("column", "not_found"),
  NC_ ("column", "dropped"),
  NC_ ("column", "not_on_roll"),
  NC_ ("column", "out_of_scope"),
  NC_ ("column", "out_of_exception"),
  NC_ ("column", "inconsistent"),
  NC_ ("column", "processing"),
  NC_ ("column", "in_review"),
  NC_ ("column", "duplicate_same"),
  NC_ ("column", "duplicate_other"),
  NC_ ("column", "valid"),
  NC_ ("column", "draft"),
  NC_ ("column", "step"),
  NC_ ("column", "as_of"),
  NC_ ("column", "group"),
  NC_ ("column", "bar"),
  NC_ ("column", "until"),
  NC_ ("column", "by"),
  NC_ ("column", "at"),
};

G_GNUC_UNUSED static const char *const values[] = {
  NC_ ("value", "draft"),     NC_ ("value", "ready"),   NC_ ("value", "open"),
  NC_ ("value", "closing"),   NC_ ("value", "closed"),  NC_ ("value", "certified"),
  NC_ ("value", "archived"),  NC_ ("value", "active"),  NC_ ("value", "suspended"),
  NC_ ("value", "withdrawn"), NC_ ("value", "adopted"), NC_ ("value", "superseded"),
  NC_ ("value", "discarded"), NC_ ("value", "waiting"), NC_ ("value", "applied"),
  NC_ ("value", "refused"),   NC_ ("value", "expired"), NC_ ("value", "overtaken"),
  NC_ ("value", "ok"),        NC_ ("value", "warning"), NC_ ("value", "error"),
};

G_GNUC_UNUSED static const char *const sections[] = {
  NC_ ("section", "process-list"),
  NC_ ("section", "process-timeline"),
  NC_ ("section", "rule-history"),
  NC_ ("section", "process-history"),
};

const char *
ctl_word_section (const char *name)
{
  return g_dpgettext2 (NULL, "section", name);
}

const char *
ctl_word_column (const char *name)
{
  return g_dpgettext2 (NULL, "column", name);
}

const char *
ctl_word_value (const char *value)
{
  return g_dpgettext2 (NULL, "value", value);
}

char *
ctl_word_header (const char *const *names)
{
  GString *header = g_string_new (NULL);

  for (; *names != NULL; names++)
    g_string_append_printf (header, "%s%s", header->len > 0 ? "," : "", ctl_word_column (*names));
  g_string_append_c (header, '\n');
  return g_string_free (header, FALSE);
}
