/* apoyo-kind.h: the kinds of process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  APOYO_KIND_REVOCATION, /* revocación de mandato */
  APOYO_KIND_PRESIDENCY, /* candidatura independiente to … */
  APOYO_KIND_SENATE,
  APOYO_KIND_FEDERAL_DEPUTY,
  APOYO_KIND_GOVERNORSHIP,
  APOYO_KIND_LOCAL_DEPUTY,
  APOYO_KIND_MUNICIPALITY,
  APOYO_KIND_CONSULTATION, /* consulta popular */
  APOYO_KIND_INITIATIVE,   /* iniciativa ciudadana */
  APOYO_KIND_PARTY,        /* registration as a national party */
} ApoyoKind;

#define APOYO_N_KINDS (APOYO_KIND_PARTY + 1)

/* Nicks: revocation, presidency, senate, federal_deputy, governorship, local_deputy, municipality,
 * consultation, initiative, party. Labels are translated. */
const char *apoyo_kind_to_nick (ApoyoKind kind);
gboolean apoyo_kind_from_nick (const char *nick, ApoyoKind *kind);
const char *apoyo_kind_get_label (ApoyoKind kind);

/* The articles the defaults stand on (Spanish, as cited), and the days of collection the federal
 * law gives, 0 where each process's convocatoria fixes them. */
const char *apoyo_kind_get_legal_basis (ApoyoKind kind);
guint apoyo_kind_get_window_days (ApoyoKind kind);

G_END_DECLS
