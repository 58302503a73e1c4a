/* apoyo-proposals-dialog.c: what waits for the person's signature, and how what they proposed
 * ended.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-command.h"
#include "apoyo-drill-mark.h"
#include "apoyo-error-note.h"
#include "apoyo-filter-entry.h"
#include "apoyo-message.h"
#include "apoyo-proposal-words.h"
#include "apoyo-proposals-dialog.h"
#include "apoyo-refusal.h"
#include "apoyo-toast.h"

struct _ApoyoProposalsDialog {
  AdwWindow parent_instance;

  GtkListBox *list;
  GtkBox *side;
  ApoyoFilterEntry *filter;
  GtkLabel *none; /* when the filter leaves nothing */
  GtkStack *stack;
  GtkLabel *title;
  GtkLabel *caption;
  GtkLabel *state;
  GtkLabel *effect;
  AdwBin *drill_place;
  AdwPreferencesGroup *facts;
  GtkWidget *acts;
  GtkWidget *refuse_box;
  GtkEditable *reason;
  ApoyoErrorNote *reason_note;
  GtkWidget *refuse_button;
  GtkWidget *sign_button;
  GtkLabel *why_not;

  GPtrArray *fact_rows; /* (owned): of GtkWidget */
  GHashTable *reasons;  /* (owned): gint64 id → char *: written and not sent yet */
  ApoyoInbox *inbox;    /* (owned) */
  gint64 chosen;        /* 0: none */
  char *plan_hash;      /* (owned) (nullable): of what is on the screen */
  gint64 asked;         /* what the person was asked to sign: the list may change meanwhile */
  char *asked_hash;     /* (owned) (nullable) */
  gint64 refused;       /* what the last refusal was of */
  gint64 ended;         /* by the last act here, which the next reading tells */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (ApoyoProposalsDialog, apoyo_proposals_dialog, ADW_TYPE_WINDOW)

static const ApoyoProposal *
find (ApoyoProposalsDialog *self, gint64 id)
{
  GPtrArray *proposals = apoyo_inbox_get_proposals (self->inbox);

  for (guint i = 0; i < proposals->len; i++) {
    const ApoyoProposal *proposal = proposals->pdata[i];

    if (proposal->id == id)
      return proposal;
  }
  return NULL;
}

static const ApoyoProposal *
find_chosen (ApoyoProposalsDialog *self)
{
  return find (self, self->chosen);
}

/* --- reasons ---------------------------------------------------------------------------------- */

/* Each stays with its proposal while another one is looked at. */
static void
keep_reason (ApoyoProposalsDialog *self)
{
  const char *text = gtk_editable_get_text (self->reason);

  if (*text != '\0')
    g_hash_table_replace (self->reasons, g_memdup2 (&self->chosen, sizeof self->chosen),
                          g_strdup (text));
  else
    g_hash_table_remove (self->reasons, &self->chosen);
}

/* Of an act that has ended meanwhile nobody asks why any more. */
static gboolean
has_reasons (ApoyoProposalsDialog *self)
{
  GHashTableIter iter;
  gpointer id;

  keep_reason (self);
  g_hash_table_iter_init (&iter, self->reasons);
  while (g_hash_table_iter_next (&iter, &id, NULL)) {
    const ApoyoProposal *proposal = find (self, *(gint64 *) id);

    if (proposal != NULL && g_str_equal (proposal->state, "waiting"))
      return TRUE;
  }
  return FALSE;
}

/* --- the chosen one --------------------------------------------------------------------------- */

static gboolean
is_live (ApoyoProposalsDialog *self)
{
  return apoyo_login_get_state (apoyo_inbox_get_login (self->inbox)) == APOYO_LOGIN_LIVE;
}

/* Why the person cannot sign, for people; NULL when they can. */
static const char *
why_not (ApoyoProposalsDialog *self, const ApoyoProposal *proposal)
{
  if (!is_live (self))
    return _ ("The connection is lost: you can sign once it is back");
  if (proposal->mine)
    return _ ("You proposed it: somebody else signs it second");
  if (!proposal->waits)
    return _ ("Your role does not sign this");
  return NULL;
}

static void
update_acts (ApoyoProposalsDialog *self, const ApoyoProposal *proposal)
{
  gboolean waiting = g_str_equal (proposal->state, "waiting");
  const char *reason = why_not (self, proposal);
  gboolean may_refuse = is_live (self) && (proposal->waits || proposal->mine);
  gboolean acts = !self->busy && proposal->id != self->ended;

  gtk_widget_set_visible (self->acts, waiting);
  gtk_widget_set_sensitive (self->sign_button, reason == NULL && acts);
  gtk_widget_set_tooltip_text (self->sign_button, reason);
  gtk_label_set_text (self->why_not, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why_not), reason != NULL);
  gtk_widget_set_visible (self->refuse_box, may_refuse);
  gtk_widget_set_sensitive (self->refuse_button, may_refuse && acts);
  gtk_button_set_label (GTK_BUTTON (self->refuse_button),
                        proposal->mine ? _ ("Take back") : _ ("Refuse"));
}

static void
show_facts (ApoyoProposalsDialog *self, const ApoyoProposal *proposal)
{
  g_autoptr (GPtrArray) facts = apoyo_proposal_words_facts (proposal);

  for (guint i = 0; i < self->fact_rows->len; i++)
    adw_preferences_group_remove (self->facts, self->fact_rows->pdata[i]);
  g_ptr_array_set_size (self->fact_rows, 0);
  for (guint i = 0; i < facts->len; i++) {
    const ApoyoProposalFact *fact = facts->pdata[i];
    GtkWidget *row = adw_action_row_new ();
    g_autofree char *title = g_markup_escape_text (fact->title, -1);
    g_autofree char *value = g_markup_escape_text (fact->value, -1);

    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
    gtk_widget_add_css_class (row, "property");
    adw_preferences_group_add (self->facts, row);
    g_ptr_array_add (self->fact_rows, row);
  }
}

static void
show_proposal (ApoyoProposalsDialog *self, const ApoyoProposal *proposal)
{
  g_autofree char *title = apoyo_proposal_words_title (proposal);
  g_autofree char *when = apoyo_proposal_words_proposed (proposal);
  g_autofree char *state = apoyo_proposal_words_state (proposal);
  g_autofree char *caption =
      g_strdup_printf (_ ("Proposed by %s, %s, workstation %s"), proposal->proposed_by_name, when,
                       proposal->proposed_on);

  g_free (self->plan_hash);
  self->plan_hash = g_strdup (proposal->plan_hash);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->caption, caption);
  gtk_label_set_text (self->state, state);
  gtk_label_set_text (self->effect, apoyo_proposal_words_effect (proposal));
  adw_bin_set_child (self->drill_place, proposal->drill ? apoyo_drill_mark_new () : NULL);
  show_facts (self, proposal);
  update_acts (self, proposal);
  gtk_stack_set_visible_child_name (self->stack, "proposal");
}

/* --- list ------------------------------------------------------------------------------------- */

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, class);
  return label;
}

/* All of it that may change: what it does stays, by its hash. */
static char *
print_of (const ApoyoProposal *proposal)
{
  g_autofree char *state = apoyo_proposal_words_state (proposal);

  return g_strdup_printf ("%s %d %d %s", proposal->plan_hash, proposal->waits, proposal->mine,
                          state);
}

static GtkWidget *
make_row (const ApoyoProposal *proposal)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *title = apoyo_proposal_words_title (proposal);
  g_autofree char *state = apoyo_proposal_words_state (proposal);
  g_autofree char *marked = apoyo_drill_mark_name (title, proposal->drill);
  g_autofree char *spoken = g_strdup_printf ("%s. %s", marked, state);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = make_label (title, "t-small");
  GtkWidget *caption = make_label (state, "t-caption");
  gint64 *id = g_new (gint64, 1);

  *id = proposal->id;
  g_object_set_data_full (G_OBJECT (row), "proposal", id, g_free);
  g_object_set_data_full (G_OBJECT (row), "print", print_of (proposal), g_free);
  g_object_set_data (G_OBJECT (row), "section",
                     (gpointer) (proposal->waits                            ? "waits"
                                 : g_str_equal (proposal->state, "waiting") ? "others"
                                                                            : "ended"));
  gtk_widget_add_css_class (name, "t-strong");
  gtk_widget_add_css_class (caption, proposal->waits ? "c-acc" : "dimmed");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (head), name);
  if (proposal->drill)
    gtk_box_append (GTK_BOX (head), apoyo_drill_mark_new ());
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static const char *
get_section (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "section") : NULL;
}

static void
head_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *section = get_section (row);
  const char *text = g_str_equal (section, "waits")    ? _ ("Waiting for your signature")
                     : g_str_equal (section, "others") ? _ ("Waiting for somebody else")
                                                       : _ ("Ended");
  GtkWidget *label;

  if (g_strcmp0 (section, get_section (before)) == 0) {
    gtk_list_box_row_set_header (row, NULL);
    return;
  }
  label = make_label (text, "t-section");
  gtk_widget_set_margin_top (label, 10);
  gtk_widget_set_margin_bottom (label, 4);
  gtk_widget_set_margin_start (label, 12);
  gtk_list_box_row_set_header (row, label);
}

static void
on_row_selected_cb (ApoyoProposalsDialog *self, GtkListBoxRow *row)
{
  const gint64 *id = row != NULL ? g_object_get_data (G_OBJECT (row), "proposal") : NULL;
  const ApoyoProposal *proposal;

  if (id == NULL)
    return;
  if (*id != self->chosen) {
    const char *text;

    keep_reason (self);
    self->chosen = *id;
    text = g_hash_table_lookup (self->reasons, id);
    gtk_editable_set_text (self->reason, text != NULL ? text : "");
    apoyo_error_note_set (self->reason_note, NULL);
  }
  proposal = find_chosen (self);
  if (proposal != NULL)
    show_proposal (self, proposal);
}

/* By all that is said of a proposal. */
static void
set_filter_text (GtkWidget *row, const ApoyoProposal *proposal)
{
  g_autoptr (GPtrArray) facts = apoyo_proposal_words_facts (proposal);
  g_autofree char *title = apoyo_proposal_words_title (proposal);
  g_autofree char *state = apoyo_proposal_words_state (proposal);
  g_autoptr (GString) text = g_string_new (title);

  g_string_append_printf (text, " %s %s", state, proposal->proposed_by_name);
  for (guint i = 0; i < facts->len; i++)
    g_string_append_printf (text, " %s", ((const ApoyoProposalFact *) facts->pdata[i])->value);
  apoyo_filter_row_set_text (row, text->str);
}

static void
apply_filter (ApoyoProposalsDialog *self)
{
  guint n = apoyo_filter_entry_apply (self->filter, GTK_WIDGET (self->list));
  g_autofree char *none = apoyo_filter_entry_dup_none (self->filter);

  gtk_label_set_text (self->none, none);
  gtk_widget_set_visible (GTK_WIDGET (self->none),
                          n == 0 && gtk_list_box_get_row_at_index (self->list, 0) != NULL);
  gtk_list_box_invalidate_headers (self->list);
}

static void
add_filter (ApoyoProposalsDialog *self)
{
  GtkWidget *filter = apoyo_filter_entry_new (_ ("Process, person or act"), _ ("Search proposals"));

  self->filter = APOYO_FILTER_ENTRY (filter);
  gtk_widget_set_margin_top (filter, 10);
  gtk_widget_set_margin_bottom (filter, 6);
  gtk_widget_set_margin_start (filter, 10);
  gtk_widget_set_margin_end (filter, 10);
  apoyo_filter_entry_take_shortcut (self->filter, GTK_WIDGET (self));
  g_signal_connect_object (filter, "changed", G_CALLBACK (apply_filter), self, G_CONNECT_SWAPPED);
  gtk_box_prepend (self->side, filter);
}

static gint64
get_id (GtkListBoxRow *row)
{
  return *(const gint64 *) g_object_get_data (G_OBJECT (row), "proposal");
}

static GtkListBoxRow *
find_row (ApoyoProposalsDialog *self, gint64 id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++) {
    if (get_id (row) == id)
      return row;
  }
  return NULL;
}

static void
remove_gone (ApoyoProposalsDialog *self)
{
  GtkListBoxRow *row;
  int i = 0;

  while ((row = gtk_list_box_get_row_at_index (self->list, i)) != NULL) {
    if (find (self, get_id (row)) != NULL)
      i++;
    else
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
  }
}

/* A row that says the same already stays, with the focus and whatever is read beside it. */
static void
put_row (ApoyoProposalsDialog *self, const ApoyoProposal *proposal, int place)
{
  GtkListBoxRow *old = find_row (self, proposal->id);
  g_autofree char *print = print_of (proposal);
  gboolean focused;
  GtkWidget *row;

  if (old != NULL && gtk_list_box_row_get_index (old) == place &&
      g_str_equal (g_object_get_data (G_OBJECT (old), "print"), print))
    return;
  focused = old != NULL && gtk_widget_has_focus (GTK_WIDGET (old));
  if (old != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (old));
  row = make_row (proposal);
  set_filter_text (row, proposal);
  gtk_list_box_insert (self->list, row, place);
  if (focused)
    gtk_widget_grab_focus (row);
}

/* The choice stays; what is gone or new is seen at once. */
static void
fill (ApoyoProposalsDialog *self)
{
  GPtrArray *proposals = apoyo_inbox_get_proposals (self->inbox);
  GtkListBoxRow *wanted = NULL;

  remove_gone (self);
  for (guint i = 0; i < proposals->len; i++)
    put_row (self, proposals->pdata[i], (int) i);
  wanted = find_row (self, self->chosen);
  if (wanted == NULL)
    wanted = gtk_list_box_get_row_at_index (self->list, 0);
  apply_filter (self);
  if (wanted != NULL)
    gtk_list_box_select_row (self->list, wanted);
  else
    gtk_stack_set_visible_child_name (self->stack, "none");
}

/* --- acts ------------------------------------------------------------------------------------- */

static void
set_busy (ApoyoProposalsDialog *self, gboolean busy)
{
  const ApoyoProposal *proposal = find_chosen (self);

  self->busy = busy;
  if (proposal != NULL)
    update_acts (self, proposal);
}

/* That it could not be carried out any more is its end, and no error. */
static void
tell_end (ApoyoProposalsDialog *self, ApoyoResult *result)
{
  const char *state = NULL;
  const char *reason = NULL;
  g_autofree char *said = NULL;

  if (!apoyo_result_get_text (result, 0, "state", &state, NULL))
    return;
  if (!apoyo_result_is_null (result, 0, "reason") &&
      apoyo_result_get_text (result, 0, "reason", &reason, NULL))
    said = apoyo_refusal_translate (reason);
  if (g_str_equal (state, "applied")) {
    apoyo_toast_show (GTK_WIDGET (self->stack), _ ("Signed: it has been done"));
  } else {
    GtkWidget *dialog = adw_message_dialog_new (
        GTK_WINDOW (self), _ ("It was not done"),
        g_str_equal (state, "expired") ? _ ("The time to sign it has run out.") : said);

    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
    gtk_window_present (GTK_WINDOW (dialog));
  }
}

static void
signed_cb (GObject *object, ApoyoResult *result, const GError *error, gpointer data)
{
  ApoyoProposalsDialog *self = APOYO_PROPOSALS_DIALOG (object);

  if (error == NULL)
    self->ended = self->asked;
  set_busy (self, FALSE);
  if (error != NULL)
    apoyo_message_show_error (GTK_WIDGET (self), error);
  else
    tell_end (self, result);
}

static void
sign (gpointer object)
{
  ApoyoProposalsDialog *self = object;
  ApoyoParams *params = apoyo_params_new ();

  apoyo_params_add_int64 (params, self->asked);
  apoyo_params_add_text (params, self->asked_hash);
  set_busy (self, TRUE);
  apoyo_command_run (apoyo_inbox_get_login (self->inbox), "sign-proposal", params, G_OBJECT (self),
                     signed_cb, NULL, NULL);
}

static void
on_sign_cb (ApoyoProposalsDialog *self)
{
  const ApoyoProposal *proposal = find_chosen (self);
  g_autofree char *heading = g_strdup_printf (_ ("Sign: %s?"), gtk_label_get_text (self->title));
  g_autofree char *body =
      proposal != NULL && proposal->drill
          ? g_strdup_printf ("%s\n\n%s", _ ("This is a drill: nothing of it is real."),
                             gtk_label_get_text (self->effect))
          : g_strdup (gtk_label_get_text (self->effect));

  self->asked = self->chosen;
  g_free (self->asked_hash);
  self->asked_hash = g_strdup (self->plan_hash);
  apoyo_message_ask (GTK_WIDGET (self), heading, body, _ ("_Sign"), FALSE, sign, G_OBJECT (self));
}

static void
refused_cb (GObject *object, ApoyoResult *result, const GError *error, gpointer data)
{
  ApoyoProposalsDialog *self = APOYO_PROPOSALS_DIALOG (object);

  if (error == NULL)
    self->ended = self->refused;
  set_busy (self, FALSE);
  if (error != NULL) {
    apoyo_error_note_set_error (self->reason_note, error);
    return;
  }
  g_hash_table_remove (self->reasons, &self->refused);
  if (self->chosen == self->refused)
    gtk_editable_set_text (self->reason, "");
  apoyo_toast_show (GTK_WIDGET (self->stack), _ ("It has ended, with your reason"));
}

static void
on_refuse_cb (ApoyoProposalsDialog *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));
  ApoyoParams *params;

  if (*reason == '\0') {
    apoyo_error_note_set (self->reason_note, _ ("Write why: whoever proposed it reads it"));
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
    return;
  }
  params = apoyo_params_new ();
  self->refused = self->chosen;
  apoyo_params_add_int64 (params, self->chosen);
  apoyo_params_add_text (params, reason);
  set_busy (self, TRUE);
  apoyo_command_run (apoyo_inbox_get_login (self->inbox), "refuse-proposal", params,
                     G_OBJECT (self), refused_cb, NULL, NULL);
}

static void
on_reason_changed_cb (ApoyoProposalsDialog *self)
{
  apoyo_error_note_set (self->reason_note, NULL);
}

static void
on_login_changed_cb (ApoyoProposalsDialog *self)
{
  set_busy (self, self->busy);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
close_anyway (gpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (user_data));
}

static gboolean
apoyo_proposals_dialog_close_request (GtkWindow *window)
{
  ApoyoProposalsDialog *self = APOYO_PROPOSALS_DIALOG (window);

  /* How it ends is told here. */
  if (self->busy)
    return GDK_EVENT_STOP;
  if (!has_reasons (self))
    return GTK_WINDOW_CLASS (apoyo_proposals_dialog_parent_class)->close_request (window);
  apoyo_message_ask_discard (GTK_WIDGET (self), close_anyway, G_OBJECT (self));
  return GDK_EVENT_STOP;
}

static void
apoyo_proposals_dialog_dispose (GObject *object)
{
  ApoyoProposalsDialog *self = APOYO_PROPOSALS_DIALOG (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->inbox);
  g_clear_pointer (&self->fact_rows, g_ptr_array_unref);
  g_clear_pointer (&self->reasons, g_hash_table_unref);
  g_clear_pointer (&self->plan_hash, g_free);
  g_clear_pointer (&self->asked_hash, g_free);

  G_OBJECT_CLASS (apoyo_proposals_dialog_parent_class)->dispose (object);
}

static void
apoyo_proposals_dialog_class_init (ApoyoProposalsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_proposals_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = apoyo_proposals_dialog_close_request;

  g_type_ensure (APOYO_TYPE_ERROR_NOTE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/mx/ine/ApoyoCiudadano/ui/apoyo-proposals-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, side);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, none);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, title);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, caption);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, state);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, effect);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, drill_place);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, facts);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, acts);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, refuse_box);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, reason_note);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, refuse_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, sign_button);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProposalsDialog, why_not);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_refuse_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reason_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
apoyo_proposals_dialog_init (ApoyoProposalsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->fact_rows = g_ptr_array_new ();
  self->reasons = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  gtk_list_box_set_header_func (self->list, head_cb, NULL, NULL);
  add_filter (self);
}

GtkWindow *
apoyo_proposals_dialog_new (GtkWidget *parent, ApoyoInbox *inbox)
{
  ApoyoProposalsDialog *self = g_object_new (APOYO_TYPE_PROPOSALS_DIALOG, NULL);
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;

  self->inbox = g_object_ref (inbox);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  g_signal_connect_object (inbox, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  if (apoyo_inbox_get_login (inbox) != NULL)
    g_signal_connect_object (apoyo_inbox_get_login (inbox), "changed",
                             G_CALLBACK (on_login_changed_cb), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WINDOW (self);
}
