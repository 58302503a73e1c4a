/* apoyo-version-switcher.h: the version in the header bar, and the list to change it from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "apoyo-geography-version.h"

G_BEGIN_DECLS

#define APOYO_TYPE_VERSION_SWITCHER (apoyo_version_switcher_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoVersionSwitcher, apoyo_version_switcher, APOYO, VERSION_SWITCHER, AdwBin)

/* Signal: "chosen" (int version). */

GtkWidget *apoyo_version_switcher_new (void);
/* shown: 0 for none. */
void apoyo_version_switcher_set (ApoyoVersionSwitcher *self, GListModel *versions, int shown);

/* "in force", "draft" … */
const char *apoyo_version_words_state (ApoyoVersionState state);
/* "adopted 15/01/2024", "drafted … by …": what happened to it last. */
char *apoyo_version_words_act (ApoyoGeographyVersion *version, gboolean by_whom);
/* "pinned by 3 processes: DF26, RM26" */
char *apoyo_version_words_pins (ApoyoGeographyVersion *version);

G_END_DECLS
