#include "web/feed_page.h"

#include "account/secret.h"
#include "digest/digest.h"
#include "digest/digest_calendar.h"
#include "digest/digest_feed.h"
#include "digest/digest_wish.h"
#include "lang/say.h"
#include "wire/atom.h"
#include "wire/ics.h"

enum { DAY_SECONDS = 24 * 3600, HOUR_SECONDS = 3600, UUID_DIGITS = 32 };

/* Whoever has the address reads with the eyes of the account it belongs to, as they are today. */
static bool find(struct page *p, struct digest_reader *reader) {
    int64_t account = digest_feed_find(&p->work, p->word);
    if (!account || !digest_reader_of(&p->work, account, reader)) {
        page_not_found(p);
        return false;
    }
    p->work.actor = account;
    return true;
}

/* RFC 4122 as RFC 9562 has it, version 8: always the same for the same reader and key. */
static str uuid(struct page *p, const struct digest_reader *reader, str key) {
    static const char digits[] = "0123456789abcdef";
    struct buf name = {.mem = p->work.mem};
    struct buf out = {.mem = p->work.mem};
    buf_add(&name, p->house->address);
    buf_add(&name, STR("/feeds/"));
    buf_num(&name, reader->individual);
    buf_add(&name, STR("/"));
    buf_add(&name, key);
    str hash = secret_hash(p->work.mem, buf_str(&name));
    buf_add(&out, STR("urn:uuid:"));
    for (size_t i = 0; i < UUID_DIGITS; i++) {
        unsigned char c = (unsigned char)hash.at[i];
        char digit = digits[i == 12 ? 8 : i == 16 ? 10 : c & 15];
        buf_add(&out, i == 8 || i == 12 || i == 16 || i == 20 ? STR("-") : (str){0});
        buf_add(&out, (str){&digit, 1});
    }
    return buf_str(&out);
}

static str whole(struct page *p, str path) {
    struct buf out = {.mem = p->work.mem};
    buf_add(&out, p->house->address);
    buf_add(&out, STR("/"));
    buf_add(&out, p->lang);
    buf_add(&out, path);
    return buf_str(&out);
}

/* Where it is not known since when something is so, it is so since this morning: the same bytes all
 * day. */
static struct atom_entry entry_of(
        struct page *p, const struct digest_reader *reader, const struct digest_entry *e) {
    struct buf text = {.mem = p->work.mem};
    buf_add(&text, e->of);
    buf_add(&text, e->of.len && e->list.len ? STR("\n") : (str){0});
    buf_add(&text, e->list);
    return (struct atom_entry){.id = uuid(p, reader, e->key),
            .title = e->title,
            .text = buf_str(&text),
            .link = whole(p, e->path),
            .at = e->at ? e->at : p->work.now / DAY_SECONDS * DAY_SECONDS};
}

/* Bytes that are still the same need not be sent again. */
static void answer(struct page *p, str type, str body) {
    if (!work_ok(&p->work)) {
        page_error(p, 500);
        return;
    }
    p->response->type = type;
    p->response->body = body;
    p->response->etag = secret_hash(p->work.mem, body);
    p->response->compress = true;
}

void feed_news(struct page *p) {
    struct work *w = &p->work;
    struct digest_reader reader = {0};
    if (!find(p, &reader)) {
        return;
    }
    struct digest_wish wish = digest_wish_of(w, reader.individual, 0);
    struct digest all = digest_gather(w, p->house->live, &reader, wish.parts);
    struct atom_entry *entries = arena_new(w->mem, struct atom_entry, all.count);
    struct atom_feed feed = {.id = uuid(p, &reader, STR("feed")),
            .title = say(w, "Handslag: what waits for you"),
            .author = STR("Handslag"),
            .lang = p->lang,
            .self = whole(p, p->path),
            .link = whole(p, STR("/")),
            .at = w->now / DAY_SECONDS * DAY_SECONDS,
            .entries = entries};
    for (size_t i = 0; i < all.count; i++) {
        if (all.at[i].path.len) {
            entries[feed.count++] = entry_of(p, &reader, &all.at[i]);
        }
    }
    for (size_t i = 0; i < feed.count; i++) {
        feed.at = entries[i].at > feed.at ? entries[i].at : feed.at;
    }
    answer(p, STR("application/atom+xml; charset=utf-8"), atom_write(w->mem, &feed));
}

/* ---- meetings */

/* "handslag.example" of "https://handslag.example:8055" */
static str host(const struct page *p) {
    str rest = p->house->address;
    str head = {0};
    (void)str_cut(&rest, '/', &head);
    (void)str_cut(&rest, '/', &head);
    (void)str_cut(&rest, ':', &head);
    return head;
}

/* As in the invitation, so that a calendar that has both shows one. */
static str uid(struct page *p, int64_t meeting) {
    struct buf out = {.mem = p->work.mem};
    buf_add(&out, STR("meeting-"));
    buf_num(&out, meeting);
    buf_add(&out, STR("@"));
    buf_add(&out, host(p));
    return buf_str(&out);
}

/* Of one of which only the day is known an hour is shown. */
static struct ics_event event_of(struct page *p, const struct digest_meeting *m) {
    struct work *w = &p->work;
    struct buf path = {.mem = w->mem};
    buf_add(&path, STR("/meetings/"));
    buf_num(&path, m->id);
    return (struct ics_event){.uid = uid(p, m->id),
            .sequence = m->sequence,
            .starts = m->starts,
            .ends = m->ends > m->starts ? m->ends : m->starts + HOUR_SECONDS,
            .zone = m->zone,
            .title = m->title.len ? m->title : say(w, "Meeting with {}", txt(m->who)),
            .place = m->place,
            .text = m->title.len ? m->who : (str){0},
            .link = whole(p, buf_str(&path)),
            .stamped = m->updated,
            .cancelled = str_eq(m->state, STR("cancelled"))};
}

void feed_meetings(struct page *p) {
    struct work *w = &p->work;
    struct digest_reader reader = {0};
    if (!find(p, &reader)) {
        return;
    }
    struct digest_meetings all = digest_calendar(w, reader.individual);
    struct ics_event *events = arena_new(w->mem, struct ics_event, all.count);
    for (size_t i = 0; i < all.count; i++) {
        events[i] = event_of(p, &all.at[i]);
    }
    answer(p, STR("text/calendar; charset=utf-8"),
            ics_feed(w->mem, say(w, "Handslag: meetings"), events, all.count));
}
