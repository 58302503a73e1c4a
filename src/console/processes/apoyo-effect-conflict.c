/* apoyo-effect-conflict.c: somebody else changed the rule while a change of it was being written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-difference-dialog.h"
#include "apoyo-effect-panel-private.h"
#include "apoyo-format.h"
#include "apoyo-parts.h"
#include "apoyo-rule-merge.h"

static const ApoyoRuleVersion *
get_in_force (ApoyoEffectPanel *self)
{
  ApoyoSetupDetail *detail = apoyo_setup_get_detail (self->setup);

  return detail != NULL && detail->process == self->process
             ? apoyo_setup_detail_get_version (detail)
             : NULL;
}

void
apoyo_effect_panel_take_base (ApoyoEffectPanel *self, const ApoyoRuleVersion *version)
{
  g_free (self->base);
  self->base = g_strdup (version->document);
  self->version = version->version;
  self->revision = apoyo_setup_process_get_figures (apoyo_setup_get_chosen (self->setup))->revision;
  self->overtaken = FALSE;
  apoyo_part_clear (self->conflict);
  apoyo_configuration_set_reference (self->configuration, self->base, NULL);
}

void
apoyo_effect_panel_load_rule (ApoyoEffectPanel *self, const char *rule)
{
  g_autofree char *document = g_strdup_printf (
      "{\"format\": \"" APOYO_CONFIGURATION_FORMAT "\", \"version\": 1, "
      "\"kind\": \"%s\", \"rule\": %s}",
      apoyo_setup_process_get_figures (apoyo_setup_get_chosen (self->setup))->kind, rule);
  g_autoptr (GError) error = NULL;

  if (!apoyo_configuration_load (self->configuration, document, &error))
    apoyo_effect_panel_show_problem (self, error);
}

static void
on_see_both_cb (ApoyoEffectPanel *self)
{
  const ApoyoRuleVersion *theirs = get_in_force (self);
  g_autofree char *mine = apoyo_effect_panel_dup_rule (self);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *title = NULL;

  if (theirs == NULL || mine == NULL)
    return;
  first = g_strdup_printf ("{\"rule\": %s}", theirs->document);
  second = g_strdup_printf ("{\"rule\": %s}", mine);
  title = g_strdup_printf (_ ("%s, v%d"), theirs->adopted_by != NULL ? theirs->adopted_by : "—",
                           theirs->version);
  apoyo_difference_dialog_compare (
      GTK_WIDGET (self), apoyo_setup_get_connection (self->setup), first, title, second,
      _ ("My change"),
      apoyo_setup_process_get_figures (apoyo_setup_get_chosen (self->setup))->time_zone);
}

static void
on_keep_mine_cb (ApoyoEffectPanel *self)
{
  const ApoyoRuleVersion *theirs = get_in_force (self);
  g_autofree char *mine = apoyo_effect_panel_dup_rule (self);
  g_autofree char *merged = NULL;

  if (theirs == NULL || mine == NULL)
    return;
  merged = apoyo_rule_merge (self->base, theirs->document, mine);
  apoyo_effect_panel_take_base (self, theirs);
  if (merged != NULL)
    apoyo_effect_panel_load_rule (self, merged);
  apoyo_effect_panel_note_change (self);
}

static void
on_take_theirs_cb (ApoyoEffectPanel *self)
{
  const ApoyoRuleVersion *theirs = get_in_force (self);

  if (theirs == NULL)
    return;
  apoyo_effect_panel_take_base (self, theirs);
  apoyo_effect_panel_load_rule (self, self->base);
  apoyo_effect_panel_note_change (self);
}

static void
add_choice (ApoyoEffectPanel *self, GtkBox *box, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  apoyo_part_classes (button, "thin");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (box, button);
}

static void
show_conflict (ApoyoEffectPanel *self, const ApoyoRuleVersion *theirs)
{
  const char *zone =
      apoyo_setup_process_get_figures (apoyo_setup_get_chosen (self->setup))->time_zone;
  g_autofree char *time = apoyo_format_clock (theirs->adopted_at, zone);
  g_autofree char *text = g_strdup_printf (_ ("%s changed the rule at %s (v%d)"),
                                           theirs->adopted_by != NULL ? theirs->adopted_by : "—",
                                           time, theirs->version);
  GtkWidget *buttons = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 6, NULL);

  apoyo_part_clear (self->conflict);
  gtk_box_append (self->conflict, apoyo_part_note ("warn", "dialog-warning-symbolic", text));
  add_choice (self, GTK_BOX (buttons), _ ("See both"), G_CALLBACK (on_see_both_cb));
  add_choice (self, GTK_BOX (buttons), _ ("Keep mine"), G_CALLBACK (on_keep_mine_cb));
  add_choice (self, GTK_BOX (buttons), _ ("Take theirs"), G_CALLBACK (on_take_theirs_cb));
  gtk_box_append (self->conflict, buttons);
}

/* The process may have changed while this is being written. Only another rule is in the way. */
void
apoyo_effect_panel_follow_process (ApoyoEffectPanel *self)
{
  const ApoyoRuleVersion *theirs;

  if (self->configuration == NULL)
    return;
  theirs = get_in_force (self);
  if (theirs == NULL)
    return;
  if (theirs->version == self->version) {
    self->revision =
        apoyo_setup_process_get_figures (apoyo_setup_get_chosen (self->setup))->revision;
  } else if (!apoyo_effect_panel_is_changed (self)) {
    on_take_theirs_cb (self);
  } else {
    self->overtaken = TRUE;
    show_conflict (self, theirs);
  }
  apoyo_effect_panel_update (self);
}
