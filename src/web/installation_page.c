#include "web/installation_page.h"

#include "db/backup.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "mail/outgoing.h"
#include "web/layout.h"
#include "wire/html.h"

enum { BACKUP_SECONDS_MOST = 2 * 24 * 3600, BEHIND_SECONDS_MOST = 15, MEGABYTE = 1000 * 1000 };

/* Read before anything is written. */
struct state {
    struct backup backup;
    struct db_extent extent;
    int64_t letters[OUTGOING_STATES];
    int64_t clusters, organisations, listings, accounts, behind;
};

static struct state look(struct page *p) {
    struct work *w = &p->work;
    struct state s = {.backup = backup_last(w), .extent = db_extent(w)};
    outgoing_counts(w, s.letters);
    s.clusters = db_number(w, "SELECT COUNT(*) FROM cluster");
    s.organisations = db_number(w, "SELECT COUNT(*) FROM organisation");
    s.listings = db_number(w, "SELECT COUNT(*) FROM listing");
    s.accounts = db_number(w, "SELECT COUNT(*) FROM account");
    s.behind = w->now - live_caught_up(p->house->live);
    return s;
}

/* ---- what is to be done */

static bool lacks_backup(struct page *p, const struct state *s) {
    return p->work.now - s->backup.at > BACKUP_SECONDS_MOST;
}

static bool lacks_address(const struct page *p) {
    return !str_starts(p->house->address, STR("https://"));
}

static int64_t undelivered(const struct state *s) {
    return s->letters[OUTGOING_FAILED] + s->letters[OUTGOING_REFUSED];
}

/* `words` are those of the machine, for a command or the settings. */
static void advise(struct page *p, str what, str how, const char *words) {
    html(&p->out, "<li><p><b>{}</b><br>{}", txt(what), txt(how));
    if (words) {
        html(&p->out, "<br><code lang='en'>{}</code>", txt(str_of(words)));
    }
    html(&p->out, "</p></li>\n");
}

static void advise_on_backup(struct page *p, const struct state *s) {
    struct work *w = &p->work;
    advise(p,
            s->backup.at ? say(w, "The last backup was made {}.", txt(locale_ago(w, s->backup.at)))
                         : say(w, "No backup has been made yet."),
            say(w, "The package makes one every night; by hand:"),
            "handslag backup --folder /var/lib/handslag/backups");
}

static void advise_on_mail(struct page *p, const struct state *s) {
    struct work *w = &p->work;
    if (!p->house->posts) {
        advise(p, say(w, "Letters are not sent."),
                say(w, "They wait until a mail server is named in the settings:"),
                "smtp, mail-from");
    }
    if (undelivered(s)) {
        html(&p->out, "<li><p><b>{}</b></p> <a class='button plain' href='/{}/mail'>{}</a></li>\n",
                txt(say_many(w, "One letter could not be delivered.",
                        "{} letters could not be delivered.", undelivered(s))),
                txt(p->lang), txt(say(w, "Look at them")));
    }
}

static void to_do(struct page *p, const struct state *s) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<ul class='rows'>\n", txt(say(w, "What is to be done")));
    if (lacks_backup(p, s)) {
        advise_on_backup(p, s);
    }
    advise_on_mail(p, s);
    if (lacks_address(p)) {
        advise(p, say(w, "Readers come without encryption, or only from this machine."),
                say(w, "Put a proxy with TLS in front, and name its address in the settings:"),
                "address");
    }
    if (s->behind > BEHIND_SECONDS_MOST) {
        advise(p, say(w, "What is in memory is older than the database."),
                say(w, "The log of the service says why."), NULL);
    }
    html(&p->out, "</ul>\n");
}

static bool all_well(struct page *p, const struct state *s) {
    return !lacks_backup(p, s) && p->house->posts && !undelivered(s) && !lacks_address(p) &&
           s->behind <= BEHIND_SECONDS_MOST;
}

/* ---- how it is */

static void fact(struct page *p, str name, str value) {
    html(&p->out, "<dt>{}</dt><dd>{}</dd>\n", txt(name), txt(value));
}

static str megabytes(struct work *w, int64_t bytes) {
    return say(w, "{} MB", txt(locale_real(w, (double)bytes / MEGABYTE, 1)));
}

static str backup_said(struct work *w, const struct backup *b) {
    return b->at ? say(w, "{1}, {2}, {3} rows compared", txt(locale_ago(w, b->at)),
                           txt(megabytes(w, b->bytes)), txt(locale_num(w, b->rows)))
                 : say(w, "none yet");
}

static void facts(struct page *p, const struct state *s) {
    struct work *w = &p->work;
    html(&p->out, "<h2>{}</h2>\n<dl class='facts'>\n", txt(say(w, "Facts")));
    fact(p, say(w, "Version"), p->house->version);
    fact(p, say(w, "Web address"), p->house->address);
    fact(p, say(w, "Database"), megabytes(w, s->extent.bytes));
    fact(p, say(w, "Last backup"), backup_said(w, &s->backup));
    fact(p, say(w, "Clusters"), locale_num(w, s->clusters));
    fact(p, say(w, "Organisations"), locale_num(w, s->organisations));
    fact(p, say(w, "Needs and offers"), locale_num(w, s->listings));
    fact(p, say(w, "People with an account"), locale_num(w, s->accounts));
    fact(p, say(w, "Letters waiting"), locale_num(w, s->letters[OUTGOING_WAITING]));
    fact(p, say(w, "Letters that failed"), locale_num(w, undelivered(s)));
    html(&p->out, "</dl>\n");
}

void installation_page(struct page *p) {
    struct work *w = &p->work;
    struct state s = look(p);
    bool well = all_well(p, &s);
    page_open_with(p, say(w, "How it runs"));
    html(&p->out, "<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div></div>\n",
            txt(say(w, "How it runs")),
            txt(well ? say(w, "All is well: letters leave, and there is a backup.")
                     : say(w, "Something wants to be done.")));
    if (!well) {
        to_do(p, &s);
    }
    facts(p, &s);
    page_close(p);
}
