/* Every piece of markup in the program, also on pages no other test opens, takes its values only
 * where they are safe: in text and inside quoted attributes that cannot run or style anything. */
#include "tests/test.h"
#include "wire/html.h"

#include <string.h>
#include <strings.h>

extern const struct markup __start_markups[];
extern const struct markup __stop_markups[];

/* A reading of one literal; `flaw` is the first thing that may not be. */
struct reading {
    const char *at;
    const char *flaw;
    bool script; /* the tag just read opens one, so it must close at once */
};

static bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == ':';
}

static bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

static str take_name(struct reading *r) {
    const char *start = r->at;
    while (is_name(*r->at)) {
        r->at++;
    }
    return (str){start, (size_t)(r->at - start)};
}

static bool is(str name, const char *wanted) {
    return name.len == strlen(wanted) && strncasecmp(name.at, wanted, name.len) == 0;
}

static bool is_one_of(str name, const char *const *wanted) {
    while (*wanted && !is(name, *wanted)) {
        wanted++;
    }
    return *wanted != NULL;
}

static const char *tag_flaw(str name) {
    static const char *const never[] = {
            "style", "iframe", "object", "embed", "base", "animate", "set", "foreignObject", NULL};
    if (name.len == 0) {
        return "no plain tag name";
    }
    return is_one_of(name, never) ? "an element we do not use" : NULL;
}

/* Also what a literal writes before a value must already settle where the address leads. */
static const char *address_flaw(str value) {
    static const char *const safe[] = {"{}", "#", "?", "mailto:", "tel:", NULL};
    for (size_t i = 0; safe[i]; i++) {
        if (str_starts(value, str_of(safe[i]))) {
            return NULL;
        }
    }
    if (str_starts(value, STR("https://"))) {
        str host;
        str rest = str_skip(value, 8);
        bool whole = str_cut(&rest, '/', &host) && !str_has(host, STR("{}"));
        return whole ? NULL : "a host made of a value";
    }
    bool own = str_starts(value, STR("/")) && !str_starts(value, STR("//")) &&
               !str_starts(value, STR("/\\"));
    return own ? NULL : "an address that is neither ours nor a link";
}

static const char *attribute_flaw(str name, str value) {
    static const char *const address[] = {
            "href", "src", "action", "formaction", "xlink:href", NULL};
    static const char *const fixed[] = {"srcset", "poster", "ping", "background", "content", NULL};
    if (name.len > 2 && strncasecmp(name.at, "on", 2) == 0) {
        return "an event attribute";
    }
    if (is(name, "style") || is(name, "srcdoc") || is(name, "http-equiv")) {
        return "an attribute we do not use";
    }
    if (str_has(value, STR("<")) || str_has(value, STR(">"))) {
        return "a bare angle bracket in an attribute";
    }
    if (is_one_of(name, fixed) && str_has(value, STR("{}"))) {
        return "a value where none may be";
    }
    return is_one_of(name, address) ? address_flaw(value) : NULL;
}

static str take_quoted(struct reading *r) {
    char quote = *r->at;
    if (quote != '\'' && quote != '"') {
        r->flaw = "an unquoted attribute";
        return (str){0};
    }
    const char *start = ++r->at;
    const char *end = strchr(start, quote);
    if (!end) {
        r->flaw = "an open quote";
        return (str){0};
    }
    r->at = end + 1;
    return (str){start, (size_t)(end - start)};
}

static void read_attribute(struct reading *r) {
    str name = take_name(r);
    bool plain = *r->at == '\0' || is_blank(*r->at) || strchr("=>/", *r->at);
    if (name.len == 0 || !plain) {
        r->flaw = "no plain attribute name";
    } else if (*r->at == '=') {
        r->at++;
        str value = take_quoted(r);
        r->flaw = r->flaw ? r->flaw : attribute_flaw(name, value);
    }
}

/* Reads attributes up to and with the ">"; a literal may end between two of them. */
static void read_attributes(struct reading *r) {
    while (!r->flaw && *r->at && *r->at != '>') {
        if (is_blank(*r->at) || *r->at == '/') {
            r->at++;
        } else {
            read_attribute(r);
        }
    }
    if (!r->flaw && *r->at == '>') {
        r->at++;
        r->flaw = r->script && strncmp(r->at, "</script>", 9) != 0 ? "an inline script" : NULL;
    }
    r->script = false;
}

static void read_declaration(struct reading *r) {
    const char *end = strchr(r->at, '>');
    if (!end || memchr(r->at, '{', (size_t)(end - r->at))) {
        r->flaw = "a value in a declaration";
        return;
    }
    r->at = end + 1;
}

static void read_tag(struct reading *r) {
    r->at++;
    if (*r->at == '!') {
        read_declaration(r);
        return;
    }
    bool closes = *r->at == '/';
    r->at += closes;
    str name = take_name(r);
    r->script = is(name, "script") && !closes;
    r->flaw = tag_flaw(name);
    read_attributes(r);
}

/* A literal that goes on within a tag another one began: " name='{}'", " checked>", ">". */
static bool goes_on_in_a_tag(const char *markup) {
    struct reading r = {.at = markup};
    while (is_blank(*r.at)) {
        r.at++;
    }
    bool named = r.at > markup && take_name(&r).len && r.at[0] == '=' && strchr("'\"", r.at[1]);
    const char *bracket = strpbrk(markup, "<>");
    return named || (bracket && *bracket == '>');
}

static const char *flaw_of(const char *markup) {
    struct reading r = {.at = markup};
    if (goes_on_in_a_tag(markup)) {
        read_attributes(&r);
    }
    while (!r.flaw && *r.at) {
        if (*r.at == '<') {
            read_tag(&r);
        } else if (*r.at == '>') {
            r.flaw = "a bare angle bracket in text";
        } else {
            r.at++;
        }
    }
    return r.flaw;
}

static void good_markup_passes(void) {
    static const char *const good[] = {
            "<!doctype html><title>{}</title><main>",
            "<li><a href='/clusters/{}'>{}</a></li>",
            "<a href='{}' rel=\"noopener\">{}</a>",
            "<a href='{}?page={}'>{}</a>",
            "<form method='post' action='/{}/sign-out'>",
            "<a href='mailto:{}'>{}</a><a href='#{}'>{}</a>",
            "<a href='https://www.openstreetmap.org/#map={}'>{}</a>",
            "<input name='{}' value='{}' required>",
            "<input name='{}'",
            " value='{}'",
            " checked>",
            ">{}</option>",
            "<script src='/app.js' defer></script>",
            "<svg viewBox='0 0 {} {}'><path d='M0 0'/></svg>",
            "<br/>",
            "{}",
            "",
    };
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        const char *flaw = flaw_of(good[i]);
        if (flaw) {
            printf("%s: %s\n", flaw, good[i]);
        }
        CHECK(!flaw);
    }
}

static void bad_markup_is_found(void) {
    static const char *const bad[] = {
            "<{}>",
            "<h{}>",
            "</{}>",
            "<p {}>",
            "<p class={}>",
            "<p class=plain>",
            "<p class='{}>",
            "<p data-{}='x'>",
            "<p onclick='go({})'>",
            "<p ONCLICK='go()'>",
            "<p style='color:{}'>",
            "<style>{}</style>",
            "<script>var x = '{}';</script>",
            "<script src='/app.js'>{}</script>",
            "<a href='javascript:{}'>x</a>",
            "<a href='//{}'>x</a>",
            "<a href='https://{}/'>x</a>",
            "<a href='https://a.{}'>x</a>",
            "<img srcset='{}'>",
            "<meta http-equiv='refresh' content='0'>",
            "<iframe src='/x'></iframe>",
            "<base href='/x'>",
            "<!-- {} -->",
            " onclick='{}'",
            " href='javascript:{}'>",
            "<a title='<{}>'>",
            "1 < {}",
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        const char *flaw = flaw_of(bad[i]);
        if (!flaw) {
            printf("passed: %s\n", bad[i]);
        }
        CHECK(flaw);
    }
}

int main(void) {
    struct arena mem = {0};
    struct buf out = {.mem = &mem};
    html(&out, "<p>{}</p>", txt(STR("so that the list is never empty")));
    arena_free(&mem);

    good_markup_passes();
    bad_markup_is_found();
    for (const struct markup *m = __start_markups; m < __stop_markups; m++) {
        const char *flaw = flaw_of(m->text);
        if (flaw) {
            printf("%s: %s: %s\n", m->place, flaw, m->text);
            test_failures++;
        }
    }
    printf("%td pieces of markup\n", __stop_markups - __start_markups);
    return test_failures != 0;
}
