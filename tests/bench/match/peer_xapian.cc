/* Xapian, on disk and not synced: terms with their impacts as frequencies, weighed by our products alone. */
extern "C" {
#include "tests/bench/match/peer.h"
}

#include <string>
#include <unistd.h>
#include <vector>
#include <xapian.h>

namespace {

/* The product of the two impacts; its bound is what the greatest impact can give. */
class Product : public Xapian::Weight {
    double asked = 0;

    Product *clone() const override {
        return new Product;
    }

    void init(double factor) override {
        asked = get_wqf() * factor;
    }

  public:
    Product() {
        need_stat(WDF);
        need_stat(WQF);
        need_stat(WDF_MAX);
    }

    double get_sumpart(Xapian::termcount wdf, Xapian::termcount, Xapian::termcount) const override {
        return asked * wdf;
    }

    double get_maxpart() const override {
        return asked * get_wdf_upper_bound();
    }

    double get_sumextra(Xapian::termcount, Xapian::termcount) const override {
        return 0;
    }

    double get_maxextra() const override {
        return 0;
    }
};

struct State {
    Xapian::WritableDatabase sides[2];
    size_t postings = 0;
    Xapian::doccount texts = 0;
    std::string path[2];
};

void add(void *to, const struct peer_text *t) {
    State *s = static_cast<State *>(to);
    Xapian::Document d;
    for (size_t i = 0; i < t->count; i++) {
        d.add_term(std::to_string(t->keys[i]), t->weights[i]);
    }
    d.set_data(std::to_string(t->number));
    s->sides[t->offer].replace_document(t->number + 1, d);
    s->postings += t->count;
}

void *opened(const struct crowd *c) {
    State *s = new State;
    for (int i = 0; i < 2; i++) {
        s->path[i] = "/tmp/handslag-xapian-" + std::to_string(getpid()) + (i ? "-o" : "-n");
        s->sides[i] = Xapian::WritableDatabase(s->path[i], Xapian::DB_CREATE_OR_OVERWRITE |
                                                                   Xapian::DB_NO_SYNC);
    }
    s->texts = static_cast<Xapian::doccount>(c->texts);
    peer_each(c, add, s);
    s->sides[0].commit();
    s->sides[1].commit();
    return s;
}

void find(void *state, const struct peer_text *own, struct peer_hits *hits) {
    State *s = static_cast<State *>(state);
    std::vector<Xapian::Query> terms;
    for (size_t i = 0; i < own->count; i++) {
        terms.push_back(Xapian::Query(std::to_string(own->keys[i]), own->weights[i]));
    }
    Xapian::Enquire e(s->sides[!own->offer]);
    e.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
    e.set_weighting_scheme(Product());
    e.set_cutoff(0, PEER_LEAST);
    Xapian::MSet m = e.get_mset(0, s->texts);
    for (Xapian::MSetIterator i = m.begin(); i != m.end(); ++i) {
        peer_hit(hits, {own->number, *i - 1, static_cast<uint32_t>(i.get_weight() + 0.5)});
    }
}

size_t bytes(void *state) {
    State *s = static_cast<State *>(state);
    size_t sum = 0;
    for (int i = 0; i < 2; i++) {
        FILE *p = popen(("du -sb " + s->path[i]).c_str(), "r");
        unsigned long long one = 0;
        if (p && fscanf(p, "%llu", &one) == 1) {
            sum += one;
        }
        if (p) {
            (void)pclose(p);
        }
    }
    return sum;
}

void closed(void *state) {
    State *s = static_cast<State *>(state);
    std::string remove = "rm -r " + s->path[0] + " " + s->path[1];
    delete s;
    (void)!system(remove.c_str());
}

} // namespace

extern "C" const struct peer peer_xapian = {"Xapian",
        "all texts with enough in common, by a weighting scheme of products; exact", opened,
        find, nullptr, bytes, nullptr, closed};
