/* apoyo-checkpoint.c: the signed note that commits to a tree: C2SP signed-note, tlog-checkpoint.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-checkpoint.h"
#include "apoyo-core-error.h"
#include "apoyo-note.h"

ApoyoCheckpoint *
apoyo_checkpoint_new (const char *origin,
                      guint64 size,
                      const ApoyoHash *root,
                      const char *const *extensions)
{
  ApoyoCheckpoint *self;

  g_return_val_if_fail (origin != NULL && *origin != '\0' && strchr (origin, '\n') == NULL, NULL);
  g_return_val_if_fail (root != NULL, NULL);

  self = g_new0 (ApoyoCheckpoint, 1);
  self->origin = g_strdup (origin);
  self->size = size;
  self->root = *root;
  self->extensions = g_strdupv ((char **) extensions);
  return self;
}

void
apoyo_checkpoint_free (ApoyoCheckpoint *self)
{
  if (self == NULL)
    return;
  g_free (self->origin);
  g_strfreev (self->extensions);
  g_free (self);
}

char *
apoyo_checkpoint_to_text (const ApoyoCheckpoint *self)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  root = g_base64_encode (self->root.bytes, sizeof self->root.bytes);
  text = g_string_new (NULL);
  g_string_printf (text, "%s\n%" G_GUINT64_FORMAT "\n%s\n", self->origin, self->size, root);
  for (guint i = 0; self->extensions != NULL && self->extensions[i] != NULL; i++)
    g_string_append_printf (text, "%s\n", self->extensions[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static ApoyoCheckpoint *
checkpoint_refuse (GError **error)
{
  g_set_error_literal (error, APOYO_CORE_ERROR, APOYO_CORE_ERROR_FORMAT,
                       _ ("This is not a checkpoint"));
  return NULL;
}

/* Decimal without sign or leading zeros. */
static gboolean
read_size (const char *text, guint64 *size)
{
  return strspn (text, "0123456789") == strlen (text) && (text[0] != '0' || text[1] == '\0') &&
         g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, size, NULL);
}

/* text ends with '\n'. */
static ApoyoCheckpoint *
checkpoint_from_text (const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = g_strv_length (lines) - 1; /* what follows the last '\n' is empty */
  g_autofree guint8 *root = NULL;
  guint64 size = 0;
  ApoyoHash hash;

  if (n < 3 || *lines[n] != '\0' || *lines[0] == '\0' || !read_size (lines[1], &size))
    return checkpoint_refuse (error);
  for (guint i = 3; i < n; i++) {
    if (*lines[i] == '\0')
      return checkpoint_refuse (error);
  }
  root = apoyo_note_decode_base64 (lines[2], sizeof hash.bytes);
  if (root == NULL)
    return checkpoint_refuse (error);
  memcpy (hash.bytes, root, sizeof hash.bytes);
  g_clear_pointer (&lines[n], g_free);
  return apoyo_checkpoint_new (lines[0], size, &hash,
                               n > 3 ? (const char *const *) lines + 3 : NULL);
}

ApoyoCheckpoint *
apoyo_checkpoint_parse (const char *note, gssize length, GError **error)
{
  g_autofree char *text = apoyo_note_read (note, length, error);

  return text != NULL ? checkpoint_from_text (text, error) : NULL;
}

ApoyoCheckpoint *
apoyo_checkpoint_open (const char *note,
                       gssize length,
                       const char *key_name,
                       const guint8 public_key[APOYO_ED25519_PUBLIC],
                       GError **error)
{
  g_autofree char *text = apoyo_note_open (note, length, key_name, public_key, error);

  return text != NULL ? checkpoint_from_text (text, error) : NULL;
}
