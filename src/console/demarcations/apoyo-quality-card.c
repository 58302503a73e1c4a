/* apoyo-quality-card.c: what looks wrong in the version shown, counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"
#include "apoyo-quality-card.h"
#include "apoyo-status-chip.h"

typedef enum {
  GRADE_OK,
  GRADE_UNKNOWN, /* there is nothing to hold it against */
  GRADE_WARNING,
  GRADE_ERROR,
} Grade;

/* What one row of the card says. */
typedef struct {
  Grade grade;
  char *value;  /* (owned) */
  char *detail; /* (owned) */
} Judgement;

struct _ApoyoQualityCard {
  GtkBox parent_instance;

  ApoyoStatusChip *errors;
  ApoyoStatusChip *warnings;
  GtkListBox *list;
  GtkImage *icons[APOYO_N_PROBLEMS];
  GtkLabel *details[APOYO_N_PROBLEMS];
  GtkLabel *values[APOYO_N_PROBLEMS];
  GtkWidget *rows[APOYO_N_PROBLEMS];
};

enum {
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoQualityCard, apoyo_quality_card, GTK_TYPE_BOX)

const char *
apoyo_problem_get_title (ApoyoProblem problem)
{
  static const char *const titles[APOYO_N_PROBLEMS] = {
    [APOYO_PROBLEM_SIZE] = N_ ("Sections outside 100 – 3,000"),
    [APOYO_PROBLEM_TOTAL] = N_ ("Sums against what was published"),
    [APOYO_PROBLEM_NO_INEGI] = N_ ("Municipalities without INEGI code"),
    [APOYO_PROBLEM_EMPTY] = N_ ("Empty demarcations"),
    [APOYO_PROBLEM_MISPLACED] = N_ ("Sections in a single district"),
  };

  g_return_val_if_fail ((guint) problem < APOYO_N_PROBLEMS, NULL);
  return _ (titles[problem]);
}

/* --- judging ---------------------------------------------------------------------------------- */

static void
judge_sizes (Judgement *to, ApoyoGeography *geography, ApoyoQuality *quality)
{
  guint n = apoyo_quality_count (quality, APOYO_PROBLEM_SIZE);
  guint n_large = apoyo_quality_count_large (quality);
  g_autofree char *large = apoyo_format_count (n_large);
  g_autofree char *small = apoyo_format_count (n - n_large);

  to->grade = n > 0 ? GRADE_WARNING : GRADE_OK;
  to->value = apoyo_format_count (n);
  to->detail = n > 0 ? g_strdup_printf (_ ("%s with more · %s with fewer"), large, small)
                     : g_strdup (_ ("All within the law"));
}

/* The national sum is the one that everybody knows. */
static void
judge_totals (Judgement *to, ApoyoGeography *geography, ApoyoQuality *quality)
{
  guint n = apoyo_quality_count (quality, APOYO_PROBLEM_TOTAL);
  guint country = apoyo_geography_find (geography, APOYO_DEMARCATION_COUNTRY);
  gint64 published =
      country != APOYO_PLACE_NONE ? apoyo_geography_get_published (geography, country) : -1;
  gint64 sum =
      country != APOYO_PLACE_NONE ? apoyo_geography_get_nominal_list (geography, country) : 0;
  g_autofree char *sum_text = apoyo_format_count (sum);
  g_autofree char *published_text = apoyo_format_count (MAX (published, 0));

  to->grade = n > 0 ? GRADE_ERROR : published >= 0 ? GRADE_OK : GRADE_UNKNOWN;
  if (published >= 0 && published != sum) {
    to->value = apoyo_format_difference (sum - published);
    to->detail = g_strdup_printf ("%s ≠ %s", sum_text, published_text);
  } else if (n > 0) {
    to->value = apoyo_format_count (n);
    to->detail = g_strdup (_ ("State, district or municipal totals differ"));
  } else {
    to->value = published >= 0 ? g_strdup ("0") : g_strdup ("—");
    to->detail = published >= 0 ? g_strdup_printf ("%s = %s", sum_text, published_text)
                                : g_strdup (_ ("No national total stated yet"));
  }
}

/* "Chiapas 7 · Guerrero 3" */
static char *
count_by_entity (ApoyoGeography *geography, GListModel *findings)
{
  GString *text = g_string_new (NULL);
  const char *last = NULL;
  guint n = 0;

  for (guint i = 0; i <= g_list_model_get_n_items (findings); i++) {
    g_autoptr (ApoyoFindingRow) finding = g_list_model_get_item (findings, i);
    guint place = finding != NULL
                      ? apoyo_geography_find (geography, apoyo_finding_row_get_code (finding))
                      : APOYO_PLACE_NONE;
    guint entity = place != APOYO_PLACE_NONE
                       ? apoyo_geography_get_within (geography, place, APOYO_LEVEL_ENTITY)
                       : APOYO_PLACE_NONE;
    const char *name =
        entity != APOYO_PLACE_NONE ? apoyo_geography_get_name (geography, entity) : NULL;

    if (n > 0 && g_strcmp0 (name, last) != 0) {
      g_string_append_printf (text, "%s%s %u", text->len > 0 ? " · " : "", last, n);
      n = 0;
    }
    n += name != NULL;
    last = name;
  }
  return g_string_free (text, FALSE);
}

static void
judge_codes (Judgement *to, ApoyoGeography *geography, ApoyoQuality *quality)
{
  GListModel *findings = apoyo_quality_get (quality, APOYO_PROBLEM_NO_INEGI);
  guint n = g_list_model_get_n_items (findings);

  to->grade = n > 0 ? GRADE_WARNING : GRADE_OK;
  to->value = apoyo_format_count (n);
  to->detail = n > 0 ? count_by_entity (geography, findings) : g_strdup (_ ("All have both codes"));
}

static void
judge_empty (Judgement *to, ApoyoGeography *geography, ApoyoQuality *quality)
{
  guint n = apoyo_quality_count (quality, APOYO_PROBLEM_EMPTY);
  g_autofree char *federal =
      apoyo_format_count (apoyo_geography_count (geography, APOYO_LEVEL_FEDERAL_DISTRICT));
  g_autofree char *local =
      apoyo_format_count (apoyo_geography_count (geography, APOYO_LEVEL_LOCAL_DISTRICT));

  to->grade = n > 0 ? GRADE_WARNING : GRADE_OK;
  to->value = apoyo_format_count (n);
  to->detail = g_strdup_printf (_ ("Of %s federal and %s local districts"), federal, local);
}

static void
judge_places (Judgement *to, ApoyoGeography *geography, ApoyoQuality *quality)
{
  guint n = apoyo_quality_count (quality, APOYO_PROBLEM_MISPLACED);
  g_autofree char *misplaced = apoyo_format_count (n);

  to->grade = n > 0 ? GRADE_ERROR : GRADE_OK;
  to->value = apoyo_format_count (apoyo_geography_count (geography, APOYO_LEVEL_SECTION) - n);
  to->detail = n > 0 ? g_strdup_printf (ngettext ("%s is not", "%s are not", n), misplaced)
                     : g_strdup (_ ("All of them"));
}

static void
judge (Judgement judgements[APOYO_N_PROBLEMS], ApoyoGeography *geography, ApoyoQuality *quality)
{
  static void (*const judges[APOYO_N_PROBLEMS]) (Judgement *, ApoyoGeography *, ApoyoQuality *) = {
    [APOYO_PROBLEM_SIZE] = judge_sizes,       [APOYO_PROBLEM_TOTAL] = judge_totals,
    [APOYO_PROBLEM_NO_INEGI] = judge_codes,   [APOYO_PROBLEM_EMPTY] = judge_empty,
    [APOYO_PROBLEM_MISPLACED] = judge_places,
  };

  for (guint i = 0; i < APOYO_N_PROBLEMS; i++)
    judges[i](&judgements[i], geography, quality);
}

/* --- view ------------------------------------------------------------------------------------- */

static void
show_judgement (ApoyoQualityCard *self, ApoyoProblem problem, const Judgement *judgement)
{
  static const struct {
    const char *icon, *css_class;
  } marks[] = {
    [GRADE_OK] = { "object-select-symbolic", "c-ok" },
    [GRADE_UNKNOWN] = { "ac-clock-symbolic", "dimmed" },
    [GRADE_WARNING] = { "dialog-warning-symbolic", "c-warn" },
    [GRADE_ERROR] = { "dialog-error-symbolic", "c-err" },
  };
  g_autofree char *label = g_strdup_printf ("%s: %s. %s", apoyo_problem_get_title (problem),
                                            judgement->value, judgement->detail);

  gtk_image_set_from_icon_name (self->icons[problem], marks[judgement->grade].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icons[problem]),
                              (const char *[]){ marks[judgement->grade].css_class, NULL });
  gtk_label_set_text (self->values[problem], judgement->value);
  gtk_label_set_text (self->details[problem], judgement->detail);
  gtk_widget_set_tooltip_text (self->rows[problem], judgement->detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[problem]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_chip (ApoyoStatusChip *chip, ApoyoStatus status, guint n, const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (chip), n > 0);
  if (n > 0)
    apoyo_status_chip_set (chip, status, text);
}

static void
show_chips (ApoyoQualityCard *self, const Judgement judgements[APOYO_N_PROBLEMS])
{
  guint n_errors = 0, n_warnings = 0;
  g_autofree char *errors = NULL, *warnings = NULL;

  for (guint i = 0; i < APOYO_N_PROBLEMS; i++) {
    n_errors += judgements[i].grade == GRADE_ERROR;
    n_warnings += judgements[i].grade == GRADE_WARNING;
  }
  errors = g_strdup_printf (ngettext ("%u error", "%u errors", n_errors), n_errors);
  warnings = g_strdup_printf (ngettext ("%u warning", "%u warnings", n_warnings), n_warnings);
  show_chip (self->errors, APOYO_STATUS_ERROR, n_errors, errors);
  show_chip (self->warnings, APOYO_STATUS_WARNING, n_warnings, warnings);
}

void
apoyo_quality_card_set (ApoyoQualityCard *self, ApoyoGeography *geography, ApoyoQuality *quality)
{
  Judgement judgements[APOYO_N_PROBLEMS] = { 0 };

  g_return_if_fail (APOYO_IS_QUALITY_CARD (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->list), geography != NULL && quality != NULL);
  if (geography != NULL && quality != NULL)
    judge (judgements, geography, quality);
  for (guint i = 0; i < APOYO_N_PROBLEMS; i++) {
    if (judgements[i].value == NULL) {
      judgements[i].grade = GRADE_UNKNOWN;
      judgements[i].value = g_strdup ("—");
      judgements[i].detail = g_strdup ("");
    }
    show_judgement (self, (ApoyoProblem) i, &judgements[i]);
  }
  show_chips (self, judgements);
  for (guint i = 0; i < APOYO_N_PROBLEMS; i++) {
    g_free (judgements[i].value);
    g_free (judgements[i].detail);
  }
}

/* --- the object ------------------------------------------------------------------------------- */

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, ApoyoQualityCard *self)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, gtk_list_box_row_get_index (row));
}

static void
apoyo_quality_card_class_init (ApoyoQualityCardClass *klass)
{
  signals[SIGNAL_OPENED] = g_signal_new ("opened", APOYO_TYPE_QUALITY_CARD, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
make_label (const char *text, const char *css_class, float xalign)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_xalign (label, xalign);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  gtk_widget_add_css_class (GTK_WIDGET (label), "num");
  return label;
}

static void
add_row (ApoyoQualityCard *self, ApoyoProblem problem)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  GtkLabel *title = make_label (apoyo_problem_get_title (problem), "t-small", 0);

  self->icons[problem] = GTK_IMAGE (gtk_image_new ());
  self->details[problem] = make_label ("", "t-caption", 0);
  self->values[problem] = make_label ("—", "t-small", 1);
  gtk_image_set_pixel_size (self->icons[problem], 14);
  gtk_image_set_pixel_size (GTK_IMAGE (arrow), 12);
  gtk_widget_add_css_class (arrow, "dimmed");
  gtk_widget_add_css_class (GTK_WIDGET (self->details[problem]), "dimmed");
  gtk_widget_add_css_class (GTK_WIDGET (self->values[problem]), "t-strong");
  gtk_label_set_ellipsize (self->values[problem], PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (GTK_WIDGET (title), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icons[problem]));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->details[problem]));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->values[problem]));
  gtk_box_append (GTK_BOX (box), arrow);
  self->rows[problem] = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->rows[problem]), box);
  gtk_list_box_append (self->list, self->rows[problem]);
  g_object_set_data (G_OBJECT (self->rows[problem]), "title", title);
}

static void
apoyo_quality_card_init (ApoyoQualityCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkLabel *title = make_label (_ ("Data quality"), "t-section", 0);

  self->errors = APOYO_STATUS_CHIP (apoyo_status_chip_new (APOYO_STATUS_ERROR, ""));
  self->warnings = APOYO_STATUS_CHIP (apoyo_status_chip_new (APOYO_STATUS_WARNING, ""));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 2);
  gtk_widget_add_css_class (GTK_WIDGET (self), "panel");
  gtk_widget_add_css_class (GTK_WIDGET (self), "padded");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "quality-list");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  gtk_widget_set_hexpand (GTK_WIDGET (title), TRUE);
  gtk_widget_set_size_request (head, -1, 22);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (title));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->errors));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->warnings));
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
  for (guint i = 0; i < APOYO_N_PROBLEMS; i++)
    add_row (self, (ApoyoProblem) i);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Data quality"), -1);
  apoyo_quality_card_set_wide (self, FALSE);
  apoyo_quality_card_set (self, NULL, NULL);
}

GtkWidget *
apoyo_quality_card_new (void)
{
  return g_object_new (APOYO_TYPE_QUALITY_CARD, NULL);
}

/* With room, the details stand under each other in the middle. */
void
apoyo_quality_card_set_wide (ApoyoQualityCard *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_QUALITY_CARD (self));

  for (guint i = 0; i < APOYO_N_PROBLEMS; i++) {
    GtkWidget *title = g_object_get_data (G_OBJECT (self->rows[i]), "title");

    gtk_widget_set_visible (GTK_WIDGET (self->details[i]), wide);
    gtk_widget_set_size_request (title, wide ? 250 : -1, -1);
    gtk_widget_set_hexpand (title, !wide);
    gtk_widget_set_hexpand (GTK_WIDGET (self->details[i]), wide);
  }
  if (wide)
    gtk_widget_add_css_class (GTK_WIDGET (self), "wide");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "wide");
}
