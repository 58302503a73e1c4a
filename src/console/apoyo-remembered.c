/* apoyo-remembered.c: passwords that people let the desktop's keyring remember.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "apoyo-remembered.h"
#include "apoyo-window.h"

static const SecretSchema *
get_schema (void)
{
  static const SecretSchema schema = {
    APPLICATION_ID,
    SECRET_SCHEMA_NONE,
    { { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 } },
  };

  return &schema;
}

void
apoyo_remembered_look_up (const char *server,
                          const char *user,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  secret_password_lookup (get_schema (), cancellable, callback, user_data, "server", server, "user",
                          user, NULL);
}

char *
apoyo_remembered_look_up_finish (GAsyncResult *result, GError **error)
{
  return secret_password_lookup_finish (result, error);
}

/* The dialog has gone by now: the person looks at the window that followed it. */
static void
tell_window (const char *text)
{
  GApplication *application = g_application_get_default ();
  GList *windows =
      application != NULL ? gtk_application_get_windows (GTK_APPLICATION (application)) : NULL;

  for (; windows != NULL; windows = windows->next) {
    if (APOYO_IS_WINDOW (windows->data))
      apoyo_window_tell (windows->data, text);
  }
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (secret_password_store_finish (result, &error))
    return;
  g_message ("The password could not be kept in the keyring: %s", error->message);
  tell_window (_ ("The password could not be remembered: there is no keyring on this computer"));
}

void
apoyo_remembered_keep (const char *server, const char *user, const char *password)
{
  /* Translators: %s is a person's account */
  g_autofree char *label = g_strdup_printf (_ ("Apoyo Ciudadano: account %s"), user);

  secret_password_store (get_schema (), SECRET_COLLECTION_DEFAULT, label, password, NULL, stored_cb,
                         NULL, "server", server, "user", user, NULL);
}

void
apoyo_remembered_forget (const char *server, const char *user)
{
  secret_password_clear (get_schema (), NULL, NULL, NULL, "server", server, "user", user, NULL);
}
