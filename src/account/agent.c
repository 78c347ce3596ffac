#include "account/agent.h"

#include <stddef.h>

struct known {
    const char *part; /* stands in the header */
    const char *name;
};

/* Most of them also say the names of those that came before them: the first that is there counts. */
static const struct known browsers[] = {
        {"Edg", "Edge"},
        {"OPR/", "Opera"},
        {"Vivaldi/", "Vivaldi"},
        {"SamsungBrowser/", "Samsung Internet"},
        {"MicroMessenger/", "WeChat"},
        {"HuaweiBrowser/", "Huawei Browser"},
        {"FxiOS/", "Firefox"},
        {"Firefox/", "Firefox"},
        {"CriOS/", "Chrome"},
        {"HeadlessChrome/", "Chrome"},
        {"Chromium/", "Chromium"},
        {"Chrome/", "Chrome"},
        {"Safari/", "Safari"},
        {"curl/", "curl"},
};

static const struct known systems[] = {
        {"iPhone", "iPhone"},
        {"iPad", "iPad"},
        {"HarmonyOS", "HarmonyOS"},
        {"Android", "Android"},
        {"Windows", "Windows"},
        {"CrOS", "ChromeOS"},
        {"Mac OS X", "macOS"},
        {"Linux", "Linux"},
        {"FreeBSD", "FreeBSD"},
};

static str first_of(const struct known *all, size_t count, str text) {
    for (size_t i = 0; i < count; i++) {
        if (str_has(text, str_of(all[i].part))) {
            return str_of(all[i].name);
        }
    }
    return (str){0};
}

struct agent agent_of(str user_agent) {
    return (struct agent){
            .browser = first_of(browsers, sizeof(browsers) / sizeof(browsers[0]), user_agent),
            .system = first_of(systems, sizeof(systems) / sizeof(systems[0]), user_agent),
    };
}
