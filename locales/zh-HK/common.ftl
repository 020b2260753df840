## The service

service-name = 自選兼職
skip-to-main = 跳至主要內容
demo-notice = 這是示範版本。當中的人物、更次和文件均為虛構，不會傳送到這部電腦以外。

## Navigation

nav-label = 主要
nav-application = 我的申請
nav-shifts = 選更
nav-my-shifts = 我的更次
nav-unit = 我的單位
nav-office = 申請個案
nav-admin = 配對情況
nav-people = 職員
nav-statistics = 公開統計
nav-how-it-works = 審核流程
nav-help = 幫助及聯絡
nav-accessibility = 無障礙聲明
nav-privacy = 私隱
nav-demo-mail = 示範郵箱
nav-register = 登記
nav-sign-in = 登入
nav-menu-unread = 項未讀通知
nav-menu = 選單
nav-sign-out = 登出
nav-signed-in-as = （已登入：{ $name }）

## Words

category-en-general = 登記護士（普通科）
category-rn-general = 註冊護士（普通科）
category-doctor-non-specialist = 醫生（非專科醫生）
category-doctor-specialist = 醫生（專科醫生）
body-nursing-council = 香港護士管理局
body-medical-council = 香港醫務委員會
band-a = 早更
band-p = 下午更
band-n = 通宵更
role-clinician = 護士或醫生
role-unit-manager = 單位主管
role-officer = 審批主任
role-administrator = 管理員

## Fields that many forms share

field-email = 電郵地址
field-mobile = 手提電話
field-password = 密碼
field-role = 職責
date-year-box = 年
date-month-box = 月
date-day-box = 日
errors-title = 資料有問題
error-prefix = 錯誤：

## What just happened

flash-saved = 已儲存。
flash-signed-out = 你已登出。
flash-confirmed = 電郵地址已確認，你已登入。
flash-password-set = 密碼已設定。用新密碼登入。
flash-uploaded = 文件已上載。
flash-submitted = 申請已遞交。我們已發出電郵通知。
flash-withdrawn = 申請已撤回。
flash-picked = 已為你留位。
flash-undone = 已還原。
flash-posted = 更次已發布。
flash-enquiries-sent = 查詢已發出。
flash-invited = 邀請已發出。
flash-recorded = 已記錄。

## Problems: each page says what can be done

problem-reference = 狀態 { $status }。如要聯絡我們，可引用編號：{ $id }
problem-to-tracker = 查看申請進度
problem-to-home = 返回你的首頁
problem-not-approved = 審核通過後才可以選更
problem-not-approved-text = 你的申請頁列明尚欠甚麼、由誰處理，以及何時完成。
problem-suspended = 你的會員資格已暫停
problem-suspended-text = 你暫時不能選更。你的申請頁列明原因，以及你可以怎樣做。
problem-role = 這一頁供其他職責的人使用
problem-role-text = 你的帳戶沒有問題。如果你另有帳戶處理這項工作，可用該帳戶登入。
problem-forged = 未能確認這項操作來自本網頁
problem-forged-text = 資料沒有更改。返回上一頁，重新整理後再試；瀏覽器要容許 cookie。
problem-own-file = 這是你自己的個案
problem-own-file-text = 要由另一位主任處理。
problem-state = 已有人先處理，或這一步已完成
problem-state-text = 你沒有更改任何資料。重新開啟網頁查看最新情況。
problem-second-person = 要由第二位主任決定
problem-second-person-text = 你已就這個個案提出建議，所以要由另一位主任決定。
problem-incomplete = 尚有資料未齊
problem-incomplete-text = 資料沒有更改。重新開啟網頁，會列明尚欠甚麼。
problem-wait = 稍後再試
problem-wait-text = { $seconds } 秒後再試。你之前儲存的資料沒有遺失。
problem-not-found = 找不到網頁
problem-not-found-text = 核對網址，或由本頁上方的選單開始。
problem-gone = 這個連結已用過或已過期
problem-gone-text = 在發出連結的網頁再要求一個新連結。
problem-too-large = 內容太大
problem-too-large-text = 檔案必須小於 10 MB，表格內的文字也不可過長。
problem-request = 未能讀取這個要求
problem-request-text = 資料沒有更改。返回上一頁，重新整理後再試。
problem-ours = 我們的系統出現問題
problem-ours-text = 你已儲存的資料沒有遺失。一分鐘後再試。

## Regions that scroll: named apart from the section around them

region-table = { $title }（表格）
region-content = { $title }（內容）
