/* apoyo-difference-words.h: members of a configuration and their values, for people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* "Percentage", "Reason of the change: Percentage", "Promovente 12: scope". */
char *apoyo_difference_words_path (const char *path);
/* json: a JSON value, or NULL for none: "—". Times are those of the zone. */
char *apoyo_difference_words_value (const char *path, const char *json, const char *time_zone);

typedef struct {
  char *path;
  char *was;     /* (nullable) JSON */
  char *becomes; /* (nullable) JSON */
} ApoyoDifference;

void apoyo_difference_free (ApoyoDifference *difference);
/* Of two JSON objects with the same members, as the history of a process keeps them; (nullable)
 * both. Of ApoyoDifference. */
GPtrArray *apoyo_differences_of_objects (const char *was, const char *becomes);
/* "Percentage: 3 % → 2 %", one after the other. */
char *apoyo_differences_describe (GPtrArray *differences, const char *time_zone);

G_END_DECLS
