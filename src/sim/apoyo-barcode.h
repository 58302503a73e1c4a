/* apoyo-barcode.h: the modules of the codes on a credential's back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint width;
  guint height;
  guint8 *dark; /* (owned): a byte a module, line by line, 0 or 1 */
} ApoyoBarcode;

/* FALSE when the text does not fit. */
gboolean apoyo_barcode_pdf417 (ApoyoBarcode *self, const char *text);
gboolean apoyo_barcode_qr (ApoyoBarcode *self, const char *text);
void apoyo_barcode_clear (ApoyoBarcode *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ApoyoBarcode, apoyo_barcode_clear)

G_END_DECLS
