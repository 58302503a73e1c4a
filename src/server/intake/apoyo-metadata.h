/* apoyo-metadata.h: what a phone says about a capture, checked for form only.
 *
 * Whether the data is true is the validator's question: a wrong check digit is no reason to lose a
 * capture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define APOYO_METADATA_LARGEST (64 * 1024)

typedef struct {
  char *capture; /* (owned): UUID in lower case */
  gint process;
  gint promovente;
  char *modality;         /* (owned) */
  GDateTime *captured_at; /* (owned) */
  GDateTime *sent_at;     /* (owned) */
  char *canonical;        /* (owned): the whole document, RFC 8785 */
  char *lasting;          /* (owned): the same without sent_at, which each attempt has anew */
} ApoyoMetadata;

/* Errors are of APOYO_PROBLEM. */
ApoyoMetadata *apoyo_metadata_read (GBytes *text, GError **error);
void apoyo_metadata_free (ApoyoMetadata *metadata);

/* The body of POST /v1/devices. @label may be NULL. */
gboolean apoyo_registration_read (GBytes *text, char **auxiliary_key, char **label, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ApoyoMetadata, apoyo_metadata_free)

G_END_DECLS
