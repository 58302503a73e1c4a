/* apoyo-history-tab.c: who changed what of a process, when, and on what authority.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-difference-dialog.h"
#include "apoyo-filter-entry.h"
#include "apoyo-format.h"
#include "apoyo-history-tab.h"
#include "apoyo-parts.h"
#include "apoyo-process-acts.h"
#include "apoyo-refusal.h"
#include "apoyo-rule-words.h"

struct _ApoyoHistoryTab {
  AdwBin parent_instance;

  GtkBox *versions;
  GtkBox *proposals;
  GtkBox *acts;
  GtkWidget *versions_panel;
  GtkWidget *proposals_panel;
  GtkWidget *acts_panel;
  GtkButton *compare;
  ApoyoFilterEntry *filter;
  GtkLabel *none; /* when the filter leaves nothing */

  ApoyoSetup *setup; /* (owned) (nullable) */
  int marked[2];     /* versions to compare, the one marked last first; 0: none */
};

G_DEFINE_FINAL_TYPE (ApoyoHistoryTab, apoyo_history_tab, ADW_TYPE_BIN)

/* --- words ------------------------------------------------------------------------------------ */

/* "Rubén Salas and Sofía Cárdenas · 15/10/2021 10:00" */
static char *
describe_who (const char *first, const char *second, GDateTime *at, const char *time_zone)
{
  g_autofree char *time = apoyo_format_minute (at, time_zone);

  if (first == NULL)
    return g_steal_pointer (&time);
  if (second == NULL)
    return g_strdup_printf ("%s · %s", first, time);
  return g_strdup_printf (_ ("%s and %s · %s"), first, second, time);
}

static char *
describe_version (ApoyoSetupDetail *detail, guint place)
{
  const ApoyoRuleVersion *version = detail->versions->pdata[place];
  char *text;

  if (place + 1 == detail->versions->len)
    return g_strdup_printf (_ ("Values of the kind %s"),
                            apoyo_kind_get_label (version->rule->kind));
  text = apoyo_rule_words_differences (
      ((ApoyoRuleVersion *) detail->versions->pdata[place + 1])->rule, version->rule);
  if (*text != '\0')
    return text;
  g_free (text);
  return g_strdup (_ ("Period"));
}

static const char *
describe_act (const char *act)
{
  static const struct {
    const char *act;
    const char *label;
  } labels[] = {
    { "process-created", N_ ("Process created") },
    { "process-amended", N_ ("Data of the process changed") },
    { "process-ready", N_ ("Declared ready") },
    { "process-back-to-draft", N_ ("Back to draft") },
    { "process-opened", N_ ("Opened") },
    { "process-closing", N_ ("Closing begun") },
    { "process-closed", N_ ("Closed") },
    { "process-certified", N_ ("Certified") },
    { "process-archived", N_ ("Archived") },
    { "rule-changed", N_ ("Rule changed") },
    { "promovente-registered", N_ ("Promovente registered") },
    { "promoventes-registered", N_ ("Promoventes imported") },
    { "promovente-changed", N_ ("Promovente changed") },
    { "promovente-removed", N_ ("Promovente removed") },
    { "promovente-suspended", N_ ("Promovente suspended") },
    { "promovente-reinstated", N_ ("Promovente reinstated") },
    { "promovente-withdrawn", N_ ("Promovente withdrawn") },
    { "promovente-window", N_ ("Window of a promovente") },
    { "checks-changed", N_ ("Thresholds of the checks changed") },
    { "checks-outdated", N_ ("Thresholds set for an older version of the program remain") },
    { "own-windows", N_ ("Windows of promoventes extended together") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++) {
    if (g_str_equal (labels[i].act, act))
      return _ (labels[i].label);
  }
  return act;
}

/* --- rows ------------------------------------------------------------------------------------- */

static GtkWidget *
make_row (const char *badge, const char *text, const char *authority, const char *who)
{
  GtkWidget *row = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 10, NULL);
  GtkWidget *label = apoyo_part_label (text, "t-small");
  GtkWidget *people = apoyo_part_label (who, "t-caption dimmed num");

  if (badge != NULL) {
    GtkWidget *mark = gtk_label_new (badge);

    apoyo_part_classes (mark, "badge num");
    gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
    gtk_box_append (GTK_BOX (row), mark);
  }
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (people), 1);
  gtk_label_set_ellipsize (GTK_LABEL (people), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (row), label);
  if (authority != NULL)
    gtk_box_append (GTK_BOX (row), apoyo_part_label (authority, "t-caption dimmed num"));
  gtk_box_append (GTK_BOX (row), people);
  return row;
}

GtkWidget *
apoyo_rule_version_row_new (ApoyoSetupDetail *detail, guint place, const char *time_zone)
{
  const ApoyoRuleVersion *version = detail->versions->pdata[place];
  g_autofree char *badge = g_strdup_printf ("v%d", version->version);
  g_autofree char *text = describe_version (detail, place);
  g_autofree char *who =
      describe_who (version->adopted_by, version->countersigned_by, version->adopted_at, time_zone);

  return make_row (badge, text, version->acuerdo, who);
}

/* What a row is found by: all that stands in it, and what is said below it. detail: (nullable) */
static void
set_filter_text (GtkWidget *row,
                 const char *text,
                 const char *authority,
                 const char *who,
                 const char *detail,
                 const char *reason)
{
  g_autofree char *all =
      g_strdup_printf ("%s %s %s %s %s", text, authority != NULL ? authority : "", who,
                       detail != NULL ? detail : "", reason != NULL ? reason : "");

  apoyo_filter_row_set_text (row, all);
}

static GtkWidget *
make_detail (const char *text)
{
  GtkWidget *label = apoyo_part_text (text, "t-caption dimmed num");

  gtk_widget_set_margin_start (label, 2);
  return label;
}

/* --- comparing versions ----------------------------------------------------------------------- */

static void
update_compare (ApoyoHistoryTab *self)
{
  gboolean two = self->marked[0] != 0 && self->marked[1] != 0;
  g_autofree char *label =
      two ? g_strdup_printf (_ ("Compare v%d with v%d"), MIN (self->marked[0], self->marked[1]),
                             MAX (self->marked[0], self->marked[1]))
          : g_strdup (_ ("Compare two versions"));

  gtk_button_set_label (self->compare, label);
  apoyo_part_set_reason (GTK_WIDGET (self->compare), two ? NULL : _ ("Mark the two to compare"),
                         NULL);
}

static void
mark (ApoyoHistoryTab *self, int version, gboolean active)
{
  if (active) {
    self->marked[1] = self->marked[0];
    self->marked[0] = version;
  } else if (self->marked[0] == version) {
    self->marked[0] = self->marked[1];
    self->marked[1] = 0;
  } else if (self->marked[1] == version) {
    self->marked[1] = 0;
  }
}

static void
on_marked_cb (GtkCheckButton *check, ApoyoHistoryTab *self)
{
  int version = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "version"));
  int third = self->marked[1];

  mark (self, version, gtk_check_button_get_active (check));
  update_compare (self);
  /* A third one takes the place of the one that was marked first. */
  if (gtk_check_button_get_active (check) && third != 0) {
    for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->versions)); row != NULL;
         row = gtk_widget_get_next_sibling (row)) {
      GtkCheckButton *other = g_object_get_data (G_OBJECT (row), "check");

      if (other != NULL &&
          GPOINTER_TO_INT (g_object_get_data (G_OBJECT (other), "version")) == third)
        gtk_check_button_set_active (other, FALSE);
    }
  }
}

/* Both documents under "rule", so that their members bear their paths. */
static char *
wrap_rule (const ApoyoRuleVersion *version)
{
  return g_strdup_printf ("{\"rule\": %s}", version->document);
}

static void
on_compare_cb (ApoyoHistoryTab *self)
{
  ApoyoSetupDetail *detail = apoyo_setup_get_detail (self->setup);
  int low = MIN (self->marked[0], self->marked[1]), high = MAX (self->marked[0], self->marked[1]);
  const ApoyoRuleVersion *one =
      detail != NULL ? apoyo_setup_detail_find_version (detail, low) : NULL;
  const ApoyoRuleVersion *other =
      detail != NULL ? apoyo_setup_detail_find_version (detail, high) : NULL;
  g_autofree char *one_title = g_strdup_printf (_ ("Rules v%d"), low);
  g_autofree char *other_title = g_strdup_printf (_ ("Rules v%d"), high);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (one == NULL || other == NULL)
    return;
  first = wrap_rule (one);
  second = wrap_rule (other);
  apoyo_difference_dialog_compare (
      GTK_WIDGET (self), apoyo_setup_get_connection (self->setup), first, one_title, second,
      other_title,
      apoyo_setup_process_get_figures (apoyo_setup_get_chosen (self->setup))->time_zone);
}

/* --- lists ------------------------------------------------------------------------------------ */

static void
name_version (GtkWidget *row, ApoyoSetupDetail *detail, guint place, const char *time_zone)
{
  const ApoyoRuleVersion *version = detail->versions->pdata[place];
  g_autofree char *what = describe_version (detail, place);
  g_autofree char *text = g_strdup_printf ("v%d %s", version->version, what);
  g_autofree char *who =
      describe_who (version->adopted_by, version->countersigned_by, version->adopted_at, time_zone);

  set_filter_text (row, text, version->acuerdo, who, NULL, version->reason);
}

static void
list_versions (ApoyoHistoryTab *self, ApoyoSetupDetail *detail, const char *time_zone)
{
  for (guint i = 0; i < detail->versions->len; i++) {
    const ApoyoRuleVersion *version = detail->versions->pdata[i];
    GtkWidget *row = apoyo_rule_version_row_new (detail, i, time_zone);
    GtkWidget *check = gtk_check_button_new ();
    g_autofree char *name = g_strdup_printf (_ ("Compare version %d"), version->version);

    g_object_set_data (G_OBJECT (check), "version", GINT_TO_POINTER (version->version));
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), version->version == self->marked[0] ||
                                                               version->version == self->marked[1]);
    gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
    g_signal_connect_object (check, "toggled", G_CALLBACK (on_marked_cb), self, 0);
    gtk_box_prepend (GTK_BOX (row), check);
    g_object_set_data (G_OBJECT (row), "check", check);
    name_version (row, detail, i, time_zone);
    gtk_box_append (self->versions, row);
    if (version->reason != NULL)
      gtk_box_append (self->versions, make_detail (version->reason));
  }
}

static const char *
describe_end (const ApoyoSetupProposal *proposal)
{
  static const struct {
    const char *state;
    const char *label;
  } labels[] = {
    { "waiting", N_ ("waits for the second signature") },
    { "applied", N_ ("carried out") },
    { "refused", N_ ("refused") },
    { "expired", N_ ("expired without a second signature") },
    { "overtaken", N_ ("overtaken: it would do something else by now") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++) {
    if (g_str_equal (labels[i].state, proposal->state))
      return _ (labels[i].label);
  }
  return proposal->state;
}

static void
list_proposals (ApoyoHistoryTab *self, ApoyoSetupDetail *detail, const char *time_zone)
{
  for (guint i = 0; i < detail->proposals->len; i++) {
    const ApoyoSetupProposal *proposal = detail->proposals->pdata[i];
    g_autofree char *text = g_strdup_printf (
        "%s: %s", apoyo_proposal_kind_get_label (proposal->kind), describe_end (proposal));
    g_autofree char *who =
        describe_who (proposal->proposed_by, proposal->signed_by, proposal->proposed_at, time_zone);

    GtkWidget *row = make_row (NULL, text, NULL, who);
    g_autofree char *reason =
        proposal->reason != NULL ? apoyo_refusal_translate (proposal->reason) : NULL;

    set_filter_text (row, text, NULL, who, NULL, reason);
    gtk_box_append (self->proposals, row);
    if (reason != NULL)
      gtk_box_append (self->proposals, make_detail (reason));
  }
}

/* A change of state says all by its name. */
static gboolean
tells_more (const char *act)
{
  return !g_str_has_prefix (act, "process-") || g_str_equal (act, "process-amended");
}

static void
list_acts (ApoyoHistoryTab *self, ApoyoSetupDetail *detail, const char *time_zone)
{
  for (guint i = 0; i < detail->acts->len; i++) {
    const ApoyoSetupAct *act = detail->acts->pdata[i];
    g_autoptr (GPtrArray) differences = apoyo_differences_of_objects (act->was, act->becomes);
    g_autofree char *what = apoyo_differences_describe (differences, time_zone);
    g_autofree char *who = describe_who (act->by, act->countersigned_by, act->at, time_zone);

    GtkWidget *row = make_row (NULL, describe_act (act->act), act->acuerdo, who);

    set_filter_text (row, describe_act (act->act), act->acuerdo, who, what, act->reason);
    gtk_box_append (self->acts, row);
    if (*what != '\0' && tells_more (act->act))
      gtk_box_append (self->acts, make_detail (what));
    if (act->reason != NULL)
      gtk_box_append (self->acts, make_detail (act->reason));
  }
  if (detail->acts->len == 0)
    gtk_box_append (self->acts, apoyo_part_label (_ ("Nothing has been changed yet"), "dimmed"));
}

static void
apply_filter (ApoyoHistoryTab *self)
{
  g_autofree char *none = apoyo_filter_entry_dup_none (self->filter);
  gboolean filtered = !apoyo_filter_entry_is_empty (self->filter);
  guint versions = apoyo_filter_entry_apply (self->filter, GTK_WIDGET (self->versions));
  guint proposals = apoyo_filter_entry_apply (self->filter, GTK_WIDGET (self->proposals));
  guint acts = apoyo_filter_entry_apply (self->filter, GTK_WIDGET (self->acts));

  gtk_label_set_text (self->none, none);
  gtk_widget_set_visible (GTK_WIDGET (self->none), filtered && versions + proposals + acts == 0);
  gtk_widget_set_visible (self->versions_panel, !filtered || versions > 0);
  gtk_widget_set_visible (self->proposals_panel, proposals > 0);
  gtk_widget_set_visible (self->acts_panel, !filtered || acts > 0);
}

static void
update (ApoyoHistoryTab *self)
{
  ApoyoSetupDetail *detail = apoyo_setup_get_detail (self->setup);
  ApoyoSetupProcess *process = apoyo_setup_get_chosen (self->setup);
  const char *time_zone;

  apoyo_part_clear (self->versions);
  apoyo_part_clear (self->proposals);
  apoyo_part_clear (self->acts);
  if (detail == NULL || process == NULL)
    return;
  time_zone = apoyo_setup_process_get_figures (process)->time_zone;
  list_versions (self, detail, time_zone);
  list_proposals (self, detail, time_zone);
  list_acts (self, detail, time_zone);
  apply_filter (self);
  update_compare (self);
}

static void
forget (ApoyoHistoryTab *self)
{
  self->marked[0] = self->marked[1] = 0;
  update (self);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_history_tab_dispose (GObject *object)
{
  g_clear_object (&APOYO_HISTORY_TAB (object)->setup);
  G_OBJECT_CLASS (apoyo_history_tab_parent_class)->dispose (object);
}

static void
apoyo_history_tab_class_init (ApoyoHistoryTabClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_history_tab_dispose;
}

static GtkWidget *
make_panel (const char *title, const char *caption, GtkWidget *end, GtkBox **list)
{
  GtkWidget *panel = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 8, "panel history-panel");
  GtkWidget *head = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 8, NULL);
  GtkWidget *label = apoyo_part_label (title, "t-section");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), label);
  if (end != NULL)
    gtk_box_append (GTK_BOX (head), end);
  gtk_box_append (GTK_BOX (head), apoyo_part_label (caption, "t-caption dimmed"));
  *list = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 6, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (*list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (panel), head);
  gtk_box_append (GTK_BOX (panel), GTK_WIDGET (*list));
  return panel;
}

static void
apoyo_history_tab_init (ApoyoHistoryTab *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 10, NULL);
  const char *caption = _ ("who, when, with which acuerdo");

  self->compare = GTK_BUTTON (gtk_button_new_with_label (_ ("Compare two versions")));
  gtk_widget_add_css_class (GTK_WIDGET (self->compare), "thin");
  g_signal_connect_object (self->compare, "clicked", G_CALLBACK (on_compare_cb), self,
                           G_CONNECT_SWAPPED);
  self->filter = APOYO_FILTER_ENTRY (
      apoyo_filter_entry_new (_ ("Act, person, acuerdo or reason"), _ ("Search the history")));
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (apply_filter), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->filter));
  self->none = GTK_LABEL (apoyo_part_text ("", "dimmed"));
  gtk_widget_set_visible (GTK_WIDGET (self->none), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->none));
  self->versions_panel =
      make_panel (_ ("History of rules"), caption, GTK_WIDGET (self->compare), &self->versions);
  gtk_box_append (GTK_BOX (box), self->versions_panel);
  self->proposals_panel = make_panel (_ ("Acts of two people"), _ ("who proposed and who signed"),
                                      NULL, &self->proposals);
  gtk_box_append (GTK_BOX (box), self->proposals_panel);
  self->acts_panel = make_panel (_ ("Every change"), caption, NULL, &self->acts);
  gtk_box_append (GTK_BOX (box), self->acts_panel);
  apoyo_part_margins (box, 0, 14, 12, 14);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  adw_bin_set_child (ADW_BIN (self), scrolled);
  update_compare (self);
}

gboolean
apoyo_history_tab_search (ApoyoHistoryTab *self)
{
  g_return_val_if_fail (APOYO_IS_HISTORY_TAB (self), FALSE);

  if (apoyo_filter_entry_has_focus (self->filter))
    return FALSE;
  apoyo_filter_entry_focus (self->filter);
  return TRUE;
}

void
apoyo_history_tab_set_setup (ApoyoHistoryTab *self, ApoyoSetup *setup)
{
  g_return_if_fail (APOYO_IS_HISTORY_TAB (self));

  g_set_object (&self->setup, setup);
  g_signal_connect_object (setup, "updated", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "chosen", G_CALLBACK (forget), self, G_CONNECT_SWAPPED);
}
