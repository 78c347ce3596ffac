/* What people write for a date, a country, a region, a sector or a choice. */
#include "lang/codes.h"
#include "lang/date.h"
#include "lang/ecosystem.h"
#include "lang/label.h"
#include "lang/sector.h"

#include <assert.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena mem = {0};
    str text = {(const char *)data, size};
    str date = date_parse_human(&mem, text);
    str country = country_of(&mem, text);
    str region = region_of(&mem, STR("FR"), text);
    str language = language_of(&mem, text);
    str currency = currency_of(&mem, text);
    str sector = sector_of(&mem, text);
    str kind = label_of(&mem, LABEL_KIND, text);
    str ecosystem = ecosystem_of(&mem, text);
    assert(date.len == 0 || date_valid(date));
    assert(country.len == 0 || country_known(country));
    assert(region.len == 0 || region_known(region));
    assert(language.len == 0 || language_known(language));
    assert(currency.len == 0 || currency_known(currency));
    assert(sector.len == 0 || sector_known(sector));
    assert(kind.len == 0 || label_knows(LABEL_KIND, kind));
    assert(ecosystem.len == 0 || ecosystem_known(ecosystem));
    arena_free(&mem);
    return 0;
}
