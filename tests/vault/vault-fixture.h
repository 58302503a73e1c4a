/* vault-fixture.h: a vault of its own for each test, and a capture to put into it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "apoyo-vault-private.h"

G_BEGIN_DECLS

#define CAPTURE "0a1b2c3d-0000-4000-8000-000000000001"
#define OTHER_CAPTURE "0a1b2c3d-0000-4000-8000-000000000002"
#define METADATA "{\"process\":1}"
#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

typedef struct {
  char *root;
  char *object; /* path of CAPTURE in process 1 */
  ApoyoKeyring *keyring;
  ApoyoVault *vault;
  ApoyoVaultImage images[4];
} Fixture;

/* As the data of a test: the file system cannot rename without replacing. */
extern const char on_plain_file_system[];

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
void remove_tree (const char *path);

/* CAPTURE, under a digest. */
gboolean store (Fixture *fixture, const char *digest, GError **error);
void store_or_fail (Fixture *fixture);
void assert_read_fails (Fixture *fixture, int code);
/* Beside CAPTURE and itself. */
guint count_files (Fixture *fixture);

void set_age (const char *path, gint64 microseconds);
guint count_old (Fixture *fixture, gint64 since, gint64 age);

/* Of test-vault-sweep.c. */
void add_sweep_tests (void);

#define ADD_FOR(name, data)                                                                        \
  g_test_add (data == NULL ? "/vault/" #name : "/vault/without-noreplace/" #name, Fixture, data,   \
              fixture_set_up, test_##name, fixture_tear_down)
#define ADD(name) ADD_FOR (name, NULL)
/* On either kind of file system. */
#define ADD_BOTH(name)                                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    ADD_FOR (name, NULL);                                                                          \
    ADD_FOR (name, on_plain_file_system);                                                          \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
