/* fuzz-checkpoint.c: any bytes as a signed checkpoint. fuzz-driver.c tells how to run it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "apoyo-checkpoint.h"
#include "fuzz.h"

/* What reads as a checkpoint is written as the text that stands in the note. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *note = size > 0 ? (const char *) data : "";
  g_autoptr (ApoyoCheckpoint) checkpoint = apoyo_checkpoint_parse (note, (gssize) size, NULL);
  g_autofree char *text = g_strndup (note, size);
  g_autofree char *name = NULL;
  guint8 key[APOYO_ED25519_PUBLIC] = { 0 };

  if (checkpoint != NULL) {
    g_autofree char *written = apoyo_checkpoint_to_text (checkpoint);

    g_assert_true (g_str_has_prefix (text, written));
  }
  /* A key of zeros signs nothing that a mutation finds. */
  g_assert_null (apoyo_checkpoint_open (note, (gssize) size, "key", key, NULL));
  if (apoyo_verifier_key_parse (text, &name, key, NULL)) {
    g_autofree char *formatted = apoyo_verifier_key_format (name, key);

    g_assert_cmpuint (strlen (formatted), ==, strlen (text));
  }
  return 0;
}
