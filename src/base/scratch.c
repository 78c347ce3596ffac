#include "base/scratch.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where a file system has no files without a name, it gets one for a moment. */
static int named_for_a_moment(const char *folder) {
    struct arena mem = {0};
    struct buf name = {.mem = &mem};
    buf_add(&name, str_of(folder));
    buf_add(&name, STR("/handslag-XXXXXX"));
    char *path = arena_z(&mem, buf_str(&name));
    int at = mkostemp(path, O_CLOEXEC);
    if (at >= 0) {
        (void)unlink(path);
    }
    arena_free(&mem);
    return at;
}

FILE *scratch_open(const char *folder) {
    folder = folder ? folder : P_tmpdir;
    int at = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    at = at >= 0 ? at : named_for_a_moment(folder);
    FILE *file = at >= 0 ? fdopen(at, "w+") : NULL;
    if (at >= 0 && !file) {
        (void)close(at);
    }
    return file;
}

void scratch_fail(struct work *w) {
    bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG || errno == EROFS;
    work_fail_with(w, full ? TROUBLE_FULL : TROUBLE_BROKEN,
            full ? STR("no room in the work folder for a file on its way to the browser")
                 : STR("a file in the work folder could not be written"));
}

const char *scratch_folder(struct arena *mem) {
    struct buf name = {.mem = mem};
    struct stat found;
    buf_add(&name, STR(P_tmpdir "/handslag-"));
    buf_num(&name, (int64_t)geteuid());
    const char *path = arena_z(mem, buf_str(&name));
    (void)mkdir(path, S_IRWXU);
    bool ours = lstat(path, &found) == 0 && S_ISDIR(found.st_mode) && found.st_uid == geteuid() &&
                (found.st_mode & (S_IRWXG | S_IRWXO)) == 0;
    return ours ? path : NULL;
}
