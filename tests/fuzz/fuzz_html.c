/* What people wrote, on its way into pages, cards and feeds: it opens no tag, ends no attribute, begins
 * no line, and leads only where a browser may go. */
#include "lang/plain.h"
#include "wire/atom.h"
#include "wire/charset.h"
#include "wire/html.h"
#include "wire/tame.h"
#include "wire/vcf.h"

#include <assert.h>
#include <libxml/parser.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t count(str s, char c) {
    size_t found = 0;
    for (size_t i = 0; i < s.len; i++) {
        found += s.at[i] == c;
    }
    return found;
}

static void check_page(struct arena *mem, str text) {
    struct buf out = {.mem = mem};
    html(&out, "<a href='{}' title='{}'>{}</a><a href='/x/{}?q={}'></a>", link_to(text), txt(text),
            txt(text), url(text), url(text));
    str page = buf_str(&out);
    assert(count(page, '<') == 4 && count(page, '>') == 4 && count(page, '\'') == 6);
    assert(count(page, '"') == 0);
    str target = str_skip(page, sizeof("<a href='") - 1);
    assert(str_starts(target, STR("#'")) || str_starts(target, STR("/")) || target.at[0] == 'h' ||
            target.at[0] == 'H');
    assert(!str_starts(target, STR("//")));
}

/* Everything in it stands in the properties that it was given for. */
static void check_card(struct arena *mem, str text) {
    const struct vcf card = {.uid = STR("1"),
            .name = text,
            .position = text,
            .organisation = text,
            .mail = text,
            .phone = text,
            .languages = text,
            .country = text,
            .city = text,
            .site = text,
            .zone = text};
    str said = vcf_bytes(mem, &card);
    size_t ends = 0;
    for (str line; said.len && str_cut(&said, '\n', &line);) {
        assert(line.len && line.len <= 76 && line.at[line.len - 1] == '\r');
        ends += str_starts(line, STR("BEGIN:VCARD")) || str_starts(line, STR("END:VCARD"));
        assert(!str_starts(line, STR("X-")) && !str_starts(line, STR("PHOTO")));
    }
    assert(ends == 2);
}

static void check_feed(struct arena *mem, str text) {
    const struct atom_entry entry = {.id = STR("https://handslag.example/1"),
            .title = text,
            .text = text,
            .link = STR("https://handslag.example/2")};
    const struct atom_feed feed = {.id = STR("https://handslag.example/"),
            .title = text,
            .author = text,
            .lang = STR("da"),
            .self = STR("https://handslag.example/feed"),
            .link = STR("https://handslag.example/"),
            .entries = &entry,
            .count = 1};
    str said = atom_write(mem, &feed);
    xmlDocPtr read = xmlReadMemory(said.at, (int)said.len, NULL, NULL, XML_PARSE_NOERROR);
    assert(read);
    xmlFreeDoc(read);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena mem = {0};
    str text = {(const char *)data, size};
    if (charset_is_utf8(text)) { /* all that enters is */
        check_page(&mem, text);
        check_card(&mem, text);
        check_feed(&mem, text);
        assert(plain_is_line(text) || !tame_is_link(text));
    }
    arena_free(&mem);
    return 0;
}
