/* ctl-roll.c: one row of the electoral roll, from the file to what the database holds of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "apoyo-cause.h"
#include "apoyo-clave.h"
#include "apoyo-core-error.h"
#include "apoyo-curp.h"
#include "apoyo-roll-keys.h"
#include "ctl-copy.h"
#include "ctl-roll.h"

const char *const ctl_roll_columns[] = {
  "clave_elector", "curp",   "cic",        "ocr",         "citizen_id", "paternal",
  "maternal",      "given",  "birth_date", "sex",         "entity",     "section",
  "municipality",  "status", "cause",      "valid_until", NULL,
};

/* What the sealed details hold: all that tells who it is. */
static const char *const details[] = {
  "clave_elector", "curp",     "cic",   "ocr",        "citizen_id",
  "paternal",      "maternal", "given", "birth_date", "sex",
};

static gboolean
is_digits (const char *text, gsize least, gsize most)
{
  gsize length = strspn (text, "0123456789");

  return text[length] == '\0' && length >= least && length <= most;
}

static gboolean
is_clave (const char *text)
{
  ApoyoClave clave;

  return apoyo_clave_parse (text, &clave, NULL);
}

/* Old ones exist whose check digit never was right. */
static gboolean
is_curp (const char *text)
{
  g_autoptr (GError) error = NULL;
  ApoyoCurp curp;

  return *text == '\0' || apoyo_curp_parse (text, &curp, &error) ||
         g_error_matches (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_CHECK);
}

static gboolean
is_nine_digits (const char *text)
{
  return *text == '\0' || is_digits (text, 9, 9);
}

static gboolean
is_ocr (const char *text)
{
  return *text == '\0' || is_digits (text, 12, 13);
}

static gboolean
is_date (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *moment = g_strconcat (text, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (moment, utc);

  return *text == '\0' || (strlen (text) == 10 && date != NULL);
}

static gboolean
is_sex (const char *text)
{
  return *text == '\0' || (strlen (text) == 1 && strchr ("HMX", *text) != NULL);
}

static gboolean
is_entity (const char *text)
{
  guint64 number = 0;

  return is_digits (text, 2, 2) && g_ascii_string_to_unsigned (text, 10, 1, 32, &number, NULL);
}

static gboolean
is_section (const char *text)
{
  return is_digits (text, 4, 4);
}

static gboolean
is_municipality (const char *text)
{
  return *text == '\0' || is_digits (text, 3, 3);
}

static gboolean
is_status (const char *text)
{
  static const char *const statuses[] = { "active", "not_on_list", "dropped", NULL };

  return g_strv_contains (statuses, text);
}

static gboolean
is_cause (const char *text)
{
  return *text == '\0' || apoyo_cause_lookup (APOYO_SITUATION_DROPPED, text) != NULL;
}

static gboolean
is_year (const char *text)
{
  return *text == '\0' || is_digits (text, 4, 4);
}

static const struct {
  const char *column;
  gboolean (*check) (const char *text);
  const char *problem;
} checks[] = {
  { "clave_elector", is_clave, N_ ("is not a clave de elector") },
  { "curp", is_curp, N_ ("is not a CURP") },
  { "cic", is_nine_digits, N_ ("is not nine digits") },
  { "ocr", is_ocr, N_ ("is not twelve or thirteen digits") },
  { "citizen_id", is_nine_digits, N_ ("is not nine digits") },
  { "birth_date", is_date, N_ ("is not a date (YYYY-MM-DD)") },
  { "sex", is_sex, N_ ("is not H, M or X") },
  { "entity", is_entity, N_ ("is not one of 01 to 32") },
  { "section", is_section, N_ ("is not four digits") },
  { "municipality", is_municipality, N_ ("is not three digits") },
  { "status", is_status, N_ ("is not active, not_on_list or dropped") },
  { "cause", is_cause,
    N_ ("is not one of death, rights_suspended, expired, duplicate_in_roll, procedure_cancelled, "
        "irregular_data, irregular_address, identity_usurped, nationality_renounced, "
        "apocryphal_document, court_ruling, other") },
  { "valid_until", is_year, N_ ("is not a year") },
};

gboolean
ctl_roll_check (ApoyoCsv *csv)
{
  gboolean good = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++) {
    if (checks[i].check (apoyo_csv_get (csv, checks[i].column)))
      continue;
    apoyo_csv_add_problem (csv, checks[i].column, _ (checks[i].problem));
    good = FALSE;
  }
  if (good && *apoyo_csv_get (csv, "cause") != '\0' &&
      strcmp (apoyo_csv_get (csv, "status"), "dropped") != 0) {
    apoyo_csv_add_problem (csv, "cause", _ ("goes with status dropped only"));
    good = FALSE;
  }
  return good;
}

static void
append_key (GString *out, ApoyoCsv *csv, ApoyoKeyring *keyring, const char *kind)
{
  g_autoptr (GBytes) key = apoyo_roll_key (keyring, kind, apoyo_csv_get (csv, kind));

  ctl_copy_append_hex (out, key);
  g_string_append_c (out, '\t');
}

/* Every such value has been checked: none holds a tab, a backslash or an end of line. */
static void
append_text (GString *out, ApoyoCsv *csv, const char *column)
{
  const char *text = apoyo_csv_get (csv, column);

  g_string_append (out, *text != '\0' ? text : "\\N");
  g_string_append_c (out, '\t');
}

static void
append_details (GString *out, ApoyoCsv *csv, ApoyoKeyring *keyring)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) sealed = NULL;
  char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (details); i++) {
    const char *value = apoyo_csv_get (csv, details[i]);

    if (*value != '\0')
      json_object_set_string_member (object, details[i], value);
  }
  json_node_set_object (node, object);
  text = json_to_string (node, FALSE);
  plain = g_bytes_new_take (text, strlen (text));
  sealed = apoyo_keyring_seal_roll (keyring, plain);
  ctl_copy_append_hex (out, sealed);
}

void
ctl_roll_append (GString *out, ApoyoCsv *csv, ApoyoKeyring *keyring)
{
  g_string_append_printf (out, "%" G_GUINT64_FORMAT "\t", apoyo_csv_get_line (csv));
  append_key (out, csv, keyring, APOYO_ROLL_KEY_CLAVE);
  append_key (out, csv, keyring, APOYO_ROLL_KEY_CURP);
  append_key (out, csv, keyring, APOYO_ROLL_KEY_CIC);
  append_key (out, csv, keyring, APOYO_ROLL_KEY_OCR);
  append_text (out, csv, "entity");
  append_text (out, csv, "section");
  append_text (out, csv, "municipality");
  append_text (out, csv, "status");
  append_text (out, csv, "cause");
  append_text (out, csv, "valid_until");
  append_details (out, csv, keyring);
  g_string_append_c (out, '\n');
}
