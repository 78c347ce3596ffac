#include "web/home_page.h"
#include "web/route.h"

static const struct route rows[] = {
        {GET, "/", RIGHT_ANYONE, home_page},
};

struct routes route_list(void) {
    return (struct routes){rows, sizeof(rows) / sizeof(rows[0])};
}
