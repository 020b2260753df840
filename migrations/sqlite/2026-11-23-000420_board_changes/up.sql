-- What changed on the board, in the order of commits: a node that holds the board in memory reads here what
-- it must read again. A row without a shift means that everything must be read again.
CREATE TABLE board_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    xid BIGINT NOT NULL DEFAULT 0,
    shift_id BIGINT
);

CREATE TRIGGER shifts_insert_board AFTER INSERT ON shifts
BEGIN INSERT INTO board_changes (shift_id) VALUES (NEW.id); END;
CREATE TRIGGER shifts_update_board AFTER UPDATE ON shifts
BEGIN INSERT INTO board_changes (shift_id) VALUES (NEW.id); END;
CREATE TRIGGER shifts_delete_board AFTER DELETE ON shifts
BEGIN INSERT INTO board_changes (shift_id) VALUES (OLD.id); END;
CREATE TRIGGER units_insert_board AFTER INSERT ON units
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER units_update_board AFTER UPDATE ON units
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER units_delete_board AFTER DELETE ON units
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER hospitals_insert_board AFTER INSERT ON hospitals
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER hospitals_update_board AFTER UPDATE ON hospitals
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER hospitals_delete_board AFTER DELETE ON hospitals
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER specialties_insert_board AFTER INSERT ON specialties
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER specialties_update_board AFTER UPDATE ON specialties
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER specialties_delete_board AFTER DELETE ON specialties
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER unit_terms_insert_board AFTER INSERT ON unit_terms
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER unit_terms_update_board AFTER UPDATE ON unit_terms
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER unit_terms_delete_board AFTER DELETE ON unit_terms
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER unit_requirements_insert_board AFTER INSERT ON unit_requirements
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER unit_requirements_update_board AFTER UPDATE ON unit_requirements
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER unit_requirements_delete_board AFTER DELETE ON unit_requirements
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER house_rules_insert_board AFTER INSERT ON house_rules
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER house_rules_update_board AFTER UPDATE ON house_rules
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER house_rules_delete_board AFTER DELETE ON house_rules
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER pick_rules_insert_board AFTER INSERT ON pick_rules
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER pick_rules_update_board AFTER UPDATE ON pick_rules
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
CREATE TRIGGER pick_rules_delete_board AFTER DELETE ON pick_rules
BEGIN INSERT INTO board_changes (shift_id) VALUES (NULL); END;
