#include "command/guard_options.h"

bool guard_options_take(struct guard_options *o, str name, const char *value) {
    if (str_eq(name, STR("user"))) {
        o->user = value;
    } else if (str_eq(name, STR("work"))) {
        o->work = value;
    } else if (str_eq(name, STR("no-sandbox"))) {
        o->open = true;
    } else if (str_eq(name, STR("no-limits"))) {
        o->unlimited = true;
    } else {
        return str_eq(name, STR("limit")) && limits_set(o->limits, str_of(value));
    }
    return true;
}
