/* The socket a server listens on, with a clear word when there can be none. */
#pragma once

#include "http/server.h"

int listening_open(str address, uint16_t port, struct server_fault *fault); /* -1: see the fault */
uint16_t listening_port(int listener);

/* Takes a Unix socket's name away again. */
void listening_forget(str address);
