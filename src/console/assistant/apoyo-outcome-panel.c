/* apoyo-outcome-panel.c: how a process stands as it is configured so far.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-format.h"
#include "apoyo-histogram.h"
#include "apoyo-outcome-panel.h"
#include "apoyo-step-row.h"

/* The spinner waits, so that a quick answer does not flash. */
#define PATIENCE 500

struct _ApoyoOutcomePanel {
  AdwBin parent_instance;

  GtkLabel *state;
  GtkLabel *required;
  GtkLabel *required_words;
  GtkWidget *needed_line;
  GtkLabel *needed;
  GtkLabel *needed_words;
  GtkBox *pairs;
  GtkWidget *chart;
  GtkLabel *chart_title;
  ApoyoHistogram *histogram;
  GtkBox *checks;
  GtkWidget *checks_box;
  GtkLabel *trouble;
  ApoyoOutcomeLater later; /* (nullable) */
  gpointer later_data;
  guint patience;
};

enum {
  SIGNAL_FIELD_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoOutcomePanel, apoyo_outcome_panel, ADW_TYPE_BIN)

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static GtkWidget *
make_label (const char *text, const char *classes)
{
  GtkWidget *label = gtk_label_new (text);
  g_auto (GStrv) names = g_strsplit (classes, " ", -1);

  gtk_widget_set_css_classes (label, (const char **) names);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

/* --- checks ----------------------------------------------------------------------------------- */

static void
on_check_clicked_cb (GtkButton *button, ApoyoOutcomePanel *self)
{
  g_autofree char *field = g_strdup (g_object_get_data (G_OBJECT (button), "field"));

  g_signal_emit (self, signals[SIGNAL_FIELD_CHOSEN], 0, field);
}

/* "Opens: still to fill in": as the form calls it. (transfer full) (nullable) */
static char *
dup_missing (const ApoyoCheck *check)
{
  const char *words = apoyo_step_row_path_words (check->field);

  /* What the form has no word for is told as the database tells it. */
  return check->missing && words != check->field
             ? g_strdup_printf (_ ("%s: still to fill in"), words)
             : NULL;
}

static GtkWidget *
make_check_line (const ApoyoCheck *check)
{
  static const struct {
    const char *icon;
    const char *css_class;
    const char *word;
  } looks[] = {
    [APOYO_CHECK_OK] = { "object-select-symbolic", "c-ok", N_ ("Good") },
    [APOYO_CHECK_WARNING] = { "dialog-warning-symbolic", "c-warn", N_ ("Doubtful") },
    [APOYO_CHECK_ERROR] = { "dialog-error-symbolic", "c-err", N_ ("To correct") },
  };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *missing = dup_missing (check);
  /* What is not written yet is nothing wrong. */
  GtkWidget *icon = gtk_image_new_from_icon_name (missing != NULL ? "content-loading-symbolic"
                                                                  : looks[check->severity].icon);
  GtkWidget *label = make_label (missing != NULL ? missing : check->message, "t-small num");

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 14);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_widget_add_css_class (icon, missing != NULL ? "dimmed" : looks[check->severity].css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (looks[check->severity].word), -1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  return line;
}

/* What is in order leads nowhere. */
static GtkWidget *
make_check (ApoyoOutcomePanel *self, const ApoyoCheck *check)
{
  GtkWidget *line = make_check_line (check);
  g_autofree char *missing = dup_missing (check);
  GtkWidget *button;

  if (check->severity == APOYO_CHECK_OK || *check->field == '\0')
    return line;
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "check");
  gtk_widget_set_tooltip_text (button, check->hint != NULL ? check->hint : _ ("Go to the field"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  missing != NULL ? missing : check->message, -1);
  g_object_set_data_full (G_OBJECT (button), "field", g_strdup (check->field), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_check_clicked_cb), self);
  return button;
}

/* What a step that nobody has been to yet lacks is no mistake of anybody's. */
static GtkWidget *
make_later (const char *title)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("content-loading-symbolic");
  g_autofree char *text = g_strdup_printf (_ ("%s: still to fill in"), title);
  GtkWidget *label = make_label (text, "t-small dimmed");

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 14);
  gtk_widget_add_css_class (icon, "dimmed");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  return line;
}

static void
show_checks (ApoyoOutcomePanel *self, const ApoyoOutcome *outcome)
{
  g_autoptr (GPtrArray) later = g_ptr_array_new ();

  clear_box (self->checks);
  for (guint i = 0; outcome != NULL && i < outcome->checks->len; i++) {
    const ApoyoCheck *check = outcome->checks->pdata[i];
    const char *title = self->later != NULL && check->severity != APOYO_CHECK_OK
                            ? self->later (check->field, self->later_data)
                            : NULL;

    if (title == NULL)
      gtk_box_append (self->checks, make_check (self, check));
    else if (!g_ptr_array_find (later, title, NULL))
      g_ptr_array_add (later, (gpointer) title);
  }
  for (guint i = 0; i < later->len; i++)
    gtk_box_append (self->checks, make_later (later->pdata[i]));
  gtk_widget_set_visible (self->checks_box, outcome != NULL && outcome->checks->len > 0);
}

/* --- figures ---------------------------------------------------------------------------------- */

static void
add_pair (ApoyoOutcomePanel *self, const char *title, const char *value)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = make_label (title, "t-small dimmed");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), make_label (value, "t-small num t-strong"));
  gtk_box_append (self->pairs, line);
}

static void
add_supports (ApoyoOutcomePanel *self, const char *title, gint64 supports)
{
  g_autofree char *count = apoyo_format_count (supports);
  g_autofree char *value =
      g_strdup_printf (g_dngettext (NULL, "%s support", "%s supports", (gulong) supports), count);

  if (supports >= 0)
    add_pair (self, title, value);
}

typedef struct {
  const char *level;
  const char *chart;
  const char *median;
  const char *smallest;
} LevelWords;

static const LevelWords level_words[] = {
  { "circumscription", N_ ("Circumscriptions by electors"),
    N_ ("Least in the median circumscription"), N_ ("Least in the smallest circumscription") },
  { "entity", N_ ("Entities by electors"), N_ ("Least in the median entity"),
    N_ ("Least in the smallest entity") },
  { "federal_district", N_ ("Federal districts by electors"), N_ ("Least in the median district"),
    N_ ("Least in the smallest district") },
  { "local_district", N_ ("Local districts by electors"), N_ ("Least in the median district"),
    N_ ("Least in the smallest district") },
  { "municipality", N_ ("Municipalities by electors"), N_ ("Least in the median municipality"),
    N_ ("Least in the smallest municipality") },
  { "section", N_ ("Sections by electors"), N_ ("Least in the median section"),
    N_ ("Least in the smallest section") },
};

static const LevelWords *
find_words (const char *level)
{
  for (gsize i = 0; i < G_N_ELEMENTS (level_words); i++) {
    if (strcmp (level_words[i].level, level) == 0)
      return &level_words[i];
  }
  return &level_words[G_N_ELEMENTS (level_words) - 1];
}

static char *
words_of_needed (const ApoyoOutcome *outcome, const char *percentage)
{
  g_autofree char *total = apoyo_format_count (outcome->demarcations);
  g_autofree char *part = apoyo_format_rule_percentage (percentage != NULL ? percentage : "—");

  gulong n = (gulong) outcome->demarcations;

  if (strcmp (outcome->dispersion_level, "circumscription") == 0)
    return g_strdup_printf (
        ngettext ("of %s circumscription with %s", "of %s circumscriptions with %s", n), total,
        part);
  if (strcmp (outcome->dispersion_level, "entity") == 0)
    return g_strdup_printf (ngettext ("of %s entity with %s", "of %s entities with %s", n), total,
                            part);
  if (strcmp (outcome->dispersion_level, "municipality") == 0)
    return g_strdup_printf (
        ngettext ("of %s municipality with %s", "of %s municipalities with %s", n), total, part);
  if (strcmp (outcome->dispersion_level, "section") == 0)
    return g_strdup_printf (ngettext ("of %s section with %s", "of %s sections with %s", n), total,
                            part);
  return g_strdup_printf (ngettext ("of %s district with %s", "of %s districts with %s", n), total,
                          part);
}

static void
show_needed (ApoyoOutcomePanel *self, const ApoyoOutcome *outcome, const char *percentage)
{
  gboolean known = outcome != NULL && outcome->dispersion_level != NULL &&
                   outcome->dispersion_needed >= 0 && outcome->demarcations >= 0;
  g_autofree char *needed = known ? apoyo_format_count (outcome->dispersion_needed) : NULL;
  g_autofree char *words = known ? words_of_needed (outcome, percentage) : NULL;

  gtk_widget_set_visible (self->needed_line, known);
  if (!known)
    return;
  gtk_label_set_text (self->needed, needed);
  gtk_label_set_text (self->needed_words, words);
}

static void
show_required (ApoyoOutcomePanel *self,
               const ApoyoOutcome *outcome,
               gboolean joint,
               const char *word)
{
  gboolean known = outcome != NULL && outcome->required >= 0;
  g_autofree char *required = known ? apoyo_format_count (outcome->required) : g_strdup ("—");
  g_autofree char *words = joint          ? g_strdup (_ ("supports in all"))
                           : word == NULL ? g_strdup (_ ("supports"))
                                          : g_strdup_printf (_ ("supports for each %s"), word);

  gtk_label_set_text (self->required, required);
  gtk_label_set_text (self->required_words, words);
  if (known)
    gtk_widget_remove_css_class (GTK_WIDGET (self->required), "dimmed");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->required), "dimmed");
}

static void
show_pairs (ApoyoOutcomePanel *self, const ApoyoOutcome *outcome)
{
  const LevelWords *words;
  g_autofree char *list = NULL;

  clear_box (self->pairs);
  if (outcome == NULL)
    return;
  list = outcome->nominal_list >= 0 ? apoyo_format_count (outcome->nominal_list) : g_strdup ("—");
  add_pair (self, _ ("Electors of the scope"), list);
  if (outcome->dispersion_level == NULL)
    return;
  words = find_words (outcome->dispersion_level);
  add_supports (self, _ (words->median), outcome->median_required);
  add_supports (self, _ (words->smallest), outcome->smallest_required);
}

void
apoyo_outcome_panel_set (ApoyoOutcomePanel *self,
                         ApoyoOutcome *outcome,
                         gboolean joint,
                         const char *word,
                         const char *percentage)
{
  gboolean chart = outcome != NULL && outcome->n_bars > 0 && outcome->dispersion_level != NULL;

  g_return_if_fail (APOYO_IS_OUTCOME_PANEL (self));

  show_required (self, outcome, joint, word);
  show_needed (self, outcome, percentage);
  show_pairs (self, outcome);
  gtk_widget_set_visible (self->chart, chart);
  if (chart)
    gtk_label_set_text (self->chart_title, _ (find_words (outcome->dispersion_level)->chart));
  apoyo_histogram_set (self->histogram, chart ? outcome : NULL);
  show_checks (self, outcome);
}

void
apoyo_outcome_panel_set_later (ApoyoOutcomePanel *self, ApoyoOutcomeLater later, gpointer data)
{
  g_return_if_fail (APOYO_IS_OUTCOME_PANEL (self));
  self->later = later;
  self->later_data = data;
}

static gboolean
patience_cb (gpointer user_data)
{
  ApoyoOutcomePanel *self = user_data;

  self->patience = 0;
  gtk_label_set_text (self->state, _ ("Working it out…"));
  return G_SOURCE_REMOVE;
}

void
apoyo_outcome_panel_set_busy (ApoyoOutcomePanel *self, gboolean busy)
{
  g_return_if_fail (APOYO_IS_OUTCOME_PANEL (self));

  if (busy && self->patience == 0)
    self->patience = g_timeout_add (PATIENCE, patience_cb, self);
  if (busy)
    return;
  g_clear_handle_id (&self->patience, g_source_remove);
  gtk_label_set_text (self->state, _ ("Worked out as you type"));
}

void
apoyo_outcome_panel_set_trouble (ApoyoOutcomePanel *self, const char *text)
{
  g_return_if_fail (APOYO_IS_OUTCOME_PANEL (self));

  /* What a lost connection took with it is not under way any more. */
  if (text != NULL)
    apoyo_outcome_panel_set_busy (self, FALSE);
  gtk_label_set_text (self->trouble, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), text != NULL);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_outcome_panel_dispose (GObject *object)
{
  g_clear_handle_id (&APOYO_OUTCOME_PANEL (object)->patience, g_source_remove);

  G_OBJECT_CLASS (apoyo_outcome_panel_parent_class)->dispose (object);
}

static void
apoyo_outcome_panel_class_init (ApoyoOutcomePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_outcome_panel_dispose;
  signals[SIGNAL_FIELD_CHOSEN] =
      g_signal_new ("field-chosen", APOYO_TYPE_OUTCOME_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (APOYO_TYPE_HISTOGRAM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-outcome-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ApoyoOutcomePanel, state);
  gtk_widget_class_bind_template_child (widget_class, ApoyoOutcomePanel, required);
  gtk_widget_class_bind_template_child (widget_class, ApoyoOutcomePanel, required_words);
  gtk_widget_class_bind_template_child (widget_class, ApoyoOutcomePanel, needed_line);
  gtk_widget_class_bind_template_child (widget_class, ApoyoOutcomePanel, needed);
  gtk_widget_class_bind_template_child (widget_class, ApoyoOutcomePanel, needed_words);
  gtk_widget_class_bind_template_child (widget_class, ApoyoOutcomePanel, pairs);
  gtk_widget_class_bind_template_child (widget_class, ApoyoOutcomePanel, chart);
  gtk_widget_class_bind_template_child (widget_class, ApoyoOutcomePanel, chart_title);
  gtk_widget_class_bind_template_child (widget_class, ApoyoOutcomePanel, histogram);
  gtk_widget_class_bind_template_child (widget_class, ApoyoOutcomePanel, checks);
  gtk_widget_class_bind_template_child (widget_class, ApoyoOutcomePanel, checks_box);
  gtk_widget_class_bind_template_child (widget_class, ApoyoOutcomePanel, trouble);
}

static void
apoyo_outcome_panel_init (ApoyoOutcomePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  apoyo_outcome_panel_set (self, NULL, FALSE, NULL, NULL);
}

GtkWidget *
apoyo_outcome_panel_new (void)
{
  return g_object_new (APOYO_TYPE_OUTCOME_PANEL, NULL);
}
