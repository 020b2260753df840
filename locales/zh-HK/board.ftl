## 選更版：檢視、篩選、卡片

board-view-label = 顯示方式
board-view-list = 列表
board-view-week = 週
board-view-month = 月
board-unit = 單位
board-pay = 每小時至少
board-pay-hint = 整數，例如 300
board-pay-from = 每小時 ${ $pay } 起
board-mine = 只顯示我熟悉的單位
board-option = { $label }（{ $count }）
board-turns = 其他日期
board-earlier = 較早的更次
board-later = 較後的更次
board-week-before = 上一週
board-week-after = 下一週
board-week-of = { $date } 起的一週
board-month-before = 上一個月
board-month-after = 下一個月
board-day-count = { $count } 個更次
board-own = 你當值
board-main-job = 正職
board-day-none = 沒有空缺
board-count-more = { $total } 個更次，你最少可以選 { $can } 個。
card-confirm = 由單位確認
card-rest-before = 之前休息 { $hours } 小時
card-rest-after = 之後休息 { $hours } 小時
