/* apoyo-problem.c: everything that the intake refuses, with its code, status and sentences.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-intake"

#include "config.h"

#include <json-glib/json-glib.h>

#include "apoyo-problem.h"
#include "apoyo-vault-error.h"

typedef struct {
  const char *nick;
  guint status;
  guint retry_after;
  const char *title;
  const char *detail;
  const char *detail_es; /* part of the protocol, whatever language the server runs in */
} Problem;

static const Problem problems[APOYO_N_PROBLEM_CODES] = {
  [APOYO_PROBLEM_MALFORMED_REQUEST] = { "malformed-request", 400, 0, "Malformed request",
                                        "This is not a request of HTTP/1.0 or HTTP/1.1 that can be "
                                        "understood.",
                                        "Esto no es una solicitud de HTTP/1.0 o HTTP/1.1 que se "
                                        "entienda." },
  [APOYO_PROBLEM_MALFORMED_MULTIPART] = { "malformed-multipart", 400, 0, "Malformed body",
                                          "The body is not well-formed multipart/form-data, or it "
                                          "ended too early.",
                                          "El cuerpo no es multipart/form-data bien formado, o "
                                          "terminó antes de tiempo." },
  [APOYO_PROBLEM_MALFORMED_JSON] = { "malformed-json", 400, 0, "Malformed JSON",
                                     "The text is not well-formed JSON.",
                                     "El texto no es JSON bien formado." },
  [APOYO_PROBLEM_INVALID_UTF8] = { "invalid-utf8", 400, 0, "Invalid UTF-8",
                                   "The text is not valid UTF-8.", "El texto no es UTF-8 válido." },
  [APOYO_PROBLEM_DUPLICATE_KEY] = { "duplicate-key", 400, 0, "Repeated member",
                                    "A JSON object names the same member twice.",
                                    "Un objeto JSON nombra dos veces el mismo miembro." },
  [APOYO_PROBLEM_JSON_TOO_COMPLEX] = { "json-too-complex", 400, 0, "JSON too complex",
                                       "The JSON text is nested too deep or has too many members.",
                                       "El texto JSON tiene demasiados niveles o demasiados "
                                       "miembros." },
  [APOYO_PROBLEM_INVALID_IDEMPOTENCY_KEY] = { "invalid-idempotency-key", 400, 0,
                                              "Invalid idempotency key",
                                              "The header Idempotency-Key must hold the UUID of "
                                              "the capture.",
                                              "El encabezado Idempotency-Key debe llevar el UUID "
                                              "de la captura." },
  [APOYO_PROBLEM_INVALID_TOKEN] = { "invalid-token", 401, 0, "Unknown device",
                                    "The header Authorization must hold the token of a registered "
                                    "device.",
                                    "El encabezado Authorization debe llevar el token de un "
                                    "dispositivo registrado." },
  [APOYO_PROBLEM_DEVICE_REVOKED] = { "device-revoked", 403, 0, "Device not active",
                                     "This device, or the auxiliary it belongs to, may no longer "
                                     "send supports.",
                                     "Este dispositivo, o el auxiliar al que pertenece, ya no "
                                     "puede enviar apoyos." },
  [APOYO_PROBLEM_OTHER_PROCESS] = { "other-process", 403, 0, "Another process or promovente",
                                    "The device is registered for another process or promovente.",
                                    "El dispositivo está registrado para otro proceso u otro "
                                    "promovente." },
  [APOYO_PROBLEM_INVALID_AUXILIARY_KEY] = { "invalid-auxiliary-key", 403, 0, "Unknown access key",
                                            "The auxiliary's access key is not valid. Check it, or "
                                            "ask for another one.",
                                            "La clave de acceso del auxiliar no es válida. "
                                            "Revísela o solicite otra." },
  [APOYO_PROBLEM_NOT_FOUND] = { "not-found", 404, 0, "Not found", "There is nothing here.",
                                "Aquí no hay nada." },
  [APOYO_PROBLEM_METHOD_NOT_ALLOWED] = { "method-not-allowed", 405, 0, "Method not allowed",
                                         "This address does not take that method.",
                                         "Esta dirección no acepta ese método." },
  [APOYO_PROBLEM_REQUEST_TIMEOUT] = { "request-timeout", 408, 0, "Request too slow",
                                      "The request did not arrive whole in time. Send it again.",
                                      "La solicitud no llegó completa a tiempo. Envíela de "
                                      "nuevo." },
  [APOYO_PROBLEM_IDEMPOTENCY_CONFLICT] = { "idempotency-conflict", 409, 0,
                                           "Capture sent before with another content",
                                           "Another content was received under this capture's "
                                           "UUID. It was kept, this one was not.",
                                           "Con el UUID de esta captura se recibió otro contenido. "
                                           "Se conservó aquél; éste no." },
  [APOYO_PROBLEM_PROCESS_NOT_OPEN] = { "process-not-open", 409, 0, "Process not open",
                                       "The process does not take supports now: its period has not "
                                       "begun or is over.",
                                       "El proceso no recibe apoyos ahora: su periodo no ha "
                                       "comenzado o ya terminó." },
  [APOYO_PROBLEM_PROMOVENTE_NOT_ACTIVE] = { "promovente-not-active", 409, 0,
                                            "Promovente not active",
                                            "The promovente does not take supports in this "
                                            "process.",
                                            "El promovente no recibe apoyos en este proceso." },
  [APOYO_PROBLEM_BODY_TOO_LARGE] = { "body-too-large", 413, 0, "Body too large",
                                     "The body is larger than the 4 MB that a support may have (16 "
                                     "kB elsewhere).",
                                     "El cuerpo excede los 4 MB que puede tener un apoyo (16 kB en "
                                     "los demás casos)." },
  [APOYO_PROBLEM_METADATA_TOO_LARGE] = { "metadata-too-large", 413, 0, "Metadata too large",
                                         "The part \"metadata\" is larger than 64 kB.",
                                         "La parte \"metadata\" excede 64 kB." },
  [APOYO_PROBLEM_UNSUPPORTED_MEDIA_TYPE] = { "unsupported-media-type", 415, 0,
                                             "Unsupported media type",
                                             "The content type is not the one that this address or "
                                             "part takes.",
                                             "El tipo de contenido no es el que acepta esta "
                                             "dirección o parte." },
  [APOYO_PROBLEM_INVALID_FIELD] = { "invalid-field", 422, 0, "Invalid value",
                                    "The value of the field is not of the expected form.",
                                    "El valor del campo no tiene la forma esperada." },
  [APOYO_PROBLEM_MISSING_FIELD] = { "missing-field", 422, 0, "Missing field",
                                    "A required field is missing.", "Falta un campo obligatorio." },
  [APOYO_PROBLEM_UNKNOWN_FIELD] = { "unknown-field", 422, 0, "Unknown field",
                                    "The object has a field that nobody knows.",
                                    "El objeto tiene un campo desconocido." },
  [APOYO_PROBLEM_MISSING_PART] = { "missing-part", 422, 0, "Missing part",
                                   "A required part of the body is missing.",
                                   "Falta una parte obligatoria del cuerpo." },
  [APOYO_PROBLEM_REPEATED_PART] = { "repeated-part", 422, 0, "Repeated part",
                                    "The body has the same part twice.",
                                    "El cuerpo tiene dos veces la misma parte." },
  [APOYO_PROBLEM_UNKNOWN_PART] = { "unknown-part", 422, 0, "Unknown part",
                                   "The body has a part that nobody knows.",
                                   "El cuerpo tiene una parte desconocida." },
  [APOYO_PROBLEM_INVALID_IMAGE] = { "invalid-image", 422, 0, "Not an image",
                                    "The part is not a JPEG, PNG, WebP or HEIC image.",
                                    "La parte no es una imagen JPEG, PNG, WebP o HEIC." },
  [APOYO_PROBLEM_CAPTURE_MISMATCH] = { "capture-mismatch", 422, 0, "Two captures named",
                                       "The metadata and the header Idempotency-Key name different "
                                       "captures.",
                                       "Los metadatos y el encabezado Idempotency-Key nombran "
                                       "capturas distintas." },
  [APOYO_PROBLEM_MODALITY_NOT_ACCEPTED] = { "modality-not-accepted", 422, 0,
                                            "Modality not accepted",
                                            "The process does not take supports of this modality.",
                                            "El proceso no recibe apoyos de esta modalidad." },
  [APOYO_PROBLEM_TOO_MANY_REQUESTS] = { "too-many-requests", 429, 60, "Too many attempts",
                                        "Too many keys that are not valid came from this address. "
                                        "Wait a minute.",
                                        "De esta dirección llegaron demasiadas claves no válidas. "
                                        "Espere un minuto." },
  [APOYO_PROBLEM_TOO_MANY_DEVICES] = { "too-many-devices", 429, 3600, "Too many devices",
                                       "Too many devices were registered with this access key "
                                       "within an hour. Wait an hour.",
                                       "Con esta clave de acceso se registraron demasiados "
                                       "dispositivos en una hora. Espere una hora." },
  [APOYO_PROBLEM_INTERNAL_ERROR] = { "internal-error", 500, 0, "Internal error",
                                     "Something is wrong here; it has been logged.",
                                     "Algo falla de nuestro lado; quedó registrado." },
  [APOYO_PROBLEM_BUSY] = { "busy", 503, 2, "Busy",
                           "Too many requests at once. Send it again in a moment.",
                           "Demasiadas solicitudes a la vez. Envíela de nuevo en un momento." },
  [APOYO_PROBLEM_DATABASE_UNAVAILABLE] = { "database-unavailable", 503, 5, "Database unavailable",
                                           "The database cannot be reached now. Send the same "
                                           "again in a moment.",
                                           "La base de datos no está disponible. Envíe lo mismo de "
                                           "nuevo en un momento." },
  [APOYO_PROBLEM_STORAGE_FULL] = { "storage-full", 507, 300, "Storage full",
                                   "There is no space left to keep the capture. Keep it and send "
                                   "it again later.",
                                   "No queda espacio para guardar la captura. Consérvela y envíela "
                                   "más tarde." },
};

G_DEFINE_QUARK (apoyo_problem, apoyo_problem)

static const Problem *
find_problem (ApoyoProblemCode code)
{
  g_assert (code < APOYO_N_PROBLEM_CODES);
  return &problems[code];
}

void
apoyo_problem_set (GError **error, ApoyoProblemCode code, const char *place, ...)
{
  va_list arguments;

  if (error == NULL)
    return;
  va_start (arguments, place);
  *error = g_error_new_valist (APOYO_PROBLEM, code, place, arguments);
  va_end (arguments);
}

const char *
apoyo_problem_get_nick (ApoyoProblemCode code)
{
  return find_problem (code)->nick;
}

guint
apoyo_problem_get_status (ApoyoProblemCode code)
{
  return find_problem (code)->status;
}

guint
apoyo_problem_get_retry_after (ApoyoProblemCode code)
{
  return find_problem (code)->retry_after;
}

ApoyoProblemCode
apoyo_problem_from_vault (const GError *error)
{
  switch ((ApoyoVaultError) error->code) {
  case APOYO_VAULT_ERROR_DIFFERENT:
    return APOYO_PROBLEM_IDEMPOTENCY_CONFLICT;
  case APOYO_VAULT_ERROR_NO_SPACE:
    return APOYO_PROBLEM_STORAGE_FULL;
  case APOYO_VAULT_ERROR_DESTROYED:
    return APOYO_PROBLEM_PROCESS_NOT_OPEN;
  case APOYO_VAULT_ERROR_NO_VAULT: /* until it is mounted */
  case APOYO_VAULT_ERROR_NO_KEY:   /* until it is restored */
  case APOYO_VAULT_ERROR_OTHER_KEY:
  case APOYO_VAULT_ERROR_INSECURE:
    return APOYO_PROBLEM_DATABASE_UNAVAILABLE;
  case APOYO_VAULT_ERROR_FAILED:
  case APOYO_VAULT_ERROR_NOT_FOUND:
  case APOYO_VAULT_ERROR_TRUNCATED:
  case APOYO_VAULT_ERROR_TAMPERED:
  default:
    return APOYO_PROBLEM_INTERNAL_ERROR;
  }
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

char *
apoyo_problem_to_json (const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *type = NULL;
  const Problem *problem;

  g_return_val_if_fail (error != NULL && error->domain == APOYO_PROBLEM, NULL);

  problem = find_problem (error->code);
  type = g_strconcat ("urn:apoyo:problem:", problem->nick, NULL);
  json_builder_begin_object (builder);
  add_string (builder, "type", type);
  add_string (builder, "title", problem->title);
  /* The HTTP library itself refuses these, with 400, 501 or 505. */
  if (error->code != APOYO_PROBLEM_MALFORMED_REQUEST) {
    json_builder_set_member_name (builder, "status");
    json_builder_add_int_value (builder, problem->status);
  }
  add_string (builder, "detail", problem->detail);
  add_string (builder, "detail_es", problem->detail_es);
  add_string (builder, "code", problem->nick);
  if (*error->message != '\0')
    add_string (builder, "field", error->message);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
