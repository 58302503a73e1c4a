/* apoyo-bytes.h: numbers as files of pictures write them, whatever the machine's own order.
 *
 * Nothing is checked: who asks has seen that so many bytes are there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

static inline guint
be16 (const guint8 *p)
{
  return (guint) (p[0] << 8 | p[1]);
}

static inline guint32
be32 (const guint8 *p)
{
  return (guint32) be16 (p) << 16 | be16 (p + 2);
}

static inline guint32
le24 (const guint8 *p)
{
  return (guint32) p[0] | (guint32) p[1] << 8 | (guint32) p[2] << 16;
}

static inline guint32
le32 (const guint8 *p)
{
  return le24 (p) | (guint32) p[3] << 24;
}
