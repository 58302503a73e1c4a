/* apoyo-effect-digest.c: what a change comes to, in the few lines that are always in view.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-effect-digest.h"
#include "apoyo-format.h"
#include "apoyo-parts.h"
#include "apoyo-situation.h"

/* A slip of the finger moves a percentage by a power of ten; an acuerdo moves it by less than half.
 */
#define FAR_BELOW 2

struct _ApoyoEffectDigest {
  GtkBox parent_instance;

  GtkBox *figures;
  GtkBox *warning;
};

G_DEFINE_FINAL_TYPE (ApoyoEffectDigest, apoyo_effect_digest, GTK_TYPE_BOX)

static void
update_visible (ApoyoEffectDigest *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self->figures)) != NULL ||
                              gtk_widget_get_first_child (GTK_WIDGET (self->warning)) != NULL);
}

/* --- figures ---------------------------------------------------------------------------------- */

static void
add_change (ApoyoEffectDigest *self, const char *name, gint64 was, gint64 becomes)
{
  g_autofree char *before = apoyo_format_count (was);
  g_autofree char *after = apoyo_format_count (becomes);
  g_autofree char *text =
      was == becomes ? g_strdup (before) : g_strdup_printf ("%s → %s", before, after);

  gtk_box_append (self->figures, apoyo_part_pair (name, text));
}

static void
add_counting (ApoyoEffectDigest *self, const ApoyoRuleEffect *effect)
{
  gint64 was = 0, becomes = 0;

  for (guint i = 0; i < effect->situations->len; i++) {
    const ApoyoEffectLine *line = effect->situations->pdata[i];
    ApoyoSituation situation;

    if (apoyo_situation_from_nick (line->code, &situation) && apoyo_situation_counts (situation)) {
      was += line->was;
      becomes += line->becomes;
    }
  }
  add_change (self, _ ("In Nominal List"), was, becomes);
}

static void
add_crossing (ApoyoEffectDigest *self, const ApoyoRuleEffect *effect)
{
  g_autofree char *up = apoyo_format_count (effect->crossing_up->len);
  g_autofree char *down = apoyo_format_count (effect->crossing_down->len);
  g_autofree char *reach = g_strdup_printf (
      ngettext ("%s reaches its threshold", "%s reach their threshold", effect->crossing_up->len),
      up);
  g_autofree char *lose =
      g_strdup_printf (ngettext ("%s loses it", "%s lose it", effect->crossing_down->len), down);
  g_autofree char *text = g_strdup_printf ("%s, %s", reach, lose);

  gtk_box_append (self->figures, apoyo_part_text (text, "t-caption dimmed num"));
}

void
apoyo_effect_digest_show (ApoyoEffectDigest *self, const ApoyoRuleEffect *effect)
{
  g_return_if_fail (APOYO_IS_EFFECT_DIGEST (self));

  apoyo_part_clear (self->figures);
  if (effect != NULL) {
    if (effect->goals->len > 0) {
      const ApoyoEffectLine *goal = effect->goals->pdata[0];

      add_change (self, _ ("Required"), goal->was, goal->becomes);
      if (goal->required_was != goal->required_becomes)
        add_change (self, _ ("Demarcations needed"), goal->required_was, goal->required_becomes);
    }
    add_counting (self, effect);
    add_crossing (self, effect);
  }
  update_visible (self);
}

/* --- warning ---------------------------------------------------------------------------------- */

static gboolean
is_far_below (const ApoyoFraction *mine, const ApoyoFraction *lawful)
{
  return (gint64) FAR_BELOW * mine->numerator * lawful->denominator <
         lawful->numerator * mine->denominator;
}

/* (transfer full) (nullable) */
static char *
describe_gap (const ApoyoFraction *mine, const ApoyoFraction *lawful, const char *article)
{
  g_autofree char *percentage = NULL;
  g_autofree char *law = NULL;

  if (lawful->numerator == 0 || !is_far_below (mine, lawful))
    return NULL;
  percentage = apoyo_format_rule_percentage (mine->text);
  law = apoyo_format_rule_percentage (lawful->text);
  if (article == NULL)
    return g_strdup_printf (_ ("%s is far below the %s of the law."), percentage, law);
  /* Translators: two percentages, and the article: "0.05 % is far below the 2 % of LGIPE 371.3." */
  return g_strdup_printf (_ ("%s is far below the %s of %s."), percentage, law, article);
}

void
apoyo_effect_digest_judge (ApoyoEffectDigest *self, const ApoyoRule *rule, const char *article)
{
  g_autoptr (ApoyoRule) lawful = rule != NULL ? apoyo_rule_new_for_kind (rule->kind) : NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (APOYO_IS_EFFECT_DIGEST (self));

  apoyo_part_clear (self->warning);
  if (rule != NULL)
    text = describe_gap (&rule->percentage, &lawful->percentage, article);
  if (text != NULL)
    gtk_box_append (self->warning, apoyo_part_note ("warn", "dialog-warning-symbolic", text));
  update_visible (self);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_effect_digest_class_init (ApoyoEffectDigestClass *klass)
{
}

static void
apoyo_effect_digest_init (ApoyoEffectDigest *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  self->figures = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 3, NULL));
  self->warning = GTK_BOX (apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->figures));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->warning));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
apoyo_effect_digest_new (void)
{
  return g_object_new (APOYO_TYPE_EFFECT_DIGEST, NULL);
}
