/* apoyo-multipart.c: the parts of a multipart/form-data body, without copying them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-intake"

#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "apoyo-multipart.h"
#include "apoyo-problem.h"

#define LONGEST_BOUNDARY 70 /* RFC 2046 */

void
apoyo_part_free (ApoyoPart *part)
{
  g_free (part->name);
  g_free (part->type);
  g_clear_pointer (&part->content, g_bytes_unref);
  g_free (part);
}

char *
apoyo_multipart_get_boundary (const char *content_type)
{
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  g_autoptr (GHashTable) parameters = NULL;
  const char *type;
  const char *boundary;

  if (content_type == NULL)
    return NULL;
  soup_message_headers_append (headers, "Content-Type", content_type);
  type = soup_message_headers_get_content_type (headers, &parameters);
  if (type == NULL || g_ascii_strcasecmp (type, "multipart/form-data") != 0)
    return NULL;
  boundary = g_hash_table_lookup (parameters, "boundary");
  if (boundary == NULL || *boundary == '\0' || strlen (boundary) > LONGEST_BOUNDARY)
    return NULL;
  return g_strdup (boundary);
}

/* Form fields are named by Content-Disposition: form-data; name="front"; … */
static char *
read_field_name (SoupMessageHeaders *headers)
{
  g_autoptr (GHashTable) parameters = NULL;
  g_autofree char *disposition = NULL;

  /* libsoup finds a disposition also in a header that has parameters only. */
  if (!soup_message_headers_get_content_disposition (headers, &disposition, &parameters) ||
      disposition == NULL || g_ascii_strcasecmp (disposition, "form-data") != 0)
    return NULL;
  return g_strdup (g_hash_table_lookup (parameters, "name"));
}

static ApoyoPart *
read_part_headers (const char *text, gsize size)
{
  g_autoptr (SoupMessageHeaders) headers =
      soup_message_headers_new (SOUP_MESSAGE_HEADERS_MULTIPART);
  g_autofree char *name = NULL;
  const char *type;
  ApoyoPart *part;

  /* The parser wants the line before the headers as well. */
  g_autofree char *block = g_strdup_printf ("\r\n%.*s\r\n\r\n", (int) size, text);

  if (memchr (text, '\0', size) != NULL ||
      !soup_headers_parse (block, (int) strlen (block), headers))
    return NULL;
  name = read_field_name (headers);
  if (name == NULL)
    return NULL;
  type = soup_message_headers_get_content_type (headers, NULL);
  part = g_new0 (ApoyoPart, 1);
  part->name = g_steal_pointer (&name);
  part->type = type ? g_ascii_strdown (type, -1) : g_strdup ("");
  return part;
}

static GPtrArray *
set_malformed (GError **error)
{
  apoyo_problem_set (error, APOYO_PROBLEM_MALFORMED_MULTIPART, "%s", "");
  return NULL;
}

/* A part from after its delimiter's line to before the next delimiter. */
static ApoyoPart *
read_part (GBytes *body, const char *start, const char *end)
{
  const char *base = g_bytes_get_data (body, NULL);
  gsize reach = MIN ((gsize) (end - start), APOYO_MULTIPART_MAX_HEADERS);
  const char *blank = memmem (start, reach, "\r\n\r\n", 4);
  const char *content;
  ApoyoPart *part;

  if (blank == NULL)
    return NULL;
  part = read_part_headers (start, blank - start);
  if (part == NULL)
    return NULL;
  content = blank + 4;
  part->content = g_bytes_new_from_bytes (body, content - base, end - content);
  return part;
}

GPtrArray *
apoyo_multipart_split (GBytes *body, const char *boundary, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) apoyo_part_free);
  g_autofree char *delimiter = g_strconcat ("\r\n--", boundary, NULL);
  gsize delimiter_size = strlen (delimiter);
  gsize size = 0;
  const char *at = g_bytes_get_data (body, &size);
  const char *end = at + size;

  /* The first delimiter has no line end before it. */
  if (size < delimiter_size || memcmp (at, delimiter + 2, delimiter_size - 2) != 0)
    return set_malformed (error);
  at += delimiter_size - 2;
  for (;;) {
    const char *next;
    ApoyoPart *part;

    if (end - at < 2)
      return set_malformed (error);
    if (at[0] == '-' && at[1] == '-') /* what follows the last delimiter means nothing */
      return g_steal_pointer (&parts);
    if (at[0] != '\r' || at[1] != '\n' || parts->len == APOYO_MULTIPART_MAX_PARTS)
      return set_malformed (error);
    at += 2;
    next = memmem (at, end - at, delimiter, delimiter_size);
    part = next ? read_part (body, at, next) : NULL;
    if (part == NULL)
      return set_malformed (error);
    g_ptr_array_add (parts, part);
    at = next + delimiter_size;
  }
}
