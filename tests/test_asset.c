#include "tests/test.h"
#include "web/asset.h"

#include <string.h>

static void every_asset_is_found_by_its_path(void) {
    CHECK(asset_count > 0);
    for (size_t i = 0; i < asset_count; i++) {
        CHECK(asset_find(str_of(asset_table[i].path)) == &asset_table[i]);
        CHECK(asset_table[i].len > 0);
    }
}

static void what_is_not_there_is_not_found(void) {
    CHECK(asset_find(STR("")) == NULL);
    CHECK(asset_find(STR("/assets/")) == NULL);
    CHECK(asset_find(STR("/assets/zzz")) == NULL);
    CHECK(asset_find(STR("/assets/style.css")) == NULL);
}

static void a_page_learns_the_path_from_the_name(void) {
    const struct asset_file *style = asset_find(asset_path(STR("style.css")));

    CHECK(style != NULL);
    CHECK(style->brotli != NULL && style->brotli_len < style->len);
    CHECK(style->gzip != NULL && style->gzip[0] == 0x1f && style->gzip[1] == 0x8b);
}

static void a_font_is_not_compressed_twice(void) {
    const struct asset_file *font = asset_find(asset_path(STR("sans-latin.woff2")));

    CHECK(font != NULL);
    CHECK(font->brotli == NULL && font->gzip == NULL);
    CHECK(memcmp(font->bytes, "wOF2", 4) == 0);
}

int main(void) {
    every_asset_is_found_by_its_path();
    what_is_not_there_is_not_found();
    a_page_learns_the_path_from_the_name();
    a_font_is_not_compressed_twice();
    return test_failures > 0;
}
