## 申請人的頁面

ball-correct = 輪到你：更正單位的電郵地址
ball-elsewhere = 由我們處理：用其他方法向單位查詢
ball-since-turn = 由{ $date }起輪到你。
ball-next-correct = 有查詢信未能送達。在{ $date }或之前更正地址，我們會立即再發出。
ball-next-elsewhere = 主任會在{ $date }或之前用其他方法查詢。你暫時不用做任何事。
ball-action-correct = 更正地址
enquiry-reminded = { $date }已提醒
enquiry-bounced = { $date }未能送達
enquiry-expired = { $date }期滿，未有回覆
enquiry-elsewhere = 正用其他方法查詢
enquiry-given-up = 改為查詢其他單位
correct-link = 更正聯絡方法
correct-title = 更正單位的聯絡方法
correct-text = 我們會向新地址發出新連結，舊連結隨即失效。
correct-text-named = 我們未向這個單位發出查詢，之後會用你在這裏填寫的資料。
correct-send = 更正並重新發出
correct-save = 儲存
error-unit-email-own = 這是你自己的電郵地址；輸入單位的公務電郵
error-unit-email-same = 另一個單位已用這個地址；每個單位要有自己的地址
error-unit-phone-own = 這是你自己的電話；輸入單位的電話

## 單位的表格

enquiry-differs = 有何不同
enquiry-differs-hint = 如果日期不對，寫出正確的日期，例如：2021 年 3 月至 2023 年 8 月
enquiry-capacity = 你以甚麼身分認識申請人？
capacity-manager = 單位主管
capacity-supervisor = 直屬上級
capacity-colleague = 同事
capacity-records = 只從紀錄得知
enquiry-call = 有些事我想在電話中說
colleague-link = 找錯人了：告訴我們應該問誰
colleague-title = 應該問誰？
colleague-text = 查詢對象：{ $name }，{ $unit }。主任會決定怎樣再查詢。你的連結會失效。
colleague-name = 對方的姓名及職位
colleague-email = 對方的公務電郵
colleague-send = 告訴辦公室
error-differs = 寫出日期有何不同
error-capacity = 選擇你以甚麼身分認識對方
error-colleague-email = 輸入對方的公務電郵

## 主任的頁面

reference-open = 詳情及其他方法
reference-needs-call-back = 需要致電核實
reference-doubts = { $count } 項疑點
doubt-free-mail = 地址屬{ $domain }，任何人都可以開立。
doubt-own-name = 聯絡人「{ $contact }」與申請人同名。
doubt-own-session = 回覆時，瀏覽器正以申請人的帳戶登入。
doubt-own-browser = 回覆的瀏覽器，申請人曾用來登入。
doubt-own-source = 回覆的網絡地址，申請人在{ $date }曾用來登入。
doubt-own-agent = 回覆的瀏覽器版本少人使用，申請人在{ $date }曾用同一版本登入。
doubt-alike-source = 與{ $unit }的回覆來自同一個網絡地址。
doubt-alike-agent = 與{ $unit }的回覆來自同一個少人使用的瀏覽器版本。
reference-suggestion = 收信人說找錯人，建議改問：{ $name }，{ $email }
reference-dates = 日期正確？
reference-capacity = 認識申請人的身分
reference-signed = 姓名及職位
reference-have-back = 願意再與申請人共事？
reference-call = 想在電話中補充
reference-comment = 補充
reference-reminded = 已提醒 { $count } 次，最近一次在{ $date }
reference-expires = 連結有效至{ $date }
reference-by-telephone = 以電話查詢取得
reference-by-personnel = 以人事紀錄取得
reference-ways = 可以怎樣做
reference-ways-none = 現在沒有需要做的事。
reference-answer = 單位的回覆
reference-notes = { $count ->
    [0] 未有查詢紀錄
   *[other] { $count } 項查詢紀錄
}
way-call-back = 致電核實
way-call-back-text = 致電單位的公開電話，核實回覆是否由單位發出。決定的主任不可以是致電的主任。
way-contact = 改問單位的另一位聯絡人
way-contact-text = 輸入聯絡人，我們會發出新連結，舊連結隨即失效。
way-contact-send = 發出新查詢
way-other-unit = 改問其他單位
way-other-unit-text = 我們會通知申請人補充另一個單位。這個單位的連結會失效。
way-other-unit-send = 請申請人補充單位
way-telephone = 以電話查詢代替回覆
way-telephone-text = 致電單位的公開電話，記錄對方所說。獲確認後當作已回覆。
way-personnel = 以人事紀錄代替回覆
way-personnel-text = 查閱人事紀錄，記錄所見。獲確認後當作已回覆。
note-call-back = 致電核實
note-telephone = 電話查詢
note-personnel = 人事紀錄
note-number = 致電的號碼
note-number-hint = 單位的公開電話，不是申請人填寫的 { $phone }
note-number-typed = 這也是申請人填寫的號碼；我已在下列來源另行查證
note-found-in = 號碼來源
note-found-in-hint = 例如：醫院電話簿、醫院網站
note-record = 哪一份紀錄
note-record-hint = 例如：人事系統、聘用檔案編號
note-when = 日期
note-time = 時間
note-time-hint = 24 小時制，例如：14:05
note-spoke-to = 與誰通話
note-outcome = 結果
outcome-confirmed = 已確認
outcome-denied = 不獲確認
outcome-not-reached = 未能聯絡
note-confirmed = 確認了甚麼
note-confirmed-hint = 例如：職位、工作表現、回覆是否由對方親自填寫
note-refuted = 不獲確認的回覆
note-save = 儲存紀錄
error-number = 輸入致電的號碼
error-number-applicants = 這是個案本人的號碼；改用單位的公開電話
error-number-typed = 這與個案上填寫的號碼相同；改用單位的公開電話，或確認你已另行查證
error-found-in = 輸入來源
error-moment = 輸入日期及時間，不可以是將來
error-spoke-to = 輸入對方的姓名及職位
error-confirmed = 寫出確認了甚麼，最多 2,000 個字元
error-outcome = 選擇結果
problem-call-back = 要先致電核實
problem-call-back-text = 有單位的回覆有疑點。要由一位主任致電該單位核實，再由另一位主任批准。
problem-own-call-back = 要由另一位主任決定
problem-own-call-back-text = 你曾致電核實這個個案的回覆，所以不可以批准。由另一位主任批准，或由另一位主任再致電。

## 經過

act-ask-again = 再向工作單位查詢
act-correct-contact = 更正單位的聯絡方法
act-bounce-enquiry = 查詢信未能送達
act-expire-enquiry = 工作單位未有在期限內回覆
act-redirect-enquiry = 工作單位建議改問另一人
act-give-up-enquiry = 改為查詢其他單位
act-note-answer = 以其他方法取得單位的確認
act-refute-answer = 用其他方法再查詢
enquiry-state-bounced = 未能送達
enquiry-state-expired = 期滿未回覆
enquiry-state-redirected = 找錯人
enquiry-state-refuted = 不獲確認
enquiry-state-given-up = 改問其他單位

## 電郵

mail-reminder-subject = 等待你的回覆：{ $applicant }曾否在貴單位工作？
mail-reminder-text = 我們早前查詢{ $applicant }在{ $unit }的工作表現，未收到回覆。申請人正等待你的回覆。
mail-came-back-subject = 輪到你：寄往{ $unit }的查詢未能送達
mail-came-back-text = 你填寫的{ $unit }電郵地址收不到郵件。更正後，我們會立即再發出。
mail-came-back-action = 更正地址
mail-silent-subject = { $unit }未有回覆
mail-silent-text = { $unit }在十四日內未有回覆，我們也提醒過三次。主任會用其他方法查詢，你暫時不用做任何事。
mail-other-unit-subject = 輪到你：補充另一個單位
mail-other-unit-text = 我們未能取得{ $unit }的回覆，需要另一個你曾工作的單位。
mail-other-unit-action = 補充單位
