/* apoyo-act-dialog.c: asks for what an act needs (a reason, an acuerdo) and does it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-act-dialog.h"
#include "apoyo-acuerdo.h"
#include "apoyo-drill-mark.h"
#include "apoyo-message.h"
#include "apoyo-parts.h"
#include "apoyo-refusal.h"

#define WIDTH 460

struct _ApoyoActDialog {
  AdwWindow parent_instance;

  GtkBox *content;
  GtkBox *extra;
  GtkBox *grounds;
  GtkBox *problem;    /* what the database said */
  GtkBox *connection; /* that it is lost, or back */
  GtkButton *yes;
  GtkWidget *spinner;
  ApoyoField *acuerdo;       /* (nullable) */
  ApoyoField *reason;        /* (nullable) */
  GPtrArray *fields;         /* (owned) of ApoyoField, unowned */
  GPtrArray *texts;          /* (owned) (nullable) of char *: what stood in them at first */
  GCancellable *cancellable; /* (owned) (nullable): of the act under way */
  ApoyoResult *result;       /* (owned) (nullable) */
  gboolean lost;             /* the connection is */
  gboolean busy;             /* with an act of whoever opened it */
};

enum { SIGNAL_CONFIRMED, SIGNAL_REFUSED, SIGNAL_DONE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoActDialog, apoyo_act_dialog, ADW_TYPE_WINDOW)

static void
set_busy (ApoyoActDialog *self, gboolean busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->yes), !busy && !self->lost);
  /* Insensitive, the field that one was in would lose the focus, and a refusal find nobody there.
   */
  gtk_widget_set_can_target (GTK_WIDGET (self->content), !busy);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
}

static void
on_yes_cb (ApoyoActDialog *self)
{
  if (apoyo_act_dialog_is_busy (self) || self->lost)
    return;
  for (guint i = 0; i < self->fields->len; i++) {
    if (!apoyo_field_insist (self->fields->pdata[i]))
      return;
  }
  apoyo_act_dialog_say (self, NULL, NULL);
  apoyo_part_clear (self->connection);
  g_signal_emit (self, signals[SIGNAL_CONFIRMED], 0);
}

static void
run_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoActDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  ApoyoResult *rows = apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);

  g_clear_object (&self->cancellable);
  if (self->fields == NULL) { /* the program is being left */
    g_clear_pointer (&rows, apoyo_result_unref);
    return;
  }
  if (rows == NULL) {
    g_autofree char *sentence = apoyo_refusal_dup_message (error);
    g_autofree char *hint = apoyo_refusal_dup_hint (error);

    set_busy (self, FALSE);
    apoyo_act_dialog_say (self, sentence, hint);
    g_signal_emit (self, signals[SIGNAL_REFUSED], 0);
    return;
  }
  self->result = rows;
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
put_note (GtkBox *box, GtkWidget *note)
{
  apoyo_part_margins (note, 0, 18, 12, 18);
  gtk_box_append (box, note);
}

/* --- the connection --------------------------------------------------------------------------- */

static void
on_login_changed_cb (ApoyoLogin *login, ApoyoActDialog *self)
{
  gboolean lost = apoyo_login_get_state (login) != APOYO_LOGIN_LIVE;

  if (lost == self->lost)
    return;
  self->lost = lost;
  apoyo_part_clear (self->connection);
  put_note (
      self->connection,
      lost ? apoyo_part_note ("warn", "network-offline-symbolic",
                              _ ("The connection is lost; what you typed stays until it is back"))
           : apoyo_part_note ("info", "network-wired-symbolic",
                              _ ("The connection is back: you can send again")));
  set_busy (self, apoyo_act_dialog_is_busy (self));
}

void
apoyo_act_dialog_watch (ApoyoActDialog *self, ApoyoLogin *login)
{
  g_return_if_fail (APOYO_IS_ACT_DIALOG (self));
  g_return_if_fail (APOYO_IS_LOGIN (login));

  g_signal_connect_object (login, "changed", G_CALLBACK (on_login_changed_cb), self, 0);
  on_login_changed_cb (login, self);
}

static gboolean
on_escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

/* --- closing ---------------------------------------------------------------------------------- */

static void
remember_texts (ApoyoActDialog *self)
{
  if (self->texts != NULL) /* shown before */
    return;
  self->texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->fields->len; i++)
    g_ptr_array_add (self->texts, g_strdup (apoyo_field_get_text (self->fields->pdata[i])));
}

static gboolean
is_changed (ApoyoActDialog *self)
{
  for (guint i = 0; self->texts != NULL && i < self->texts->len; i++) {
    if (!g_str_equal (self->texts->pdata[i], apoyo_field_get_text (self->fields->pdata[i])))
      return TRUE;
  }
  return FALSE;
}

static void
discard (gpointer self)
{
  g_clear_pointer (&APOYO_ACT_DIALOG (self)->texts, g_ptr_array_unref);
  gtk_window_close (self);
}

/* Nothing typed is lost by one wrong key, and how an act under way ends is told here. */
static gboolean
apoyo_act_dialog_close_request (GtkWindow *window)
{
  ApoyoActDialog *self = APOYO_ACT_DIALOG (window);

  if (apoyo_act_dialog_is_busy (self))
    return GDK_EVENT_STOP;
  if (is_changed (self)) {
    apoyo_message_ask_discard (GTK_WIDGET (self), discard, G_OBJECT (self));
    return GDK_EVENT_STOP;
  }
  return GTK_WINDOW_CLASS (apoyo_act_dialog_parent_class)->close_request (window);
}

/* --- the object ------------------------------------------------------------------------------- */

/* Whoever opens it types at once: into the first field of those in front of the reason. */
static void
apoyo_act_dialog_map (GtkWidget *widget)
{
  ApoyoActDialog *self = APOYO_ACT_DIALOG (widget);
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->extra));

  if (first == NULL)
    first = gtk_widget_get_first_child (GTK_WIDGET (self->grounds));
  if (APOYO_IS_FIELD (first))
    gtk_widget_grab_focus (first);
  remember_texts (self);
  GTK_WIDGET_CLASS (apoyo_act_dialog_parent_class)->map (widget);
}

static void
apoyo_act_dialog_dispose (GObject *object)
{
  ApoyoActDialog *self = APOYO_ACT_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->result, apoyo_result_unref);

  G_OBJECT_CLASS (apoyo_act_dialog_parent_class)->dispose (object);
}

static void
apoyo_act_dialog_class_init (ApoyoActDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_act_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = apoyo_act_dialog_close_request;
  widget_class->map = apoyo_act_dialog_map;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape_cb, NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "activate-default", NULL);
  signals[SIGNAL_CONFIRMED] = g_signal_new ("confirmed", APOYO_TYPE_ACT_DIALOG, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", APOYO_TYPE_ACT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DONE] = g_signal_new ("done", APOYO_TYPE_ACT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_actions (ApoyoActDialog *self)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 8, "dialog-actions");
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->yes = GTK_BUTTON (gtk_button_new ());
  self->spinner = gtk_spinner_new ();
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_set_hexpand (space, TRUE);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_close), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->yes, "clicked", G_CALLBACK (on_yes_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), cancel);
  gtk_box_append (GTK_BOX (box), space);
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->yes));
  return box;
}

static void
apoyo_act_dialog_init (ApoyoActDialog *self)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *bar = adw_header_bar_new ();

  self->fields = g_ptr_array_new ();
  self->content = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 12, NULL));
  self->extra = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 12, NULL));
  self->grounds = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 12, NULL));
  self->problem = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL));
  self->connection = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL));
  apoyo_part_margins (GTK_WIDGET (self->content), 6, 18, 14, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 560);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->content));
  apoyo_part_classes (bar, "flat");
  apoyo_drill_mark_inherit (GTK_WINDOW (self), ADW_HEADER_BAR (bar));
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), scrolled);
  /* Beside what scrolls: what is said is seen, however long the form is. */
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->connection));
  gtk_box_append (GTK_BOX (box), make_actions (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (self), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, -1);
}

static ApoyoField *
add_field (ApoyoActDialog *self,
           GtkBox *box,
           const char *title,
           const char *placeholder,
           ApoyoFieldCheck check)
{
  GtkWidget *field = apoyo_field_new (title, placeholder, check);

  g_signal_connect_object (field, "activate", G_CALLBACK (on_yes_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->fields, field);
  gtk_box_append (box, field);
  return APOYO_FIELD (field);
}

/* Its natural width is no more than the dialog's: what scrolls then asks for the height of all its
 * lines, and the last field does not end under the buttons. */
static GtkWidget *
make_body (const char *text)
{
  GtkWidget *label = apoyo_part_text (text, "t-small");

  gtk_label_set_max_width_chars (GTK_LABEL (label), 50);
  return label;
}

ApoyoActDialog *
apoyo_act_dialog_new (GtkWidget *parent,
                      const char *heading,
                      const char *body,
                      const char *yes,
                      ApoyoActFlags flags)
{
  ApoyoActDialog *self = g_object_new (APOYO_TYPE_ACT_DIALOG, NULL);
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;
  g_autofree char *example = apoyo_acuerdo_dup_example ();

  gtk_window_set_title (GTK_WINDOW (self), heading);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  if (body != NULL)
    gtk_box_append (self->content, make_body (body));
  gtk_box_append (self->content, GTK_WIDGET (self->extra));
  gtk_box_append (self->content, GTK_WIDGET (self->grounds));
  if (flags & APOYO_ACT_ASKS_REASON)
    self->reason = add_field (self, self->grounds, _ ("Reason"), NULL, apoyo_field_check_reason);
  if (flags & APOYO_ACT_ASKS_ACUERDO)
    self->acuerdo = add_field (self, self->grounds, _ ("Acuerdo of the General Council"), example,
                               apoyo_field_check_acuerdo);
  gtk_button_set_label (self->yes, yes);
  gtk_widget_add_css_class (GTK_WIDGET (self->yes), flags & APOYO_ACT_DESTRUCTIVE
                                                        ? "destructive-action"
                                                        : "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->yes));
  return self;
}

void
apoyo_act_dialog_add (ApoyoActDialog *self, GtkWidget *widget)
{
  g_return_if_fail (APOYO_IS_ACT_DIALOG (self));
  gtk_box_append (self->extra, widget);
}

ApoyoField *
apoyo_act_dialog_add_field (ApoyoActDialog *self,
                            const char *title,
                            const char *placeholder,
                            ApoyoFieldCheck check)
{
  g_return_val_if_fail (APOYO_IS_ACT_DIALOG (self), NULL);
  return add_field (self, self->extra, title, placeholder, check);
}

const char *
apoyo_act_dialog_get_reason (ApoyoActDialog *self)
{
  g_return_val_if_fail (APOYO_IS_ACT_DIALOG (self), NULL);
  return self->reason != NULL ? apoyo_field_get_text (self->reason) : NULL;
}

const char *
apoyo_act_dialog_get_acuerdo (ApoyoActDialog *self)
{
  g_return_val_if_fail (APOYO_IS_ACT_DIALOG (self), NULL);
  return self->acuerdo != NULL ? apoyo_field_get_text (self->acuerdo) : NULL;
}

void
apoyo_act_dialog_run (ApoyoActDialog *self,
                      ApoyoConnection *connection,
                      const char *statement,
                      ApoyoParams *params)
{
  g_return_if_fail (APOYO_IS_ACT_DIALOG (self));
  g_return_if_fail (self->cancellable == NULL);

  set_busy (self, TRUE);
  self->cancellable = g_cancellable_new ();
  apoyo_connection_call_async (connection, statement, params, self->cancellable, run_cb,
                               g_object_ref (self));
}

void
apoyo_act_dialog_say (ApoyoActDialog *self, const char *sentence, const char *hint)
{
  g_return_if_fail (APOYO_IS_ACT_DIALOG (self));

  apoyo_part_clear (self->problem);
  if (sentence != NULL) {
    g_autofree char *text = hint != NULL && *hint != '\0'
                                ? g_strdup_printf ("%s\n%s", sentence, hint)
                                : g_strdup (sentence);

    put_note (self->problem, apoyo_part_note ("err", "dialog-error-symbolic", text));
  }
}

gboolean
apoyo_act_dialog_is_busy (ApoyoActDialog *self)
{
  g_return_val_if_fail (APOYO_IS_ACT_DIALOG (self), FALSE);
  return self->cancellable != NULL || self->busy;
}

void
apoyo_act_dialog_set_busy (ApoyoActDialog *self, gboolean busy)
{
  g_return_if_fail (APOYO_IS_ACT_DIALOG (self));

  self->busy = busy;
  set_busy (self, apoyo_act_dialog_is_busy (self));
}

void
apoyo_act_dialog_fill (ApoyoActDialog *self, ApoyoField *field, const char *text)
{
  guint place = 0;

  g_return_if_fail (APOYO_IS_ACT_DIALOG (self));

  apoyo_field_set_text (field, text);
  if (self->texts == NULL || !g_ptr_array_find (self->fields, field, &place))
    return;
  g_free (self->texts->pdata[place]);
  self->texts->pdata[place] = g_strdup (apoyo_field_get_text (field));
}

void
apoyo_act_dialog_warn (ApoyoActDialog *self, const char *text)
{
  g_return_if_fail (APOYO_IS_ACT_DIALOG (self));

  apoyo_part_clear (self->problem);
  put_note (self->problem, apoyo_part_note ("warn", "dialog-warning-symbolic", text));
}

ApoyoResult *
apoyo_act_dialog_get_result (ApoyoActDialog *self)
{
  g_return_val_if_fail (APOYO_IS_ACT_DIALOG (self), NULL);
  return self->result;
}
