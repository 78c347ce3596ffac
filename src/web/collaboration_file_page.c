#include "web/collaboration_file_page.h"

#include "db/db.h"
#include "lang/say.h"
#include "project/collaboration_file.h"
#include "web/collaboration_page.h"
#include "web/collaboration_view.h"
#include "web/download.h"

void collaboration_file_page(struct page *p) {
    struct collaboration c = {0};
    struct collaboration_file f = {0};
    str content = {0};
    if (!collaboration_asked(p, &c)) {
        return;
    }
    if (collaboration_file_read(&p->work, &c, p->other, &f, &content)) {
        download_send(p, f.name, f.type, content);
    } else {
        page_not_found(p);
    }
}

static str flaw_said(struct work *w, enum collaboration_file_flaw flaw) {
    switch (flaw) {
    case COLLABORATION_FILE_MISSING: return say(w, "No file came, or an empty one. Choose a file.");
    case COLLABORATION_FILE_LARGE:
        return say(w, "The file is too large. Choose one of at most {} MB.",
                num(COLLABORATION_FILE_MOST / (1024 * 1024)));
    case COLLABORATION_FILE_MANY:
        return say(
                w, "There are {} files already. Remove one first.", num(COLLABORATION_FILES_MOST));
    case COLLABORATION_FILE_FINE: break;
    }
    return (str){0};
}

void collaboration_file_post(struct page *p) {
    struct collaboration c = {0};
    if (!collaboration_asked(p, &c)) {
        return;
    }
    const struct upload *u = request_upload(p->request, STR("file"));
    struct collaboration_file f = {
            .name = u ? u->filename : (str){0}, .shared = page_form(p, STR("shared")).len != 0};
    db_begin(&p->work);
    enum collaboration_file_flaw flaw =
            collaboration_file_add(&p->work, &c, &f, u ? u->bytes : (str){0});
    if (work_ok(&p->work) && flaw != COLLABORATION_FILE_FINE) {
        db_forget(&p->work);
        p->status = 422;
        collaboration_show(p, &c,
                &(struct collaboration_refused){
                        .file_wrong = flaw_said(&p->work, flaw), .file_shared = f.shared});
    } else {
        collaboration_done(p, "saved");
    }
}

void collaboration_file_share_post(struct page *p) {
    struct collaboration c = {0};
    if (!collaboration_asked(p, &c)) {
        return;
    }
    db_begin(&p->work);
    collaboration_done_if(p,
            collaboration_file_share(&p->work, &c, p->other, str_ends(p->path, STR("/share"))),
            "saved");
}

void collaboration_file_remove_post(struct page *p) {
    struct collaboration c = {0};
    if (!collaboration_asked(p, &c)) {
        return;
    }
    db_begin(&p->work);
    collaboration_done_if(p, collaboration_file_remove(&p->work, &c, p->other), "removed");
}
