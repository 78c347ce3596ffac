/* What two clusters do together: who sees what of it, how it moves along each side's own path, and what
 * stands on its time line. */
#include "base/buf.h"
#include "db/db.h"
#include "privacy/erase.h"
#include "project/collaboration_file.h"
#include "project/collaboration_line.h"
#include "project/collaboration_move.h"
#include "project/collaboration_note.h"
#include "project/collaboration_people.h"
#include "tests/asking.h"
#include "tests/test.h"

#define SEES(response, text) CHECK(visitor_sees(&(response), STR(text)))
#define LACKS(response, text) CHECK(!visitor_sees(&(response), STR(text)))

enum { DAY = 24 * 3600 };

static void as(struct visitor *v, int64_t account) {
    v->work.actor = account;
    db_begin(&v->work);
}

static struct collaboration seen_by(struct visitor *v, int64_t id, int64_t cluster) {
    struct collaboration c = {0};
    CHECK(collaboration_one(&v->work, id, cluster, &c));
    return c;
}

static int64_t stage_of(struct visitor *v, int64_t cluster, int64_t place) {
    struct stages all = stage_list(&v->work, cluster);
    const struct stage *s = stage_at(&all, place);
    return s ? s->id : 0;
}

/* Begun by the Danish cluster with the German one, through the pages. */
static int64_t begin(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r = visitor_get(v, STR("/en/partners/2"));
    SEES(r, "/en/partners/2/collaborations/new");
    r = visitor_post(v, STR("/en/partners/2/collaborations/new"), STR("title=&next_step=x"));
    CHECK(r.status == 422);
    SEES(r, "value='x'");
    r = visitor_post(v, STR("/en/partners/2/collaborations/new"),
            STR("title=Lettere+stolper+til+busser&next_step=Ring+til+Augsburg"
                "&next_day=2027-06-30"));
    CHECK(r.status == 303);
    int64_t id = db_number(&v->work, "SELECT MAX(id) FROM collaboration");
    r = visitor_post(v, STR("/en/partners/2/collaborations/new"), /* pressed twice */
            STR("title=Lettere+stolper+til+busser&next_step=Ring+til+Augsburg"
                "&next_day=2027-06-30"));
    CHECK(r.status == 303 && db_number(&v->work, "SELECT COUNT(*) FROM collaboration") == 1);
    return id;
}

static void whoever_began_it_has_it_alone(struct visitor *v, int64_t id) {
    struct collaboration c = seen_by(v, id, WORLD_ALU);
    struct response r = visitor_get(v, asking_text(v, "/da/collaborations/", id, ""));
    CHECK(r.status == 200);
    SAME(c.lang, "da");
    SAME(c.next_day, "2027-06-30");
    CHECK(c.state == COLLABORATION_OURS && c.stage == stage_of(v, WORLD_ALU, 1));
    SEES(r, "Ring til Augsburg");
    CHECK(visitor_get(v, STR("/en/collaborations/999")).status == 404);
    visitor_sign_in(v, STR("auto@example.org"));
    CHECK(visitor_get(v, asking_text(v, "/en/collaborations/", id, "")).status == 404);
    CHECK(visitor_get(v, asking_text(v, "/en/collaborations/", id, "/invitation")).status == 404);
    r = visitor_get(v, STR("/en/collaborations"));
    LACKS(r, "Lettere");
    SEES(r, "Nothing is under way yet");
    visitor_sign_in(v, STR("alu@example.org"));
    r = visitor_get(v, STR("/en/collaborations"));
    SEES(r, "Lettere stolper");
    SEES(r, "class='column bare'");
}

static void the_other_side_is_asked_by_letter_and_says_yes(struct visitor *v, int64_t id) {
    struct letter l = {0};
    int64_t before = asking_letters(v);
    struct response r = visitor_post(
            v, asking_text(v, "/en/collaborations/", id, "/invite"), STR("note=Vi+ses+gerne"));
    CHECK(r.status == 303 && asking_letters(v) == before + 1);
    CHECK(asking_letter(v, &l));
    SAME(l.to, "auto@example.org");
    CHECK(str_has(l.text, asking_text(v, "/collaborations/", id, "/invitation")));
    CHECK(str_has(l.text, STR("Vi ses gerne")) && str_has(l.text, STR("Lettere stolper")));
    r = visitor_post(v, asking_text(v, "/en/collaborations/", id, "/invite"), STR("note=x"));
    CHECK(asking_letters(v) == before + 1); /* not so soon again */

    visitor_sign_in(v, STR("auto@example.org"));
    r = visitor_get(v, STR("/en/today"));
    SEES(r, "One cluster abroad invites you to work together.");
    CHECK(visitor_get(v, asking_text(v, "/en/collaborations/", id, "")).status == 404);
    r = visitor_get(v, asking_text(v, "/en/collaborations/", id, "/invitation"));
    CHECK(r.status == 200);
    SEES(r, "Lettere stolper");
    LACKS(r, "Ring til Augsburg");
    r = visitor_post(v, asking_text(v, "/en/collaborations/", id, "/accept"), STR(""));
    CHECK(r.status == 303);
    r = visitor_post(v, asking_text(v, "/en/collaborations/", id, "/accept"), STR(""));
    CHECK(r.status == 404);
    r = visitor_get(v, asking_text(v, "/en/collaborations/", id, ""));
    CHECK(r.status == 200);
    LACKS(r, "Ring til Augsburg");
    CHECK(seen_by(v, id, WORLD_AUTO).stage == stage_of(v, WORLD_AUTO, 1));
    r = visitor_post(v, asking_text(v, "/en/collaborations/", id, "/remove"), STR(""));
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM collaboration") == 1);
}

static struct uploads one_file(struct visitor *v, str name, str bytes) {
    struct upload *u = arena_new(&v->mem, struct upload, 1);
    *u = (struct upload){STR("file"), name, STR("text/html"), bytes};
    return (struct uploads){u, 1};
}

/* Alu has a private and a shared note and file; Auto sees of them the shared ones only. */
static void notes_and_files_stay_where_they_are(struct visitor *v, int64_t id) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r =
            visitor_post(v, asking_text(v, "/en/collaborations/", id, "/notes"), STR("note=++"));
    CHECK(r.status == 422);
    SEES(r, "The note is empty");
    r = visitor_post(
            v, asking_text(v, "/en/collaborations/", id, "/notes"), STR("note=Hemmeligt+tal"));
    CHECK(r.status == 303);
    r = visitor_post(v, asking_text(v, "/en/collaborations/", id, "/notes"),
            STR("note=Alle+maa+se+det&shared=yes"));
    CHECK(r.status == 303);
    v->uploads = one_file(v, STR("../<b>.html"), STR("<script>alert(1)</script>"));
    r = visitor_post(v, asking_text(v, "/en/collaborations/", id, "/files"), STR(""));
    CHECK(r.status == 303);
    v->uploads = one_file(v, STR("aftale.pdf"), STR("%PDF-1.7 abc"));
    r = visitor_post(v, asking_text(v, "/en/collaborations/", id, "/files"), STR("shared=yes"));
    CHECK(r.status == 303);
    v->uploads = (struct uploads){0};
    r = visitor_post(v, asking_text(v, "/en/collaborations/", id, "/files"), STR(""));
    CHECK(r.status == 422);
    SEES(r, "No file came");
    int64_t secret = db_number(&v->work, "SELECT MIN(id) FROM collaboration_file");
    int64_t open = db_number(&v->work, "SELECT MAX(id) FROM collaboration_file");
    str files = asking_text(v, "/en/collaborations/", id, "/files/");
    r = visitor_get(v, asking_text(v, arena_z(&v->mem, files), secret, ""));
    CHECK(r.status == 200);
    SAME(r.body, "<script>alert(1)</script>");
    SAME(r.type, "application/octet-stream");
    CHECK(str_starts(visitor_header(&r, STR("Content-Disposition")), STR("attachment;")));
    CHECK(!str_has(visitor_header(&r, STR("Content-Disposition")), STR("<")));
    CHECK(!str_has(visitor_header(&r, STR("Content-Disposition")), STR("/")));

    visitor_sign_in(v, STR("auto@example.org"));
    r = visitor_get(v, asking_text(v, "/en/collaborations/", id, ""));
    LACKS(r, "Hemmeligt tal");
    SEES(r, "Alle maa se det");
    SEES(r, "aftale.pdf");
    LACKS(r, "b_.html");
    CHECK(visitor_get(v, asking_text(v, arena_z(&v->mem, files), secret, "")).status == 404);
    r = visitor_get(v, asking_text(v, arena_z(&v->mem, files), open, ""));
    SAME(r.body, "%PDF-1.7 abc");
    SAME(r.type, "application/pdf");
    r = visitor_post(v, asking_text(v, arena_z(&v->mem, files), open, "/remove"), STR(""));
    CHECK(r.status == 404); /* theirs to remove */
    int64_t note = db_number(&v->work, "SELECT MAX(id) FROM collaboration_note");
    str notes = asking_text(v, "/en/collaborations/", id, "/notes/");
    r = visitor_post(v, asking_text(v, arena_z(&v->mem, notes), note, "/keep"), STR(""));
    CHECK(r.status == 404);
    visitor_sign_in(v, STR("alu@example.org"));
    r = visitor_post(v, asking_text(v, arena_z(&v->mem, notes), note, "/keep"), STR(""));
    CHECK(r.status == 303);
    r = visitor_post(v, asking_text(v, arena_z(&v->mem, files), secret, "/remove"), STR(""));
    CHECK(r.status == 303);
    CHECK(db_number(&v->work, "SELECT COUNT(*) FROM collaboration_file_part") == 1);
    visitor_sign_in(v, STR("auto@example.org"));
    r = visitor_get(v, asking_text(v, "/en/collaborations/", id, ""));
    LACKS(r, "Alle maa se det");
}

static str move_form(struct visitor *v, int64_t stage) {
    return asking_text(v, "stage=", stage, "");
}

static void plant_meeting(struct visitor *v, int64_t cluster, const char *theirs_said) {
    struct work *w = &v->work;
    db_begin(w);
    int64_t ours = db_number(w,
            "INSERT INTO individual (account_id, created) VALUES (?, 0)"
            " ON CONFLICT (account_id) DO UPDATE SET created = 0 RETURNING id",
            num(cluster == WORLD_ALU ? WORLD_ALU_MANAGER : WORLD_AUTO_MANAGER));
    int64_t theirs = db_number(w, "INSERT INTO individual (created) VALUES (0) RETURNING id");
    int64_t id = db_number(w,
            "INSERT INTO encounter (cluster_id, partner_cluster_id, starts, ends, zone, day, how,"
            " title, state, account_id, created, updated)"
            " VALUES (?, ?, ?, ?, 'UTC', '2027-01-10', 'person', ?, 'held', 1, 0, 0) RETURNING id",
            num(cluster), num(cluster == WORLD_ALU ? WORLD_AUTO : WORLD_ALU), num(w->now - DAY),
            num(w->now - DAY), txt(cluster == WORLD_ALU ? STR("Ved havnen") : STR("Im Werk")));
    db_run(w,
            "INSERT INTO encounter_person (encounter_id, individual_id, side, said)"
            " VALUES (?, ?, 'ours', 'met'), (?, ?, 'theirs', ?)",
            num(id), num(ours), num(id), num(theirs), txt(str_of(theirs_said)));
    CHECK(db_end(w));
}

static void a_stage_wants_its_evidence_and_says_so(struct visitor *v, int64_t id) {
    visitor_sign_in(v, STR("alu@example.org"));
    str move = asking_text(v, "/en/collaborations/", id, "/move");
    struct response r = visitor_post(v, move, move_form(v, stage_of(v, WORLD_ALU, 2)));
    CHECK(r.status == 303);
    r = visitor_post(v, move, move_form(v, stage_of(v, WORLD_ALU, 4)));
    CHECK(r.status == 422);
    SEES(r, "“Contact made” needs a contact request that was agreed to");
    plant_meeting(v, WORLD_ALU, "");
    r = visitor_post(v, move, move_form(v, stage_of(v, WORLD_ALU, 4)));
    CHECK(r.status == 422); /* a claim is no evidence */
    SEES(r, "claimed, not confirmed yet");
    plant_meeting(v, WORLD_ALU, "met");
    r = visitor_post(v, move, asking_text(v, "back=board&stage=", stage_of(v, WORLD_ALU, 4), ""));
    CHECK(r.status == 303);
    SAME(visitor_header(&r, STR("Location")), "/en/collaborations?done=moved");
    CHECK(seen_by(v, id, WORLD_ALU).stage == stage_of(v, WORLD_ALU, 4));
    CHECK(seen_by(v, id, WORLD_AUTO).stage == stage_of(v, WORLD_AUTO, 1)); /* each its own */
    r = visitor_post(v, move, move_form(v, stage_of(v, WORLD_AUTO, 1)));
    CHECK(r.status == 422); /* not a stage of ours */
    SEES(r, "not on your path any more");
    r = visitor_get(v, asking_text(v, "/en/collaborations/", id, ""));
    SEES(r, "From “Partners screened” to “Met in person”");
}

static void the_newest_move_can_be_taken_back_once(struct visitor *v, int64_t id) {
    struct collaboration c = seen_by(v, id, WORLD_ALU);
    str undo = asking_text(v, "/en/collaborations/", id, "/undo");
    int64_t move = collaboration_undoable(&v->work, &c);
    CHECK(move != 0);
    struct response r = visitor_post(v, undo, asking_text(v, "move=", move, ""));
    CHECK(r.status == 303 && seen_by(v, id, WORLD_ALU).stage == stage_of(v, WORLD_ALU, 2));
    r = visitor_post(v, undo, asking_text(v, "move=", move, "")); /* pressed twice */
    CHECK(r.status == 303 && seen_by(v, id, WORLD_ALU).stage == stage_of(v, WORLD_ALU, 2));
    CHECK(str_has(visitor_header(&r, STR("Location")), STR("too-late")));
    c = seen_by(v, id, WORLD_ALU);
    CHECK(collaboration_undoable(&v->work, &c) == move - 1);
    r = visitor_get(v, asking_text(v, "/en/collaborations/", id, ""));
    SEES(r, "Taken back: from “Partners screened” to “Met in person”");
}

static size_t lines_of(struct visitor *v, int64_t id, int64_t cluster, enum line_kind kind) {
    struct collaboration c = seen_by(v, id, cluster);
    struct collaboration_lines all = collaboration_lines(&v->work, &c);
    size_t count = 0;
    for (size_t i = 0; i < all.count; i++) {
        CHECK(i == 0 || all.at[i - 1].at >= all.at[i].at);
        count += all.at[i].kind == kind;
    }
    return count;
}

static void plant_request(struct visitor *v, const char *state) {
    struct work *w = &v->work;
    db_begin(w);
    int64_t one = db_number(w, "INSERT INTO individual (created) VALUES (0) RETURNING id");
    db_run(w, "UPDATE approach SET state = 'shut'"); /* two have one under way */
    db_run(w,
            "INSERT INTO approach (cluster_id, partner_cluster_id, asker_id, speaker_id, asked_id,"
            " reason, lang, deadline, days, state, created)"
            " VALUES (1, 2, ?, ?, ?, 'x', 'da', '2027-03-01', 7, ?, ?)",
            num(one), num(one), num(one), txt(str_of(state)), num(w->now));
    CHECK(db_end(w));
}

static void each_reader_has_their_own_line(struct visitor *v, int64_t id) {
    plant_meeting(v, WORLD_AUTO, "");
    v->work.actor = WORLD_ALU_MANAGER;
    CHECK(lines_of(v, id, WORLD_ALU, LINE_MEETING) == 2); /* theirs is not confirmed */
    plant_request(v, "open");
    CHECK(lines_of(v, id, WORLD_ALU, LINE_APPROACH) == 1);
    v->work.actor = WORLD_AUTO_MANAGER;
    CHECK(lines_of(v, id, WORLD_AUTO, LINE_MEETING) == 2); /* their claim, and what both say */
    CHECK(lines_of(v, id, WORLD_AUTO, LINE_APPROACH) == 0);
    CHECK(lines_of(v, id, WORLD_AUTO, LINE_MOVED) == 1);
    plant_request(v, "yes");
    CHECK(lines_of(v, id, WORLD_AUTO, LINE_APPROACH) == 1);
    v->work.actor = WORLD_ALU_MANAGER;
    CHECK(lines_of(v, id, WORLD_ALU, LINE_APPROACH) == 2);
}

/* With members named, only meetings of these, or between the offices, belong to it. */
static void what_it_concerns_narrows_the_line(struct visitor *v, int64_t id) {
    struct work *w = &v->work;
    struct collaboration c = seen_by(v, id, WORLD_ALU);
    as(v, WORLD_ALU_MANAGER);
    CHECK(collaboration_member_add(w, &c, WORLD_FOUNDRY));
    CHECK(collaboration_member_add(w, &c, WORLD_PRESS));
    CHECK(collaboration_member_add(w, &c, WORLD_HIDDEN)); /* ours: not for their eyes */
    CHECK(!collaboration_member_add(w, &c, WORLD_SAWMILL));
    CHECK(!collaboration_member_add(w, &c, WORLD_WITHDRAWN));
    db_run(w, "UPDATE encounter SET own_id = ? WHERE title = 'Ved havnen'", num(WORLD_SHARED));
    CHECK(db_end(w));
    CHECK(lines_of(v, id, WORLD_ALU, LINE_MEETING) == 0);
    as(v, WORLD_ALU_MANAGER);
    db_run(w, "UPDATE encounter SET own_id = ? WHERE title = 'Ved havnen'", num(WORLD_FOUNDRY));
    CHECK(db_end(w));
    CHECK(lines_of(v, id, WORLD_ALU, LINE_MEETING) == 2);
    visitor_sign_in(v, STR("auto@example.org"));
    struct response r = visitor_get(v, asking_text(v, "/en/collaborations/", id, ""));
    SEES(r, "Støberiet");
    LACKS(r, "Skjult");
    SEES(r, "And one that is confidential");
}

static void each_side_names_its_own_people(struct visitor *v, int64_t id) {
    struct work *w = &v->work;
    struct collaboration c = seen_by(v, id, WORLD_ALU);
    as(v, WORLD_ALU_MANAGER);
    CHECK(collaboration_person_add(w, &c, WORLD_ANNE, 0));
    CHECK(collaboration_person_add(w, &c, WORLD_BJARNE, 0));
    CHECK(!collaboration_person_add(w, &c, WORLD_CLARA, 0)); /* of theirs */
    CHECK(collaboration_person_add(w, &c, 0, WORLD_ALU_MANAGER));
    CHECK(!collaboration_person_add(w, &c, 0, WORLD_AUTO_MANAGER));
    CHECK(db_end(w));
    visitor_sign_in(v, STR("auto@example.org"));
    struct response r = visitor_get(v, asking_text(v, "/en/collaborations/", id, ""));
    SEES(r, "Anne Holm"); /* agreed to be listed */
    LACKS(r, "Bjarne");
    SEES(r, "Somebody who is not listed");
    int64_t anne = db_number(w, "SELECT individual_id FROM person WHERE id = ?", num(WORLD_ANNE));
    str people = asking_text(v, "/en/collaborations/", id, "/people/");
    (void)visitor_post(v, asking_text(v, arena_z(&v->mem, people), anne, "/remove"), STR(""));
    CHECK(collaboration_people(w, &c).count == 3); /* not theirs to take off */
    visitor_sign_in(v, STR("alu@example.org"));
    (void)visitor_post(v, asking_text(v, arena_z(&v->mem, people), anne, "/remove"), STR(""));
    CHECK(collaboration_people(w, &c).count == 2);
}

static void a_name_that_is_erased_leaves_the_words(struct visitor *v, int64_t id) {
    struct work *w = &v->work;
    struct collaboration c = seen_by(v, id, WORLD_ALU);
    struct collaboration_note n = {.body = STR("Bjarne Brandt ringer"), .lang = STR("da")};
    struct person bjarne = {0};
    as(v, WORLD_ALU_MANAGER);
    CHECK(person_stored(w, WORLD_BJARNE, &bjarne));
    struct buf body = {.mem = &v->mem};
    buf_add(&body, bjarne.name);
    buf_add(&body, STR(" ringer i morgen"));
    n.body = buf_str(&body);
    CHECK(collaboration_note_add(w, &c, &n) == COLLABORATION_NOTE_FINE);
    CHECK(collaboration_note_add(w, &c, &n) == COLLABORATION_NOTE_FINE); /* pressed twice */
    CHECK(db_end(w));
    size_t before = collaboration_people(w, &c).count;
    as(v, WORLD_ADMIN);
    struct people gone = {.at = &bjarne, .count = 1};
    erase_people(w, &gone);
    CHECK(db_end(w));
    CHECK(db_number(w, "SELECT COUNT(*) FROM collaboration_note WHERE body LIKE ?",
                  txt(STR("[…] ringer i morgen"))) == 1);
    CHECK(collaboration_people(w, &c).count == before - 1);
}

static void one_that_nobody_shares_can_be_removed(struct visitor *v) {
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r =
            visitor_post(v, STR("/en/partners/3/collaborations/new"), STR("title=Wood"));
    CHECK(r.status == 303);
    int64_t id = db_number(&v->work, "SELECT MAX(id) FROM collaboration");
    r = visitor_post(v, asking_text(v, "/en/collaborations/", id, "/close"), STR(""));
    CHECK(r.status == 303);
    r = visitor_get(v, STR("/en/collaborations"));
    LACKS(r, ">Wood<");
    r = visitor_get(v, STR("/en/collaborations?state=closed&view=list&sort=title"));
    SEES(r, ">Wood<");
    r = visitor_post(v, asking_text(v, "/en/collaborations/", id, "/reopen"), STR(""));
    CHECK(r.status == 303);
    r = visitor_post(v, asking_text(v, "/en/collaborations/", id, "/remove"), STR(""));
    CHECK(r.status == 303 && db_number(&v->work, "SELECT COUNT(*) FROM collaboration") == 1);
    r = visitor_get(v, STR("/en/partners/1/collaborations/new"));
    CHECK(r.status == 404); /* with oneself */
}

/* A no is told, and another invitation waits for its time. */
static void a_no_is_a_no_for_a_while(struct visitor *v) {
    visitor_sign_in(v, STR("auto@example.org"));
    (void)visitor_post(v, STR("/de/partners/1/collaborations/new"), STR("title=Zweite+Idee"));
    int64_t id = db_number(&v->work, "SELECT MAX(id) FROM collaboration");
    (void)visitor_post(v, asking_text(v, "/de/collaborations/", id, "/invite"), STR(""));
    visitor_sign_in(v, STR("alu@example.org"));
    struct response r =
            visitor_post(v, asking_text(v, "/en/collaborations/", id, "/decline"), STR(""));
    CHECK(r.status == 303);
    CHECK(visitor_get(v, asking_text(v, "/en/collaborations/", id, "/invitation")).status == 404);
    CHECK(visitor_get(v, asking_text(v, "/en/collaborations/", id, "")).status == 404);
    struct collaboration c = seen_by(v, id, WORLD_AUTO);
    CHECK(c.state == COLLABORATION_DECLINED && !collaboration_may_invite(&v->work, &c));
    v->work.now += COLLABORATION_INVITE_AGAIN_SECONDS + 60;
    CHECK(collaboration_may_invite(&v->work, &c));
    v->work.now -= COLLABORATION_INVITE_AGAIN_SECONDS + 60;
}

static void the_scene(struct visitor *v) {
    int64_t id = begin(v);
    whoever_began_it_has_it_alone(v, id);
    the_other_side_is_asked_by_letter_and_says_yes(v, id);
    notes_and_files_stay_where_they_are(v, id);
    a_stage_wants_its_evidence_and_says_so(v, id);
    the_newest_move_can_be_taken_back_once(v, id);
    each_reader_has_their_own_line(v, id);
    what_it_concerns_narrows_the_line(v, id);
    each_side_names_its_own_people(v, id);
    a_name_that_is_erased_leaves_the_words(v, id);
    one_that_nobody_shares_can_be_removed(v);
    a_no_is_a_no_for_a_while(v);
}

int main(void) {
    struct visitor v;
    if (!visitor_open(&v)) {
        return 1;
    }
    the_scene(&v);
    CHECK(work_ok(&v.work));
    visitor_close(&v);
    return test_failures != 0;
}
