#include "lang/lexicon_lint.h"

#include "lang/normal.h"
#include "lang/terms.h"
#include "lang/token.h"

#include <string.h>

enum { CONCEPTS_OF_TERM_MOST = 3, PART_LEAST = 4 };

/* Signs that mean one thing wherever they stand; any other sign alone is chance in most texts. */
static const char han_alone[] =
        "铝钢铁铜锌锡铅镍钛镁金银木纸棉皮水油酸盐蜡煤沙砂锯焊钻铣磨泵阀轴车船桥门窗墙锁链绳笔书酒茶糖米肉"
        "鱼风氢氧氮碳硫氯钠锰铲刷灯梯袜裤裙缸塔桩岩冰雪雷钉铆胶漆墨氨梨牛蛋狗猫犁猪鸭豆酱虾羊酶驴耙鹅蜂稻"
        "麦棚醋药针肝肾肺脑骨牙血钴钨钼铬铂铀锂硅硼磷胺醇醛酮酯苯砖瓦柴碑塑纱绒麻丝帽鞋靴箱桶瓶罐袋盒笼螺"
        "垫簧炉窑釜锅勺碗杯盘筛秤尺锉钳凿斧镐锹锤剪刨楔桅舵锚帆桨艇轨枕闸闩栓铃哨鼓琴笛棋伞扇镜柜椅桌凳床"
        "毯枪炮弹盾";

struct linting {
    const struct lexicon *l;
    struct remarks *out;
    const struct lexicon_row *row;
    enum tongue tongue;
};

static void remark(struct linting *at, bool error, str about, str text) {
    struct remarks *out = at->out;
    if (out->count == out->room) {
        size_t room = out->room ? out->room * 2 : 64;
        struct remark *more = arena_new(out->mem, struct remark, room);
        if (out->count) {
            memcpy(more, out->at, out->count * sizeof(*more));
        }
        out->at = more;
        out->room = room;
    }
    out->at[out->count++] = (struct remark){error, at->row->file, at->row->line, about, text};
    out->errors += error;
}

static int id_order(str a, str b) {
    size_t least = a.len < b.len ? a.len : b.len;
    int order = memcmp(a.at, b.at, least);
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static void lint_row(struct linting *at, const struct lexicon_row *before) {
    const struct lexicon_row *row = at->row;
    if (row->kind.len != 1 || !strchr("MPCSFZQ", row->kind.at[0])) {
        remark(at, true, row->kind, STR("a kind is one of M P C S F Z Q"));
    }
    if (before && str_eq(before->file, row->file) && id_order(before->id, row->id) > 0) {
        remark(at, true, row->id, STR("lines stand in the order of their ids"));
    }
    str rest = row->related;
    str id;
    uint32_t found = 0;
    while (row->related.len && str_cut(&rest, ';', &id)) {
        if (!lexicon_find(at->l, str_trim(id), &found)) {
            remark(at, true, str_trim(id), STR("no concept has this id"));
        }
    }
}

static bool is_han_alone(str term) {
    return text_letters(term) == 1 && (unsigned char)term.at[0] >= 0xE3;
}

static bool han_allowed(str term) {
    char z[8] = {0};
    memcpy(z, term.at, term.len < 7 ? term.len : 7);
    return strstr(han_alone, z) != NULL;
}

static bool is_part(const struct linting *at, str text) {
    const struct terms *terms = lexicon_terms(at->l);
    struct senses found = terms_find(terms, at->tongue, TERM_FORM, text);
    return text_letters(text) >= PART_LEAST && found.count > 0;
}

/* Where the sum of two terms means the same, the compound need not be written. */
static void lint_compound(struct linting *at, str term, str word) {
    for (size_t cut = PART_LEAST; cut + PART_LEAST <= word.len; cut++) {
        str head = {word.at, cut};
        str tail = {word.at + cut, word.len - cut};
        str linked = {head.at, cut - 1};
        bool link = word.at[cut - 1] == 's';
        if (is_part(at, tail) && (is_part(at, head) || (link && is_part(at, linked)))) {
            remark(at, false, term, STR("a compound of terms the lexicon has"));
            return;
        }
    }
}

static void lint_term(struct linting *at, str term, char mark) {
    struct normal n = normal_of(at->out->mem, term);
    struct token t = {0};
    bool any = token_next(n.text, 0, &t);
    bool one = any && t.start == 0 && t.len == n.text.len;
    if (!any) {
        remark(at, true, term, STR("a term without letters"));
        return;
    }
    if (at->tongue == ZH && is_han_alone(term) && !han_allowed(term)) {
        remark(at, true, term, STR("one sign alone, and not of those allowed"));
    }
    if (!one) {
        return;
    }
    const struct terms *terms = lexicon_terms(at->l);
    if (terms_find(terms, at->tongue, TERM_FORM, n.text).count > CONCEPTS_OF_TERM_MOST) {
        remark(at, true, term, STR("a term of more than three concepts"));
    }
    if (mark != '=' && terms_find(terms, at->tongue, TERM_STOP, n.text).count > 0) {
        remark(at, true, term, STR("a stop word"));
    }
    if (at->tongue != ZH && at->tongue != EN && at->tongue != FR) {
        lint_compound(at, term, n.text);
    }
}

static bool stands_in(str cell, str term) {
    str other;
    char mark = 0;
    while (cell.len && lexicon_term(&cell, &other, &mark)) {
        if (str_eq(term, other)) {
            return true;
        }
    }
    return false;
}

static void lint_cell(struct linting *at) {
    str cell = at->row->terms[at->tongue];
    if (cell.len == 0) {
        remark(at, true, tongue_code(at->tongue), STR("an empty cell; - where a gap is meant"));
    }
    str term;
    char mark = 0;
    while (cell.len && lexicon_term(&cell, &term, &mark)) {
        if (stands_in(cell, term)) {
            remark(at, true, term, STR("stands twice in its cell"));
        }
        lint_term(at, term, mark);
    }
}

struct remarks lexicon_lint(struct arena *mem, const struct lexicon *l) {
    struct remarks out = {.mem = mem};
    const struct lexicon_rows *rows = lexicon_source(l);
    for (size_t i = 0; i < rows->count; i++) {
        struct linting at = {.l = l, .out = &out, .row = &rows->at[i]};
        lint_row(&at, i ? &rows->at[i - 1] : NULL);
        for (at.tongue = EN; at.tongue < TONGUE_COUNT; at.tongue++) {
            lint_cell(&at);
        }
    }
    return out;
}
