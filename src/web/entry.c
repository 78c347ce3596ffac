#include "web/entry.h"

#include "lang/codes.h"
#include "lang/say.h"
#include "wire/html.h"

static void describe(struct page *p, const struct entry *e) {
    if (e->wrong.len) {
        html(&p->out, " aria-invalid='true'");
    }
    if (e->hint.len && e->wrong.len) {
        html(&p->out, " aria-describedby='{}-hint {}-wrong'", txt(e->name), txt(e->name));
    } else if (e->hint.len) {
        html(&p->out, " aria-describedby='{}-hint'", txt(e->name));
    } else if (e->wrong.len) {
        html(&p->out, " aria-describedby='{}-wrong'", txt(e->name));
    }
}

void entry_put(struct page *p, const struct entry *e) {
    bool secret = str_eq(e->type, STR("password"));
    html(&p->out, "<div class='field'><label for='{}'>{}</label>", txt(e->name), txt(e->label));
    if (e->hint.len) {
        html(&p->out, "<p class='hint' id='{}-hint'>{}</p>", txt(e->name), txt(e->hint));
    }
    if (e->wrong.len) {
        html(&p->out, "<p class='wrong' id='{}-wrong'>{}</p>", txt(e->name), txt(e->wrong));
    }
    html(&p->out, "<input id='{}' name='{}' type='{}' autocomplete='{}' value='{}'", txt(e->name),
            txt(e->name), txt(e->type), txt(e->fill), txt(secret ? STR("") : e->value));
    describe(p, e);
    html(&p->out, "></div>\n");
}

void entry_tongue(struct page *p, enum tongue chosen) {
    html(&p->out,
            "<div class='field short-field'><label for='tongue'>{}</label>"
            "<select id='tongue' name='tongue'>\n",
            txt(say(&p->work, "Language")));
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        str code = tongue_code(t);
        html(&p->out, "<option value='{}' lang='{}'", txt(code), txt(code));
        if (t == chosen) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>\n", txt(language_name(t, code)));
    }
    html(&p->out, "</select></div>\n");
}

enum tongue entry_tongue_of(struct page *p, enum tongue otherwise) {
    (void)tongue_of(page_form(p, STR("tongue")), &otherwise);
    return otherwise;
}

bool entry_any_wrong(struct entries all) {
    for (size_t i = 0; i < all.count; i++) {
        if (all.at[i].wrong.len) {
            return true;
        }
    }
    return false;
}

void entry_errors(struct page *p, struct entries all) {
    if (!entry_any_wrong(all)) {
        return;
    }
    html(&p->out,
            "<section class='errors' tabindex='-1' aria-labelledby='errors-title'>\n"
            "<h2 id='errors-title'>{}</h2>\n<ul>\n",
            txt(say(&p->work, "Nothing was saved yet")));
    for (size_t i = 0; i < all.count; i++) {
        if (all.at[i].wrong.len) {
            html(&p->out, "<li><a href='#{}'>{}</a></li>\n", txt(all.at[i].name),
                    txt(all.at[i].wrong));
        }
    }
    html(&p->out, "</ul>\n</section>\n");
}

str entry_account_wrong(struct work *w, enum account_flaw flaw) {
    switch (flaw) {
    case ACCOUNT_FINE: break;
    case ACCOUNT_WITHOUT_NAME:
        return say(w, "The name is missing, too long, or has signs that cannot be shown.");
    case ACCOUNT_WITHOUT_MAIL:
        return say(w, "This is no mail address. It looks like anna@example.org.");
    case ACCOUNT_MAIL_TAKEN: return say(w, "There is an account with this mail address already.");
    }
    return (str){0};
}

str entry_password_wrong(struct work *w, enum password_flaw flaw) {
    switch (flaw) {
    case PASSWORD_FINE: break;
    case PASSWORD_TOO_SHORT:
        return say(w, "The password is too short. It needs at least {} characters.",
                num(PASSWORD_CHARACTERS_LEAST));
    case PASSWORD_TOO_LONG:
        return say(w, "The password is too long. It may have at most {} characters.",
                num(PASSWORD_CHARACTERS_MOST));
    case PASSWORD_IS_MAIL:
        return say(w, "The password is nearly the mail address. Choose another one.");
    case PASSWORD_TOO_SIMPLE:
        return say(w, "The password only repeats or counts. Choose one that is harder to guess.");
    }
    return (str){0};
}

str entry_password_rules(struct work *w) {
    return say(w,
            "At least {} characters, for example four ordinary words in a row. Not the mail"
            " address, and nothing that only repeats or counts.",
            num(PASSWORD_CHARACTERS_LEAST));
}
