/* apoyo-columns.c: the geography in columns, from the circumscription to the section.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-columns.h"
#include "apoyo-place-column.h"
#include "apoyo-place-words.h"

typedef enum {
  COLUMN_CIRCUMSCRIPTION,
  COLUMN_ENTITY,
  COLUMN_MIDDLE,
  COLUMN_SECTION,
} Column;

#define N_COLUMNS (COLUMN_SECTION + 1)
#define N_MIDDLES 3

static const ApoyoLevel middles[N_MIDDLES] = { APOYO_LEVEL_FEDERAL_DISTRICT,
                                               APOYO_LEVEL_LOCAL_DISTRICT,
                                               APOYO_LEVEL_MUNICIPALITY };

struct _ApoyoColumns {
  GtkBox parent_instance;

  ApoyoPlaceColumn *columns[N_COLUMNS];
  GtkToggleButton *switches[N_MIDDLES];

  ApoyoGeography *geography; /* (owned) (nullable) */
  guint inside[N_COLUMNS];   /* whose parts each column shows, APOYO_PLACE_NONE: nothing */
  ApoyoLevel level[N_COLUMNS];
  guint selected;
  gboolean wide;
  gboolean switching; /* the level is being set from the selection */
};

enum {
  SIGNAL_SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoColumns, apoyo_columns, GTK_TYPE_BOX)

/* --- path ------------------------------------------------------------------------------------- */

static guint
find_within (ApoyoColumns *self, ApoyoLevel level)
{
  return self->selected != APOYO_PLACE_NONE
             ? apoyo_geography_get_within (self->geography, self->selected, level)
             : APOYO_PLACE_NONE;
}

static guint
first_of (guint one, guint other)
{
  return one != APOYO_PLACE_NONE ? one : other;
}

/* A column that shows the same as before keeps its rows, its place and the focus. */
static void
show_column (ApoyoColumns *self, Column column, guint inside, ApoyoLevel level)
{
  static const char *const hints[N_COLUMNS] = {
    [COLUMN_CIRCUMSCRIPTION] = "",
    [COLUMN_ENTITY] = "",
    [COLUMN_MIDDLE] = N_ ("Choose an entity"),
    [COLUMN_SECTION] = N_ ("Choose an entity"),
  };

  if (self->inside[column] == inside && self->level[column] == level)
    return;
  self->inside[column] = inside;
  self->level[column] = level;
  apoyo_place_column_show (self->columns[column], self->geography, inside, level,
                           *hints[column] != '\0' ? _ (hints[column]) : "");
}

static void
update_columns (ApoyoColumns *self)
{
  ApoyoLevel middle = apoyo_columns_get_middle (self);
  guint country =
      self->geography != NULL ? apoyo_geography_find (self->geography, "MX") : APOYO_PLACE_NONE;
  guint path[N_COLUMNS] = { APOYO_PLACE_NONE, APOYO_PLACE_NONE, APOYO_PLACE_NONE,
                            APOYO_PLACE_NONE };
  gboolean leaf = TRUE;

  if (self->geography != NULL) {
    path[COLUMN_CIRCUMSCRIPTION] = find_within (self, APOYO_LEVEL_CIRCUMSCRIPTION);
    path[COLUMN_ENTITY] = find_within (self, APOYO_LEVEL_ENTITY);
    path[COLUMN_MIDDLE] = find_within (self, middle);
    path[COLUMN_SECTION] = find_within (self, APOYO_LEVEL_SECTION);
  }
  show_column (self, COLUMN_CIRCUMSCRIPTION, country, APOYO_LEVEL_CIRCUMSCRIPTION);
  show_column (self, COLUMN_ENTITY, first_of (path[COLUMN_CIRCUMSCRIPTION], country),
               APOYO_LEVEL_ENTITY);
  show_column (self, COLUMN_MIDDLE, path[COLUMN_ENTITY], middle);
  show_column (self, COLUMN_SECTION, first_of (path[COLUMN_MIDDLE], path[COLUMN_ENTITY]),
               APOYO_LEVEL_SECTION);
  for (int column = N_COLUMNS - 1; column >= 0; column--) {
    gboolean is_leaf = leaf && path[column] != APOYO_PLACE_NONE;

    apoyo_place_column_select (self->columns[column], path[column], is_leaf);
    leaf = leaf && !is_leaf;
  }
}

/* --- input ------------------------------------------------------------------------------------ */

static void
on_chosen_cb (ApoyoPlaceColumn *column, guint place, ApoyoColumns *self)
{
  apoyo_columns_select (self, place);
}

static void
on_leave_cb (ApoyoPlaceColumn *column, int way, ApoyoColumns *self)
{
  apoyo_columns_step (self, way);
}

static void
on_switched_cb (GtkToggleButton *button, ApoyoColumns *self)
{
  ApoyoLevel level;

  if (!gtk_toggle_button_get_active (button))
    return;
  apoyo_place_column_set_title (self->columns[COLUMN_MIDDLE],
                                apoyo_place_words_level (apoyo_columns_get_middle (self)));
  if (self->switching || self->geography == NULL || self->selected == APOYO_PLACE_NONE)
    return;
  /* A district is none of the other level's: its entity is. */
  level = apoyo_geography_get_level (self->geography, self->selected);
  if (level > APOYO_LEVEL_ENTITY && level < APOYO_LEVEL_SECTION)
    apoyo_columns_select (
        self, apoyo_geography_get_within (self->geography, self->selected, APOYO_LEVEL_ENTITY));
  else
    apoyo_columns_select (self, self->selected);
}

void
apoyo_columns_step (ApoyoColumns *self, int way)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  int at = way > 0 ? -1 : N_COLUMNS;

  for (int i = 0; i < N_COLUMNS && focus != NULL; i++) {
    if (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->columns[i])))
      at = i;
  }
  for (at += way; at >= 0 && at < N_COLUMNS; at += way) {
    if (apoyo_place_column_enter (self->columns[at]))
      return;
  }
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_columns_dispose (GObject *object)
{
  g_clear_object (&APOYO_COLUMNS (object)->geography);

  G_OBJECT_CLASS (apoyo_columns_parent_class)->dispose (object);
}

static void
apoyo_columns_class_init (ApoyoColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_columns_dispose;

  signals[SIGNAL_SELECTED] = g_signal_new ("selected", APOYO_TYPE_COLUMNS, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
make_switches (ApoyoColumns *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "apoyo-switch");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (guint i = 0; i < N_MIDDLES; i++) {
    self->switches[i] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
    if (i > 0)
      gtk_toggle_button_set_group (self->switches[i], self->switches[0]);
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->switches[i]),
                                 apoyo_place_words_level (middles[i]));
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->switches[i]));
  }
  return box;
}

static void
apply_shape (ApoyoColumns *self)
{
  static const int widths[2][N_COLUMNS] = { { 84, 190, 236, 150 }, { 170, 250, 320, 214 } };
  static const char *const words[2][N_MIDDLES] = {
    { N_ ("Federal"), N_ ("Local"), N_ ("Mun.") },
    { N_ ("Fed. district"), N_ ("Local district"), N_ ("Municipality") },
  };

  for (guint i = 0; i < N_COLUMNS; i++) {
    gtk_widget_set_size_request (GTK_WIDGET (self->columns[i]), widths[self->wide][i], -1);
    apoyo_place_column_set_figures (self->columns[i], self->wide || i >= COLUMN_MIDDLE);
    apoyo_place_column_set_wide (self->columns[i], self->wide);
  }
  apoyo_place_column_set_title (self->columns[COLUMN_CIRCUMSCRIPTION],
                                self->wide ? _ ("Circumscription") : _ ("Circ."));
  for (guint i = 0; i < N_MIDDLES; i++) {
    gtk_button_set_label (GTK_BUTTON (self->switches[i]), _ (words[self->wide][i]));
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->switches[i]),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    apoyo_place_words_level (middles[i]), -1);
  }
}

static void
apoyo_columns_init (ApoyoColumns *self)
{
  static const ApoyoLevel levels[N_COLUMNS] = { APOYO_LEVEL_CIRCUMSCRIPTION, APOYO_LEVEL_ENTITY,
                                                APOYO_LEVEL_FEDERAL_DISTRICT, APOYO_LEVEL_SECTION };

  self->selected = APOYO_PLACE_NONE;
  for (guint i = 0; i < N_COLUMNS; i++) {
    self->inside[i] = APOYO_PLACE_NONE;
    self->columns[i] = apoyo_place_column_new (apoyo_place_words_level (levels[i]));
    g_signal_connect (self->columns[i], "chosen", G_CALLBACK (on_chosen_cb), self);
    g_signal_connect (self->columns[i], "leave", G_CALLBACK (on_leave_cb), self);
    gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->columns[i]));
  }
  apoyo_place_column_set_lead (self->columns[COLUMN_MIDDLE], make_switches (self));
  gtk_toggle_button_set_active (self->switches[0], TRUE);
  for (guint i = 0; i < N_MIDDLES; i++)
    g_signal_connect (self->switches[i], "toggled", G_CALLBACK (on_switched_cb), self);
  apply_shape (self);
}

GtkWidget *
apoyo_columns_new (void)
{
  return g_object_new (APOYO_TYPE_COLUMNS, NULL);
}

void
apoyo_columns_set_geography (ApoyoColumns *self, ApoyoGeography *geography)
{
  g_autofree char *code = NULL;
  guint place = APOYO_PLACE_NONE;

  g_return_if_fail (APOYO_IS_COLUMNS (self));

  if (self->geography == geography && geography != NULL) /* whoever reads in it stays there */
    return;
  if (self->geography != NULL && self->selected != APOYO_PLACE_NONE)
    code = apoyo_geography_dup_code (self->geography, self->selected);
  g_set_object (&self->geography, geography);
  self->selected = APOYO_PLACE_NONE;
  for (guint i = 0; i < N_COLUMNS; i++) {
    self->inside[i] = APOYO_PLACE_NONE;
    apoyo_place_column_show (self->columns[i], NULL, APOYO_PLACE_NONE, APOYO_LEVEL_COUNTRY, NULL);
  }
  if (geography != NULL && code != NULL)
    place = apoyo_geography_find (geography, code);
  if (geography != NULL && place == APOYO_PLACE_NONE)
    place = apoyo_geography_find (geography, "MX");
  apoyo_columns_select (self, place);
}

void
apoyo_columns_select (ApoyoColumns *self, guint place)
{
  g_return_if_fail (APOYO_IS_COLUMNS (self));

  self->selected = self->geography != NULL ? place : APOYO_PLACE_NONE;
  self->switching = TRUE;
  for (guint i = 0; i < N_MIDDLES && self->selected != APOYO_PLACE_NONE; i++) {
    if (apoyo_geography_get_level (self->geography, self->selected) == middles[i])
      gtk_toggle_button_set_active (self->switches[i], TRUE);
  }
  self->switching = FALSE;
  update_columns (self);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, self->selected);
}

guint
apoyo_columns_get_selected (ApoyoColumns *self)
{
  g_return_val_if_fail (APOYO_IS_COLUMNS (self), APOYO_PLACE_NONE);
  return self->selected;
}

ApoyoLevel
apoyo_columns_get_middle (ApoyoColumns *self)
{
  g_return_val_if_fail (APOYO_IS_COLUMNS (self), APOYO_LEVEL_FEDERAL_DISTRICT);

  for (guint i = 0; i < N_MIDDLES; i++) {
    if (gtk_toggle_button_get_active (self->switches[i]))
      return middles[i];
  }
  return APOYO_LEVEL_FEDERAL_DISTRICT;
}

void
apoyo_columns_set_wide (ApoyoColumns *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_COLUMNS (self));

  if (self->wide == !!wide)
    return;
  self->wide = !!wide;
  apply_shape (self);
}
