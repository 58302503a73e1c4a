/* apoyo-window-private.h: the window's parts, for its actions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-connection-banner.h"
#include "apoyo-inbox.h"
#include "apoyo-process-switcher.h"
#include "apoyo-sidebar.h"
#include "apoyo-status-chip.h"
#include "apoyo-window.h"

G_BEGIN_DECLS

struct _ApoyoWindow {
  AdwApplicationWindow parent_instance;

  GtkStack *modes;
  AdwFlap *flap;
  ApoyoSidebar *sidebar;
  GtkToggleButton *sidebar_button;
  GtkStack *title_place;
  ApoyoProcessSwitcher *switcher;
  GtkStack *actions_place;
  GtkWidget *no_actions;
  GtkWidget *wall_button;
  GtkMenuButton *export_button;
  AdwBin *chip_place;
  AdwBin *drill_place;
  ApoyoConnectionBanner *banner;
  AdwToastOverlay *toasts;
  GtkStack *pages;
  AdwBin *wall_place;

  ApoyoStatusChip *chip;
  ApoyoLogin *login;     /* (owned) (nullable) */
  ApoyoInbox *inbox;     /* (owned) */
  ApoyoProcess *process; /* (owned) (nullable) */
  char *preferred;       /* (owned) (nullable): code */
  char *page_name;       /* (owned) (nullable): the one chosen in the sidebar */
  char *link;            /* (owned) (nullable): to open when somebody has signed in */
  gboolean shown_offline;
  guint shape_source;
  gboolean wide;
  gboolean narrow;
  gboolean leaving;       /* what was typed may go */
  ApoyoMessageFunc leave; /* (nullable): when it may */
  gpointer leave_object;
  gboolean folded; /* as the sidebar was last put for a narrow or a broad window */
};

void apoyo_window_install_actions (GtkWidgetClass *widget_class);
void apoyo_window_show_sidebar (ApoyoWindow *self, gboolean shown);

G_END_DECLS
