#include "command/post_options.h"

#include "wire/mime.h"

#include <stdio.h>
#include <string.h>

enum { PASSWORD_BYTES_MOST = 512 };

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

/* The first line of the file; the command line of a process can be read by others. */
static bool read_password(struct arena *mem, const char *path, str *password) {
    char line[PASSWORD_BYTES_MOST + 2] = "";
    FILE *file = fopen(path, "re");
    bool read = file && fgets(line, sizeof(line), file);
    if (file) {
        (void)fclose(file);
    }
    line[strcspn(line, "\r\n")] = 0;
    *password = arena_copy(mem, str_of(line));
    return read && password->len > 0 && password->len <= PASSWORD_BYTES_MOST;
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
            .trusted = str_of(o->trusted),
            .plain = o->plain};
    *fault = flaw_of(o);
    if (!fault->len && o->password_file &&
            !read_password(mem, o->password_file, &office->password)) {
        *fault = STR("the file of --smtp-password-file holds no password, or cannot be read");
    }
    return fault->len == 0;
}
