/* What is sealed, what links open, and what waits to be sent. */
#include "account/link.h"
#include "base/buf.h"
#include "db/db.h"
#include "mail/outbox.h"
#include "tests/fresh.h"
#include "tests/test.h"
#include "tests/world.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WORDS STR("Come to Tønder, 来吧")

static void what_is_sealed_opens_with_its_key_only(struct arena *mem) {
    struct seal s = {0};
    struct seal other = {0};
    str plain = {0};
    seal_new(&s);
    seal_new(&other);
    str closed = seal_close(mem, &s, WORDS);
    CHECK(!str_has(closed, STR("Tønder")) && !str_eq(closed, seal_close(mem, &s, WORDS)));
    CHECK(seal_open(mem, &s, closed, &plain) && str_eq(plain, WORDS));
    CHECK(!seal_open(mem, &other, closed, &plain));
    char *changed = arena_z(mem, closed);
    changed[closed.len / 2] = changed[closed.len / 2] == 'A' ? 'B' : 'A';
    CHECK(!seal_open(mem, &s, (str){changed, closed.len}, &plain));
    CHECK(!seal_open(mem, &s, STR(""), &plain) && !seal_open(mem, &s, STR("?"), &plain));
    CHECK(seal_open(mem, &s, seal_close(mem, &s, STR("")), &plain) && plain.len == 0);
}

static void a_key_is_made_once_for_its_owner_alone(struct work *w) {
    struct seal s = {0};
    struct seal again = {0};
    struct stat file = {0};
    char folder[] = "/tmp/handslag-key.XXXXXX";
    str fault = {0};
    CHECK(mkdtemp(folder) != NULL);
    struct buf name = {.mem = w->mem};
    buf_add(&name, str_of(folder));
    buf_add(&name, STR("/a.key"));
    const char *path = arena_z(w->mem, buf_str(&name));
    CHECK(seal_load(w->mem, path, &s, &fault) && seal_load(w->mem, path, &again, &fault));
    CHECK(memcmp(s.key, again.key, sizeof(s.key)) == 0);
    CHECK(stat(path, &file) == 0 && (file.st_mode & 0777) == 0600 &&
            file.st_size == SEAL_KEY_BYTES);
    CHECK(truncate(path, 5) == 0 && !seal_load(w->mem, path, &again, &fault) && fault.len > 0);
    CHECK(unlink(path) == 0 && rmdir(folder) == 0);
    CHECK(!seal_load(w->mem, path, &again, &fault));

    CHECK(seal_fits(w, &s) && seal_fits(w, &s));
    seal_new(&again);
    CHECK(!seal_fits(w, &again) && work_ok(w));
}

static void a_link_is_good_once_for_its_purpose_and_time(struct work *w) {
    struct link found = {0};
    struct link l = {.purpose = LINK_SIGN_IN,
            .account = WORLD_ALU_MANAGER,
            .object = 7,
            .mail = STR("a@example.org"),
            .detail = STR("more"),
            .expires = w->now + 900};
    str token = link_make(w, &l);
    CHECK(!link_open(w, token, LINK_PASSWORD, &found) &&
            !link_take(w, token, LINK_PASSWORD, &found));
    CHECK(!link_open(w, STR("x"), LINK_SIGN_IN, &found));
    CHECK(link_open(w, token, LINK_SIGN_IN, &found) && found.account == WORLD_ALU_MANAGER);
    CHECK(found.object == 7 && str_eq(found.mail, l.mail) && str_eq(found.detail, l.detail));
    CHECK(found.expires == l.expires);
    CHECK(link_take(w, token, LINK_SIGN_IN, &found) && found.object == 7);
    CHECK(!link_take(w, token, LINK_SIGN_IN, &found) && !link_open(w, token, LINK_SIGN_IN, &found));

    str late = link_make(w, &l);
    w->now += 900;
    CHECK(!link_open(w, late, LINK_SIGN_IN, &found) && !link_take(w, late, LINK_SIGN_IN, &found));
    link_sweep(w);
    CHECK(db_number(w, "SELECT COUNT(*) FROM link") == 0);
    w->now -= 900;

    str ended = link_make(
            w, &(struct link){.purpose = LINK_CONFIRM, .object = 3, .expires = l.expires});
    str stays = link_make(
            w, &(struct link){.purpose = LINK_CONFIRM, .object = 4, .expires = l.expires});
    link_end(w, LINK_CONFIRM, 3);
    CHECK(!link_open(w, ended, LINK_CONFIRM, &found));
    CHECK(link_open(w, stays, LINK_CONFIRM, &found) && found.account == 0 && found.object == 4);
    CHECK(db_number(w, "SELECT COUNT(*) FROM link WHERE token = ?", txt(stays)) == 0);
    CHECK(work_ok(w));
}

static void a_letter_waits_sealed(struct work *w) {
    struct seal s = {0};
    struct seal other = {0};
    struct letter found = {0};
    seal_new(&s);
    seal_new(&other);
    outbox_add(w, &s,
            &(struct letter){.to = STR("b@example.org"),
                    .tongue = DA,
                    .kind = STR("invitation"),
                    .subject = STR("Kom til Tønder"),
                    .text = STR("Hej\n\nhttps://handslag.example/da/x/1\n")});
    int64_t id = db_number(w, "SELECT id FROM letter");
    CHECK(db_number(w, "SELECT COUNT(*) FROM letter WHERE sealed LIKE '%nder%'") == 0);
    CHECK(outbox_read(w, &s, id, &found) && !outbox_read(w, &other, id, &found));
    CHECK(outbox_read(w, &s, id, &found) && found.tongue == DA && found.created == w->now);
    CHECK(str_eq(found.subject, STR("Kom til Tønder")) && str_eq(found.to, STR("b@example.org")));
    CHECK(str_eq(found.text, STR("Hej\n\nhttps://handslag.example/da/x/1\n")));
    CHECK(!outbox_read(w, &s, id + 1, &found) && work_ok(w));
}

int main(void) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .db = world_open(), .now = WORLD_NOW};
    CHECK(w.db);
    what_is_sealed_opens_with_its_key_only(&mem);
    if (w.db) {
        a_key_is_made_once_for_its_owner_alone(&w);
        a_link_is_good_once_for_its_purpose_and_time(&w);
        a_letter_waits_sealed(&w);
        db_close(w.db);
    }
    arena_free(&mem);
    return test_failures != 0;
}
