/* apoyo-staff.h: somebody who works here: their account, groups and scopes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "apoyo-result.h"

G_BEGIN_DECLS

/* A permission, or a bar that outweighs all of them. Without process and entity: everywhere. */
typedef struct {
  gint64 id;
  int process;  /* 0: none */
  char *code;   /* (nullable): of the process; hidden where it is outside the reader's scope */
  char *entity; /* (nullable): "09" */
  gboolean bar; /* a conflict of interest */
  GDateTime *since;
  GDateTime *until; /* (nullable): for good */
  gboolean drill;   /* the process is one, as far as the reader may know */
} ApoyoStaffScope;

/* Something done to an account. What a kind of act does not have is 0 or NULL. */
typedef struct {
  char *act;   /* "staff-added", "scope-granted" … */
  char *group; /* (nullable) */
  int process;
  char *code;   /* (nullable) */
  char *entity; /* (nullable) */
  gboolean bar;
  GDateTime *until; /* (nullable) */
  int sessions;     /* ended by it */
  char *by;         /* account */
  char *by_name;    /* (nullable): not of the staff */
  GDateTime *at;
} ApoyoStaffAct;

#define APOYO_TYPE_STAFF (apoyo_staff_get_type ())
G_DECLARE_FINAL_TYPE (ApoyoStaff, apoyo_staff, APOYO, STAFF, GObject)

/* Of ApoyoStaff, by name. people, scopes: of the statements staff-list and staff-scopes. */
GListModel *
apoyo_staff_list_from_results (ApoyoResult *people, ApoyoResult *scopes, GError **error);
/* Of ApoyoStaffAct, the newest first. */
GPtrArray *apoyo_staff_acts_from_result (ApoyoResult *result, GError **error);

/* Whether all that is told of them is the same. */
gboolean apoyo_staff_equal (ApoyoStaff *self, ApoyoStaff *other);
const char *apoyo_staff_get_account (ApoyoStaff *self);
const char *apoyo_staff_get_name (ApoyoStaff *self);
gboolean apoyo_staff_is_active (ApoyoStaff *self);
/* Without "apoyo_". */
const char *const *apoyo_staff_get_groups (ApoyoStaff *self);
gboolean apoyo_staff_has_group (ApoyoStaff *self, const char *group);
/* Of ApoyoStaffScope. */
GPtrArray *apoyo_staff_get_scopes (ApoyoStaff *self);
GDateTime *apoyo_staff_get_admitted_at (ApoyoStaff *self);
/* (nullable), all three: never signed in */
GDateTime *apoyo_staff_get_last_sign_in_at (ApoyoStaff *self);
const char *apoyo_staff_get_last_workstation (ApoyoStaff *self);
const char *apoyo_staff_get_last_version (ApoyoStaff *self);
/* Every word of an already folded query stands in name or account. */
gboolean apoyo_staff_matches (ApoyoStaff *self, const char *const *words);

G_END_DECLS
