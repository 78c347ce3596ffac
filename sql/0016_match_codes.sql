/* codes: those of imported thesauri that the text is nearest to, "cpv:44316500 31;esco:..." in
   hundredths. codes_by: what they were read with, the thesauri and the version of the text. */
ALTER TABLE annotation ADD COLUMN codes TEXT NOT NULL DEFAULT '';
ALTER TABLE annotation ADD COLUMN codes_by TEXT NOT NULL DEFAULT '';
