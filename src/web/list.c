#include "web/list.h"

#include "lang/codes.h"
#include "lang/say.h"
#include "lang/sector.h"
#include "web/layout.h"
#include "wire/html.h"

#include <assert.h>

/* No sentence holds such characters of itself, so each marks the place of one control. */
static const char places[] = "\x01\x02\x03\x04\x05\x06\x07\x0E\x0F";

struct arg list_place(size_t index) {
    assert(index < LIST_CONTROLS_MOST);
    return txt((str){places + index, 1});
}

static bool is_place(char c, size_t *index) {
    for (size_t i = 0; i < LIST_CONTROLS_MOST; i++) {
        if (places[i] == c) {
            *index = i;
            return true;
        }
    }
    return false;
}

static void write_choice(struct page *p, struct code_name choice, str chosen) {
    html(&p->out, "<option value='{}'", txt(choice.code));
    if (str_eq(choice.code, chosen)) {
        html(&p->out, " selected");
    }
    html(&p->out, ">{}</option>", txt(choice.name));
}

static void write_control(struct page *p, const struct list_control *c) {
    str value = page_query(p, c->name);
    if (c->typed) {
        html(&p->out,
                "<input type='search' name='{}' value='{}' aria-label='{}' placeholder='{}'"
                " autocomplete='off'>",
                txt(c->name), txt(value), txt(c->said), txt(c->any));
        return;
    }
    html(&p->out, "<select name='{}' aria-label='{}'>", txt(c->name), txt(c->said));
    if (!c->fixed) {
        write_choice(p, (struct code_name){.name = c->any}, value);
    }
    for (size_t i = 0; i < c->choices.count; i++) {
        write_choice(p, c->choices.at[i], value);
    }
    html(&p->out, "</select>");
}

static void write_sentence(
        struct page *p, str said, const struct list_control *controls, size_t count) {
    size_t done = 0;
    for (size_t i = 0; i < said.len; i++) {
        size_t which = 0;
        if (is_place(said.at[i], &which)) {
            assert(which < count);
            html(&p->out, "{}", txt((str){said.at + done, i - done}));
            write_control(p, &controls[which]);
            done = i + 1;
        }
    }
    html(&p->out, "{}", txt(str_skip(said, done)));
}

void list_filter(struct page *p, str sentence, const struct list_control *controls, size_t count) {
    html(&p->out, "<form class='sentence' data-live='list' action='/{}{}'>\n<p>", txt(p->lang),
            txt(p->path));
    write_sentence(p, sentence, controls, count);
    str sort = page_query(p, STR("sort"));
    if (sort.len) {
        html(&p->out, "<input type='hidden' name='sort' value='{}'>", txt(sort));
    }
    html(&p->out, " <button class='button plain' data-live-button>{}</button></p>\n</form>\n",
            txt(say(&p->work, "Show")));
}

struct code_names list_labels(struct work *w, enum label_set set) {
    struct label_values all = label_values(set);
    struct code_name *at = arena_new(w->mem, struct code_name, all.count);
    for (size_t i = 0; i < all.count; i++) {
        at[i] = (struct code_name){str_of(all.at[i].value), say_key(w, all.at[i].word)};
    }
    return (struct code_names){at, all.count};
}

static struct code_name sector_choice(struct work *w, struct code_name sector) {
    struct buf name = {.mem = w->mem};
    buf_add(&name, sector.code);
    buf_add(&name, STR(" "));
    buf_add(&name, sector.name);
    return (struct code_name){sector.code, buf_str(&name)};
}

struct code_names list_sectors(struct work *w) {
    struct code_names sections = sector_list(w, SECTOR_SECTION, (str){0});
    size_t all = sections.count + sector_list(w, SECTOR_DIVISION, (str){0}).count;
    struct code_name *at = arena_new(w->mem, struct code_name, all);
    size_t count = 0;
    for (size_t i = 0; i < sections.count && count < all; i++) {
        at[count++] = sector_choice(w, sections.at[i]);
        struct code_names under = sector_list(w, SECTOR_DIVISION, sections.at[i].code);
        for (size_t j = 0; j < under.count && count < all; j++) {
            at[count++] = sector_choice(w, under.at[j]);
        }
    }
    return (struct code_names){at, count};
}

struct code_names list_tongues(struct work *w) {
    struct code_name *at = arena_new(w->mem, struct code_name, TONGUE_COUNT);
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        at[t] = (struct code_name){tongue_code(t), language_name(w->tongue, tongue_code(t))};
    }
    return (struct code_names){at, TONGUE_COUNT};
}

static size_t page_asked(const struct page *p) {
    int64_t asked = page_number(p, STR("page"));
    return asked < 1 ? 1 : asked > LIST_PAGES_MOST ? LIST_PAGES_MOST : (size_t)asked;
}

size_t list_skip(const struct page *p) {
    return (page_asked(p) - 1) * LIST_PAGE;
}

void list_open(struct page *p, str total) {
    html(&p->out, "<div id='list'>\n<p class='total' role='status'>{}</p>\n", txt(total));
}

static bool stays(str name, str changed) {
    return !str_eq(name, changed) && !str_eq(name, STR("page")) && !str_eq(name, STR("done"));
}

static void add_query(struct buf *address, bool *first, str name, str value) {
    if (*first) {
        html(address, "?{}={}", url(name), url(value));
    } else {
        buf_add(address, STR("&"));
        html(address, "{}={}", url(name), url(value));
    }
    *first = false;
}

str list_address(struct page *p, str name, str value) {
    struct buf address = {.mem = p->work.mem};
    bool first = true;
    html(&address, "/{}{}", txt(p->lang), txt(p->path));
    for (size_t i = 0; i < p->request->query.count; i++) {
        const struct field *q = &p->request->query.at[i];
        if (stays(q->name, name) && q->value.len) {
            add_query(&address, &first, q->name, q->value);
        }
    }
    if (value.len) {
        add_query(&address, &first, name, value);
    }
    return buf_str(&address);
}

static str number_text(struct page *p, size_t number) {
    struct buf out = {.mem = p->work.mem};
    buf_num(&out, (int64_t)number);
    return buf_str(&out);
}

static str page_link(struct page *p, size_t number) {
    return list_address(p, STR("page"), number > 1 ? number_text(p, number) : (str){0});
}

static void write_page(struct page *p, size_t number, size_t now) {
    if (number == now) {
        html(&p->out, "<li><span aria-current='page'>{}</span></li>\n", num((int64_t)number));
        return;
    }
    html(&p->out, "<li><a href='{}'><span class='visually-hidden'>{} </span>{}</a></li>\n",
            link_to(page_link(p, number)), txt(say(&p->work, "Page")), num((int64_t)number));
}

static void write_turn(struct page *p, size_t number, str rel, str said) {
    html(&p->out, "<li><a href='{}' rel='{}'>{}</a></li>\n", link_to(page_link(p, number)),
            txt(rel), txt(said));
}

static void write_paging(struct page *p, size_t now, size_t total) {
    size_t last = (total + LIST_PAGE - 1) / LIST_PAGE;
    size_t from = (now - 1) * LIST_PAGE + 1;
    size_t to_most = now * LIST_PAGE < total ? now * LIST_PAGE : total;
    html(&p->out, "<nav class='paging' aria-label='{}'>\n<p>{}</p>\n<ul>\n",
            txt(say(&p->work, "Pages")),
            txt(say(&p->work, "{} to {} of {}", num((int64_t)from), num((int64_t)to_most),
                    num((int64_t)total))));
    if (now > 1) {
        write_turn(p, now - 1, STR("prev"), say(&p->work, "Previous"));
    }
    for (size_t i = 1; i <= last; i++) {
        if (i == 1 || i == last || (i + 1 >= now && i <= now + 1)) {
            write_page(p, i, now);
        }
    }
    if (now < last) {
        write_turn(p, now + 1, STR("next"), say(&p->work, "Next"));
    }
    html(&p->out, "</ul>\n</nav>\n");
}

void list_paging(struct page *p, size_t total) {
    size_t now = page_asked(p);
    if (total > LIST_PAGE && (now - 1) * LIST_PAGE < total) {
        write_paging(p, now, total);
    } else if (now > 1) {
        html(&p->out, "<p><a href='{}'>{}</a></p>\n", link_to(page_link(p, 1)),
                txt(say(&p->work, "To the first page of the list")));
    }
}

void list_close(struct page *p, size_t total) {
    list_paging(p, total);
    html(&p->out, "</div>\n");
}

void list_head(struct page *p, str said) {
    html(&p->out, "<th scope='col'>{}</th>", txt(said));
}

void list_head_number(struct page *p, str said) {
    html(&p->out, "<th scope='col' class='num'>{}</th>", txt(said));
}

void list_head_sorted(struct page *p, str said, str sort, bool down) {
    html(&p->out, "<th scope='col'");
    if (str_eq(page_query(p, STR("sort")), sort) && down) {
        html(&p->out, " aria-sort='descending'");
    } else if (str_eq(page_query(p, STR("sort")), sort)) {
        html(&p->out, " aria-sort='ascending'");
    }
    html(&p->out, "><a href='{}'>{}</a></th>", link_to(list_address(p, STR("sort"), sort)),
            txt(said));
}

void list_empty(struct page *p, str title, str said) {
    html(&p->out, "<div class='empty'>\n<h2>{}</h2>\n<p>{}</p>\n<p class='acts'>", txt(title),
            txt(said));
}

void list_empty_end(struct page *p) {
    html(&p->out, "</p>\n</div>\n");
}
