#include "command/serve_options.h"
#include "tests/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
    struct arena mem;
    struct serve_options set;
    char path[64];
};

static void begin(struct fixture *f) {
    limits_close(f->set.guard.limits);
    f->set = (struct serve_options){
            .path = "usual.db", .listen = "127.0.0.1", .port = 8055, .guard.limits = limits_open()};
}

static const char *file_of(struct fixture *f, const char *text) {
    FILE *file = fopen(f->path, "w");
    CHECK(file && fputs(text, file) >= 0 && fclose(file) == 0);
    return f->path;
}

/* Words with blanks between them, as on the command line. */
static int read_words(struct fixture *f, const char *words) {
    char line[300];
    char *argv[10];
    char *rest = line;
    int count = 0;
    (void)snprintf(line, sizeof(line), "serve %s", words);
    for (char *word = strtok_r(line, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        argv[count++] = word;
    }
    begin(f);
    return serve_options_read(&f->mem, &f->set, count, argv);
}

static int read_file(struct fixture *f, const char *text, const char *more) {
    char words[200];
    (void)snprintf(words, sizeof(words), "--settings %s %s", file_of(f, text), more);
    return read_words(f, words);
}

static void a_file_is_read_line_by_line(struct fixture *f) {
    CHECK(read_file(f,
                  "# how it is set\n\n  port =  9001  \nlisten=unix:/run/h;s.sock\ndemo = yes\r\n"
                  "no-sandbox = no\nproxy = 10.0.0.5\nproxy = 10.0.0.6\n"
                  "db = postgresql://h@/h?application_name=a # b",
                  "") == 0);
    CHECK(f->set.port == 9001 && f->set.demo && !f->set.guard.open);
    SAME(str_of(f->set.listen), "unix:/run/h;s.sock");
    SAME(str_of(f->set.path), "postgresql://h@/h?application_name=a # b");
    SAME(str_of(f->set.proxies), "10.0.0.5;10.0.0.6");
}

static void a_long_value_is_kept_whole(struct fixture *f) {
    char text[4096] = "db = ";
    memset(text + 5, 'x', 3000);
    CHECK(read_file(f, text, "") == 0 && strlen(f->set.path) == 3000);
}

static void what_is_wrong_begins_nothing(struct fixture *f) {
    static const char *const wrong[] = {"lisen = 1.2.3.4\n", "port = 99999\n", "port = 80x\n",
            "port\n", "port =\n", "demo = maybe\n", "port = 1\nport = 2\n", "address = not-a-url\n",
            "limit = searching=many\n", "smtp = http://x\n", "[server]\nport = 1\n", "Port = 1\n"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        CHECK(read_file(f, wrong[i], "") != 0);
    }
    CHECK(read_words(f, "--settings no/such/file") != 0);
    CHECK(read_words(f, "--colour red") != 0);
    CHECK(read_words(f, "--port") != 0);
    CHECK(read_words(f, "here") != 0);
}

static void the_later_goes_before(struct fixture *f) {
    CHECK(setenv("HANDSLAG_PORT", "9002", 1) == 0);
    CHECK(read_file(f, "port = 9001\n", "") == 0 && f->set.port == 9002);
    CHECK(read_file(f, "port = 9001\n", "--port=9003") == 0 && f->set.port == 9003);
    CHECK(setenv("HANDSLAG_PORT", "much", 1) == 0);
    CHECK(read_file(f, "port = 9001\n", "") != 0);
    CHECK(setenv("HANDSLAG_PORT", "", 1) == 0);
    CHECK(read_file(f, "port = 9001\n", "") == 0 && f->set.port == 9001);
    CHECK(unsetenv("HANDSLAG_PORT") == 0);
    CHECK(setenv("HANDSLAG_SETTINGS", file_of(f, "workers = 3\n"), 1) == 0);
    CHECK(read_words(f, "") == 0 && f->set.workers == 3);
    CHECK(unsetenv("HANDSLAG_SETTINGS") == 0);
}

static bool file_names(const char *path, const char *before, const char *name, const char *after) {
    char line[4096];
    char word[100];
    (void)snprintf(word, sizeof(word), "%s%s%s", before, name, after);
    FILE *file = fopen(path, "r");
    bool found = false;
    CHECK(file);
    while (file && !found && fgets(line, sizeof(line), file)) {
        found = strstr(line, word) != NULL;
    }
    if (file) {
        (void)fclose(file);
    }
    return found;
}

/* Whoever adds one says what it means everywhere. */
static void each_is_documented(void) {
    struct setting_list all = serve_settings();
    CHECK(all.count > 20);
    for (size_t i = 0; i < all.count; i++) {
        const char *name = all.at[i].name;
        bool itself = strcmp(name, "settings") == 0 || strcmp(name, "check-settings") == 0;
        CHECK(file_names("docs/administrator.md", "`--", name, ""));
        CHECK(itself || file_names("packaging/handslag.conf", "#", name, " = "));
    }
    CHECK(!file_names("docs/administrator.md", "`--", "no-such-setting", ""));
}

int main(int argc, char **argv) {
    struct fixture f = {.path = "/tmp/handslag-settings-XXXXXX"};
    CHECK(argc == 2 && chdir(argv[1]) == 0);
    int file = mkstemp(f.path);
    CHECK(file >= 0 && close(file) == 0);
    a_file_is_read_line_by_line(&f);
    a_long_value_is_kept_whole(&f);
    what_is_wrong_begins_nothing(&f);
    the_later_goes_before(&f);
    each_is_documented();
    limits_close(f.set.guard.limits);
    (void)unlink(f.path);
    arena_free(&f.mem);
    return test_failures != 0;
}
