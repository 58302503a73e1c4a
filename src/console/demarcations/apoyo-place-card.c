/* apoyo-place-card.c: what is known of the chosen place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"
#include "apoyo-place-card.h"
#include "apoyo-place-words.h"
#include "apoyo-status-chip.h"

typedef struct {
  const char *title;
  char *value; /* (owned) */
} Fact;

struct _ApoyoPlaceCard {
  GtkBox parent_instance;

  GtkLabel *title;
  GtkLabel *where;
  ApoyoStatusChip *chip;
  GtkGrid *grid;

  ApoyoGeography *geography; /* (owned) (nullable) */
  guint place;
  char *exceptions; /* (owned) (nullable) */
  gboolean wide;
};

G_DEFINE_FINAL_TYPE (ApoyoPlaceCard, apoyo_place_card, GTK_TYPE_BOX)

/* --- facts ------------------------------------------------------------------------------------ */

static void
fact_clear (gpointer data)
{
  g_free (((Fact *) data)->value);
}

/* value: (transfer full) (nullable): no such fact */
static void
add_fact (GArray *facts, const char *title, char *value)
{
  Fact fact = { title, value };

  if (value != NULL)
    g_array_append_val (facts, fact);
}

static char *
count_inside (ApoyoPlaceCard *self, ApoyoLevel level)
{
  g_autoptr (GArray) places = apoyo_geography_list (self->geography, self->place, level);

  return apoyo_format_count (places->len);
}

/* "140 San Andrés Cholula" */
static char *
describe_holder (ApoyoPlaceCard *self, ApoyoLevel level)
{
  guint holder = apoyo_geography_get_within (self->geography, self->place, level);
  g_autofree char *number = NULL;

  if (holder == APOYO_PLACE_NONE)
    return g_strdup ("—");
  number = apoyo_geography_dup_number (self->geography, holder);
  return g_strdup_printf ("%s %s", number, apoyo_geography_get_name (self->geography, holder));
}

/* The three digits inside the entity: what stands beside INE's. */
static char *
describe_inegi (ApoyoPlaceCard *self)
{
  guint municipality =
      apoyo_geography_get_within (self->geography, self->place, APOYO_LEVEL_MUNICIPALITY);
  const char *code = municipality != APOYO_PLACE_NONE
                         ? apoyo_geography_get_inegi_code (self->geography, municipality)
                         : NULL;

  return g_strdup (code != NULL ? code : _ ("None"));
}

static char *
describe_published (ApoyoPlaceCard *self)
{
  gint64 published = apoyo_geography_get_published (self->geography, self->place);
  gint64 electors = apoyo_geography_get_nominal_list (self->geography, self->place);
  g_autofree char *count = NULL;
  g_autofree char *difference = NULL;

  if (published < 0)
    return NULL;
  count = apoyo_format_count (published);
  difference = apoyo_format_difference (electors - published);
  return electors == published ? g_steal_pointer (&count)
                               : g_strdup_printf ("%s (%s)", count, difference);
}

static void
add_section_facts (ApoyoPlaceCard *self, GArray *facts)
{
  guint district =
      apoyo_geography_get_within (self->geography, self->place, APOYO_LEVEL_LOCAL_DISTRICT);

  add_fact (facts, _ ("Municipality, INE"), describe_holder (self, APOYO_LEVEL_MUNICIPALITY));
  add_fact (facts, _ ("Municipality, INEGI"), describe_inegi (self));
  add_fact (facts, _ ("Federal district"), describe_holder (self, APOYO_LEVEL_FEDERAL_DISTRICT));
  add_fact (facts, _ ("Local district"),
            district != APOYO_PLACE_NONE ? apoyo_geography_dup_number (self->geography, district)
                                         : g_strdup ("—"));
}

static GArray *
list_facts (ApoyoPlaceCard *self)
{
  ApoyoLevel level = apoyo_geography_get_level (self->geography, self->place);
  GArray *facts = g_array_new (FALSE, FALSE, sizeof (Fact));

  g_array_set_clear_func (facts, fact_clear);
  add_fact (
      facts, _ ("Nominal list"),
      apoyo_place_words_count (apoyo_geography_get_nominal_list (self->geography, self->place)));
  add_fact (facts, _ ("Electoral roll"),
            apoyo_place_words_count (apoyo_geography_get_roll (self->geography, self->place)));
  if (level == APOYO_LEVEL_SECTION) {
    add_section_facts (self, facts);
    return facts;
  }
  add_fact (facts, _ ("Sections"), count_inside (self, APOYO_LEVEL_SECTION));
  if (level == APOYO_LEVEL_MUNICIPALITY) {
    add_fact (facts, _ ("Code of INEGI"), describe_inegi (self));
    add_fact (facts, _ ("Exception regime"), g_strdup (self->exceptions));
  } else if (level <= APOYO_LEVEL_ENTITY) {
    add_fact (facts, _ ("Federal districts"), count_inside (self, APOYO_LEVEL_FEDERAL_DISTRICT));
    add_fact (facts, _ ("Local districts"), count_inside (self, APOYO_LEVEL_LOCAL_DISTRICT));
    add_fact (facts, _ ("Municipalities"), count_inside (self, APOYO_LEVEL_MUNICIPALITY));
  }
  add_fact (facts, _ ("Published total"), describe_published (self));
  return facts;
}

/* --- view ------------------------------------------------------------------------------------- */

static GtkWidget *
make_fact (const Fact *fact)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (fact->title);
  GtkWidget *value = gtk_label_new (fact->value);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "t-caption");
  gtk_widget_add_css_class (title, "dimmed");
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_END);
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_widget_set_can_focus (value, FALSE);
  gtk_widget_set_tooltip_text (value, fact->value);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_widget_add_css_class (value, "t-small");
  gtk_widget_add_css_class (value, "t-strong");
  gtk_widget_add_css_class (value, "num");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), value);
  return box;
}

static void
update (ApoyoPlaceCard *self)
{
  g_autoptr (GArray) facts = NULL;
  g_autofree char *title = NULL, *where = NULL, *warning = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  gtk_widget_set_visible (GTK_WIDGET (self->chip), FALSE);
  if (self->geography == NULL || self->place == APOYO_PLACE_NONE) {
    gtk_label_set_text (self->title, "—");
    gtk_label_set_text (self->where, "");
    return;
  }
  facts = list_facts (self);
  title = apoyo_place_words_title (self->geography, self->place);
  where = apoyo_place_words_where (self->geography, self->place);
  warning = apoyo_place_words_warning (self->geography, self->place);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->where, where);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->where), where);
  if (warning != NULL) {
    apoyo_status_chip_set (self->chip, APOYO_STATUS_WARNING, warning);
    gtk_widget_set_visible (GTK_WIDGET (self->chip), TRUE);
  }
  for (guint i = 0; i < facts->len; i++) {
    guint columns = self->wide ? 2 : 1;

    gtk_grid_attach (self->grid, make_fact (&g_array_index (facts, Fact, i)), (int) (i % columns),
                     (int) (i / columns), 1, 1);
  }
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_place_card_dispose (GObject *object)
{
  g_clear_object (&APOYO_PLACE_CARD (object)->geography);

  G_OBJECT_CLASS (apoyo_place_card_parent_class)->dispose (object);
}

static void
apoyo_place_card_finalize (GObject *object)
{
  g_free (APOYO_PLACE_CARD (object)->exceptions);

  G_OBJECT_CLASS (apoyo_place_card_parent_class)->finalize (object);
}

static void
apoyo_place_card_class_init (ApoyoPlaceCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_place_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = apoyo_place_card_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
apoyo_place_card_init (ApoyoPlaceCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->place = APOYO_PLACE_NONE;
  self->title = GTK_LABEL (gtk_label_new ("—"));
  self->where = GTK_LABEL (gtk_label_new (NULL));
  self->chip = APOYO_STATUS_CHIP (apoyo_status_chip_new (APOYO_STATUS_WARNING, ""));
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "panel");
  gtk_widget_add_css_class (GTK_WIDGET (self), "padded");
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "t-heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "num");
  gtk_label_set_xalign (self->where, 0);
  gtk_label_set_ellipsize (self->where, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->where), "t-caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->where), "dimmed");
  gtk_widget_add_css_class (GTK_WIDGET (self->where), "num");
  gtk_widget_set_valign (GTK_WIDGET (self->chip), GTK_ALIGN_CENTER);
  gtk_grid_set_column_spacing (self->grid, 28);
  gtk_grid_set_row_spacing (self->grid, 2);
  gtk_grid_set_column_homogeneous (self->grid, TRUE);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->chip));
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->where));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->grid));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Chosen demarcation"), -1);
  update (self);
}

GtkWidget *
apoyo_place_card_new (void)
{
  return g_object_new (APOYO_TYPE_PLACE_CARD, NULL);
}

void
apoyo_place_card_set (ApoyoPlaceCard *self,
                      ApoyoGeography *geography,
                      guint place,
                      const char *exceptions)
{
  g_return_if_fail (APOYO_IS_PLACE_CARD (self));

  g_set_object (&self->geography, geography);
  self->place = place;
  g_free (self->exceptions);
  self->exceptions = g_strdup (exceptions);
  update (self);
}

void
apoyo_place_card_set_wide (ApoyoPlaceCard *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_PLACE_CARD (self));

  if (self->wide == !!wide)
    return;
  self->wide = !!wide;
  update (self);
}
