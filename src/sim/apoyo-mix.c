/* apoyo-mix.c: which kinds of captures arrive, in which proportion.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "apoyo-mix.h"

#include <gio/gio.h>
#include <string.h>

static const char *const nicks[APOYO_N_FATES] = {
  "valid",
  "duplicate_same",
  "duplicate_other",
  "not_on_roll",
  "dropped",
  "not_found",
  "out_of_scope",
  "M1",
  "M2",
  "M3",
  "M4",
  "M5",
  "M6",
  "M7",
  "M8",
  "M9",
};

const char *
apoyo_fate_to_nick (ApoyoFate kind)
{
  g_return_val_if_fail ((guint) kind < APOYO_N_FATES, NULL);
  return nicks[kind];
}

gboolean
apoyo_fate_from_nick (const char *nick, ApoyoFate *kind)
{
  for (guint i = 0; i < APOYO_N_FATES; i++) {
    if (g_strcmp0 (nick, nicks[i]) == 0) {
      *kind = (ApoyoFate) i;
      return TRUE;
    }
  }
  return FALSE;
}

/* The registry's state of the citizen decides, not anything about the capture. */
gboolean
apoyo_fate_is_registral (ApoyoFate kind)
{
  return kind == APOYO_FATE_NOT_ON_ROLL || kind == APOYO_FATE_DROPPED ||
         kind == APOYO_FATE_NOT_FOUND;
}

gboolean
apoyo_fate_is_duplicate (ApoyoFate kind)
{
  return kind == APOYO_FATE_DUPLICATE_SAME || kind == APOYO_FATE_DUPLICATE_OTHER;
}

static gboolean
add_line (ApoyoMix *mix, const char *line, guint number, GError **error)
{
  const char *comma = strchr (line, ',');
  const char *last = strrchr (line, ',');
  g_autofree char *nick = comma ? g_strndup (line, comma - line) : g_strdup (line);
  ApoyoFate kind;
  guint64 n;

  if (!apoyo_fate_from_nick (nick, &kind) || last == NULL ||
      !g_ascii_string_to_unsigned (last + 1, 10, 0, G_MAXUINT32, &n, NULL)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "Line %u is not “code,label,number” with a known code", number);
    return FALSE;
  }
  mix->share[kind] += (double) n;
  return TRUE;
}

/* A CSV file with a header and lines code,label,number; only the relation of the numbers counts. */
gboolean
apoyo_mix_load (ApoyoMix *mix, const char *file, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  double total = 0;

  memset (mix, 0, sizeof *mix);
  if (!g_file_get_contents (file, &text, NULL, error))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++) {
    g_strchomp (lines[i]);
    if (*lines[i] != '\0' && !add_line (mix, lines[i], i + 1, error)) {
      g_prefix_error (error, "%s: ", file);
      return FALSE;
    }
  }
  for (guint i = 0; i < APOYO_N_FATES; i++)
    total += mix->share[i];
  if (mix->share[APOYO_FATE_VALID] <= 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: No valid captures in this mix",
                 file);
    return FALSE;
  }
  for (guint i = 0; i < APOYO_N_FATES; i++)
    mix->share[i] /= total;
  return TRUE;
}

/* The share of a kind when only some kinds are possible. */
double
apoyo_mix_share_of (const ApoyoMix *mix, ApoyoFate kind, const gboolean among[APOYO_N_FATES])
{
  double total = 0;

  for (guint i = 0; i < APOYO_N_FATES; i++) {
    if (among[i])
      total += mix->share[i];
  }
  return among[kind] && total > 0 ? mix->share[kind] / total : 0;
}

ApoyoFate
apoyo_mix_draw (const ApoyoMix *mix, ApoyoRandom *random, const gboolean among[APOYO_N_FATES])
{
  double left = apoyo_random_double (random);

  for (guint i = APOYO_N_FATES - 1; i > 0; i--) {
    left -= apoyo_mix_share_of (mix, i, among);
    if (left < 0)
      return (ApoyoFate) i;
  }
  return APOYO_FATE_VALID;
}
