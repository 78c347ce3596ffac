#include "privacy/processing.h"

#include "account/session.h"
#include "directory/import.h"
#include "lang/say.h"
#include "privacy/retention.h"

#include <assert.h>

enum { DAY_SECONDS = 24 * 3600, TYPED_DAYS = 30 /* as for meetings */ };

static const struct {
    const char *title, *purpose, *people, *data, *basis, *recipients, *kept;
    enum retention_rule rule; /* whose days stand in `kept`; RETENTION_RULES: none of them */
    int64_t days;             /* then these */
} all[PROCESSINGS] = {
        {say_word("Accounts"), say_word("Signing in, and knowing who may do what."),
                say_word("Staff of clusters and administrators."),
                say_word("Name, mail address, language, roles, when it was used last; the password"
                         " only as a hash."),
                say_word("Use of the platform as agreed (article 6(1)(b))."),
                say_word("Administrators; names also people of the same cluster."),
                say_word("Until it is deleted, or {} days after it was used last."),
                RETENTION_ACCOUNT, 0},
        {say_word("Contact persons"),
                say_word("Finding the right person at a member when a partner asks."),
                say_word("People at member organisations."),
                say_word("Name, role, mail address, phone number, languages."),
                say_word("Legitimate interest of the cluster (article 6(1)(f)); being listed and"
                         " introduced only with consent (article 6(1)(a))."),
                say_word("The organisation's own clusters; others as far as the person agreed."),
                say_word("Until they are deleted or object; without their acceptance {} days."),
                RETENTION_CONTACT, 0},
        {say_word("Consents"), say_word("Proving who agreed to what, and respecting who did not."),
                say_word("Contact persons and users."),
                say_word("The text that was shown, its language, when, how, and when it was taken"
                         " back."),
                say_word("Legal obligation to prove it (articles 6(1)(c) and 7(1))."),
                say_word("The person and administrators."),
                say_word("As long as the person is stored."), RETENTION_RULES, 0},
        {say_word("Letters"), say_word("Sending what people asked for or have to know."),
                say_word("Users and contact persons."),
                say_word("Mail address and kind of letter; the text only until it is sent."),
                say_word("Legitimate interest, or the consent to the digest."),
                say_word("The mail servers on the way."), say_word("{} days after it was sent."),
                RETENTION_LETTER, 0},
        {say_word("Audit"), say_word("Telling people who saw or changed their contact data."),
                say_word("Users and contact persons."),
                say_word("Numbers of who, of what and when; no names."),
                say_word("Security of processing (articles 5(1)(f) and 32)."),
                say_word("The person and administrators."), say_word("{} days."), RETENTION_AUDIT,
                0},
        {say_word("Sessions"), say_word("Staying signed in, and warding off guessed passwords."),
                say_word("Users."),
                say_word(
                        "One cookie with a random word, stored as a hash; failed attempts as hashes,"
                        " for a quarter of an hour."),
                say_word("Necessary for what was asked for (article 6(1)(b))."),
                say_word("Nobody."), say_word("{} days at most."), RETENTION_RULES,
                SESSION_AGE_MOST / DAY_SECONDS},
        {say_word("Imported tables"), say_word("Taking in what clusters keep in tables already."),
                say_word("People in those tables."), say_word("The rows as they were brought in."),
                say_word("Legitimate interest, so that an import can be undone."),
                say_word("Managers of that cluster."), say_word("{} days after it was imported."),
                RETENTION_RULES, IMPORT_KEPT_SECONDS / DAY_SECONDS},
        {say_word("Contact requests and introductions"),
                say_word("Bringing two people together, only when both of them want it."),
                say_word("Users and contact persons who ask, who are asked, and through whom it"
                         " goes."),
                say_word("Names, languages, the reason given, and what was answered when; mail"
                         " address and phone number open once both said yes."),
                say_word("Legitimate interest of the clusters (article 6(1)(f)); being introduced"
                         " only with consent (article 6(1)(a))."),
                say_word("Whoever asks and whoever is asked. Nobody is told who refused."),
                say_word("As long as the people in it are stored."), RETENTION_RULES, 0},
        {say_word("Meetings and who knows whom"),
                say_word("Knowing when one last met, and finding the way through people who know"
                         " each other."),
                say_word("Users and contact persons who met."),
                say_word("Day, place and kind of a meeting, and who says that it took place; notes"
                         " and costs of the own side; a judgement."),
                say_word(
                        "Legitimate interest of the clusters (article 6(1)(f)). Each of the two may"
                        " take their part back, alone and at once."),
                say_word("Whoever was there and the managers of their side; a judgement only"
                         " whoever wrote it. Nobody sees a number about a person."),
                say_word("As long as the people are stored, or until one takes their part back."
                         " Whoever was only typed in and never answered: {} days."),
                RETENTION_RULES, TYPED_DAYS},
        {say_word("Collaborations"),
                say_word("Working together with clusters abroad: who takes part, what was said and"
                         " agreed."),
                say_word("Users and contact persons who take part, and whoever a note or file"
                         " names."),
                say_word("Names, notes and files as their writers left them, and who moved what"
                         " when."),
                say_word("Legitimate interest of the clusters (article 6(1)(f))."),
                say_word("Managers of the cluster that wrote it; of both where it was shown to"
                         " both."),
                say_word("As long as the collaboration is stored. Names are taken out of notes when"
                         " a person is deleted; files have to be looked through by hand."),
                RETENTION_RULES, 0},
        {say_word("Deleted people"), say_word("Deleting again what an older backup brings back."),
                say_word("People who were deleted."), say_word("Numbers only."),
                say_word("Legal obligation to delete (articles 6(1)(c) and 17)."),
                say_word("Administrators."), say_word("Without end, for backups may be old."),
                RETENTION_RULES, 0},
};

struct processing processing_one(struct work *w, size_t which) {
    assert(which < PROCESSINGS);
    int64_t days = all[which].rule == RETENTION_RULES ? all[which].days
                                                      : retention_days(w, all[which].rule);
    return (struct processing){.title = say_key(w, all[which].title),
            .purpose = say_key(w, all[which].purpose),
            .people = say_key(w, all[which].people),
            .data = say_key(w, all[which].data),
            .basis = say_key(w, all[which].basis),
            .recipients = say_key(w, all[which].recipients),
            .kept = say_text(w, all[which].kept, ARGS(num(days)))};
}
