/* apoyo-console-pch.h: read once for all files of the console (Meson's c_pch). Every file still
 * includes what it needs: with -Db_pch=false nothing changes but the time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>
#include <json-glib/json-glib.h>
