#include "command/command.h"

static const char match_all_more[] =
        "  --out FILE     where to write, and not to the standard output; FILE.part until it is\n"
        "                 whole, and FILE.state says how far it is\n"
        "  --resume       goes on with FILE.part, if nothing has changed since\n"
        "  --json         a line for each organisation, after one that says of what state (usual)\n"
        "  --csv          a row for each partner\n"
        "  --most N       partners of each, at most 1000; usually 20\n"
        "  --cluster KEY  only members of that cluster, by all channels and its weights, as its\n"
        "                 pages show them\n"
        "  --lang L       the language of the concepts' labels; usually en\n"
        "  --db DATABASE  which database; usually $HANDSLAG_DB, else data/handslag.db\n\n"
        "  mpirun -n 4 handslag match-all --out FILE    four processes share the work, with the\n"
        "                                               same bytes\n\n"
        "  Confidential needs are in it too: keep the file as you keep the database.\n";

static const struct command rows[] = {
        {"serve",
                "[--listen ADDRESS] [--port N] [--workers N] [--log FILE] [--address URL] [--key FILE]"
                " [--behind-proxy] [--proxy ADDRESS]... [--work FOLDER] [--user ACCOUNT]"
                " [--limit WHAT=N/M]... [--no-limits] [--no-sandbox] [--smtp SERVER --mail-from MAIL"
                " [--smtp-user NAME --smtp-password-file FILE] [--smtp-ca FILE] [--smtp-plain]]"
                " [--metrics-key FILE] [--demo] [--db DATABASE] [--settings FILE] [--check-settings]",
                "answers browsers until it is stopped", command_serve, NULL},
        {"match",
                "--needs FILE [--needs FILE]... --offers FILE [--offers FILE]... [--json] [--most N]"
                " [--lang L]",
                "pairs in which both sides gain, from files alone, with the reasons", command_match,
                NULL},
        {"match-all",
                "[--out FILE [--resume]] [--json | --csv] [--most N] [--cluster KEY] [--lang L]"
                " [--db DATABASE]",
                "the best partners of everybody, as lines of JSON or a table; also by several"
                " processes, with mpirun",
                command_match_all, match_all_more},
        {"user",
                "add --mail MAIL --name NAME [--admin] [--cluster KEY]... [--member KEY]"
                " [--researcher KEY] | list | remove --mail MAIL | password --mail MAIL"
                " | remove-second-step --mail MAIL | suspend --mail MAIL | resume --mail MAIL"
                "   [--db DATABASE]",
                "who may sign in; a password is made and shown once", command_user, NULL},
        {"import",
                "FILE|FOLDER... [--cluster KEY] [--kind KIND] [--lang LANGUAGE] [--preview]"
                " [--leave-wrong] | --undo [--cluster KEY]   [--db DATABASE]",
                "takes in tables of members, people, needs and offers; all of it or nothing",
                command_import, NULL},
        {"export", "FOLDER [--cluster KEY] [--db DATABASE]",
                "writes everything as CSV files that import reads again", command_export, NULL},
        {"lexicon",
                "lint | build | eval --gold FILE [--db DATABASE] | coverage --gold FILE"
                " | import FILE... --scheme KEY --title T --licence L --attribution A [--kind KIND]"
                " [--column ROLE=NAME]... [--preview] | import FILE... --taught --from NAME"
                " [--preview] | schemes | remove --scheme KEY | export --tsv FOLDER | --skos FILE"
                " | --taught [--who]   [--db DATABASE]",
                "what words mean: measured, taken in from thesauri, exchanged", command_lexicon,
                NULL},
        {"move", "--from DATABASE --to DATABASE",
                "all of it into another, empty database, compared row by row; goes on where it was"
                " broken off",
                command_move, NULL},
        {"trust", "eval --edges FILE [--months N]",
                "say how well trust foresees later ratings of a signed network", command_trust,
                NULL},
        {"embeddings", "[--address URL --model NAME [--key FILE] | --off] [--db DATABASE]",
                "where texts are turned into numbers by a language model, if anywhere",
                command_embeddings, NULL},
        {"check", "[--head PLACE:HASH] [--db DATABASE]",
                "looks whether all that is stored is sound, and the audit hangs together",
                command_check, NULL},
        {"backup", "NEW-FILE | --folder FOLDER [--keep N]   [--db DATABASE]",
                "a whole copy while others go on working, compared row by row; in a folder the"
                " newest 14 are kept, or N",
                command_backup, NULL},
        {"restore", "BACKUP [--db FILE]",
                "puts a backup in the database's place, and keeps what was there beside it",
                command_restore, NULL},
};

struct commands command_list(void) {
    return (struct commands){rows, sizeof(rows) / sizeof(rows[0])};
}
