/* When a password ends that was made for somebody and handed over; 0: they chose it themselves. */
ALTER TABLE account ADD COLUMN password_ends BIGINT NOT NULL DEFAULT 0;
