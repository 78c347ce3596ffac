#include "wire/vcf.h"

#include "base/buf.h"
#include "lang/codes.h"
#include "wire/mime.h"
#include "wire/tame.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { OCTETS_MOST = 75, LANGUAGES_MOST = 20 };

/* Comma, semicolon and backslash separate or escape (RFC 6350, 3.4). */
static void put_escaped(struct buf *out, str value) {
    str text = tame_line(out->mem, value);
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("\\,;", text.at[i])) {
            buf_add(out, STR("\\"));
        }
        buf_add(out, (str){&text.at[i], 1});
    }
}

/* Folds between characters (RFC 6350, 3.2). */
static void put_line(struct buf *out, str line) {
    for (size_t most = OCTETS_MOST; line.len; most = OCTETS_MOST - 1) {
        str some = str_cap(line, most);
        some.len = some.len ? some.len : 1; /* what is no UTF-8 is not cut into characters */
        buf_add(out, most < OCTETS_MOST ? STR(" ") : (str){0});
        buf_add(out, some);
        buf_add(out, STR("\r\n"));
        line = str_skip(line, some.len);
    }
}

/* `head` is the property with what is known to be fine; nothing where there is no value. */
static void put(struct buf *out, str head, str value) {
    struct buf line = {.mem = out->mem};
    if (!tame_line(out->mem, value).len) {
        return;
    }
    buf_add(&line, head);
    put_escaped(&line, value);
    put_line(out, buf_str(&line));
}

/* LANG;PREF=1:da */
static void put_languages(struct buf *out, str languages) {
    int place = 0;
    for (str one; languages.len && str_cut(&languages, ';', &one) && place < LANGUAGES_MOST;) {
        str rest = str_trim(one);
        str code = rest;
        if (str_has(rest, STR(" "))) {
            (void)str_cut(&rest, ' ', &code);
        }
        if (language_known(code)) {
            struct buf head = {.mem = out->mem};
            buf_add(&head, STR("LANG;PREF="));
            buf_num(&head, ++place);
            buf_add(&head, STR(":"));
            put(out, buf_str(&head), code);
        }
    }
}

static void put_place(struct buf *out, const struct vcf *card) {
    struct buf line = {.mem = out->mem};
    if (!card->city.len && !card->country.len) {
        return;
    }
    buf_add(&line, STR("ADR;TYPE=work:;;;"));
    put_escaped(&line, card->city);
    buf_add(&line, STR(";;;"));
    put_escaped(&line, card->country);
    put_line(out, buf_str(&line));
}

/* As it is, for an address is no text; it holds nothing that ends a line. */
static void put_site(struct buf *out, str site) {
    struct buf line = {.mem = out->mem};
    if (tame_is_link(site)) {
        buf_add(&line, STR("URL;TYPE=work:"));
        buf_add(&line, site);
        put_line(out, buf_str(&line));
    }
}

static void put_changed(struct buf *out, int64_t seconds) {
    time_t at = (time_t)seconds;
    struct tm day = {0};
    char text[40];
    gmtime_r(&at, &day);
    size_t len = strftime(text, sizeof(text), "%Y%m%dT%H%M%SZ", &day);
    put(out, STR("REV:"), (str){text, len});
}

str vcf_bytes(struct arena *mem, const struct vcf *card) {
    struct buf out = {.mem = mem};
    put_line(&out, STR("BEGIN:VCARD"));
    put_line(&out, STR("VERSION:4.0"));
    put_line(&out, STR("PRODID:-//Handslag//Handslag//EN"));
    put(&out, STR("UID;VALUE=text:"), card->uid);
    put_line(&out, STR("KIND:individual"));
    /* FN has to be there (RFC 6350, 6.2.1). */
    put(&out, STR("FN:"), tame_line(mem, card->name).len ? card->name : STR("-"));
    put(&out, STR("TITLE:"), card->position);
    put(&out, STR("ORG:"), card->organisation);
    put(&out, STR("EMAIL;TYPE=work:"), mime_is_mail(card->mail) ? card->mail : (str){0});
    put(&out, STR("TEL;TYPE=work;VALUE=text:"), card->phone);
    put_place(&out, card);
    put_languages(&out, card->languages);
    put_site(&out, card->site);
    put(&out, STR("TZ:"), card->zone);
    put_changed(&out, card->changed);
    put_line(&out, STR("END:VCARD"));
    return buf_str(&out);
}
