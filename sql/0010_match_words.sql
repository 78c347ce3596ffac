/* words: of the title and, behind a bar, of the text, each once. unknown: those that the lexicon
   does not know, as they stand there. */
ALTER TABLE annotation ADD COLUMN words TEXT NOT NULL DEFAULT '';
ALTER TABLE annotation ADD COLUMN unknown TEXT NOT NULL DEFAULT '';

/* "It does not mean that here": a concept that a person took off a text. */
CREATE TABLE rejection (
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    concept TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (listing_id, concept)
);
