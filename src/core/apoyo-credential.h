/* apoyo-credential.h: the typed data of a capture's credential, and what is wrong with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-finding.h"

G_BEGIN_DECLS

/* Every string owned, normalised (upper case, no spaces; names keep theirs), NULL when absent. */
typedef struct {
  char *model; /* A … H */
  char *curp;
  char *clave_elector;
  char *cic;        /* 9 digits */
  char *citizen_id; /* 9 digits */
  char *ocr;        /* 12 or 13 digits */
  char *issue;      /* 2 digits */
  char *section;    /* 4 digits */
  int valid_until;  /* year, 0 when absent */
  char *given;
  char *paternal;
  char *maternal;
} ApoyoCredential;

/* Acuerdos let expired cards be used a while longer: those printed with that year, until that
 * day (included). */
typedef struct {
  int printed_year;
  int until_year;
  int until_month;
  int until_day;
  const char *acuerdo; /* (nullable): interned */
} ApoyoExtension;

typedef struct {
  int year; /* the civil date of capture in the process's time zone */
  int month;
  int day;
  int minimum_age;                  /* years */
  const ApoyoExtension *extensions; /* (nullable) */
  guint n_extensions;
  const char *const *models; /* (nullable): accepted, NULL-terminated; NULL accepts all */
} ApoyoCredentialContext;

ApoyoCredential *apoyo_credential_new (void);
void apoyo_credential_free (ApoyoCredential *self);

/* From the metadata of a capture: its objects "credential" and "names". VALUE with a sentence
 * naming the field when a member has the wrong type or is too long; unknown members are ignored. */
ApoyoCredential *
apoyo_credential_from_json (JsonObject *credential, JsonObject *names, GError **error);
JsonObject *apoyo_credential_to_json (const ApoyoCredential *self);
JsonObject *apoyo_credential_names_to_json (const ApoyoCredential *self);

/* (transfer full) (element-type ApoyoFinding): empty when all is well. */
GPtrArray *apoyo_credential_check (const ApoyoCredential *self,
                                   const ApoyoCredentialContext *context);

/* The longest prolongation of the cards of its printed year, over or not; NULL when there is none
 * or none is needed. (transfer none) */
const ApoyoExtension *apoyo_credential_find_extension (const ApoyoCredential *self,
                                                       const ApoyoCredentialContext *context);
/* Whole years on the day of capture, by the CURP, or by the clave de elector when there is none.
 * field: which of the two. FALSE when neither tells. */
gboolean apoyo_credential_get_age (const ApoyoCredential *self,
                                   const ApoyoCredentialContext *context,
                                   int *age,
                                   const char **field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoCredential, apoyo_credential_free)

G_END_DECLS
