#include "command/serve_options.h"

#include "command/command.h"
#include "http/server.h"

#include <stdio.h>
#include <string.h>

static const struct setting settings[] = {
        {"address", SETTING_ONE},
        {"behind-proxy", SETTING_FLAG},
        {"check-settings", SETTING_FLAG},
        {"db", SETTING_ONE},
        {"demo", SETTING_FLAG},
        {"key", SETTING_ONE},
        {"limit", SETTING_MANY},
        {"listen", SETTING_ONE},
        {"log", SETTING_ONE},
        {"mail-from", SETTING_ONE},
        {"metrics-key", SETTING_ONE},
        {"no-limits", SETTING_FLAG},
        {"no-sandbox", SETTING_FLAG},
        {"port", SETTING_ONE},
        {"proxy", SETTING_MANY},
        {"settings", SETTING_ONE},
        {"smtp", SETTING_ONE},
        {"smtp-ca", SETTING_ONE},
        {"smtp-password-file", SETTING_ONE},
        {"smtp-plain", SETTING_FLAG},
        {"smtp-user", SETTING_ONE},
        {"user", SETTING_ONE},
        {"work", SETTING_ONE},
        {"workers", SETTING_ONE},
};

struct setting_list serve_settings(void) {
    return (struct setting_list){settings, sizeof(settings) / sizeof(settings[0])};
}

/* proxy may stand several times. */
static bool take_proxy(struct serve_options *s, const char *address) {
    size_t len = strlen(s->proxies);
    int more =
            snprintf(s->proxies + len, SERVE_PROXIES_BYTES - len, "%s%s", len ? ";" : "", address);
    s->proxy = PROXY_X_FORWARDED;
    return more > 0 && (size_t)more < SERVE_PROXIES_BYTES - len && proxy_listed(str_of(s->proxies));
}

/* "https://clusters.example.org": what links in letters begin with. */
static bool is_address(str a) {
    str rest = str_starts(a, STR("https://"))  ? str_skip(a, 8)
               : str_starts(a, STR("http://")) ? str_skip(a, 7)
                                               : (str){0};
    for (size_t i = 0; i < rest.len; i++) {
        bool fine = (rest.at[i] >= 'a' && rest.at[i] <= 'z') ||
                    (rest.at[i] >= '0' && rest.at[i] <= '9') ||
                    str_has(STR(".-:[]"), (str){rest.at + i, 1});
        if (!fine) {
            return false;
        }
    }
    return rest.len > 0;
}

static bool take_flag(struct serve_options *s, str name) {
    if (str_eq(name, STR("demo"))) {
        s->demo = true;
    } else if (str_eq(name, STR("behind-proxy"))) {
        s->proxy = PROXY_X_FORWARDED;
    } else if (str_eq(name, STR("check-settings"))) {
        s->check = true;
    } else {
        return false;
    }
    return true;
}

static bool take_number(struct serve_options *s, str name, const char *value) {
    if (str_eq(name, STR("port"))) {
        return str_num(str_of(value), &s->port) && s->port >= 0 && s->port < 65536;
    }
    return str_eq(name, STR("workers")) && str_num(str_of(value), &s->workers) && s->workers > 0 &&
           s->workers <= WORKERS_MOST;
}

static bool take_text(struct serve_options *s, str name, const char *value) {
    if (str_eq(name, STR("db"))) {
        s->path = value;
    } else if (str_eq(name, STR("listen"))) {
        s->listen = value;
    } else if (str_eq(name, STR("key"))) {
        s->key = value;
    } else if (str_eq(name, STR("log"))) {
        s->log = value;
    } else if (str_eq(name, STR("metrics-key"))) {
        s->metrics_key = value;
    } else if (str_eq(name, STR("address"))) {
        s->address = value;
        return is_address(str_of(value));
    } else if (str_eq(name, STR("proxy"))) {
        return take_proxy(s, value);
    } else {
        return str_eq(name, STR("settings")); /* read already */
    }
    return true;
}

static bool take(void *context, str name, const char *value) {
    struct serve_options *s = context;
    return take_flag(s, name) ||
           (value && (take_number(s, name, value) || take_text(s, name, value))) ||
           guard_options_take(&s->guard, name, value) || post_options_take(&s->post, name, value);
}

int serve_options_read(struct arena *mem, struct serve_options *s, int argc, char **argv) {
    struct settings all = {settings, sizeof(settings) / sizeof(settings[0]), take, s};
    const char *file = settings_ahead(argc, argv, "settings");
    file = file ? file : settings_usual();
    if ((file && !settings_file(mem, &all, file)) || !settings_environment(mem, &all)) {
        return EXIT_WRONG;
    }
    return settings_command_line(mem, &all, argc, argv) ? EXIT_DONE : EXIT_USAGE;
}
