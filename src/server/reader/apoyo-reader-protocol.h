/* apoyo-reader-protocol.h: what the server and its confined reader say to each other.
 *
 * Both ends of a socket pair send frames: a length of four bytes, little endian, and a payload that
 * is a line of JSON and bytes behind it.
 *
 * When it is ready the reader says {"v":1,"ready":true,"confined":true,"sight":VERSION}, where
 * VERSION is by what program, libraries and models it sees; the server adds it to each reading.
 * Then, over and over:
 *
 *   {"v":1,"id":n,"level":"cheap|full","previews":true,"pictures":[{"name":"front","size":N},…]}
 *   and the pictures;
 *
 *   {"v":1,"id":n,"readings":[{"picture":"front","result":"ok|undecodable|too_large|unsupported",
 *     "format":"jpeg","width":…,"height":…,"orientation":1,"bytes":N,"trailing":N,
 *     "metadata":N,"foreign":n,"hash":"0123456789abcdef","observations":[…],
 *     "previews":[{"size":"small|large","width":…,"height":…,"bytes":N},…]},…]}
 *   and the previews. trailing: bytes behind the picture that no telephone's camera puts there;
 *   metadata: bytes that describe it, unpacked; foreign: kinds of other files that it could be
 *   taken for (archive, document, page, program). The server itself says "died" and "timeout" for a
 * reader that no longer can.
 *
 * The reader believes the server; the server checks everything that the reader says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define APOYO_READER_FD 3      /* the socket */
#define APOYO_READER_WORD_FD 4 /* a pipe for a last word: the number of a forbidden system call */

#define APOYO_READER_LONGEST_REQUEST (64u * 1024 * 1024)
#define APOYO_READER_LONGEST_ANSWER (16u * 1024 * 1024)
#define APOYO_READER_MOST_PICTURES 4
#define APOYO_READER_MOST_OBSERVATIONS 120 /* of one picture */
#define APOYO_READER_MOST_PREVIEWS 2       /* of one picture */

/* Splits a payload at its first line break. FALSE when there is none. */
gboolean apoyo_payload_split (GBytes *payload, const char **line, gsize *length, GBytes **rest);

G_END_DECLS
