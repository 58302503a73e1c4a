/* apoyo-roll-keys.h: the keyed hashes by which a person is found in the roll.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-keyring.h"

G_BEGIN_DECLS

/* The import makes the roll's hashes and the validator those to look for: with these kinds, or
 * nobody is ever found. */
#define APOYO_ROLL_KEY_CLAVE "clave_elector"
#define APOYO_ROLL_KEY_CURP "curp"
#define APOYO_ROLL_KEY_CIC "cic"
#define APOYO_ROLL_KEY_OCR "ocr"

/* NULL for what is absent. */
static inline GBytes *
apoyo_roll_key (ApoyoKeyring *keyring, const char *kind, const char *text)
{
  return apoyo_keyring_roll_hash (keyring, kind, text);
}

G_END_DECLS
