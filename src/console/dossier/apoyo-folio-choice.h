/* apoyo-folio-choice.h: a window with folios to choose one from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Called with the folio that the person chose, unless object has gone. */
typedef void (*ApoyoFolioFunc) (gpointer object, const char *folio);

/* Belongs to its window. */
typedef struct _ApoyoFolioChoice ApoyoFolioChoice;

ApoyoFolioChoice *
apoyo_folio_choice_new (GtkWidget *parent, const char *title, ApoyoFolioFunc func, GObject *object);
GtkWindow *apoyo_folio_choice_get_window (ApoyoFolioChoice *self);
/* Above the list, which scrolls below it. */
void apoyo_folio_choice_set_head (ApoyoFolioChoice *self, GtkWidget *head);
void apoyo_folio_choice_clear (ApoyoFolioChoice *self);
void apoyo_folio_choice_add (ApoyoFolioChoice *self, const char *folio, const char *detail);
/* In the place of folios. */
void apoyo_folio_choice_add_note (ApoyoFolioChoice *self, GtkWidget *note);

G_END_DECLS
