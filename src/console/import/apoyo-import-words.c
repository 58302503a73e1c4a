/* apoyo-import-words.c: what an import's files, columns and steps are called.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-format.h"
#include "apoyo-import-words.h"
#include "apoyo-refusal.h"
#include "apoyo-store-error.h"

/* Percent of the sections in force. A redistricting moves many and takes away few. */
#define MOST_REMOVED 20

const char *
apoyo_import_words_title (ApoyoImportKind kind)
{
  switch (kind) {
  case APOYO_IMPORT_NOMINAL_LIST:
    return _ ("Import Nominal List");
  case APOYO_IMPORT_PROMOVENTES:
    return _ ("Import Promoventes");
  case APOYO_IMPORT_AUXILIARIES:
    return _ ("Import Auxiliaries");
  case APOYO_IMPORT_GEOGRAPHY:
  default:
    return _ ("Import Geography");
  }
}

const char *
apoyo_import_words_field (const char *field)
{
  static const struct {
    const char *field;
    const char *words;
  } words[] = {
    { "entity", NC_ ("column", "Entity") },
    { "entity_name", NC_ ("column", "Entity’s name") },
    { "circumscription", NC_ ("column", "Circumscription") },
    { "federal_district", NC_ ("column", "Federal district") },
    { "federal_district_name", NC_ ("column", "Federal district’s name") },
    { "local_district", NC_ ("column", "Local district") },
    { "local_district_name", NC_ ("column", "Local district’s name") },
    { "municipality", NC_ ("column", "Municipality (INE)") },
    { "municipality_name", NC_ ("column", "Municipality’s name") },
    { "inegi_code", NC_ ("column", "Municipality (INEGI)") },
    { "section", NC_ ("column", "Section") },
    { "nominal_list", NC_ ("column", "Nominal List") },
    { "roll", NC_ ("column", "Electoral Roll") },
    { "cutoff", NC_ ("column", "Cut-off date") },
    { "number", NC_ ("column", "Number") },
    { "folio", NC_ ("column", "Folio") },
    { "name", NC_ ("column", "Name") },
    { "scope", NC_ ("column", "Scope (demarcation)") },
    { "opens_at", NC_ ("column", "Beginning of its period") },
    { "closes_at", NC_ ("column", "End of its period") },
    { "promovente", NC_ ("column", "Promovente") },
    { "clave_elector", NC_ ("column", "Clave de elector") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    if (strcmp (words[i].field, field) == 0)
      return g_dpgettext2 (NULL, "column", words[i].words);
  }
  return field;
}

const char *
apoyo_import_words_delimiter (char delimiter)
{
  switch (delimiter) {
  case '|':
    return _ ("| (pipe)");
  case ';':
    return _ ("; (semicolon)");
  case '\t':
    return _ ("tab");
  default:
    return _ (", (comma)");
  }
}

const char *
apoyo_import_words_phase (ApoyoImportKind kind, ApoyoImportPhase phase)
{
  switch (phase) {
  case APOYO_IMPORT_IDLE:
    return _ ("Not checked");
  case APOYO_IMPORT_READING:
    return _ ("Reading the file");
  case APOYO_IMPORT_OPENING:
    return _ ("Connecting");
  case APOYO_IMPORT_COPYING:
    return _ ("Sending rows");
  case APOYO_IMPORT_CHECKING:
    return kind == APOYO_IMPORT_PROMOVENTES   ? _ ("Checking promoventes")
           : kind == APOYO_IMPORT_AUXILIARIES ? _ ("Checking auxiliaries")
                                              : _ ("Checking sections");
  case APOYO_IMPORT_STORING:
    return _ ("Storing");
  case APOYO_IMPORT_STORED:
    return _ ("Stored");
  case APOYO_IMPORT_CHECKED:
  default:
    return _ ("Checked");
  }
}

char *
apoyo_import_words_dup_size (const ApoyoImportLook *look)
{
  g_autofree char *size = g_format_size (look->size);
  g_autofree char *lines = apoyo_format_count ((gint64) look->n_lines);

  return g_strdup_printf (ngettext ("%s · %s line", "%s · %s lines", look->n_lines), size, lines);
}

char *
apoyo_import_words_dup_encoding (const ApoyoImportLook *look)
{
  if (look->encoding == APOYO_CSV_LATIN1)
    return g_strdup (_ ("Latin-1"));
  if (look->encoding == APOYO_CSV_ASCII)
    return g_strdup (_ ("ASCII"));
  return g_strdup (look->has_mark ? _ ("UTF-8, with BOM") : _ ("UTF-8, without BOM"));
}

char *
apoyo_import_words_dup_header (const ApoyoImportLook *look)
{
  g_autofree char *line = apoyo_format_count ((gint64) look->header_line);

  if (!look->recognised)
    return g_strdup_printf (_ ("line %s, names unknown"), line);
  return g_strdup_printf (look->header_line > 1 ? _ ("line %s, below the title") : _ ("line %s"),
                          line);
}

char *
apoyo_import_words_dup_time (ApoyoImport *import)
{
  double remaining = apoyo_import_get_remaining (import);
  g_autofree char *took = apoyo_format_decimal (apoyo_import_get_elapsed (import), 1);
  g_autofree char *left = apoyo_format_decimal (remaining, 1);

  if (apoyo_import_is_unsure (import)) /* the note beside it says what is not known */
    return g_strdup_printf (_ ("%s s."), took);
  switch (apoyo_import_get_phase (import)) {
  case APOYO_IMPORT_STORED:
    return g_strdup_printf (_ ("%s s. Stored."), took);
  case APOYO_IMPORT_CHECKED:
    return g_strdup_printf (_ ("%s s. Nothing is stored yet."), took);
  case APOYO_IMPORT_IDLE:
    return g_strdup (_ ("Nothing is stored."));
  case APOYO_IMPORT_READING:
  case APOYO_IMPORT_OPENING:
  case APOYO_IMPORT_COPYING:
  case APOYO_IMPORT_CHECKING:
  case APOYO_IMPORT_STORING:
  default:
    if (remaining < 0)
      return g_strdup_printf (_ ("%s s. Nothing is stored yet."), took);
    return g_strdup_printf (_ ("%s s · %s s left. Nothing is stored yet."), took, left);
  }
}

static char *
dup_error_words (ApoyoImport *import, int in_force)
{
  guint n = apoyo_import_get_n_errors (import);
  g_autofree char *count = apoyo_format_count (n);
  g_autofree char *todo = g_strdup_printf (
      ngettext ("All or nothing: correct the one error in the file and check it again.",
                "All or nothing: correct the %s errors in the file and check it again.", n),
      count);

  if (apoyo_import_get_kind (import) == APOYO_IMPORT_GEOGRAPHY && in_force > 0)
    return g_strdup_printf (_ ("%s Version %d stays in force."), todo, in_force);
  return g_strdup_printf (_ ("%s Nothing has changed."), todo);
}

char *
apoyo_import_words_dup_removal (ApoyoImport *import)
{
  const ApoyoImportOutcome *outcome = apoyo_import_get_outcome (import);
  gint64 before = (gint64) outcome->rows - outcome->added + outcome->removed;
  g_autofree char *removed = NULL;
  g_autofree char *all = NULL;

  if (apoyo_import_get_kind (import) != APOYO_IMPORT_GEOGRAPHY || before <= 0 ||
      outcome->removed * 100 <= before * MOST_REMOVED)
    return NULL;
  removed = apoyo_format_count (outcome->removed);
  all = apoyo_format_count (before);
  return g_strdup_printf (
      _ ("The file lacks %s of the %s sections in force: look whether it is the "
         "whole geography."),
      removed, all);
}

/* (transfer full): sentence */
static char *
add_sentence (char *sentence, const char *other)
{
  char *both = other != NULL ? g_strdup_printf ("%s %s", sentence, other) : g_strdup (sentence);

  g_free (sentence);
  return both;
}

char *
apoyo_import_words_dup_findings (ApoyoImport *import, int in_force, const char **severity)
{
  g_autofree char *removal = apoyo_import_words_dup_removal (import);

  if (apoyo_import_get_n_errors (import) > 0) {
    *severity = "err";
    return add_sentence (dup_error_words (import, in_force), removal);
  }
  if (apoyo_import_get_n_warnings (import) > 0) {
    *severity = "warn";
    return add_sentence (
        g_strdup (_ ("No errors. Look at the warnings before you go on: they do not forbid it.")),
        removal);
  }
  if (removal != NULL) {
    *severity = "warn";
    return g_steal_pointer (&removal);
  }
  *severity = "ok";
  return g_strdup (_ ("No errors and no warnings."));
}

char *
apoyo_import_words_dup_failure (ApoyoImport *import, const GError *error)
{
  g_autofree char *message = apoyo_refusal_dup_message (error);
  g_autofree char *hint = apoyo_refusal_dup_hint (error);

  if (apoyo_import_is_unsure (import))
    return g_strdup_printf (
        _ ("%s. It is not known yet whether it was stored: go on as before, and "
           "that is asked first."),
        message);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_ ("Stopped. Nothing was stored."));
  if (g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION))
    return g_strdup_printf (_ ("%s. Nothing was stored; the file stays chosen."), message);
  return hint != NULL ? g_strdup_printf ("%s. %s.", message, hint) : g_strdup (message);
}
