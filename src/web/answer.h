/* From a request to a page: language, session, route, right, form key, each decided once here. */
#pragma once

#include "http/server.h"
#include "web/house.h"

/* Opens what one worker needs: its connection and its reader. NULL if it cannot. */
void *answer_open(void *house, unsigned index);
void answer_close(void *worker);
void answer(void *worker, struct arena *mem, const struct request *r, struct response *out);

/* The page for a request that never reached a worker. */
void answer_refused(
        void *house, struct arena *mem, const struct request *r, int status, struct response *out);
size_t answer_body_most(void *house, str method, str path);
