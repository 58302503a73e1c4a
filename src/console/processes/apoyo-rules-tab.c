/* apoyo-rules-tab.c: the nine topics of a process's rule, and its summary below them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"
#include "apoyo-history-tab.h"
#include "apoyo-parts.h"
#include "apoyo-rule-card.h"
#include "apoyo-rules-tab.h"
#include "apoyo-windows-tab.h"

#define COLUMNS 3
#define SHOWN_VERSIONS 6

enum { PEOPLE_ACTIVE, PEOPLE_OWN_WINDOW, PEOPLE_SUSPENDED, PEOPLE_WITHDRAWN, N_PEOPLE };

struct _ApoyoRulesTab {
  AdwBin parent_instance;

  ApoyoRuleCard *cards[APOYO_N_RULE_TOPICS];
  GtkWidget *narrow_summary;
  GtkWidget *wide_summary;
  ApoyoWindowsTab *windows;
  GtkLabel *people[N_PEOPLE];
  GtkBox *versions;
  GtkWidget *windows_button;
  GtkWidget *people_button;
  GtkLabel *windows_first;
  GtkLabel *windows_second;
  GtkLabel *people_first;
  GtkLabel *people_second;

  ApoyoSetup *setup; /* (owned) (nullable) */
  int editing;       /* topic; -1: none */
  gboolean wide;
};

enum { SIGNAL_EDIT, SIGNAL_SHOW_TAB, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoRulesTab, apoyo_rules_tab, ADW_TYPE_BIN)

/* --- cards ------------------------------------------------------------------------------------ */

/* The article of the member that the topic is named after. */
static char *
describe_law (ApoyoRulesTab *self, ApoyoKind kind, ApoyoRuleTopic topic)
{
  const char *const *members = apoyo_rule_topic_get_members (topic);
  ApoyoSetupLaw *law = apoyo_setup_get_law (self->setup);

  for (guint i = 0; members[i] != NULL && law != NULL; i++) {
    const char *article = apoyo_setup_law_find_article (law, kind, members[i]);

    if (article != NULL)
      return g_strdup (article);
  }
  return g_strdup (_ ("Default of the kind"));
}

/* The latest authority over any member of the topic; without one the kind's own. */
static void
show_card (ApoyoRulesTab *self, guint i, const ApoyoRuleVersion *version, ApoyoRuleReach *reach)
{
  const char *const *members = apoyo_rule_topic_get_members ((ApoyoRuleTopic) i);
  ApoyoSetupDetail *detail = apoyo_setup_get_detail (self->setup);
  g_autofree char *law = describe_law (self, version->rule->kind, (ApoyoRuleTopic) i);
  g_autofree char *authority = NULL;
  g_autofree char *reason = NULL;

  for (guint j = 0; members[j] != NULL && authority == NULL; j++)
    authority = apoyo_setup_detail_dup_authority (detail, members[j], &reason);
  apoyo_rule_card_show (self->cards[i], version->rule, reach, reason != NULL ? reason : law,
                        authority != NULL ? authority : version->acuerdo);
}

/* At least one of its members may still change. */
static gboolean
may_change (ApoyoRulesTab *self, ApoyoRuleTopic topic, ApoyoLife state)
{
  const char *const *members = apoyo_rule_topic_get_members (topic);
  ApoyoSetupLaw *law = apoyo_setup_get_law (self->setup);

  for (guint i = 0; members[i] != NULL && law != NULL; i++) {
    g_autofree char *path = g_strconcat ("rule.", members[i], NULL);

    if (apoyo_setup_law_may_change (law, path, state))
      return TRUE;
  }
  return FALSE;
}

static void
show_marks (ApoyoRulesTab *self)
{
  const ApoyoSetupFigures *figures =
      apoyo_setup_process_get_figures (apoyo_setup_get_chosen (self->setup));
  const char *why = apoyo_setup_why_not (self->setup);
  gboolean alone = figures->state <= APOYO_LIFE_READY;
  g_autofree char *next = g_strdup_printf ("v%d", figures->rule_version + 1);

  for (guint i = 0; i < APOYO_N_RULE_TOPICS; i++) {
    gboolean may = may_change (self, (ApoyoRuleTopic) i, figures->state);

    apoyo_rule_card_set_mark (self->cards[i],
                              (int) i == self->editing ? APOYO_RULE_CARD_PROPOSED
                              : alone                  ? APOYO_RULE_CARD_EDITABLE
                                                       : APOYO_RULE_CARD_LOCKED,
                              why != NULL ? why
                              : may       ? NULL
                                          : _ ("In this state the law lets nobody change it"),
                              next);
  }
}

/* --- summary ---------------------------------------------------------------------------------- */

static void
show_windows (ApoyoRulesTab *self, const ApoyoSetupFigures *figures, const ApoyoRule *rule)
{
  g_autofree char *opens = apoyo_format_minute (figures->opens_at, figures->time_zone);
  g_autofree char *closes = apoyo_format_minute (figures->closes_at, figures->time_zone);
  g_autofree char *first = g_strdup_printf ("%s – %s", opens, closes);
  g_autofree char *grace = apoyo_rule_words_value (rule, APOYO_RULE_TOPIC_GRACE, NULL);
  g_autofree char *second = g_strdup_printf (_ ("Grace to send: %s"), grace);

  gtk_label_set_text (self->windows_first, first);
  gtk_label_set_text (self->windows_second, second);
}

static void
show_people (ApoyoRulesTab *self, const ApoyoSetupFigures *figures)
{
  g_autofree char *active = apoyo_format_count (figures->n_active);
  g_autofree char *all = apoyo_format_count (figures->n_promoventes);
  g_autofree char *own = apoyo_format_count (figures->n_own_windows);
  g_autofree char *suspended = apoyo_format_count (figures->n_suspended);
  /* Translators: "22,361 active of 22,419" promoventes */
  g_autofree char *first = g_strdup_printf (_ ("%s active of %s"), active, all);
  /* Translators: promoventes: "37 with their own window · 14 suspended" */
  g_autofree char *second =
      g_strdup_printf (_ ("%s with their own window · %s suspended"), own, suspended);

  gtk_label_set_text (self->people_first, first);
  gtk_label_set_text (self->people_second, second);
}

static void
show_wide (ApoyoRulesTab *self, const ApoyoSetupFigures *figures, ApoyoSetupDetail *detail)
{
  const gint64 counts[N_PEOPLE] = { figures->n_active, figures->n_own_windows, figures->n_suspended,
                                    figures->n_withdrawn };

  for (guint i = 0; i < N_PEOPLE; i++) {
    g_autofree char *text = apoyo_format_count (counts[i]);

    gtk_label_set_text (self->people[i], text);
  }
  apoyo_part_clear (self->versions);
  for (guint i = 0; i < MIN (detail->versions->len, SHOWN_VERSIONS); i++)
    gtk_box_append (self->versions, apoyo_rule_version_row_new (detail, i, figures->time_zone));
}

static void
update (ApoyoRulesTab *self)
{
  ApoyoSetupProcess *process = apoyo_setup_get_chosen (self->setup);
  ApoyoSetupDetail *detail = apoyo_setup_get_detail (self->setup);
  const ApoyoRuleVersion *version;
  ApoyoRuleReach reach;

  if (process == NULL || detail == NULL)
    return;
  version = apoyo_setup_detail_get_version (detail);
  apoyo_setup_get_reach (self->setup, &reach);
  for (guint i = 0; i < APOYO_N_RULE_TOPICS; i++)
    show_card (self, i, version, &reach);
  show_marks (self);
  show_windows (self, apoyo_setup_process_get_figures (process), version->rule);
  show_people (self, apoyo_setup_process_get_figures (process));
  show_wide (self, apoyo_setup_process_get_figures (process), detail);
}

static void
forget (ApoyoRulesTab *self)
{
  for (guint i = 0; i < APOYO_N_RULE_TOPICS; i++) {
    apoyo_rule_card_show (self->cards[i], NULL, NULL, NULL, NULL);
    apoyo_rule_card_set_mark (self->cards[i], APOYO_RULE_CARD_LOCKED,
                              apoyo_setup_why_not_yet (self->setup), NULL);
  }
  gtk_label_set_text (self->windows_first, "—");
  gtk_label_set_text (self->windows_second, "");
  gtk_label_set_text (self->people_first, "—");
  gtk_label_set_text (self->people_second, "");
  for (guint i = 0; i < N_PEOPLE; i++)
    gtk_label_set_text (self->people[i], "—");
  apoyo_part_clear (self->versions);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
on_edit_cb (ApoyoRuleCard *card, ApoyoRulesTab *self)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0, (int) apoyo_rule_card_get_topic (card));
}

static void
on_summary_clicked_cb (GtkButton *button, ApoyoRulesTab *self)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_TAB], 0,
                 GTK_WIDGET (button) == self->people_button ? "people" : "windows");
}

static GtkWidget *
make_summary (ApoyoRulesTab *self, const char *title, GtkLabel **first, GtkLabel **second)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 1, NULL);

  *first = GTK_LABEL (apoyo_part_label ("—", "t-small num"));
  *second = GTK_LABEL (apoyo_part_label ("", "t-caption dimmed num"));
  gtk_box_append (GTK_BOX (box), apoyo_part_label (title, "t-section"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (*first));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (*second));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_hexpand (button, TRUE);
  apoyo_part_classes (button, "panel summary flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_summary_clicked_cb), self, 0);
  return button;
}

static GtkWidget *
make_people_card (ApoyoRulesTab *self)
{
  static const struct {
    const char *label;
    const char *icon;
    const char *classes;
  } rows[N_PEOPLE] = {
    [PEOPLE_ACTIVE] = { NC_ ("promoventes", "Active"), "object-select-symbolic", "c-ok" },
    [PEOPLE_OWN_WINDOW] = { NC_ ("promoventes", "With their own window"), "ac-clock-symbolic",
                            "dimmed" },
    [PEOPLE_SUSPENDED] = { NC_ ("promoventes", "Suspended"), "media-playback-pause-symbolic",
                           "c-warn" },
    [PEOPLE_WITHDRAWN] = { NC_ ("promoventes", "Withdrawn"), "go-previous-symbolic", "dimmed" },
  };
  GtkWidget *card = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 5, "panel history-panel");

  gtk_box_append (GTK_BOX (card), apoyo_part_label (_ ("Promoventes"), "t-section"));
  for (guint i = 0; i < N_PEOPLE; i++) {
    GtkWidget *row = apoyo_part_pair (g_dpgettext2 (NULL, "promoventes", rows[i].label), "—");

    gtk_box_prepend (GTK_BOX (row), apoyo_part_icon (rows[i].icon, 14, rows[i].classes));
    self->people[i] = GTK_LABEL (gtk_widget_get_last_child (row));
    gtk_box_append (GTK_BOX (card), row);
  }
  gtk_widget_set_size_request (card, 250, -1);
  return card;
}

/* Where there is room: the windows as a chart, the promoventes by their state, the versions. */
static GtkWidget *
make_wide_summary (ApoyoRulesTab *self)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 10, NULL);
  GtkWidget *row = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 10, NULL);
  GtkWidget *history = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 8, "panel history-panel");

  self->windows = APOYO_WINDOWS_TAB (apoyo_windows_tab_new (TRUE));
  gtk_widget_set_hexpand (GTK_WIDGET (self->windows), TRUE);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->windows));
  gtk_box_append (GTK_BOX (row), make_people_card (self));
  self->versions = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 6, NULL));
  gtk_box_append (GTK_BOX (history), apoyo_part_label (_ ("History of rules"), "t-section"));
  gtk_box_append (GTK_BOX (history), GTK_WIDGET (self->versions));
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), history);
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static void
apoyo_rules_tab_dispose (GObject *object)
{
  g_clear_object (&APOYO_RULES_TAB (object)->setup);
  G_OBJECT_CLASS (apoyo_rules_tab_parent_class)->dispose (object);
}

static void
apoyo_rules_tab_class_init (ApoyoRulesTabClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_rules_tab_dispose;
  signals[SIGNAL_EDIT] = g_signal_new ("edit", APOYO_TYPE_RULES_TAB, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_SHOW_TAB] = g_signal_new ("show-tab", APOYO_TYPE_RULES_TAB, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
apoyo_rules_tab_init (ApoyoRulesTab *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 10, NULL);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *summary = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 10, NULL);

  self->editing = -1;
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_row_homogeneous (GTK_GRID (grid), TRUE);
  /* Where there is room left it stays below: cards that grow are no easier to read. */
  gtk_widget_set_vexpand (grid, FALSE);
  for (guint i = 0; i < APOYO_N_RULE_TOPICS; i++) {
    self->cards[i] = APOYO_RULE_CARD (apoyo_rule_card_new ((ApoyoRuleTopic) i));
    g_signal_connect_object (self->cards[i], "edit", G_CALLBACK (on_edit_cb), self, 0);
    gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->cards[i]), (int) i % COLUMNS,
                     (int) i / COLUMNS, 1, 1);
  }
  self->windows_button =
      make_summary (self, _ ("Windows"), &self->windows_first, &self->windows_second);
  self->people_button =
      make_summary (self, _ ("Promoventes"), &self->people_first, &self->people_second);
  gtk_box_set_homogeneous (GTK_BOX (summary), TRUE);
  gtk_box_append (GTK_BOX (summary), self->windows_button);
  gtk_box_append (GTK_BOX (summary), self->people_button);
  gtk_box_append (GTK_BOX (box), grid);
  self->narrow_summary = summary;
  self->wide_summary = make_wide_summary (self);
  gtk_box_append (GTK_BOX (box), summary);
  gtk_box_append (GTK_BOX (box), self->wide_summary);
  apoyo_part_margins (box, 0, 14, 12, 14);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

void
apoyo_rules_tab_set_setup (ApoyoRulesTab *self, ApoyoSetup *setup)
{
  g_return_if_fail (APOYO_IS_RULES_TAB (self));

  g_set_object (&self->setup, setup);
  apoyo_windows_tab_set_setup (self->windows, setup);
  g_signal_connect_object (setup, "updated", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "checked", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "live", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "chosen", G_CALLBACK (forget), self, G_CONNECT_SWAPPED);
}

void
apoyo_rules_tab_set_wide (ApoyoRulesTab *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_RULES_TAB (self));
  self->wide = wide;
  gtk_widget_set_visible (self->narrow_summary, !wide);
  gtk_widget_set_visible (self->wide_summary, wide);
}

void
apoyo_rules_tab_set_editing (ApoyoRulesTab *self, int topic)
{
  g_return_if_fail (APOYO_IS_RULES_TAB (self));
  self->editing = topic;
  if (self->setup != NULL && apoyo_setup_get_detail (self->setup) != NULL)
    show_marks (self);
}

void
apoyo_rules_tab_focus_edited (ApoyoRulesTab *self)
{
  g_return_if_fail (APOYO_IS_RULES_TAB (self));

  if (self->editing >= 0)
    gtk_widget_child_focus (GTK_WIDGET (self->cards[self->editing]), GTK_DIR_TAB_FORWARD);
}
