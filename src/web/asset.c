#include "web/asset.h"

#include <assert.h>
#include <string.h>

static int order(str left, str right) {
    size_t shared = left.len < right.len ? left.len : right.len;
    int by_bytes = shared > 0 ? memcmp(left.at, right.at, shared) : 0;

    return by_bytes != 0 ? by_bytes : (left.len > right.len) - (left.len < right.len);
}

const struct asset_file *asset_find(str path) {
    size_t low = 0;
    size_t high = asset_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int way = order(path, str_of(asset_table[middle].path));

        if (way == 0) {
            return &asset_table[middle];
        }
        if (way < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

str asset_path(str name) {
    size_t i = 0;

    while (i < asset_count && !str_eq(str_of(asset_table[i].name), name)) {
        i++;
    }
    assert(i < asset_count);
    return str_of(asset_table[i].path);
}
