#include "account/newcomer.h"

#include "db/db.h"

/* "example.org" of "https://www.example.org/about". Websites are stored with their scheme. */
static str host_of(str website) {
    str scheme = {0};
    (void)str_cut(&website, ':', &scheme);
    str host = str_starts(website, STR("//")) ? str_skip(website, 2) : (str){0};
    for (size_t i = 0; i < host.len; i++) {
        if (host.at[i] == '/' || host.at[i] == ':' || host.at[i] == '?' || host.at[i] == '#') {
            host.len = i;
        }
    }
    return str_starts(host, STR("www.")) ? str_skip(host, 4) : host;
}

int64_t newcomer_organisation(struct work *w, int64_t cluster, str mail) {
    str domain = mail;
    str local = {0};
    int64_t found = 0;
    int64_t one = 0;
    str website = {0};
    size_t count = 0;
    (void)str_cut(&domain, '@', &local);
    struct rows r = db_rows(w,
            "SELECT o.id, o.website FROM organisation AS o"
            " JOIN membership AS m ON m.organisation_id = o.id"
            " WHERE m.cluster_id = ? AND o.withdrawn = 0 AND o.website <> ''",
            num(cluster));
    while (db_next(&r, to(one), to(website))) {
        if (domain.len && str_eq(host_of(website), domain)) {
            found = one;
            count++;
        }
    }
    return count == 1 ? found : 0;
}
