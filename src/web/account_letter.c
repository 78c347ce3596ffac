#include "web/account_letter.h"

#include "lang/say.h"
#include "mail/template.h"
#include "web/link_page.h"

static void send(struct page *p, const struct template_letter *l) {
    template_send(&p->work, &p->house->seal, l);
}

void account_letter_invitation(struct page *p, const struct invitation *i) {
    str token = invitation_link(&p->work, i);
    send(p, &(struct template_letter){.to = i->mail,
                    .cluster = i->role.cluster,
                    .kind = STR("invitation"),
                    .tongue = i->tongue,
                    .values = {.name = i->name,
                            .who = p->account.name,
                            .link = link_page_address(p, i->tongue, STR("/invitation/"), token),
                            .until = invitation_link_ends(&p->work, i)}});
}

static void ask(struct page *p, const struct account *a, const struct mail_change *c,
        enum link_purpose which) {
    bool old = which == LINK_MAIL_OLD;
    str token = mail_change_link(&p->work, c, which);
    send(p, &(struct template_letter){.to = old ? a->mail : c->mail,
                    .kind = old ? STR("old-mail") : STR("new-mail"),
                    .tongue = a->tongue,
                    .values = {.name = a->name,
                            .what = c->mail,
                            .link = link_page_address(p, a->tongue, STR("/mail-change/"), token),
                            .until = c->created + MAIL_CHANGE_AGE_MOST}});
}

void account_letter_mail(struct page *p, const struct account *a, const struct mail_change *c) {
    ask(p, a, c, LINK_MAIL_OLD);
    ask(p, a, c, LINK_MAIL_NEW);
}

static void tell(struct page *p, const struct account *a, str to, str kind, str what) {
    send(p, &(struct template_letter){.to = to,
                    .kind = kind,
                    .tongue = a->tongue,
                    .values = {.name = a->name,
                            .what = what,
                            .link = link_page_address(p, a->tongue, STR("/me"), STR(""))}});
}

void account_letter_mail_done(struct page *p, const struct account *a, str mail) {
    enum tongue reader = p->work.tongue;
    p->work.tongue = a->tongue;
    str what = say(&p->work, "the mail address, which is {} now", txt(mail));
    p->work.tongue = reader;
    tell(p, a, a->mail, STR("account-changed"), what);
    tell(p, a, mail, STR("account-changed"), what);
}

void account_letter_mail_ended(struct page *p, const struct account *a, str mail) {
    tell(p, a, a->mail, STR("mail-stays"), mail);
}

void account_letter_password(struct page *p, const struct account *a) {
    enum tongue reader = p->work.tongue;
    p->work.tongue = a->tongue;
    str what = say(&p->work, "the password");
    p->work.tongue = reader;
    tell(p, a, a->mail, STR("account-changed"), what);
}
