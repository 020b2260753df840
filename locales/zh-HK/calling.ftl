## 取消更次

call-off-link = 取消這更
call-off-title = 取消更次
call-off-means = 取消後
call-off-holders = { $count } 人已選這更，會即時收到電郵，列明原因，名額同時取消。
call-off-waiting = { $count } 人正在候補，也會收到通知。
call-off-hours = 距離開始 { $hours } 小時。
call-off-instead = 電郵會列出最多三更他們可以改選的更次，由他們自己決定。
call-off-for-good = 取消後不可恢復，只可重新發布。
call-off-cause = 原因
call-off-note = 補充（選其他原因時必填）
call-off-note-hint = 受影響的人會看到，不要寫其他人的姓名
call-off-do = 取消更次並通知
call-off-keep = 保留這更
call-off-fewer-patients = 病人比預期少
call-off-own-staff = 已由單位自己的員工當值
call-off-closed = 病房或服務暫停
call-off-mistake = 發布時有錯
call-off-other = 其他原因
call-off-done = 這更已取消
call-off-done-by = { $who }於{ $when }取消。
call-off-released = 名額已取消的人（{ $count }）
call-off-released-none = 取消時沒有人確定當值。
call-off-told = 他們已收到通知。如果快將開始，致電確定對方知道。
call-off-list = 未來 14 日已取消（{ $count }）
call-off-tag = 已取消
error-call-off-cause = 選擇取消的原因
error-call-off-note = 輸入補充，最多 500 個字元

mail-call-off-subject = 單位取消了更次：{ $shift }
mail-call-off-text = 單位取消了你的更次：{ $shift }。你的名額已取消，記錄不受影響。
mail-call-off-waited = 單位取消了你等候的更次：{ $shift }。你毋須再等，記錄不受影響。
mail-call-off-reason = 原因：{ $cause }
mail-call-off-instead = 你現時可以改選：
mail-call-off-action = 查看可以選的更次
