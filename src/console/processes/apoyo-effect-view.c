/* apoyo-effect-view.c: the effect of a change before it is applied: situations, demarcations and
 * promoventes, before and after.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-effect-view.h"
#include "apoyo-entity.h"
#include "apoyo-format.h"
#include "apoyo-parts.h"
#include "apoyo-situation.h"

#define AFTER_WIDTH 76
#define DELTA_WIDTH 58
#define MAX_CELLS 400

struct _ApoyoEffectView {
  GtkBox parent_instance;

  gboolean wide;
};

G_DEFINE_FINAL_TYPE (ApoyoEffectView, apoyo_effect_view, GTK_TYPE_BOX)

/* --- rows ------------------------------------------------------------------------------------- */

static char *
delta_words (gint64 delta)
{
  return delta == 0 ? g_strdup ("±0") : apoyo_format_difference (delta);
}

static GtkWidget *
make_figure (const char *text, const char *classes, int width)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  if (width > 0)
    gtk_widget_set_size_request (label, width, -1);
  apoyo_part_classes (label, "t-small num");
  apoyo_part_classes (label, classes);
  return label;
}

/* "Colima  97.41 % > 100.48 %  +504" */
static GtkWidget *
make_change (const char *icon,
             const char *icon_classes,
             const char *name,
             const char *was,
             const char *becomes,
             gint64 delta,
             const char *delta_classes)
{
  GtkWidget *row = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 6, NULL);
  GtkWidget *label = apoyo_part_label (name, "t-small");
  g_autofree char *difference = delta_words (delta);
  g_autofree char *whole = g_strdup_printf ("%s: %s → %s, %s", name, was, becomes, difference);

  gtk_widget_set_hexpand (label, TRUE);
  if (icon != NULL)
    gtk_box_append (GTK_BOX (row), apoyo_part_icon (icon, 12, icon_classes));
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), make_figure (was, "dimmed", -1));
  gtk_box_append (GTK_BOX (row), apoyo_part_icon ("go-next-symbolic", 12, "dimmed"));
  gtk_box_append (GTK_BOX (row), make_figure (becomes, "t-strong", AFTER_WIDTH));
  gtk_box_append (GTK_BOX (row), make_figure (difference, delta_classes, DELTA_WIDTH));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  return row;
}

static GtkWidget *
make_counts (const char *name, gint64 was, gint64 becomes, gboolean good)
{
  g_autofree char *before = apoyo_format_count (was);
  g_autofree char *after = apoyo_format_count (becomes);

  return make_change (NULL, NULL, name, before, after, becomes - was,
                      becomes == was ? "dimmed"
                      : good         ? becomes > was ? "c-ok t-strong" : "c-err t-strong"
                                     : "");
}

static GtkBox *
add_section (ApoyoEffectView *self, const char *title)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 4, NULL);

  if (gtk_widget_get_last_child (GTK_WIDGET (self)) != NULL)
    gtk_box_append (GTK_BOX (self), apoyo_part_rule ());
  if (title != NULL)
    gtk_box_append (GTK_BOX (box), apoyo_part_label (title, "t-section"));
  gtk_box_append (GTK_BOX (self), box);
  return GTK_BOX (box);
}

/* --- situations ------------------------------------------------------------------------------- */

static const ApoyoEffectLine *
find_situation (const ApoyoRuleEffect *effect, ApoyoSituation situation)
{
  for (guint i = 0; i < effect->situations->len; i++) {
    const ApoyoEffectLine *line = effect->situations->pdata[i];

    if (g_str_equal (line->code, apoyo_situation_to_nick (situation)))
      return line;
  }
  return NULL;
}

/* What counts always; the others where they move. Received never does: its row is the check. */
static void
add_situations (ApoyoEffectView *self, const ApoyoRuleEffect *effect)
{
  GtkBox *box = add_section (self, _ ("Current standing → with the change"));
  gint64 was = 0, becomes = 0;

  for (guint i = 0; i < APOYO_N_SITUATIONS; i++) {
    ApoyoSituation situation = apoyo_situation_at_report (i);
    const ApoyoEffectLine *line = find_situation (effect, situation);

    if (line == NULL)
      continue;
    was += line->was;
    becomes += line->becomes;
    if (line->was != line->becomes || apoyo_situation_counts (situation))
      gtk_box_append (box, make_counts (apoyo_situation_get_label (situation), line->was,
                                        line->becomes, apoyo_situation_counts (situation)));
  }
  gtk_box_append (
      box, make_counts (_ ("Received"), effect->received_was, effect->received_becomes, FALSE));
  if (was != effect->received_was || becomes != effect->received_becomes)
    gtk_box_append (box, apoyo_part_note ("err", "dialog-error-symbolic",
                                          _ ("The situations do not add up to the received ones")));
}

/* --- goals ------------------------------------------------------------------------------------ */

static void
add_goals (ApoyoEffectView *self, const ApoyoRuleEffect *effect)
{
  GtkBox *box = NULL;
  guint shown = 0;

  for (guint i = 0; i < effect->goals->len && shown < 4; i++) {
    const ApoyoEffectLine *goal = effect->goals->pdata[i];
    g_autofree char *name = *goal->code == '\0'
                                ? g_strdup (_ ("Required, all together"))
                                : g_strdup_printf (_ ("Required in %s"), goal->code);

    if (goal->was == goal->becomes && goal->required_was == goal->required_becomes)
      continue;
    if (box == NULL)
      box = add_section (self, _ ("What has to be reached"));
    if (goal->was != goal->becomes)
      gtk_box_append (box, make_counts (name, goal->was, goal->becomes, FALSE));
    if (goal->required_was != goal->required_becomes)
      gtk_box_append (box, make_counts (_ ("Demarcations needed"), goal->required_was,
                                        goal->required_becomes, FALSE));
    shown++;
  }
}

/* --- demarcations ----------------------------------------------------------------------------- */

static int
compare_moves (gconstpointer a, gconstpointer b)
{
  const ApoyoEffectLine *x = *(ApoyoEffectLine *const *) a, *y = *(ApoyoEffectLine *const *) b;
  gboolean x_crosses = apoyo_effect_line_crosses (x), y_crosses = apoyo_effect_line_crosses (y);
  gint64 x_moves = ABS (x->becomes - x->was), y_moves = ABS (y->becomes - y->was);

  if (x_crosses != y_crosses)
    return x_crosses ? -1 : 1;
  return x_moves != y_moves ? (x_moves > y_moves ? -1 : 1) : g_strcmp0 (x->code, y->code);
}

static gboolean
moves (const ApoyoEffectLine *line)
{
  return line->was != line->becomes || line->required_was != line->required_becomes;
}

/* How far it is, where there is something to reach. */
static char *
describe_share (gint64 valid, gint64 required)
{
  return required == APOYO_EFFECT_NOT_ASKED ? apoyo_format_count (valid)
                                            : apoyo_format_percentage (valid, required);
}

static GtkWidget *
make_demarcation (const ApoyoEffectLine *line)
{
  gboolean crosses = apoyo_effect_line_crosses (line);
  gboolean up = line->becomes >= line->required_becomes;
  g_autofree char *was = describe_share (line->was, line->required_was);
  g_autofree char *becomes = describe_share (line->becomes, line->required_becomes);
  GtkWidget *row =
      make_change (!crosses ? (line->becomes >= line->was ? "ac-up-symbolic" : "ac-down-symbolic")
                   : up     ? "object-select-symbolic"
                            : "dialog-warning-symbolic",
                   !crosses ? "dimmed"
                   : up     ? "c-ok"
                            : "c-warn",
                   line->name, was, becomes, line->becomes - line->was, "dimmed");

  if (crosses)
    gtk_widget_add_css_class (row, "t-strong");
  return row;
}

/* n_all: of how many the ones told of move most; 0: all are told of. */
static char *
describe_rest (gint64 rest, guint n_down, gint64 n_all)
{
  g_autofree char *down = n_down == 0
                              ? g_strdup (_ ("none falls below its threshold"))
                              : g_strdup_printf (ngettext ("%u falls below its threshold",
                                                           "%u fall below their threshold", n_down),
                                                 n_down);

  if (rest <= 0)
    return g_steal_pointer (&down);
  if (n_all > 0) {
    g_autofree char *all = apoyo_format_count (n_all);

    /* Translators: "And 395 more, those of 71,247 that move most · none falls below its threshold"
     */
    return g_strdup_printf (_ ("And %d more, those of %s that move most · %s"), (int) rest, all,
                            down);
  }
  return g_strdup_printf (g_dngettext (NULL, "And %d more · %s", "And %d more · %s", (gulong) rest),
                          (int) rest, down);
}

static char *
describe_reached (const ApoyoRuleEffect *effect, const ApoyoRule *rule)
{
  if (effect->needed_becomes > 0 && rule->joint)
    return g_strdup_printf (_ ("%u → %u of %d"), effect->reached_was, effect->reached_becomes,
                            (int) effect->needed_becomes);
  return g_strdup_printf ("%u → %u", effect->reached_was, effect->reached_becomes);
}

static void
add_demarcations (ApoyoEffectView *self, const ApoyoRuleEffect *effect, const ApoyoRule *rule)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  guint most = self->wide ? 12 : 5, n_down = 0, n_shown;
  g_autofree char *reached = describe_reached (effect, rule);
  g_autofree char *rest = NULL;
  GtkWidget *head, *label;
  GtkBox *box;

  for (guint i = 0; i < effect->demarcations->len; i++) {
    ApoyoEffectLine *line = effect->demarcations->pdata[i];

    if (moves (line))
      g_ptr_array_add (lines, line);
    n_down += apoyo_effect_line_crosses (line) && line->becomes < line->required_becomes;
  }
  if (lines->len == 0)
    return;
  g_ptr_array_sort (lines, compare_moves);
  box = add_section (self, NULL);
  head = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 6, NULL);
  label = apoyo_part_label (_ ("Demarcations that cross their threshold"), "t-section");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), make_figure (reached, "t-strong", -1));
  gtk_box_append (box, head);
  n_shown = MIN (lines->len, most);
  for (guint i = 0; i < n_shown; i++)
    gtk_box_append (box, make_demarcation (lines->pdata[i]));
  rest = describe_rest (lines->len - n_shown, n_down,
                        effect->n_demarcations > effect->demarcations->len ? effect->n_demarcations
                                                                           : 0);
  gtk_box_append (box, apoyo_part_text (rest, "t-caption dimmed num"));
}

/* --- promoventes ------------------------------------------------------------------------------ */

static void
add_crossing (GtkBox *box,
              const char *title,
              GPtrArray *lines,
              const char *icon,
              const char *classes)
{
  if (lines->len == 0)
    return;
  gtk_box_append (box, apoyo_part_label (title, "t-caption dimmed"));
  for (guint i = 0; i < MIN (lines->len, 8); i++) {
    const ApoyoEffectLine *line = lines->pdata[i];
    g_autofree char *was = apoyo_format_count (line->was);
    g_autofree char *becomes = apoyo_format_count (line->becomes);

    gtk_box_append (box, make_change (icon, classes, line->name, was, becomes,
                                      line->becomes - line->was, "dimmed"));
  }
  if (lines->len > 8) {
    g_autofree char *rest =
        g_strdup_printf (ngettext ("And %u more", "And %u more", lines->len - 8), lines->len - 8);

    gtk_box_append (box, apoyo_part_label (rest, "t-caption dimmed num"));
  }
}

static void
add_promoventes (ApoyoEffectView *self, const ApoyoRuleEffect *effect)
{
  GtkBox *box = add_section (self, _ ("Promoventes"));
  g_autofree char *gain = apoyo_format_count (effect->n_gain);
  g_autofree char *lose = apoyo_format_count (effect->n_lose);
  g_autofree char *same = apoyo_format_count (effect->n_same);
  /* Translators: numbers of promoventes */
  g_autofree char *text =
      g_strdup_printf (_ ("%s gain · %s lose · %s without change"), gain, lose, same);
  guint most = MIN (effect->most->len, self->wide ? 8 : 4);

  gtk_box_append (box, apoyo_part_text (text, "t-small num"));
  add_crossing (box, _ ("Reach their threshold by it"), effect->crossing_up,
                "object-select-symbolic", "c-ok");
  add_crossing (box, _ ("Do not reach it any more"), effect->crossing_down,
                "dialog-warning-symbolic", "c-warn");
  for (guint i = 0; i < most; i++) {
    const ApoyoEffectLine *line = effect->most->pdata[i];

    gtk_box_append (box, make_counts (line->name, line->was, line->becomes, FALSE));
  }
}

/* --- by entity and situation --------------------------------------------------------------------
 */

static void
add_cells (ApoyoEffectView *self, const ApoyoRuleEffect *effect)
{
  GtkWidget *expander, *box;

  if (effect->cells->len == 0)
    return;
  expander = gtk_expander_new (_ ("By entity and situation"));
  box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 3, NULL);
  apoyo_part_classes (expander, "t-small");
  for (guint i = 0; i < MIN (effect->cells->len, MAX_CELLS); i++) {
    const ApoyoEffectCell *cell = effect->cells->pdata[i];
    const ApoyoEntity *entity = apoyo_entity_lookup (cell->entity);
    ApoyoSituation situation;
    g_autofree char *name =
        g_strdup_printf ("%s · %s", entity != NULL ? entity->name : cell->entity,
                         apoyo_situation_from_nick (cell->situation, &situation)
                             ? apoyo_situation_get_label (situation)
                             : cell->situation);

    gtk_box_append (GTK_BOX (box), make_counts (name, cell->was, cell->becomes, FALSE));
  }
  gtk_expander_set_child (GTK_EXPANDER (expander), box);
  gtk_box_append (add_section (self, NULL), expander);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_effect_view_class_init (ApoyoEffectViewClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_REGION);
}

static void
apoyo_effect_view_init (ApoyoEffectView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Effect before applying"), -1);
}

GtkWidget *
apoyo_effect_view_new (void)
{
  return g_object_new (APOYO_TYPE_EFFECT_VIEW, NULL);
}

/* What bears on supports that are still to come has no effect on those that are there. */
static void
add_notes (ApoyoEffectView *self, const ApoyoRuleEffect *effect)
{
  g_autofree char *size = apoyo_format_count (effect->size);
  g_autofree char *text =
      g_strdup_printf (_ ("Calculated on the tree %s and undone: nothing has been stored."), size);

  gtk_box_append (GTK_BOX (self), apoyo_part_note ("info", "dialog-information-symbolic", text));
  if (effect->future_only[0] != NULL)
    gtk_box_append (GTK_BOX (self),
                    apoyo_part_note ("warn", "ac-clock-symbolic",
                                     _ ("What is already received keeps its verdict: the change "
                                        "holds for what arrives from then on.")));
}

void
apoyo_effect_view_show (ApoyoEffectView *self, const ApoyoRuleEffect *effect, const ApoyoRule *rule)
{
  g_return_if_fail (APOYO_IS_EFFECT_VIEW (self));
  g_return_if_fail (effect != NULL && rule != NULL);

  apoyo_part_clear (GTK_BOX (self));
  add_notes (self, effect);
  add_situations (self, effect);
  add_goals (self, effect);
  add_demarcations (self, effect, rule);
  add_promoventes (self, effect);
  add_cells (self, effect);
}

void
apoyo_effect_view_say (ApoyoEffectView *self, const char *sentence)
{
  g_return_if_fail (APOYO_IS_EFFECT_VIEW (self));
  apoyo_part_clear (GTK_BOX (self));
  gtk_box_append (GTK_BOX (self), apoyo_part_text (sentence, "t-small dimmed"));
}

void
apoyo_effect_view_set_wide (ApoyoEffectView *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_EFFECT_VIEW (self));
  self->wide = wide;
}
