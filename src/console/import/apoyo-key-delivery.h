/* apoyo-key-delivery.h: brings auxiliaries to the service that knows who they are, and hands
 * their access keys out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "apoyo-import.h"
#include "apoyo-login.h"

G_BEGIN_DECLS

/* Of one import. The keys are made by the service with the rows, and are kept in memory only; they
 * are good for something once the import is stored. */

#define APOYO_TYPE_KEY_DELIVERY (apoyo_key_delivery_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoKeyDelivery, apoyo_key_delivery, APOYO, KEY_DELIVERY, GObject)

ApoyoKeyDelivery *apoyo_key_delivery_new (ApoyoLogin *login, int process);
/* Sends the import's rows when their turn comes. */
void apoyo_key_delivery_attach (ApoyoKeyDelivery *self, ApoyoImport *import);
/* Every auxiliary of an import that is stored, with its key. */
GtkWidget *apoyo_key_delivery_make_table (ApoyoKeyDelivery *self, ApoyoImport *import);
/* Somebody has written the keys to a file. */
gboolean apoyo_key_delivery_is_kept (ApoyoKeyDelivery *self);

G_END_DECLS
