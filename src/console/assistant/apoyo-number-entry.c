/* apoyo-number-entry.c: an exact number, typed or stepped: a percentage or a count.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-number-entry.h"

#define PAUSE 300
#define MAX_DECIMALS 6

struct _ApoyoNumberEntry {
  GtkBox parent_instance;

  GtkSpinButton *spin;
  ApoyoNumberKind kind;
  int least;
  int most;
  char *value;   /* (owned) (nullable) */
  char *problem; /* (owned) (nullable) */
  guint pause;
};

enum {
  SIGNAL_CHANGED_VALUE,
  SIGNAL_PROBLEM,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoNumberEntry, apoyo_number_entry, GTK_TYPE_BOX)

char *
apoyo_number_entry_normalise (const char *text, gboolean decimals)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *start = stripped;
  g_autoptr (GString) number = NULL;
  gsize whole, after = 0;

  whole = strspn (start, "0123456789");
  if (whole == 0 || whole > 9)
    return NULL;
  while (whole > 1 && *start == '0') {
    start++;
    whole--;
  }
  number = g_string_new_len (start, (gssize) whole);
  if (decimals && (start[whole] == '.' || start[whole] == ',')) {
    const char *rest = start + whole + 1;

    after = strspn (rest, "0123456789");
    if (after > MAX_DECIMALS || rest[after] != '\0')
      return NULL;
    while (after > 0 && rest[after - 1] == '0')
      after--;
    if (after > 0)
      g_string_append_printf (number, ".%.*s", (int) after, rest);
  } else if (start[whole] != '\0') {
    return NULL;
  }
  return g_string_free (g_steal_pointer (&number), FALSE);
}

/* NULL: it is not one of this entry. */
static char *
read_text (ApoyoNumberEntry *self)
{
  g_autofree char *number = apoyo_number_entry_normalise (
      gtk_editable_get_text (GTK_EDITABLE (self->spin)), self->kind == APOYO_NUMBER_PERCENTAGE);
  double value;

  if (number == NULL)
    return NULL;
  value = g_ascii_strtod (number, NULL);
  if (value > (double) self->most || value < (double) self->least ||
      (self->kind == APOYO_NUMBER_PERCENTAGE && value == 0))
    return NULL;
  return g_steal_pointer (&number);
}

static void
set_problem (ApoyoNumberEntry *self, const char *problem)
{
  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, self->problem);
}

static gboolean
pause_cb (gpointer user_data)
{
  ApoyoNumberEntry *self = user_data;
  g_autofree char *problem = NULL;

  self->pause = 0;
  if (self->kind == APOYO_NUMBER_PERCENTAGE)
    problem = g_strdup (_ ("Write a percentage of more than 0 and at most 100, such as 1.25."));
  else
    problem = g_strdup_printf (_ ("Write a whole number from %d to %d."), self->least, self->most);
  set_problem (self, problem);
  return G_SOURCE_REMOVE;
}

static void
on_changed_cb (GtkEditable *editable, ApoyoNumberEntry *self)
{
  g_autofree char *value = read_text (self);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (value == NULL) {
    g_clear_pointer (&self->value, g_free);
    self->pause = g_timeout_add (PAUSE, pause_cb, self);
    return;
  }
  set_problem (self, NULL);
  if (g_strcmp0 (value, self->value) == 0)
    return;
  g_free (self->value);
  self->value = g_steal_pointer (&value);
  g_signal_emit (self, signals[SIGNAL_CHANGED_VALUE], 0);
}

static int
on_input_cb (GtkSpinButton *spin, double *value, ApoyoNumberEntry *self)
{
  g_autofree char *number = read_text (self);

  if (number == NULL)
    return GTK_INPUT_ERROR; /* the number before comes back */
  *value = g_ascii_strtod (number, NULL);
  return TRUE;
}

/* A percentage shows two decimals at least, and as many as it has. */
static gboolean
on_output_cb (GtkSpinButton *spin, ApoyoNumberEntry *self)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  double value = gtk_spin_button_get_value (spin);

  if (self->kind == APOYO_NUMBER_COUNT) {
    g_ascii_formatd (text, sizeof text, "%.0f", value);
  } else {
    char *end;

    g_ascii_formatd (text, sizeof text, "%.6f", value);
    for (end = text + strlen (text); end[-1] == '0' && end - strchr (text, '.') > 3; end--)
      end[-1] = '\0';
  }
  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (spin)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static gboolean
apoyo_number_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (APOYO_NUMBER_ENTRY (widget)->spin));
}

static void
apoyo_number_entry_dispose (GObject *object)
{
  ApoyoNumberEntry *self = APOYO_NUMBER_ENTRY (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->spin != NULL)
    g_signal_handlers_disconnect_by_data (self->spin, self);
  self->spin = NULL;

  G_OBJECT_CLASS (apoyo_number_entry_parent_class)->dispose (object);
}

static void
apoyo_number_entry_finalize (GObject *object)
{
  ApoyoNumberEntry *self = APOYO_NUMBER_ENTRY (object);

  g_free (self->value);
  g_free (self->problem);

  G_OBJECT_CLASS (apoyo_number_entry_parent_class)->finalize (object);
}

static void
apoyo_number_entry_class_init (ApoyoNumberEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = apoyo_number_entry_dispose;
  object_class->finalize = apoyo_number_entry_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = apoyo_number_entry_grab_focus;

  signals[SIGNAL_CHANGED_VALUE] =
      g_signal_new ("changed-value", APOYO_TYPE_NUMBER_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem", APOYO_TYPE_NUMBER_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
apoyo_number_entry_init (ApoyoNumberEntry *self)
{
}

GtkWidget *
apoyo_number_entry_new (ApoyoNumberKind kind, int least, int most)
{
  ApoyoNumberEntry *self = g_object_new (APOYO_TYPE_NUMBER_ENTRY, NULL);
  GtkAdjustment *adjustment = gtk_adjustment_new ((double) least, (double) least, (double) most,
                                                  kind == APOYO_NUMBER_PERCENTAGE ? 0.25 : 1,
                                                  kind == APOYO_NUMBER_PERCENTAGE ? 1 : 10, 0);

  self->kind = kind;
  self->least = least;
  self->most = most;
  self->spin = GTK_SPIN_BUTTON (gtk_spin_button_new (adjustment, 0, 0));
  gtk_spin_button_set_digits (self->spin, kind == APOYO_NUMBER_PERCENTAGE ? MAX_DECIMALS : 0);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->spin), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->spin), 9);
  gtk_editable_set_alignment (GTK_EDITABLE (self->spin), 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->spin), "num");
  gtk_widget_set_hexpand (GTK_WIDGET (self->spin), TRUE);
  g_signal_connect (self->spin, "input", G_CALLBACK (on_input_cb), self);
  g_signal_connect (self->spin, "output", G_CALLBACK (on_output_cb), self);
  g_signal_connect (self->spin, "changed", G_CALLBACK (on_changed_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->spin));
  return GTK_WIDGET (self);
}

void
apoyo_number_entry_set_name (ApoyoNumberEntry *self, const char *name)
{
  GtkWidget *text;

  g_return_if_fail (APOYO_IS_NUMBER_ENTRY (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  /* What has the focus is the text inside. */
  text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->spin)));
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

gboolean
apoyo_number_entry_has_decimals (ApoyoNumberEntry *self)
{
  g_return_val_if_fail (APOYO_IS_NUMBER_ENTRY (self), FALSE);
  return self->kind == APOYO_NUMBER_PERCENTAGE;
}

const char *
apoyo_number_entry_get_value (ApoyoNumberEntry *self)
{
  g_return_val_if_fail (APOYO_IS_NUMBER_ENTRY (self), NULL);
  return self->value;
}

void
apoyo_number_entry_set_value (ApoyoNumberEntry *self, const char *value)
{
  g_autofree char *number = NULL;

  g_return_if_fail (APOYO_IS_NUMBER_ENTRY (self));

  number = apoyo_number_entry_normalise (value != NULL ? value : "", TRUE);
  /* The cursor of whoever types is in it. */
  if (number == NULL || g_strcmp0 (number, self->value) == 0)
    return;
  gtk_spin_button_set_value (self->spin, g_ascii_strtod (number, NULL));
}

const char *
apoyo_number_entry_get_problem (ApoyoNumberEntry *self)
{
  g_return_val_if_fail (APOYO_IS_NUMBER_ENTRY (self), NULL);
  return self->problem;
}
