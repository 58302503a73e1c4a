/* apoyo-client.c: one telephone line to the server: registers devices and sends captures.
 *
 * Blocking, one instance a thread, on one kept connection. libcurl rather than libsoup because the
 * load it can offer is several times higher on the same processor, and the server is what is to be
 * measured. A capture is sent with the same key and the same bytes until the server has answered
 * for good; nothing is taken for stored that was not acknowledged.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-sim"

#include "config.h"

#include "apoyo-client.h"

#include <curl/curl.h>
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>

#include "apoyo-body.h"

#define FIRST_PAUSE (0.2 * G_USEC_PER_SEC)
#define LONGEST_PAUSE (5.0 * G_USEC_PER_SEC)
#define MAX_ANSWER (64 * 1024)

struct _ApoyoClient {
  CURL *curl;
  char *supports_url;
  char *devices_url;
  ApoyoKeys *keys; /* (not owned) */
  double patience; /* seconds until a capture is given up */
  ApoyoClientStop stop;
  gpointer stop_data;
  GString *answer;
  guint retry_after; /* seconds, as the last answer asked; 0 when it did not */
};

static size_t
on_body_cb (char *data, size_t size, size_t n, void *user_data)
{
  ApoyoClient *self = user_data;

  if (self->answer->len + n > MAX_ANSWER)
    return 0;
  g_string_append_len (self->answer, data, (gssize) n);
  return size * n;
}

static size_t
on_header_cb (char *data, size_t size, size_t n, void *user_data)
{
  static const char name[] = "retry-after:";
  ApoyoClient *self = user_data;
  char value[8] = "";

  if (n > sizeof name && g_ascii_strncasecmp (data, name, sizeof name - 1) == 0) {
    memcpy (value, data + sizeof name - 1, MIN (n - (sizeof name - 1), sizeof value - 1));
    self->retry_after = (guint) CLAMP (atoi (value), 0, 30);
  }
  return size * n;
}

static int
on_progress_cb (void *user_data, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
  ApoyoClient *self = user_data;

  return self->stop (self->stop_data);
}

/* patience: seconds after which a capture that nobody answers is given up. */
ApoyoClient *
apoyo_client_new (const char *url,
                  ApoyoKeys *keys,
                  double patience,
                  ApoyoClientStop stop,
                  gpointer data)
{
  ApoyoClient *self = g_new0 (ApoyoClient, 1);

  self->supports_url = g_strconcat (url, "/v1/supports", NULL);
  self->devices_url = g_strconcat (url, "/v1/devices", NULL);
  self->keys = keys;
  self->patience = patience;
  self->stop = stop;
  self->stop_data = data;
  self->answer = g_string_new (NULL);
  self->curl = curl_easy_init ();
  curl_easy_setopt (self->curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (self->curl, CURLOPT_PROXY, "");
  curl_easy_setopt (self->curl, CURLOPT_POST, 1L);
  curl_easy_setopt (self->curl, CURLOPT_CONNECTTIMEOUT_MS, 5000L);
  curl_easy_setopt (self->curl, CURLOPT_TIMEOUT_MS, 30000L);
  curl_easy_setopt (self->curl, CURLOPT_UPLOAD_BUFFERSIZE, 512L * 1024);
  curl_easy_setopt (self->curl, CURLOPT_WRITEFUNCTION, on_body_cb);
  curl_easy_setopt (self->curl, CURLOPT_WRITEDATA, self);
  curl_easy_setopt (self->curl, CURLOPT_HEADERFUNCTION, on_header_cb);
  curl_easy_setopt (self->curl, CURLOPT_HEADERDATA, self);
  curl_easy_setopt (self->curl, CURLOPT_XFERINFOFUNCTION, on_progress_cb);
  curl_easy_setopt (self->curl, CURLOPT_XFERINFODATA, self);
  curl_easy_setopt (self->curl, CURLOPT_NOPROGRESS, 0L);
  return self;
}

void
apoyo_client_free (ApoyoClient *self)
{
  curl_easy_cleanup (self->curl);
  g_string_free (self->answer, TRUE);
  g_free (self->supports_url);
  g_free (self->devices_url);
  g_free (self);
}

/* The status of the answer, 0 when there was none. */
static guint
post (ApoyoClient *self,
      const char *url,
      struct curl_slist *headers,
      gconstpointer body,
      gsize size)
{
  long status = 0;
  CURLcode code;

  g_string_truncate (self->answer, 0);
  self->retry_after = 0;
  curl_easy_setopt (self->curl, CURLOPT_URL, url);
  curl_easy_setopt (self->curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (self->curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) size);
  curl_easy_setopt (self->curl, CURLOPT_POSTFIELDS, body);
  code = curl_easy_perform (self->curl);
  if (code != CURLE_OK) {
    g_debug ("No answer: %s", curl_easy_strerror (code));
    return 0;
  }
  curl_easy_getinfo (self->curl, CURLINFO_RESPONSE_CODE, &status);
  if (status >= 400)
    g_debug ("%s: %ld", url, status);
  return (guint) status;
}

/* A member of the answer, when it is text of harmless characters only: it goes into files. */
static char *
answer_text (ApoyoClient *self, const char *member)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;
  JsonNode *node = NULL;
  const char *text;

  if (!json_parser_load_from_data (parser, self->answer->str, (gssize) self->answer->len, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    node = json_object_get_member (json_node_get_object (root), member);
  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  text = json_node_get_string (node);
  for (const char *c = text; *c != '\0'; c++) {
    if (!g_ascii_isalnum (*c) && strchr ("-_.:", *c) == NULL)
      return NULL;
  }
  return g_strdup (text);
}

/* 0 with a token in place; else the status that came instead. */
static guint
register_device (ApoyoClient *self, ApoyoAuxiliary *auxiliary, char **token)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&auxiliary->registering);
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  struct curl_slist *headers = NULL;
  guint status;

  *token = apoyo_keys_dup_token (self->keys, auxiliary);
  if (*token != NULL)
    return 0;
  body = g_strdup_printf ("{\"auxiliary_key\":\"%s\",\"label\":\"apoyo-sim\"}", auxiliary->key);
  headers = curl_slist_append (headers, "Content-Type: application/json");
  headers = curl_slist_append (headers, "Expect:");
  status = post (self, self->devices_url, headers, body, strlen (body));
  curl_slist_free_all (headers);
  if (status != 201 && status != 200)
    return status ? status : 599;
  *token = answer_text (self, "token");
  if (*token == NULL)
    return 502;
  if (!apoyo_keys_set_token (self->keys, auxiliary, *token, &error))
    g_warning ("%s", error->message);
  return 0;
}

/* One attempt: the status of the answer, 0 without one. */
static guint
attempt (ApoyoClient *self,
         const ApoyoCapture *capture,
         GByteArray *body,
         ApoyoResultOfSending *result)
{
  g_autofree char *token = NULL;
  g_autofree char *authorization = NULL;
  g_autofree char *key = NULL;
  struct curl_slist *headers = NULL;
  gint64 before = g_get_monotonic_time ();
  guint status = register_device (self, capture->auxiliary, &token);

  result->registering += g_get_monotonic_time () - before;
  if (status != 0)
    return status == 599 ? 0 : status;
  authorization = g_strconcat ("Authorization: Bearer ", token, NULL);
  key = g_strconcat ("Idempotency-Key: ", capture->uuid, NULL);
  headers = curl_slist_append (headers,
                               "Content-Type: multipart/form-data; boundary=" APOYO_BODY_BOUNDARY);
  headers = curl_slist_append (headers, "Expect:");
  headers = curl_slist_append (headers, authorization);
  headers = curl_slist_append (headers, key);
  status = post (self, self->supports_url, headers, body->data, body->len);
  curl_slist_free_all (headers);
  if (status == 401)
    apoyo_keys_forget_token (self->keys, capture->auxiliary, token);
  return status;
}

/* Whether the same bytes may be taken later. */
static gboolean
is_passing (guint status, guint attempts)
{
  if (status == 401) /* once: with a new device */
    return attempts < 2;
  return status == 0 || status == 408 || status == 425 || status == 429 || status >= 500;
}

static void
take_answer (ApoyoClient *self, guint status, ApoyoResultOfSending *result)
{
  g_autofree char *folio = NULL;
  g_autofree char *problem = NULL;

  if (status == 200 || status == 201) {
    folio = answer_text (self, "folio");
    /* An acknowledgement without a folio acknowledges nothing. */
    result->outcome = folio == NULL   ? APOYO_OUTCOME_UNANSWERED
                      : status == 201 ? APOYO_OUTCOME_STORED
                                      : APOYO_OUTCOME_REPEATED;
    g_strlcpy (result->folio, folio ? folio : "", sizeof result->folio);
    return;
  }
  problem = answer_text (self, "code");
  g_strlcpy (result->problem, problem ? problem : "", sizeof result->problem);
  result->outcome = status == 409 ? APOYO_OUTCOME_CONFLICT : APOYO_OUTCOME_REFUSED;
}

/* Sleeps before the next attempt, awake for a stop. */
static void
pause_before_retry (ApoyoClient *self, double *pause)
{
  double wait = self->retry_after > 0 ? self->retry_after * (double) G_USEC_PER_SEC : *pause;
  gint64 end = g_get_monotonic_time () + (gint64) (wait * g_random_double_range (0.75, 1.25));

  *pause = MIN (*pause * 2, LONGEST_PAUSE);
  while (g_get_monotonic_time () < end && !self->stop (self->stop_data))
    g_usleep (20000);
}

/* vary: the pictures were not drawn for this capture alone. */
void
apoyo_client_send (ApoyoClient *self,
                   const ApoyoCapture *capture,
                   const ApoyoCitizen *citizen,
                   const ApoyoPictures *pictures,
                   gboolean vary,
                   ApoyoResultOfSending *result)
{
  gint64 now = g_get_real_time ();
  gint64 give_up = g_get_monotonic_time () + (gint64) (self->patience * G_USEC_PER_SEC);
  g_autoptr (GByteArray) body = apoyo_body_new (capture, citizen, pictures, vary, now, now);
  double pause = FIRST_PAUSE;

  memset (result, 0, sizeof *result);
  result->sent_at = now;
  result->outcome = APOYO_OUTCOME_UNANSWERED;
  do {
    if (result->attempts > 0)
      pause_before_retry (self, &pause);
    result->attempts++;
    result->status = attempt (self, capture, body, result);
    if (!is_passing (result->status, result->attempts)) {
      take_answer (self, result->status, result);
      break;
    }
  } while (g_get_monotonic_time () < give_up && !self->stop (self->stop_data));
  result->ended_at = g_get_real_time ();
}
