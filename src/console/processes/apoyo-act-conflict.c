/* apoyo-act-conflict.c: what somebody else changed while a dialog was open.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-act-conflict.h"
#include "apoyo-parts.h"

typedef struct {
  char *title;       /* (owned) */
  char *seen;        /* (owned) */
  ApoyoField *field; /* (nullable): of the dialog */
} Fact;

struct _ApoyoActConflict {
  ApoyoActDialog *dialog; /* this goes with it */
  GPtrArray *facts;       /* (owned): of Fact */
};

static void
fact_free (gpointer data)
{
  Fact *fact = data;

  g_free (fact->title);
  g_free (fact->seen);
  g_free (fact);
}

static void
conflict_free (gpointer data)
{
  ApoyoActConflict *self = data;

  g_ptr_array_unref (self->facts);
  g_free (self);
}

ApoyoActConflict *
apoyo_act_conflict_new (ApoyoActDialog *dialog)
{
  ApoyoActConflict *self = g_new0 (ApoyoActConflict, 1);

  self->dialog = dialog;
  self->facts = g_ptr_array_new_with_free_func (fact_free);
  g_object_set_data_full (G_OBJECT (dialog), "conflict", self, conflict_free);
  return self;
}

void
apoyo_act_conflict_add (ApoyoActConflict *self,
                        const char *title,
                        ApoyoField *field,
                        const char *text)
{
  Fact *fact = g_new0 (Fact, 1);

  fact->title = g_strdup (title);
  fact->seen = g_strdup (text);
  fact->field = field;
  g_ptr_array_add (self->facts, fact);
}

const char *
apoyo_act_conflict_get (ApoyoActConflict *self, guint fact)
{
  return ((Fact *) self->facts->pdata[fact])->seen;
}

static const char *
or_nothing (const char *text)
{
  return *text != '\0' ? text : "—";
}

/* "Name: Ana → Eva · yours: Ada" */
static char *
describe (const Fact *fact, const char *theirs, gboolean mine)
{
  g_autofree char *change =
      g_strdup_printf ("%s: %s → %s", fact->title, or_nothing (fact->seen), or_nothing (theirs));

  return mine ? g_strdup_printf (_ ("%s · yours: %s"), change,
                                 or_nothing (apoyo_field_get_text (fact->field)))
              : g_steal_pointer (&change);
}

static gboolean
is_mine (const Fact *fact, const char *theirs)
{
  const char *mine = fact->field != NULL ? apoyo_field_get_text (fact->field) : NULL;

  return mine != NULL && !g_str_equal (mine, fact->seen) && !g_str_equal (mine, theirs);
}

/* by, time: (nullable) */
static char *
make_heading (const char *by, const char *time, gboolean mine)
{
  g_autofree char *who = by != NULL && time != NULL
                             ? g_strdup_printf (_ ("%s changed this meanwhile, at %s."), by, time)
                             : g_strdup (_ ("Somebody else changed this meanwhile."));

  return g_strdup_printf ("%s %s", who,
                          mine ? _ ("What you typed stays: send it again to keep yours.")
                               : _ ("Look at it, then send yours again."));
}

gboolean
apoyo_act_conflict_meet (ApoyoActConflict *self,
                         const char *const *texts,
                         const char *by,
                         const char *time)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *heading = NULL;
  gboolean any_mine = FALSE;

  for (guint i = 0; i < self->facts->len; i++) {
    Fact *fact = self->facts->pdata[i];
    gboolean mine = is_mine (fact, texts[i]);
    g_autofree char *line = NULL;

    if (g_str_equal (texts[i], fact->seen))
      continue;
    line = describe (fact, texts[i], mine);
    g_string_append_printf (lines, "\n%s", line);
    any_mine = any_mine || mine;
    if (fact->field != NULL && !mine)
      apoyo_act_dialog_fill (self->dialog, fact->field, texts[i]);
    g_free (fact->seen);
    fact->seen = g_strdup (texts[i]);
  }
  if (lines->len == 0)
    return FALSE;
  heading = make_heading (by, time, any_mine);
  g_string_prepend (lines, heading);
  apoyo_act_dialog_warn (self->dialog, lines->str);
  return TRUE;
}
