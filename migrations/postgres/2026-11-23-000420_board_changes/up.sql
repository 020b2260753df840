-- What changed on the board: a node that holds the board in memory reads here what it must read again.
-- A row without a shift means that everything must be read again. Numbers of a sequence are not in the
-- order of commits, so a node asks by the transaction: all rows from the oldest one on that was under way.
CREATE TABLE board_changes (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xid BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
    shift_id BIGINT
);
CREATE INDEX board_changes_by_transaction ON board_changes (xid);

CREATE FUNCTION board_changed_shift() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO board_changes (shift_id) VALUES (CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END);
    RETURN NULL;
END $$;
CREATE FUNCTION board_changed_wholly() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO board_changes (shift_id) VALUES (NULL);
    RETURN NULL;
END $$;

CREATE TRIGGER shifts_board AFTER INSERT OR UPDATE OR DELETE ON shifts
    FOR EACH ROW EXECUTE FUNCTION board_changed_shift();
CREATE TRIGGER units_board AFTER INSERT OR UPDATE OR DELETE ON units
    FOR EACH STATEMENT EXECUTE FUNCTION board_changed_wholly();
CREATE TRIGGER hospitals_board AFTER INSERT OR UPDATE OR DELETE ON hospitals
    FOR EACH STATEMENT EXECUTE FUNCTION board_changed_wholly();
CREATE TRIGGER specialties_board AFTER INSERT OR UPDATE OR DELETE ON specialties
    FOR EACH STATEMENT EXECUTE FUNCTION board_changed_wholly();
CREATE TRIGGER unit_terms_board AFTER INSERT OR UPDATE OR DELETE ON unit_terms
    FOR EACH STATEMENT EXECUTE FUNCTION board_changed_wholly();
CREATE TRIGGER unit_requirements_board AFTER INSERT OR UPDATE OR DELETE ON unit_requirements
    FOR EACH STATEMENT EXECUTE FUNCTION board_changed_wholly();
CREATE TRIGGER house_rules_board AFTER INSERT OR UPDATE OR DELETE ON house_rules
    FOR EACH STATEMENT EXECUTE FUNCTION board_changed_wholly();
CREATE TRIGGER pick_rules_board AFTER INSERT OR UPDATE OR DELETE ON pick_rules
    FOR EACH STATEMENT EXECUTE FUNCTION board_changed_wholly();
