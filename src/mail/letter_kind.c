#include "mail/letter_kind.h"

#include "lang/say.h"

#define GREETING say_word("Hello {name},")
#define LINK "{link}"
#define SIGNED "{cluster}"
#define ONCE say_word("The link works once, and lapses {until}.")
#define TWO_YESES                                                                             \
    say_word("Once both have said yes, you two see each other's name, mail address and phone" \
             " number. Before that nobody sees anything.")
#define UNEXPECTED \
    say_word("You did not expect this? Then leave it; nothing happens unless you open it.")

static const struct letter_kind kinds[] = {
        {.name = "invitation",
                .title = say_word("Invitation to an account"),
                .subject = say_word("Invitation from {cluster}"),
                .lines = {GREETING,
                        say_word("You are invited to take part in {cluster} on Handslag, where"
                                 " clusters of different countries find out what their members"
                                 " need and can offer each other."),
                        say_word("{who} invites you."),
                        say_word("Open this link to choose how you sign in:"), LINK, ONCE,
                        UNEXPECTED, SIGNED},
                .must = "link",
                .in_own_words = true},
        {.name = "sign-in",
                .title = say_word("Signing in by mail"),
                .subject = say_word("Your link for signing in"),
                .lines = {GREETING, say_word("Open this link to sign in:"), LINK, ONCE,
                        say_word("You did not ask for it? Then somebody typed your mail address;"
                                 " without this mail nobody gets in."),
                        SIGNED},
                .must = "link"},
        {.name = "reset",
                .title = say_word("New password"),
                .subject = say_word("Choose a new password"),
                .lines = {GREETING,
                        say_word("Somebody, you we hope, asked for a new password. Open this"
                                 " link to choose one:"),
                        LINK, ONCE,
                        say_word("You did not ask for it? Then do nothing: your password stays as"
                                 " it is."),
                        SIGNED},
                .must = "link"},
        {.name = "new-mail",
                .title = say_word("New mail address, to be confirmed"),
                .subject = say_word("Confirm your new mail address"),
                .lines = {GREETING,
                        say_word("This is to become the mail address of your account. Open this"
                                 " link to confirm that it is yours:"),
                        LINK, ONCE, UNEXPECTED, SIGNED},
                .must = "link"},
        {.name = "address-old",
                .title = say_word("A new mail address that others entered, to be confirmed"),
                .subject = say_word("Do you have a new mail address?"),
                .lines = {GREETING,
                        say_word("You are known on Handslag by this address. It was entered there"
                                 " that you are to be reached at {what} from now on."),
                        say_word("If you are, open this link and agree, and what you have there,"
                                 " such as whom you met, goes along. If not, refuse:"),
                        LINK, ONCE, SIGNED},
                .must = "link"},
        {.name = "address",
                .title = say_word("Another mail address of the same person, to be confirmed"),
                .subject = say_word("Is this mail address yours too?"),
                .lines = {GREETING,
                        say_word("Somebody known on Handslag by {what} says that this address is"
                                 " theirs too."),
                        say_word("If that is you, open this link and agree, and what is known of"
                                 " both becomes one. If you do not know the address, do nothing:"),
                        LINK, ONCE, SIGNED},
                .must = "link"},
        {.name = "old-mail",
                .title = say_word("Mail address to be left, to be confirmed"),
                .subject = say_word("Your mail address is to be changed"),
                .lines = {GREETING,
                        say_word("Your account is to have another mail address from now on:"
                                 " {what}."),
                        say_word("If that is right, open this link and agree. If it is not,"
                                 " refuse there, and change your password:"),
                        LINK, ONCE, SIGNED},
                .must = "link;what"},
        {.name = "mail-stays",
                .title = say_word("Change of mail address that ended"),
                .subject = say_word("Your mail address stays as it is"),
                .lines = {GREETING,
                        say_word(
                                "The change of your mail address to {what} has ended: one of the two"
                                " addresses refused, or another account has it."),
                        say_word("You had not asked for that change? Then look at your account at"
                                 " once, and tell your administrator:"),
                        LINK, SIGNED},
                .must = "what"},
        {.name = "account-changed",
                .title = say_word("Something of the account was changed"),
                .subject = say_word("Your account was changed"),
                .lines = {GREETING, say_word("This was changed in your account: {what}."),
                        say_word("Was it you? Then there is nothing to do. If not, look at your"
                                 " account at once, and tell your administrator:"),
                        LINK, SIGNED},
                .must = "what"},
        {.name = "account-warned",
                .title = say_word("Warning that somebody may know the password"),
                .subject = say_word("Look at your account"),
                .lines = {GREETING, say_word("This happened to your account: {what}."),
                        say_word("Was it you? Then there is nothing to do. If not, somebody knows"
                                 " your password or has a copy of your passkey: change the"
                                 " password, remove the passkey, and tell your administrator."),
                        LINK, SIGNED},
                .must = "what"},
        {.name = "account-unused", .title = say_word("Account not used for long")},
        {.name = "draft",
                .title = say_word("Draft to be confirmed"),
                .subject = say_word("{cluster}: is this right?"),
                .lines = {GREETING,
                        say_word("{cluster} has written down what {organisation} needs or offers,"
                                 " so that partners abroad can find you. Please look whether it is"
                                 " right."),
                        say_word("It was written by {who}."), "{note}\n\n{list}",
                        say_word("You can confirm it, correct it or decline it; you need no account"
                                 " for that:"),
                        LINK,
                        say_word("Before you confirm it nobody abroad sees it. The link lapses"
                                 " {until}."),
                        SIGNED},
                .must = "link;list",
                .in_own_words = true},
        {.name = "still-current",
                .title = say_word("Still current?"),
                .subject = say_word("{cluster}: is this still current?"),
                .lines = {GREETING,
                        say_word("{cluster} shows this to partners abroad for {organisation}. Soon"
                                 " it will no longer be shown."),
                        "{note}\n\n{list}",
                        say_word("Is it still current? Keep it, change it or withdraw it here; you"
                                 " need no account for that:"),
                        LINK, say_word("The link lapses {until}."), SIGNED},
                .must = "link;list",
                .in_own_words = true,
                .unasked = true},
        {.name = "approach",
                .title = say_word("Contact request"),
                .subject = say_word("{organisation} would like to get in touch"),
                .lines = {GREETING, "{what}",
                        say_word("{who} asks whether you and {organisation} should get in touch."
                                 " Why:"),
                        "{note}",
                        say_word(
                                "Say yes, no or not now, or name somebody else; you need no account"
                                " for that:"),
                        LINK, TWO_YESES,
                        say_word("Until {day} you can answer, and change your answer. Whether you"
                                 " said no or nothing they are not told."),
                        SIGNED},
                .must = "link;note",
                .unasked = true},
        {.name = "approach-passed",
                .title = say_word("Contact request, to somebody who was named"),
                .subject = say_word("{organisation} would like to get in touch"),
                .lines = {GREETING,
                        say_word("{organisation} would like to get in touch with {what}. {who} says"
                                 " that you are the right one to ask. Why they ask:"),
                        "{note}", say_word("Say yes or no here; you need no account for that:"),
                        LINK, TWO_YESES,
                        say_word("Your name and mail address come from {who} and serve this one"
                                 " letter. They are deleted when you say no, or after {day} if you"
                                 " say nothing; nobody else has seen them. The basis is the"
                                 " legitimate interest in a question reaching the right person"
                                 " (article 6(1)(f) of the General Data Protection Regulation). You"
                                 " may ask what is stored about you, object, and complain to a data"
                                 " protection authority. Who answers for the data stands here:"),
                        "{list}", SIGNED},
                .must = "link;note;list",
                .unasked = true},
        {.name = "approach-speaker",
                .title = say_word("Contact request on behalf of a member"),
                .subject = say_word("{cluster} asks {organisation} for you"),
                .lines = {GREETING, "{what}",
                        say_word("{who} asks {organisation} whether you should get in touch, and"
                                 " names you as whom to talk to. Why:"),
                        "{note}", say_word("Do you agree? You need no account to say so:"), LINK,
                        TWO_YESES, say_word("You can answer until {day}."), SIGNED},
                .must = "link;note",
                .unasked = true},
        {.name = "approach-news",
                .title = say_word("News of a contact request"),
                .subject = say_word("News of the contact request: {organisation}"),
                .lines = {GREETING, "{what}", LINK, SIGNED},
                .must = "what"},
        {.name = "approach-open",
                .title = say_word("Contact data after two yeses"),
                .subject = say_word("{organisation} and you can get in touch"),
                .lines = {GREETING, say_word("Both sides said yes. This is whom to talk to:"),
                        "{list}", say_word("You see it again here, and can end it there:"), LINK,
                        SIGNED},
                .must = "link;list"},
        {.name = "meeting-invitation",
                .title = say_word("Invitation to a meeting"),
                .subject = say_word("{who}: a meeting on {day}"),
                .lines = {GREETING, "{what}", "{list}\n\n{note}",
                        say_word("Will you come? One press is enough, and you need no account:"),
                        LINK,
                        say_word(
                                "You get this letter because {organisation} has named you for this meeting."
                                " An address that was typed in for it is forgotten 30 days after it"
                                " unless you answer."),
                        SIGNED},
                .must = "link;list;organisation",
                .in_own_words = true,
                .unasked = true},
        {.name = "meeting-changed",
                .title = say_word("Change of a meeting"),
                .subject = say_word("Changed: the meeting with {who} on {day}"),
                .lines = {GREETING,
                        say_word("The meeting with {who} was changed. This is how it stands now:"),
                        "{list}\n\n{note}", say_word("Please say once more whether you come:"),
                        LINK, SIGNED},
                .must = "link;list",
                .in_own_words = true,
                .unasked = true},
        {.name = "meeting-cancelled",
                .title = say_word("Cancelled meeting"),
                .subject = say_word("Cancelled: the meeting with {who} on {day}"),
                .lines = {GREETING, say_word("This meeting does not take place:"),
                        "{list}\n\n{note}", say_word("There is nothing for you to do."), SIGNED},
                .must = "list",
                .in_own_words = true,
                .unasked = true},
        {.name = "meeting-held",
                .title = say_word("Question whether a meeting took place"),
                .subject = say_word("Did you meet {who} on {day}?"),
                .lines = {GREETING, "{what}", "{list}\n\n{note}",
                        say_word("Please say whether you met. One press is enough, and you need no"
                                 " account:"),
                        LINK,
                        say_word("It counts only if both sides say so, and you can take back at any"
                                 " time, through the same link, what you said. You get this letter"
                                 " because {organisation} has named you for this meeting."),
                        SIGNED},
                .must = "link;list;organisation",
                .in_own_words = true,
                .unasked = true},
        {.name = "meeting-answer",
                .title = say_word("Answer to an invitation to a meeting"),
                .subject = say_word("An answer to your meeting on {day}"),
                .lines = {GREETING, "{what}", "{note}",
                        say_word("This is the meeting; there you can change or cancel it:"), LINK,
                        SIGNED},
                .must = "link;what"},
        {.name = "digest",
                .title = say_word("What waits for somebody"),
                .subject = say_word("{cluster}: what waits for you"),
                .lines = {GREETING, say_word("This waits for you:"), "{list}",
                        say_word("Whether and how often this letter comes you choose here:"), LINK,
                        SIGNED},
                .must = "link;list",
                .unasked = true},
        {.name = "collaboration",
                .title = say_word("Invitation to work together"),
                .subject = say_word("{cluster}: shall we work together?"),
                .lines = {GREETING,
                        say_word("{cluster} invites your cluster to work together on this:"),
                        "{what}", "{note}", say_word("It was written by {who}."),
                        say_word("See what it is about, and say whether you take part:"), LINK,
                        SIGNED},
                .must = "link;what",
                .in_own_words = true},
        {.name = "introduction",
                .title = say_word("Asking somebody to pass an introduction on"),
                .subject = say_word("{who} asks you for an introduction"),
                .lines = {GREETING,
                        say_word("{who}, whom you know, asks whether you would help two people to"
                                 " get to know each other."),
                        "{list}", "{note}",
                        say_word("You can agree or decline here; you need no account for that. Who"
                                 " asked does not learn that you declined, or that you did not"
                                 " answer:"),
                        LINK, say_word("The link lapses {until}."), SIGNED},
                .must = "link;list;who",
                .in_own_words = true,
                .unasked = true},
        {.name = "introduction-target",
                .title = say_word("Asking somebody whether they want to be introduced"),
                .subject = say_word("{who} would like to introduce you to somebody"),
                .lines = {GREETING,
                        say_word("{who}, whom you know, would like to introduce you to somebody."),
                        "{list}", "{note}",
                        say_word("You can agree or decline here; you need no account for that. Who"
                                 " asked does not learn that you declined, or that you did not"
                                 " answer:"),
                        LINK, say_word("The link lapses {until}."), SIGNED},
                .must = "link;list;who",
                .in_own_words = true,
                .unasked = true},
        {.name = "introduced",
                .title = say_word("Introducing two people who both agreed"),
                .subject = say_word("{who} introduces you to each other"),
                .lines = {say_word("Hello both of you,"),
                        say_word("{who} introduces you to each other. You both agreed to that:"),
                        "{list}", say_word("This was the reason:"), "{note}",
                        say_word("From now on you have each other's mail address. Write to each"
                                 " other in the language that suits you both."),
                        SIGNED},
                .must = "list;who",
                .in_own_words = true},
        {.name = "introduction-over",
                .title = say_word("No introduction came about"),
                .subject = say_word("No introduction came about"),
                .lines = {GREETING,
                        say_word("On {day} you asked to be introduced: {what}. No introduction"
                                 " came about. There can be many reasons, and we tell none of"
                                 " them: everybody who is asked may say no unseen."),
                        say_word("You can see it here:"), LINK, SIGNED},
                .must = "what",
                .in_own_words = true},
        {.name = "contact", .title = say_word("Notice to a person who was entered")},
        {.name = "privacy", .title = say_word("What is stored about a person")},
        {.name = "sign-in-added", .title = say_word("Another way of signing in")},
        {.name = "test",
                .title = say_word("Test letter"),
                .subject = say_word("Test letter"),
                .lines = {GREETING,
                        say_word("Mail from Handslag arrives. You asked for this test; there is"
                                 " nothing to do."),
                        SIGNED},
                .must = ""},
};

struct letter_kinds letter_kind_list(void) {
    return (struct letter_kinds){kinds, sizeof(kinds) / sizeof(kinds[0])};
}

const struct letter_kind *letter_kind_named(str name) {
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (str_eq(str_of(kinds[i].name), name)) {
            return &kinds[i];
        }
    }
    return NULL;
}
