/* apoyo-store-error.c: what can go wrong with the database, by what the caller does about it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "apoyo-store-error-private.h"

typedef struct {
  char *sqlstate;   /* (owned) (nullable) */
  char *hint;       /* (owned) (nullable) */
  char *constraint; /* (owned) (nullable) */
  GStrv names;      /* (owned) (nullable) */
} ApoyoStoreErrorPrivate;

static void
apoyo_store_error_private_init (ApoyoStoreErrorPrivate *priv)
{
}

static void
apoyo_store_error_private_copy (const ApoyoStoreErrorPrivate *from, ApoyoStoreErrorPrivate *to)
{
  to->sqlstate = g_strdup (from->sqlstate);
  to->hint = g_strdup (from->hint);
  to->constraint = g_strdup (from->constraint);
  to->names = g_strdupv (from->names);
}

static void
apoyo_store_error_private_clear (ApoyoStoreErrorPrivate *priv)
{
  g_free (priv->sqlstate);
  g_free (priv->hint);
  g_free (priv->constraint);
  g_strfreev (priv->names);
}

G_DEFINE_EXTENDED_ERROR (ApoyoStoreError, apoyo_store_error)

static ApoyoStoreErrorPrivate *
peek_private (const GError *error)
{
  if (error == NULL || error->domain != APOYO_STORE_ERROR)
    return NULL;
  return apoyo_store_error_get_private (error);
}

/* For tests and debug logs; code decides by the error's code. */
const char *
apoyo_store_error_get_sqlstate (const GError *error)
{
  ApoyoStoreErrorPrivate *priv = peek_private (error);

  return priv ? priv->sqlstate : NULL;
}

/* What the person can do about it, where the database says so. */
const char *
apoyo_store_error_get_hint (const GError *error)
{
  ApoyoStoreErrorPrivate *priv = peek_private (error);

  return priv ? priv->hint : NULL;
}

const char *const *
apoyo_store_error_get_names (const GError *error)
{
  ApoyoStoreErrorPrivate *priv = peek_private (error);

  return priv ? (const char *const *) priv->names : NULL;
}

const char *
apoyo_store_error_get_constraint (const GError *error)
{
  ApoyoStoreErrorPrivate *priv = peek_private (error);

  return priv ? priv->constraint : NULL;
}

static ApoyoStoreError
code_from_sqlstate (const char *state)
{
  static const struct {
    const char *prefix;
    ApoyoStoreError code;
  } codes[] = {
    { "08", APOYO_STORE_ERROR_CONNECTION },    { "57P", APOYO_STORE_ERROR_CONNECTION },
    { "53300", APOYO_STORE_ERROR_CONNECTION }, { "25006", APOYO_STORE_ERROR_CONNECTION },
    { "53", APOYO_STORE_ERROR_BUSY }, /* no room on disk or in memory, for now */
    { "23", APOYO_STORE_ERROR_CONFLICT },      { "40001", APOYO_STORE_ERROR_RETRY },
    { "40P01", APOYO_STORE_ERROR_RETRY },      { "55P03", APOYO_STORE_ERROR_RETRY },
    { "P0001", APOYO_STORE_ERROR_REFUSED },    { "AP", APOYO_STORE_ERROR_REFUSED },
    { "42501", APOYO_STORE_ERROR_DENIED },     { "28", APOYO_STORE_ERROR_DENIED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++) {
    if (g_str_has_prefix (state, codes[i].prefix))
      return codes[i].code;
  }
  return APOYO_STORE_ERROR_FAILED;
}

/* (transfer full) (nullable): the names that a refusal gives as its DETAIL, a JSON array. */
static GStrv
read_names (const char *detail)
{
  g_autoptr (JsonNode) root = detail != NULL ? json_from_string (detail, NULL) : NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonArray *array;

  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return NULL;
  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);
    const char *name =
        json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;

    g_strv_builder_add (names, name != NULL ? name : "");
  }
  return g_strv_builder_end (names);
}

/* The DETAIL of anything but a refusal is left out on purpose: it shows the values of the row that
 * failed. */
GError *
apoyo_store_error_new_from_result (const PGresult *result)
{
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  const char *message = PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY);
  GError *error = NULL;
  ApoyoStoreErrorPrivate *priv;

  /* Without a SQLSTATE it is libpq that speaks, and it speaks of the connection. */
  if (state == NULL) {
    g_autofree char *text = g_strdup (PQresultErrorMessage (result));

    text[strcspn (text, "\n")] = '\0';
    return g_error_new_literal (APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION,
                                *text ? text : "The connection to the database was lost");
  }
  if (strcmp (state, "57014") == 0)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, message);
  error = g_error_new_literal (APOYO_STORE_ERROR, code_from_sqlstate (state), message);
  priv = apoyo_store_error_get_private (error);
  priv->sqlstate = g_strdup (state);
  priv->hint = g_strdup (PQresultErrorField (result, PG_DIAG_MESSAGE_HINT));
  priv->constraint = g_strdup (PQresultErrorField (result, PG_DIAG_CONSTRAINT_NAME));
  if (g_str_has_prefix (state, "AP"))
    priv->names = read_names (PQresultErrorField (result, PG_DIAG_MESSAGE_DETAIL));
  return error;
}

/* Of a verbose message, "FATAL:  28P01: password…": takes the state out of it, in any language. */
static char *
take_sqlstate (char *text)
{
  for (char *at = strstr (text, ":  "); at != NULL; at = strstr (at + 1, ":  ")) {
    char *state = at + strlen (":  ");
    gsize length = strspn (state, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    if (length == 5 && strncmp (state + length, ": ", 2) == 0) {
      char *taken = g_strndup (state, length);

      memmove (state, state + length + 2, strlen (state + length + 2) + 1);
      return taken;
    }
  }
  return NULL;
}

GError *
apoyo_store_error_new_from_connection (PGconn *connection)
{
  g_autofree char *text = g_strdup (connection ? PQerrorMessage (connection) : "");
  g_autofree char *state = NULL;
  gboolean denied;
  GError *error;

  text[strcspn (text, "\n")] = '\0';
  state = take_sqlstate (text);
  /* A password that is wanted and not there is the client's own refusal. */
  if (state == NULL && connection != NULL && PQconnectionNeedsPassword (connection))
    state = g_strdup ("28P01");
  denied = state != NULL && code_from_sqlstate (state) == APOYO_STORE_ERROR_DENIED;
  error = g_error_new_literal (APOYO_STORE_ERROR,
                               denied ? APOYO_STORE_ERROR_DENIED : APOYO_STORE_ERROR_CONNECTION,
                               *text ? text : "The connection to the database was lost");
  apoyo_store_error_get_private (error)->sqlstate = g_steal_pointer (&state);
  return error;
}
