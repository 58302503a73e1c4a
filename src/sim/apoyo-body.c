/* apoyo-body.c: the bytes of one request, as the telephone sends them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-body.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_time (JsonBuilder *builder, const char *name, gint64 time)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autofree char *day = g_date_time_format (seconds, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *text = g_strdup_printf ("%s.%03uZ", day, (guint) (time % G_USEC_PER_SEC / 1000));

  add_text (builder, name, text);
}

static void
add_credential (JsonBuilder *builder, const ApoyoCapture *capture, const ApoyoCitizen *citizen)
{
  char model[2] = { citizen->model, '\0' };
  char section[8];
  g_autofree char *curp = apoyo_plant_curp (apoyo_capture_get_plant (capture), citizen);

  g_snprintf (section, sizeof section, "%04u", citizen->section);
  json_builder_set_member_name (builder, "credential");
  json_builder_begin_object (builder);
  add_text (builder, "model", model);
  add_text (builder, "curp", curp);
  add_text (builder, "clave_elector", citizen->clave);
  add_text (builder, "cic", citizen->cic);
  add_text (builder, "citizen_id", citizen->citizen_id);
  /* The cards of 2019 and later no longer print it. */
  add_text (builder, "ocr", citizen->model <= 'F' ? citizen->ocr : NULL);
  add_text (builder, "issue", citizen->issue);
  add_text (builder, "section", section);
  add_number (builder, "valid_until", citizen->valid_until);
  json_builder_end_object (builder);
}

static char *
make_metadata (const ApoyoCapture *capture,
               const ApoyoCitizen *citizen,
               gint64 captured_at,
               gint64 sent_at)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "capture", capture->uuid);
  add_number (builder, "process", capture->process);
  add_number (builder, "promovente", capture->promovente);
  add_text (builder, "modality", "auxiliary");
  add_time (builder, "captured_at", captured_at);
  add_time (builder, "sent_at", sent_at);
  add_credential (builder, capture, citizen);
  json_builder_set_member_name (builder, "names");
  json_builder_begin_object (builder);
  add_text (builder, "given", citizen->given);
  add_text (builder, "paternal", citizen->paternal);
  add_text (builder, "maternal", citizen->maternal);
  json_builder_end_object (builder);
  add_text (builder, "app", "apoyo-sim " PACKAGE_VERSION);
  json_builder_set_member_name (builder, "location");
  json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
append (GByteArray *body, const char *text)
{
  g_byte_array_append (body, (const guint8 *) text, (guint) strlen (text));
}

/* A comment after the first marker makes pictures that were drawn once different files, since
 * nobody ever takes the same photograph twice. */
static void
append_picture (GByteArray *body, GBytes *file, const char *comment)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (file, &length);

  if (comment != NULL) {
    guint size = (guint) strlen (comment) + 2;
    guint8 marker[4] = { 0xff, 0xfe, (guint8) (size >> 8), (guint8) size };

    g_byte_array_append (body, data, 2);
    g_byte_array_append (body, marker, 4);
    append (body, comment);
    data += 2;
    length -= 2;
  }
  g_byte_array_append (body, data, (guint) length);
}

GByteArray *
apoyo_body_new (const ApoyoCapture *capture,
                const ApoyoCitizen *citizen,
                const ApoyoPictures *pictures,
                gboolean vary,
                gint64 captured_at,
                gint64 sent_at)
{
  g_autofree char *metadata = make_metadata (capture, citizen, captured_at, sent_at);
  GByteArray *body = g_byte_array_sized_new (512 * 1024);

  append (body, "--" APOYO_BODY_BOUNDARY "\r\n"
                "Content-Disposition: form-data; name=\"metadata\"\r\n"
                "Content-Type: application/json\r\n\r\n");
  append (body, metadata);
  for (guint i = 0; i < APOYO_N_PICTURES; i++) {
    g_autofree char *head =
        g_strdup_printf ("\r\n--" APOYO_BODY_BOUNDARY "\r\n"
                         "Content-Disposition: form-data; name=\"%s\"; filename=\"%s.%s\"\r\n"
                         "Content-Type: %s\r\n\r\n",
                         apoyo_picture_to_nick (i), apoyo_picture_to_nick (i),
                         strchr (pictures->type[i], '/') + 1, pictures->type[i]);

    append (body, head);
    append_picture (body, pictures->file[i],
                    vary && g_str_equal (pictures->type[i], "image/jpeg") ? capture->uuid : NULL);
  }
  append (body, "\r\n--" APOYO_BODY_BOUNDARY "--\r\n");
  return body;
}
