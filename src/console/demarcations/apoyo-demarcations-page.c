/* apoyo-demarcations-page.c: the geography: its versions, its tree and what looks wrong in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-atlas.h"
#include "apoyo-columns.h"
#include "apoyo-demarcations-actions.h"
#include "apoyo-demarcations-page.h"
#include "apoyo-format.h"
#include "apoyo-map.h"
#include "apoyo-place-card.h"
#include "apoyo-place-path.h"
#include "apoyo-place-search.h"
#include "apoyo-place-words.h"
#include "apoyo-quality-card.h"
#include "apoyo-refusal.h"
#include "apoyo-version-switcher.h"

#define COALESCE_MS 120

typedef enum {
  STALE_NOTHING,
  STALE_VERSIONS, /* and who pins them */
  STALE_ALL,
} Stale;

struct _ApoyoDemarcationsPage {
  ApoyoPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *error;
  ApoyoPlacePath *path;
  GtkDropDown *cutoffs;
  ApoyoPlaceSearch *search;
  ApoyoColumns *columns;
  GtkWidget *side;
  GtkLabel *map_value;
  ApoyoMap *map;
  ApoyoPlaceCard *card;
  ApoyoQualityCard *quality;
  GtkLabel *counts;
  GtkLabel *pins;
  GtkWidget *first_import;

  ApoyoVersionSwitcher *switcher;    /* (owned) */
  ApoyoDemarcationsActions *actions; /* (owned) */
  ApoyoLogin *login;                 /* (owned) (nullable) */
  ApoyoAtlas *atlas;                 /* (owned) (nullable) */
  gulong setup_handler;
  Stale stale; /* what was told to have changed and is not read yet */
  guint refresh;
  char *hovered; /* (owned) (nullable): code of an entity */
  gboolean wide;
  gboolean updating; /* the choice of the nominal list is being set */
};

G_DEFINE_FINAL_TYPE (ApoyoDemarcationsPage, apoyo_demarcations_page, APOYO_TYPE_PAGE)

static ApoyoGeography *
get_geography (ApoyoDemarcationsPage *self)
{
  return self->atlas != NULL ? apoyo_atlas_get_geography (self->atlas) : NULL;
}

/* --- the chosen place ------------------------------------------------------------------------- */

/* "21 Puebla · 4,985,039": the entity pointed at, else the chosen one, else the country. */
static void
update_map_value (ApoyoDemarcationsPage *self)
{
  ApoyoGeography *geography = get_geography (self);
  guint place = APOYO_PLACE_NONE;
  g_autofree char *step = NULL, *count = NULL, *text = NULL;

  if (geography == NULL) {
    gtk_label_set_text (self->map_value, "—");
    return;
  }
  if (self->hovered != NULL)
    place = apoyo_geography_find (geography, self->hovered);
  if (place == APOYO_PLACE_NONE && apoyo_columns_get_selected (self->columns) != APOYO_PLACE_NONE)
    place = apoyo_geography_get_within (geography, apoyo_columns_get_selected (self->columns),
                                        APOYO_LEVEL_ENTITY);
  if (place == APOYO_PLACE_NONE)
    place = apoyo_geography_find (geography, APOYO_DEMARCATION_COUNTRY);
  if (place == APOYO_PLACE_NONE)
    return;
  step = apoyo_place_words_step (geography, place);
  count = apoyo_place_words_count (apoyo_geography_get_nominal_list (geography, place));
  text = g_strdup_printf ("%s · %s", step, count);
  gtk_label_set_text (self->map_value, text);
}

static void
on_selected_cb (ApoyoDemarcationsPage *self, guint place)
{
  ApoyoGeography *geography = get_geography (self);
  guint entity, municipality = APOYO_PLACE_NONE;
  g_autofree char *code = NULL, *exceptions = NULL;

  apoyo_place_path_set (self->path, geography, place, apoyo_columns_get_middle (self->columns));
  apoyo_demarcations_actions_set_place (self->actions, place);
  if (geography == NULL || place == APOYO_PLACE_NONE) {
    apoyo_place_card_set (self->card, NULL, APOYO_PLACE_NONE, NULL);
    return;
  }
  entity = apoyo_geography_get_within (geography, place, APOYO_LEVEL_ENTITY);
  if (entity != APOYO_PLACE_NONE)
    code = apoyo_geography_dup_code (geography, entity);
  municipality = apoyo_geography_get_within (geography, place, APOYO_LEVEL_MUNICIPALITY);
  if (municipality != APOYO_PLACE_NONE)
    exceptions = apoyo_atlas_list_exceptions (self->atlas, municipality);
  apoyo_place_card_set (self->card, geography, place, exceptions);
  apoyo_map_set_selected (self->map, code);
  update_map_value (self);
}

static void
on_chosen_cb (ApoyoDemarcationsPage *self, guint place)
{
  apoyo_columns_select (self->columns, place);
}

static void
on_hovered_cb (ApoyoDemarcationsPage *self, const char *code)
{
  g_free (self->hovered);
  self->hovered = g_strdup (code);
  update_map_value (self);
}

static void
on_map_selected_cb (ApoyoDemarcationsPage *self, const char *code)
{
  ApoyoGeography *geography = get_geography (self);
  guint place =
      geography != NULL && code != NULL ? apoyo_geography_find (geography, code) : APOYO_PLACE_NONE;

  if (place != APOYO_PLACE_NONE)
    apoyo_columns_select (self->columns, place);
}

static void
on_quality_opened_cb (ApoyoDemarcationsPage *self, int problem)
{
  apoyo_demarcations_actions_open_quality (self->actions, (ApoyoProblem) problem);
}

/* --- the version shown ------------------------------------------------------------------------ */

static void
update_map (ApoyoDemarcationsPage *self, ApoyoGeography *geography)
{
  guint country = apoyo_geography_find (geography, APOYO_DEMARCATION_COUNTRY);
  g_autoptr (GArray) entities = NULL;
  g_autoptr (GArray) values = g_array_new (FALSE, TRUE, sizeof (ApoyoMapValue));
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  ApoyoMapScale scale;
  gint64 largest = 0;

  if (country == APOYO_PLACE_NONE)
    return;
  entities = apoyo_geography_list (geography, country, APOYO_LEVEL_ENTITY);
  for (guint i = 0; i < entities->len; i++) {
    guint entity = g_array_index (entities, guint, i);
    ApoyoMapValue value = {
      .code = apoyo_geography_dup_code (geography, entity),
      .name = apoyo_geography_get_name (geography, entity),
      .nominal_list = apoyo_geography_get_nominal_list (geography, entity),
    };

    g_ptr_array_add (codes, (gpointer) value.code);
    g_array_append_val (values, value);
    largest = MAX (largest, value.nominal_list);
  }
  apoyo_map_scale_init (&scale, largest);
  apoyo_map_set_values (self->map, (const ApoyoMapValue *) values->data, values->len);
  apoyo_map_set_scale (self->map, &scale);
}

/* "15/10/2021 · 91,940,900", in the order of the rows. */
static GtkStringList *
list_cutoffs (const ApoyoResult *rows, const char *shown, guint *selected)
{
  GtkStringList *texts = gtk_string_list_new (NULL);

  *selected = 0;
  gtk_string_list_append (texts, _ ("The version's own list"));
  for (guint row = 0; row < apoyo_result_get_n_rows (rows); row++) {
    const char *cutoff = "";
    gint64 electors = 0;
    g_autofree char *count = NULL, *day = NULL, *text = NULL;

    if (!apoyo_result_get_text (rows, row, "cutoff", &cutoff, NULL) ||
        !apoyo_result_get_int64 (rows, row, "nominal_list", &electors, NULL))
      continue;
    count = apoyo_format_count (electors);
    day = apoyo_format_day (cutoff);
    text = g_strdup_printf (_ ("List of %s · %s"), day, count);
    gtk_string_list_append (texts, text);
    if (g_strcmp0 (cutoff, shown) == 0)
      *selected = row + 1;
  }
  return texts;
}

static void
update_cutoffs (ApoyoDemarcationsPage *self)
{
  const ApoyoResult *rows = apoyo_atlas_get_cutoffs (self->atlas);
  g_autoptr (GtkStringList) texts = NULL;
  guint selected = 0;

  gtk_widget_set_visible (GTK_WIDGET (self->cutoffs),
                          rows != NULL && apoyo_result_get_n_rows (rows) > 0);
  if (rows == NULL)
    return;
  texts = list_cutoffs (rows, apoyo_atlas_get_cutoff (self->atlas), &selected);
  self->updating = TRUE;
  gtk_drop_down_set_model (self->cutoffs, G_LIST_MODEL (texts));
  gtk_drop_down_set_selected (self->cutoffs, selected);
  self->updating = FALSE;
}

static void
on_cutoff_cb (ApoyoDemarcationsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->cutoffs);
  const char *cutoff = NULL;

  if (self->updating || self->atlas == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (selected > 0 && !apoyo_result_get_text (apoyo_atlas_get_cutoffs (self->atlas), selected - 1,
                                              "cutoff", &cutoff, NULL))
    return;
  apoyo_atlas_show (
      self->atlas, apoyo_geography_version_get (apoyo_atlas_get_version (self->atlas))->id, cutoff);
}

static guint
count_drafts (GListModel *versions, int *only)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (versions); i++) {
    g_autoptr (ApoyoGeographyVersion) version = g_list_model_get_item (versions, i);

    if (apoyo_geography_version_get (version)->state == APOYO_VERSION_DRAFT) {
      *only = apoyo_geography_version_get (version)->id;
      n++;
    }
  }
  return n;
}

static void
update_pins (ApoyoDemarcationsPage *self)
{
  ApoyoGeographyVersion *version = apoyo_atlas_get_version (self->atlas);
  const ApoyoVersionFigures *figures = apoyo_geography_version_get (version);
  g_autofree char *pins = apoyo_version_words_pins (version);
  GString *text = g_string_new (NULL);
  int draft = 0;
  guint n_drafts = count_drafts (apoyo_atlas_get_versions (self->atlas), &draft);

  g_string_append_printf (text, "v%d %s", figures->id, pins);
  if (n_drafts == 1 && draft != figures->id)
    g_string_append_printf (text, _ (" · v%d not adopted"), draft);
  else if (n_drafts > 1)
    g_string_append_printf (text, ngettext (" · %u draft", " · %u drafts", n_drafts), n_drafts);
  gtk_label_set_text (self->pins, text->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pins), text->str);
  g_string_free (text, TRUE);
}

static void
update_counts (ApoyoDemarcationsPage *self, ApoyoGeography *geography)
{
  const ApoyoLevel levels[] = { APOYO_LEVEL_SECTION, APOYO_LEVEL_MUNICIPALITY,
                                APOYO_LEVEL_FEDERAL_DISTRICT, APOYO_LEVEL_LOCAL_DISTRICT };
  char *counts[G_N_ELEMENTS (levels)];
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    counts[i] = apoyo_format_count (apoyo_geography_count (geography, levels[i]));
  if (self->wide)
    text = g_strdup_printf (
        _ ("%s sections · %s municipalities · %s federal districts · %s local districts"),
        counts[0], counts[1], counts[2], counts[3]);
  else
    text = g_strdup_printf (_ ("%s sections · %s federal districts"), counts[0], counts[2]);
  gtk_label_set_text (self->counts, text);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    g_free (counts[i]);
}

static void
on_changed_cb (ApoyoDemarcationsPage *self)
{
  ApoyoGeography *geography = get_geography (self);
  ApoyoGeographyVersion *version = apoyo_atlas_get_version (self->atlas);

  apoyo_version_switcher_set (self->switcher, apoyo_atlas_get_versions (self->atlas),
                              version != NULL ? apoyo_geography_version_get (version)->id : 0);
  gtk_stack_set_visible_child_name (self->stack, geography != NULL ? "content" : "empty");
  apoyo_place_search_set_geography (self->search, geography);
  apoyo_quality_card_set (self->quality, geography, apoyo_atlas_get_quality (self->atlas));
  apoyo_columns_set_geography (self->columns, geography);
  if (geography != NULL) {
    update_map (self, geography);
    update_counts (self, geography);
    update_pins (self);
    update_cutoffs (self);
    update_map_value (self);
  }
  apoyo_demarcations_actions_update (self->actions, self->login, self->atlas);
  apoyo_page_tell_figures (APOYO_PAGE (self), NULL);
}

/* What is shown stays; only a page without anything to show says what went wrong instead. */
static void
on_failed_cb (ApoyoDemarcationsPage *self, const GError *error)
{
  g_autofree char *message = apoyo_refusal_dup_message (error);
  g_autofree char *markup = g_markup_escape_text (message, -1);

  if (get_geography (self) != NULL) {
    g_log (G_LOG_DOMAIN,
           g_error_matches (error, APOYO_STORE_ERROR, APOYO_STORE_ERROR_CONNECTION)
               ? G_LOG_LEVEL_DEBUG /* it is read once the connection is back */
               : G_LOG_LEVEL_WARNING,
           "The geography could not be read again: %s", error->message);
    return;
  }
  adw_status_page_set_description (self->error, markup);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
on_version_chosen_cb (ApoyoDemarcationsPage *self, int version)
{
  if (self->atlas != NULL)
    apoyo_atlas_show (self->atlas, version, NULL);
}

static void
on_retry_cb (ApoyoDemarcationsPage *self)
{
  if (self->atlas != NULL)
    apoyo_atlas_load (self->atlas);
}

static void
refresh (ApoyoDemarcationsPage *self)
{
  Stale stale = self->stale;

  self->stale = STALE_NOTHING;
  g_clear_handle_id (&self->refresh, g_source_remove);
  if (self->atlas == NULL)
    return;
  if (stale == STALE_ALL)
    apoyo_atlas_load (self->atlas);
  else if (stale == STALE_VERSIONS)
    apoyo_atlas_load_versions (self->atlas);
}

static gboolean
refresh_cb (gpointer user_data)
{
  ApoyoDemarcationsPage *self = user_data;

  self->refresh = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

/* The whole country is read for whoever looks at it, and once for what changes together. */
static void
on_setup_changed_cb (ApoyoDemarcationsPage *self, const char *what)
{
  if (g_str_equal (what, "geography"))
    self->stale = STALE_ALL;
  else if (g_str_has_prefix (what, "process")) /* one pins a version when it is made */
    self->stale = MAX (self->stale, STALE_VERSIONS);
  if (self->stale != STALE_NOTHING && self->refresh == 0 &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh = g_timeout_add (COALESCE_MS, refresh_cb, self);
}

static void
apoyo_demarcations_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (apoyo_demarcations_page_parent_class)->map (widget);
  refresh (APOYO_DEMARCATIONS_PAGE (widget));
}

/* --- the page --------------------------------------------------------------------------------- */

static void
apoyo_demarcations_page_set_login (ApoyoPage *page, ApoyoLogin *login)
{
  ApoyoDemarcationsPage *self = APOYO_DEMARCATIONS_PAGE (page);

  if (self->login != login) {
    g_clear_signal_handler (&self->setup_handler, self->login);
    g_clear_object (&self->atlas);
    g_set_object (&self->login, login);
    self->setup_handler =
        g_signal_connect_swapped (login, "setup-changed", G_CALLBACK (on_setup_changed_cb), self);
    self->atlas = apoyo_atlas_new (apoyo_login_get_connection (login));
    g_signal_connect_object (self->atlas, "changed", G_CALLBACK (on_changed_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->atlas, "failed", G_CALLBACK (on_failed_cb), self,
                             G_CONNECT_SWAPPED);
  }
  apoyo_demarcations_actions_update (self->actions, self->login, self->atlas);
  apoyo_demarcations_actions_set_live (self->actions, TRUE);
  gtk_widget_set_visible (self->first_import, apoyo_login_has_role (login, "setup"));
  apoyo_atlas_load (self->atlas);
}

static GtkWidget *
apoyo_demarcations_page_make_title (ApoyoPage *page)
{
  return g_object_ref (GTK_WIDGET (APOYO_DEMARCATIONS_PAGE (page)->switcher));
}

static GtkWidget *
apoyo_demarcations_page_make_actions (ApoyoPage *page)
{
  return apoyo_demarcations_actions_make_buttons (APOYO_DEMARCATIONS_PAGE (page)->actions);
}

static void
apoyo_demarcations_page_set_live (ApoyoPage *page, gboolean live)
{
  apoyo_demarcations_actions_set_live (APOYO_DEMARCATIONS_PAGE (page)->actions, live);
}

static void
apoyo_demarcations_page_import (ApoyoPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "demarcations.import-geography", NULL);
}

static void
apoyo_demarcations_page_search (ApoyoPage *page)
{
  apoyo_place_search_focus (APOYO_DEMARCATIONS_PAGE (page)->search);
}

static gboolean
apoyo_demarcations_page_is_populated (ApoyoPage *page)
{
  ApoyoDemarcationsPage *self = APOYO_DEMARCATIONS_PAGE (page);

  return self->atlas != NULL &&
         (get_geography (self) != NULL ||
          (apoyo_atlas_get_versions (self->atlas) != NULL &&
           g_str_equal (gtk_stack_get_visible_child_name (self->stack), "empty")));
}

static void
apoyo_demarcations_page_set_wide (ApoyoPage *page, gboolean wide)
{
  ApoyoDemarcationsPage *self = APOYO_DEMARCATIONS_PAGE (page);

  self->wide = wide;
  apoyo_columns_set_wide (self->columns, wide);
  apoyo_place_card_set_wide (self->card, wide);
  apoyo_quality_card_set_wide (self->quality, wide);
  gtk_widget_set_size_request (GTK_WIDGET (self->search), wide ? 300 : 236, -1);
  gtk_widget_set_size_request (self->side, wide ? 700 : 376, -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->map), -1, wide ? 380 : 216);
  gtk_widget_set_hexpand (self->side, wide);
  gtk_widget_set_hexpand (GTK_WIDGET (self->columns), !wide);
  if (get_geography (self) != NULL)
    update_counts (self, get_geography (self));
}

static void
apoyo_demarcations_page_dispose (GObject *object)
{
  ApoyoDemarcationsPage *self = APOYO_DEMARCATIONS_PAGE (object);

  g_clear_signal_handler (&self->setup_handler, self->login);
  g_clear_handle_id (&self->refresh, g_source_remove);
  g_clear_object (&self->atlas);
  g_clear_object (&self->login);
  g_clear_object (&self->switcher);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (apoyo_demarcations_page_parent_class)->dispose (object);
}

static void
apoyo_demarcations_page_finalize (GObject *object)
{
  g_free (APOYO_DEMARCATIONS_PAGE (object)->hovered);

  G_OBJECT_CLASS (apoyo_demarcations_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(child)                                                                                \
  gtk_widget_class_bind_template_child (widget_class, ApoyoDemarcationsPage, child)
  BIND (stack);
  BIND (error);
  BIND (path);
  BIND (cutoffs);
  BIND (search);
  BIND (columns);
  BIND (side);
  BIND (map_value);
  BIND (map);
  BIND (card);
  BIND (quality);
  BIND (counts);
  BIND (pins);
  BIND (first_import);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cutoff_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_hovered_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_map_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_quality_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
}

static void
apoyo_demarcations_page_class_init (ApoyoDemarcationsPageClass *klass)
{
  ApoyoPageClass *page_class = APOYO_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = apoyo_demarcations_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = apoyo_demarcations_page_finalize;
  widget_class->map = apoyo_demarcations_page_map;
  page_class->set_login = apoyo_demarcations_page_set_login;
  page_class->make_title = apoyo_demarcations_page_make_title;
  page_class->make_actions = apoyo_demarcations_page_make_actions;
  page_class->set_live = apoyo_demarcations_page_set_live;
  page_class->search = apoyo_demarcations_page_search;
  page_class->import = apoyo_demarcations_page_import;
  page_class->is_populated = apoyo_demarcations_page_is_populated;
  page_class->set_wide = apoyo_demarcations_page_set_wide;

  g_type_ensure (APOYO_TYPE_COLUMNS);
  g_type_ensure (APOYO_TYPE_MAP);
  g_type_ensure (APOYO_TYPE_PLACE_CARD);
  g_type_ensure (APOYO_TYPE_PLACE_PATH);
  g_type_ensure (APOYO_TYPE_PLACE_SEARCH);
  g_type_ensure (APOYO_TYPE_QUALITY_CARD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/mx/ine/ApoyoCiudadano/ui/apoyo-demarcations-page.ui");
  bind_children (widget_class);
}

static void
apoyo_demarcations_page_init (ApoyoDemarcationsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->actions = apoyo_demarcations_actions_new (GTK_WIDGET (self));
  g_signal_connect_object (self->actions, "chosen", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  self->switcher = g_object_ref_sink (APOYO_VERSION_SWITCHER (apoyo_version_switcher_new ()));
  g_signal_connect_object (self->switcher, "chosen", G_CALLBACK (on_version_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}
