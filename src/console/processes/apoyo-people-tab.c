/* apoyo-people-tab.c: the promoventes of a process: to find, add, change, suspend and extend.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"
#include "apoyo-import-dialog.h"
#include "apoyo-message.h"
#include "apoyo-parts.h"
#include "apoyo-people-acts.h"
#include "apoyo-people-export.h"
#include "apoyo-people-tab.h"
#include "apoyo-promovente.h"
#include "apoyo-rows.h"
#include "apoyo-setup-promovente.h"

typedef enum { SHOWN_ALL, SHOWN_ACTIVE, SHOWN_WINDOW, SHOWN_SUSPENDED, SHOWN_WITHDRAWN } Shown;

typedef enum {
  COLUMN_FOLIO,
  COLUMN_NAME,
  COLUMN_SCOPE,
  COLUMN_STANDING,
  COLUMN_WINDOW,
  COLUMN_AUXILIARIES,
} Column;

static const struct {
  const char *title;
  int width; /* -1: what is left */
  int wide_width;
} columns[] = {
  [COLUMN_FOLIO] = { N_ ("Folio"), 96, 110 },
  [COLUMN_NAME] = { N_ ("Name"), -1, -1 },
  [COLUMN_SCOPE] = { N_ ("Scope"), 76, 200 },
  [COLUMN_STANDING] = { N_ ("State"), 88, 110 },
  [COLUMN_WINDOW] = { N_ ("Own window"), 148, 260 },
  [COLUMN_AUXILIARIES] = { N_ ("Auxiliaries"), 84, 96 },
};

struct _ApoyoPeopleTab {
  AdwBin parent_instance;

  GtkSearchEntry *search;
  GtkDropDown *shown;
  GtkWidget *add;
  GtkWidget *import;
  GtkWidget *import_auxiliaries;
  GtkWidget *export;
  GtkStack *stack;
  GtkColumnView *view;
  GtkLabel *none_label;
  GtkWidget *bar;
  GtkLabel *chosen;
  GtkWidget *change;
  GtkWidget *remove;
  GtkWidget *window;
  GtkWidget *suspend;
  GtkWidget *reinstate;
  GtkWidget *withdraw;
  GtkWidget *auxiliaries;

  ApoyoSetup *setup;             /* (owned) (nullable) */
  GListStore *store;             /* (owned) */
  GtkFilterListModel *filtered;  /* (owned) */
  GtkCustomFilter *filter;       /* (owned) */
  GtkSingleSelection *selection; /* (owned) */
  GtkColumnViewColumn *columns[G_N_ELEMENTS (columns)];
  GStrv words;               /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the reading under way */
  int process;               /* whose people are in the store; 0: nobody's */
  int revision;
  gboolean wide;
};

G_DEFINE_FINAL_TYPE (ApoyoPeopleTab, apoyo_people_tab, ADW_TYPE_BIN)

static const ApoyoSetupFigures *
get_figures (ApoyoPeopleTab *self)
{
  ApoyoSetupProcess *process = self->setup != NULL ? apoyo_setup_get_chosen (self->setup) : NULL;

  return process != NULL ? apoyo_setup_process_get_figures (process) : NULL;
}

static ApoyoSetupPromovente *
get_selected (ApoyoPeopleTab *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/* --- rows ------------------------------------------------------------------------------------- */

static char *
describe_window (ApoyoPeopleTab *self, const ApoyoSetupPerson *person)
{
  const ApoyoSetupFigures *figures = get_figures (self);
  GDateTime *opens = person->opens_at, *closes = person->closes_at;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (figures == NULL || (opens == NULL && closes == NULL))
    return g_strdup ("");
  if (opens == NULL && !self->wide) {
    to = apoyo_format_minute (closes, figures->time_zone);
    return g_strdup_printf (_ ("until %s"), to);
  }
  from = apoyo_format_minute (opens != NULL ? opens : figures->opens_at, figures->time_zone);
  to = apoyo_format_minute (closes != NULL ? closes : figures->closes_at, figures->time_zone);
  return g_strdup_printf ("%s – %s", from, to);
}

static char *
describe_cell (ApoyoPeopleTab *self, Column column, const ApoyoSetupPerson *person)
{
  switch (column) {
  case COLUMN_FOLIO:
    return g_strdup (person->folio);
  case COLUMN_NAME:
    return g_strdup (person->name);
  case COLUMN_SCOPE:
    return g_strdup (self->wide && person->scope_name != NULL ? person->scope_name : person->scope);
  case COLUMN_STANDING:
    return g_strdup (apoyo_standing_get_label (person->standing));
  case COLUMN_WINDOW:
    return describe_window (self, person);
  case COLUMN_AUXILIARIES:
    return person->auxiliaries > 0 ? apoyo_format_count (person->auxiliaries) : g_strdup ("");
  default:
    g_return_val_if_reached (NULL);
  }
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Column column = (Column) GPOINTER_TO_INT (data);
  GtkWidget *label =
      apoyo_part_label ("", column == COLUMN_NAME ? "t-small" : "t-small num dimmed");

  if (column == COLUMN_AUXILIARIES)
    gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_list_item_set_child (item, label);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Column column = (Column) GPOINTER_TO_INT (data);
  ApoyoPeopleTab *self = g_object_get_data (G_OBJECT (factory), "tab");
  GtkWidget *label = gtk_list_item_get_child (item);
  const ApoyoSetupPerson *person = apoyo_setup_promovente_get (gtk_list_item_get_item (item));
  g_autofree char *text = describe_cell (self, column, person);

  gtk_label_set_text (GTK_LABEL (label), text);
  if (column != COLUMN_STANDING)
    return;
  gtk_widget_remove_css_class (label, "c-warn");
  if (person->standing != APOYO_STANDING_ACTIVE)
    gtk_widget_add_css_class (label, "c-warn");
}

static void
make_columns (ApoyoPeopleTab *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

    g_object_set_data (G_OBJECT (factory), "tab", self);
    g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), GINT_TO_POINTER (i));
    g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), GINT_TO_POINTER (i));
    self->columns[i] = gtk_column_view_column_new (_ (columns[i].title), factory);
    gtk_column_view_column_set_expand (self->columns[i], columns[i].width < 0);
    gtk_column_view_append_column (self->view, self->columns[i]);
    g_object_unref (self->columns[i]);
  }
}

static void
shape_columns (ApoyoPeopleTab *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    gtk_column_view_column_set_fixed_width (self->columns[i],
                                            self->wide ? columns[i].wide_width : columns[i].width);
}

/* --- filter ----------------------------------------------------------------------------------- */

static gboolean
is_shown (ApoyoPeopleTab *self, ApoyoSetupPromovente *promovente)
{
  const ApoyoSetupPerson *person = apoyo_setup_promovente_get (promovente);

  switch ((Shown) gtk_drop_down_get_selected (self->shown)) {
  case SHOWN_ACTIVE:
    return person->standing == APOYO_STANDING_ACTIVE;
  case SHOWN_WINDOW:
    return apoyo_setup_promovente_has_window (promovente);
  case SHOWN_SUSPENDED:
    return person->standing == APOYO_STANDING_SUSPENDED;
  case SHOWN_WITHDRAWN:
    return person->standing == APOYO_STANDING_WITHDRAWN;
  case SHOWN_ALL:
  default:
    return TRUE;
  }
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  ApoyoPeopleTab *self = user_data;

  return is_shown (self, item) &&
         (self->words == NULL ||
          apoyo_setup_promovente_matches (item, (const char *const *) self->words));
}

static gboolean
is_filtered (ApoyoPeopleTab *self)
{
  return self->words != NULL || gtk_drop_down_get_selected (self->shown) != SHOWN_ALL;
}

static void
update_stack (ApoyoPeopleTab *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 0;
  gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *text = self->words != NULL
                              ? g_strdup_printf (_ ("No promovente matches “%s”"), query)
                              : g_strdup (_ ("No promovente is in this situation"));

  gtk_label_set_text (self->none_label, text);
  gtk_stack_set_visible_child_name (self->stack, some                        ? "list"
                                                 : any && is_filtered (self) ? "none"
                                                                             : "empty");
}

static void
apply_filter (ApoyoPeopleTab *self)
{
  /* Without a filter the model passes 22,419 rows on without asking about each. */
  if (!is_filtered (self))
    gtk_filter_list_model_set_filter (self->filtered, NULL);
  else if (gtk_filter_list_model_get_filter (self->filtered) == NULL)
    gtk_filter_list_model_set_filter (self->filtered, GTK_FILTER (self->filter));
  else
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

static void
on_search_changed_cb (ApoyoPeopleTab *self)
{
  g_clear_pointer (&self->words, g_strfreev);
  self->words = apoyo_promovente_fold_query (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  if (self->words[0] == NULL)
    g_clear_pointer (&self->words, g_strfreev);
  apply_filter (self);
}

static void
on_shown_cb (ApoyoPeopleTab *self)
{
  if (self->filtered != NULL)
    apply_filter (self);
}

static void
on_clear_cb (ApoyoPeopleTab *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
on_show_all_cb (ApoyoPeopleTab *self)
{
  on_clear_cb (self);
  gtk_drop_down_set_selected (self->shown, SHOWN_ALL);
}

/* --- the chosen one --------------------------------------------------------------------------- */

static void
update_bar (ApoyoPeopleTab *self)
{
  ApoyoSetupPromovente *promovente = get_selected (self);
  const ApoyoSetupPerson *person =
      promovente != NULL ? apoyo_setup_promovente_get (promovente) : NULL;
  const ApoyoSetupFigures *figures = get_figures (self);
  const char *why = self->setup != NULL ? apoyo_setup_why_not_yet (self->setup) : "";
  gboolean before = figures != NULL && figures->state <= APOYO_LIFE_READY;
  gboolean over = figures != NULL && figures->state > APOYO_LIFE_OPEN;
  g_autofree char *text = NULL;

  if (why == NULL && over)
    why = _ ("The collection is over");
  apoyo_part_set_reason (self->add, why, NULL);
  apoyo_part_set_reason (self->import, why, NULL);
  apoyo_part_set_reason (self->import_auxiliaries, why, NULL);
  for (GtkWidget *child = gtk_widget_get_next_sibling (GTK_WIDGET (self->chosen)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, person != NULL);
  if (person == NULL) {
    gtk_label_set_text (self->chosen, _ ("Choose a promovente"));
    return;
  }
  text = person->reason != NULL
             ? g_strdup_printf ("%s · %s: %s", person->name,
                                apoyo_standing_get_label (person->standing), person->reason)
             : g_strdup_printf ("%s · %s", person->name, person->folio);
  gtk_label_set_text (self->chosen, text);
  gtk_widget_set_visible (self->change, before);
  gtk_widget_set_visible (self->remove, before);
  gtk_widget_set_visible (self->suspend, person->standing == APOYO_STANDING_ACTIVE);
  gtk_widget_set_visible (self->withdraw, person->standing != APOYO_STANDING_WITHDRAWN);
  gtk_widget_set_visible (self->reinstate, person->standing != APOYO_STANDING_ACTIVE);
  apoyo_part_set_reason (self->change, why, NULL);
  apoyo_part_set_reason (self->remove, why, NULL);
  apoyo_part_set_reason (self->window, why, NULL);
  apoyo_part_set_reason (self->suspend, why, NULL);
  apoyo_part_set_reason (self->withdraw, why, NULL);
  apoyo_part_set_reason (self->reinstate, why, NULL);
}

/* The rows may be there before the rule of their process is. */
#define ACT(name, func)                                                                            \
  static void on_##name##_cb (ApoyoPeopleTab *self)                                                \
  {                                                                                                \
    ApoyoSetupPromovente *promovente = get_selected (self);                                        \
                                                                                                   \
    if (promovente != NULL && apoyo_setup_get_detail (self->setup) != NULL)                        \
      func (GTK_WIDGET (self), self->setup, promovente);                                           \
  }

ACT (change, apoyo_people_change)
ACT (remove, apoyo_people_remove)
ACT (window, apoyo_people_set_window)
ACT (suspend, apoyo_people_suspend)
ACT (reinstate, apoyo_people_reinstate)
ACT (withdraw, apoyo_people_withdraw)

#undef ACT

static void
on_auxiliaries_cb (ApoyoPeopleTab *self)
{
  ApoyoSetupPromovente *promovente = get_selected (self);

  if (promovente != NULL)
    apoyo_people_auxiliaries (GTK_WIDGET (self), self->setup, promovente);
}

/* A double click, or Enter, does what is done most with one of this state. */
static void
on_activate_cb (ApoyoPeopleTab *self)
{
  const ApoyoSetupFigures *figures = get_figures (self);

  if (figures == NULL || apoyo_setup_why_not (self->setup) != NULL)
    on_auxiliaries_cb (self);
  else if (apoyo_setup_get_detail (self->setup) == NULL)
    return;
  else if (figures->state <= APOYO_LIFE_READY)
    on_change_cb (self);
  else if (gtk_widget_get_sensitive (GTK_WIDGET (self->window)))
    on_window_cb (self);
  else
    on_auxiliaries_cb (self);
}

static void
on_add_cb (ApoyoPeopleTab *self)
{
  if (apoyo_setup_get_detail (self->setup) != NULL)
    apoyo_people_add (GTK_WIDGET (self), self->setup);
}

static void
on_imported_cb (ApoyoPeopleTab *self)
{
  apoyo_setup_refresh (self->setup);
}

static void
on_import_cb (ApoyoPeopleTab *self)
{
  ApoyoImportDialog *dialog = apoyo_import_dialog_new (
      apoyo_setup_get_login (self->setup), APOYO_IMPORT_PROMOVENTES, get_figures (self)->id);

  g_signal_connect_object (dialog, "imported", G_CALLBACK (on_imported_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_auxiliaries_imported_cb (ApoyoImportDialog *dialog, int process, ApoyoPeopleTab *self)
{
  on_imported_cb (self);
}

static void
on_import_auxiliaries_cb (ApoyoPeopleTab *self)
{
  apoyo_people_import_auxiliaries (GTK_WIDGET (self), apoyo_setup_get_login (self->setup),
                                   get_figures (self)->id, G_CALLBACK (on_auxiliaries_imported_cb),
                                   G_OBJECT (self));
}

static void
on_export_cb (ApoyoPeopleTab *self)
{
  if (get_figures (self) != NULL)
    apoyo_people_export (GTK_WIDGET (self), G_LIST_MODEL (self->filtered),
                         apoyo_setup_get_chosen (self->setup));
}

/* --- reading ---------------------------------------------------------------------------------- */

static void
select_number (ApoyoPeopleTab *self, int number)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; number != 0 && i < g_list_model_get_n_items (model); i++) {
    g_autoptr (ApoyoSetupPromovente) item = g_list_model_get_item (model, i);

    if (apoyo_setup_promovente_get (item)->number == number) {
      gtk_single_selection_set_selected (self->selection, i);
      return;
    }
  }
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ApoyoPeopleTab) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoResult) rows =
      apoyo_connection_call_finish (APOYO_CONNECTION (object), result, &error);
  g_autoptr (GPtrArray) people =
      rows != NULL ? apoyo_setup_promoventes_from_result (rows, &error) : NULL;
  ApoyoSetupPromovente *selected;
  int number;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (people == NULL) {
    self->revision = -1; /* asked for again with the next change */
    if (!g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION))
      apoyo_message_show_error (GTK_WIDGET (self), error);
    return;
  }
  selected = get_selected (self);
  number = selected != NULL ? apoyo_setup_promovente_get (selected)->number : 0;
  apoyo_rows_put (self->store, people, (GEqualFunc) apoyo_setup_promovente_equal);
  select_number (self, number);
  update_stack (self);
  update_bar (self);
}

static void
read_people (ApoyoPeopleTab *self, const ApoyoSetupFigures *figures)
{
  ApoyoParams *params = apoyo_params_new ();

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->process = figures->id;
  self->revision = figures->revision;
  self->cancellable = g_cancellable_new ();
  apoyo_params_add_int (params, figures->id);
  apoyo_connection_call_async (apoyo_setup_get_connection (self->setup), "setup-promoventes",
                               params, self->cancellable, read_cb, g_object_ref (self));
}

/* Thousands of rows are read only for whoever looks at them. */
static void
update (ApoyoPeopleTab *self)
{
  const ApoyoSetupFigures *figures = get_figures (self);

  if (figures == NULL || figures->draft != 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (figures->id != self->process || figures->revision != self->revision)
    read_people (self, figures);
  update_bar (self);
}

static void
on_chosen_cb (ApoyoPeopleTab *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->process = 0;
  g_list_store_remove_all (self->store);
  on_show_all_cb (self);
  gtk_stack_set_visible_child_name (self->stack, "list");
  update (self);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_people_tab_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (apoyo_people_tab_parent_class)->map (widget);
  update (APOYO_PEOPLE_TAB (widget));
}

static void
apoyo_people_tab_dispose (GObject *object)
{
  ApoyoPeopleTab *self = APOYO_PEOPLE_TAB (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->setup);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->store);
  g_clear_pointer (&self->words, g_strfreev);

  G_OBJECT_CLASS (apoyo_people_tab_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, search);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, shown);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, add);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, import);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, import_auxiliaries);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, export);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, stack);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, view);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, none_label);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, bar);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, chosen);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, change);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, remove);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, window);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, suspend);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, reinstate);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, withdraw);
  gtk_widget_class_bind_template_child (widget_class, ApoyoPeopleTab, auxiliaries);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_add_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_import_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_import_auxiliaries_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_export_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_change_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_window_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_suspend_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reinstate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_withdraw_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_auxiliaries_cb);
}

static void
apoyo_people_tab_class_init (ApoyoPeopleTabClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_people_tab_dispose;
  widget_class->map = apoyo_people_tab_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-people-tab.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
}

static void
apoyo_people_tab_init (ApoyoPeopleTab *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->store = g_list_store_new (APOYO_TYPE_SETUP_PROMOVENTE);
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->store)), NULL);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->filtered)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  make_columns (self);
  shape_columns (self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (update_bar), self,
                           G_CONNECT_SWAPPED);
  update_bar (self);
}

void
apoyo_people_tab_set_setup (ApoyoPeopleTab *self, ApoyoSetup *setup)
{
  g_return_if_fail (APOYO_IS_PEOPLE_TAB (self));

  g_set_object (&self->setup, setup);
  g_signal_connect_object (setup, "updated", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "live", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "chosen", G_CALLBACK (on_chosen_cb), self, G_CONNECT_SWAPPED);
}

void
apoyo_people_tab_set_wide (ApoyoPeopleTab *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_PEOPLE_TAB (self));
  if (self->wide == wide)
    return;
  self->wide = wide;
  shape_columns (self);
}
