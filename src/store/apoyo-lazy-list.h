/* apoyo-lazy-list.h: a list of numbers whose rows are made when they are looked at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The row of a number: (transfer full). */
typedef GObject *(*ApoyoLazyFunc) (gpointer source, guint number);

#define APOYO_TYPE_LAZY_LIST (apoyo_lazy_list_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoLazyList, apoyo_lazy_list, APOYO, LAZY_LIST, GObject)

/* item_type: of the rows
 * numbers: (transfer full) (element-type guint): in their order
 * source: (transfer full): what rows are made of; free_source ends it with the list */
ApoyoLazyList *apoyo_lazy_list_new (GType item_type,
                                    GArray *numbers,
                                    gpointer source,
                                    GDestroyNotify free_source,
                                    ApoyoLazyFunc make);
/* Where a number stands; GTK_INVALID_LIST_POSITION (G_MAXUINT) when it is not there. */
guint apoyo_lazy_list_find (ApoyoLazyList *self, guint number);
/* (element-type guint) */
const GArray *apoyo_lazy_list_get_numbers (ApoyoLazyList *self);

G_END_DECLS
