/* Words that a cluster does not want to be asked about again: names, slips of the pen. word: in its
   comparable form. */
CREATE TABLE ignored_word (
    cluster_id BIGINT NOT NULL,
    lang TEXT NOT NULL,
    word TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (cluster_id, lang, word)
);
