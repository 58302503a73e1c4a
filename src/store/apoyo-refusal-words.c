/* apoyo-refusal-words.c: words of the system within the sentences of the database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-demarcation.h"
#include "apoyo-format.h"
#include "apoyo-kind.h"
#include "apoyo-refusal-words.h"

/* The process's zone is not known where a sentence is made. */
#define TIME_ZONE "America/Mexico_City"

typedef struct {
  const char *word;
  const char *label; /* to be translated: as it stands within a sentence */
} Word;

static const Word words[] = {
  /* States of a process: "The process is …" */
  { "draft", N_ ("in draft") },
  { "ready", N_ ("ready") },
  { "open", N_ ("open for supports") },
  { "closing", N_ ("being closed") },
  { "closed", N_ ("closed") },
  { "certified", N_ ("certified") },
  { "archived", N_ ("archived") },
  /* States of a promovente */
  { "active", N_ ("active") },
  { "suspended", N_ ("suspended") },
  { "withdrawn", N_ ("withdrawn") },
  /* Ends of a proposal */
  { "waiting", N_ ("waiting") },
  { "applied", N_ ("applied") },
  { "refused", N_ ("refused") },
  { "expired", N_ ("expired") },
  { "overtaken", N_ ("overtaken") },
  /* Groups of the staff */
  { "apoyo_setup", N_ ("Process setup") },
  { "apoyo_watch", N_ ("Live count") },
  { "apoyo_reviewer", N_ ("Control desk") },
  { "apoyo_supervisor", N_ ("Supervision") },
  { "apoyo_closer", N_ ("Closing") },
  { "apoyo_auditor", N_ ("Audit") },
  { "apoyo_hearing", N_ ("Hearings") },
  { "apoyo_intake", N_ ("Intake (a service)") },
  { "apoyo_validator", N_ ("Validator (a service)") },
  { "apoyo_ledger", N_ ("Ledger (a service)") },
  /* Levels */
  { "country", N_ ("country") },
  { "circumscription", N_ ("circumscription") },
  { "entity", N_ ("entity") },
  { "federal_district", N_ ("federal district") },
  { "local_district", N_ ("local district") },
  { "municipality", N_ ("municipality") },
  { "section", N_ ("section") },
  /* Kinds of import */
  { "roll", N_ ("nominal roll") },
  { "promoventes", N_ ("promoventes") },
  { "auxiliaries", N_ ("auxiliaries") },
  { "geography", N_ ("demarcations") },
  { "sections", N_ ("demarcations") },
  { "nominal_list", N_ ("nominal list") },
  /* Modalities */
  { "auxiliary", N_ ("with an auxiliary") },
  { "self", N_ ("Mi Apoyo") },
  { "exception", N_ ("exception regime") },
  /* Acts of two people */
  { "open-process", N_ ("opening the process") },
  { "begin-closing", N_ ("beginning to close the process") },
  { "close-process", N_ ("closing the process") },
  { "certify-process", N_ ("certifying the result") },
  { "archive-process", N_ ("archiving the process") },
  { "purge-process", N_ ("destroying the personal data") },
  { "requeue-stuck", N_ ("trying stuck work again") },
  { "change-rule", N_ ("changing the rule") },
  /* Texts and fields that are asked for */
  { "reason", N_ ("reason") },
  { "acuerdo", N_ ("acuerdo") },
  { "name", N_ ("name") },
  { "display name", N_ ("name") },
  { "folio", N_ ("folio") },
  { "number", N_ ("number") },
  { "scope", N_ ("scope") },
  { "code", N_ ("code") },
  { "opens_at", N_ ("beginning") },
  { "closes_at", N_ ("end") },
  /* Members of a configuration and of its rule */
  { "configuration", N_ ("configuration") },
  { "format", N_ ("format") },
  { "version", N_ ("version of the format") },
  { "simulacro", N_ ("simulacro") },
  { "rule", N_ ("rule") },
  { "kind", N_ ("kind of process") },
  { "joint", N_ ("joint goal") },
  { "base", N_ ("base of the threshold") },
  { "cutoff", N_ ("cut-off") },
  { "percentage", N_ ("percentage") },
  { "rounding", N_ ("rounding") },
  { "dispersion", N_ ("dispersion") },
  { "dispersion.level", N_ ("level of the dispersion") },
  { "dispersion.needed", N_ ("demarcations needed") },
  { "dispersion.at_least", N_ ("demarcations needed") },
  { "dispersion.fraction", N_ ("fraction of the demarcations") },
  { "dispersion.percentage", N_ ("percentage in each demarcation") },
  { "duplicates", N_ ("duplicates") },
  { "exclusive", N_ ("exclusivity") },
  { "models", N_ ("credential models") },
  { "modalities", N_ ("modalities") },
  { "exception_list", N_ ("list of municipalities") },
  { "grace_hours", N_ ("hours to send after the close") },
  { "review", N_ ("review") },
  { "review.model", N_ ("model of review") },
  { "review.sample", N_ ("share of the sample") },
  { "review.trigger", N_ ("share that triggers the whole review") },
  { "withdrawal", N_ ("withdrawal of supports") },
  { "hearing_days", N_ ("days of hearing") },
  { "time_zone", N_ ("time zone") },
  { "cell_level", N_ ("level that is counted at") },
};

/* A time as PostgreSQL or a plan writes it. */
static GDateTime *
read_time (const char *word)
{
  static const char pattern[] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}";
  g_autofree char *iso = NULL;

  if (!g_regex_match_simple (pattern, word, 0, 0))
    return NULL;
  iso = g_strdup (word);
  iso[strlen ("2026-11-21")] = 'T';
  return g_date_time_new_from_iso8601 (iso, NULL);
}

/* A member of the rule is called the same wherever it stands. */
static const char *
skip_rule (const char *word)
{
  return g_str_has_prefix (word, "rule.") ? word + strlen ("rule.") : word;
}

static char *
say_one (const char *word)
{
  g_autoptr (GDateTime) time = read_time (word);
  const char *member = skip_rule (word);
  ApoyoKind kind;

  if (time != NULL)
    return apoyo_format_time (time, TIME_ZONE);
  if (apoyo_kind_from_nick (word, &kind))
    return g_strdup (apoyo_kind_get_label (kind));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    if (g_str_equal (words[i].word, member))
      return g_strdup (_ (words[i].label));
  }
  return g_strdup (word);
}

/* (transfer full) */
static char *
say_each (const char *text, const char *separator, char *(*say) (const char *word))
{
  g_auto (GStrv) parts = g_strsplit (text, separator, -1);

  for (guint i = 0; parts[i] != NULL; i++) {
    char *said = say (parts[i]);

    g_free (parts[i]);
    parts[i] = said;
  }
  return g_strjoinv (separator, parts);
}

/* "draft / ready": any of them. */
static char *
say_alternatives (const char *text)
{
  return say_each (text, " / ", say_one);
}

char *
apoyo_refusal_word (const char *word)
{
  return say_each (word, ", ", say_alternatives);
}
