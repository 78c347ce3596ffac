#include "db/driver.h"

bool db_pg_backup(struct work *w, const char *path) {
    (void)path;
    work_fail(w, STR("later"));
    return false;
}
