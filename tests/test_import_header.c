#include "directory/import_header.h"
#include "tests/test.h"
#include "wire/csv.h"

static str guessed(struct arena *mem, enum import_kind kind, const char *header) {
    struct csv c = csv_open(mem, str_of(header));
    struct import_sample sample = {0};
    (void)csv_row(&c, &sample.header);
    struct cells found = import_header_guess(mem, kind, &sample);
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < found.count; i++) {
        buf_add(&out, i ? STR(" ") : (str){0});
        buf_add(&out, found.at[i].len ? found.at[i] : STR("-"));
    }
    return buf_str(&out);
}

static void headers_of_seven_languages_are_understood(struct arena *mem) {
    enum import_kind o = IMPORT_ORGANISATIONS;
    SAME(guessed(mem, o, "Company;City;Country;Website;Employees;Booth"),
            "name place country website size keep");
    SAME(guessed(mem, o, "Virksomhed;By;Postnr.;Land;Hjemmeside;Antal ansatte;Søger;Tilbyder"),
            "name place postcode country website size need offer");
    SAME(guessed(mem, o, "Firmenname;PLZ;Ort;Bundesland;Webseite;Mitarbeiterzahl;Suche;Biete"),
            "name postcode place region website size need offer");
    SAME(guessed(mem, o, "Raison sociale;Pays;Ville;Code postal;Site web;Effectif;Courriel"),
            "name country place postcode website size keep");
    SAME(guessed(mem, o, "Bedriftsnavn;Poststed;Nettside;Antall ansatte;Telefon"),
            "name place website size keep");
    SAME(guessed(mem, o, "Företag;Ort;Hemsida;Anställda;Beskrivning;Grundat"),
            "name place website size profile founded");
    SAME(guessed(mem, o, "企业名称;国家;城市;网址;员工人数;企业简介;需求"),
            "name country place website size profile need");
    SAME(guessed(mem, o, "Name;Company;Company website;Land"), "keep name website country");
    SAME(guessed(mem, IMPORT_PERSONS, "Firma;Vorname;Nachname;E-Mail-Adresse;Funktion"),
            "organisation name name mail role");
}

static enum import_kind kind_of(struct arena *mem, const char *header) {
    struct csv c = csv_open(mem, str_of(header));
    struct cells row = {0};
    (void)csv_row(&c, &row);
    return import_header_kind(mem, &row);
}

static void the_kind_of_table_shows_in_its_header(struct arena *mem) {
    for (enum import_kind k = 0; k < IMPORT_KINDS; k++) {
        struct buf line = {.mem = mem};
        import_header_line(&line, k);
        CHECK(kind_of(mem, arena_z(mem, buf_str(&line))) == k);
    }
    CHECK(kind_of(mem, "Firma;Land;Ort;Webseite;Ansprechpartner;E-Mail") == IMPORT_ORGANISATIONS);
    CHECK(kind_of(mem, "Firma;Vorname;Nachname;E-Mail;Telefon") == IMPORT_PERSONS);
    CHECK(kind_of(mem, "Virksomhed;Behov eller tilbud;Titel;Tekst") == IMPORT_LISTINGS);
    CHECK(kind_of(mem, "what;ever") == IMPORT_ORGANISATIONS);
}

static void cells_tell_what_a_header_does_not(struct arena *mem) {
    struct csv c = csv_open(mem, STR("A;B;C\n1;www.a.example;DK\n2;www.b.example;Sverige\n"
                                     "3;https://c.example;Tyskland\n4;www.d.example;FR\n"));
    struct import_sample sample = {0};
    struct cells rows[4] = {0};
    CHECK(csv_row(&c, &sample.header));
    while (sample.count < 4 && csv_row(&c, &rows[sample.count])) {
        sample.count++;
    }
    sample.rows = rows;
    struct cells found = import_header_guess(mem, IMPORT_ORGANISATIONS, &sample);
    SAME(found.at[0], "keep");
    SAME(found.at[1], "website");
    SAME(found.at[2], "country");
}

int main(void) {
    struct arena mem = {0};
    headers_of_seven_languages_are_understood(&mem);
    the_kind_of_table_shows_in_its_header(&mem);
    cells_tell_what_a_header_does_not(&mem);
    arena_free(&mem);
    return test_failures != 0;
}
