#include "base/scratch.h"
#include "tests/test.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int names_in(const char *folder) {
    int count = 0;
    DIR *at = opendir(folder);
    while (at && readdir(at)) {
        count++;
    }
    if (at) {
        (void)closedir(at);
    }
    return count - 2; /* itself, and the one above */
}

static void a_file_has_no_name(const char *folder) {
    char back[8] = "";
    FILE *file = scratch_open(folder);
    CHECK(file);
    if (!file) {
        return;
    }
    CHECK(names_in(folder) == 0);
    CHECK(fputs("rows\n", file) >= 0 && fseek(file, 0, SEEK_SET) == 0);
    CHECK(fgets(back, sizeof(back), file));
    SAME(str_of(back), "rows\n");
    CHECK(fclose(file) == 0);
}

static void without_a_folder_it_is_the_systems(void) {
    FILE *file = scratch_open(NULL);
    CHECK(file && fclose(file) == 0);
}

static void a_folder_that_is_not_there_gives_none(void) {
    errno = 0;
    CHECK(!scratch_open("/nonexistent/folder"));
    CHECK(errno == ENOENT);
}

static enum trouble trouble_of(int why) {
    struct work w = {0};
    errno = why;
    scratch_fail(&w);
    CHECK(!work_ok(&w));
    return w.trouble;
}

/* Whoever waits for room, and whoever has a disk to look at, are told apart. */
static void no_room_is_told_from_a_broken_disk(void) {
    CHECK(trouble_of(ENOSPC) == TROUBLE_FULL);
    CHECK(trouble_of(EDQUOT) == TROUBLE_FULL);
    CHECK(trouble_of(EFBIG) == TROUBLE_FULL);
    CHECK(trouble_of(EROFS) == TROUBLE_FULL);
    CHECK(trouble_of(EIO) == TROUBLE_BROKEN);
}

static void the_accounts_own_folder_is_for_nobody_else(void) {
    struct arena mem = {0};
    struct stat found;
    const char *folder = scratch_folder(&mem);
    CHECK(folder && stat(folder, &found) == 0);
    if (folder && stat(folder, &found) == 0) {
        CHECK(S_ISDIR(found.st_mode) && (found.st_mode & 077) == 0);
        CHECK(found.st_uid == geteuid());
    }
    arena_free(&mem);
}

int main(void) {
    char folder[] = P_tmpdir "/handslag-scratch-XXXXXX";
    if (!mkdtemp(folder)) {
        return 1;
    }
    a_file_has_no_name(folder);
    without_a_folder_it_is_the_systems();
    a_folder_that_is_not_there_gives_none();
    no_room_is_told_from_a_broken_disk();
    the_accounts_own_folder_is_for_nobody_else();
    CHECK(rmdir(folder) == 0);
    return test_failures != 0;
}
