#include "web/openid_said.h"

#include "lang/say.h"

/* What the person did, or can do again. */
static str of_person(struct work *w, enum openid_result result, str name) {
    switch ((int)result) {
    case OPENID_DECLINED:
        return say(w,
                "It was broken off at {}. If you want to sign in with it after all, begin"
                " again.",
                txt(name));
    case OPENID_OVER:
        return say(w, "This sign-in took more than ten minutes, or was used already. Begin again.");
    case OPENID_ELSEWHERE:
        return say(w, "This sign-in was begun in another browser or window. Begin again in this"
                      " one.");
    case OPENID_CODE_USED:
        return say(w,
                "{} no longer knows of this sign-in: it took too long, or was used already."
                " Begin again.",
                txt(name));
    case OPENID_BUSY: return say(w, "Many people sign in just now. Try again in a few seconds.");
    default: break;
    }
    return (str){0};
}

/* The provider could not be asked, or answered as it should not. */
static str of_provider(struct work *w, enum openid_result result, str name) {
    switch ((int)result) {
    case OPENID_UNREACHABLE:
    case OPENID_TOO_SLOW:
    case OPENID_FAILING:
        return say(w,
                "{} does not answer at the moment. Try again in a few minutes, or sign in in"
                " another way.",
                txt(name));
    case OPENID_MIXED_UP:
        return say(w,
                "The answer came from somebody else than {}. Nobody was signed in. If it"
                " happens again, tell your administrator.",
                txt(name));
    case OPENID_REFUSING:
        return say(w,
                "{} does not take sign-ins for this platform. Tell your administrator: what"
                " is set up here does not fit what is set up there.",
                txt(name));
    default:
        return say(w,
                "What {} answered cannot be used. Tell your administrator; until then sign in"
                " in another way.",
                txt(name));
    }
}

/* What it said of the person is not believed. */
static str of_token(struct work *w, enum openid_result result, str name) {
    switch ((int)result) {
    case OPENID_NOT_SIGNED:
        return say(w, "What {} said of you is not signed, so it was not believed.", txt(name));
    case OPENID_ALGORITHM:
        return say(w, "What {} said of you is signed in a way that is not taken here.", txt(name));
    case OPENID_UNKNOWN_KEY:
        return say(
                w, "What {} said of you is signed with a key that it does not publish.", txt(name));
    case OPENID_FORGED:
        return say(w, "The signature under what {} said of you is wrong.", txt(name));
    case OPENID_ISSUER:
        return say(w, "What was said of you comes from somebody else than {}.", txt(name));
    case OPENID_AUDIENCE:
        return say(w, "What {} said of you was meant for another platform.", txt(name));
    case OPENID_EXPIRED: return say(w, "What {} said of you has expired already.", txt(name));
    case OPENID_TIME:
        return say(w,
                "What {} said of you is too old, or of a time still to come: a clock is"
                " wrong.",
                txt(name));
    case OPENID_NONCE: return say(w, "What {} said of you belongs to another sign-in.", txt(name));
    case OPENID_WITHOUT_SUBJECT: return say(w, "{} did not say who you are.", txt(name));
    case OPENID_OTHER_SUBJECT:
        return say(w, "{} first named you, and then somebody else.", txt(name));
    default: return say(w, "What {} said of you cannot be read.", txt(name));
    }
}

str openid_said(struct work *w, enum openid_result result, str name) {
    str said = of_person(w, result, name);
    if (said.len) {
        return said;
    }
    return result < OPENID_MALFORMED ? of_provider(w, result, name) : of_token(w, result, name);
}

static str of_connection(struct work *w, enum openid_result result) {
    switch ((int)result) {
    case OPENID_NO_ADDRESS:
        return say(w, "The address of the issuer begins with https:// and has nothing behind a ?"
                      " or #.");
    case OPENID_UNREACHABLE:
        return say(w, "It cannot be reached: there is no such name, or nobody answers there.");
    case OPENID_NOT_TRUSTED:
        return say(w, "Its certificate is not trusted by this machine, or is for another name.");
    case OPENID_TOO_SLOW: return say(w, "It answered too slowly: more than five seconds.");
    case OPENID_TOO_LARGE: return say(w, "It sent more than half a megabyte.");
    case OPENID_REDIRECTED:
        return say(w, "It leads on to other addresses, too many of them or such as are not asked.");
    case OPENID_FAILING: return say(w, "It says that it cannot at the moment.");
    default: break;
    }
    return (str){0};
}

static str of_document(struct work *w, enum openid_result result) {
    switch ((int)result) {
    case OPENID_NO_DOCUMENT:
        return say(w, "Behind the address of the issuer, at /.well-known/openid-configuration,"
                      " stands nothing. Is the address whole?");
    case OPENID_NONSENSE: return say(w, "It answered something that cannot be read.");
    case OPENID_OTHER_NAME:
        return say(w, "It calls itself otherwise. Type the address of the issuer exactly as its"
                      " document has it, also with or without a slash at the end.");
    case OPENID_LACKING:
        return say(w, "Its document lacks one of the addresses for signing in, or one does not"
                      " begin with https://.");
    case OPENID_WITHOUT_CODE: return say(w, "It does not offer the authorization code flow.");
    case OPENID_WITHOUT_PKCE: return say(w, "It does not take PKCE with S256.");
    case OPENID_WITHOUT_KEYS:
        return say(w, "None of its keys can be used: there must be one for RS256 or ES256.");
    case OPENID_REFUSING:
        return say(w, "It does not take the client id, the client secret, or the address that it"
                      " sends people back to.");
    default: break;
    }
    return (str){0};
}

str openid_advice(struct work *w, enum openid_result result) {
    str said = of_connection(w, result);
    said = said.len ? said : of_document(w, result);
    return said.len ? said : openid_said(w, result, say(w, "the provider"));
}
