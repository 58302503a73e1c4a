/* apoyo-date-row.c: a day, typed or chosen from a calendar.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-date-row.h"

#define TIME_ZONE "America/Mexico_City"

struct _ApoyoDateRow {
  AdwEntryRow parent_instance;

  GtkPopover *popover;
  GtkCalendar *calendar;
};

G_DEFINE_FINAL_TYPE (ApoyoDateRow, apoyo_date_row, ADW_TYPE_ENTRY_ROW)

static void
on_day_selected_cb (ApoyoDateRow *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%d/%m/%Y");

  gtk_editable_set_text (GTK_EDITABLE (self), text);
  gtk_popover_popdown (self->popover);
}

static void
apoyo_date_row_class_init (ApoyoDateRowClass *klass)
{
}

static void
apoyo_date_row_init (ApoyoDateRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->calendar));
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (on_day_selected_cb), self);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (self->popover));
  gtk_widget_set_tooltip_text (button, _ ("Choose from a calendar"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Calendar"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), button);
}

GtkWidget *
apoyo_date_row_new (const char *title)
{
  return g_object_new (APOYO_TYPE_DATE_ROW, "title", title, NULL);
}

gboolean
apoyo_date_row_is_empty (ApoyoDateRow *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (APOYO_IS_DATE_ROW (self), TRUE);

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
  return *text == '\0';
}

/* 21/11/2026, as the institute writes it. */
static gboolean
read_day (const char *text, GDate *day)
{
  g_autoptr (GRegex) regex = g_regex_new ("^\\s*(\\d{1,2})/(\\d{1,2})/(\\d{4})\\s*$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  int part[3];

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  for (int i = 0; i < 3; i++) {
    g_autofree char *digits = g_match_info_fetch (match, i + 1);

    part[i] = atoi (digits);
  }
  if (!g_date_valid_dmy ((GDateDay) part[0], (GDateMonth) part[1], (GDateYear) part[2]))
    return FALSE;
  g_date_set_dmy (day, (GDateDay) part[0], (GDateMonth) part[1], (GDateYear) part[2]);
  return TRUE;
}

GDateTime *
apoyo_date_row_dup_end (ApoyoDateRow *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (TIME_ZONE);
  GDate day;

  g_return_val_if_fail (APOYO_IS_DATE_ROW (self), NULL);

  g_date_clear (&day, 1);
  if (!read_day (gtk_editable_get_text (GTK_EDITABLE (self)), &day))
    return NULL;
  g_date_add_days (&day, 1);
  return g_date_time_new (zone, g_date_get_year (&day), (int) g_date_get_month (&day),
                          g_date_get_day (&day), 0, 0, 0);
}
