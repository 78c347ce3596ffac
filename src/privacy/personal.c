#include "privacy/personal.h"

static const struct personal map[] = {
        {"account", "id", PERSONAL_ACCOUNT},
        {"account", "mail name tongue created seen suspended", PERSONAL_PART},
        {"account", "password", PERSONAL_SECRET},
        {"role", "account_id", PERSONAL_ACCOUNT},
        {"role", "id kind cluster_id organisation_id reach", PERSONAL_PART},
        {"session", "account_id", PERSONAL_ACCOUNT},
        {"session", "cluster_id organisation_id created seen fresh browser system subnet",
                PERSONAL_PART},
        {"session", "token form_key", PERSONAL_SECRET},
        {"attempt", "subject failures last", PERSONAL_KEPT},
        {"setting", "name value", PERSONAL_NONE},
        {"invitation", "mail", PERSONAL_MAIL},
        {"invitation", "invited_by", PERSONAL_BY_KEY},
        {"invitation", "id name tongue kind cluster_id organisation_id created sent",
                PERSONAL_PART},
        {"asked", "mail", PERSONAL_MAIL},
        {"asked", "id purpose browser address created", PERSONAL_PART},
        {"mail_change", "account_id", PERSONAL_ACCOUNT},
        {"mail_change", "mail old_agreed new_agreed created", PERSONAL_PART},
        {"unveiled", "account_id", PERSONAL_BY},
        {"unveiled", "id listing_id cluster_id organisation_id at", PERSONAL_NONE},
        {"link", "account_id", PERSONAL_ACCOUNT},
        {"link", "mail", PERSONAL_MAIL},
        {"link", "purpose object created expires", PERSONAL_PART},
        {"link", "token detail", PERSONAL_SECRET},
        {"letter", "recipient", PERSONAL_MAIL},
        {"letter", "id kind tongue cluster_id state created due tries fault", PERSONAL_PART},
        {"letter", "sealed", PERSONAL_SECRET},
        {"totp", "account_id", PERSONAL_ACCOUNT},
        {"totp", "step created", PERSONAL_PART},
        {"totp", "secret", PERSONAL_SECRET},
        {"recovery_code", "account_id", PERSONAL_ACCOUNT},
        {"recovery_code", "created", PERSONAL_PART},
        {"recovery_code", "code", PERSONAL_SECRET},
        {"passkey", "account_id", PERSONAL_ACCOUNT},
        {"passkey", "id algorithm name counter created used", PERSONAL_PART},
        {"passkey", "credential key", PERSONAL_SECRET},
        {"challenge_used", "challenge expires", PERSONAL_NONE},
        {"half_session", "account_id", PERSONAL_ACCOUNT},
        {"half_session", "created misses", PERSONAL_PART},
        {"half_session", "token", PERSONAL_SECRET},
        {"account_event", "account_id", PERSONAL_ACCOUNT},
        {"account_event", "by_id", PERSONAL_BY},
        {"account_event", "id kind at", PERSONAL_PART},
        {"identity_provider",
                "id name issuer client secret domains cluster_id document document_at keys keys_at"
                " trouble trouble_at",
                PERSONAL_NONE},
        {"identity", "account_id", PERSONAL_ACCOUNT},
        {"identity", "id issuer subject mail created seen", PERSONAL_PART},
        {"openid_visit", "account_id", PERSONAL_ACCOUNT},
        {"openid_visit", "provider_id tongue next expires", PERSONAL_PART},
        {"openid_visit", "state", PERSONAL_SECRET},
        {"identity_offer", "account_id", PERSONAL_ACCOUNT},
        {"identity_offer", "issuer subject mail expires", PERSONAL_PART},
        {"identity_offer", "token", PERSONAL_SECRET},
        {"mail_template", "account_id", PERSONAL_BY},
        {"mail_template", "subject body", PERSONAL_TEXT},
        {"mail_template", "cluster_id kind tongue updated", PERSONAL_NONE},
        {"unwanted_letter", "recipient kind at", PERSONAL_KEPT},
        {"saved_search", "account_id", PERSONAL_ACCOUNT},
        {"saved_search", "id name words side kind place sector lang created seen", PERSONAL_PART},

        {"cluster",
                "id key lang country countries region place latitude longitude sectors ecosystems"
                " languages website website_en staff founded label created updated version",
                PERSONAL_NONE},
        {"cluster", "name profile", PERSONAL_TEXT},
        {"organisation",
                "id key kind name lang country region place postcode latitude longitude sectors"
                " ecosystems size languages website certificates founded visibility alike host"
                " withdrawn created updated version",
                PERSONAL_NONE},
        {"organisation", "profile remark", PERSONAL_TEXT},
        {"membership", "organisation_id cluster_id", PERSONAL_NONE},
        {"person", "id", PERSONAL_CONTACT},
        {"person",
                "key organisation_id name role mail phone languages consents created updated"
                " version confirmed unconfirmed told objected mail_seen phone_seen since until"
                " accepted parted_id",
                PERSONAL_PART},
        {"person", "individual_id", PERSONAL_INDIVIDUAL},
        {"individual", "id", PERSONAL_INDIVIDUAL},
        {"individual", "account_id", PERSONAL_ACCOUNT},
        {"individual", "languages zone created", PERSONAL_PART},
        {"listing",
                "id key organisation_id side kind lang status visibility partnerships sectors"
                " customer_sectors partner_kinds partner_sizes countries countries_excluded stage"
                " rights certificates valid_until confirmed created updated version",
                PERSONAL_NONE},
        {"listing", "title body quantity", PERSONAL_TEXT},
        {"translation", "object object_id field lang made_by updated", PERSONAL_NONE},
        {"translation", "body", PERSONAL_TEXT},
        {"listing_act", "account_id", PERSONAL_BY},
        {"listing_act", "note", PERSONAL_TEXT},
        {"listing_act", "id listing_id act status version way ask_id at", PERSONAL_NONE},
        {"ask", "person_id", PERSONAL_CONTACT},
        {"ask", "mail", PERSONAL_MAIL},
        {"ask", "account_id", PERSONAL_BY},
        {"ask", "note", PERSONAL_TEXT},
        {"ask", "id purpose cluster_id organisation_id name tongue created reminded taken expires",
                PERSONAL_PART},
        {"ask_text", "note", PERSONAL_TEXT},
        {"ask_text", "ask_id listing_id due answer answered", PERSONAL_NONE},
        {"ask_rule", "cluster_id days", PERSONAL_NONE},
        {"visit", "account_id", PERSONAL_BY},
        {"visit", "present body", PERSONAL_TEXT},
        {"visit", "id cluster_id organisation_id day lang created updated version", PERSONAL_NONE},
        {"visit_listing", "listing_id visit_id", PERSONAL_NONE},
        {"import", "account_id", PERSONAL_BY},
        {"import",
                "id run cluster_id kind lang country status charset comma sheet header mapping"
                " state rows_count created applied",
                PERSONAL_NONE},
        {"import", "file_name", PERSONAL_TEXT},
        {"import_row", "import_id line flaw choice verdict act object_id", PERSONAL_NONE},
        {"import_row", "cells name reason", PERSONAL_RAW},
        {"import_change", "id import_id object object_id fresh mark", PERSONAL_NONE},
        {"import_change", "before", PERSONAL_RAW},
        {"import_mapping", "cluster_id digest header kind mapping", PERSONAL_NONE},
        {"import_order", "account_id", PERSONAL_BY},
        {"import_order", "import_id tongue apply leave_wrong state asked tries done total",
                PERSONAL_NONE},
        {"scheme", "account_id", PERSONAL_BY},
        {"scheme", "id key title licence attribution source cluster_id at languages concepts",
                PERSONAL_NONE},
        {"scheme_concept", "id scheme_id code broader", PERSONAL_NONE},
        {"scheme_label", "concept_id lang label others", PERSONAL_NONE},
        {"taught_concept", "account_id", PERSONAL_BY},
        {"taught_concept", "id key kind broader cluster_id at", PERSONAL_NONE},
        {"taught_term", "account_id decided_by", PERSONAL_BY},
        {"taught_term", "id concept lang term mark cluster_id state at decided source",
                PERSONAL_NONE},
        {"taught_act", "account_id", PERSONAL_BY},
        {"taught_act", "id term_id state at", PERSONAL_NONE},

        {"annotation", "listing_id lexicon version codes codes_by embedding_digest", PERSONAL_NONE},
        {"annotation", "meaning words unknown", PERSONAL_DERIVED},
        {"refusal", "account_id", PERSONAL_BY},
        {"refusal", "id scope own_id partner_id reason at", PERSONAL_NONE},
        {"refusal", "note", PERSONAL_TEXT},
        {"rejection", "account_id", PERSONAL_BY},
        {"rejection", "listing_id concept at", PERSONAL_NONE},
        {"ignored_word", "account_id", PERSONAL_BY},
        {"ignored_word", "cluster_id lang word at", PERSONAL_NONE},
        {"weighing", "account_id", PERSONAL_BY},
        {"weighing",
                "id cluster_id concepts letters codes embeddings age distance trust size country"
                " sizes countries strong at",
                PERSONAL_NONE},
        {"verdict", "account_id", PERSONAL_BY},
        {"verdict", "id cluster_id own_id partner_id good evidence at", PERSONAL_NONE},
        {"proposal_dismissed", "cluster_id verdict_id at", PERSONAL_NONE},
        {"match_seen", "cluster_id ours_id theirs_id at", PERSONAL_NONE},
        {"alert_filter", "account_id", PERSONAL_ACCOUNT},
        {"alert_filter", "id name kind country ecosystem least", PERSONAL_PART},
        {"embedding_source", "id address model secret at failed failure", PERSONAL_NONE},
        {"embedding", "digest numbers at", PERSONAL_NONE},

        {"evidence", "giver_id", PERSONAL_INDIVIDUAL},
        {"evidence", "receiver_id", PERSONAL_ABOUT},
        {"evidence", "id kind day source source_id made", PERSONAL_PART},
        {"judgement", "judge_id", PERSONAL_INDIVIDUAL},
        {"judgement", "judged_id", PERSONAL_ABOUT},
        {"judgement", "id good day made", PERSONAL_PART},
        {"introduction_off", "individual_id", PERSONAL_INDIVIDUAL},
        {"introduction_off", "at", PERSONAL_PART},
        {"trust_rule", "account_id", PERSONAL_BY},
        {"trust_rule",
                "cluster_id months met video phone introduced kept broken delivered good bad at",
                PERSONAL_NONE},

        {"change", "id unit object object_id", PERSONAL_NONE},
        {"change_unit", "seq unit at", PERSONAL_NONE},

        {"seal", "id proof", PERSONAL_NONE},
        {"backup", "id at bytes row_count took", PERSONAL_NONE},

        {"audit", "actor object_id", PERSONAL_KEPT},
        {"audit", "id at act object", PERSONAL_NONE},
        {"audit_link", "place audit_id hash", PERSONAL_NONE},
        {"audit_waiting", "audit_id", PERSONAL_NONE},
        {"consent", "account_id", PERSONAL_ACCOUNT},
        {"consent", "person_id", PERSONAL_CONTACT},
        {"consent", "given_by withdrawn_by", PERSONAL_BY},
        {"consent", "id purpose body lang given how withdrawn withdrawn_how", PERSONAL_PART},
        {"erasure", "object_id made actor", PERSONAL_KEPT},
        {"erasure", "id object at scrubbed", PERSONAL_NONE},
        {"retention", "word days", PERSONAL_NONE},
        {"retention_told", "account_id", PERSONAL_ACCOUNT},
        {"retention_told", "at", PERSONAL_PART},
        {"controller", "id name address mail phone officer authority", PERSONAL_NONE},
};

struct personals personal_list(void) {
    return (struct personals){map, sizeof(map) / sizeof(map[0])};
}

static bool names_column(const struct personal *p, str column) {
    str one;
    for (str rest = str_of(p->columns); str_cut(&rest, ' ', &one);) {
        if (str_eq(one, column)) {
            return true;
        }
    }
    return false;
}

enum personal_kind personal_kind_of(str table, str column) {
    for (size_t i = 0; i < sizeof(map) / sizeof(map[0]); i++) {
        if (str_eq(table, str_of(map[i].table)) && names_column(&map[i], column)) {
            return map[i].kind;
        }
    }
    return PERSONAL_KINDS;
}
