/* apoyo-kind.c: the kinds of process, and the rule that the law gives each to begin with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-rule.h"

typedef struct {
  const char *nick;
  const char *label;
  const char *legal_basis;
  guint window_days;
  gboolean joint;
  ApoyoBase base;
  ApoyoLevel scope;
  const char *percentage;
  guint at_least;       /* dispersion: so many demarcations … */
  const char *fraction; /* … or this share of them; neither: no dispersion */
  ApoyoLevel dispersion_level;
  const char *dispersion_percentage;
  ApoyoDuplicates duplicates;
  gboolean exclusive;
  gboolean withdrawal;
  ApoyoLevel cell_level;
} KindDefaults;

static const KindDefaults kinds[APOYO_N_KINDS] = {
  [APOYO_KIND_REVOCATION] = {
    .nick = "revocation", .label = N_ ("Revocation of mandate"),
    .legal_basis = "CPEUM 35-IX; LFRM 7",
    .joint = TRUE, .scope = APOYO_LEVEL_COUNTRY, .percentage = "3",
    .at_least = 17, .dispersion_level = APOYO_LEVEL_ENTITY, .dispersion_percentage = "3",
    .exclusive = TRUE, .withdrawal = TRUE, .cell_level = APOYO_LEVEL_ENTITY,
  },
  [APOYO_KIND_PRESIDENCY] = {
    .nick = "presidency", .label = N_ ("Independent candidacy: presidency"),
    .legal_basis = "LGIPE 371.1, 385.2", .window_days = 120,
    .scope = APOYO_LEVEL_COUNTRY, .percentage = "1",
    .at_least = 17, .dispersion_level = APOYO_LEVEL_ENTITY, .dispersion_percentage = "1",
    .exclusive = TRUE, .cell_level = APOYO_LEVEL_ENTITY,
  },
  [APOYO_KIND_SENATE] = {
    .nick = "senate", .label = N_ ("Independent candidacy: senate"),
    .legal_basis = "LGIPE 371.2, 385.2", .window_days = 90,
    .scope = APOYO_LEVEL_ENTITY, .percentage = "2",
    .fraction = "1/2", .dispersion_level = APOYO_LEVEL_FEDERAL_DISTRICT,
    .dispersion_percentage = "1",
    .exclusive = TRUE, .cell_level = APOYO_LEVEL_FEDERAL_DISTRICT,
  },
  [APOYO_KIND_FEDERAL_DEPUTY] = {
    .nick = "federal_deputy", .label = N_ ("Independent candidacy: federal deputy"),
    .legal_basis = "LGIPE 371.3, 385.2", .window_days = 60,
    .scope = APOYO_LEVEL_FEDERAL_DISTRICT, .percentage = "2",
    .fraction = "1/2", .dispersion_level = APOYO_LEVEL_SECTION, .dispersion_percentage = "1",
    .exclusive = TRUE, .cell_level = APOYO_LEVEL_SECTION,
  },
  [APOYO_KIND_GOVERNORSHIP] = {
    .nick = "governorship", .label = N_ ("Independent candidacy: governorship"),
    .legal_basis = "ley electoral local",
    .scope = APOYO_LEVEL_ENTITY, .percentage = "3",
    .exclusive = TRUE, .cell_level = APOYO_LEVEL_ENTITY,
  },
  [APOYO_KIND_LOCAL_DEPUTY] = {
    .nick = "local_deputy", .label = N_ ("Independent candidacy: local deputy"),
    .legal_basis = "ley electoral local",
    .scope = APOYO_LEVEL_LOCAL_DISTRICT, .percentage = "3",
    .exclusive = TRUE, .cell_level = APOYO_LEVEL_LOCAL_DISTRICT,
  },
  [APOYO_KIND_MUNICIPALITY] = {
    .nick = "municipality", .label = N_ ("Independent candidacy: municipality"),
    .legal_basis = "ley electoral local",
    .scope = APOYO_LEVEL_MUNICIPALITY, .percentage = "3",
    .exclusive = TRUE, .cell_level = APOYO_LEVEL_MUNICIPALITY,
  },
  [APOYO_KIND_CONSULTATION] = {
    .nick = "consultation", .label = N_ ("Popular consultation"),
    .legal_basis = "CPEUM 35-VIII; LFCP 12-14",
    .scope = APOYO_LEVEL_COUNTRY, .percentage = "2", .cell_level = APOYO_LEVEL_ENTITY,
  },
  [APOYO_KIND_INITIATIVE] = {
    .nick = "initiative", .label = N_ ("Citizens' initiative"),
    .legal_basis = "CPEUM 71-IV; LOCGEUM 130-133",
    .scope = APOYO_LEVEL_COUNTRY, .percentage = "0.13", .cell_level = APOYO_LEVEL_ENTITY,
  },
  [APOYO_KIND_PARTY] = {
    .nick = "party", .label = N_ ("Registration of a national party"),
    .legal_basis = "LGPP 10, 12, 18", .base = APOYO_BASE_ROLL,
    .scope = APOYO_LEVEL_COUNTRY, .percentage = "0.26",
    .duplicates = APOYO_DUPLICATES_LAST, .exclusive = TRUE, .cell_level = APOYO_LEVEL_ENTITY,
  },
};

static void
must_parse (gboolean parsed)
{
  if (!parsed)
    g_error ("The table of legal defaults cannot be read");
}

static void
set_dispersion (ApoyoRule *rule, const KindDefaults *defaults)
{
  rule->has_dispersion = defaults->dispersion_percentage != NULL;
  if (!rule->has_dispersion)
    return;
  rule->dispersion.level = defaults->dispersion_level;
  rule->dispersion.at_least = defaults->at_least;
  if (defaults->fraction != NULL)
    must_parse (apoyo_fraction_parse (defaults->fraction, &rule->dispersion.fraction, NULL));
  must_parse (
      apoyo_percentage_parse (defaults->dispersion_percentage, &rule->dispersion.percentage, NULL));
}

ApoyoRule *
apoyo_rule_new_for_kind (ApoyoKind kind)
{
  static const char *const models[] = { "E", "F", "G", "H", NULL };
  const KindDefaults *defaults;
  ApoyoRule *rule;

  g_return_val_if_fail ((guint) kind < APOYO_N_KINDS, NULL);

  defaults = &kinds[kind];
  rule = apoyo_rule_new ();
  rule->kind = kind;
  rule->joint = defaults->joint;
  rule->base = defaults->base;
  rule->scope = defaults->scope;
  must_parse (apoyo_percentage_parse (defaults->percentage, &rule->percentage, NULL));
  set_dispersion (rule, defaults);
  rule->duplicates = defaults->duplicates;
  rule->exclusive = defaults->exclusive;
  rule->models = g_strdupv ((char **) models);
  rule->modalities = APOYO_MODALITY_AUXILIARY | APOYO_MODALITY_SELF;
  rule->grace_hours = 24;
  rule->withdrawal = defaults->withdrawal;
  rule->hearing_days = 5;
  rule->time_zone = g_strdup ("America/Mexico_City");
  rule->cell_level = defaults->cell_level;
  return rule;
}

const char *
apoyo_kind_to_nick (ApoyoKind kind)
{
  g_return_val_if_fail ((guint) kind < APOYO_N_KINDS, NULL);
  return kinds[kind].nick;
}

gboolean
apoyo_kind_from_nick (const char *nick, ApoyoKind *kind)
{
  for (guint i = 0; i < APOYO_N_KINDS; i++) {
    if (g_strcmp0 (nick, kinds[i].nick) == 0) {
      *kind = (ApoyoKind) i;
      return TRUE;
    }
  }
  return FALSE;
}

const char *
apoyo_kind_get_label (ApoyoKind kind)
{
  g_return_val_if_fail ((guint) kind < APOYO_N_KINDS, NULL);
  return _ (kinds[kind].label);
}

const char *
apoyo_kind_get_legal_basis (ApoyoKind kind)
{
  g_return_val_if_fail ((guint) kind < APOYO_N_KINDS, NULL);
  return kinds[kind].legal_basis;
}

guint
apoyo_kind_get_window_days (ApoyoKind kind)
{
  g_return_val_if_fail ((guint) kind < APOYO_N_KINDS, 0);
  return kinds[kind].window_days;
}
