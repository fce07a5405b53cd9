/*
 * The least that a chat server can do, to compare one with: whatever a client sends goes to every
 * client, the sender included. One thread, one epoll; no frames, no queues, no history.
 *
 * Prints its port on 127.0.0.1 and runs until it is killed or whoever started it is gone. Sockets block:
 * a client that does not read holds up everybody, which a real server must not allow.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { max_clients = 20000, max_events = 1024, read_bytes = 64 * 1024 };

static int clients[max_clients];
static int client_count;
static char bytes[read_bytes];

static void fail(const char *action) {
  perror(action);
  exit(1);
}

static int listen_on_loopback(void) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = {.sin_family = AF_INET};
  socklen_t length = sizeof address;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (listener < 0) fail("socket");
  if (bind(listener, (struct sockaddr *)&address, length) < 0) fail("bind");
  if (listen(listener, 4096) < 0) fail("listen");
  if (getsockname(listener, (struct sockaddr *)&address, &length) < 0) fail("getsockname");
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  return listener;
}

static void watch(int poller, int socket) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = socket};
  if (epoll_ctl(poller, EPOLL_CTL_ADD, socket, &event) < 0) fail("epoll_ctl");
}

/* Takes in all who wait, so that nobody who connected before a message was sent misses it. */
static void accept_all(int poller, int listener) {
  int client, on = 1;
  while ((client = accept(listener, NULL, NULL)) >= 0) {
    if (client_count == max_clients) {
      close(client);
      continue;
    }
    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    watch(poller, client);
    clients[client_count++] = client;
  }
}

static void forget(int client) {
  for (int i = 0; i < client_count; i++) {
    if (clients[i] == client) clients[i] = clients[--client_count];
  }
  close(client);
}

int main(void) {
  struct epoll_event events[max_events];
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  int poller = epoll_create1(0);
  if (poller < 0) fail("epoll_create1");
  int listener = listen_on_loopback();
  watch(poller, listener);
  for (;;) {
    int ready = epoll_wait(poller, events, max_events, -1);
    for (int i = 0; i < ready; i++) {
      int from = events[i].data.fd;
      if (from == listener) {
        accept_all(poller, listener);
        continue;
      }
      ssize_t length = recv(from, bytes, sizeof bytes, 0);
      if (length <= 0) {
        forget(from);
        continue;
      }
      for (int j = 0; j < client_count; j++) send(clients[j], bytes, length, MSG_NOSIGNAL);
    }
  }
}
