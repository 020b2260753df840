## Inbox

nav-inbox = 通知
nav-inbox-unread = 通知（{ $count }）
nav-account = 我的帳戶
inbox-title = 通知
inbox-count = 共{ $count }則，{ $unread }則未讀。
inbox-read-all = 全部標示為已讀
inbox-empty = 暫時沒有通知。我們發給你的每一封信都會在這裏。
inbox-to-account = 查看帳戶設定
inbox-new = 未讀
inbox-older = 較舊的通知
inbox-back = 返回通知
inbox-sent = 已於{ $moment }以電郵發出
inbox-waiting = 電郵即將發出
inbox-failed = 電郵未能送達
inbox-not-mailed = 按你的選擇，沒有以電郵發出
inbox-secret = 為保障你的帳戶，連結只在電郵內。

## One's own account

account-name = 姓名
account-fixed = 如要更正姓名或電郵地址，回覆我們任何一封電郵即可。
account-lang = 我們發給你的電郵用哪種語言
account-mail = 以電郵通知
account-mail-hint = 不選的只會在「通知」內出現。
account-mail-units-asked = 已向以往單位查詢
account-mail-unit-answered = 以往單位已回覆
account-mail-unit-declined = 以往單位未能回覆
account-always = 以下各項一定會以電郵通知：
account-always-you = 輪到你處理的事，因為時間會暫停計算。
account-always-decisions = 對你作的決定和原因，因為你有權回應。
account-always-places = 更次取消，以免你白走一趟。
account-always-safety = 密碼、登入和個人資料，因為關乎你的帳戶安全。
account-save = 儲存
account-safety = 安全
account-password = 更改密碼
account-password-text = 更改後，其他裝置會被登出，我們會以電郵通知你。
account-password-now = 現時的密碼
account-password-new = 新密碼
account-password-wrong = 密碼不正確，再輸入一次
account-sessions = 你現時在{ $count }個瀏覽器登入。
account-sessions-close = 登出其他瀏覽器
account-data = 我的資料
account-data-text = 下載我們所存的你的資料，或要求刪除。
account-data-link = 我的資料
account-back = 返回帳戶

## A person's own data

data-title = 我的資料
data-copy = 下載副本
data-copy-holds = 副本是一個ZIP檔案，內有你的帳戶、申請、文件、更次、通知，以及誰在何時處理過的記錄。
data-copy-withheld = 以往單位的回覆沒有列出，因為審批仍未完成，或對方未有同意。
data-making = 正在預備你的副本
data-progress = 進度
data-parts = { $total }部分中已完成{ $done }部分
data-asked = 你在{ $day }提出要求；法例規定我們最遲在{ $due }回覆。
data-look-again = 再看進度
data-ready = 副本已備妥
data-until = 可下載至{ $day }。
data-fetch = 下載（ZIP）
data-failed = 未能預備副本。你可再試一次，我們已得知這個問題。
data-gone = 之前的副本已過期並刪除。
data-due-if-asked = 通常數分鐘內備妥。法例規定我們最遲在{ $due }回覆。
data-ask = 預備副本

## How long what is kept

kept-title = 資料保留多久
kept-what = 資料
kept-how-long = 保留期
kept-rejected = 不獲批准的申請，由決定起計
kept-withdrawn = 已撤回的申請
kept-left = 已離開的會員，由離開起計
kept-draft = 無人更新的草稿；到期前會提醒你
kept-unconfirmed = 未確認電郵地址的帳戶
kept-letters = 已發出信件的內容
kept-notices = 通知
kept-copies = 你要求的資料副本
kept-traces = 已認得的瀏覽器
span-days = { $days }日
span-months = { $months }個月
span-years = { $years }年

## Erasure

erase-title = 刪除我的資料
erase-can = 你的申請沒有決定，也沒有更次，所以可以立即刪除全部資料。
erase-cannot = 已有決定或更次的資料，我們要按上表保留，到期會自動刪除。
erase-link = 刪除我的資料
erase-back = 返回我的資料
erase-text = 你的帳戶、文件和申請會立即刪除，無法復原。你會被登出。
erase-stays = 已發出的信件最多再保留30日。系統記錄只有編號，沒有你的資料。
erase-sure-legend = 確定
erase-sure = 我明白刪除後無法復原
erase-error-sure = 勾選方格才可以刪除
erase-action = 刪除全部資料
flash-erased = 你的資料已刪除。

## Letters

mail-data-subject = 你的資料副本已備妥
mail-data-text = 你可登入下載副本，直至{ $day }。之後副本會刪除。
mail-data-action = 下載
mail-erased-subject = 你的資料已刪除
mail-erased-text = 按你的要求，我們已刪除你的帳戶、文件和申請。這是我們發給你的最後一封信。
