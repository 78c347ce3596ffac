#include "web/match_view.h"

#include "directory/translation.h"
#include "lang/codes.h"
#include "lang/label.h"
#include "lang/say.h"
#include "web/layout.h"
#include "web/match_text.h"
#include "web/script_note.h"
#include "wire/html.h"

int64_t match_hundred(float fit) {
    return (int64_t)(fit * 100.0F + 0.5F);
}

static bool read_way(struct page *p, const struct meeting *m, str held, struct match_way *way) {
    *way = (struct match_way){.meeting = *m};
    if (m->fit <= 0) {
        return true;
    }
    if (!listing_one(&p->work, m->need, &way->need) ||
            !listing_one(&p->work, m->offer, &way->offer)) {
        return false;
    }
    way->there = true;
    way->why = explain_pair(&p->work, p->reader, &way->need, &way->offer, held);
    return true;
}

bool match_read(struct page *p, int64_t ours, const struct match *m, struct match_shown *shown) {
    shown->match = m;
    if (m->partner == 0 || !organisation_one(&p->work, ours, &shown->ours) ||
            !organisation_one(&p->work, m->partner, &shown->theirs)) {
        return false;
    }
    /* A mirrored offer is a market: what it holds does not matter, and what it asks does. */
    return read_way(p, &m->gain, shown->theirs.certificates, &shown->gain) &&
           read_way(p, &m->give, shown->ours.certificates, &shown->give);
}

str match_concepts(struct page *p, const struct match_way *way) {
    struct buf out = {.mem = p->work.mem};
    for (size_t i = 0; i < way->why.concept_count; i++) {
        buf_add(&out, i ? say(&p->work, ", ") : (str){0});
        buf_add(&out,
                lexicon_label(reader_lexicon(p->reader), way->why.concepts[i], p->work.tongue));
    }
    return buf_str(&out);
}

/* Two concepts may be called alike in one language: each name is said once. */
str match_shared(struct page *p, const struct shared *why) {
    struct buf out = {.mem = p->work.mem};
    str said[SHARED_MOST];
    for (size_t i = 0; i < why->count; i++) {
        size_t same = 0;
        said[i] = lexicon_label(reader_lexicon(p->reader), why->concepts[i], p->work.tongue);
        while (!str_eq(said[same], said[i])) {
            same++;
        }
        if (same == i) {
            buf_add(&out, i ? say(&p->work, ", ") : (str){0});
            buf_add(&out, said[i]);
        }
    }
    return buf_str(&out);
}

static str value_of(enum label_set set, uint64_t code) {
    struct label_values all = label_values(set);
    for (size_t i = 0; i < all.count; i++) {
        if (roster_code(str_of(all.at[i].value)) == code) {
            return str_of(all.at[i].value);
        }
    }
    return (str){0};
}

str match_unnamed(struct page *p, const struct match *m) {
    struct work *w = &p->work;
    char country[2] = {(char)(m->country >> 8), (char)m->country};
    str kind = label(w, LABEL_KIND, value_of(LABEL_KIND, m->kind));
    str size = value_of(LABEL_SIZE, m->size);
    str land = country_name(w->tongue, arena_copy(w->mem, (str){country, sizeof(country)}));
    return size.len ? say(w, "{}, {}, {}", txt(kind), txt(land), txt(label(w, LABEL_SIZE, size)))
                    : say(w, "{}, {}", txt(kind), txt(land));
}

static void heading(struct page *p, const struct organisation *o, int level) {
    str where = o->place.len ? say(&p->work, "{}, {}", txt(o->place),
                                       txt(country_name(p->work.tongue, o->country)))
                             : country_name(p->work.tongue, o->country);
    str address = page_address(p, STR("organisations"), o->id, o->name);
    if (level == 2) {
        html(&p->out, "<h2><a href='/{}/{}' lang='{}'><bdi>{}</bdi></a></h2>", txt(p->lang),
                txt(str_skip(address, 1)), txt(o->lang), txt(o->name));
    } else {
        html(&p->out, "<h3><a href='/{}/{}' lang='{}'><bdi>{}</bdi></a></h3>", txt(p->lang),
                txt(str_skip(address, 1)), txt(o->lang), txt(o->name));
    }
    html(&p->out, "<p class='quiet'>{}", txt(where));
    script_tag(p, o->name);
    if (o->size.len) {
        html(&p->out, " · {}", txt(label(&p->work, LABEL_SIZE, o->size)));
    }
    html(&p->out, "</p>");
}

/* What one side says in one way: whose it is, the title, the text with its words marked. */
struct said {
    const struct listing *listing;
    const struct explained *marks;
    str whose;
    int level;
};

static void gist(struct page *p, const struct listing *l) {
    struct translations all = translation_list(&p->work, STR("listing"), l->id);
    struct wording title = translation_pick(&p->work, &all, STR("title"), l->title, l->lang);
    struct wording text = translation_pick(&p->work, &all, STR("text"), l->body, l->lang);
    if (title.original && text.original) {
        return;
    }
    str from = language_name(p->work.tongue, l->lang);
    str how = title.machine || text.machine
                      ? say(&p->work, "Translated by a machine from {}", txt(from))
                      : say(&p->work, "Translated by a person from {}", txt(from));
    html(&p->out, "<div class='gist'><p><span class='tongue'>{}</span></p>", txt(how));
    if (!title.original) {
        html(&p->out, "<p lang='{}'><b>{}</b></p>", txt(title.lang), txt(title.body));
    }
    if (!text.original) {
        html(&p->out, "<p lang='{}'><bdi>{}</bdi></p>", txt(text.lang), txt(text.body));
    }
    html(&p->out, "</div>");
}

static void side(struct page *p, const struct said *s) {
    const struct listing *l = s->listing;
    str address = str_skip(page_address(p, STR("listings"), l->id, l->title), 1);
    html(&p->out, "<p class='whose'>{}</p>", txt(s->whose));
    if (s->level == 2) {
        html(&p->out, "<h3><a href='/{}/{}' lang='{}'>", txt(p->lang), txt(address), txt(l->lang));
    } else {
        html(&p->out, "<h4><a href='/{}/{}' lang='{}'>", txt(p->lang), txt(address), txt(l->lang));
    }
    match_text_marked(&p->out, l->title, &s->marks->title);
    html(&p->out, "</a>");
    layout_tongue(p, l->lang);
    if (s->level == 2) {
        html(&p->out, "</h3>\n");
    } else {
        html(&p->out, "</h4>\n");
    }
    html(&p->out, "<p class='text' lang='{}'>", txt(l->lang));
    match_text_marked(&p->out, l->body, &s->marks->body);
    html(&p->out, "</p>\n");
    gist(p, l);
}

static void concepts(struct page *p, const struct match_way *way) {
    if (way->why.concept_count == 0) {
        return;
    }
    html(&p->out, "<ul class='concepts' aria-label='{}'>", txt(say(&p->work, "Met through")));
    for (size_t i = 0; i < way->why.concept_count; i++) {
        html(&p->out, "<li><span class='met tint-{}'>{}</span></li>", num((int64_t)i + 1),
                txt(lexicon_label(
                        reader_lexicon(p->reader), way->why.concepts[i], p->work.tongue)));
    }
    html(&p->out, "</ul>\n");
}

static void arrow(struct page *p, const struct match_way *way, bool to_them) {
    int64_t fit = match_hundred(way->meeting.fit);
    double width = way->meeting.fit * 26 < 2 ? 2 : (double)way->meeting.fit * 26;
    html(&p->out,
            "<div class='between'>\n<p><span class='visually-hidden'>{} </span><b>{}</b>"
            " <span class='quiet'>{}</span></p>\n<svg class='arrow' viewBox='0 0 200 44'"
            " aria-hidden='true'>",
            txt(say(&p->work, "Fit")), num(fit), txt(say(&p->work, "of 100")));
    if (to_them) {
        html(&p->out,
                "<path d='M0 22H166' stroke-width='{}'/>"
                "<path class='head-of' d='M160 0 200 22 160 44Z'/></svg>\n",
                real(width));
    } else {
        html(&p->out,
                "<path d='M200 22H34' stroke-width='{}'/>"
                "<path class='head-of' d='M40 0 0 22 40 44Z'/></svg>\n",
                real(width));
    }
    concepts(p, way);
    html(&p->out, "</div>\n");
}

static str our_word(struct page *p, const struct match_way *way, bool we_give) {
    if (way->meeting.mirrored) {
        return we_give ? say(&p->work, "We buy") : say(&p->work, "We look for customers");
    }
    return we_give ? say(&p->work, "We offer") : say(&p->work, "We need");
}

static str their_word(struct page *p, const struct match_way *way, bool we_give) {
    if (way->meeting.mirrored) {
        return we_give ? say(&p->work, "They look for customers") : say(&p->work, "They buy");
    }
    return we_give ? say(&p->work, "They need") : say(&p->work, "They offer");
}

/* We give when they need what we offer; a mirrored way turns need and offer round. */
static void facing(struct page *p, const struct match_way *way, bool we_give, int level) {
    bool ours_is_offer = we_give != way->meeting.mirrored;
    struct said ours = {.listing = ours_is_offer ? &way->offer : &way->need,
            .marks = ours_is_offer ? &way->why.offer : &way->why.need,
            .whose = our_word(p, way, we_give),
            .level = level};
    struct said theirs = {.listing = ours_is_offer ? &way->need : &way->offer,
            .marks = ours_is_offer ? &way->why.need : &way->why.offer,
            .whose = their_word(p, way, we_give),
            .level = level};
    if (we_give) {
        html(&p->out, "<div class='facing gives'>\n<div class='side ours'>\n");
    } else {
        html(&p->out, "<div class='facing takes'>\n<div class='side ours'>\n");
    }
    side(p, &ours);
    html(&p->out, "</div>\n");
    arrow(p, way, we_give);
    html(&p->out, "<div class='side theirs'>\n");
    side(p, &theirs);
    html(&p->out, "</div>\n</div>\n");
}

/* The same two texts seen from the trade's other side: they stand above, so a word is enough. */
static bool same_texts(const struct match_shown *s) {
    return s->give.there && s->gain.there && s->give.meeting.need == s->gain.meeting.need &&
           s->give.meeting.offer == s->gain.meeting.offer;
}

static void facing_briefly(struct page *p, const struct match_way *way, bool we_give) {
    bool ours_is_offer = we_give != way->meeting.mirrored;
    const char *place = we_give ? "gives" : "takes";
    html(&p->out,
            "<div class='facing {}'>\n<div class='side ours'>\n<p class='whose'>{}</p>\n<p>{}</p>\n"
            "</div>\n",
            txt(str_of(place)), txt(our_word(p, way, we_give)),
            txt(ours_is_offer ? say(&p->work, "for what we offer above")
                              : say(&p->work, "what we need above")));
    arrow(p, way, we_give);
    html(&p->out, "<div class='side theirs'>\n<p class='whose'>{}</p>\n<p>{}</p>\n</div>\n</div>\n",
            txt(their_word(p, way, we_give)),
            txt(ours_is_offer ? say(&p->work, "what they need above")
                              : say(&p->work, "for what they offer above")));
}

void match_section(struct page *p, const struct match_shown *s, int level) {
    html(&p->out,
            "<section class='match' aria-label='{}'>\n<div class='facing heads'>\n"
            "<div class='side ours'>",
            txt(say(&p->work, "{} and {}", txt(s->ours.name), txt(s->theirs.name))));
    heading(p, &s->ours, level);
    html(&p->out,
            "</div>\n<div class='between'><p class='mutual'>{}</p><p class='quiet'>{}</p></div>\n"
            "<div class='side theirs'>",
            num(match_hundred(s->match->score)), txt(say(&p->work, "Fit for both")));
    heading(p, &s->theirs, level);
    html(&p->out, "</div>\n</div>\n");
    bool brief = same_texts(s);
    if (brief && s->give.meeting.mirrored) {
        facing(p, &s->gain, false, level);
        facing_briefly(p, &s->give, true);
    } else if (s->give.there) {
        facing(p, &s->give, true, level);
    }
    if (brief && s->gain.meeting.mirrored) {
        facing_briefly(p, &s->gain, false);
    } else if (s->gain.there && !brief) {
        facing(p, &s->gain, false, level);
    }
    html(&p->out, "</section>\n");
}

static void sentence(struct page *p, const struct organisation *needing,
        const struct organisation *offering, const struct match_way *way) {
    if (!way->there) {
        return;
    }
    int64_t fit = match_hundred(way->meeting.fit);
    str through = match_concepts(p, way);
    str said =
            way->meeting.mirrored
                    ? say(&p->work,
                              "{} looks for customers for “{}”, and {} buys “{}”; fit {} of 100,"
                              " through {}.",
                              txt(needing->name), txt(way->offer.title), txt(offering->name),
                              txt(way->need.title), num(fit), txt(through))
                    : say(&p->work, "{} needs “{}”, and {} offers “{}”; fit {} of 100, through {}.",
                              txt(needing->name), txt(way->need.title), txt(offering->name),
                              txt(way->offer.title), num(fit), txt(through));
    html(&p->out, "<li>{}</li>\n", txt(said));
}

void match_sentences(struct page *p, const struct match_shown *s) {
    html(&p->out, "<ul class='visually-hidden'>\n");
    sentence(p, &s->theirs, &s->ours, &s->give);
    sentence(p, &s->ours, &s->theirs, &s->gain);
    html(&p->out, "<li>{}</li>\n</ul>\n",
            txt(say(&p->work, "Together the fit is {} of 100: the smaller of the two counts most.",
                    num(match_hundred(s->match->score)))));
}

str match_languages(struct page *p, str ours, str theirs) {
    struct buf out = {.mem = p->work.mem};
    str code;
    while (ours.len && str_cut(&ours, ';', &code)) {
        if (str_lists(theirs, code)) {
            buf_add(&out, out.len ? say(&p->work, ", ") : (str){0});
            buf_add(&out, language_name(p->work.tongue, code));
        }
    }
    return buf_str(&out);
}

static void reason(struct page *p, const struct label_value *value, bool checked) {
    html(&p->out, "<label class='choice'><input type='radio' name='reason' value='{}'",
            txt(str_of(value->value)));
    if (checked) {
        html(&p->out, " checked");
    }
    html(&p->out, "> {}</label>\n", txt(say_key(&p->work, value->word)));
}

void match_refuse_form(struct page *p, str action, str about) {
    struct work *w = &p->work;
    html(&p->out,
            "<details class='reveal'>\n<summary class='button plain'>{}"
            "<span class='visually-hidden'>: {}</span></summary>\n"
            "<form class='reveal-body' method='post' action='/{}/{}'>\n",
            txt(say(w, "Not for us")), txt(about), txt(p->lang), txt(str_skip(action, 1)));
    page_form_key(p);
    html(&p->out, "<fieldset>\n<legend>{}</legend>\n<p class='hint'>{}</p>\n",
            txt(say(w, "Why is it not for you?")),
            txt(say(w, "Only your cluster reads this. The match does not come back.")));
    struct label_values reasons = label_values(LABEL_REFUSAL);
    for (size_t i = 0; i < reasons.count; i++) {
        reason(p, &reasons.at[i], i == 0);
    }
    html(&p->out,
            "</fieldset>\n<div class='field'><label>{} <input name='note' maxlength='200'></label>"
            "</div>\n<button class='button'>{}</button>\n</form>\n</details>\n",
            txt(say(w, "In your own words (may stay empty)")), txt(say(w, "Not for us")));
}
