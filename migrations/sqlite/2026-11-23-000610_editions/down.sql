ALTER TABLE engagement_entries DROP COLUMN answered;
ALTER TABLE engagement_entries DROP COLUMN edition;
ALTER TABLE promotion_rounds DROP COLUMN edition;
ALTER TABLE leave_requests DROP COLUMN edition;
ALTER TABLE pay_lines DROP COLUMN edition;
ALTER TABLE regime_declarations DROP COLUMN asked;
