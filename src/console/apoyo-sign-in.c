/* apoyo-sign-in.c: who is there, and which database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-refusal.h"
#include "apoyo-remembered.h"
#include "apoyo-settings.h"
#include "apoyo-sign-in.h"

/* Positions in the list of places. */
enum {
  PLACE_SERVICE,
  PLACE_SERVER,
  PLACE_LOCAL,
};

/* The accounts that a demonstration makes, each with a job of its own. */
static const char *const demo_users[] = { "lucia",  "ruben", "sofia", "ana",
                                          "carlos", "diego", "elena" };

struct _ApoyoSignIn {
  AdwWindow parent_instance;

  AdwComboRow *place;
  AdwEntryRow *service;
  AdwEntryRow *host;
  AdwEntryRow *port;
  AdwEntryRow *database;
  AdwComboRow *demo_user;
  AdwEntryRow *user;
  GtkWidget *password;
  GtkWidget *remember_row;
  GtkSwitch *remember;
  GtkRevealer *problem;
  GtkLabel *problem_label;
  GtkWidget *button;

  char *dir;                 /* (owned) (nullable) */
  ApoyoLogin *login;         /* (owned) (nullable): being opened */
  GCancellable *cancellable; /* (owned) */
};

enum {
  SIGNAL_SIGNED_IN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoSignIn, apoyo_sign_in, ADW_TYPE_WINDOW)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* What a password belongs to: the same account may have others elsewhere. */
static char *
make_server_name (ApoyoSignIn *self)
{
  if (adw_combo_row_get_selected (self->place) == PLACE_SERVICE)
    return g_strdup_printf ("service %s", get_text (self->service));
  return g_strdup_printf ("%s:%s/%s", get_text (self->host), get_text (self->port),
                          get_text (self->database));
}

/* One value of a libpq connection string. */
static void
append_value (GString *conninfo, const char *key, const char *value)
{
  if (*value == '\0')
    return;
  g_string_append_printf (conninfo, "%s%s='", conninfo->len > 0 ? " " : "", key);
  for (const char *at = value; *at != '\0'; at++) {
    if (*at == '\'' || *at == '\\')
      g_string_append_c (conninfo, '\\');
    g_string_append_c (conninfo, *at);
  }
  g_string_append_c (conninfo, '\'');
}

char *
apoyo_sign_in_make_local_conninfo (const char *dir, const char *user)
{
  GString *conninfo = g_string_new (NULL);
  g_autofree char *socket = g_build_filename (dir, "socket", NULL);

  append_value (conninfo, "host", socket);
  append_value (conninfo, "dbname", "apoyo");
  append_value (conninfo, "user", user);
  return g_string_free (conninfo, FALSE);
}

static char *
make_conninfo (ApoyoSignIn *self)
{
  GString *conninfo;

  switch (adw_combo_row_get_selected (self->place)) {
  case PLACE_LOCAL:
    return apoyo_sign_in_make_local_conninfo (
        self->dir, demo_users[adw_combo_row_get_selected (self->demo_user)]);
  case PLACE_SERVICE:
    conninfo = g_string_new (NULL);
    append_value (conninfo, "service", get_text (self->service));
    break;
  default:
    conninfo = g_string_new (NULL);
    append_value (conninfo, "host", get_text (self->host));
    append_value (conninfo, "port", get_text (self->port));
    append_value (conninfo, "dbname", get_text (self->database));
    /* Over a network only to the server that its certificate names. A socket needs none. */
    if (*get_text (self->host) != '/')
      append_value (conninfo, "sslmode", "verify-full");
  }
  append_value (conninfo, "user", get_text (self->user));
  return g_string_free (conninfo, FALSE);
}

static gboolean
is_complete (ApoyoSignIn *self)
{
  switch (adw_combo_row_get_selected (self->place)) {
  case PLACE_LOCAL:
    return TRUE;
  case PLACE_SERVICE:
    return *get_text (self->service) != '\0' && *get_text (self->user) != '\0';
  default:
    return *get_text (self->host) != '\0' && *get_text (self->database) != '\0' &&
           *get_text (self->user) != '\0';
  }
}

/* What was sent is what is remembered: nothing else is typed over it meanwhile. The focus stays. */
static void
set_editable (ApoyoSignIn *self, gboolean editable)
{
  GtkEditable *const rows[] = {
    GTK_EDITABLE (self->service),  GTK_EDITABLE (self->host), GTK_EDITABLE (self->port),
    GTK_EDITABLE (self->database), GTK_EDITABLE (self->user), GTK_EDITABLE (self->password),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_editable_set_editable (rows[i], editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->place), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->remember), editable);
}

static void
update (ApoyoSignIn *self)
{
  guint place = adw_combo_row_get_selected (self->place);
  gboolean local = place == PLACE_LOCAL;

  gtk_widget_set_visible (GTK_WIDGET (self->service), place == PLACE_SERVICE);
  gtk_widget_set_visible (GTK_WIDGET (self->host), place == PLACE_SERVER);
  gtk_widget_set_visible (GTK_WIDGET (self->port), place == PLACE_SERVER);
  gtk_widget_set_visible (GTK_WIDGET (self->database), place == PLACE_SERVER);
  gtk_widget_set_visible (GTK_WIDGET (self->demo_user), local);
  gtk_widget_set_visible (GTK_WIDGET (self->user), !local);
  gtk_widget_set_visible (self->password, !local);
  gtk_widget_set_visible (self->remember_row, !local);
  gtk_widget_set_sensitive (self->button, self->login == NULL && is_complete (self));
  set_editable (self, self->login == NULL);
}

/* A password of the keyring that was asked for. */
typedef struct {
  ApoyoSignIn *self; /* unowned: gone when it is cancelled */
  char *server;      /* (owned) */
  char *user;        /* (owned) */
} LookUp;

static void
look_up_free (LookUp *look_up)
{
  g_free (look_up->server);
  g_free (look_up->user);
  g_free (look_up);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LookUp, look_up_free)

/* A keyring may take its time to be opened: somebody else's name may stand there by then. */
static gboolean
is_still_wanted (const LookUp *look_up)
{
  g_autofree char *server = make_server_name (look_up->self);

  return g_strcmp0 (server, look_up->server) == 0 &&
         g_strcmp0 (get_text (look_up->self->user), look_up->user) == 0;
}

static void
looked_up_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LookUp) look_up = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *password = apoyo_remembered_look_up_finish (result, &error);
  ApoyoSignIn *self = look_up->self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* No keyring is no reason to complain: the person types the password. */
  if (error != NULL)
    g_debug ("Keyring: %s", error->message);
  if (password == NULL || !is_still_wanted (look_up) ||
      *get_text (ADW_ENTRY_ROW (self->password)) != '\0')
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->password), password);
  gtk_switch_set_active (self->remember, TRUE);
}

static void
look_up_password (ApoyoSignIn *self)
{
  LookUp *look_up;

  if (adw_combo_row_get_selected (self->place) == PLACE_LOCAL || !is_complete (self))
    return;
  look_up = g_new0 (LookUp, 1);
  look_up->self = self;
  look_up->server = make_server_name (self);
  look_up->user = g_strdup (get_text (self->user));
  apoyo_remembered_look_up (look_up->server, look_up->user, self->cancellable, looked_up_cb,
                            look_up);
}

static void
on_place_changed_cb (ApoyoSignIn *self)
{
  if (self->button != NULL)
    update (self);
}

static void
mark_credentials (ApoyoSignIn *self, gboolean wrong)
{
  GtkWidget *const rows[] = { GTK_WIDGET (self->user), self->password };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (wrong)
      gtk_widget_add_css_class (rows[i], "error");
    else
      gtk_widget_remove_css_class (rows[i], "error");
  }
}

static void
on_edited_cb (ApoyoSignIn *self)
{
  mark_credentials (self, FALSE);
  if (self->button != NULL)
    update (self);
}

static void
remember (ApoyoSignIn *self, ApoyoLogin *login)
{
  GSettings *settings = apoyo_settings_get ();
  g_autofree char *server = make_server_name (self);

  if (adw_combo_row_get_selected (self->place) == PLACE_LOCAL)
    return;
  g_settings_set_string (
      settings, "service",
      adw_combo_row_get_selected (self->place) == PLACE_SERVICE ? get_text (self->service) : "");
  g_settings_set_string (settings, "host", get_text (self->host));
  g_settings_set_string (settings, "database", get_text (self->database));
  g_settings_set_string (settings, "user", get_text (self->user));
  g_settings_set_int (settings, "port", CLAMP (atoi (get_text (self->port)), 1, 65535));
  if (!gtk_switch_get_active (self->remember)) {
    apoyo_remembered_forget (server, get_text (self->user));
    return;
  }
  apoyo_remembered_keep (server, get_text (self->user), get_text (ADW_ENTRY_ROW (self->password)));
  apoyo_login_set_kept_as (login, server, get_text (self->user));
}

static void
on_ready_cb (ApoyoLogin *login, ApoyoSignIn *self)
{
  g_autoptr (ApoyoLogin) kept = g_steal_pointer (&self->login);

  g_signal_handlers_disconnect_by_data (kept, self);
  remember (self, kept);
  g_signal_emit (self, signals[SIGNAL_SIGNED_IN], 0, kept);
}

static void
on_failed_cb (ApoyoLogin *login, const GError *error, ApoyoSignIn *self)
{
  g_autoptr (ApoyoLogin) ended = g_steal_pointer (&self->login);

  g_signal_handlers_disconnect_by_data (ended, self);
  apoyo_login_end (ended);
  apoyo_sign_in_show_error (self, error);
  update (self);
}

static void
on_clicked_cb (ApoyoSignIn *self)
{
  g_autofree char *conninfo = NULL;

  if (self->login != NULL || !is_complete (self))
    return;
  conninfo = make_conninfo (self);
  self->login = apoyo_login_new (conninfo, adw_combo_row_get_selected (self->place) == PLACE_LOCAL
                                               ? NULL
                                               : get_text (ADW_ENTRY_ROW (self->password)));
  g_signal_connect_object (self->login, "ready", G_CALLBACK (on_ready_cb), self, 0);
  g_signal_connect_object (self->login, "failed", G_CALLBACK (on_failed_cb), self, 0);
  gtk_revealer_set_reveal_child (self->problem, FALSE);
  update (self);
  apoyo_login_start (self->login);
}

static void
fill_from_settings (ApoyoSignIn *self)
{
  GSettings *settings = apoyo_settings_get ();
  g_autofree char *service = g_settings_get_string (settings, "service");
  g_autofree char *host = g_settings_get_string (settings, "host");
  g_autofree char *database = g_settings_get_string (settings, "database");
  g_autofree char *user = g_settings_get_string (settings, "user");
  g_autofree char *port = g_strdup_printf ("%d", g_settings_get_int (settings, "port"));

  gtk_editable_set_text (GTK_EDITABLE (self->service), service);
  gtk_editable_set_text (GTK_EDITABLE (self->host), host);
  gtk_editable_set_text (GTK_EDITABLE (self->port), port);
  gtk_editable_set_text (GTK_EDITABLE (self->database), database);
  gtk_editable_set_text (GTK_EDITABLE (self->user), user);
  adw_combo_row_set_selected (self->place, self->dir != NULL                   ? PLACE_LOCAL
                                           : *service != '\0' || *host == '\0' ? PLACE_SERVICE
                                                                               : PLACE_SERVER);
}

static void
apoyo_sign_in_dispose (GObject *object)
{
  ApoyoSignIn *self = APOYO_SIGN_IN (object);

  g_cancellable_cancel (self->cancellable);
  if (self->login != NULL) {
    g_signal_handlers_disconnect_by_data (self->login, self);
    apoyo_login_end (self->login);
  }
  g_clear_object (&self->login);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->dir, g_free);

  G_OBJECT_CLASS (apoyo_sign_in_parent_class)->dispose (object);
}

static void
apoyo_sign_in_class_init (ApoyoSignInClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_sign_in_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-sign-in.ui");
  gtk_widget_class_bind_template_child (widget_class, ApoyoSignIn, place);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSignIn, service);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSignIn, host);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSignIn, port);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSignIn, database);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSignIn, demo_user);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSignIn, user);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSignIn, password);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSignIn, remember_row);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSignIn, remember);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSignIn, problem);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSignIn, problem_label);
  gtk_widget_class_bind_template_child (widget_class, ApoyoSignIn, button);
  gtk_widget_class_bind_template_callback (widget_class, on_place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked_cb);

  signals[SIGNAL_SIGNED_IN] = g_signal_new ("signed-in", APOYO_TYPE_SIGN_IN, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 1, APOYO_TYPE_LOGIN);
}

static void
apoyo_sign_in_init (ApoyoSignIn *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GListModel *
list_demo_users (void)
{
  static const char *const jobs[] = { N_ ("Lucía · supervision"),   N_ ("Rubén · process setup"),
                                      N_ ("Sofía · process setup"), N_ ("Ana · control desk"),
                                      N_ ("Carlos · closing"),      N_ ("Diego · closing"),
                                      N_ ("Elena · audit") };
  GtkStringList *list = gtk_string_list_new (NULL);

  G_STATIC_ASSERT (G_N_ELEMENTS (jobs) == G_N_ELEMENTS (demo_users));
  for (gsize i = 0; i < G_N_ELEMENTS (jobs); i++)
    gtk_string_list_append (list, _ (jobs[i]));
  return G_LIST_MODEL (list);
}

ApoyoSignIn *
apoyo_sign_in_new (GtkApplication *application, const char *dir)
{
  ApoyoSignIn *self = g_object_new (APOYO_TYPE_SIGN_IN, "application", application, NULL);
  g_autoptr (GListModel) users = list_demo_users ();

  self->dir = g_strdup (dir);
  adw_combo_row_set_model (self->demo_user, users);
  if (dir == NULL) /* no private cluster here: the last place is not offered */
    gtk_string_list_remove (GTK_STRING_LIST (adw_combo_row_get_model (self->place)), PLACE_LOCAL);
  fill_from_settings (self);
  update (self);
  look_up_password (self);
  return self;
}

void
apoyo_sign_in_prefer_user (ApoyoSignIn *self, const char *user)
{
  g_return_if_fail (APOYO_IS_SIGN_IN (self));

  if (user == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->user), user);
  for (guint i = 0; i < G_N_ELEMENTS (demo_users); i++) {
    if (g_str_equal (demo_users[i], user))
      adw_combo_row_set_selected (self->demo_user, i);
  }
}

static gboolean
has_state (const GError *error, const char *state)
{
  return g_strcmp0 (apoyo_store_error_get_sqlstate (error), state) == 0;
}

void
apoyo_sign_in_show_error (ApoyoSignIn *self, const GError *error)
{
  g_autofree char *message = apoyo_refusal_dup_message (error);
  g_autofree char *hint = apoyo_refusal_dup_hint (error);
  g_autofree char *text = NULL;

  g_return_if_fail (APOYO_IS_SIGN_IN (self));

  mark_credentials (self, g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_DENIED));
  if (has_state (error, "3D000"))
    text = g_strdup (_ ("The server has no database of that name."));
  else if (g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION))
    text = g_strdup_printf (_ ("The server cannot be reached. %s"), error->message);
  else if (has_state (error, "28P01"))
    text = g_strdup (_ ("The account or the password is not right."));
  else if (has_state (error, "28000"))
    text = g_strdup (_ ("The server does not know this account, or does not let it sign in."));
  else if (g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_DENIED))
    text = g_strdup (_ ("This account is not one of this system. Ask whoever administers it."));
  else if (has_state (error, "AP003"))
    text = g_strdup (_ ("This account is not active staff. Ask whoever administers the staff."));
  else
    text = g_strdup_printf ("%s%s%s", message, hint != NULL ? ". " : "", hint != NULL ? hint : "");
  gtk_label_set_text (self->problem_label, text);
  gtk_revealer_set_reveal_child (self->problem, TRUE);
}
