/* apoyo-resource.c: what is compiled into a library, for whichever thread asks first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-core"

#include "config.h"

#include "apoyo-resource.h"

/* The first thread that asks for any resource registers them all. GLib (2.74) gives NULL to another
 * one that asks meanwhile: that these are being registered it sees before it takes the lock. Every
 * look-up in the registry does take it, and comes back when they are there. */
GResource *
apoyo_resource_await (GResource *(*get) (void) )
{
  GResource *resource = get ();

  if (resource != NULL)
    return resource;
  g_resources_get_info ("/", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL);
  resource = get ();
  g_assert (resource != NULL);
  return resource;
}
