/* apoyo-dossier-view.c: one support, whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-dossier-acts.h"
#include "apoyo-dossier-timeline.h"
#include "apoyo-dossier-view.h"
#include "apoyo-dossier-words.h"
#include "apoyo-evidence-panel.h"
#include "apoyo-format.h"
#include "apoyo-parts.h"
#include "apoyo-reason-tree.h"
#include "apoyo-status-chip.h"

struct _ApoyoDossierView {
  GtkBox parent_instance;

  GtkBox *head;
  GtkBox *reasons;
  GtkBox *findings;
  GtkBox *duplicates;
  GtkBox *acts;
  GtkBox *timeline;
  ApoyoEvidencePanel *evidence;
  GtkWidget *side;
  GtkAdjustment *scroll;

  ApoyoLogin *login;   /* (owned) (nullable) */
  JsonObject *dossier; /* (owned) (nullable) */
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_FOLIO_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ApoyoDossierView, apoyo_dossier_view, GTK_TYPE_BOX)

/* --- head ------------------------------------------------------------------------------------- */

static void
add_fact (GtkGrid *grid, int place, const char *name, const char *value)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 0, NULL);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), apoyo_part_label (name, "t-caption dimmed"));
  gtk_box_append (GTK_BOX (box), apoyo_part_text (value != NULL ? value : "—", "t-small num"));
  gtk_grid_attach (grid, box, place % 3, place / 3, 1, 1);
}

static GtkWidget *
make_facts (JsonObject *dossier)
{
  GtkWidget *grid = gtk_grid_new ();
  JsonObject *process = apoyo_dossier_object (dossier, "process");
  JsonObject *promovente = apoyo_dossier_object (dossier, "promovente");
  g_autofree char *captured = apoyo_dossier_time (dossier, dossier, "captured_at");
  g_autofree char *received = apoyo_dossier_time (dossier, dossier, "received_at");
  g_autofree char *who =
      g_strdup_printf ("%d · %s", (int) apoyo_dossier_number (promovente, "number"),
                       apoyo_dossier_text (promovente, "name"));
  g_autofree char *where = g_strdup_printf ("%s · %s", apoyo_dossier_text (process, "code"),
                                            apoyo_dossier_text (process, "name"));
  const char *place = apoyo_dossier_text (apoyo_dossier_object (dossier, "demarcation"), "name");
  g_autofree char *rule =
      g_strdup_printf (_ ("Version %d"), (int) apoyo_dossier_number (dossier, "rule_version"));

  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  add_fact (GTK_GRID (grid), 0, _ ("Process"), where);
  add_fact (GTK_GRID (grid), 1, _ ("Promovente"), who);
  add_fact (GTK_GRID (grid), 2, _ ("Auxiliary"), apoyo_dossier_text (dossier, "auxiliary"));
  add_fact (GTK_GRID (grid), 3, _ ("Captured (telephone's clock)"), captured);
  add_fact (GTK_GRID (grid), 4, _ ("Received on"), received);
  add_fact (GTK_GRID (grid), 5, _ ("Modality"),
            apoyo_dossier_words_modality (apoyo_dossier_text (dossier, "modality")));
  add_fact (GTK_GRID (grid), 6, _ ("Demarcation"), place);
  add_fact (GTK_GRID (grid), 7, _ ("Rule at its reception"), rule);
  add_fact (GTK_GRID (grid), 8, _ ("Rank among duplicates"),
            apoyo_dossier_words_rank (apoyo_dossier_text (dossier, "rank")));
  return grid;
}

/* The flags that stand: the last act on each says so. */
static void
add_flag_chips (GtkBox *row, JsonObject *dossier)
{
  static const char *const flags[] = { "vista", "resguardo" };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++) {
    if (apoyo_dossier_acts_has_flag (dossier, flags[i]))
      gtk_box_append (
          row, apoyo_status_chip_new (APOYO_STATUS_WARNING, apoyo_dossier_words_flag (flags[i])));
  }
}

static void
fill_head (ApoyoDossierView *self)
{
  GtkWidget *row = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 10, NULL);
  GtkWidget *folio = apoyo_part_label (apoyo_dossier_text (self->dossier, "folio"), "t-title num");
  g_autofree char *why = apoyo_dossier_words_why (self->dossier);

  gtk_label_set_selectable (GTK_LABEL (folio), TRUE); /* a public number */
  gtk_box_append (GTK_BOX (row), folio);
  gtk_box_append (GTK_BOX (row),
                  apoyo_status_chip_new (apoyo_dossier_words_status (self->dossier),
                                         apoyo_dossier_words_situation (
                                             apoyo_dossier_text (self->dossier, "situation"))));
  add_flag_chips (GTK_BOX (row), self->dossier);
  gtk_box_append (self->head, row);
  gtk_box_append (self->head, apoyo_part_text (why, "t-strong"));
  gtk_box_append (self->head, make_facts (self->dossier));
}

/* --- findings --------------------------------------------------------------------------------- */

/* text: (nullable) */
static void
add_part (GString *parts, const char *text)
{
  if (text == NULL)
    return;
  if (parts->len > 0)
    g_string_append (parts, " · ");
  g_string_append (parts, text);
}

/* In which picture, of what cause of the catalogue it would be, and how sure the check is. */
static char *
describe_finding (JsonObject *finding)
{
  JsonObject *detail = apoyo_dossier_object (finding, "detail");
  const char *picture = apoyo_dossier_text (detail, "picture");
  JsonNode *confidence = detail != NULL ? json_object_get_member (detail, "confidence") : NULL;
  g_autofree char *cause = apoyo_dossier_words_cause (finding);
  GString *parts = g_string_new (NULL);

  add_part (parts, cause);
  add_part (parts, picture != NULL ? apoyo_dossier_words_picture (picture) : NULL);
  if (confidence != NULL && JSON_NODE_HOLDS_VALUE (confidence)) {
    g_autofree char *number = apoyo_format_decimal (json_node_get_double (confidence), 2);
    g_autofree char *text = g_strdup_printf (_ ("confidence %s"), number);

    add_part (parts, text);
  }
  return g_string_free (parts, FALSE);
}

static GtkWidget *
make_finding (ApoyoDossierView *self, JsonObject *finding)
{
  GtkWidget *row = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 10, "finding-row");
  GtkWidget *texts = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 1, NULL);
  g_autofree char *number = g_strdup_printf ("%d", (int) apoyo_dossier_number (finding, "number"));
  g_autofree char *sentence = apoyo_dossier_words_finding (finding);
  g_autofree char *facts = describe_finding (finding);
  g_autofree char *time = apoyo_dossier_time (self->dossier, finding, "at");
  GtkWidget *disc = apoyo_part_label (number, "finding-number num");

  gtk_label_set_xalign (GTK_LABEL (disc), 0.5);
  gtk_widget_set_valign (disc, GTK_ALIGN_START);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (row), disc);
  gtk_box_append (GTK_BOX (texts), apoyo_part_text (sentence, "t-small"));
  if (*facts != '\0')
    gtk_box_append (GTK_BOX (texts), apoyo_part_text (facts, "t-caption dimmed num"));
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (row), apoyo_part_label (time, "t-caption dimmed num"));
  return row;
}

static void
fill_findings (ApoyoDossierView *self)
{
  JsonArray *findings = apoyo_dossier_array (self->dossier, "findings");

  for (guint i = 0; findings != NULL && i < json_array_get_length (findings); i++)
    gtk_box_append (self->findings,
                    make_finding (self, json_array_get_object_element (findings, i)));
  if (gtk_widget_get_first_child (GTK_WIDGET (self->findings)) == NULL)
    gtk_box_append (self->findings,
                    apoyo_part_label (_ ("Nothing was noticed about it"), "t-small dimmed"));
}

/* --- duplicates ------------------------------------------------------------------------------- */

static void
on_folio_cb (GtkButton *button, ApoyoDossierView *self)
{
  g_signal_emit (self, signals[SIGNAL_FOLIO_CHOSEN], 0, gtk_button_get_label (button));
}

static GtkWidget *
make_folio (ApoyoDossierView *self, JsonObject *capture)
{
  const char *folio = apoyo_dossier_text (capture, "folio");
  GtkWidget *button = NULL;

  if (apoyo_dossier_flag (capture, "this"))
    return apoyo_part_label (_ ("This one"), "t-small t-strong");
  /* Of another promovente's nothing but that it is there. */
  if (folio == NULL)
    return apoyo_part_label (_ ("Of another promovente"), "t-small dimmed");
  button = gtk_button_new_with_label (folio);
  apoyo_part_classes (button, "flat thin num");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_folio_cb), self, 0);
  return button;
}

static GtkWidget *
make_duplicate (ApoyoDossierView *self, JsonObject *capture)
{
  GtkWidget *row = apoyo_part_box (GTK_ORIENTATION_HORIZONTAL, 10, "finding-row");
  gint64 place = apoyo_dossier_number (capture, "place");
  g_autofree char *number = place > 0 ? g_strdup_printf ("%d.", (int) place) : g_strdup ("—");
  g_autofree char *time = apoyo_dossier_time (self->dossier, capture, "received_at");
  GtkWidget *order = apoyo_part_label (number, "t-small num");
  GtkWidget *folio = make_folio (self, capture);
  GtkWidget *rank = apoyo_part_label (
      place > 0 ? apoyo_dossier_words_rank (apoyo_dossier_text (capture, "rank"))
                : apoyo_dossier_words_situation (apoyo_dossier_text (capture, "situation")),
      "t-caption");

  gtk_widget_set_size_request (order, 20, -1);
  gtk_widget_set_hexpand (folio, TRUE);
  gtk_box_append (GTK_BOX (row), order);
  gtk_box_append (GTK_BOX (row), folio);
  gtk_box_append (GTK_BOX (row), rank);
  gtk_box_append (GTK_BOX (row), apoyo_part_label (time, "t-caption dimmed num"));
  return row;
}

static void
fill_duplicates (ApoyoDossierView *self)
{
  JsonArray *captures = apoyo_dossier_array (self->dossier, "duplicates");
  guint n = captures != NULL ? json_array_get_length (captures) : 0;

  for (guint i = 0; i < n; i++)
    gtk_box_append (self->duplicates,
                    make_duplicate (self, json_array_get_object_element (captures, i)));
  if (n == 0)
    gtk_box_append (
        self->duplicates,
        apoyo_part_label (_ ("It has not been matched to a person of the roll"), "t-small dimmed"));
}

/* --- filling ---------------------------------------------------------------------------------- */

static void
on_done_cb (ApoyoDossierView *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What can be pressed, and unfolded, stays as long as it would be the same: a look at a picture is
 * told in the timeline. */
static char *
print_members (JsonObject *dossier, ApoyoLogin *login, const char *const *members)
{
  GString *print = g_string_new (NULL);

  g_string_append_printf (print, "%p", (void *) login);
  for (guint i = 0; dossier != NULL && members[i] != NULL; i++) {
    JsonNode *node = json_object_get_member (dossier, members[i]);
    g_autofree char *text = node != NULL ? json_to_string (node, FALSE) : NULL;

    g_string_append_printf (print, "\n%s", text != NULL ? text : "");
  }
  return g_string_free (print, FALSE);
}

/* Empties those whose content is another by now, and notes which. */
static void
clear_what_differs (ApoyoDossierView *self, ApoyoLogin *login, JsonObject *dossier)
{
  static const char *const reasons[] = { "support", "rule", "counting", "examination", NULL };
  static const char *const duplicates[] = { "support", "rule", "duplicates", NULL };
  static const char *const acts[] = { "support", "rule", "acts", "work", "findings", "may", NULL };
  const struct {
    GtkBox *box;
    const char *const *members;
  } boxes[] = { { self->reasons, reasons },
                { self->duplicates, duplicates },
                { self->acts, acts } };

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++) {
    if (apoyo_part_differs (GTK_WIDGET (boxes[i].box),
                            print_members (dossier, login, boxes[i].members)))
      apoyo_part_clear (boxes[i].box);
  }
  apoyo_part_clear (self->head);
  apoyo_part_clear (self->findings);
  apoyo_part_clear (self->timeline);
}

static gboolean
is_empty (GtkBox *box)
{
  return gtk_widget_get_first_child (GTK_WIDGET (box)) == NULL;
}

void
apoyo_dossier_view_show (ApoyoDossierView *self, ApoyoLogin *login, JsonObject *dossier)
{
  gboolean same =
      dossier != NULL && self->dossier != NULL &&
      apoyo_dossier_number (dossier, "support") == apoyo_dossier_number (self->dossier, "support");

  g_return_if_fail (APOYO_IS_DOSSIER_VIEW (self));

  clear_what_differs (self, login, dossier);
  g_set_object (&self->login, login);
  g_clear_pointer (&self->dossier, json_object_unref);
  if (dossier != NULL)
    self->dossier = json_object_ref (dossier);
  if (login != NULL)
    apoyo_evidence_panel_set_login (self->evidence, login);
  apoyo_evidence_panel_show (self->evidence, dossier);
  if (dossier == NULL)
    return;
  fill_head (self);
  if (is_empty (self->reasons))
    gtk_box_append (self->reasons, apoyo_reason_tree_new (dossier));
  fill_findings (self);
  if (is_empty (self->duplicates))
    fill_duplicates (self);
  if (is_empty (self->acts))
    apoyo_dossier_acts_fill (self->acts, login, dossier, on_done_cb, self);
  apoyo_dossier_timeline_fill (self->timeline, dossier);
  if (!same)
    gtk_adjustment_set_value (self->scroll, 0);
}

void
apoyo_dossier_view_set_wide (ApoyoDossierView *self, gboolean wide)
{
  g_return_if_fail (APOYO_IS_DOSSIER_VIEW (self));

  gtk_widget_set_size_request (self->side, wide ? 580 : 420, -1);
  apoyo_evidence_panel_set_wide (self->evidence, wide);
}

/* --- the object ------------------------------------------------------------------------------- */

static GtkBox *
add_panel (GtkBox *column, const char *title)
{
  GtkWidget *panel = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 6, "panel padded");
  GtkWidget *content = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 4, NULL);

  if (title != NULL) {
    gtk_box_append (GTK_BOX (panel), apoyo_part_label (title, "t-heading"));
    gtk_accessible_update_property (GTK_ACCESSIBLE (panel), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                    -1);
  } else {
    gtk_box_set_spacing (GTK_BOX (content), 10);
  }
  gtk_box_append (GTK_BOX (panel), content);
  gtk_box_append (column, panel);
  return GTK_BOX (content);
}

static GtkBox *
add_column (ApoyoDossierView *self, GtkWidget **scrolled)
{
  GtkWidget *column = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 10, NULL);

  *scrolled = gtk_scrolled_window_new ();
  apoyo_part_margins (column, 12, 12, 12, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (*scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (*scrolled), column);
  gtk_box_append (GTK_BOX (self), *scrolled);
  return GTK_BOX (column);
}

static void
apoyo_dossier_view_dispose (GObject *object)
{
  ApoyoDossierView *self = APOYO_DOSSIER_VIEW (object);

  g_clear_object (&self->login);
  g_clear_pointer (&self->dossier, json_object_unref);

  G_OBJECT_CLASS (apoyo_dossier_view_parent_class)->dispose (object);
}

static void
apoyo_dossier_view_class_init (ApoyoDossierViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = apoyo_dossier_view_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APOYO_TYPE_DOSSIER_VIEW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FOLIO_CHOSEN] =
      g_signal_new ("folio-chosen", APOYO_TYPE_DOSSIER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
apoyo_dossier_view_init (ApoyoDossierView *self)
{
  GtkWidget *scrolled = NULL;
  GtkBox *main_column = add_column (self, &scrolled);
  GtkBox *side_column = NULL;
  GtkBox *evidence = NULL;

  gtk_widget_set_hexpand (scrolled, TRUE);
  self->scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  self->head = add_panel (main_column, NULL);
  /* What is to be looked at is seen without scrolling; the tree of every check has its length. */
  self->findings = add_panel (main_column, _ ("Findings"));
  self->duplicates = add_panel (main_column, _ ("Captures of the same person"));
  self->reasons = add_panel (main_column, _ ("Why does it count, or not?"));
  side_column = add_column (self, &self->side);
  apoyo_part_classes (self->side, "dossier-side");
  gtk_widget_set_hexpand (self->side, FALSE); /* whatever is in it */
  evidence = add_panel (side_column, _ ("Evidence"));
  self->evidence = APOYO_EVIDENCE_PANEL (apoyo_evidence_panel_new ());
  gtk_box_append (evidence, GTK_WIDGET (self->evidence));
  g_signal_connect_object (self->evidence, "looked", G_CALLBACK (on_done_cb), self,
                           G_CONNECT_SWAPPED);
  self->acts = add_panel (side_column, _ ("Flags and work"));
  self->timeline = add_panel (side_column, _ ("Timeline"));
  apoyo_dossier_view_set_wide (self, FALSE);
}

GtkWidget *
apoyo_dossier_view_new (void)
{
  return g_object_new (APOYO_TYPE_DOSSIER_VIEW, NULL);
}
