/* apoyo-fraction-entry.c: any share of a whole, as so many of so many.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-fraction-entry.h"
#include "apoyo-fraction.h"
#include "apoyo-number-entry.h"

/* As the database takes it. */
#define LARGEST 1000000
#define NUMBER_WIDTH 110

struct _ApoyoFractionEntry {
  GtkBox parent_instance;

  ApoyoNumberEntry *of;
  ApoyoNumberEntry *in;
  char *value;   /* (owned) (nullable): what is typed, when it is a share */
  char *told;    /* (owned) (nullable): set last, or told last */
  char *problem; /* (owned) (nullable) */
  gboolean setting;
};

enum { SIGNAL_CHANGED_VALUE, SIGNAL_PROBLEM, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoFractionEntry, apoyo_fraction_entry, GTK_TYPE_BOX)

static const char *
find_number_problem (ApoyoFractionEntry *self)
{
  const char *problem = apoyo_number_entry_get_problem (self->of);

  return problem != NULL ? problem : apoyo_number_entry_get_problem (self->in);
}

/* problem: (nullable) */
static void
set_problem (ApoyoFractionEntry *self, const char *problem)
{
  if (g_strcmp0 (problem, self->problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, problem);
}

static void
look (ApoyoFractionEntry *self)
{
  const char *of = apoyo_number_entry_get_value (self->of);
  const char *in = apoyo_number_entry_get_value (self->in);
  g_autoptr (GError) error = NULL;
  ApoyoFraction fraction;

  g_clear_pointer (&self->value, g_free);
  if (of == NULL || in == NULL) { /* the number says what is wrong, after a pause */
    set_problem (self, find_number_problem (self));
    return;
  }
  self->value = g_strdup_printf ("%s/%s", of, in);
  if (!apoyo_fraction_parse (self->value, &fraction, &error)) {
    g_clear_pointer (&self->value, g_free);
    set_problem (self, error->message);
    return;
  }
  set_problem (self, NULL);
}

static void
on_changed_cb (ApoyoFractionEntry *self)
{
  if (self->setting)
    return;
  look (self);
  if (self->value == NULL)
    return;
  g_free (self->told);
  self->told = g_strdup (self->value);
  g_signal_emit (self, signals[SIGNAL_CHANGED_VALUE], 0);
}

static void
on_problem_cb (ApoyoFractionEntry *self)
{
  if (!self->setting)
    look (self);
}

static ApoyoNumberEntry *
add_number (ApoyoFractionEntry *self)
{
  GtkWidget *number = apoyo_number_entry_new (APOYO_NUMBER_COUNT, 1, LARGEST);

  gtk_widget_set_size_request (number, NUMBER_WIDTH, -1);
  gtk_widget_set_hexpand (number, FALSE);
  g_signal_connect_object (number, "changed-value", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (number, "problem", G_CALLBACK (on_problem_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), number);
  return APOYO_NUMBER_ENTRY (number);
}

static void
apoyo_fraction_entry_finalize (GObject *object)
{
  ApoyoFractionEntry *self = APOYO_FRACTION_ENTRY (object);

  g_free (self->value);
  g_free (self->told);
  g_free (self->problem);

  G_OBJECT_CLASS (apoyo_fraction_entry_parent_class)->finalize (object);
}

static void
apoyo_fraction_entry_class_init (ApoyoFractionEntryClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = apoyo_fraction_entry_finalize;

  signals[SIGNAL_CHANGED_VALUE] =
      g_signal_new ("changed-value", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
apoyo_fraction_entry_init (ApoyoFractionEntry *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->of = add_number (self);
  gtk_box_append (GTK_BOX (self), gtk_label_new ("∕"));
  self->in = add_number (self);
}

GtkWidget *
apoyo_fraction_entry_new (void)
{
  return g_object_new (APOYO_TYPE_FRACTION_ENTRY, NULL);
}

void
apoyo_fraction_entry_set_name (ApoyoFractionEntry *self, const char *name)
{
  g_autofree char *of = g_strdup_printf (_ ("%s: numerator"), name);
  g_autofree char *in = g_strdup_printf (_ ("%s: denominator"), name);

  g_return_if_fail (APOYO_IS_FRACTION_ENTRY (self));

  apoyo_number_entry_set_name (self->of, of);
  apoyo_number_entry_set_name (self->in, in);
}

const char *
apoyo_fraction_entry_get_value (ApoyoFractionEntry *self)
{
  g_return_val_if_fail (APOYO_IS_FRACTION_ENTRY (self), NULL);
  return self->value;
}

void
apoyo_fraction_entry_set_value (ApoyoFractionEntry *self, const char *value)
{
  g_auto (GStrv) parts = NULL;

  g_return_if_fail (APOYO_IS_FRACTION_ENTRY (self));

  if (value == NULL || g_strcmp0 (value, self->told) == 0)
    return;
  parts = g_strsplit (value, "/", 2);
  if (g_strv_length (parts) != 2)
    return;
  g_free (self->told);
  self->told = g_strdup (value);
  self->setting = TRUE;
  apoyo_number_entry_set_value (self->of, parts[0]);
  apoyo_number_entry_set_value (self->in, parts[1]);
  self->setting = FALSE;
  look (self);
}

void
apoyo_fraction_entry_forget (ApoyoFractionEntry *self)
{
  g_return_if_fail (APOYO_IS_FRACTION_ENTRY (self));
  g_clear_pointer (&self->told, g_free);
}

const char *
apoyo_fraction_entry_get_problem (ApoyoFractionEntry *self)
{
  g_return_val_if_fail (APOYO_IS_FRACTION_ENTRY (self), NULL);
  return self->problem;
}
