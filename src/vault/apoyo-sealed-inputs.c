/* apoyo-sealed-inputs.c: what an inspection was made from, at rest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-vault"

#include "config.h"

#include <string.h>

#include "apoyo-sealed-inputs.h"

static GBytes *
convert (GConverter *converter, GBytes *from, GError **error)
{
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (from);
  g_autoptr (GInputStream) converted = g_converter_input_stream_new (memory, converter);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  if (g_output_stream_splice (out, converted, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error) < 0)
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

GBytes *
apoyo_sealed_inputs_seal (ApoyoKeyring *keyring,
                          gint process,
                          const ApoyoInspectionInput *input,
                          GError **error)
{
  char *text = apoyo_inspection_input_to_json (input);
  g_autoptr (GBytes) plain = g_bytes_new_take (text, strlen (text));
  g_autoptr (GZlibCompressor) compressor =
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1);
  g_autoptr (GBytes) small = convert (G_CONVERTER (compressor), plain, error);

  return small != NULL ? apoyo_keyring_seal_process (keyring, process, small, error) : NULL;
}

GBytes *
apoyo_sealed_inputs_open (ApoyoKeyring *keyring, gint process, GBytes *sealed, GError **error)
{
  g_autoptr (GBytes) small = apoyo_keyring_open_process (keyring, process, sealed, error);
  g_autoptr (GZlibDecompressor) decompressor =
      g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);

  return small != NULL ? convert (G_CONVERTER (decompressor), small, error) : NULL;
}

ApoyoInspectionInput *
apoyo_sealed_inputs_read (ApoyoKeyring *keyring,
                          gint process,
                          GBytes *sealed,
                          const char *rule,
                          const char *checks,
                          GError **error)
{
  g_autoptr (ApoyoRule) judged_by = apoyo_rule_from_json (rule, -1, error);
  g_autoptr (ApoyoCheckSettings) settings =
      judged_by != NULL ? apoyo_check_settings_from_json (checks, -1, error) : NULL;
  g_autoptr (GBytes) text =
      settings != NULL ? apoyo_sealed_inputs_open (keyring, process, sealed, error) : NULL;

  return text != NULL ? apoyo_inspection_input_from_json (g_bytes_get_data (text, NULL),
                                                          (gssize) g_bytes_get_size (text),
                                                          judged_by, settings, error)
                      : NULL;
}
