-- What was answered stays as it was answered: the line with its articles, and the edition of the rules.
ALTER TABLE engagement_entries ADD COLUMN answered TEXT;
ALTER TABLE engagement_entries ADD COLUMN edition DATE;
ALTER TABLE promotion_rounds ADD COLUMN edition DATE;
ALTER TABLE leave_requests ADD COLUMN edition DATE;
ALTER TABLE pay_lines ADD COLUMN edition DATE;
-- The units about whose heads a member was asked; one that was opened later asks again.
ALTER TABLE regime_declarations ADD COLUMN asked TEXT NOT NULL DEFAULT '';
