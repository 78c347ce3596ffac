#include "command/post_options.h"

#include "wire/mime.h"

#include <stdio.h>
#include <string.h>

enum { FILE_BYTES_MOST = 1024 * 1024 };

bool post_options_take(struct post_options *o, str name, const char *value) {
    if (str_eq(name, STR("smtp"))) {
        o->server = value;
        return post_server_fits(str_of(value));
    }
    if (str_eq(name, STR("mail-from"))) {
        o->from = value;
        return mime_is_mail(str_of(value));
    }
    if (str_eq(name, STR("smtp-user"))) {
        o->user = value;
    } else if (str_eq(name, STR("smtp-password-file"))) {
        o->password_file = value;
    } else if (str_eq(name, STR("smtp-ca"))) {
        o->trusted = value;
    } else if (str_eq(name, STR("smtp-plain"))) {
        o->plain = true;
    } else {
        return false;
    }
    return true;
}

/* Empty where it cannot be read, or is larger than any such file. Read at the start, for later the
 * program may see nothing but its own folders. */
static str read_file(struct arena *mem, const char *path) {
    char *bytes = arena_new(mem, char, FILE_BYTES_MOST);
    FILE *file = fopen(path, "re");
    size_t len = file ? fread(bytes, 1, FILE_BYTES_MOST, file) : 0;
    if (file) {
        (void)fclose(file);
    }
    return (str){bytes, len < FILE_BYTES_MOST ? len : 0};
}

/* The first line of the file; the command line of a process can be read by others. */
static str read_password(struct arena *mem, const char *path) {
    str rest = read_file(mem, path);
    str line = {0};
    (void)str_cut(&rest, '\n', &line);
    return str_trim(line);
}

static str flaw_of(const struct post_options *o) {
    if (!o->server) {
        return o->user || o->password_file || o->from || o->trusted || o->plain
                       ? STR("options of mail are given, but not where it goes: --smtp")
                       : (str){0};
    }
    if (!o->from) {
        return STR("--smtp needs --mail-from: the address letters come from");
    }
    if (!o->user != !o->password_file) {
        return STR("--smtp-user and --smtp-password-file belong together");
    }
    if (o->plain && o->user) {
        return STR("a password is never sent without TLS: leave out --smtp-plain");
    }
    return o->plain && strncmp(o->server, "smtps:", 6) == 0
                   ? STR("smtps:// is TLS: leave out --smtp-plain")
                   : (str){0};
}

bool post_options_office(
        struct arena *mem, const struct post_options *o, struct post_office *office, str *fault) {
    *office = (struct post_office){.server = str_of(o->server),
            .user = str_of(o->user),
            .from = str_of(o->from),
            .plain = o->plain};
    *fault = flaw_of(o);
    if (fault->len) {
        return false;
    }
    office->password = o->password_file ? read_password(mem, o->password_file) : (str){0};
    office->trusted = o->trusted ? read_file(mem, o->trusted) : (str){0};
    if (o->password_file && !office->password.len) {
        *fault = STR("the file of --smtp-password-file holds no password, or cannot be read");
    } else if (o->trusted && !office->trusted.len) {
        *fault = STR("the file of --smtp-ca cannot be read");
    }
    return fault->len == 0;
}
