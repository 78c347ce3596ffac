#include "web/fact.h"

#include "lang/codes.h"
#include "lang/ecosystem.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "lang/sector.h"
#include "web/layout.h"
#include "wire/html.h"

str fact_joined(struct work *w, str list, str (*one)(struct work *w, str item)) {
    str all = {0};
    str rest = list;
    str item;
    while (str_cut(&rest, ';', &item)) {
        str said = one(w, str_trim(item));
        all = all.len ? say(w, "{}, {}", txt(all), txt(said)) : said;
    }
    return all;
}

static str as_written(struct work *w, str item) {
    (void)w;
    return item;
}

static str country_word(struct work *w, str code) {
    return country_name(w->tongue, code);
}

static str language_word(struct work *w, str code) {
    return language_name(w->tongue, code);
}

static str sector_word(struct work *w, str code) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, code);
    if (sector_known(code)) {
        buf_add(&out, STR(" "));
        buf_add(&out, sector_name(w->tongue, code));
    }
    return buf_str(&out);
}

/* "da C2" is "Danish (C2: as a first language)". */
static str level_word(struct work *w, str item) {
    str level = item;
    str code = {0};
    (void)str_cut(&level, ' ', &code);
    str language = language_name(w->tongue, code);
    return level.len ? say(w, "{} ({})", txt(language), txt(label(w, LABEL_LEVEL, level)))
                     : language;
}

static str label_words(struct work *w, enum label_set set, str list) {
    str all = {0};
    str rest = list;
    str item;
    while (str_cut(&rest, ';', &item)) {
        str said = label(w, set, item);
        all = all.len ? say(w, "{}, {}", txt(all), txt(said)) : said;
    }
    return all;
}

str fact_text(struct work *w, const struct column *c, str value) {
    if (value.len == 0) {
        return value;
    }
    switch (c->kind) {
    case COLUMN_LABEL: return label(w, c->set, value);
    case COLUMN_LABELS: return label_words(w, c->set, value);
    case COLUMN_COUNTRY: return country_word(w, value);
    case COLUMN_COUNTRIES: return fact_joined(w, value, country_word);
    case COLUMN_REGION: return region_name(w->tongue, value);
    case COLUMN_LANGUAGE: return language_word(w, value);
    case COLUMN_LANGUAGES: return fact_joined(w, value, language_word);
    case COLUMN_LEVELS: return fact_joined(w, value, level_word);
    case COLUMN_SECTORS: return fact_joined(w, value, sector_word);
    case COLUMN_ECOSYSTEMS: return fact_joined(w, value, ecosystem_name);
    case COLUMN_ITEMS: return fact_joined(w, value, as_written);
    case COLUMN_DAY: return locale_date(w, value, DATE_LONG);
    case COLUMN_KEY:
    case COLUMN_LINE:
    case COLUMN_TEXT:
    case COLUMN_DECIMAL:
    case COLUMN_YEAR:
    case COLUMN_WEB:
    case COLUMN_MAIL: break;
    }
    return value;
}

void fact_said(struct page *p, str title, str said) {
    if (said.len) {
        html(&p->out, "<dt>{}</dt><dd>{}</dd>\n", txt(title), txt(said));
    }
}

void fact_row(struct page *p, const struct columns *all, const void *thing, const char *name) {
    const struct column *c = column_named(all, str_of(name));
    str value = column_get(c, thing);
    if (c->kind == COLUMN_WEB && value.len) {
        html(&p->out, "<dt>{}</dt><dd><a href='{}' rel='noreferrer'>{}</a></dd>\n",
                txt(say_key(&p->work, c->title)), link_to(value), txt(value));
    } else {
        fact_said(p, say_key(&p->work, c->title), fact_text(&p->work, c, value));
    }
}

static void put_plain(struct page *p, const void *who, str piece) {
    (void)who;
    html(&p->out, "{}", txt(piece));
}

static void paragraph(struct page *p, str lines, str lang, struct fact_writer writer) {
    html(&p->out, "<p lang='{}'>", txt(lang));
    str line;
    for (bool first = true; str_cut(&lines, '\n', &line); first = false) {
        if (!first) {
            html(&p->out, "<br>\n");
        }
        writer.put(p, writer.who, line);
    }
    html(&p->out, "</p>\n");
}

/* Where the next empty line begins, or the end. */
static size_t paragraph_end(str text) {
    for (size_t i = 0; i + 1 < text.len; i++) {
        if (text.at[i] == '\n' && text.at[i + 1] == '\n') {
            return i;
        }
    }
    return text.len;
}

void fact_paragraphs_by(struct page *p, str text, str lang, struct fact_writer writer) {
    for (str rest = str_trim(text); rest.len;) {
        size_t end = paragraph_end(rest);
        paragraph(p, (str){rest.at, end}, lang, writer);
        rest = str_trim(str_skip(rest, end));
    }
}

void fact_paragraphs(struct page *p, str text, str lang) {
    fact_paragraphs_by(p, text, lang, (struct fact_writer){.put = put_plain});
}

void fact_tongue(struct page *p, str lang, bool machine) {
    if (machine) {
        html(&p->out, " <span class='tongue machine'>{}</span>",
                txt(say(&p->work, "{}, by a machine", txt(language_name(p->work.tongue, lang)))));
    } else {
        layout_tongue(p, lang);
    }
}
