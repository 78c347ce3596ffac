#include "command/batch_file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { BATCH_HEX = 2 * BATCH_DIGEST + 1 };

static const int64_t piece_bytes_most = INT64_C(1) << 30;

static bool wrong(const char *path, const char *what) {
    (void)fprintf(stderr, "handslag: %s: %s\n", path, what);
    return false;
}

static bool broke(const char *path) {
    return wrong(path, strerror(errno));
}

static bool name_parts(struct batch_file *f) {
    int part = snprintf(f->part, sizeof(f->part), "%s.part", f->path);
    int state = snprintf(f->state, sizeof(f->state), "%s.state", f->path);
    return part > 0 && (size_t)part < sizeof(f->part) && state > 0 &&
                           (size_t)state < sizeof(f->state)
                   ? true
                   : wrong(f->path, "its name is too long");
}

/* Whoever writes it holds it, so that two do not write one file. */
static FILE *open_held(const char *path) {
    int at = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (at < 0) {
        (void)broke(path);
        return NULL;
    }
    FILE *file = NULL;
    if (flock(at, LOCK_EX | LOCK_NB) != 0) {
        (void)wrong(path, "another process is writing it");
    } else {
        file = fdopen(at, "r+");
    }
    if (!file) {
        (void)close(at);
    }
    return file;
}

static void add_to_digest(unsigned char digest[BATCH_DIGEST], str piece) {
    unsigned char before[BATCH_DIGEST];
    memcpy(before, digest, BATCH_DIGEST);
    crypto_generichash(
            digest, BATCH_DIGEST, (const unsigned char *)piece.at, piece.len, before, BATCH_DIGEST);
}

/* One line of the state: "64 18231 5d0c...", how many are done, the bytes there are, their digest. */
struct mark {
    int64_t done, bytes;
    str digest;
};

static bool read_mark(str line, struct mark *m) {
    str done;
    str bytes;
    return str_ends(line, STR("\n")) && str_cut(&line, ' ', &done) && str_num(done, &m->done) &&
           str_cut(&line, ' ', &bytes) && str_num(bytes, &m->bytes) &&
           str_cut(&line, '\n', &m->digest);
}

static str write_digest(char hex[BATCH_HEX], const unsigned char digest[BATCH_DIGEST]) {
    return str_of(sodium_bin2hex(hex, BATCH_HEX, digest, BATCH_DIGEST));
}

/* Whether the piece that follows is the one that was written. */
static bool is_piece(struct batch_file *f, const struct mark *m, str piece) {
    unsigned char digest[BATCH_DIGEST];
    char hex[BATCH_HEX];
    memcpy(digest, f->digest, BATCH_DIGEST);
    add_to_digest(digest, piece);
    if (!str_eq(write_digest(hex, digest), m->digest)) {
        return false;
    }
    memcpy(f->digest, digest, BATCH_DIGEST);
    return true;
}

/* Whether the next piece is there as the state says; then it counts as done. */
static bool take_piece(struct batch_file *f, struct arena *mem, const struct mark *m) {
    int64_t len = m->bytes - f->bytes;
    if (len < 0 || len > piece_bytes_most || m->done < f->done) {
        return false;
    }
    struct arena_mark clean = arena_mark(mem);
    char *piece = arena_new(mem, char, (size_t)len + 1);
    bool there = fread(piece, 1, (size_t)len, f->file) == (size_t)len &&
                 is_piece(f, m, (str){piece, (size_t)len});
    arena_rewind(mem, clean);
    f->bytes = there ? m->bytes : f->bytes;
    f->done = there ? m->done : f->done;
    return there;
}

/* Goes through the pieces; behind the last whole one nothing is left. */
static bool take_pieces(struct batch_file *f) {
    struct arena mem = {0};
    char *line = NULL;
    size_t room = 0;
    ssize_t len = 0;
    struct mark m = {0};
    long end = ftell(f->states);
    while ((len = getline(&line, &room, f->states)) > 0 &&
            read_mark((str){line, (size_t)len}, &m) && take_piece(f, &mem, &m)) {
        end = ftell(f->states);
    }
    free(line);
    arena_free(&mem);
    bool cut = ftruncate(fileno(f->file), f->bytes) == 0 &&
               fseek(f->file, f->bytes, SEEK_SET) == 0 && ftruncate(fileno(f->states), end) == 0 &&
               fseek(f->states, end, SEEK_SET) == 0;
    return cut || broke(f->part);
}

static bool go_on(struct batch_file *f, str made_of) {
    char *line = NULL;
    size_t room = 0;
    ssize_t len = getline(&line, &room, f->states);
    bool same = len > 0 && line[len - 1] == '\n' && str_eq((str){line, (size_t)len - 1}, made_of);
    free(line);
    if (!same) {
        return wrong(f->part, "it was begun on another state of the database, with another lexicon,"
                              " on another day or for other options; start it without --resume");
    }
    return take_pieces(f);
}

static bool begin(struct batch_file *f, str made_of) {
    bool begun = ftruncate(fileno(f->file), 0) == 0 && ftruncate(fileno(f->states), 0) == 0 &&
                 fwrite(made_of.at, 1, made_of.len, f->states) == made_of.len &&
                 fputc('\n', f->states) != EOF && fflush(f->states) == 0;
    return begun || broke(f->state);
}

bool batch_file_open(struct batch_file *f, const char *path, str made_of, bool resume) {
    *f = (struct batch_file){.path = path, .file = path ? NULL : stdout};
    if (!path) {
        return true;
    }
    if (!name_parts(f)) {
        return false;
    }
    if (resume && access(f->state, F_OK) != 0) {
        return wrong(f->part, "there is nothing to go on with; start it without --resume");
    }
    f->file = open_held(f->part);
    f->states = f->file ? open_held(f->state) : NULL;
    return f->states && (resume ? go_on(f, made_of) : begin(f, made_of));
}

/* What stands in the state is there already. */
bool batch_file_add(struct batch_file *f, str piece, int64_t done) {
    if (fwrite(piece.at, 1, piece.len, f->file) != piece.len || fflush(f->file) != 0) {
        return broke(f->path ? f->part : "the standard output");
    }
    if (!f->path) {
        return true;
    }
    char hex[BATCH_HEX];
    add_to_digest(f->digest, piece);
    (void)write_digest(hex, f->digest);
    f->bytes += (int64_t)piece.len;
    bool noted = fprintf(f->states, "%" PRId64 " %" PRId64 " %s\n", done, f->bytes, hex) > 0 &&
                 fflush(f->states) == 0;
    return noted || broke(f->state);
}

/* A new name is only sure once the folder it stands in is. */
static bool keep_folder(const char *path) {
    char folder[BATCH_PATH_MOST] = ".";
    const char *slash = strrchr(path, '/');
    if (slash) {
        size_t len = slash == path ? 1 : (size_t)(slash - path);
        memcpy(folder, path, len);
        folder[len] = '\0';
    }
    int at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool kept = at >= 0 && fsync(at) == 0;
    if (at >= 0) {
        (void)close(at);
    }
    return kept;
}

bool batch_file_finish(struct batch_file *f) {
    if (!f->path) {
        return fflush(stdout) == 0 || broke("the standard output");
    }
    if (fflush(f->file) != 0 || fsync(fileno(f->file)) != 0) {
        return broke(f->part);
    }
    if (rename(f->part, f->path) != 0 || !keep_folder(f->path)) {
        return broke(f->path);
    }
    (void)unlink(f->state);
    return true;
}

void batch_file_close(struct batch_file *f) {
    if (f->states) {
        (void)fclose(f->states);
    }
    if (f->path && f->file) {
        (void)fclose(f->file);
    }
    f->file = NULL;
    f->states = NULL;
}
