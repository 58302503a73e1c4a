/* intake-load.c: sends captures to apoyod, or the same number of bytes to a WebDAV server.
 *
 * One thread a client, blocking sockets, one connection kept open, no library in the way: the same
 * code and nearly no work for both, so that what is compared is the servers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <gio/gio.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#define BOUNDARY "apoyo-bench-0123456789"
#define UUID_LENGTH 36

static int port;
static int n_clients = 16;
static int image_size = 100 * 1000;
static double seconds = 5;
static double rate; /* 0: as fast as answers come */
static char *token;
static gboolean put;
static gboolean put_once; /* every client writes over its own file */

static const GOptionEntry entries[] = {
  { "port", 0, 0, G_OPTION_ARG_INT, &port, "Port on 127.0.0.1", "PORT" },
  { "clients", 0, 0, G_OPTION_ARG_INT, &n_clients, "Clients at once", "N" },
  { "image-size", 0, 0, G_OPTION_ARG_INT, &image_size, "Bytes of each of four images", "N" },
  { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &seconds, "How long", "S" },
  { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &rate, "Requests a second, whatever the answers do", "R" },
  { "token", 0, 0, G_OPTION_ARG_STRING, &token, "Of a device of process 1, promovente 1", "T" },
  { "put", 0, 0, G_OPTION_ARG_NONE, &put, "PUT one body of four images' size", NULL },
  { "overwrite", 0, 0, G_OPTION_ARG_NONE, &put_once, "PUT to the same names again", NULL },
  { NULL },
};

typedef struct {
  int number;
  int fd;
  char *body;
  gsize body_size;
  gsize capture_at;   /* offset of the UUID in the metadata */
  gsize images_at[4]; /* offsets of bytes that make an image another one */
  GArray *latencies;  /* microseconds */
  guint64 n_sent;
  guint64 n_failed;
} Client;

static gint64 start_at; /* monotonic */

static void
connect_client (Client *client)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_port = htons ((guint16) port),
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int one = 1;

  client->fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (client->fd < 0 || connect (client->fd, (struct sockaddr *) &address, sizeof address) < 0)
    g_error ("Could not connect to port %d: %s", port, g_strerror (errno));
  setsockopt (client->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

static void
append_part (GString *body, const char *name, const char *type)
{
  g_string_append_printf (body,
                          "%s--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"\r\n"
                          "Content-Type: %s\r\n\r\n",
                          body->len > 0 ? "\r\n" : "", name, type);
}

static void
append_noise (GString *body, gsize size)
{
  gsize at = body->len;
  GRand *rand = g_rand_new_with_seed ((guint32) body->len);

  g_string_set_size (body, at + size);
  for (gsize i = 0; i < size; i++)
    body->str[at + i] = (char) g_rand_int (rand);
  memcpy (body->str + at, "\xff\xd8\xff\xe0", 4);
  g_rand_free (rand);
}

static void
append_metadata (GString *body, Client *client)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format_iso8601 (now);

  append_part (body, "metadata", "application/json");
  g_string_append (body, "{\"capture\":\"");
  client->capture_at = body->len;
  g_string_append_printf (
      body,
      "%*s\",\"process\":1,\"promovente\":1,\"modality\":\"auxiliary\",\"captured_at\":\"%s\","
      "\"sent_at\":\"%s\",\"credential\":{\"model\":\"G\",\"curp\":\"XEXX010101HNEXXXA4\","
      "\"clave_elector\":\"XXXXXX01010109H000\",\"cic\":\"123456789\",\"citizen_id\":\"123456789\","
      "\"ocr\":null,\"issue\":\"01\",\"section\":\"0001\",\"valid_until\":2031},\"names\":{"
      "\"given\":"
      "\"MUESTRA\",\"paternal\":\"MUESTRA\",\"maternal\":\"MUESTRA\"},\"app\":\"bench\","
      "\"location\":null}",
      UUID_LENGTH, "", time, time);
}

static void
make_body (Client *client)
{
  static const char *const names[] = { "front", "back", "selfie", "signature" };
  GString *body = g_string_new (NULL);

  if (put) {
    append_noise (body, 4 * (gsize) image_size);
  } else {
    append_metadata (body, client);
    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
      append_part (body, names[i], "image/jpeg");
      client->images_at[i] = body->len + 100;
      append_noise (body, (gsize) image_size);
    }
    g_string_append (body, "\r\n--" BOUNDARY "--\r\n");
  }
  client->body_size = body->len;
  client->body = g_string_free (body, FALSE);
}

/* Another capture with other images. */
static char *
make_headers (Client *client)
{
  g_autofree char *uuid = g_uuid_string_random ();

  if (put)
    return g_strdup_printf ("PUT /%d-%" G_GUINT64_FORMAT " HTTP/1.1\r\nHost: localhost\r\n"
                            "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                            client->number, put_once ? 0 : client->n_sent, client->body_size);
  memcpy (client->body + client->capture_at, uuid, UUID_LENGTH);
  for (guint i = 0; i < G_N_ELEMENTS (client->images_at); i++)
    memcpy (client->body + client->images_at[i], uuid, UUID_LENGTH);
  return g_strdup_printf ("POST /v1/supports HTTP/1.1\r\nHost: localhost\r\n"
                          "Authorization: Bearer %s\r\nIdempotency-Key: %s\r\n"
                          "Content-Type: multipart/form-data; boundary=" BOUNDARY "\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          token, uuid, client->body_size);
}

static gboolean
send_all (int fd, struct iovec *iov, int n_iov)
{
  while (n_iov > 0) {
    ssize_t n = writev (fd, iov, n_iov);

    if (n < 0)
      return FALSE;
    for (; n_iov > 0 && (gsize) n >= iov->iov_len; iov++, n_iov--)
      n -= iov->iov_len;
    if (n_iov > 0) {
      iov->iov_base = (char *) iov->iov_base + n;
      iov->iov_len -= n;
    }
  }
  return TRUE;
}

/* The status; 0 when the connection is lost. */
static int
read_answer (int fd, gboolean *closes)
{
  char answer[8192];
  gsize size = 0;

  for (;;) {
    ssize_t n = read (fd, answer + size, sizeof answer - 1 - size);
    const char *blank;
    const char *length;

    if (n <= 0)
      return 0;
    size += (gsize) n;
    answer[size] = '\0';
    blank = strstr (answer, "\r\n\r\n");
    if (blank == NULL)
      continue;
    length = strcasestr (answer, "\r\ncontent-length:");
    if (size >= (gsize) (blank + 4 - answer) + (length ? strtoul (length + 17, NULL, 10) : 0)) {
      *closes = strcasestr (answer, "\r\nconnection: close") != NULL;
      return atoi (answer + 9);
    }
  }
}

static void
send_one (Client *client, gint64 since)
{
  g_autofree char *headers = make_headers (client);
  struct iovec iov[] = { { headers, strlen (headers) }, { client->body, client->body_size } };
  gboolean closes = TRUE;
  int status =
      send_all (client->fd, iov, G_N_ELEMENTS (iov)) ? read_answer (client->fd, &closes) : 0;
  gint64 latency = g_get_monotonic_time () - since;

  client->n_sent++;
  if (status / 100 != 2)
    client->n_failed++;
  if (closes) {
    close (client->fd);
    connect_client (client);
  }
  g_array_append_val (client->latencies, latency);
}

static gpointer
run_client (gpointer data)
{
  Client *client = data;
  gint64 end_at = start_at + (gint64) (seconds * G_USEC_PER_SEC);

  while (g_get_monotonic_time () < start_at)
    g_usleep (100);
  for (guint64 i = 0;; i++) {
    gint64 due = g_get_monotonic_time ();

    if (rate > 0) {
      /* Counted from when it should have been sent: a slow server does not slow the offer down. */
      due = start_at + (gint64) ((i * n_clients + client->number) / rate * G_USEC_PER_SEC);
      if (due > g_get_monotonic_time ())
        g_usleep ((gulong) (due - g_get_monotonic_time ()));
    }
    if (due >= end_at)
      return NULL;
    send_one (client, due);
  }
}

static int
compare_latencies (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
report (Client *clients, double elapsed)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint64 n_failed = 0;

  for (int i = 0; i < n_clients; i++) {
    g_array_append_vals (all, clients[i].latencies->data, clients[i].latencies->len);
    n_failed += clients[i].n_failed;
  }
  g_array_sort (all, compare_latencies);
  if (all->len == 0)
    g_error ("Nothing was sent");
  g_print ("{\"requests\": %u, \"failed\": %" G_GUINT64_FORMAT
           ", \"per_second\": %.1f, \"p50_ms\": %.2f, \"p99_ms\": %.2f}\n",
           all->len, n_failed, (all->len - n_failed) / elapsed,
           g_array_index (all, gint64, all->len / 2) / 1e3,
           g_array_index (all, gint64, (guint) (all->len * 0.99)) / 1e3);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree Client *clients = NULL;
  g_autofree GThread **threads = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || port == 0)
    g_error ("%s", error ? error->message : "--port is missing");
  clients = g_new0 (Client, n_clients);
  threads = g_new0 (GThread *, n_clients);
  for (int i = 0; i < n_clients; i++) {
    clients[i].number = i;
    clients[i].latencies = g_array_new (FALSE, FALSE, sizeof (gint64));
    make_body (&clients[i]);
    connect_client (&clients[i]);
  }
  start_at = g_get_monotonic_time () + 100 * 1000;
  for (int i = 0; i < n_clients; i++)
    threads[i] = g_thread_new ("client", run_client, &clients[i]);
  for (int i = 0; i < n_clients; i++)
    g_thread_join (threads[i]);
  report (clients, (g_get_monotonic_time () - start_at) / 1e6);
  return 0;
}
