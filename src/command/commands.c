#include "command/command.h"

static const struct command rows[] = {
        {"serve",
                "[--listen ADDRESS] [--port N] [--workers N] [--log FILE] [--behind-proxy]"
                " [--proxy ADDRESS]... [--demo] [--db DATABASE]",
                "answers browsers until it is stopped", command_serve},
        {"match",
                "--needs FILE [--needs FILE]... --offers FILE [--offers FILE]... [--json] [--most N]"
                " [--lang L]",
                "pairs in which both sides gain, from files alone, with the reasons",
                command_match},
        {"match-all",
                "[--out FILE [--resume]] [--json | --csv] [--most N] [--cluster KEY] [--lang L]"
                " [--db DATABASE]",
                "the best partners of everybody, as lines of JSON or a table; also by several"
                " processes, with mpirun",
                command_match_all},
        {"user",
                "add --mail MAIL --name NAME [--admin] [--cluster KEY]... | list | remove --mail"
                " MAIL | password --mail MAIL   [--db DATABASE]",
                "who may sign in; a password is made and shown once", command_user},
        {"import",
                "FILE|FOLDER... [--cluster KEY] [--kind KIND] [--lang LANGUAGE] [--preview]"
                " [--leave-wrong] | --undo [--cluster KEY]   [--db DATABASE]",
                "takes in tables of members, people, needs and offers; all of it or nothing",
                command_import},
        {"export", "FOLDER [--cluster KEY] [--db DATABASE]",
                "writes everything as CSV files that import reads again", command_export},
        {"lexicon",
                "lint | build | eval --gold FILE [--db DATABASE] | coverage --gold FILE"
                " | import FILE... --scheme KEY --title T --licence L --attribution A [--kind KIND]"
                " [--column ROLE=NAME]... [--preview] | import FILE... --taught --from NAME"
                " [--preview] | schemes | remove --scheme KEY | export --tsv FOLDER | --skos FILE"
                " | --taught [--who]   [--db DATABASE]",
                "what words mean: measured, taken in from thesauri, exchanged", command_lexicon},
        {"move", "--from DATABASE --to DATABASE",
                "all of it into another, empty database, compared row by row; goes on where it was"
                " broken off",
                command_move},
        {"embeddings", "[--address URL --model NAME | --off] [--db DATABASE]",
                "where texts are turned into numbers by a language model, if anywhere",
                command_embeddings},
        {"check", "[--db DATABASE]", "looks whether all that is stored is sound", command_check},
        {"backup", "NEW-FILE [--db DATABASE]", "a whole copy while others go on working",
                command_backup},
};

struct commands command_list(void) {
    return (struct commands){rows, sizeof(rows) / sizeof(rows[0])};
}
