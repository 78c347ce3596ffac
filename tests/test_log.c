#include "base/log.h"
#include "http/log.h"
#include "tests/test.h"

#include <unistd.h>

static void nothing_forges_a_line(struct arena *mem) {
    struct http_log_line forged = {.method = STR("GET"),
            .path = STR("/x\n\x1B[31m\xC2\x85\xFF"),
            .address = STR("2001:db8:1:2:3::4"),
            .id = STR("abc")};
    struct http_log_line named = {.path = STR("/da/organisations/12-alusyd/partners/7-tegl/")};
    CHECK(str_has(http_log_text(mem, &named), STR("path=\"/da/organisations/12/partners/7/\"")));
    named.path = STR("/\xC2\x85\xE2\x80\xAE\xC3\xA5\xE2\x81\xA6x");
    CHECK(str_has(http_log_text(mem, &named), STR("path=\"/?????\xC3\xA5???x\"")));
    named.status = 503;
    CHECK(str_has(http_log_text(mem, &named), STR("Z level=error method=\"\" ")));
    named.path = STR("/");
    CHECK(str_has(http_log_text(mem, &named), STR("path=\"/\"")));
    str said = http_log_text(mem, &forged);
    SAME(said,
            "at=1970-01-01T00:00:00.000Z level=info method=\"GET\" path=\"/x\\x0a\\x1b[31m???\" status=0"
            " bytes=0 us=0 statements=0 waited=0 id=\"abc\" address=2001:db8:1::\n");
}

static void the_log_says_what_broke_and_who_came_in(struct arena *mem) {
    struct http_log_line line = {.status = 422,
            .note = {.event = STR("sign-in refused"), .means = STR("code"), .account = 12}};
    CHECK(str_ends(http_log_text(mem, &line),
            STR(" address=local event=\"sign-in refused\" means=\"code\" account=12\n")));
    line.status = 500;
    line.note = (struct http_note){.fault = STR("disk I/O error\nat=1 \"x\"")};
    str said = http_log_text(mem, &line);
    CHECK(str_has(said, STR(" level=error ")));
    CHECK(str_ends(said, STR(" address=local fault=\"disk I/O error\\x0aat=1 \\\"x\\\"\"\n")));
}

/* On the error output, as the other records are. */
static void what_breaks_in_the_background_is_a_record(void) {
    int ends[2] = {-1, -1};
    char got[200] = {0};
    int kept = dup(STDERR_FILENO);
    CHECK(pipe(ends) == 0 && dup2(ends[1], STDERR_FILENO) >= 0);
    log_trouble(STR("sending letters"), STR("disk \"full\"\n"));
    CHECK(dup2(kept, STDERR_FILENO) >= 0 && read(ends[0], got, sizeof(got) - 1) > 0);
    CHECK(str_starts(str_of(got), STR("at=20")));
    CHECK(str_ends(str_of(got),
            STR("Z level=error doing=\"sending letters\" fault=\"disk \\\"full\\\"\\x0a\"\n")));
    (void)close(kept);
    (void)close(ends[0]);
    (void)close(ends[1]);
}

/* A link is a key: it is written nowhere, also where it was mistyped or led to nothing. */
static void the_log_has_no_secrets_of_links(struct arena *mem) {
    static const struct {
        const char *path, *written;
    } paths[] = {
            {"/de/reset/kX3-_fPq81LmWzT0yRb5nVcD2sGhJ7aE9uKoQi4MlxY", "path=\"/de/reset/***\""},
            {"/kX3-_fPq81LmWzT0yRb5nVcD2sGhJ7aE9uKoQi4MlxY", "path=\"/***\""},
            {"/x/kX3-_fPq81LmWzT0yRb5nVcD2sGhJ7aE9uKoQi4MlxY/delete", "path=\"/x/***/delete\""},
            {"/x/kX3-_fPq81LmWzT0yRb5nVcD2sGhJ7aE9u", "path=\"/x/***\""}, /* cut short */
            {"/x/kX3-_fPq81LmWzT0yRb5nVcD2sGhJ7aE9uKoQi4MlxY).", "path=\"/x/***).\""},
            {"/x/(kX3-_fPq81LmWzT0yRb5nVcD2sGhJ7aE9uKoQi4MlxY", "path=\"/x/(***\""},
            {"/x/a-word-of-ours-is-never-as-long-as-this-one",
                    "path=\"/x/a-word-of-ours-is-never-as-long-as-this-one\""},
            {"/De/Organisations", "path=\"/De/Organisations\""}, {"", "path=\"\""}};
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        struct http_log_line line = {.method = STR("GET"), .path = str_of(paths[i].path)};
        CHECK(str_has(http_log_text(mem, &line), str_of(paths[i].written)));
    }
}

int main(void) {
    struct arena mem = {0};
    nothing_forges_a_line(&mem);
    the_log_says_what_broke_and_who_came_in(&mem);
    what_breaks_in_the_background_is_a_record();
    the_log_has_no_secrets_of_links(&mem);
    arena_free(&mem);
    return test_failures != 0;
}
