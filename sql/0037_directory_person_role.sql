/* Mail addresses that somebody proved to hold besides that of their account and those of their contact
   entries: they were asked at the one and at the other, and agreed at both. */
CREATE TABLE individual_mail (
    individual_id BIGINT NOT NULL REFERENCES individual (id) ON DELETE CASCADE,
    mail TEXT NOT NULL,
    proven BIGINT NOT NULL,
    PRIMARY KEY (individual_id, mail)
);
CREATE INDEX individual_mail_by_mail ON individual_mail (mail);
