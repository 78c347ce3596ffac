#include "mail/message.h"

#include "lang/say.h"
#include "mail/letter_kind.h"
#include "mail/unwanted.h"
#include "wire/html.h"
#include "wire/mime.h"

/* "=_" stands in no encoded body (RFC 2045, 6.7). */
#define BOUNDARY "=_letter"
#define OUTER_BOUNDARY "=_parts"

/* Speaks the language of the letter. */
static struct work voice(const struct work *w, const struct letter *l) {
    return (struct work){.mem = w->mem, .now = w->now, .tongue = l->tongue};
}

str message_unsubscribe(
        struct work *w, const struct seal *seal, str address, const struct letter *l) {
    const struct letter_kind *k = letter_kind_named(l->kind);
    struct buf out = {.mem = w->mem};
    if (!k || !k->unasked || !address.len) {
        return (str){0};
    }
    const struct unwanted u = {l->to, l->kind, w->now + UNWANTED_SECONDS};
    buf_add(&out, address);
    buf_add(&out, STR("/"));
    buf_add(&out, tongue_code(l->tongue));
    buf_add(&out, STR("/letters/end/"));
    buf_add(&out, unwanted_token(w->mem, seal, &u));
    return buf_str(&out);
}

static str ending(struct work *w, const struct message *m) {
    struct work in = voice(w, m->letter);
    return say(&in, "You no longer want letters of this kind? End them here:");
}

str message_text(struct work *w, const struct message *m) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, m->letter->text);
    buf_add(&out, STR("\n"));
    if (m->unsubscribe.len) {
        buf_add(&out, STR("\n"));
        buf_add(&out, ending(w, m));
        buf_add(&out, STR("\n"));
        buf_add(&out, m->unsubscribe);
        buf_add(&out, STR("\n"));
    }
    return buf_str(&out);
}

/* An address of ours and nothing beside it: what people wrote leads nowhere by itself. */
static bool is_button(const struct message *m, str line) {
    return m->address.len && str_starts(line, m->address) && !str_has(line, STR(" ")) &&
           (line.len == m->address.len || line.at[m->address.len] == '/');
}

/* As tables and colours of old, which every mail program understands, also where it drops styles.
 * Under it the address in full, to be copied. */
static void put_button(struct work *w, struct buf *out, const struct message *m, str address) {
    struct work in = voice(w, m->letter);
    html(out,
            "<table role='presentation' cellpadding='12' cellspacing='0' border='0'>\n<tr>"
            "<td bgcolor='#0b4a6f'><a href='{}'><font color='#ffffff'><b>{}</b></font></a></td>"
            "</tr>\n</table>\n<p><font size='2'><a href='{}'>{}</a></font></p>\n",
            link_to(address), txt(say(&in, "Open the page")), link_to(address), txt(address));
}

/* Goes on in the paragraph that is open, or opens or closes one. */
static bool put_line(struct buf *out, str line, bool open) {
    if (line.len == 0) {
        if (open) {
            html(out, "</p>\n");
        }
        return false;
    }
    if (open) {
        html(out, "<br>\n{}", txt(line));
    } else {
        html(out, "<p>{}", txt(line));
    }
    return true;
}

static void put_lines(struct work *w, struct buf *out, const struct message *m) {
    str text = m->letter->text;
    str line;
    bool open = false;
    while (text.len && str_cut(&text, '\n', &line)) {
        line = str_trim(line);
        bool button = is_button(m, line);
        open = put_line(out, button ? (str){0} : line, open);
        if (button) {
            put_button(w, out, m, line);
        }
    }
    (void)put_line(out, (str){0}, open);
}

/* As in pages: which of the two scripts Chinese is in. */
static str language(enum tongue t) {
    return t == ZH ? STR("zh-Hans") : tongue_code(t);
}

str message_html(struct work *w, const struct message *m) {
    struct buf out = {.mem = w->mem};
    html(&out,
            "<!doctype html>\n<html lang='{}' dir='ltr'>\n<head><meta charset='utf-8'>"
            "<title>{}</title></head>\n<body>\n<font face='Arial, Helvetica, sans-serif'>\n",
            txt(language(m->letter->tongue)), txt(m->letter->subject));
    put_lines(w, &out, m);
    if (m->unsubscribe.len) {
        html(&out, "<p><font size='2'>{} <a href='{}'>{}</a></font></p>\n", txt(ending(w, m)),
                link_to(m->unsubscribe), txt(m->unsubscribe));
    }
    html(&out, "</font>\n</body>\n</html>\n");
    return buf_str(&out);
}

static str host_of(str mail) {
    str local;
    (void)str_cut(&mail, '@', &local);
    return mail;
}

/* <12.1800000000@handslag.example>: the same each time this letter is tried. */
static void put_id(struct work *w, struct buf *out, const struct message *m) {
    struct buf id = {.mem = w->mem};
    buf_add(&id, STR("<"));
    buf_num(&id, m->letter->id);
    buf_add(&id, STR("."));
    buf_num(&id, m->letter->created);
    buf_add(&id, STR("@"));
    buf_add(&id, host_of(m->from));
    buf_add(&id, STR(">"));
    mime_header(out, STR("Message-ID"), buf_str(&id));
}

static void put_unsubscribe(struct work *w, struct buf *out, str address) {
    struct buf value = {.mem = w->mem};
    buf_add(&value, STR("<"));
    buf_add(&value, address);
    buf_add(&value, STR(">"));
    mime_header(out, STR("List-Unsubscribe"), buf_str(&value));
    mime_header(out, STR("List-Unsubscribe-Post"), STR("List-Unsubscribe=One-Click"));
}

static void put_head(struct work *w, struct buf *out, const struct message *m) {
    const struct letter *l = m->letter;
    mime_date(out, l->created);
    mime_address(out, STR("From"), m->from_name, m->from);
    mime_address(out, STR("To"), (str){0}, l->to);
    mime_words(out, STR("Subject"), str_cap(l->subject, LETTER_SUBJECT_MOST));
    put_id(w, out, m);
    mime_header(out, STR("Auto-Submitted"), STR("auto-generated"));
    mime_header(out, STR("Content-Language"), language(l->tongue));
    if (m->unsubscribe.len) {
        put_unsubscribe(w, out, m->unsubscribe);
    }
    mime_header(out, STR("MIME-Version"), STR("1.0"));
}

/* The last line end before a boundary belongs to that (RFC 2046, 5.1.1), and a calendar needs its own. */
static const str line_end = {"\r\n", 2};

/* Only what RFC 5546 names; anything else would be a letter with a file. */
static bool is_method(str method) {
    return str_lists(STR("REQUEST;CANCEL;PUBLISH"), method);
}

/* The last of the alternatives is what a program that knows calendars shows (RFC 6047, 2.4). */
static void put_calendar(struct buf *out, const struct letter *l) {
    struct buf type = {.mem = out->mem};
    buf_add(&type, STR("text/calendar; method="));
    buf_add(&type, l->calendar_method);
    buf_add(out, STR("--" BOUNDARY "\r\n"));
    mime_part(out, buf_str(&type), l->calendar);
    buf_add(out, line_end);
}

static void put_alternatives(struct work *w, struct buf *out, const struct message *m) {
    buf_add(out, STR("Content-Type: multipart/alternative;\r\n boundary=\"" BOUNDARY "\"\r\n\r\n"
                     "--" BOUNDARY "\r\n"));
    mime_part(out, STR("text/plain"), message_text(w, m));
    buf_add(out, STR("--" BOUNDARY "\r\n"));
    mime_part(out, STR("text/html"), message_html(w, m));
    if (is_method(m->letter->calendar_method)) {
        put_calendar(out, m->letter);
    }
    buf_add(out, STR("--" BOUNDARY "--\r\n"));
}

str message_bytes(struct work *w, const struct message *m) {
    struct buf out = {.mem = w->mem};
    put_head(w, &out, m);
    if (!is_method(m->letter->calendar_method)) {
        put_alternatives(w, &out, m);
        return buf_str(&out);
    }
    buf_add(&out, STR("Content-Type: multipart/mixed;\r\n boundary=\"" OUTER_BOUNDARY "\"\r\n\r\n"
                      "--" OUTER_BOUNDARY "\r\n"));
    put_alternatives(w, &out, m);
    /* Once more as a file, for programs that only know those. */
    buf_add(&out, STR("--" OUTER_BOUNDARY "\r\n"));
    mime_file(&out, STR("application/ics"), STR("invite.ics"), m->letter->calendar);
    buf_add(&out, line_end);
    buf_add(&out, STR("--" OUTER_BOUNDARY "--\r\n"));
    return buf_str(&out);
}
