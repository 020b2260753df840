## Registering

register-title = 登記
register-intro = 現在只需五分鐘；文件可以稍後再交，隨時可以暫停。
register-have-account = 我已有帳戶
register-category = 你的職級
register-name-en = 英文姓名
register-name-en-hint = 與執業證明書相同
register-name-zh = 中文姓名（選填）
register-name-zh-hint = 與註冊名冊相同，如有
register-email-hint = 每一步都會以電郵通知你
register-mobile-hint = 用於更次的緊急事項
register-lang = 電郵語言
register-heard = 你從哪裏得知這項服務？（選填）
register-heard-none = 選擇
heard-website = 醫管局網站
heard-association = 專業團體
heard-colleague = 同事
heard-hospital = 醫院或病房
heard-press = 傳媒
heard-other = 其他
password-hint = 最少 { $min } 個字元。幾個你記得的詞語最好；可用中文和空格
register-consent = 我已閱讀並同意收集個人資料聲明（{ $version } 版）。
register-consent-link = 閱讀聲明
register-action = 登記
register-sent-title = 我們已發出電郵
register-sent-text = 開啟電郵內的連結，確認你的電郵地址。連結兩日內有效。
register-sent-next = 幾分鐘後仍未收到？查看垃圾郵件，或再登記一次。
confirm-title = 確認電郵地址
confirm-text = 輸入你為 { $email } 設定的密碼，就可以登入。
confirm-action = 確認並登入
error-confirm-password = 密碼與登記時的不同。如果不是你本人登記，可以按「忘記密碼」，由你自己重新設定。

## Signing in

sign-in-title = 登入
sign-in-action = 登入
sign-in-forgot = 忘記密碼
sign-in-register = 未有帳戶
forgot-title = 重設密碼
forgot-intro = 輸入你的電郵地址，我們會發出一個十分鐘內有效的連結。
forgot-action = 發送連結
forgot-sent-title = 如果這個地址有帳戶，連結已發出
forgot-sent-text = 十分鐘內開啟連結，設定新密碼。
forgot-sent-next = 未收到？查看垃圾郵件，或再要求一次。
set-password-title = 設定密碼
set-password-for = 帳戶：{ $email }。
set-password-action = 設定密碼

## Staff

people-title = 職員帳戶
people-count = 共 { $count } 個帳戶。
people-name = 姓名
people-access = 使用權
people-you = 你
people-closed = 已停用
people-enable = 重新啟用
people-disable = 停用帳戶
invite-title = 邀請職員
invite-action = 發送邀請

## What is wrong, and what to do

error-name-en = 輸入姓名，最多 100 個字元
error-name-zh = 輸入中文姓名，最多 50 個字，或留空
error-email = 輸入電郵地址，例如 name@example.com
error-email-taken = 這個地址已有帳戶
error-mobile = 輸入 8 至 15 位電話號碼，例如 9123 4567
error-category = 選擇你的職級
error-lang = 選擇語言
error-role = 選擇職責
error-consent = 閱讀聲明並剔選方格，才可繼續
error-password-short = 密碼最少要有 { $min } 個字元
error-password-long = 密碼最多 128 個字元
error-password-guessable = 這個密碼容易被猜中。改用幾個互不相關的詞語
error-sign-in = 電郵地址或密碼不正確。如果剛登記，先開啟電郵內的連結
people-role-of = { $name }的角色
people-change-role = 更改角色
field-staff-number = 職員編號
field-staff-number-hint = 每人一個編號、一個帳戶。
error-staff-number = 輸入 3 至 20 個字母及數字
error-staff-number-taken = 這個職員編號已有帳戶
problem-staff-number-text = 更改該帳戶的職責，或重新開啟。
