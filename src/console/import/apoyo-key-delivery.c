/* apoyo-key-delivery.c: brings auxiliaries to the service that knows who they are, and hands
 * their access keys out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "apoyo-evidence-client.h"
#include "apoyo-key-delivery.h"
#include "apoyo-parts.h"
#include "apoyo-save.h"
#include "apoyo-text-column.h"

#define ROUTE "/v1/auxiliaries/import"
/* As apoyoctl writes them. */
#define HEADER "process,promovente,key,scope,auxiliary,line\n"

struct _ApoyoKeyDelivery {
  GObject parent_instance;

  ApoyoEvidenceClient *client; /* (owned) */
  int process;
  GHashTable *keys;     /* (owned): line → access key */
  ApoyoResult *adopted; /* (owned) (nullable) */
  gboolean kept;
};

G_DEFINE_FINAL_TYPE (ApoyoKeyDelivery, apoyo_key_delivery, G_TYPE_OBJECT)

/* A row that is registered, in the table that shows it. */
#define APOYO_TYPE_KEYED_AUXILIARY (apoyo_keyed_auxiliary_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoKeyedAuxiliary, apoyo_keyed_auxiliary, APOYO, KEYED_AUXILIARY, GObject)

struct _ApoyoKeyedAuxiliary {
  GObject parent_instance;

  int promovente;
  gint64 line;
  char *label; /* (owned) */
  char *scope; /* (owned) */
  char *key;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (ApoyoKeyedAuxiliary, apoyo_keyed_auxiliary, G_TYPE_OBJECT)

/* What stays in freed memory may end in a core dump. */
static void
key_free (gpointer key)
{
  if (key != NULL)
    explicit_bzero (key, strlen (key));
  g_free (key);
}

static void
apoyo_keyed_auxiliary_finalize (GObject *object)
{
  ApoyoKeyedAuxiliary *self = APOYO_KEYED_AUXILIARY (object);

  g_free (self->label);
  g_free (self->scope);
  key_free (self->key);

  G_OBJECT_CLASS (apoyo_keyed_auxiliary_parent_class)->finalize (object);
}

static void
apoyo_keyed_auxiliary_class_init (ApoyoKeyedAuxiliaryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_keyed_auxiliary_finalize;
}

static void
apoyo_keyed_auxiliary_init (ApoyoKeyedAuxiliary *self)
{
}

/* --- the way to the service ------------------------------------------------------------------- */

typedef struct {
  ApoyoKeyDelivery *self;    /* (owned) */
  ApoyoImport *import;       /* (owned) */
  GPtrArray *rows;           /* (owned) (element-type ApoyoImportAuxiliary) */
  GCancellable *cancellable; /* (owned) (nullable) */
} Staging;

static void
staging_free (Staging *staging)
{
  g_object_unref (staging->self);
  g_object_unref (staging->import);
  g_ptr_array_unref (staging->rows);
  g_clear_object (&staging->cancellable);
  g_free (staging);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Staging, staging_free)

static gboolean
take_keys (Staging *staging, JsonObject *answer)
{
  JsonArray *keys = json_object_has_member (answer, "keys")
                        ? json_object_get_array_member (answer, "keys")
                        : NULL;

  g_hash_table_remove_all (staging->self->keys);
  if (keys == NULL || json_array_get_length (keys) != staging->rows->len)
    return FALSE;
  for (guint i = 0; i < staging->rows->len; i++) {
    const ApoyoImportAuxiliary *row = g_ptr_array_index (staging->rows, i);
    const char *key = json_array_get_string_element (keys, i);

    if (key == NULL)
      return FALSE;
    g_hash_table_insert (staging->self->keys, GUINT_TO_POINTER ((guint) row->line), g_strdup (key));
  }
  return TRUE;
}

static void
staged_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Staging) staging = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) answer =
      apoyo_evidence_client_ask_finish (APOYO_EVIDENCE_CLIENT (object), result, &error);
  gint64 number =
      answer != NULL ? json_object_get_int_member_with_default (answer, "import", 0) : 0;

  if (answer != NULL && (number <= 0 || !take_keys (staging, answer))) {
    number = 0;
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                                 _ ("The evidence service cannot answer now; try again"));
  }
  apoyo_import_staged (staging->import, number, error);
}

static JsonObject *
make_body (GPtrArray *rows)
{
  JsonObject *body = json_object_new ();
  JsonArray *array = json_array_sized_new (rows->len);

  for (guint i = 0; i < rows->len; i++) {
    const ApoyoImportAuxiliary *row = g_ptr_array_index (rows, i);
    JsonArray *values = json_array_sized_new (3);

    json_array_add_int_element (values, (gint64) row->line);
    json_array_add_string_element (values, row->promovente);
    json_array_add_string_element (values, row->clave);
    json_array_add_array_element (array, values);
  }
  json_object_set_array_member (body, "rows", array);
  return body;
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Staging) staging = user_data;
  ApoyoEvidenceClient *client = APOYO_EVIDENCE_CLIENT (object);
  GError *error = NULL;
  g_autofree char *ticket = apoyo_evidence_client_open_finish (client, result, &error);
  g_autoptr (JsonObject) body = NULL;

  if (ticket == NULL) {
    apoyo_import_staged (staging->import, 0, error);
    return;
  }
  body = make_body (staging->rows);
  apoyo_evidence_client_ask_async (client, ticket, ROUTE, body, staging->cancellable, staged_cb,
                                   staging);
  g_steal_pointer (&staging);
}

static void
stage (ApoyoImport *import, GPtrArray *rows, GCancellable *cancellable, gpointer user_data)
{
  ApoyoKeyDelivery *self = user_data;
  Staging *staging = g_new0 (Staging, 1);
  ApoyoParams *params = apoyo_params_new ();

  staging->self = g_object_ref (self);
  staging->import = g_object_ref (import);
  staging->rows = g_ptr_array_ref (rows);
  g_set_object (&staging->cancellable, cancellable);
  apoyo_params_add_int (params, self->process);
  apoyo_evidence_client_open_async (self->client, "open-auxiliary-import", params, cancellable,
                                    opened_cb, staging);
}

void
apoyo_key_delivery_attach (ApoyoKeyDelivery *self, ApoyoImport *import)
{
  g_return_if_fail (APOYO_IS_KEY_DELIVERY (self) && APOYO_IS_IMPORT (import));
  apoyo_import_set_stage (import, stage, g_object_ref (self), g_object_unref);
}

/* --- the keys --------------------------------------------------------------------------------- */

/* NULL for what the database should not have answered. */
static ApoyoKeyedAuxiliary *
make_keyed (ApoyoKeyDelivery *self, ApoyoResult *rows, guint row)
{
  g_autoptr (ApoyoKeyedAuxiliary) keyed = g_object_new (APOYO_TYPE_KEYED_AUXILIARY, NULL);
  g_autoptr (GError) error = NULL;
  const char *key = NULL;

  if (!apoyo_result_get_int64 (rows, row, "line", &keyed->line, &error) ||
      !apoyo_result_get_int (rows, row, "promovente", &keyed->promovente, &error) ||
      !apoyo_result_dup_text (rows, row, "scope", &keyed->scope, &error) ||
      !apoyo_result_dup_text (rows, row, "label", &keyed->label, &error)) {
    g_warning ("An auxiliary cannot be read: %s", error->message);
    return NULL;
  }
  key = g_hash_table_lookup (self->keys, GUINT_TO_POINTER ((guint) keyed->line));
  keyed->key = g_strdup (key != NULL ? key : "");
  return g_steal_pointer (&keyed);
}

static GListStore *
make_list (ApoyoKeyDelivery *self)
{
  GListStore *list = g_list_store_new (APOYO_TYPE_KEYED_AUXILIARY);

  for (guint i = 0; i < apoyo_result_get_n_rows (self->adopted); i++) {
    g_autoptr (ApoyoKeyedAuxiliary) keyed = make_keyed (self, self->adopted, i);

    if (keyed != NULL)
      g_list_store_append (list, keyed);
  }
  return list;
}

static void
on_kept (gpointer user_data)
{
  APOYO_KEY_DELIVERY (user_data)->kept = TRUE;
}

static void
on_export_cb (GtkButton *button, ApoyoKeyDelivery *self)
{
  GListModel *list = g_object_get_data (G_OBJECT (button), "list");
  g_autofree char *name = g_strdup_printf (_ ("keys-%d.csv"), self->process);
  GString *text = g_string_new (HEADER);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (ApoyoKeyedAuxiliary) keyed = g_list_model_get_item (list, i);

    g_string_append_printf (text, "%d,%d,%s,%s,%s,%" G_GINT64_FORMAT "\n", self->process,
                            keyed->promovente, keyed->key, keyed->scope, keyed->label, keyed->line);
  }
  apoyo_save_secret (GTK_WIDGET (button), name, text, on_kept, G_OBJECT (self));
}

static char *
get_label (gpointer item, gpointer user_data)
{
  return g_strdup (APOYO_KEYED_AUXILIARY (item)->label);
}

static char *
get_promovente (gpointer item, gpointer user_data)
{
  return g_strdup_printf ("%d", APOYO_KEYED_AUXILIARY (item)->promovente);
}

static char *
get_line (gpointer item, gpointer user_data)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, APOYO_KEYED_AUXILIARY (item)->line);
}

static char *
get_key (gpointer item, gpointer user_data)
{
  return g_strdup (APOYO_KEYED_AUXILIARY (item)->key);
}

static GtkWidget *
make_export (ApoyoKeyDelivery *self, GListModel *list)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Export keys…"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), "list", g_object_ref (list), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_export_cb), self, 0);
  return button;
}

GtkWidget *
apoyo_key_delivery_make_table (ApoyoKeyDelivery *self, ApoyoImport *import)
{
  GtkWidget *box = apoyo_part_box (GTK_ORIENTATION_VERTICAL, 8, NULL);
  GtkColumnView *table = NULL;
  GtkWidget *scrolled = NULL;
  g_autoptr (GListStore) list = NULL;

  g_return_val_if_fail (APOYO_IS_KEY_DELIVERY (self) && APOYO_IS_IMPORT (import), NULL);

  g_clear_pointer (&self->adopted, apoyo_result_unref);
  self->adopted = apoyo_result_ref (apoyo_import_get_adopted (import));
  list = make_list (self);
  scrolled = apoyo_text_table_new (&table, _ ("Access keys"));
  apoyo_text_column_append (table, _ ("Auxiliary"), APOYO_TEXT_PLAIN, 110, get_label, NULL);
  apoyo_text_column_append (table, _ ("Promovente"), APOYO_TEXT_PLAIN, 110, get_promovente, NULL);
  apoyo_text_column_append (table, _ ("Line"), APOYO_TEXT_PLAIN, 80, get_line, NULL);
  apoyo_text_column_append (table, _ ("Access key"), APOYO_TEXT_STRONG, 0, get_key, NULL);
  gtk_column_view_set_model (
      table, GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (list)))));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), make_export (self, G_LIST_MODEL (list)));
  return box;
}

gboolean
apoyo_key_delivery_is_kept (ApoyoKeyDelivery *self)
{
  g_return_val_if_fail (APOYO_IS_KEY_DELIVERY (self), FALSE);
  return self->kept;
}

static void
apoyo_key_delivery_finalize (GObject *object)
{
  ApoyoKeyDelivery *self = APOYO_KEY_DELIVERY (object);

  g_object_unref (self->client);
  g_hash_table_unref (self->keys);
  g_clear_pointer (&self->adopted, apoyo_result_unref);

  G_OBJECT_CLASS (apoyo_key_delivery_parent_class)->finalize (object);
}

static void
apoyo_key_delivery_class_init (ApoyoKeyDeliveryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = apoyo_key_delivery_finalize;
}

static void
apoyo_key_delivery_init (ApoyoKeyDelivery *self)
{
  self->keys = g_hash_table_new_full (NULL, NULL, NULL, key_free);
}

ApoyoKeyDelivery *
apoyo_key_delivery_new (ApoyoLogin *login, int process)
{
  ApoyoKeyDelivery *self = g_object_new (APOYO_TYPE_KEY_DELIVERY, NULL);

  self->client = apoyo_evidence_client_new (login);
  self->process = process;
  return self;
}
