/* apoyo-promovente.c: one promovente with its counts, as the board's list shows it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "apoyo-promovente.h"

struct _ApoyoPromovente {
  GObject parent_instance;

  int number;
  char *folio;  /* (owned) */
  char *name;   /* (owned) */
  char *scope;  /* (owned) */
  char *folded; /* (owned) (nullable): name and folio for searching, made at need */
  ApoyoPromoventeCounts counts;
  gint64 *hours; /* (owned) (nullable) */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoPromovente, apoyo_promovente, G_TYPE_OBJECT)

/* Lower case and without accents: "Óscar Muñoz" and "oscar munoz" are the same. */
static char *
fold (const char *text)
{
  g_autofree char *lower = g_utf8_casefold (text, -1);
  g_autofree char *split = g_utf8_normalize (lower, -1, G_NORMALIZE_NFKD);
  GString *plain = g_string_sized_new (strlen (lower));

  for (const char *at = split; at != NULL && *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (!g_unichar_ismark (c))
      g_string_append_unichar (plain, c);
  }
  return g_string_free (plain, FALSE);
}

static const char *
get_folded (ApoyoPromovente *self)
{
  if (self->folded == NULL) {
    g_autofree char *both = g_strconcat (self->name, " ", self->folio, NULL);

    self->folded = fold (both);
  }
  return self->folded;
}

static void
apoyo_promovente_finalize (GObject *object)
{
  ApoyoPromovente *self = APOYO_PROMOVENTE (object);

  g_free (self->folio);
  g_free (self->name);
  g_free (self->scope);
  g_free (self->folded);
  g_free (self->hours);

  G_OBJECT_CLASS (apoyo_promovente_parent_class)->finalize (object);
}

static void
apoyo_promovente_class_init (ApoyoPromoventeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_promovente_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APOYO_TYPE_PROMOVENTE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
apoyo_promovente_init (ApoyoPromovente *self)
{
}

ApoyoPromovente *
apoyo_promovente_new (int number, const char *folio, const char *name, const char *scope)
{
  ApoyoPromovente *self = g_object_new (APOYO_TYPE_PROMOVENTE, NULL);

  self->number = number;
  self->folio = g_strdup (folio);
  self->name = g_strdup (name);
  self->scope = g_strdup (scope);
  return self;
}

int
apoyo_promovente_get_number (ApoyoPromovente *self)
{
  g_return_val_if_fail (APOYO_IS_PROMOVENTE (self), 0);
  return self->number;
}

const char *
apoyo_promovente_get_folio (ApoyoPromovente *self)
{
  g_return_val_if_fail (APOYO_IS_PROMOVENTE (self), NULL);
  return self->folio;
}

const char *
apoyo_promovente_get_name (ApoyoPromovente *self)
{
  g_return_val_if_fail (APOYO_IS_PROMOVENTE (self), NULL);
  return self->name;
}

const char *
apoyo_promovente_get_scope (ApoyoPromovente *self)
{
  g_return_val_if_fail (APOYO_IS_PROMOVENTE (self), NULL);
  return self->scope;
}

const ApoyoPromoventeCounts *
apoyo_promovente_get_counts (ApoyoPromovente *self)
{
  g_return_val_if_fail (APOYO_IS_PROMOVENTE (self), NULL);
  return &self->counts;
}

gboolean
apoyo_promovente_set_counts (ApoyoPromovente *self, const ApoyoPromoventeCounts *counts)
{
  g_return_val_if_fail (APOYO_IS_PROMOVENTE (self), FALSE);

  if (memcmp (&self->counts, counts, sizeof *counts) == 0)
    return FALSE;
  self->counts = *counts;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

ApoyoCourse
apoyo_promovente_get_course (ApoyoPromovente *self, double elapsed)
{
  g_return_val_if_fail (APOYO_IS_PROMOVENTE (self), APOYO_COURSE_NONE);

  if (self->counts.required <= 0)
    return APOYO_COURSE_NONE;
  if (self->counts.valid >= self->counts.required)
    return APOYO_COURSE_REACHED;
  return self->counts.valid >= elapsed * self->counts.required ? APOYO_COURSE_ON_COURSE
                                                               : APOYO_COURSE_FAR;
}

const gint64 *
apoyo_promovente_get_hours (ApoyoPromovente *self)
{
  g_return_val_if_fail (APOYO_IS_PROMOVENTE (self), NULL);
  return self->hours;
}

void
apoyo_promovente_set_hours (ApoyoPromovente *self, const gint64 hours[APOYO_PROMOVENTE_HOURS])
{
  const gsize size = APOYO_PROMOVENTE_HOURS * sizeof (gint64);

  g_return_if_fail (APOYO_IS_PROMOVENTE (self));

  if (self->hours != NULL && memcmp (self->hours, hours, size) == 0)
    return;
  g_free (self->hours);
  self->hours = g_memdup2 (hours, size);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
apoyo_promovente_matches (ApoyoPromovente *self, const char *const *words)
{
  g_return_val_if_fail (APOYO_IS_PROMOVENTE (self), FALSE);

  for (guint i = 0; words[i] != NULL; i++) {
    if (strstr (get_folded (self), words[i]) == NULL)
      return FALSE;
  }
  return TRUE;
}

char *
apoyo_promovente_fold_text (const char *text)
{
  return fold (text);
}

char **
apoyo_promovente_fold_query (const char *query)
{
  g_autofree char *folded = fold (query);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++) {
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);
  }
  return g_strv_builder_end (words);
}

/* Folded, so that "Álvarez" stands among the A and sorting 22,419 names takes milliseconds. */
int
apoyo_promovente_compare_names (ApoyoPromovente *a, ApoyoPromovente *b)
{
  return strcmp (get_folded (a), get_folded (b));
}
