/* apoyo-reason-tree.h: why a support counts or does not: the rules that were evaluated, with what
 * went in, what came out and the article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The rules of counting, and those of the last examination where there was one. */
GtkWidget *apoyo_reason_tree_new (JsonObject *dossier);

G_END_DECLS
