/* A fault on purpose, so that the test of memory has one to find: each answer asks for memory and
 * takes it for granted. Loaded into the program before everything else, never part of it. */
#include <dlfcn.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>

enum { NOTE_BYTES = 64 };

typedef enum MHD_Result (*queue)(struct MHD_Connection *, unsigned, struct MHD_Response *);

enum MHD_Result MHD_queue_response(
        struct MHD_Connection *connection, unsigned status, struct MHD_Response *response) {
    char *note = malloc(NOTE_BYTES);
    memset(note, (int)status, NOTE_BYTES);
    free(note);
    queue really;
    *(void **)&really = dlsym(RTLD_NEXT, "MHD_queue_response");
    return really(connection, status, response);
}
