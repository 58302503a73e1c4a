/* verb-counts.c: the partition of each promovente and entity, and the tree size it stands for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "apoyo-situation.h"
#include "ctl-session.h"
#include "ctl-words.h"

/* One promovente in one entity. */
typedef struct {
  int promovente;
  char entity[3];
  gint64 n[APOYO_N_SITUATIONS];
} Count;

typedef struct {
  int process;
  const char *code; /* of the result */
  gboolean is_drill;
  gint64 size;
  GArray *counts; /* (owned) (element-type Count) */
} Counts;

static Count *
get_count (GArray *counts, int promovente, const char *entity)
{
  Count *last = counts->len > 0 ? &g_array_index (counts, Count, counts->len - 1) : NULL;
  Count count = { .promovente = promovente };

  if (last != NULL && last->promovente == promovente && g_str_equal (last->entity, entity))
    return last;
  g_strlcpy (count.entity, entity, sizeof count.entity);
  g_array_append_val (counts, count);
  return &g_array_index (counts, Count, counts->len - 1);
}

/* The rows come in order of promovente and entity. */
static gboolean
collect (GArray *counts, const ApoyoResult *cells, GError **error)
{
  for (guint i = 0; i < apoyo_result_get_n_rows (cells); i++) {
    const char *entity = NULL;
    const char *nick = NULL;
    ApoyoSituation situation;
    int promovente = 0;
    gint64 n = 0;

    if (!apoyo_result_get_int (cells, i, "promovente", &promovente, error) ||
        !apoyo_result_get_text (cells, i, "entity", &entity, error) ||
        !apoyo_result_get_text (cells, i, "situation", &nick, error) ||
        !apoyo_result_get_int64 (cells, i, "n", &n, error))
      return FALSE;
    if (!apoyo_situation_from_nick (nick, &situation)) {
      g_set_error (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_BAD_DATA,
                   _ ("This program does not know the situation %s"), nick);
      return FALSE;
    }
    get_count (counts, promovente, entity)->n[situation] += n;
  }
  return TRUE;
}

static gint64
received (const Count *count)
{
  gint64 sum = 0;

  for (guint s = 0; s < APOYO_N_SITUATIONS; s++)
    sum += count->n[s];
  return sum;
}

static void
print_csv_header (void)
{
  static const char *const first[] = { "process",    "code",   "tree_size",
                                       "promovente", "entity", "received" };
  const char *names[G_N_ELEMENTS (first) + APOYO_N_SITUATIONS + 2] = { NULL };
  g_autofree char *header = NULL;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    names[n++] = first[i];
  for (guint s = 0; s < APOYO_N_SITUATIONS; s++)
    names[n++] = apoyo_situation_to_nick ((ApoyoSituation) s);
  names[n] = "drill";
  header = ctl_word_header (names);
  g_print ("%s", header);
}

static void
print_csv (const Counts *counts)
{
  for (guint i = 0; i < counts->counts->len; i++) {
    const Count *count = &g_array_index (counts->counts, Count, i);

    g_print ("%d,%s,%" G_GINT64_FORMAT ",%d,%s,%" G_GINT64_FORMAT, counts->process, counts->code,
             counts->size, count->promovente, count->entity, received (count));
    for (guint s = 0; s < APOYO_N_SITUATIONS; s++)
      g_print (",%" G_GINT64_FORMAT, count->n[s]);
    g_print (",%s\n", counts->is_drill ? CTL_DRILL : "");
  }
}

static void
build_json_count (JsonBuilder *builder, const Count *count)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "promovente");
  json_builder_add_int_value (builder, count->promovente);
  json_builder_set_member_name (builder, "entity");
  json_builder_add_string_value (builder, count->entity);
  json_builder_set_member_name (builder, "received");
  json_builder_add_int_value (builder, received (count));
  json_builder_set_member_name (builder, "situations");
  json_builder_begin_object (builder);
  for (guint s = 0; s < APOYO_N_SITUATIONS; s++) {
    json_builder_set_member_name (builder, apoyo_situation_to_nick ((ApoyoSituation) s));
    json_builder_add_int_value (builder, count->n[s]);
  }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* One JSON object a line, one line a process. */
static void
print_json (const Counts *counts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "process");
  json_builder_add_int_value (builder, counts->process);
  json_builder_set_member_name (builder, "code");
  json_builder_add_string_value (builder, counts->code);
  json_builder_set_member_name (builder, "simulacro");
  json_builder_add_boolean_value (builder, counts->is_drill);
  json_builder_set_member_name (builder, "tree_size");
  json_builder_add_int_value (builder, counts->size);
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < counts->counts->len; i++)
    build_json_count (builder, &g_array_index (counts->counts, Count, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  g_print ("%s\n", text);
}

/* Figures and size of one snapshot. */
static gboolean
print_process (CtlSession *session, int process, void (*print) (const Counts *), GError **error)
{
  static const char *const statements[] = { "ctl-counts-process", "ctl-counts-cells", NULL };
  g_autoptr (GPtrArray) results = ctl_session_read_for (session, statements, process, error);
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (Count));
  Counts counts = { .process = process, .counts = array };

  if (results == NULL)
    return FALSE;
  if (apoyo_result_get_n_rows (g_ptr_array_index (results, 0)) == 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("There is no process %d that you may see"), process);
    return FALSE;
  }
  if (!apoyo_result_get_text (g_ptr_array_index (results, 0), 0, "code", &counts.code, error) ||
      !apoyo_result_get_int64 (g_ptr_array_index (results, 0), 0, "size", &counts.size, error) ||
      !apoyo_result_get_bool (g_ptr_array_index (results, 0), 0, "simulacro", &counts.is_drill,
                              error) ||
      !collect (array, g_ptr_array_index (results, 1), error))
    return FALSE;
  print (&counts);
  return TRUE;
}

static gboolean
print_named (CtlSession *session, const char *name, void (*print) (const Counts *), GError **error)
{
  int process = 0;

  return ctl_session_find_process (session, name, &process, error) &&
         print_process (session, process, print, error);
}

static gboolean
print_processes (CtlSession *session, void (*print) (const Counts *), GError **error)
{
  g_autoptr (ApoyoResult) processes = ctl_session_call (session, "ctl-processes", NULL, error);

  if (processes == NULL)
    return FALSE;
  for (guint i = 0; i < apoyo_result_get_n_rows (processes); i++) {
    int process = 0;

    if (!apoyo_result_get_int (processes, i, "process", &process, error) ||
        !print_process (session, process, print, error))
      return FALSE;
  }
  return TRUE;
}

int
apoyo_ctl_verb_counts (ApoyoCtl *ctl, int argc, char **argv)
{
  g_autofree char *format = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CtlSession) session = NULL;
  gboolean json = FALSE;
  gboolean ok = FALSE;
  g_autofree char *process = NULL;
  const GOptionEntry entries[] = {
    { "process", 0, 0, G_OPTION_ARG_STRING, &process, N_ ("Only this process (code or number)"),
      "P" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("How to print (csv)"), "csv|json" },
    { NULL },
  };

  if (!apoyo_ctl_parse (ctl, entries, "", &argc, &argv, &error))
    return apoyo_ctl_fail (error);
  json = g_strcmp0 (format, "json") == 0;
  if (argc != 1 || (format != NULL && !json && strcmp (format, "csv") != 0)) {
    g_printerr (_ ("Usage: apoyoctl counts [--process P] [--format csv|json]\n"));
    return APOYO_CTL_USAGE;
  }
  session = ctl_session_open (ctl, "elena", &error);
  if (session == NULL)
    return apoyo_ctl_fail (error);
  if (!json)
    print_csv_header ();
  ok = process != NULL ? print_named (session, process, json ? print_json : print_csv, &error)
                       : print_processes (session, json ? print_json : print_csv, &error);
  return ok ? APOYO_CTL_SUCCESS : apoyo_ctl_fail (error);
}
