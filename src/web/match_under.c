#include "lang/codes.h"
#include "lang/say.h"
#include "lang/thesaurus.h"
#include "match/codes.h"
#include "web/match_view.h"
#include "web/order_said.h"
#include "wire/html.h"

/* Lines of a list that is only written if it has any. */
struct lines {
    struct buf html;
    size_t count;
};

static void add_line(struct lines *l, str said) {
    html(&l->html, "<li>{}</li>\n", txt(said));
    l->count++;
}

/* One line for every certificate that the need asks for and the offer does not state. */
static void add_not_stated(struct page *p, const struct match_way *way, struct lines *l) {
    if (!way->there || way->meeting.mirrored) {
        return;
    }
    str rest = way->why.not_stated;
    str one;
    while (rest.len && str_cut(&rest, ';', &one)) {
        add_line(l, say(&p->work, "{} asks for {}; {} does not state it.",
                            txt(way->need.organisation_name), txt(one),
                            txt(way->offer.organisation_name)));
    }
    if (way->need.quantity.len && way->offer.quantity.len == 0) {
        add_line(l, say(&p->work, "How much {} can deliver ({} is wanted).",
                            txt(way->offer.organisation_name), txt(way->need.quantity)));
    }
}

static void add_not_met(struct page *p, const struct match_way *way, struct lines *l) {
    const struct listing *texts[2] = {&way->need, &way->offer};
    for (int i = 0; i < 2 && way->there; i++) {
        str country = texts[1 - i]->organisation_country;
        if (texts[i]->countries.len && !str_lists(texts[i]->countries, country)) {
            add_line(l,
                    say(&p->work, "“{}” is meant for other countries than {}; that halves the fit.",
                            txt(texts[i]->title), txt(country_name(p->work.tongue, country))));
        }
    }
}

static void add_missing(struct page *p, const struct match_way *way, struct lines *l) {
    const struct lexicon *lexicon = reader_lexicon(p->reader);
    struct buf names = {.mem = p->work.mem};
    for (size_t i = 0; way->there && !way->meeting.mirrored && i < way->why.missing_count; i++) {
        buf_add(&names, i ? say(&p->work, ", ") : (str){0});
        buf_add(&names, lexicon_label(lexicon, way->why.missing[i], p->work.tongue));
    }
    if (names.len) {
        add_line(l, say(&p->work, "“{}” also asks for {}; “{}” does not mention it.",
                            txt(way->need.title), txt(buf_str(&names)), txt(way->offer.title)));
    }
}

static str listed(struct page *p, const str *words, size_t count) {
    struct buf out = {.mem = p->work.mem};
    for (size_t i = 0; i < count; i++) {
        buf_add(&out, i ? say(&p->work, ", ") : (str){0});
        buf_add(&out, words[i]);
    }
    return buf_str(&out);
}

static void add_unknown(struct page *p, const struct match_way *way, struct lines *l) {
    const struct listing *texts[2] = {&way->need, &way->offer};
    for (int i = 0; way->there && !way->meeting.mirrored && i < 2; i++) {
        if (way->why.unknown_count[i]) {
            add_line(l, say(&p->work, "In “{}”: {}", txt(texts[i]->title),
                                txt(listed(p, way->why.unknown[i], way->why.unknown_count[i]))));
        }
    }
}

static void add_alike(struct page *p, const struct match_way *way, struct lines *l) {
    for (size_t i = 0; way->there && !way->meeting.mirrored && i < way->why.alike_count; i++) {
        add_line(l, say(&p->work, "{} ≈ {}", txt(way->why.alike[i].need),
                            txt(way->why.alike[i].offer)));
    }
}

/* On whose terms a code's name is shown stands behind it. */
static void add_codes(
        struct page *p, const struct match_way *way, const struct thesaurus *t, struct lines *l) {
    struct work *w = &p->work;
    if (!way->there || way->meeting.mirrored) {
        return;
    }
    struct codes need = codes_of_listing(w, t, way->need.id);
    struct codes offer = codes_of_listing(w, t, way->offer.id);
    struct codes_shared shared = codes_shared(w, t, &need, &offer);
    for (size_t i = 0; i < shared.count; i++) {
        const struct code_shared *c = &shared.at[i];
        add_line(l, c->credit.len
                            ? say(w, "{} {}, {} ({})", txt(c->scheme), txt(c->code), txt(c->label),
                                      txt(c->credit))
                            : say(w, "{} {}, {}", txt(c->scheme), txt(c->code), txt(c->label)));
    }
}

/* What each channel gives to the fit, by the weights of the reader's cluster. */
static void add_channels(struct page *p, const struct match_way *way,
        const struct channels *weights, struct lines *l) {
    static const char *const names[CHANNELS] = {say_word("concepts"), say_word("spelling"),
            say_word("codes"), say_word("a language model")};
    struct buf parts = {.mem = p->work.mem};
    for (int c = 0; way->there && !way->meeting.mirrored && c < CHANNELS; c++) {
        int64_t given = match_hundred(way->meeting.by.of[c] * weights->of[c] * way->meeting.share);
        if (given) {
            buf_add(&parts, parts.len ? say(&p->work, ", ") : (str){0});
            buf_add(&parts, say(&p->work, "{} {}", txt(say_key(&p->work, names[c])), num(given)));
        }
    }
    if (parts.len) {
        add_line(l, say(&p->work, "“{}” and “{}”: {} of 100, from {}.", txt(way->need.title),
                            txt(way->offer.title), num(match_hundred(way->meeting.fit)),
                            txt(buf_str(&parts))));
    }
}

static void write_lines(struct page *p, str heading, const struct lines *l) {
    if (l->count) {
        html(&p->out, "<div>\n<h2>{}</h2>\n<ul>\n", txt(heading));
        html_add(&p->out, &l->html);
        html(&p->out, "</ul>\n</div>\n");
    }
}

void match_under(struct page *p, const struct match_shown *s, const struct match_found *found) {
    struct work *w = &p->work;
    html(&p->out, "<div class='under'>\n");
    struct lines not_met = {.html = {.mem = w->mem}};
    struct lines not_stated = {.html = {.mem = w->mem}};
    add_not_met(p, &s->give, &not_met);
    add_not_met(p, &s->gain, &not_met);
    add_missing(p, &s->give, &not_stated);
    add_missing(p, &s->gain, &not_stated);
    add_not_stated(p, &s->give, &not_stated);
    add_not_stated(p, &s->gain, &not_stated);
    write_lines(p, say(w, "Not met"), &not_met);
    write_lines(p, say(w, "Not stated"), &not_stated);
    const struct channels *weights = &found->weighing.channels;
    struct lines channels = {.html = {.mem = w->mem}};
    struct lines alike = {.html = {.mem = w->mem}};
    struct lines unknown = {.html = {.mem = w->mem}};
    struct lines codes = {.html = {.mem = w->mem}};
    const struct thesaurus *thesaurus = live_codes(p->house->live);
    add_codes(p, &s->give, thesaurus, &codes);
    add_codes(p, &s->gain, thesaurus, &codes);
    thesaurus_close(thesaurus);
    add_channels(p, &s->give, weights, &channels);
    add_channels(p, &s->gain, weights, &channels);
    add_alike(p, &s->give, &alike);
    add_alike(p, &s->gain, &alike);
    add_unknown(p, &s->give, &unknown);
    add_unknown(p, &s->gain, &unknown);
    write_lines(p, say(w, "What makes the fit"), &channels);
    write_lines(p, say(w, "Codes in common"), &codes);
    write_lines(p, say(w, "Spelt alike"), &alike);
    write_lines(p, say(w, "Not understood"), &unknown);
    str languages = match_languages(p, s->ours.languages, s->theirs.languages);
    html(&p->out, "<div>\n<h2>{}</h2>\n<p>{}</p>\n<p>{}</p>\n", txt(say(w, "Why it stands here")),
            txt(say(w, "Both sides gain; the smaller fit, {} of 100, counts most.",
                    num(match_hundred(s->gain.meeting.fit < s->give.meeting.fit
                                              ? s->gain.meeting.fit
                                              : s->give.meeting.fit)))),
            txt(languages.len ? say(w, "Both state that they work in: {}.", txt(languages))
                              : say(w, "They state no working language in common.")));
    struct lines moved = {.html = {.mem = w->mem}};
    struct order_said said = order_said(p, &found->weighing.order, &found->facts.at[0]);
    for (size_t i = 0; i < said.count; i++) {
        add_line(&moved, said.at[i]);
    }
    if (moved.count) {
        html(&p->out, "<ul>\n");
        html_add(&p->out, &moved.html);
        html(&p->out, "</ul>\n");
    }
    html(&p->out, "</div>\n</div>\n");
}
