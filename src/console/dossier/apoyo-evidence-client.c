/* apoyo-evidence-client.c: what the console asks of the service that has the keys.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#include "apoyo-evidence-client.h"
#include "apoyo-refusal.h"

#define TIMEOUT 30                        /* seconds */
#define LARGEST_ANSWER (16 * 1024 * 1024) /* a picture of 1600 pixels is far below */

struct _ApoyoEvidenceClient {
  GObject parent_instance;

  ApoyoLogin *login;    /* (owned) */
  SoupSession *session; /* (owned): without a cache and without cookies */
  char *address;        /* (owned) (nullable): until the service is found */
};

G_DEFINE_FINAL_TYPE (ApoyoEvidenceClient, apoyo_evidence_client, G_TYPE_OBJECT)

/* --- tickets ---------------------------------------------------------------------------------- */

static void
opened_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);
  const char *ticket = NULL;

  if (result == NULL || !apoyo_result_get_text (result, 0, "ticket", &ticket, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_strdup (ticket), g_free);
}

void
apoyo_evidence_client_open_async (ApoyoEvidenceClient *self,
                                  const char *statement,
                                  ApoyoParams *params,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, apoyo_evidence_client_open_async);
  apoyo_connection_call_async (apoyo_login_get_connection (self->login), statement, params,
                               cancellable, opened_cb, task);
}

char *
apoyo_evidence_client_open_finish (ApoyoEvidenceClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the service ------------------------------------------------------------------------------ */

typedef struct {
  char *ticket;
  char *path;
  GBytes *body; /* (nullable) */
  SoupMessage *message;
} Request;

static void
request_free (Request *request)
{
  g_free (request->ticket);
  g_free (request->path);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_clear_object (&request->message);
  g_free (request);
}

gboolean
apoyo_evidence_client_is_safe (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || g_uri_get_userinfo (uri) != NULL)
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;
  return g_str_equal (g_uri_get_scheme (uri), "http") &&
         (g_str_equal (host, "127.0.0.1") || g_str_equal (host, "::1") ||
          g_str_equal (host, "localhost"));
}

/* The refusal of a command, in the words that the database's own would have. */
static char *
describe_refusal (JsonObject *problem)
{
  const char *refusal = json_object_get_string_member_with_default (problem, "refusal", "");
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  if (json_object_has_member (problem, "names")) {
    JsonArray *array = json_object_get_array_member (problem, "names");

    for (guint i = 0; i < json_array_get_length (array); i++)
      g_strv_builder_add (names, json_array_get_string_element (array, i));
  }
  list = g_strv_builder_end (names);
  return apoyo_refusal_format (refusal, (const char *const *) list, NULL);
}

static GError *
error_from_problem (guint status, GBytes *body)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = NULL;
  const char *code = "";
  g_autofree char *sentence = NULL;

  if (json_parser_load_from_data (parser, g_bytes_get_data (body, NULL),
                                  (gssize) g_bytes_get_size (body), NULL))
    root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root)) {
    code = json_object_get_string_member_with_default (json_node_get_object (root), "code", "");
    if (g_str_equal (code, "refused"))
      sentence = describe_refusal (json_node_get_object (root));
  }
  if (sentence != NULL)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, sentence);
  if (g_str_equal (code, "no-picture"))
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                _ ("There is no picture to show yet"));
  if (g_str_equal (code, "invalid-clave"))
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                                _ ("A clave de elector has 18 letters and digits in a fixed "
                                   "order"));
  if (status == SOUP_STATUS_UNAUTHORIZED)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                                _ ("The ticket is not valid"));
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE,
                              _ ("The evidence service cannot answer now; try again"));
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ApoyoEvidenceClient *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body =
      soup_session_send_and_read_finish (SOUP_SESSION (object), result, &error);
  guint status = soup_message_get_status (request->message);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, g_steal_pointer (&error));
  } else if (body == NULL) {
    g_clear_pointer (&self->address, g_free); /* it may have moved */
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, "%s",
                             _ ("The evidence service cannot be reached; try again"));
  } else if (SOUP_STATUS_IS_SUCCESSFUL (status) && g_bytes_get_size (body) <= LARGEST_ANSWER) {
    g_task_return_pointer (task, g_steal_pointer (&body), (GDestroyNotify) g_bytes_unref);
  } else {
    g_task_return_error (task, error_from_problem (status, body));
  }
}

static void
send_request (GTask *task)
{
  ApoyoEvidenceClient *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  g_autofree char *uri = g_strconcat (self->address, request->path, NULL);
  g_autofree char *authorization = g_strdup_printf ("Ticket %s", request->ticket);

  request->message = soup_message_new (request->body != NULL ? "POST" : "GET", uri);
  if (request->message == NULL) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
                             _ ("The evidence service cannot be reached; try again"));
    g_object_unref (task);
    return;
  }
  soup_message_add_flags (request->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (soup_message_get_request_headers (request->message),
                                "Authorization", authorization);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (request->message, "application/json", request->body);
  soup_session_send_and_read_async (self->session, request->message, G_PRIORITY_DEFAULT,
                                    g_task_get_cancellable (task), sent_cb, task);
}

static void
found_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ApoyoEvidenceClient *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), async_result, &error);
  const char *address = NULL;

  if (result == NULL) {
    g_task_return_error (task, error);
    return;
  }
  if (apoyo_result_get_n_rows (result) == 0 ||
      !apoyo_result_get_text (result, 0, "address", &address, NULL) ||
      !apoyo_evidence_client_is_safe (address)) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, "%s",
                             _ ("The evidence service has not been started"));
    return;
  }
  g_free (self->address);
  self->address = g_strdup (address);
  send_request (g_steal_pointer (&task));
}

/* The bytes of an answer. body: (nullable) (transfer full) */
static void
request_async (ApoyoEvidenceClient *self,
               const char *ticket,
               const char *path,
               GBytes *body,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);
  ApoyoParams *params = NULL;

  request->ticket = g_strdup (ticket);
  request->path = g_strdup (path);
  request->body = body;
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  if (self->address != NULL) {
    send_request (task);
    return;
  }
  params = apoyo_params_new ();
  apoyo_params_add_text (params, "evidence");
  apoyo_connection_call_async (apoyo_login_get_connection (self->login), "find-service", params,
                               cancellable, found_cb, task);
}

/* --- pictures --------------------------------------------------------------------------------- */

static void
decode_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (task_data, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
seen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (bytes == NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_task_set_task_data (task, bytes, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, decode_in_thread);
}

void
apoyo_evidence_client_see_async (ApoyoEvidenceClient *self,
                                 const char *ticket,
                                 const char *picture,
                                 const char *size,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *path = g_strdup_printf ("/v1/evidence/%s?size=%s", picture, size);

  g_task_set_source_tag (task, apoyo_evidence_client_see_async);
  request_async (self, ticket, path, NULL, cancellable, seen_cb, task);
}

GdkTexture *
apoyo_evidence_client_see_finish (ApoyoEvidenceClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- questions -------------------------------------------------------------------------------- */

static void
asked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);
  JsonNode *root = NULL;

  if (bytes == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                  (gssize) g_bytes_get_size (bytes), NULL))
    root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s",
                             _ ("The evidence service cannot answer now; try again"));
  else
    g_task_return_pointer (task, json_node_dup_object (root), (GDestroyNotify) json_object_unref);
}

void
apoyo_evidence_client_ask_async (ApoyoEvidenceClient *self,
                                 const char *ticket,
                                 const char *path,
                                 JsonObject *body,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GBytes *bytes = NULL;

  g_task_set_source_tag (task, apoyo_evidence_client_ask_async);
  if (body != NULL) {
    g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), body);
    char *text = json_to_string (node, FALSE);

    bytes = g_bytes_new_take (text, strlen (text));
  }
  request_async (self, ticket, path, bytes, cancellable, asked_cb, task);
}

JsonObject *
apoyo_evidence_client_ask_finish (ApoyoEvidenceClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_evidence_client_finalize (GObject *object)
{
  ApoyoEvidenceClient *self = APOYO_EVIDENCE_CLIENT (object);

  g_clear_object (&self->login);
  g_clear_object (&self->session);
  g_free (self->address);

  G_OBJECT_CLASS (apoyo_evidence_client_parent_class)->finalize (object);
}

static void
apoyo_evidence_client_class_init (ApoyoEvidenceClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_evidence_client_finalize;
}

static void
apoyo_evidence_client_init (ApoyoEvidenceClient *self)
{
}

ApoyoEvidenceClient *
apoyo_evidence_client_new (ApoyoLogin *login)
{
  ApoyoEvidenceClient *self = g_object_new (APOYO_TYPE_EVIDENCE_CLIENT, NULL);

  self->login = g_object_ref (login);
  self->session = soup_session_new_with_options ("user-agent", "apoyo-console", "timeout", TIMEOUT,
                                                 "proxy-resolver", NULL, NULL);
  return self;
}
