/* apoyo-confinement.h: gives up everything but computing and the open socket.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Memory that reading may take beyond what is loaded when the confinement begins. */
#define APOYO_CONFINEMENT_GROWTH (256UL * 1024 * 1024)

/* For good: limits, no privileges ever, no system call but those that decoding needs. A forbidden
 * one writes its number to APOYO_READER_WORD_FD and ends the process by SIGSYS. FALSE when any of
 * it could not be had; the process must end then.
 *
 * The address sanitizer needs system calls and address space of its own: built with it there is no
 * confinement, *confined says so, and a server that was not built so too refuses such a reader. */
gboolean apoyo_confine (gboolean *confined);

G_END_DECLS
