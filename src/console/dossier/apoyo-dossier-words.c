/* apoyo-dossier-words.c: what a dossier says, in the institute's words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-cause.h"
#include "apoyo-dossier-words.h"
#include "apoyo-finding.h"
#include "apoyo-format.h"
#include "apoyo-situation.h"

/* --- members ---------------------------------------------------------------------------------- */

static JsonNode *
get_member (JsonObject *object, const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

const char *
apoyo_dossier_text (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

gint64
apoyo_dossier_number (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

gboolean
apoyo_dossier_flag (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (node);
}

JsonObject *
apoyo_dossier_object (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
apoyo_dossier_array (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

gboolean
apoyo_dossier_has_ground (JsonObject *dossier, const char *ground)
{
  JsonArray *grounds = apoyo_dossier_array (dossier, "grounds");

  for (guint i = 0; grounds != NULL && i < json_array_get_length (grounds); i++) {
    if (g_strcmp0 (json_array_get_string_element (grounds, i), ground) == 0)
      return TRUE;
  }
  return FALSE;
}

char *
apoyo_dossier_time (JsonObject *dossier, JsonObject *object, const char *name)
{
  const char *zone = apoyo_dossier_text (apoyo_dossier_object (dossier, "rule"), "time_zone");
  const char *iso = apoyo_dossier_text (object, name);
  g_autoptr (GDateTime) time = iso != NULL ? g_date_time_new_from_iso8601 (iso, NULL) : NULL;

  char *text = NULL;

  if (time == NULL)
    return g_strdup ("—");
  text = apoyo_format_time (time, zone != NULL ? zone : "UTC");
  /* Which zone it is the process says; here it would only cut the rows. */
  if (strstr (text, " (") != NULL)
    *strstr (text, " (") = '\0';
  return text;
}

/* --- its situation ---------------------------------------------------------------------------- */

const char *
apoyo_dossier_words_situation (const char *nick)
{
  ApoyoSituation situation;

  return nick != NULL && apoyo_situation_from_nick (nick, &situation)
             ? apoyo_situation_get_label (situation)
             : (nick != NULL ? nick : "—");
}

ApoyoStatus
apoyo_dossier_words_status (JsonObject *dossier)
{
  const char *nick = apoyo_dossier_text (dossier, "situation");
  ApoyoSituation situation;

  if (nick == NULL || !apoyo_situation_from_nick (nick, &situation))
    return APOYO_STATUS_INFORMATION;
  if (apoyo_situation_counts (situation))
    return APOYO_STATUS_SUCCESS;
  return apoyo_situation_is_open (situation) ? APOYO_STATUS_WARNING : APOYO_STATUS_ERROR;
}

static const char *
situation_sentence (ApoyoSituation situation)
{
  switch (situation) {
  case APOYO_SITUATION_NOT_VERIFIED:
    return N_ ("It does not count: an acuerdo ended the verification before it was reached.");
  case APOYO_SITUATION_WITHDRAWN:
    return N_ ("It does not count: the citizen withdrew it.");
  case APOYO_SITUATION_LATE:
    return N_ ("It does not count: it was captured or sent after the period.");
  case APOYO_SITUATION_NOT_FOUND:
    return N_ ("It does not count: the roll has nobody with these data.");
  case APOYO_SITUATION_DROPPED:
    return N_ ("It does not count: the person was dropped from the electoral roll.");
  case APOYO_SITUATION_NOT_ON_ROLL:
    return N_ ("It does not count: the person is on the roll, but not on the nominal list.");
  case APOYO_SITUATION_OUT_OF_SCOPE:
    return N_ ("It does not count: the person lives outside of the promovente's scope.");
  case APOYO_SITUATION_OUT_OF_EXCEPTION:
    return N_ ("It does not count: paper is not admitted where the person lives.");
  case APOYO_SITUATION_INCONSISTENT:
    return N_ ("It does not count: a review found an inconsistency.");
  case APOYO_SITUATION_PROCESSING:
    return N_ ("It is not decided yet: the automatic checks are still to come.");
  case APOYO_SITUATION_IN_REVIEW:
    return N_ ("It is not decided yet: a person has to look at it.");
  case APOYO_SITUATION_DUPLICATE_SAME:
    return N_ ("It does not count: another capture of the same person for the same promovente "
               "counts.");
  case APOYO_SITUATION_DUPLICATE_OTHER:
    return N_ ("It does not count: a capture of the same person for another promovente counts.");
  case APOYO_SITUATION_VALID:
    return N_ ("It counts: the person is on the nominal list, and of their captures this is the "
               "one that counts.");
  default:
    return N_ ("Its situation is not known to this program.");
  }
}

char *
apoyo_dossier_words_why (JsonObject *dossier)
{
  const char *nick = apoyo_dossier_text (dossier, "situation");
  const char *detail = apoyo_dossier_text (dossier, "detail");
  const ApoyoCause *cause = NULL;
  ApoyoSituation situation;

  if (nick == NULL || !apoyo_situation_from_nick (nick, &situation))
    return g_strdup (_ (situation_sentence (APOYO_N_SITUATIONS)));
  if (detail != NULL)
    cause = apoyo_cause_lookup (situation, detail);
  if (cause == NULL && apoyo_situation_get_number (situation) != NULL)
    return g_strdup_printf ("%s %s.", _ (situation_sentence (situation)),
                            apoyo_situation_get_number (situation));
  if (cause == NULL)
    return g_strdup (_ (situation_sentence (situation)));
  return g_strdup_printf ("%s %s: %s.", _ (situation_sentence (situation)), cause->number,
                          apoyo_cause_get_label (cause));
}

/* --- words ------------------------------------------------------------------------------------ */

typedef struct {
  const char *nick;
  const char *words;
} Word;

static const char *
find_word (const Word *words, gsize n, const char *nick)
{
  for (gsize i = 0; nick != NULL && i < n; i++) {
    if (g_str_equal (words[i].nick, nick))
      return _ (words[i].words);
  }
  return nick != NULL ? nick : "—";
}

const char *
apoyo_dossier_words_modality (const char *modality)
{
  static const Word words[] = {
    { "auxiliary", N_ ("By an auxiliary") },
    { "self", N_ ("By the citizen") },
    { "exception", N_ ("On paper, exception regime") },
  };

  return find_word (words, G_N_ELEMENTS (words), modality);
}

const char *
apoyo_dossier_words_purpose (const char *purpose)
{
  static const Word words[] = {
    { "supervision", N_ ("Supervision") },
    { "complaint", N_ ("Complaint") },
    { "data-rights", N_ ("ARCO rights") },
    { "hearing", N_ ("Hearing") },
    { "audit", N_ ("Audit") },
  };

  return find_word (words, G_N_ELEMENTS (words), purpose);
}

const char *
apoyo_dossier_words_picture (const char *picture)
{
  static const Word words[] = {
    { "front", N_ ("Front side") },  { "back", N_ ("Back side") },
    { "selfie", N_ ("Live photo") }, { "signature", N_ ("Signature") },
    { "data", N_ ("Typed data") },   { "examination", N_ ("Examination") },
  };

  return find_word (words, G_N_ELEMENTS (words), picture);
}

const char *
apoyo_dossier_words_field (const char *field)
{
  static const Word words[] = {
    { "given", N_ ("Given names") },
    { "paternal", N_ ("First surname") },
    { "maternal", N_ ("Second surname") },
  };
  const char *found = find_word (words, G_N_ELEMENTS (words), field);

  return found != field ? found : apoyo_finding_field_to_label (field);
}

const char *
apoyo_dossier_words_flag (const char *flag)
{
  static const Word words[] = {
    { "vista", N_ ("Under vista") },
    { "resguardo", N_ ("Under legal hold") },
  };

  return find_word (words, G_N_ELEMENTS (words), flag);
}

const char *
apoyo_dossier_words_rank (const char *rank)
{
  static const Word words[] = {
    { "first", N_ ("Counts") },
    { "behind_same", N_ ("Repeated, same promovente") },
    { "behind_other", N_ ("Repeated, another promovente") },
    { "unranked", N_ ("Does not compete") },
  };

  return find_word (words, G_N_ELEMENTS (words), rank);
}

char *
apoyo_dossier_words_sight (const char *sight)
{
  static const Word ours[] = {
    { "reader", NC_ ("program", "reader") },
    { "models", NC_ ("of a machine", "models") },
  };
  g_auto (GStrv) parts = g_strsplit (sight, ", ", -1);

  for (guint i = 0; parts[i] != NULL; i++) {
    for (guint j = 0; j < G_N_ELEMENTS (ours); j++) {
      gsize length = strlen (ours[j].nick);
      char *part = parts[i];

      if (!g_str_has_prefix (part, ours[j].nick) || part[length] != ' ')
        continue;
      parts[i] =
          g_strconcat (g_dpgettext2 (NULL, j == 0 ? "program" : "of a machine", ours[j].nick),
                       part + length, NULL);
      g_free (part);
      break;
    }
  }
  return g_strjoinv (", ", parts);
}

const char *
apoyo_dossier_words_stuck (const char *cause)
{
  static const Word words[] = {
    { "attempts", N_ ("Its checks failed several times") },
    { "waiting", N_ ("Nobody takes it") },
    { "unreadable", N_ ("No attempt could read it") },
  };

  return cause != NULL ? find_word (words, G_N_ELEMENTS (words), cause) : NULL;
}

/* --- the timeline ----------------------------------------------------------------------------- */

char *
apoyo_dossier_words_event (JsonObject *event)
{
  static const Word words[] = {
    { "support-received", N_ ("Support received") },
    { "support-validated", N_ ("Checked automatically") },
    { "support-ranked", N_ ("Ranked again among the person's captures") },
    { "support-requeued", N_ ("Sent back to the automatic checks") },
    { "support-withdrawn", N_ ("Withdrawn by the citizen") },
    { "support-invalidated", N_ ("Declared not to count") },
    { "support-restored", N_ ("Restored") },
    { "support-judged-anew", N_ ("Judged anew by a changed rule") },
  };
  const char *what = find_word (words, G_N_ELEMENTS (words), apoyo_dossier_text (event, "kind"));
  const char *to = apoyo_dossier_text (event, "to");

  return to != NULL ? g_strdup_printf ("%s → %s", what, apoyo_dossier_words_situation (to))
                    : g_strdup (what);
}

char *
apoyo_dossier_words_act (JsonObject *act)
{
  const char *kind = apoyo_dossier_text (act, "act");
  const char *flag = apoyo_dossier_words_flag (apoyo_dossier_text (act, "flag"));
  const char *reason = apoyo_dossier_text (act, "reason");
  const char *acuerdo = apoyo_dossier_text (act, "acuerdo");
  g_autofree char *what = NULL;

  if (g_strcmp0 (kind, "flag-set") == 0)
    what = g_strdup_printf (_ ("Flag set: %s"), flag);
  else if (g_strcmp0 (kind, "flag-lifted") == 0)
    what = g_strdup_printf (_ ("Flag lifted: %s"), flag);
  else if (g_strcmp0 (kind, "requeued") == 0)
    what = g_strdup (_ ("Sent to the automatic checks again"));
  else
    what = g_strdup (kind);
  return g_strdup_printf ("%s · %s%s%s", what, reason != NULL ? reason : "",
                          acuerdo != NULL ? " · " : "", acuerdo != NULL ? acuerdo : "");
}

char *
apoyo_dossier_words_access (JsonObject *access)
{
  JsonArray *things = apoyo_dossier_array (access, "things");
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; things != NULL && i < json_array_get_length (things); i++)
    g_string_append_printf (
        list, "%s%s", i > 0 ? ", " : "",
        apoyo_dossier_words_picture (json_array_get_string_element (things, i)));
  return g_strdup_printf (_ ("Evidence opened: %s · %s"), list->str,
                          apoyo_dossier_words_purpose (apoyo_dossier_text (access, "purpose")));
}

/* text: (transfer full). (transfer full) */
static char *
begin_sentence (char *text)
{
  g_autofree char *given = text;
  char first[6 + 1] = { 0 };

  if (*text == '\0')
    return g_steal_pointer (&given);
  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (text)), first);
  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

char *
apoyo_dossier_words_finding (JsonObject *finding)
{
  const char *code = apoyo_dossier_text (finding, "code");
  g_autoptr (ApoyoFinding) known = NULL;

  if (code == NULL)
    return g_strdup ("—");
  if (g_str_equal (code, "clock_skew"))
    return g_strdup (_ ("The telephone's clock disagrees with the server's"));
  if (g_str_equal (code, "captured_after_sending"))
    return g_strdup (_ ("Captured after it was sent, by the telephone's clock"));
  if (g_str_equal (code, "captured_before_opening"))
    return g_strdup (_ ("Captured before the period began"));
  known = apoyo_finding_from_json (code, apoyo_dossier_object (finding, "detail"));
  return known != NULL ? begin_sentence (apoyo_finding_describe (known)) : g_strdup (code);
}

char *
apoyo_dossier_words_cause (JsonObject *finding)
{
  ApoyoFindingCode code;
  const char *nick = apoyo_dossier_text (finding, "code");
  const ApoyoCause *cause = NULL;

  if (nick == NULL || !apoyo_finding_code_from_nick (nick, &code))
    return NULL;
  cause = apoyo_cause_lookup (APOYO_SITUATION_INCONSISTENT, apoyo_finding_code_get_cause (code));
  return cause != NULL ? g_strdup_printf ("%s %s", cause->number, apoyo_cause_get_label (cause))
                       : NULL;
}
