/* evidence-fixture.c: what only the keys can make, for the test of the evidence service: previews
 * of a capture, and the names of a person of the roll, printed for the database.
 *
 *   evidence-fixture KEYS VAULT PROCESS CAPTURE ROLL CLAVE [FOLDER]
 *   evidence-fixture --seal KEYS PROCESS < what an inspection is made from (JSON)
 *
 * They lie as those did that were made before previews lay by claim: shown where there are no
 * others.
 *
 * FOLDER: where the four pictures are, as front.jpg …, for who has to see something.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "apoyo-roll-keys.h"
#include "apoyo-sealed-inputs.h"
#include "apoyo-sha256.h"
#include "apoyo-vault-previews.h"

static void
print_hex (const char *name, GBytes *bytes)
{
  g_autofree char *hex =
      apoyo_hex_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_print ("%s %s\n", name, hex);
}

static void
store_previews (ApoyoVault *vault, int process, const char *capture)
{
  static const char small[] = "\xff\xd8small pixels of the front";
  static const char large[] = "\xff\xd8large pixels of the front";
  static const char seventh[] = "\xff\xd8pixels of the seventh claim";
  g_autoptr (GBytes) seventh_bytes = g_bytes_new_static (seventh, strlen (seventh));
  g_autoptr (GBytes) small_bytes = g_bytes_new_static (small, strlen (small));
  g_autoptr (GBytes) large_bytes = g_bytes_new_static (large, strlen (large));
  ApoyoVaultPreview one = { "front", "small", small_bytes };
  ApoyoVaultPreview other = { "front", "large", large_bytes };
  g_autoptr (GPtrArray) previews = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (previews, &one);
  g_ptr_array_add (previews, &other);
  if (!apoyo_vault_store_previews (vault, process, capture, 0, previews, &error))
    g_error ("%s", error->message);
  /* And those of a claim, whose word is taken or not. */
  g_ptr_array_set_size (previews, 1);
  one.content = seventh_bytes;
  if (!apoyo_vault_store_previews (vault, process, capture, 7, previews, &error))
    g_error ("%s", error->message);
}

/* The same in both sizes: who looks at it does not mind. */
static void
store_folder (ApoyoVault *vault, int process, const char *capture, const char *folder)
{
  static const char *const names[] = { "front", "back", "selfie", "signature" };
  static const char *const sizes[] = { "small", "large" };
  g_autoptr (GPtrArray) previews = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names) * G_N_ELEMENTS (sizes); i++) {
    ApoyoVaultPreview preview = { names[i / 2], sizes[i % 2], NULL };
    g_autofree char *path = g_strdup_printf ("%s/%s.jpg", folder, preview.picture);
    char *content = NULL;
    gsize length = 0;

    if (!g_file_get_contents (path, &content, &length, &error))
      g_error ("%s", error->message);
    preview.content = g_bytes_new_take (content, length); /* until the program ends */
    g_ptr_array_add (previews, g_memdup2 (&preview, sizeof preview));
  }
  if (!apoyo_vault_store_previews (vault, process, capture, 0, previews, &error))
    g_error ("%s", error->message);
}

/* As a validator keeps it. */
static int
seal (const char *keys, int process)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoKeyring) keyring = apoyo_keyring_open (keys, FALSE, &error);
  g_autoptr (ApoyoRule) rule = apoyo_rule_new_for_kind (APOYO_KIND_REVOCATION);
  g_autoptr (ApoyoCheckSettings) settings = apoyo_check_settings_new_default ();
  g_autoptr (GIOChannel) in = g_io_channel_unix_new (STDIN_FILENO);
  g_autoptr (ApoyoInspectionInput) input = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autofree char *text = NULL;

  g_io_channel_read_to_end (in, &text, NULL, &error);
  g_assert_no_error (error);
  input = apoyo_inspection_input_from_json (text, -1, rule, settings, &error);
  g_assert_no_error (error);
  sealed = apoyo_sealed_inputs_seal (keyring, process, input, &error);
  g_assert_no_error (error);
  print_hex ("sealed", sealed);
  return 0;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ApoyoKeyring) keyring = NULL;
  g_autoptr (ApoyoVault) vault = NULL;
  g_autoptr (GBytes) citizen = NULL;
  g_autoptr (GBytes) clave = NULL;

  if (argc == 4 && g_str_equal (argv[1], "--seal"))
    return seal (argv[2], atoi (argv[3]));
  g_assert_cmpint (argc, >=, 7);
  keyring = apoyo_keyring_open (argv[1], FALSE, &error);
  vault = keyring != NULL ? apoyo_vault_new (argv[2], keyring, FALSE, &error) : NULL;
  if (vault == NULL)
    g_error ("%s", error->message);
  if (argc > 7)
    store_folder (vault, atoi (argv[3]), argv[4], argv[7]);
  else
    store_previews (vault, atoi (argv[3]), argv[4]);
  citizen = apoyo_keyring_citizen_key (keyring, atoi (argv[3]), atoi (argv[5]), &error);
  g_assert_no_error (error);
  clave = apoyo_roll_key (keyring, APOYO_ROLL_KEY_CLAVE, argv[6]);
  print_hex ("citizen", citizen);
  print_hex ("clave", clave);
  return 0;
}
