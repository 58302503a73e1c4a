/* apoyo-reader-child.c: the program that touches strangers' bytes: loads what it needs, gives up
 * everything else, and reads pictures until the server hangs up.
 *
 * usage: apoyo-reader PID, of the server, with the socket and the pipe of apoyo-reader-protocol.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "apoyo-confinement.h"
#include "apoyo-decode.h"
#include "apoyo-preview.h"
#include "apoyo-read-picture.h"
#include "apoyo-reader-digest.h"
#include "apoyo-reader-protocol.h"

#ifdef APOYO_READER_DRILLS
/* Of the tests' own build: does what a conquered decoder would do. */
void apoyo_reader_drill (const guint8 *data, gsize size);
#else
#define apoyo_reader_drill(data, size)
#endif

/* --- frames ----------------------------------------------------------------------------------- */

static gboolean
read_all (guint8 *target, gsize size)
{
  while (size > 0) {
    const ssize_t got = read (APOYO_READER_FD, target, size);

    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return FALSE;
    target += got;
    size -= (gsize) got;
  }
  return TRUE;
}

static gboolean
write_all (const guint8 *data, gsize size)
{
  while (size > 0) {
    const ssize_t done = write (APOYO_READER_FD, data, size);

    if (done < 0 && errno == EINTR)
      continue;
    if (done <= 0)
      return FALSE;
    data += done;
    size -= (gsize) done;
  }
  return TRUE;
}

/* NULL when the server has hung up. */
static GBytes *
read_frame (void)
{
  guint32 length = 0;
  guint8 *payload;

  if (!read_all ((guint8 *) &length, sizeof length))
    return NULL;
  length = GUINT32_FROM_LE (length);
  if (length == 0 || length > APOYO_READER_LONGEST_REQUEST)
    return NULL;
  payload = g_malloc (length);
  if (!read_all (payload, length)) {
    g_free (payload);
    return NULL;
  }
  return g_bytes_new_take (payload, length);
}

static gboolean
write_frame (JsonObject *object, const GByteArray *bytes)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *line = json_to_string (node, FALSE);
  const gsize length = strlen (line);
  const gsize size = length + 1 + (bytes != NULL ? bytes->len : 0);
  const guint32 prefix = GUINT32_TO_LE ((guint32) size);

  return size <= APOYO_READER_LONGEST_ANSWER &&
         write_all ((const guint8 *) &prefix, sizeof prefix) &&
         write_all ((const guint8 *) line, length) && write_all ((const guint8 *) "\n", 1) &&
         (bytes == NULL || write_all (bytes->data, bytes->len));
}

/* --- requests: from the server, which is believed --------------------------------------------- */

static JsonObject *
parse_request (const char *line, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!json_parser_load_from_data (parser, line, (gssize) length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_dup_object (root) : NULL;
}

static JsonArray *
read_pictures (ApoyoSight *sight, JsonObject *request, GBytes *bytes, GByteArray *previews)
{
  JsonArray *pictures = json_object_get_array_member (request, "pictures");
  JsonArray *readings = json_array_new ();
  ApoyoReadOrder order = {
    .previews = json_object_get_boolean_member (request, "previews"),
  };
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  apoyo_read_level_from_nick (json_object_get_string_member (request, "level"), &order.level);
  for (guint i = 0; i < json_array_get_length (pictures); i++) {
    JsonObject *picture = json_array_get_object_element (pictures, i);
    const gsize length = (gsize) json_object_get_int_member (picture, "size");

    if (length > size || !apoyo_picture_role_from_nick (
                             json_object_get_string_member (picture, "name"), &order.role))
      break;
    apoyo_reader_drill (data, length);
    json_array_add_object_element (readings,
                                   apoyo_read_picture (sight, &order, data, length, previews));
    data += length;
    size -= length;
  }
  return readings;
}

static gboolean
answer (ApoyoSight *sight, GBytes *payload)
{
  g_autoptr (GByteArray) previews = g_byte_array_new ();
  g_autoptr (JsonObject) response = json_object_new ();
  g_autoptr (JsonObject) request = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *line = NULL;
  gsize length = 0;

  if (!apoyo_payload_split (payload, &line, &length, &bytes))
    return FALSE;
  request = parse_request (line, length);
  if (request == NULL)
    return FALSE;
  json_object_set_int_member (response, "v", 1);
  json_object_set_int_member (response, "id", json_object_get_int_member (request, "id"));
  json_object_set_array_member (response, "readings",
                                read_pictures (sight, request, bytes, previews));
  return write_frame (response, previews);
}

/* --- beginning -------------------------------------------------------------------------------- */

/* When the server ends, however it does, its readers end. */
static gboolean
follow_server (const char *pid)
{
  return prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 &&
         (guint64) getppid () == g_ascii_strtoull (pid, NULL, 10);
}

/* Pictures come and go by the megabyte: keeping the memory saves asking for it each time. */
static void
tune_memory (void)
{
  mallopt (M_ARENA_MAX, 1);
  mallopt (M_MMAP_THRESHOLD, 64 * 1024 * 1024);
  mallopt (M_TRIM_THRESHOLD, 128 * 1024 * 1024);
}

/* Something with edges, colours and what may look like letters: a few, since each is read, at the
 * upper left and where a card's back has the machine readable zone. */
static void
draw_sample (ApoyoRaster *raster)
{
  for (guint y = 0; y < raster->height; y++) {
    for (guint x = 0; x < raster->width; x++) {
      guint8 *pixel = raster->rgb + ((gsize) y * raster->width + x) * 3;
      const gboolean line = x / 100 == 1 && (y / 20 == 4 || y / 20 == 14 || y / 20 == 16);
      const gboolean ink = line && (x / 3 + x / 11 + y / 4) % 3 == 0;

      pixel[0] = ink ? 20 : (guint8) (255 - x / 4);
      pixel[1] = ink ? 20 : (guint8) (255 - y / 4);
      pixel[2] = ink ? 20 : 230;
    }
  }
}

static void
read_sample (ApoyoSight *sight, const GByteArray *jpeg)
{
  for (guint role = 0; role < APOYO_N_PICTURE_ROLES; role++) {
    const ApoyoReadOrder order = { (ApoyoPictureRole) role, APOYO_READ_FULL, TRUE };
    g_autoptr (GByteArray) previews = g_byte_array_new ();

    json_object_unref (apoyo_read_picture (sight, &order, jpeg->data, jpeg->len, previews));
  }
}

/* Libraries open files and ask the system questions when they are used first: let it be now. */
static gboolean
warm_up (ApoyoSight *sight)
{
  g_auto (ApoyoRaster) raster = { 0 };
  g_autoptr (GPtrArray) sizes = NULL;
  ApoyoPixels pixels;

  if (!apoyo_raster_init (&raster, 640, 404))
    return FALSE;
  draw_sample (&raster);
  pixels = apoyo_raster_get_pixels (&raster);
  sizes = apoyo_previews_make (&pixels);
  if (sizes->len > 0)
    read_sample (sight, ((const ApoyoMadePreview *) g_ptr_array_index (sizes, 0))->jpeg);
  return sizes->len > 0;
}

static gboolean
say_ready (ApoyoSight *sight, gboolean confined)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *version =
      g_strdup_printf ("reader " APOYO_READER_DIGEST ", %s", apoyo_sight_get_version (sight));

  json_object_set_int_member (object, "v", 1);
  json_object_set_boolean_member (object, "ready", TRUE);
  json_object_set_boolean_member (object, "confined", confined);
  json_object_set_string_member (object, "sight", version);
  return write_frame (object, NULL);
}

/* What this installation lacks is for whoever runs the server: what libraries print goes nowhere.
 */
static void
say_problem (const GError *error)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_int_member (object, "v", 1);
  json_object_set_boolean_member (object, "ready", FALSE);
  json_object_set_string_member (object, "problem", error->message);
  write_frame (object, NULL);
}

int
main (int argc, char *argv[])
{
  g_autoptr (ApoyoSight) sight = NULL;
  g_autoptr (GError) error = NULL;
  gboolean confined = FALSE;
  GBytes *payload;

  if (argc != 2 || !follow_server (argv[1]))
    return 2;
  signal (SIGPIPE, SIG_IGN);
  tune_memory ();
  apoyo_decode_prepare ();
  sight = apoyo_sight_new (&error);
  if (sight == NULL) {
    say_problem (error);
    return 1;
  }
  if (!warm_up (sight) || !apoyo_confine (&confined) || !say_ready (sight, confined))
    return 1;
  while ((payload = read_frame ()) != NULL) {
    const gboolean answered = answer (sight, payload);

    g_bytes_unref (payload);
    if (!answered)
      return 1;
  }
  return 0;
}
