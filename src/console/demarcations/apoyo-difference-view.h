/* apoyo-difference-view.h: what one version of the geography changes of another.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-geography.h"
#include "apoyo-result.h"

G_BEGIN_DECLS

#define APOYO_TYPE_DIFFERENCE_VIEW (apoyo_difference_view_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoDifferenceView, apoyo_difference_view, APOYO, DIFFERENCE_VIEW, GtkBox)

GtkWidget *apoyo_difference_view_new (void);
/* The rows of demarcation-difference and demarcation-changes; both NULL: not known yet. */
void apoyo_difference_view_set (ApoyoDifferenceView *self,
                                ApoyoResult *difference,
                                ApoyoResult *changes);
/* "312 sections added, 41 removed"; NULL while not known */
char *apoyo_difference_view_dup_summary (ApoyoDifferenceView *self);
/* The changed sections that are shown, as a table. (transfer full) (nullable) */
GString *apoyo_difference_view_make_csv (ApoyoDifferenceView *self);

G_END_DECLS
