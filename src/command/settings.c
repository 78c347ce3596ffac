#include "command/settings.h"

#include "base/buf.h"
#include "command/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SETTING_BYTES_MOST = 4096 };

static const struct setting *named(const struct settings *s, str name) {
    for (size_t i = 0; i < s->count; i++) {
        if (str_eq(name, str_of(s->at[i].name))) {
            return &s->at[i];
        }
    }
    return NULL;
}

/* As words, "yes" and "no". False: neither. */
static bool take_flag(const struct settings *s, const struct setting *one, str value) {
    if (str_eq(value, STR("yes"))) {
        return s->take(s->context, str_of(one->name), NULL);
    }
    return str_eq(value, STR("no"));
}

static bool take(
        struct arena *mem, const struct settings *s, const struct setting *one, str value) {
    return one->kind == SETTING_FLAG ? take_flag(s, one, value)
                                     : s->take(s->context, str_of(one->name), arena_z(mem, value));
}

/* ---- the file */

struct reading {
    const char *path;
    size_t line;
    unsigned char *met; /* how often each name stood there, by its place; not beyond two */
};

static bool complain(const struct reading *r, const char *what, str about) {
    (void)fprintf(stderr, "handslag: %s, line %zu: %s%s%.*s\n", r->path, r->line, what,
            about.len ? " " : "", (int)about.len, about.at);
    return false;
}

static bool take_line(struct arena *mem, const struct settings *s, struct reading *r, str line) {
    str rest = line;
    str name = {0};
    bool equals = str_has(line, STR("="));
    (void)str_cut(&rest, '=', &name);
    name = str_trim(name);
    str value = str_trim(rest);
    if (!equals) {
        return complain(
                r, "this is no \"name = value\", and no remark, which begins with #:", line);
    }
    const struct setting *one = named(s, name);
    if (!one) {
        return complain(r, "there is no such setting; `handslag serve --help` lists them:", name);
    }
    if (one->kind != SETTING_MANY && r->met[one - s->at]++) {
        return complain(r, "this stands here for the second time:", name);
    }
    if (!value.len) {
        return complain(r, "the value is missing; a remark (#) is left out:", name);
    }
    if (!take(mem, s, one, value)) {
        return complain(r, one->kind == SETTING_FLAG ? "yes or no:" : "this makes no sense:", line);
    }
    return true;
}

static bool read_whole(struct arena *mem, const char *path, str *text) {
    FILE *file = fopen(path, "re");
    char *bytes = arena_new(mem, char, SETTINGS_BYTES_MOST);
    size_t len = file ? fread(bytes, 1, SETTINGS_BYTES_MOST, file) : 0;
    bool broken = !file || ferror(file);
    const char *why = broken ? strerror(errno) : "it is larger than any file of settings";
    if (file) {
        (void)fclose(file);
    }
    *text = (str){bytes, len};
    if (broken || len == SETTINGS_BYTES_MOST) {
        (void)fprintf(stderr, "handslag: the settings in %s cannot be read: %s\n", path, why);
        return false;
    }
    return true;
}

bool settings_file(struct arena *mem, const struct settings *s, const char *path) {
    struct reading r = {.path = path, .met = arena_new(mem, unsigned char, s->count)};
    str rest;
    str line;
    if (!read_whole(mem, path, &rest)) {
        return false;
    }
    memset(r.met, 0, s->count);
    while (str_cut(&rest, '\n', &line)) {
        r.line++;
        line = str_trim(line);
        if (line.len && line.at[0] != '#' && !take_line(mem, s, &r, line)) {
            return false;
        }
    }
    return true;
}

bool settings_one(const char *path, const char *name, char *value, size_t bytes) {
    char line[SETTING_BYTES_MOST];
    bool found = false;
    FILE *file = fopen(path, "re");
    while (file && !found && fgets(line, sizeof(line), file)) {
        str rest = str_of(line);
        str said = {0};
        found = str_cut(&rest, '=', &said) && str_eq(str_trim(said), str_of(name));
        rest = str_trim(rest);
        found = found && rest.len && rest.len < bytes;
        (void)snprintf(value, bytes, "%.*s", found ? (int)rest.len : 0, rest.at);
    }
    if (file) {
        (void)fclose(file);
    }
    return found;
}

const char *settings_usual(void) {
    const char *named = secure_getenv("HANDSLAG_SETTINGS");
    if (named && *named) {
        return named;
    }
    return *HANDSLAG_SETTINGS_FILE && access(HANDSLAG_SETTINGS_FILE, F_OK) == 0
                   ? HANDSLAG_SETTINGS_FILE
                   : NULL;
}

/* ---- the environment */

static const char *variable(struct arena *mem, const struct setting *one) {
    struct buf out = {.mem = mem};
    buf_add(&out, STR("HANDSLAG_"));
    for (const char *c = one->name; *c; c++) {
        char capital = (char)(*c == '-' ? '_' : *c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
        buf_add(&out, (str){&capital, 1});
    }
    return arena_z(mem, buf_str(&out));
}

bool settings_environment(struct arena *mem, const struct settings *s) {
    for (size_t i = 0; i < s->count; i++) {
        const char *name = variable(mem, &s->at[i]);
        const char *value = secure_getenv(name);
        if (value && *value && !take(mem, s, &s->at[i], str_of(value))) {
            (void)fprintf(stderr, "handslag: $%s makes no sense: %s\n", name, value);
            return false;
        }
    }
    return true;
}

/* ---- the command line */

/* "demo behind-proxy ", as options_next() takes them. */
static str names_of(struct arena *mem, const struct settings *s, bool flags) {
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < s->count; i++) {
        if ((s->at[i].kind == SETTING_FLAG) == flags) {
            buf_add(&out, str_of(s->at[i].name));
            buf_add(&out, STR(" "));
        }
    }
    return buf_str(&out);
}

bool settings_command_line(struct arena *mem, const struct settings *s, int argc, char **argv) {
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    str flags = names_of(mem, s, true);
    str valued = names_of(mem, s, false);
    str name;
    while (options_next(&o, flags, valued, &name)) {
        if (!named(s, name) || !s->take(s->context, name, o.value)) {
            (void)fprintf(stderr, "handslag: this makes no sense: %s\n", o.value);
            return false;
        }
    }
    if (o.wrong) {
        (void)fprintf(stderr, "handslag: nobody knows %s, or it lacks its value\n", o.wrong);
    }
    return !o.wrong;
}

const char *settings_ahead(int argc, char **argv, const char *name) {
    size_t len = strlen(name);
    for (int i = 1; i < argc; i++) {
        bool is = strncmp(argv[i], "--", 2) == 0 && strncmp(argv[i] + 2, name, len) == 0;
        if (is && argv[i][2 + len] == '=') {
            return argv[i] + 3 + len;
        }
        if (is && argv[i][2 + len] == 0 && i + 1 < argc) {
            return argv[i + 1];
        }
    }
    return NULL;
}
