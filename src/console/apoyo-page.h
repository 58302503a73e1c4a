/* apoyo-page.h: one page of the window, behind one entry of the sidebar.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-login.h"
#include "apoyo-process.h"

G_BEGIN_DECLS

#define APOYO_TYPE_PAGE (apoyo_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (ApoyoPage, apoyo_page, APOYO, PAGE, AdwBin)

struct _ApoyoPageClass {
  AdwBinClass parent_class;

  /* (nullable): pages about no single process */
  void (*set_process) (ApoyoPage *self, ApoyoLogin *login, ApoyoProcess *process);
  /* (nullable): somebody has signed in; called again after each reconnection */
  void (*set_login) (ApoyoPage *self, ApoyoLogin *login);
  /* (nullable): (transfer full) what stands in the header bar in place of the process switcher;
   * made once */
  GtkWidget *(*make_title) (ApoyoPage *self);
  /* (nullable): (transfer full) the page's own buttons at the end of the header bar; made once */
  GtkWidget *(*make_actions) (ApoyoPage *self);
  /* (nullable): for pages about no single process: what is shown now belongs to a drill */
  gboolean (*is_drill) (ApoyoPage *self);
  /* (nullable): pages that export nothing. format: "csv", "counts", "png" or "pdf" */
  void (*export) (ApoyoPage *self, const char *format);
  /* (nullable) */
  void (*search) (ApoyoPage *self);
  /* (nullable): Ctrl+N: a new one of what the page is about */
  void (*add) (ApoyoPage *self);
  /* (nullable): Ctrl+I */
  void (*import) (ApoyoPage *self);
  /* (nullable): (transfer full) what the operations room sees of this page */
  GtkWidget *(*make_wall) (ApoyoPage *self);
  /* (nullable): until TRUE a picture of the page shows dashes */
  gboolean (*is_populated) (ApoyoPage *self);
  /* (nullable): the parts of the page that F6 goes through; the page itself where there are none */
  void (*add_panes) (ApoyoPage *self, GPtrArray *panes);
  /* (nullable): something typed and not sent would be lost with the page */
  gboolean (*is_unsent) (ApoyoPage *self);
  /* (nullable): the connection is lost, or is back */
  void (*set_live) (ApoyoPage *self, gboolean live);
  /* (nullable): there is, or is not, room for more */
  void (*set_wide) (ApoyoPage *self, gboolean wide);
};

/* Signal: "figures-changed" (), when what is_populated(), is_drill() or get_time() say may have
 * changed.
 *
 * A page has set_process, set_login, or both. */

gboolean apoyo_page_needs_process (ApoyoPage *self);
void apoyo_page_set_login (ApoyoPage *self, ApoyoLogin *login);
/* (transfer none) (nullable) */
GtkWidget *apoyo_page_get_header_title (ApoyoPage *self);
GtkWidget *apoyo_page_get_header_actions (ApoyoPage *self);
gboolean apoyo_page_is_drill (ApoyoPage *self);
void apoyo_page_set_process (ApoyoPage *self, ApoyoLogin *login, ApoyoProcess *process);
gboolean apoyo_page_can_export (ApoyoPage *self);
void apoyo_page_export (ApoyoPage *self, const char *format);
void apoyo_page_search (ApoyoPage *self);
void apoyo_page_add (ApoyoPage *self);
void apoyo_page_import (ApoyoPage *self);
gboolean apoyo_page_has_wall (ApoyoPage *self);
GtkWidget *apoyo_page_make_wall (ApoyoPage *self);
gboolean apoyo_page_is_populated (ApoyoPage *self);
/* panes: of GtkWidget, not owned */
void apoyo_page_add_panes (ApoyoPage *self, GPtrArray *panes);
gboolean apoyo_page_is_unsent (ApoyoPage *self);
void apoyo_page_set_live (ApoyoPage *self, gboolean live);
void apoyo_page_set_wide (ApoyoPage *self, gboolean wide);

/* For pages: the process as it now is (nullable), and the time its figures stand for. */
void apoyo_page_tell_figures (ApoyoPage *self, ApoyoProcess *process);
ApoyoProcess *apoyo_page_get_process (ApoyoPage *self);
/* "20:14:07" of the figures shown, in the process's zone; NULL when there are none. */
char *apoyo_page_dup_time (ApoyoPage *self);

G_END_DECLS
