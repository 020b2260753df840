## 誰會到場

nav-tonight = 今晚
nav-absences = 缺勤
tonight-title = 今晚誰會到場
tonight-count = { $count } 人在未來 24 小時當值。
tonight-empty = 未來 24 小時沒有人當值。
tonight-conditions = 留意：{ $conditions }
tonight-verified = 已核實職級
tonight-until = 證明書至 { $date }
tonight-unverified = 證明書已失效，先聯絡審批主任
tonight-missing-count = { $count } 人仍未簽到。
tonight-word = 會否到場
tonight-coming = 已回覆會到
tonight-silent = 已查詢，未有回覆
tonight-not-asked = 尚未查詢
tonight-missing = 未簽到：先致電，再記錄
tonight-came = 到達
tonight-left = 離開
tonight-print = 名單不設照片。列印後可以手寫到達和離開時間。

## 缺勤

absence-reported = 單位報告缺勤，等待覆核
absence-excused = 有合理原因，或其實已到場
absence-upheld = 確實缺勤
absence-title = 沒有到場？
absence-text = 先致電會員。報告後，會員會收到通知，並可以解釋。審批主任會覆核，不會自動扣分。
absence-note = 發生了甚麼事？
absence-send = 報告沒有到場
absence-reported-by-unit = 單位報告你沒有到場
absence-reported-text = 說明你的情況。審批主任看過兩邊的說法才會決定，不會自動扣分。
absence-word = 你的說法
absence-word-send = 送出
absence-unit-says = 單位的說法
absence-member-says = 會員的說法
absence-no-word = 會員未有回覆。
absence-verdict = 覆核結果
absence-verdict-text = 審批主任的說明
absence-reason = 理由（會員會看到）
absence-decide = 記錄結果
absences-title = 缺勤覆核
absences-text = 每一宗都由人覆核。紀錄不會變成分數，也不會自動影響會員選更。
absences-count = { $count } 宗等待覆核
absences-empty = 沒有等待覆核的個案。
error-absence-verdict = 選擇覆核結果
error-absence-note = 輸入理由，最多 500 個字元

## 意見

feedback-unit-title = 這次合作怎樣？
feedback-unit-question = 歡迎這位會員再來當值嗎？
feedback-member-title = 這一更怎樣？
feedback-member-question = 你願意再到這個單位當值嗎？
feedback-yes = 願意
feedback-no = 不願意
feedback-note = 補充（選填）
feedback-hint = 對方會看到你的意見，只可以送出一次。
error-feedback-again = 選擇願意或不願意
speech-back = 返回這一更
feedback-send = 送出意見
feedback-of-unit = 單位的意見
feedback-of-member = 會員的意見

## 信件

mail-absent-subject = 單位報告你沒有到場：{ $when }
mail-absent-text = { $place }報告你沒有在{ $when }到場。你可以說明情況，審批主任會覆核。
mail-absent-action = 說明情況
mail-review-subject = 缺勤報告已覆核：{ $when }
mail-review-excused = { $place }在{ $when }的報告已覆核：有合理原因，或你其實已到場。
mail-review-upheld = { $place }在{ $when }的報告已覆核：你沒有到場。理由列在網頁上。
mail-review-action = 查看結果
