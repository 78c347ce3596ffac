/* A small application behind a real server, and a client that sends exactly the bytes it is told. */
#pragma once

#include "base/buf.h"
#include "http/server.h"

#include <stdatomic.h>

/* It says what it was asked, or does what the path says. */
struct app {
    atomic_int running; /* answers being made now */
    atomic_int most;    /* of them at once */
    atomic_int logged;
    char line[1024]; /* the last of the log */
};

extern const char app_text[]; /* what /file and /asset are made of */

struct server_options app_options(struct app *app);
struct server *app_begin(struct server_options options); /* or the test ends here */

void pause_ms(long ms);
int64_t now_ms(void);

int dial(const struct server *s);
void put(int line, str bytes);

/* All that comes until the other end closes or is silent for so long. */
str hear(struct arena *mem, int line, int silence_ms);

/* One connection: says it all, hears it all. */
str ask(struct arena *mem, const struct server *s, str bytes);

/* How often the part stands in it. */
size_t times(str s, str part);

/* True if the answer has that status and the part; else it is printed. */
bool says(str answer, int status, str part);
str body_of(str answer);
