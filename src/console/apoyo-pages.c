/* apoyo-pages.c: which pages there are, and who uses them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "apoyo-console"

#include "config.h"

#include <glib/gi18n.h>

#include "apoyo-board-page.h"
#include "apoyo-demarcations-page.h"
#include "apoyo-dossier-page.h"
#include "apoyo-pages.h"
#include "apoyo-processes-page.h"
#include "apoyo-staff-page.h"

/* In the order of the work: processes, demarcations, live count, staff; then single supports. A
 * page appears only for roles that use it. */
static const ApoyoPageInfo infos[] = {
  { "processes", "procesos", N_ ("Processes"), "ac-process-symbolic",
    "setup supervisor closer auditor", apoyo_processes_page_get_type },
  { "demarcations", "demarcaciones", N_ ("Demarcations"), "ac-map-symbolic",
    "setup supervisor auditor watch", apoyo_demarcations_page_get_type },
  { "board", "conteo", N_ ("Live count"), "ac-count-symbolic",
    "watch supervisor setup closer auditor hearing", apoyo_board_page_get_type },
  { "staff", "personal", N_ ("Staff"), "system-users-symbolic", "supervisor auditor",
    apoyo_staff_page_get_type },
  { "dossier", "expediente", N_ ("Dossier"), "ac-card-symbolic", "supervisor auditor hearing",
    apoyo_dossier_page_get_type },
};

const ApoyoPageInfo *
apoyo_pages_get (guint position)
{
  return position < G_N_ELEMENTS (infos) ? &infos[position] : NULL;
}

const ApoyoPageInfo *
apoyo_pages_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++) {
    if (g_str_equal (name, infos[i].name) || g_str_equal (name, infos[i].alias))
      return &infos[i];
  }
  return NULL;
}

gboolean
apoyo_pages_may_use (const ApoyoPageInfo *info, ApoyoLogin *login)
{
  g_auto (GStrv) roles = g_strsplit (info->roles, " ", -1);

  for (guint i = 0; roles[i] != NULL; i++) {
    if (apoyo_login_has_role (login, roles[i]))
      return TRUE;
  }
  return FALSE;
}

/* Who sets processes up begins there; everybody else with the figures, if they see them. */
const char *
apoyo_pages_get_first (ApoyoLogin *login)
{
  const char *wanted = apoyo_login_has_role (login, "setup") ? "processes" : "board";
  const ApoyoPageInfo *info = apoyo_pages_find (wanted);

  g_return_val_if_fail (APOYO_IS_LOGIN (login), NULL);

  if (info != NULL && apoyo_pages_may_use (info, login))
    return info->name;
  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++) {
    if (apoyo_pages_may_use (&infos[i], login))
      return infos[i].name;
  }
  return NULL;
}
