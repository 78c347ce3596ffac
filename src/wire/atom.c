#include "wire/atom.h"

#include "base/buf.h"

#include <stdio.h>
#include <time.h>

static str entity(char c) {
    switch (c) {
    case '&': return STR("&amp;");
    case '<': return STR("&lt;");
    case '>': return STR("&gt;");
    case '"': return STR("&quot;");
    default: return (str){0};
    }
}

/* XML 1.0, 2.2: no controls but tab and line ends, and neither U+FFFE nor U+FFFF (EF BF BE and BF). */
static size_t unknown(str s) {
    unsigned char c = (unsigned char)s.at[0];
    bool none = s.len > 2 && c == 0xEF && (unsigned char)s.at[1] == 0xBF &&
                (unsigned char)s.at[2] >= 0xBE;
    return none ? 3 : c < 0x20 && c != '\n' && c != '\t' ? 1 : 0;
}

static void put_text(struct buf *out, str s) {
    while (s.len) {
        size_t skip = unknown(s);
        str said = entity(s.at[0]);
        buf_add(out, skip ? STR(" ") : said.len ? said : (str){s.at, 1});
        s = str_skip(s, skip ? skip : 1);
    }
}

static void element(struct buf *out, const char *name, str text) {
    buf_add(out, STR("<"));
    buf_add(out, str_of(name));
    buf_add(out, STR(">"));
    put_text(out, text);
    buf_add(out, STR("</"));
    buf_add(out, str_of(name));
    buf_add(out, STR(">\n"));
}

/* RFC 3339, in UTC: "2027-06-30T06:00:00Z". */
static void updated(struct buf *out, int64_t at) {
    char text[40] = "";
    struct tm t = {0};
    time_t seconds = (time_t)at;
    if (gmtime_r(&seconds, &t)) {
        (void)snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02dZ", t.tm_year + 1900,
                t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec);
    }
    element(out, "updated", str_of(text));
}

static void link(struct buf *out, const char *rel, const char *type, str address) {
    buf_add(out, STR("<link rel=\""));
    buf_add(out, str_of(rel));
    buf_add(out, STR("\" type=\""));
    buf_add(out, str_of(type));
    buf_add(out, STR("\" href=\""));
    put_text(out, address);
    buf_add(out, STR("\"/>\n"));
}

static void put_entry(struct buf *out, const struct atom_entry *e) {
    buf_add(out, STR("<entry>\n"));
    element(out, "id", e->id);
    element(out, "title", e->title);
    updated(out, e->at);
    link(out, "alternate", "text/html", e->link);
    if (e->text.len) {
        element(out, "summary", e->text);
    }
    buf_add(out, STR("</entry>\n"));
}

str atom_write(struct arena *mem, const struct atom_feed *feed) {
    struct buf out = {.mem = mem};
    buf_add(&out, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\""));
    put_text(&out, feed->lang);
    buf_add(&out, STR("\">\n"));
    element(&out, "id", feed->id);
    element(&out, "title", feed->title);
    updated(&out, feed->at);
    buf_add(&out, STR("<author>\n"));
    element(&out, "name", feed->author);
    buf_add(&out, STR("</author>\n"));
    link(&out, "self", "application/atom+xml", feed->self);
    link(&out, "alternate", "text/html", feed->link);
    for (size_t i = 0; i < feed->count; i++) {
        put_entry(&out, &feed->entries[i]);
    }
    buf_add(&out, STR("</feed>\n"));
    return buf_str(&out);
}
