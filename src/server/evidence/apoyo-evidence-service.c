/* apoyo-evidence-service.c: shows the staff what only the keys open, by ticket.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-evidence"

#include "config.h"

#include <string.h>

#include "apoyo-evidence-door.h"
#include "apoyo-evidence-request.h"
#include "apoyo-evidence-service.h"
#include "apoyo-key-pin.h"
#include "apoyo-store-error.h"

#define SESSIONS 3
#define BAD_TICKETS_PER_MINUTE 120 /* from one address */
#define LARGEST_BODY 4096
#define LARGEST_IMPORT (2 * 1024 * 1024)
#define ANNOUNCE_AGAIN 3 /* seconds, while the database cannot be reached */
#define STOP_POLL 20     /* milliseconds */

struct _ApoyoEvidenceService {
  GObject parent_instance;

  ApoyoEvidenceShared shared;
  SoupServer *server;      /* (owned) */
  ApoyoEvidenceDoor *door; /* (owned) (nullable) */
  char *address;           /* (owned) (nullable) */
  guint timer;             /* to announce again, or to look whether all is answered */
  GCancellable *stopping;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (ApoyoEvidenceService, apoyo_evidence_service, G_TYPE_OBJECT)

typedef enum {
  ROUTE_NONE,
  ROUTE_PICTURE,
  ROUTE_DATA,
  ROUTE_SEARCH,
  ROUTE_REGISTRATION,
  ROUTE_IMPORT,
  ROUTE_HEALTH,
} Route;

static const struct {
  const char *path;
  const char *picture;
  Route route;
} routes[] = {
  { "/v1/evidence/front", "front", ROUTE_PICTURE },
  { "/v1/evidence/back", "back", ROUTE_PICTURE },
  { "/v1/evidence/selfie", "selfie", ROUTE_PICTURE },
  { "/v1/evidence/signature", "signature", ROUTE_PICTURE },
  { "/v1/evidence/data", NULL, ROUTE_DATA },
  { "/v1/search", NULL, ROUTE_SEARCH },
  { "/v1/auxiliaries", NULL, ROUTE_REGISTRATION },
  { "/v1/auxiliaries/import", NULL, ROUTE_IMPORT },
  { "/healthz", NULL, ROUTE_HEALTH },
};

static Route
find_route (const char *path, const char **picture)
{
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (g_str_equal (path, routes[i].path)) {
      *picture = routes[i].picture;
      return routes[i].route;
    }
  return ROUTE_NONE;
}

static gboolean
takes_body (Route route)
{
  return route == ROUTE_SEARCH || route == ROUTE_REGISTRATION || route == ROUTE_IMPORT;
}

static goffset
largest_body (Route route)
{
  return route == ROUTE_IMPORT ? LARGEST_IMPORT : LARGEST_BODY;
}

/* What the headers alone tell. */
static gboolean
check_headers (SoupServerMessage *message, Route route, ApoyoEvidenceProblem *problem)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupEncoding encoding = soup_message_headers_get_encoding (headers);
  goffset length = encoding == SOUP_ENCODING_CONTENT_LENGTH
                       ? soup_message_headers_get_content_length (headers)
                       : 0;

  if (route == ROUTE_NONE)
    *problem = APOYO_EVIDENCE_PROBLEM_NOT_FOUND;
  else if (!g_str_equal (soup_server_message_get_method (message),
                         takes_body (route) ? "POST" : "GET"))
    *problem = APOYO_EVIDENCE_PROBLEM_METHOD;
  else if (length > largest_body (route))
    *problem = APOYO_EVIDENCE_PROBLEM_TOO_LARGE;
  else if (length < 0 || /* or too great for the type: such a body would have no end */
           (encoding != SOUP_ENCODING_NONE && encoding != SOUP_ENCODING_CONTENT_LENGTH))
    *problem = APOYO_EVIDENCE_PROBLEM_MALFORMED;
  else
    return TRUE;
  return FALSE;
}

/* Has the headers, not yet the body. */
static void
on_headers (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *picture = NULL;
  Route route = find_route (path, &picture);
  ApoyoEvidenceProblem problem;

  soup_message_headers_replace (headers, "Connection", "close");
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  if (check_headers (message, route, &problem))
    return;
  if (problem == APOYO_EVIDENCE_PROBLEM_METHOD)
    soup_message_headers_replace (headers, "Allow", takes_body (route) ? "POST" : "GET");
  /* What comes of the body is not kept. */
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  apoyo_evidence_message_say_no (message, problem);
}

static void
answer_health (ApoyoEvidenceService *self, SoupServerMessage *message)
{
  gboolean well = self->shared.held && apoyo_pool_get_n_open (self->shared.pool) > 0;
  const char *text = well ? "ok\n" : "no database\n";

  soup_server_message_set_status (message, well ? 200 : 503, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, text, strlen (text));
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  ApoyoEvidenceService *self = user_data;
  const char *picture = NULL;
  Route route = find_route (path, &picture);
  ApoyoEvidenceRequest *request = NULL;

  if (route == ROUTE_HEALTH) {
    answer_health (self, message);
    return;
  }
  request = apoyo_evidence_request_take (&self->shared, message);
  if (request == NULL)
    return;
  switch (route) {
  case ROUTE_PICTURE:
    apoyo_evidence_handle_picture (request, picture,
                                   query != NULL ? g_hash_table_lookup (query, "size") : NULL);
    break;
  case ROUTE_DATA:
    apoyo_evidence_handle_data (request);
    break;
  case ROUTE_SEARCH:
    apoyo_evidence_handle_search (request);
    break;
  case ROUTE_REGISTRATION:
    apoyo_evidence_handle_registration (request);
    break;
  case ROUTE_IMPORT:
    apoyo_evidence_handle_import (request);
    break;
  case ROUTE_HEALTH:
  case ROUTE_NONE:
  default:
    apoyo_evidence_request_say_no (request, APOYO_EVIDENCE_PROBLEM_NOT_FOUND);
  }
}

static void announce (ApoyoEvidenceService *self);

static gboolean
on_announce_again (gpointer user_data)
{
  ApoyoEvidenceService *self = user_data;

  self->timer = 0;
  announce (self);
  return G_SOURCE_REMOVE;
}

static void
announced_cb (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (ApoyoEvidenceService) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) result =
      apoyo_pool_call_finish (APOYO_POOL (object), async_result, &error);

  if (result != NULL || g_cancellable_is_cancelled (self->stopping))
    return;
  if (g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_REFUSED))
    g_warning ("Nobody will find the evidence: %s", error->message);
  else
    self->timer = g_timeout_add_seconds (ANNOUNCE_AGAIN, on_announce_again, self);
}

/* Tells the consoles where this is, again and again until the database has taken it. */
static void
tell_consoles (ApoyoEvidenceService *self)
{
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_text (params, "evidence");
  apoyo_params_add_text (params, self->address);
  apoyo_pool_call_async (self->shared.pool, "announce-service", params, self->stopping,
                         announced_cb, g_object_ref (self));
}

static void
shared_pinned_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoEvidenceService) self = user_data;
  g_autoptr (GError) error = NULL;

  self->shared.held = apoyo_key_pin_shared_finish (result, &error);
  if (self->shared.held)
    tell_consoles (self);
  else if (apoyo_key_pin_is_refusal (error))
    g_warning ("Nobody will find the evidence: %s", error->message);
  else if (!g_cancellable_is_cancelled (self->stopping))
    self->timer = g_timeout_add_seconds (ANNOUNCE_AGAIN, on_announce_again, self);
}

/* With another roll key than the one in use, or another vault, it would tell that nobody is found,
 * and nothing. */
static void
announce (ApoyoEvidenceService *self)
{
  apoyo_key_pin_shared_async (self->shared.pool, self->shared.keyring, self->shared.vault,
                              self->stopping, shared_pinned_cb, g_object_ref (self));
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoEvidenceService) self = user_data;
  g_autoptr (GError) error = NULL;

  /* The pool goes on trying by itself; until it succeeds, answers are 503. */
  if (!apoyo_pool_open_finish (APOYO_POOL (object), result, &error) &&
      !g_cancellable_is_cancelled (self->stopping))
    g_message ("The database cannot be reached yet: %s", error->message);
  if (!g_cancellable_is_cancelled (self->stopping))
    announce (self);
}

gboolean
apoyo_evidence_service_start (ApoyoEvidenceService *self,
                              const char *listen,
                              const char *address,
                              GError **error)
{
  g_return_val_if_fail (APOYO_IS_EVIDENCE_SERVICE (self), FALSE);
  g_return_val_if_fail (self->door == NULL, FALSE);

  self->door = apoyo_evidence_door_open (listen, self->server, error);
  if (self->door == NULL)
    return FALSE;
  if (address != NULL) {
    self->address = g_strdup (address);
  } else {
    g_autofree char *place = apoyo_evidence_door_make_address (self->door);

    self->address = g_strdup_printf ("http://%s", place);
  }
  apoyo_pool_open_async (self->shared.pool, self->stopping, opened_cb, g_object_ref (self));
  return TRUE;
}

static gboolean
on_stop_poll (gpointer user_data)
{
  GTask *task = user_data;
  ApoyoEvidenceService *self = g_task_get_source_object (task);

  if (self->shared.n_requests > 0 || self->shared.n_unsent > 0)
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

void
apoyo_evidence_service_stop_async (ApoyoEvidenceService *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, apoyo_evidence_service_stop_async);
  g_cancellable_cancel (self->stopping);
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->door != NULL)
    apoyo_evidence_door_shut (self->door);
  self->timer =
      g_timeout_add_full (G_PRIORITY_DEFAULT, STOP_POLL, on_stop_poll, task, g_object_unref);
}

gboolean
apoyo_evidence_service_stop_finish (ApoyoEvidenceService *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
apoyo_evidence_service_dispose (GObject *object)
{
  ApoyoEvidenceService *self = APOYO_EVIDENCE_SERVICE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_pointer (&self->door, apoyo_evidence_door_free);
  g_clear_object (&self->server);
  if (self->shared.pool != NULL)
    apoyo_pool_close (self->shared.pool);
  g_clear_object (&self->shared.pool);
  g_clear_object (&self->shared.vault);
  g_clear_object (&self->shared.keyring);
  G_OBJECT_CLASS (apoyo_evidence_service_parent_class)->dispose (object);
}

static void
apoyo_evidence_service_finalize (GObject *object)
{
  ApoyoEvidenceService *self = APOYO_EVIDENCE_SERVICE (object);

  g_free (self->address);
  apoyo_rate_limit_free (self->shared.tickets);
  g_clear_object (&self->stopping);
  G_OBJECT_CLASS (apoyo_evidence_service_parent_class)->finalize (object);
}

static void
apoyo_evidence_service_class_init (ApoyoEvidenceServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = apoyo_evidence_service_dispose;
  object_class->finalize = apoyo_evidence_service_finalize;
}

static void
apoyo_evidence_service_init (ApoyoEvidenceService *self)
{
  self->stopping = g_cancellable_new ();
  self->server = soup_server_new ("server-header", "apoyod", NULL);
  soup_server_add_early_handler (self->server, NULL, on_headers, self, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
}

ApoyoEvidenceService *
apoyo_evidence_service_new (const char *conninfo, ApoyoVault *vault, ApoyoKeyring *keyring)
{
  ApoyoEvidenceService *self = g_object_new (APOYO_TYPE_EVIDENCE_SERVICE, NULL);

  self->shared.pool = apoyo_pool_new (conninfo, "apoyod evidence", SESSIONS);
  self->shared.tickets = apoyo_rate_limit_new (BAD_TICKETS_PER_MINUTE);
  self->shared.vault = g_object_ref (vault);
  self->shared.keyring = g_object_ref (keyring);
  return self;
}
