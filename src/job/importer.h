/* Does the imports that are too long for a request: one thread takes the oldest order that nobody
 * else is at. What it is at when the program ends stays an order, for the next one to take. */
#pragma once

#include "directory/import_order.h"
#include "match/live.h"

struct importer;

/* NULL on a fault, said in `mem`. `running` outlives it. */
struct importer *importer_start(struct arena *mem, const char *database, struct live *live,
        struct import_running *running, str *fault);
void importer_stop(struct importer *g);

/* One order, for the thread and for tests; false if there is none to take. */
bool importer_turn(struct importer *g);
