/* apoyo-time-entry.c: a moment, typed as DD/MM/YYYY HH:MM in the time zone of a process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-core-error.h"
#include "apoyo-time-entry.h"

#define PAUSE 300
#define FIRST_YEAR 2000
#define LAST_YEAR 2099

struct _ApoyoTimeEntry {
  GtkBox parent_instance;

  GtkEntry *entry;
  GtkWidget *popover;
  GtkCalendar *calendar;
  char *zone;      /* (owned) */
  GDateTime *time; /* (owned) (nullable) */
  char *problem;   /* (owned) (nullable) */
  gboolean ends;
  gboolean setting;
  guint pause;
};

enum {
  SIGNAL_CHANGED_TIME,
  SIGNAL_PROBLEM,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoTimeEntry, apoyo_time_entry, GTK_TYPE_BOX)

/* --- the text --------------------------------------------------------------------------------- */

static GDateTime *
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT, message);
  return NULL;
}

/* Numbers between separators: "1/11/2026" → 3 of them. FALSE for anything else. */
static gboolean
read_numbers (const char *text, char separator, guint most, int *numbers, guint *n)
{
  *n = 0;
  for (;;) {
    gsize digits = strspn (text, "0123456789");

    if (digits == 0 || digits > 4 || *n == most)
      return FALSE;
    numbers[(*n)++] = (int) g_ascii_strtoll (text, NULL, 10);
    text += digits;
    if (*text == '\0')
      return TRUE;
    if (*text != separator)
      return FALSE;
    text++;
  }
}

static gboolean
read_date (const char *text, int date[3])
{
  guint n;

  return (read_numbers (text, '/', 3, date, &n) || read_numbers (text, '-', 3, date, &n) ||
          read_numbers (text, '.', 3, date, &n)) &&
         n == 3;
}

/* The clock of the zone jumps: an hour that it leaves out is none. */
static gboolean
is_there (GDateTime *time, const int *date, const int *clock)
{
  return g_date_time_get_day_of_month (time) == date[0] &&
         g_date_time_get_month (time) == date[1] && g_date_time_get_hour (time) == clock[0] &&
         g_date_time_get_minute (time) == clock[1];
}

GDateTime *
apoyo_time_entry_parse (const char *text, const char *time_zone, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_auto (GStrv) parts = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) time = NULL;
  int date[3] = { 0 }, clock[3] = { 0 };
  guint n = 0;
  char *blank;

  blank = strchr (stripped, ' ');
  if (blank != NULL)
    *blank++ = '\0';
  if (!read_date (stripped, date))
    return refuse (error, _ ("Write day, month and year, such as 01/11/2026 00:00."));
  if (date[2] < FIRST_YEAR || date[2] > LAST_YEAR)
    return refuse (error, _ ("Write the year with four figures, such as 01/11/2026 00:00."));
  if (!g_date_valid_dmy ((GDateDay) MIN (date[0], 99), (GDateMonth) MIN (date[1], 99),
                         (GDateYear) date[2]))
    return refuse (error, _ ("There is no such day: write it as 01/11/2026 00:00."));
  if (blank != NULL && (!read_numbers (g_strstrip (blank), ':', 3, clock, &n) || n < 2 ||
                        clock[0] > 23 || clock[1] > 59 || clock[2] > 59))
    return refuse (error, _ ("Write the hour from 00:00 to 23:59, such as 01/11/2026 00:00."));
  zone = g_time_zone_new_identifier (time_zone != NULL ? time_zone : "UTC");
  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  time = g_date_time_new (zone, date[2], date[1], date[0], clock[0], clock[1], clock[2]);
  if (time == NULL || !is_there (time, date, clock))
    return refuse (error, _ ("The clock of this time zone leaves that hour out."));
  return g_steal_pointer (&time);
}

char *
apoyo_time_entry_format (GDateTime *time, const char *time_zone)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (time_zone != NULL ? time_zone : "UTC");
  g_autoptr (GDateTime) local = NULL;

  g_return_val_if_fail (time != NULL, NULL);

  local = zone != NULL ? g_date_time_to_timezone (time, zone) : g_date_time_to_utc (time);
  return g_date_time_format (local, g_date_time_get_second (local) == 0 ? "%d/%m/%Y %H:%M"
                                                                        : "%d/%m/%Y %H:%M:%S");
}

/* --- the entry -------------------------------------------------------------------------------- */

static void
set_problem (ApoyoTimeEntry *self, const char *problem)
{
  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, self->problem);
}

static const char *
get_text (ApoyoTimeEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* As it is meant here: a day alone is its first second, or its last. */
static GDateTime *
read_entry (ApoyoTimeEntry *self, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (self)));
  g_autofree char *whole =
      self->ends && strchr (text, ' ') == NULL ? g_strconcat (text, " 23:59:59", NULL) : NULL;

  return apoyo_time_entry_parse (whole != NULL ? whole : text, self->zone, error);
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " ")] == '\0';
}

static gboolean
same_time (GDateTime *a, GDateTime *b)
{
  return a == NULL || b == NULL ? a == b : g_date_time_equal (a, b);
}

/* time: (transfer full) (nullable) */
static void
take_time (ApoyoTimeEntry *self, GDateTime *time)
{
  gboolean same = same_time (self->time, time);

  g_clear_pointer (&self->time, g_date_time_unref);
  self->time = time;
  if (!same)
    g_signal_emit (self, signals[SIGNAL_CHANGED_TIME], 0);
}

static void
look (ApoyoTimeEntry *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) time = NULL;

  g_clear_handle_id (&self->pause, g_source_remove);
  /* Between what was selected and what is typed over it the entry is empty for a moment; only what
   * stays empty is meant. */
  if (!is_blank (get_text (self)))
    time = read_entry (self, &error);
  else if (!self->setting)
    take_time (self, NULL);
  set_problem (self, error != NULL ? error->message : NULL);
  /* Nothing is told any more of a moment that does not stand there. */
  if (error != NULL)
    take_time (self, NULL);
}

static gboolean
pause_cb (gpointer user_data)
{
  ApoyoTimeEntry *self = user_data;

  self->pause = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed_cb (GtkEditable *editable, ApoyoTimeEntry *self)
{
  GDateTime *time;

  if (self->setting)
    return;
  time = read_entry (self, NULL);
  if (time != NULL)
    set_problem (self, NULL);
  /* While it is typed, half a date leaves the moment before in place. */
  if (time != NULL)
    take_time (self, time);
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE, pause_cb, self);
}

static void
put_text (ApoyoTimeEntry *self, const char *text)
{
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->setting = FALSE;
}

/* Left in the form in which it is written: 1/11/26 is none, 1/11/2026 becomes 01/11/2026 00:00. */
static void
on_left_cb (GtkEventControllerFocus *focus, ApoyoTimeEntry *self)
{
  g_autoptr (GDateTime) time = read_entry (self, NULL);

  if (time != NULL) {
    g_autofree char *text = apoyo_time_entry_format (time, self->zone);

    if (strcmp (text, get_text (self)) != 0)
      put_text (self, text);
  }
  look (self);
}

static void
on_day_selected_cb (GtkCalendar *calendar, ApoyoTimeEntry *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (self->zone);
  g_autoptr (GDateTime) local =
      self->time != NULL && zone != NULL ? g_date_time_to_timezone (self->time, zone) : NULL;
  g_autofree char *date = g_date_time_format (day, "%d/%m/%Y");
  g_autofree char *clock = local != NULL ? g_date_time_format (local, "%H:%M:%S") : NULL;
  g_autofree char *text = clock != NULL ? g_strdup_printf ("%s %s", date, clock) : NULL;
  g_autoptr (GDateTime) time = NULL;

  if (self->setting)
    return;
  /* A day alone means here what it means when it is typed. */
  put_text (self, text != NULL ? text : date);
  time = read_entry (self, NULL);
  if (time != NULL) {
    g_autofree char *whole = apoyo_time_entry_format (time, self->zone);

    put_text (self, whole);
    take_time (self, g_steal_pointer (&time));
  }
  look (self);
}

static void
on_popover_shown_cb (GtkWidget *popover, ApoyoTimeEntry *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (self->zone);
  g_autoptr (GDateTime) local = NULL;

  if (self->time == NULL || zone == NULL)
    return;
  local = g_date_time_to_timezone (self->time, zone);
  self->setting = TRUE;
  gtk_calendar_select_day (self->calendar, local);
  self->setting = FALSE;
}

/* --- the object ------------------------------------------------------------------------------- */

static gboolean
apoyo_time_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (APOYO_TIME_ENTRY (widget)->entry));
}

static void
apoyo_time_entry_dispose (GObject *object)
{
  ApoyoTimeEntry *self = APOYO_TIME_ENTRY (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  /* It is still left when it goes. */
  self->setting = TRUE;

  G_OBJECT_CLASS (apoyo_time_entry_parent_class)->dispose (object);
}

static void
apoyo_time_entry_finalize (GObject *object)
{
  ApoyoTimeEntry *self = APOYO_TIME_ENTRY (object);

  g_free (self->zone);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_free (self->problem);

  G_OBJECT_CLASS (apoyo_time_entry_parent_class)->finalize (object);
}

static void
apoyo_time_entry_class_init (ApoyoTimeEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = apoyo_time_entry_dispose;
  object_class->finalize = apoyo_time_entry_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = apoyo_time_entry_grab_focus;

  signals[SIGNAL_CHANGED_TIME] =
      g_signal_new ("changed-time", APOYO_TYPE_TIME_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem", APOYO_TYPE_TIME_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
add_calendar (ApoyoTimeEntry *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->calendar));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), self->popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Choose a day"));
  g_signal_connect (self->popover, "show", G_CALLBACK (on_popover_shown_cb), self);
  g_signal_connect (self->calendar, "day-selected", G_CALLBACK (on_day_selected_cb), self);
  gtk_box_append (GTK_BOX (self), button);
}

static void
apoyo_time_entry_init (ApoyoTimeEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->zone = g_strdup ("America/Mexico_City");
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 19);
  gtk_entry_set_max_length (self->entry, 20);
  gtk_entry_set_placeholder_text (self->entry, _ ("DD/MM/YYYY HH:MM"));
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "num");
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  g_signal_connect (self->entry, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->entry));
  add_calendar (self);
}

GtkWidget *
apoyo_time_entry_new (const char *name)
{
  ApoyoTimeEntry *self = g_object_new (APOYO_TYPE_TIME_ENTRY, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  return GTK_WIDGET (self);
}

void
apoyo_time_entry_set_zone (ApoyoTimeEntry *self, const char *time_zone)
{
  g_return_if_fail (APOYO_IS_TIME_ENTRY (self));

  if (time_zone == NULL || strcmp (self->zone, time_zone) == 0)
    return;
  g_free (self->zone);
  self->zone = g_strdup (time_zone);
  if (!is_blank (get_text (self)))
    on_changed_cb (GTK_EDITABLE (self->entry), self);
}

void
apoyo_time_entry_set_ends (ApoyoTimeEntry *self, gboolean ends)
{
  g_return_if_fail (APOYO_IS_TIME_ENTRY (self));
  self->ends = ends;
}

GDateTime *
apoyo_time_entry_get_time (ApoyoTimeEntry *self)
{
  g_return_val_if_fail (APOYO_IS_TIME_ENTRY (self), NULL);
  return self->time;
}

void
apoyo_time_entry_set_time (ApoyoTimeEntry *self, GDateTime *time)
{
  g_autofree char *text = NULL;

  g_return_if_fail (APOYO_IS_TIME_ENTRY (self));

  /* The cursor of whoever types is in it. */
  if (same_time (self->time, time))
    return;
  g_clear_pointer (&self->time, g_date_time_unref);
  self->time = time != NULL ? g_date_time_ref (time) : NULL;
  text = time != NULL ? apoyo_time_entry_format (time, self->zone) : g_strdup ("");
  put_text (self, text);
  look (self);
}

const char *
apoyo_time_entry_get_problem (ApoyoTimeEntry *self)
{
  g_return_val_if_fail (APOYO_IS_TIME_ENTRY (self), NULL);
  return self->problem;
}
