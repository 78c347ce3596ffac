/* What a cluster keeps besides, about its members or about its collaborations: fields of its own, which
 * it names, orders and may take away again. What stands in them is for that cluster alone. */
#pragma once

#include "directory/column.h"
#include "project/named.h"

enum own_field_object { OWN_FIELD_ORGANISATION, OWN_FIELD_COLLABORATION, OWN_FIELD_OBJECTS };

enum own_field_kind {
    OWN_FIELD_TEXT,
    OWN_FIELD_NUMBER,
    OWN_FIELD_DAY,
    OWN_FIELD_CHOICE,
    OWN_FIELD_YES_NO,
    OWN_FIELD_KINDS,
};

struct own_field {
    int64_t id;
    int64_t cluster;
    int64_t place;
    enum own_field_object object;
    enum own_field_kind kind;
    bool needed; /* it cannot be left empty */
    str choices; /* "a;b" */
    struct named names;
    str value; /* of the thing asked about, in normal form, or as it was typed if that is wrong */
    enum flaw flaw; /* what is wrong with it */
};

struct own_fields {
    struct own_field *at;
    size_t count;
};

/* Everything that stands in the fields of one kind of thing, by thing. */
struct own_field_value {
    int64_t thing;
    int64_t field;
    str value;
};

struct own_field_values {
    struct own_fields fields;
    struct own_field_value *at;
    size_t count;
};

enum {
    OWN_FIELD_VALUES_MOST = 20000,
    OWN_FIELDS_MOST = 20, /* of one kind of thing */
    OWN_FIELD_TEXT_MOST = 1000,
    OWN_FIELD_CHOICES_MOST = 600, /* bytes of all choices */
};

/* What keeps a field from being stored. */
enum own_field_flaw {
    OWN_FIELD_FINE,
    OWN_FIELD_WITHOUT_NAME,
    OWN_FIELD_NAME_LONG,
    OWN_FIELD_WITHOUT_CHOICES, /* a choice has two at least */
    OWN_FIELD_CHOICES_LONG,
    OWN_FIELD_TOO_MANY,
};

str own_field_object_word(enum own_field_object o);
bool own_field_object_of(str word, enum own_field_object *o);
str own_field_kind_word(enum own_field_kind k);
bool own_field_kind_of(str word, enum own_field_kind *k);

/* The fields of a cluster, in their order; with the values of one thing where `thing` is not 0. */
struct own_fields own_field_list(
        struct work *w, int64_t cluster, enum own_field_object object, int64_t thing);
bool own_field_one(struct work *w, int64_t cluster, int64_t id, struct own_field *found);

struct own_field_values own_field_values(
        struct work *w, int64_t cluster, enum own_field_object object);
str own_field_value_of(const struct own_field_values *all, int64_t thing, int64_t field);

/* What a reader calls it, and the language that is in. */
str own_field_title(struct work *w, const struct own_field *f, enum tongue *in);

/* Puts what was typed into the field in normal form, or as it is with its flaw. */
void own_field_take(struct arena *mem, struct own_field *f, str typed);

/* Each in a transaction. The values of one thing; a field, whose id is 0 if it is new (object and kind
 * of a stored one stay); one place earlier or later; away with it, and with what stood in it. */
void own_field_keep(struct work *w, const struct own_fields *all, int64_t thing);
enum own_field_flaw own_field_save(struct work *w, struct own_field *f);
void own_field_shift(struct work *w, const struct own_field *f, bool later);
void own_field_remove(struct work *w, const struct own_field *f);
