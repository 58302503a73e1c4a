/* apoyo-process-list.c: every process by its state, to search and choose from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-drill-mark.h"
#include "apoyo-life-words.h"
#include "apoyo-parts.h"
#include "apoyo-process-list.h"
#include "apoyo-promovente.h"

/* What runs first, then what is prepared, then what is over. Drills stand apart, below. */
static const ApoyoLife group_order[APOYO_N_LIVES] = {
  APOYO_LIFE_OPEN,   APOYO_LIFE_READY,     APOYO_LIFE_DRAFT,    APOYO_LIFE_CLOSING,
  APOYO_LIFE_CLOSED, APOYO_LIFE_CERTIFIED, APOYO_LIFE_ARCHIVED,
};
#define GROUP_DRILLS APOYO_N_LIVES

#define WIDTH 300
#define WIDTH_WIDE 420
/* Names differ in their last words: two lines tell them apart where one would not. */
#define TITLE_LINES 2

struct _ApoyoProcessList {
  AdwBin parent_instance;

  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListBox *list;
  GtkLabel *none_label;

  ApoyoSetup *setup;            /* (owned) (nullable) */
  GtkFilterListModel *filtered; /* (owned) */
  GtkCustomFilter *filter;      /* (owned) */
  GtkSortListModel *sorted;     /* (owned) */
  GStrv words;                  /* (owned) (nullable) */
  gboolean selecting;           /* the selection is being set from the setup */
};

G_DEFINE_FINAL_TYPE (ApoyoProcessList, apoyo_process_list, ADW_TYPE_BIN)

/* --- groups ----------------------------------------------------------------------------------- */

static guint
get_group (ApoyoSetupProcess *process)
{
  const ApoyoSetupFigures *figures = apoyo_setup_process_get_figures (process);

  if (figures->simulacro)
    return GROUP_DRILLS;
  for (guint i = 0; i < APOYO_N_LIVES; i++) {
    if (group_order[i] == figures->state)
      return i;
  }
  g_return_val_if_reached (0);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return (int) get_group ((gpointer) a) - (int) get_group ((gpointer) b); /* else as they come */
}

static ApoyoSetupProcess *
get_row_process (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "process");
}

static guint
count_group (ApoyoProcessList *self, guint group)
{
  GListModel *model = G_LIST_MODEL (self->sorted);
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (ApoyoSetupProcess) item = g_list_model_get_item (model, i);

    count += get_group (item) == group;
  }
  return count;
}

static GtkWidget *
make_header (ApoyoProcessList *self, guint group)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 6, "group-head");
  gboolean drills = group == GROUP_DRILLS;
  GtkWidget *label = apoyo_part_label (
      drills ? _ ("Drills") : apoyo_life_get_heading (group_order[group]), "t-section");
  g_autofree char *count = g_strdup_printf ("%u", count_group (self, group));

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), apoyo_part_icon (drills ? "applications-engineering-symbolic"
                                                         : apoyo_life_get_icon (group_order[group]),
                                                  14, "dimmed"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), apoyo_part_label (count, "t-caption dimmed num"));
  return box;
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  guint group = get_group (get_row_process (row));

  if (before != NULL && get_group (get_row_process (before)) == group)
    gtk_list_box_row_set_header (row, NULL);
  else
    gtk_list_box_row_set_header (row, make_header (user_data, group));
}

/* --- rows ------------------------------------------------------------------------------------- */

static char *
describe_row (ApoyoSetupProcess *process)
{
  const ApoyoSetupFigures *figures = apoyo_setup_process_get_figures (process);
  g_autofree char *line = apoyo_setup_process_describe (process);

  /* A drill's group does not tell its state. */
  if (figures->simulacro && figures->draft == 0)
    return g_strdup_printf ("%s · %s · %s", figures->code, apoyo_life_get_label (figures->state),
                            line);
  return figures->code != NULL ? g_strdup_printf ("%s · %s", figures->code, line)
                               : g_steal_pointer (&line);
}

static GtkWidget *
make_title (const char *text)
{
  GtkWidget *title = apoyo_part_text (text, "t-small t-strong");

  gtk_label_set_lines (GTK_LABEL (title), TITLE_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  return title;
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  ApoyoSetupProcess *process = item;
  const ApoyoSetupFigures *figures = apoyo_setup_process_get_figures (process);
  const char *title = apoyo_setup_process_get_title (process);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 1, NULL);
  GtkWidget *line = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 6, NULL);
  g_autofree char *text = describe_row (process);
  g_autofree char *whole =
      g_strdup_printf ("%s, %s, %s%s%s", title, apoyo_life_get_label (figures->state), text,
                       figures->simulacro ? ", " : "", figures->simulacro ? _ ("Drill") : "");

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 5);
  gtk_widget_set_margin_bottom (box, 5);
  gtk_box_append (GTK_BOX (box), make_title (title));
  if (figures->simulacro)
    gtk_box_append (GTK_BOX (line), apoyo_drill_mark_new ());
  gtk_box_append (GTK_BOX (line), apoyo_part_label (text, "t-caption dimmed num"));
  gtk_box_append (GTK_BOX (box), line);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_size_request (row, -1, 50);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  g_object_set_data_full (G_OBJECT (row), "process", g_object_ref (process), g_object_unref);
  return row;
}

/* --- choice and search ------------------------------------------------------------------------ */

static void
show_choice (ApoyoProcessList *self)
{
  ApoyoSetupProcess *chosen = apoyo_setup_get_chosen (self->setup);
  GtkListBoxRow *row;

  self->selecting = TRUE;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++) {
    if (chosen != NULL && apoyo_setup_process_is_same (get_row_process (row), chosen)) {
      gtk_list_box_select_row (self->list, row);
      break;
    }
  }
  if (row == NULL)
    gtk_list_box_unselect_all (self->list);
  self->selecting = FALSE;
}

static void
update_none (ApoyoProcessList *self)
{
  gboolean none = g_list_model_get_n_items (G_LIST_MODEL (self->sorted)) == 0;
  g_autofree char *text = g_strdup_printf (_ ("No process matches “%s”"),
                                           gtk_editable_get_text (GTK_EDITABLE (self->search)));

  gtk_label_set_text (self->none_label, text);
  gtk_stack_set_visible_child_name (self->stack, none && self->words != NULL ? "none" : "list");
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  ApoyoProcessList *self = user_data;

  return self->words == NULL ||
         apoyo_setup_process_matches (item, (const char *const *) self->words);
}

static void
on_search_changed_cb (ApoyoProcessList *self)
{
  g_clear_pointer (&self->words, g_strfreev);
  self->words = apoyo_promovente_fold_query (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  if (self->words[0] == NULL)
    g_clear_pointer (&self->words, g_strfreev);
  self->selecting = TRUE; /* rows that go take the selection along, and nobody chose that */
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  self->selecting = FALSE;
  if (self->setup != NULL)
    show_choice (self);
  gtk_list_box_invalidate_headers (self->list);
  update_none (self);
}

static void
on_clear_cb (ApoyoProcessList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

/* Enter in the search takes the first process that is left. */
static void
on_search_activate_cb (ApoyoProcessList *self)
{
  GtkListBoxRow *row;

  /* The entry tells what was typed last only after a while. */
  on_search_changed_cb (self);
  row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
}

static void
on_row_selected_cb (ApoyoProcessList *self, GtkListBoxRow *row)
{
  if (!self->selecting && row != NULL)
    apoyo_setup_choose (self->setup, get_row_process (row));
}

static void
on_updated_cb (ApoyoSetup *setup, ApoyoProcessList *self)
{
  show_choice (self);
  update_none (self);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_process_list_dispose (GObject *object)
{
  ApoyoProcessList *self = APOYO_PROCESS_LIST (object);

  if (self->list != NULL && self->sorted != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->setup);
  g_clear_object (&self->filtered);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->words, g_strfreev);

  G_OBJECT_CLASS (apoyo_process_list_parent_class)->dispose (object);
}

static void
apoyo_process_list_class_init (ApoyoProcessListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_process_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-process-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessList, search);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessList, stack);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessList, list);
  gtk_widget_class_bind_template_child (widget_class, ApoyoProcessList, none_label);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
}

static void
apoyo_process_list_init (ApoyoProcessList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->filter)));
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)),
                                          GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL)));
  gtk_list_box_set_header_func (self->list, update_header, self, NULL);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->sorted), make_row, NULL, NULL);
}

void
apoyo_process_list_set_setup (ApoyoProcessList *self, ApoyoSetup *setup)
{
  g_return_if_fail (APOYO_IS_PROCESS_LIST (self));

  g_set_object (&self->setup, setup);
  /* Rows are made anew with each reading: the choice is the setup's, not theirs. */
  g_signal_connect_object (setup, "updated", G_CALLBACK (on_updated_cb), self, 0);
  g_signal_connect_object (setup, "chosen", G_CALLBACK (on_updated_cb), self, 0);
  gtk_filter_list_model_set_model (self->filtered, apoyo_setup_get_items (setup));
}

void
apoyo_process_list_set_wide (ApoyoProcessList *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_PROCESS_LIST (self));
  gtk_widget_set_size_request (GTK_WIDGET (self), wide ? WIDTH_WIDE : WIDTH, -1);
}

void
apoyo_process_list_search (ApoyoProcessList *self)
{
  g_return_if_fail (APOYO_IS_PROCESS_LIST (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
