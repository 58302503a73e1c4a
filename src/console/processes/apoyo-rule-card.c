/* apoyo-rule-card.c: one topic of a rule: what it says, what it means, and on what authority.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-parts.h"
#include "apoyo-rule-card.h"

struct _ApoyoRuleCard {
  AdwBin parent_instance;

  ApoyoRuleTopic topic;
  GtkLabel *title;
  GtkLabel *value;
  GtkLabel *sense;
  GtkLabel *law;
  GtkLabel *authority;
  GtkButton *edit;
  GtkWidget *chip;
  GtkLabel *chip_label;
};

enum { SIGNAL_EDIT, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoRuleCard, apoyo_rule_card, ADW_TYPE_BIN)

static void
on_edit_cb (ApoyoRuleCard *self)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0);
}

static void
apoyo_rule_card_class_init (ApoyoRuleCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "apoyo-rule-card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_EDIT] = g_signal_new ("edit", APOYO_TYPE_RULE_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_head (ApoyoRuleCard *self)
{
  GtkWidget *head = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 8, "rule-head");

  self->title = GTK_LABEL (apoyo_part_label ("", "t-section"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  self->chip = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 4, "pill acc");
  self->chip_label = GTK_LABEL (gtk_label_new (""));
  gtk_widget_set_valign (self->chip, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->chip), apoyo_part_icon ("document-edit-symbolic", 14, NULL));
  gtk_box_append (GTK_BOX (self->chip), GTK_WIDGET (self->chip_label));
  gtk_widget_set_visible (self->chip, FALSE);
  self->edit = GTK_BUTTON (gtk_button_new_from_icon_name ("document-edit-symbolic"));
  apoyo_part_classes (GTK_WIDGET (self->edit), "flat thin");
  gtk_widget_set_valign (GTK_WIDGET (self->edit), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->edit, "clicked", G_CALLBACK (on_edit_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (apoyo_part_icon ("", 16, "dimmed rule-icon")));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), self->chip);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->edit));
  return head;
}

static void
apoyo_rule_card_init (ApoyoRuleCard *self)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 1, NULL);
  GtkWidget *line = apoyo_part_rule ();

  apoyo_part_classes (GTK_WIDGET (self), "panel rule-card");
  self->value = GTK_LABEL (apoyo_part_label ("—", "t-heading num"));
  self->sense = GTK_LABEL (apoyo_part_text ("", "t-caption dimmed num"));
  self->law = GTK_LABEL (apoyo_part_label ("", "t-caption dimmed"));
  self->authority = GTK_LABEL (apoyo_part_label ("", "t-caption dimmed num"));
  gtk_label_set_lines (self->sense, 2);
  gtk_label_set_ellipsize (self->sense, PANGO_ELLIPSIZE_END);
  gtk_widget_set_vexpand (GTK_WIDGET (self->sense), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->sense), GTK_ALIGN_START);
  apoyo_part_margins (line, 5, 0, 4, 0);
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->value));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sense));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->law));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->authority));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
show_title (ApoyoRuleCard *self, const ApoyoRule *rule)
{
  const char *title = apoyo_rule_topic_get_title (self->topic, rule);
  g_autofree char *edit = g_strdup_printf (_ ("Change: %s"), title);

  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edit), GTK_ACCESSIBLE_PROPERTY_LABEL, edit,
                                  -1);
}

GtkWidget *
apoyo_rule_card_new (ApoyoRuleTopic topic)
{
  ApoyoRuleCard *self = g_object_new (APOYO_TYPE_RULE_CARD, NULL);
  GtkWidget *box = adw_bin_get_child (ADW_BIN (self));
  GtkWidget *icon = gtk_widget_get_first_child (gtk_widget_get_first_child (box));

  self->topic = topic;
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), apoyo_rule_topic_get_icon (topic));
  show_title (self, NULL);
  apoyo_rule_card_set_mark (self, APOYO_RULE_CARD_LOCKED, "", NULL); /* until it is known */
  return GTK_WIDGET (self);
}

ApoyoRuleTopic
apoyo_rule_card_get_topic (ApoyoRuleCard *self)
{
  g_return_val_if_fail (APOYO_IS_RULE_CARD (self), APOYO_RULE_TOPIC_THRESHOLD);
  return self->topic;
}

static void
describe (ApoyoRuleCard *self)
{
  g_autofree char *whole =
      g_strdup_printf ("%s: %s. %s. %s, %s", gtk_label_get_text (self->title),
                       gtk_label_get_text (self->value), gtk_label_get_text (self->sense),
                       gtk_label_get_text (self->law), gtk_label_get_text (self->authority));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

void
apoyo_rule_card_show (ApoyoRuleCard *self,
                      const ApoyoRule *rule,
                      const ApoyoRuleReach *reach,
                      const char *law,
                      const char *authority)
{
  g_autofree char *value = NULL;
  g_autofree char *sense = NULL;

  g_return_if_fail (APOYO_IS_RULE_CARD (self));

  show_title (self, rule);
  if (rule != NULL) {
    value = apoyo_rule_words_value (rule, self->topic, reach);
    sense = apoyo_rule_words_sense (rule, self->topic, reach);
  }
  gtk_label_set_text (self->value, value != NULL ? value : "—");
  gtk_label_set_text (self->sense, sense != NULL ? sense : "");
  gtk_label_set_text (self->law, law != NULL ? law : "");
  gtk_label_set_text (self->authority, authority != NULL ? authority : "");
  describe (self);
}

void
apoyo_rule_card_set_mark (ApoyoRuleCard *self,
                          ApoyoRuleCardMark mark,
                          const char *why,
                          const char *chip)
{
  g_return_if_fail (APOYO_IS_RULE_CARD (self));

  gtk_widget_set_visible (self->chip, mark == APOYO_RULE_CARD_PROPOSED);
  gtk_label_set_text (self->chip_label, chip != NULL ? chip : "");
  gtk_button_set_icon_name (self->edit, mark == APOYO_RULE_CARD_LOCKED ? "ac-close-symbolic"
                                                                       : "document-edit-symbolic");
  apoyo_part_set_reason (GTK_WIDGET (self->edit), why,
                         mark == APOYO_RULE_CARD_LOCKED
                             ? _ ("Change it, with an acuerdo and a second signature")
                             : _ ("Change it"));
}
