## 人員查問申請人填寫的資料

act-ask-fact = 查問申請人填寫的資料
act-correct-fact = 更正資料
act-confirm-fact = 確認資料無誤
ball-tell = 輪到你：再看一次{ $facts }
ball-next-tell = 在{ $date }或之前回覆。收到後我們會立即繼續。
ball-action-tell = 回覆
missing-tell = 等待申請人回覆：{ $facts }
stage-told = 查問{ $facts }
facts-title = 再看一次這項資料
facts-intro = 職員對你填寫的資料有疑問。時鐘會等你，其他資料不受影響。
facts-none = 目前沒有查問。申請頁會說明下一步。
facts-asked = { $date }查問
facts-hint = 如有錯就更正；如無誤，原樣送出即可
facts-send = 送出回覆
asked-title = 查問過的資料
asked-waiting = 等待申請人
asked-corrected = 已更正
asked-confirmed = 確認無誤
asked-summary = 查問一項資料
asked-which = 哪一項資料
asked-why = 有甚麼疑問
asked-why-hint = 申請人會看到。用{ $language }寫。
asked-action = 查問申請人
asked-error-fact = 選擇一項資料
asked-error-reason = 寫出疑問，最多 500 個字元
asked-both = { $reason }{ $note }
mail-fact-subject = 輪到你：{ $fact }
mail-fact-text = 職員對你填寫的{ $fact }有疑問：
mail-fact-rest = 更正或確認即可，其他資料不受影響。時鐘會等你。

## 檔案紀錄中的舊版本、閱覽及信件

trail-earlier = 舊版本
trail-came = { $date }上載
trail-returned = { $date }退回：{ $reason }
trail-read = 閱覽：{ $document }
trail-letter = 致申請人的信：{ $subject }

## 管理員看的承諾頁

promise-late = 超出承諾的檔案：{ $count }
promise-late-none = 沒有檔案超出承諾。
promise-late-next = 下一步
promise-late-owner = 負責職員

## 建議作廢的決定，以及證書已到期的成員

file-lapsed = 成員，證書已到期
voidings-title = 有疑問的決定
voidings-count = 等待另一名職員的建議：{ $count }
voidings-none = 沒有建議等待另一名職員。
voidings-by = 提出者
mail-void-proposed-subject = { $reference }：決定是否有效？
mail-void-proposed-text = { $by }表示有職員應該迴避。另一名職員同意或拒絕後才會有變。
mail-void-proposed-action = 看檔案
