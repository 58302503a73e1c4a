/* apoyo-staff-list.c: the staff as a list that filters as one types.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-format.h"
#include "apoyo-group-words.h"
#include "apoyo-promovente.h"
#include "apoyo-rows.h"
#include "apoyo-staff-list.h"
#include "apoyo-staff-words.h"

/* Positions in the list of filters; the groups follow. */
enum {
  SHOW_ALL,
  SHOW_ACTIVE,
  SHOW_DISABLED,
  SHOW_GROUPS,
};

struct _ApoyoStaffList {
  AdwBin parent_instance;

  GtkLabel *count;
  GtkSearchEntry *search;
  GtkDropDown *show;
  GtkStack *stack;
  GtkLabel *none;
  GtkListView *view;

  GListStore *people;            /* (owned): of ApoyoStaff */
  GtkFilter *filter;             /* (owned) */
  GtkSingleSelection *selection; /* (owned) */
  GStrv words;                   /* (owned): the folded query */
  char *wanted;                  /* (owned) (nullable): account to be chosen */
  gboolean filling;
};

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoStaffList, apoyo_staff_list, ADW_TYPE_BIN)

/* --- filter ----------------------------------------------------------------------------------- */

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  ApoyoStaffList *self = user_data;
  guint show = gtk_drop_down_get_selected (self->show);

  if (!apoyo_staff_matches (item, (const char *const *) self->words))
    return FALSE;
  if (show == SHOW_ACTIVE || show == SHOW_DISABLED)
    return apoyo_staff_is_active (item) == (show == SHOW_ACTIVE);
  return show < SHOW_GROUPS || show == GTK_INVALID_LIST_POSITION ||
         apoyo_staff_has_group (item, apoyo_group_words_get (show - SHOW_GROUPS));
}

static void
update_count (ApoyoStaffList *self)
{
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autofree char *count = apoyo_format_count (shown);
  g_autofree char *none = g_strdup_printf (_ ("Nobody matches “%s”"),
                                           gtk_editable_get_text (GTK_EDITABLE (self->search)));

  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->none, none);
  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "list" : "none");
}

static void
on_filter_changed_cb (ApoyoStaffList *self)
{
  g_strfreev (self->words);
  self->words = apoyo_promovente_fold_query (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_count (self);
}

static void
on_clear_cb (ApoyoStaffList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (self->show, SHOW_ALL);
  on_filter_changed_cb (self);
}

/* --- rows ------------------------------------------------------------------------------------- */

static GtkWidget *
make_label (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, class);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ApoyoStaffList *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *avatar = adw_avatar_new (32, NULL, TRUE);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = make_label ("t-small");
  GtkWidget *caption = make_label ("t-caption");
  GtkWidget *mark = gtk_image_new_from_icon_name ("action-unavailable-symbolic");

  gtk_widget_add_css_class (name, "t-strong");
  gtk_widget_add_css_class (caption, "dimmed");
  gtk_widget_add_css_class (mark, "dimmed");
  gtk_widget_set_tooltip_text (mark, _ ("Disabled"));
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), caption);
  gtk_box_append (GTK_BOX (row), avatar);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (row), mark);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ApoyoStaffList *self)
{
  ApoyoStaff *person = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *avatar = gtk_widget_get_first_child (row);
  GtkWidget *texts = gtk_widget_get_next_sibling (avatar);
  GtkWidget *mark = gtk_widget_get_next_sibling (texts);
  GtkWidget *name = gtk_widget_get_first_child (texts);
  g_autofree char *groups = apoyo_staff_words_groups (person);
  g_autofree char *caption = g_strdup_printf ("%s · %s", apoyo_staff_get_account (person), groups);
  g_autofree char *spoken = g_strdup_printf ("%s, %s%s%s", apoyo_staff_get_name (person), groups,
                                             apoyo_staff_is_active (person) ? "" : ", ",
                                             apoyo_staff_is_active (person) ? "" : _ ("Disabled"));

  adw_avatar_set_text (ADW_AVATAR (avatar), apoyo_staff_get_name (person));
  gtk_label_set_text (GTK_LABEL (name), apoyo_staff_get_name (person));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (name)), caption);
  gtk_widget_set_visible (mark, !apoyo_staff_is_active (person));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
on_selected_cb (ApoyoStaffList *self)
{
  ApoyoStaff *person = gtk_single_selection_get_selected_item (self->selection);

  if (self->filling)
    return;
  g_clear_pointer (&self->wanted, g_free); /* who chooses now means what was chosen now */
  if (person != NULL)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, person);
}

/* --- the object ------------------------------------------------------------------------------- */

static void
apoyo_staff_list_dispose (GObject *object)
{
  ApoyoStaffList *self = APOYO_STAFF_LIST (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->people);
  g_clear_pointer (&self->words, g_strfreev);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (apoyo_staff_list_parent_class)->dispose (object);
}

static void
apoyo_staff_list_class_init (ApoyoStaffListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_staff_list_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", APOYO_TYPE_STAFF_LIST, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, APOYO_TYPE_STAFF);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/mx/ine/ApoyoCiudadano/ui/apoyo-staff-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffList, count);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffList, search);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffList, show);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffList, stack);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffList, none);
  gtk_widget_class_bind_template_child (widget_class, ApoyoStaffList, view);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_cb);
}

static void
fill_filters (ApoyoStaffList *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *nick;

  gtk_string_list_append (names, _ ("Everybody"));
  gtk_string_list_append (names, _ ("Active"));
  gtk_string_list_append (names, _ ("Disabled"));
  for (guint i = 0; (nick = apoyo_group_words_get (i)) != NULL; i++)
    gtk_string_list_append (names, apoyo_group_words_label (nick));
  gtk_drop_down_set_model (self->show, G_LIST_MODEL (names));
}

static void
apoyo_staff_list_init (ApoyoStaffList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *shown;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->words = g_new0 (char *, 1);
  self->people = g_list_store_new (APOYO_TYPE_STAFF);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->people)),
                                     g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (shown));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (on_selected_cb),
                            self);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (self->view, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  fill_filters (self);
  g_signal_connect_swapped (self->show, "notify::selected", G_CALLBACK (on_filter_changed_cb),
                            self);
}

/* FALSE when the account is not among those that are shown. */
static gboolean
select_account (ApoyoStaffList *self, const char *account)
{
  GListModel *shown = G_LIST_MODEL (self->selection);

  for (guint i = 0; account != NULL && i < g_list_model_get_n_items (shown); i++) {
    g_autoptr (ApoyoStaff) person = g_list_model_get_item (shown, i);

    if (g_str_equal (apoyo_staff_get_account (person), account)) {
      gtk_single_selection_set_selected (self->selection, i);
      return TRUE;
    }
  }
  return FALSE;
}

void
apoyo_staff_list_set_people (ApoyoStaffList *self, GListModel *people)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  ApoyoStaff *chosen;
  g_autofree char *account = NULL;

  g_return_if_fail (APOYO_IS_STAFF_LIST (self));

  chosen = apoyo_staff_list_get_chosen (self);
  account = self->wanted != NULL ? g_steal_pointer (&self->wanted)
            : chosen != NULL     ? g_strdup (apoyo_staff_get_account (chosen))
                                 : NULL;
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    g_ptr_array_add (items, g_list_model_get_item (people, i));
  self->filling = TRUE;
  apoyo_rows_put (self->people, items, (GEqualFunc) apoyo_staff_equal);
  select_account (self, account);
  self->filling = FALSE;
  update_count (self);
  on_selected_cb (self);
}

void
apoyo_staff_list_choose (ApoyoStaffList *self, const char *account)
{
  g_return_if_fail (APOYO_IS_STAFF_LIST (self));

  if (select_account (self, account))
    return;
  on_clear_cb (self);
  if (!select_account (self, account)) {
    g_free (self->wanted);
    self->wanted = g_strdup (account);
  }
}

ApoyoStaff *
apoyo_staff_list_get_chosen (ApoyoStaffList *self)
{
  g_return_val_if_fail (APOYO_IS_STAFF_LIST (self), NULL);
  return gtk_single_selection_get_selected_item (self->selection);
}

void
apoyo_staff_list_search (ApoyoStaffList *self)
{
  g_return_if_fail (APOYO_IS_STAFF_LIST (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
