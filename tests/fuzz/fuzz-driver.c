/* fuzz-driver.c: runs a fuzz target over its corpus and over mutations of it, the same ones each
 * time, so that the suite can do it with any compiler.
 *
 * usage: fuzz-<target> CORPUS-DIRECTORY [ROUNDS [SEED]]
 *
 * The targets are plain libFuzzer targets. To search in earnest, with coverage, build them without
 * this file:
 *   cd src/core && clang -g -O1 -fsanitize=fuzzer,address,undefined -I. -I../../build \
 *     -I../../build/src/core $(pkg-config --cflags gio-2.0 json-glib-1.0) *.c \
 *     ../../build/src/core/apoyo-core-resources.c ../../tests/fuzz/fuzz-mrz.c -lcsv \
 *     $(pkg-config --libs gio-2.0 json-glib-1.0 libcrypto) -o /tmp/fuzz-mrz
 *   /tmp/fuzz-mrz ../../tests/fuzz/corpus/mrz
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"

#define DEFAULT_ROUNDS 40000
#define MOST_BYTES 8192
#define SECONDS_PER_RUN 5    /* a run is bounded by its rounds; under a sanitizer by the clock */
#define SECONDS_PER_INPUT 30 /* ends a hang, on the busiest machine */

/* For the signal handler only. */
static const guint8 *current;
static gsize current_size;

static void
write_all (const char *text)
{
  if (write (STDERR_FILENO, text, strlen (text)) < 0)
    _exit (70);
}

/* Shows the input that broke the target, so that it can join the corpus. */
static void
on_fatal (int number)
{
  static const char digits[] = "0123456789abcdef";

  write_all (number == SIGALRM ? "\n# hangs on input: " : "\n# breaks on input: ");
  for (gsize i = 0; i < current_size; i++) {
    char hex[3] = { digits[current[i] >> 4], digits[current[i] & 15], '\0' };

    write_all (hex);
  }
  write_all ("\nnot ok 1 - holds on every input\n");
  _exit (1);
}

static void
run (const guint8 *data, gsize size)
{
  /* A copy of exactly that size lets a sanitizer see a read beyond its end. */
  g_autofree guint8 *copy = g_malloc (MAX (size, 1));

  memcpy (copy, data, size);
  current = copy;
  current_size = size;
  alarm (SECONDS_PER_INPUT);
  LLVMFuzzerTestOneInput (copy, size);
  alarm (0);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In order of name: the order of a directory is not the same everywhere. */
static GPtrArray *
read_corpus (const char *directory)
{
  GPtrArray *corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (directory, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++) {
    char *contents = NULL;
    gsize length = 0;

    if (g_file_get_contents (g_ptr_array_index (names, i), &contents, &length, NULL))
      g_ptr_array_add (corpus, g_bytes_new_take (contents, length));
  }
  return corpus;
}

static const char *const tokens[] = {
  "\"",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "|",
  "\n",
  "\r\n",
  "\n\n",
  "\\u0000",
  "\\ud800",
  "\\",
  "<<",
  "-",
  "0",
  "9",
  "99999999999999999999",
  "1e999",
  "null",
  "true",
  "\xff",
  "\xc3",
  "\xc3\x91",
  "\xef\xbb\xbf",
  "\xe2\x80\x94 ",
  "H",
  "M",
  "X",
  "O",
  "I",
  " ",
  "\t",
  "/",
  "+",
  "=",
  ".",
  "%s",
  "%n",
};

static gsize
pick (GRand *random, gsize below)
{
  return below == 0 ? 0 : (gsize) g_rand_int_range (random, 0, (gint32) below);
}

static void
insert (GByteArray *input, gsize at, gconstpointer data, gsize size)
{
  gsize tail = input->len - at;

  g_byte_array_set_size (input, (guint) (input->len + size));
  memmove (input->data + at + size, input->data + at, tail);
  memcpy (input->data + at, data, size);
}

static void
insert_from_other (GByteArray *input, GBytes *other, GRand *random)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (other, &size);
  gsize from = pick (random, size);

  if (size > 0)
    insert (input, pick (random, input->len + 1), data + from, 1 + pick (random, size - from));
}

static void
mutate_once (GByteArray *input, GPtrArray *corpus, GRand *random)
{
  gsize at = pick (random, input->len);
  const char *token;

  switch (g_rand_int_range (random, 0, 7)) {
  case 0:
    if (input->len > 0)
      input->data[at] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
    break;
  case 1:
    if (input->len > 0)
      input->data[at] = (guint8) g_rand_int_range (random, 0, 256);
    break;
  case 2:
    if (input->len > 0)
      g_byte_array_remove_range (input, (guint) at, (guint) (1 + pick (random, input->len - at)));
    break;
  case 3:
  case 4:
    token = tokens[pick (random, G_N_ELEMENTS (tokens))];
    insert (input, pick (random, input->len + 1), token, strlen (token));
    break;
  case 5:
    insert_from_other (input, g_ptr_array_index (corpus, pick (random, corpus->len)), random);
    break;
  default:
    if (input->len > 0)
      input->data[at] = (guint8) "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[pick (random, 36)];
  }
  if (input->len > MOST_BYTES)
    g_byte_array_set_size (input, MOST_BYTES);
}

static guint
run_mutations (GPtrArray *corpus, guint rounds, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  gint64 deadline = g_get_monotonic_time () + SECONDS_PER_RUN * G_USEC_PER_SEC;
  guint round;

  for (round = 0; round < rounds && g_get_monotonic_time () < deadline; round++) {
    GBytes *base = g_ptr_array_index (corpus, pick (random, corpus->len));
    g_autoptr (GByteArray) input = g_byte_array_new ();
    guint mutations = 1u << g_rand_int_range (random, 0, 4);
    gsize size = 0;
    gconstpointer data = g_bytes_get_data (base, &size);

    g_byte_array_append (input, data, (guint) size);
    for (guint i = 0; i < mutations; i++)
      mutate_once (input, corpus, random);
    run (input->data, input->len);
  }
  return round;
}

int
main (int argc, char *argv[])
{
  const guint rounds = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : DEFAULT_ROUNDS;
  const guint32 seed = argc > 3 ? (guint32) g_ascii_strtoull (argv[3], NULL, 10) : 1;
  g_autoptr (GPtrArray) corpus = argc > 1 ? read_corpus (argv[1]) : NULL;
  guint done;

  if (corpus == NULL || corpus->len == 0) {
    g_printerr ("usage: %s CORPUS-DIRECTORY [ROUNDS [SEED]]\n", argv[0]);
    return 2;
  }
  signal (SIGABRT, on_fatal);
  signal (SIGSEGV, on_fatal);
  signal (SIGTRAP, on_fatal);
  signal (SIGALRM, on_fatal);
  printf ("1..1\n");
  fflush (stdout);
  run ((const guint8 *) "", 0);
  for (guint i = 0; i < corpus->len; i++) {
    gsize size = 0;
    gconstpointer data = g_bytes_get_data (g_ptr_array_index (corpus, i), &size);

    run (data, size);
  }
  done = run_mutations (corpus, rounds, seed);
  printf ("# %u inputs of the corpus, %u mutations\n", corpus->len, done);
  printf ("ok 1 - holds on every input\n");
  return 0;
}
