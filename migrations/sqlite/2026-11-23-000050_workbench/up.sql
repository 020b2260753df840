-- What officers checked on a document, question by question.
CREATE TABLE document_checks (
  document_id BIGINT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  question TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'unknown')),
  officer_id BIGINT NOT NULL REFERENCES users (id),
  at TIMESTAMP NOT NULL,
  PRIMARY KEY (document_id, question)
);

-- What officers write down for each other about a file; sealed with the applicant's key.
CREATE TABLE file_notes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id BIGINT NOT NULL REFERENCES applications (id),
  officer_id BIGINT NOT NULL REFERENCES users (id),
  at TIMESTAMP NOT NULL,
  note_sealed BLOB NOT NULL
);
CREATE INDEX file_notes_by_application ON file_notes (application_id);

-- Files of an officer: handing over, and the queue's filter.
CREATE INDEX applications_by_officer ON applications (officer_id, state);

-- Texts that officers choose instead of typing; an administrator keeps them. A reason for returning a
-- document counts as one of the words that documents.return_reason knows.
CREATE TABLE canned_reasons (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('return', 'reject')),
  word TEXT NOT NULL UNIQUE,
  counts_as TEXT CHECK (counts_as IN ('unreadable', 'cut_off', 'wrong_document', 'other_name', 'expired',
    'date_differs', 'other')),
  name_en TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  text_en TEXT NOT NULL,
  text_zh TEXT NOT NULL,
  retired_at TIMESTAMP,
  CHECK ((kind = 'return') = (counts_as IS NOT NULL))
);

-- Filters of the queue that an officer gave a name.
CREATE TABLE office_views (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (user_id, name)
);

-- How an officer likes to work.
CREATE TABLE officer_settings (
  user_id BIGINT PRIMARY KEY NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  shortcuts BOOLEAN NOT NULL
);

INSERT INTO canned_reasons (kind, word, counts_as, name_en, name_zh, text_en, text_zh) VALUES
  ('return', 'unreadable', 'unreadable', 'Cannot be read', '看不清楚', '', ''),
  ('return', 'date_unreadable', 'unreadable', 'Last day cannot be read', '看不清到期日',
   'We cannot read the last day. Make sure that it is sharp.', '我們看不清到期日。拍攝時確保日期清晰。'),
  ('return', 'number_unreadable', 'unreadable', 'Number cannot be read', '看不清註冊號碼',
   'We cannot read the number. Make sure that it is sharp.', '我們看不清註冊號碼。拍攝時確保號碼清晰。'),
  ('return', 'cut_off', 'cut_off', 'Edges cut off', '頁邊被切掉', '', ''),
  ('return', 'wrong_document', 'wrong_document', 'Another document', '不是這份文件', '', ''),
  ('return', 'other_name', 'other_name', 'Another name', '姓名不同', '', ''),
  ('return', 'expired', 'expired', 'Expired', '已過期', '', ''),
  ('return', 'date_differs', 'date_differs', 'Date typed differs', '填寫的日期不同', '', ''),
  ('return', 'no_stamp', 'other', 'No signature or stamp', '沒有簽署或印章',
   'It bears no signature or stamp. Have it signed or stamped and upload it again.',
   '文件沒有簽署或印章。由發出的單位簽署或蓋印後再上載。'),
  ('return', 'translation', 'other', 'Neither Chinese nor English', '並非中文或英文',
   'It is neither in Chinese nor in English. Upload a certified translation with it, as one file.',
   '文件並非中文或英文。連同核證譯本合成一個檔案上載。'),
  ('reject', 'experience_short', NULL, 'Experience too short', '經驗未足',
   'You need one year of work in a specialty. You may apply again once you have it.',
   '需要一年專科工作經驗。累積足夠經驗後可以再次申請。'),
  ('reject', 'not_registered', NULL, 'Not on the register', '不在註冊名冊',
   'We do not find you on the register under this number. Ask the council, then apply again.',
   '按這個號碼在註冊名冊找不到你。向有關管理局或委員會查詢後，可以再次申請。'),
  ('reject', 'conditions', NULL, 'Conditions on practice', '執業附有條件',
   'Your registration has a condition that does not allow this work. You may apply again when it ends.',
   '你的註冊附有條件，不容許擔任這項工作。條件解除後可以再次申請。');
