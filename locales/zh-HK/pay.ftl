## 選單

nav-my-pay = 薪酬
nav-attendance = 考勤
nav-payroll = 發薪

## 考勤狀態

pay-state-signed = 會員已簽到
pay-state-recorded = 單位已記錄
pay-state-authorised = 等待會員同意
pay-state-agreed = 會員已同意
pay-state-queried = 會員有異議
pay-state-none = 未記錄

## 單位：考勤

attend-title = 考勤
attend-code = 今日簽到碼
attend-code-text = 把簽到碼貼在護士站。會員輸入簽到碼，證明自己在場。
attend-open = 等待單位（{ $count }）
attend-open-empty = 沒有等待單位處理的當值。
attend-rest = 已確認（{ $count }）
attend-rest-empty = 未有已確認的當值。
attend-as-planned = 按原定時間確認
attend-edit = 記錄時間
attend-back = 返回考勤
attend-planned = 原定時間
attend-signed = 會員簽到
attend-signed-none = 會員未有簽到
attend-from = 實際開始
attend-to = 實際結束
attend-time-hint = 24 小時制，例如 07:00
attend-reason = 與原定時間不同的原因
attend-reason-hint = 與原定時間相同就不用填。會員會看到。
attend-query = 會員的異議
attend-answer = 給會員的答覆（選填）
attend-save = 只儲存
attend-authorise = 確認時間
attend-authorise-text = 確認後，系統會計算薪酬，並請會員同意或提出異議。
attend-settled = 會員已同意，不可再更改。

## 會員：簽到及異議

pay-title = 薪酬
pay-now = 現在可以簽到或簽退
pay-asked = 等待你的答覆（{ $count }）
pay-asked-text = 單位已確認你的工作時間。七日內沒有答覆，就按單位的時間發薪。
pay-months = 每月薪酬
pay-months-empty = 完成第一更之後，薪酬會在這裡列出。
pay-months-count = { $count } 更
pay-to-board = 選更
pay-sign-in = 簽到
pay-sign-out = 簽退
pay-code = 簽到碼
pay-code-hint = 6 個數字，貼在護士站
pay-signed-in = 簽到時間：{ $time }
pay-signed-out = 簽退時間：{ $time }
pay-unit-says = 單位確認的時間
pay-unit-reason = 與原定時間不同的原因
pay-unit-answer = 單位的答覆
pay-unit-nothing = 單位未確認你的工作時間。
pay-agree = 同意
pay-agree-until = { $date } 前同意或提出異議。逾期就按單位的時間發薪。
pay-query = 提出異議
pay-query-label = 哪裡不對？
pay-query-hint = 例如：我在 21:30 才離開
pay-query-send = 送出異議
pay-your-query = 你的異議

## 薪酬怎樣計算

pay-statement-title = { $month }薪酬結算
pay-as-at = 截至 { $time }
pay-statement-empty = 這個月沒有當值。
pay-total = 合計
pay-how = 怎樣計算
pay-allowance = 當月輪班津貼
pay-statement-note = 這是結算，並非糧單。時薪在你選更時已固定。如有錯漏，在薪酬頁提出異議。
pay-pdf = 下載 PDF
pay-print = 這部伺服器沒有可寫中文的 PDF 字型。用瀏覽器的列印功能可以儲存這一頁。
pay-article-house = 機構規則
pay-step-rate = 選更時固定的時薪：{ $hourly }
pay-step-experience = 年資滿 { $years } 年：時薪為 { $hourly }
pay-step-wage = 按基本工資加 { $level } 級計算較高：時薪為 { $hourly }
pay-hours = 工作 { $hours } 小時（{ $minutes } 分鐘）
pay-cited = { $sentence }（{ $article }）
pay-allowance-text = 月薪 { $salary } 的 { $percent }%
pay-earning = { $date }：{ $band }，{ $percent }%
pay-capped = 各更合計 { $percent }%，以上限計算
pay-before = 減去已發的 { $amount }
pay-band-weekend = 週末或假日日間
pay-band-evening = 20:00 至 24:00
pay-band-late = 20:00 至 04:00 滿四小時
pay-band-night = 00:00 至 08:00 滿四小時
pay-band-consecutive = 與相連更次合計，只計較高一項
pay-band-none = 沒有津貼
pay-standing-unit = 等待單位確認
pay-standing-you = 等待你在 { $date } 前答覆
pay-standing-queried = 單位正處理你的異議
pay-standing-next = 會在下次發薪
pay-standing-released = 已批准發放
pay-standing-paid = 已於 { $date } 發放
pay-col-what = 當值
pay-col-state = 狀態
pay-col-sum = 金額

## 辦公室：發薪

payroll-title = 發薪
payroll-text = 會員同意的工作時間，或七日內沒有答覆的，可以發薪。一人匯出，另一人批准。
payroll-due = 可以匯出
payroll-due-empty = 沒有可以匯出的薪酬。會員同意工作時間後會在這裡列出。
payroll-due-line = { $currency }：{ $count } 項，共 { $sum }
payroll-make = 匯出
payroll-runs = 已匯出（{ $count }）
payroll-runs-empty = 未有匯出。
payroll-run = 第 { $number } 次匯出
payroll-made = 等待第二人批准
payroll-released = 已批准
payroll-paid = 已發放
payroll-discarded = 已取消
payroll-made-by = 由 { $name } 於 { $time } 匯出
payroll-sum = { $people } 人，共 { $sum }
payroll-own = 你匯出了這一份，所以要由另一位主任批准。
payroll-release = 批准發放
payroll-release-text = 批准後，每人都會收到通知，也可以下載 CSV。
payroll-discard = 取消這次匯出
payroll-csv = 下載 CSV
payroll-mark-paid = 標示為已發放
payroll-member = 會員
payroll-hours = 小時

## 錯誤

error-pay-order = 結束時間必須在開始時間之後，而且不超過 24 小時
error-pay-ahead = 結束時間必須在現在之前
error-pay-elsewhere = 時間必須與原定更次重疊
error-pay-reason = 輸入與原定時間不同的原因
error-pay-code = 輸入護士站今日的簽到碼
error-pay-query = 輸入哪裡不對，最多 500 個字元

## 信件

mail-hours-subject = 單位已確認你的工作時間：{ $when }
mail-hours-text = { $place }已確認你在 { $when } 的工作時間。薪酬為 { $pay }。
mail-hours-until = { $date } 前可以同意或提出異議。之後就按單位的時間發薪。
mail-hours-action = 查看及答覆
mail-queried-subject = 會員對工作時間有異議：{ $when }
mail-queried-text = { $member }不同意{ $place }在 { $when } 的工作時間。
mail-queried-action = 查看及答覆
mail-pay-subject = 薪酬已批准發放：{ $pay }
mail-pay-text = { $pay } 已批准發放。結算列明每一更怎樣計算。
mail-pay-action = 查看薪酬
