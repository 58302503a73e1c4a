/* ctl-recount-figures.c: every figure of a process three ways: supports, log, tallies.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-situation.h"
#include "ctl-recount.h"

typedef enum {
  SOURCE_SUPPORTS,
  SOURCE_LOG,
  SOURCE_TALLY, /* with what is pending */
  N_SOURCES,
} Source;

typedef struct {
  int promovente;
  char *demarcation; /* (owned) */
  char *situation;   /* (owned) */
  gint64 n[N_SOURCES];
} Cell;

typedef struct {
  gint64 received;
  gint64 valid;
  gint64 open;
} Sums;

static void
cell_free (Cell *cell)
{
  g_free (cell->demarcation);
  g_free (cell->situation);
  g_free (cell);
}

static Cell *
get_cell (GHashTable *cells, int promovente, const char *demarcation, const char *situation)
{
  g_autofree char *name = g_strdup_printf ("%d %s %s", promovente, demarcation, situation);
  Cell *cell = g_hash_table_lookup (cells, name);

  if (cell != NULL)
    return cell;
  cell = g_new0 (Cell, 1);
  cell->promovente = promovente;
  cell->demarcation = g_strdup (demarcation);
  cell->situation = g_strdup (situation);
  g_hash_table_insert (cells, g_steal_pointer (&name), cell);
  return cell;
}

static gboolean
add_rows (GHashTable *cells, const ApoyoResult *rows, Source source, GError **error)
{
  for (guint i = 0; i < apoyo_result_get_n_rows (rows); i++) {
    const char *demarcation = NULL;
    const char *situation = NULL;
    int promovente = 0;
    gint64 n = 0;

    if (!apoyo_result_get_int (rows, i, "promovente", &promovente, error) ||
        !apoyo_result_get_text (rows, i, "demarcation", &demarcation, error) ||
        !apoyo_result_get_text (rows, i, "situation", &situation, error) ||
        !apoyo_result_get_int64 (rows, i, "n", &n, error))
      return FALSE;
    get_cell (cells, promovente, demarcation, situation)->n[source] += n;
  }
  return TRUE;
}

static gint
compare_cells (gconstpointer a, gconstpointer b)
{
  const Cell *first = *(Cell *const *) a;
  const Cell *second = *(Cell *const *) b;
  int order = 0;

  if (first->promovente != second->promovente)
    return first->promovente < second->promovente ? -1 : 1;
  order = strcmp (first->demarcation, second->demarcation);
  return order != 0 ? order : strcmp (first->situation, second->situation);
}

static guint64
print_cell_differences (GHashTable *cells)
{
  g_autoptr (GPtrArray) different = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, cells);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Cell *cell = value;

    if (cell->n[SOURCE_SUPPORTS] != cell->n[SOURCE_LOG] ||
        cell->n[SOURCE_LOG] != cell->n[SOURCE_TALLY])
      g_ptr_array_add (different, value);
  }
  g_ptr_array_sort (different, compare_cells);
  if (different->len > 0)
    g_print ("%10s %-10s %-16s %12s %12s %12s\n", C_ ("column", "promovente"),
             C_ ("column", "place"), C_ ("column", "situation"), C_ ("column", "supports"),
             C_ ("column", "log"), C_ ("column", "tally"));
  for (guint i = 0; i < different->len; i++) {
    const Cell *cell = g_ptr_array_index (different, i);

    g_print ("%10d %-10s %-16s %12" G_GINT64_FORMAT " %12" G_GINT64_FORMAT " %12" G_GINT64_FORMAT
             "\n",
             cell->promovente, cell->demarcation, cell->situation, cell->n[SOURCE_SUPPORTS],
             cell->n[SOURCE_LOG], cell->n[SOURCE_TALLY]);
  }
  return different->len;
}

/* What the board's sums should be by the tallies alone, without what is pending. */
static gboolean
sum_tally (GHashTable *sums, const ApoyoResult *tally, GError **error)
{
  for (guint i = 0; i < apoyo_result_get_n_rows (tally); i++) {
    const char *nick = NULL;
    ApoyoSituation situation;
    int promovente = 0;
    gint64 n = 0;
    Sums *sum = NULL;

    if (!apoyo_result_get_int (tally, i, "promovente", &promovente, error) ||
        !apoyo_result_get_text (tally, i, "situation", &nick, error) ||
        !apoyo_result_get_int64 (tally, i, "n", &n, error))
      return FALSE;
    sum = g_hash_table_lookup (sums, GINT_TO_POINTER (promovente));
    if (sum == NULL) {
      sum = g_new0 (Sums, 1);
      g_hash_table_insert (sums, GINT_TO_POINTER (promovente), sum);
    }
    sum->received += n;
    if (!apoyo_situation_from_nick (nick, &situation))
      continue; /* the cells above show it */
    sum->valid += apoyo_situation_counts (situation) ? n : 0;
    sum->open += apoyo_situation_is_open (situation) ? n : 0;
  }
  return TRUE;
}

static gboolean
compare_sums (GHashTable *sums, const ApoyoResult *rows, guint64 *n_differences, GError **error)
{
  static const Sums nothing;

  for (guint i = 0; i < apoyo_result_get_n_rows (rows); i++) {
    int promovente = 0;
    gint64 rejected = 0;
    Sums shown = { 0 };
    const Sums *sum = NULL;

    if (!apoyo_result_get_int (rows, i, "promovente", &promovente, error) ||
        !apoyo_result_get_int64 (rows, i, "received", &shown.received, error) ||
        !apoyo_result_get_int64 (rows, i, "valid", &shown.valid, error) ||
        !apoyo_result_get_int64 (rows, i, "open", &shown.open, error) ||
        !apoyo_result_get_int64 (rows, i, "rejected", &rejected, error))
      return FALSE;
    sum = g_hash_table_lookup (sums, GINT_TO_POINTER (promovente));
    sum = sum != NULL ? sum : &nothing;
    if (memcmp (sum, &shown, sizeof shown) == 0 &&
        shown.received == shown.valid + shown.open + rejected)
      continue;
    g_print (
        _ ("promovente %d: the board shows received %lld, valid %lld, open %lld, rejected %lld; "
           "its cells add up to received %lld, valid %lld, open %lld\n"),
        promovente, (long long) shown.received, (long long) shown.valid, (long long) shown.open,
        (long long) rejected, (long long) sum->received, (long long) sum->valid,
        (long long) sum->open);
    *n_differences += 1;
  }
  return TRUE;
}

gboolean
ctl_recount_figures (CtlSession *session, int process, guint64 *n_differences, GError **error)
{
  static const char *const statements[] = {
    "recount-supports", "recount-log",         "recount-pending",
    "recount-tally",    "recount-promoventes", NULL,
  };
  g_autoptr (GPtrArray) results = ctl_session_read_for (session, statements, process, error);
  g_autoptr (GHashTable) cells =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cell_free);
  g_autoptr (GHashTable) sums = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  if (results == NULL ||
      !add_rows (cells, g_ptr_array_index (results, 0), SOURCE_SUPPORTS, error) ||
      !add_rows (cells, g_ptr_array_index (results, 1), SOURCE_LOG, error) ||
      !add_rows (cells, g_ptr_array_index (results, 2), SOURCE_TALLY, error) ||
      !add_rows (cells, g_ptr_array_index (results, 3), SOURCE_TALLY, error) ||
      !sum_tally (sums, g_ptr_array_index (results, 3), error))
    return FALSE;
  *n_differences += print_cell_differences (cells);
  return compare_sums (sums, g_ptr_array_index (results, 4), n_differences, error);
}
