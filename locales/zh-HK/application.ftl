## Who has the ball, since when, what next, by when

ball-complete = 輪到你：填妥申請
ball-take = 現正由我們跟進：等待主任接手
ball-check = 現正由我們跟進：核對文件
ball-replace = 輪到你：重新上載{ $documents }
ball-ask = 現正由我們跟進：去信你曾工作的單位
ball-answer = 現正等待：{ $units }
ball-name-unit = 輪到你：補充一個可查詢的單位
ball-decide = 現正由我們跟進：兩位主任審批
ball-since-you = 由{ $date }起。輪到你時，時間暫停計算。
ball-since-us = 由{ $date }起。你暫時不用做任何事。
ball-since-units = 我們在{ $date }發出查詢。你暫時不用做任何事。
ball-next-complete = 齊備後就可以遞交。草稿保留至{ $date }。
ball-next-take = 主任會在{ $date }或之前開始。
ball-next-check = { $date }或之前，我們會接納每份文件，或告訴你怎樣補交。
ball-next-replace = 在{ $date }或之前上載。收到後我們會立即繼續。
ball-next-ask = 我們會在{ $date }或之前去信。
ball-next-answer = 他們可在{ $date }或之前回覆；之後我們會另想辦法並通知你。
ball-next-name-unit = 有單位未能回覆。在{ $date }或之前補充另一個單位。
ball-next-decide = 你會在{ $date }或之前得知結果。
ball-next-late = 我們未能如期完成，向你致歉。你會在{ $date }或之前再收到我們的通知。
ball-action-replace = 上載
ball-action-name-unit = 補充單位

## The rail

rail-title = 審核日數
rail-desc = 今日是第 { $day } 日。目標是第 28 至 42 日完成。
rail-today = 今日 第{ $day }日
rail-target = 目標完成期

## The six steps

steps-title = 六個步驟
stage-received = 收到登記
stage-documents = 核對文件
stage-register = 查核註冊
stage-units = 向工作單位查詢
stage-decision = 兩位主任審批
stage-can-pick = 可以選更
stage-open = 未開始
stage-now = 進行中
stage-you = 等待你
stage-unit = 等待單位
stage-done = 已完成
stage-bad = 已停止
stage-line = { $word } · { $date }
stage-units-count = { $all } 個單位中 { $answered } 個已回覆
document-uploaded = 等待核對
document-verified = 已接納
document-returned = 已退回
document-replaced = 已更換
enquiry-named = 未查詢
enquiry-asked = { $date }已發出
enquiry-opened = { $date }已開啟
enquiry-answered = { $date }已回覆
enquiry-declined = { $date }未能回覆

## The draft

application-title = 你的申請
tasks-title = 所需資料
task-registration = 註冊資料
task-documents = 文件
task-documents-note = 已上載 { $have }／{ $need } 份
task-experience = 專科工作經驗
task-experience-note = { $count ->
    [0] 曾在哪裏工作及日期
   *[other] 共 { $count } 段經驗
}
task-units = 可查詢的工作單位
task-units-note = 已填 { $have } 個，最少 { $need } 個
task-done = 已完成
task-open = 未完成
tasks-action = 檢查並遞交
back-to-application = 返回你的申請
back-to-documents = 返回文件
save-and-return = 儲存
choose = 選擇
change = 更改
remove = 移除
registration-intro = 你在{ $body }的註冊編號。
registration-number = 註冊編號
registration-number-hint = 與執業證明書相同
experience-intro = 列出你曾在哪些專科工作。審核通過後，你可以選這些專科的更次。
experience-empty = 未填寫任何經驗。
experience-ongoing = 至今
experience-add = 加入一段經驗
experience-from = 開始日期
experience-to = 結束日期
experience-still = 現仍在職
units-intro = 我們會向最少兩個你曾工作的單位查詢。你會看到何時發出、開啟和回覆，但不會看到內容。
units-empty = 未填寫任何單位。
units-add = 加入單位
field-hospital = 醫院
field-unit = 單位或病房
field-unit-hint = 例如：內科 7A 病房
field-specialty = 專科
field-contact = 聯絡人
field-unit-email = 單位電郵地址
field-unit-email-hint = 單位的公務電郵，不是私人電郵
field-unit-phone = 單位電話
check-title = 檢查你的申請
check-missing = 尚欠 { $count } 項
check-name-zh = 中文姓名
missing-registration = 註冊編號
missing-document = { $document }；如有到期日，亦要填寫
missing-experience = 最少一段專科工作經驗
missing-units = { $count } 個可查詢的工作單位
valid-until = 有效至{ $date }
check-promise = 遞交後開始計算時間：四至六個星期內有結果，每一步都會通知你。
check-action = 遞交申請

## The tracker

tracker-title = 你的申請進度
when-title = 何時有結果
when-range = { $from }至{ $to }
when-target = 我們的目標是四至六個星期。
when-overdue = 你的申請已超過 42 日。我們未能如期完成，向你致歉。
when-clocks = 已用 { $used } 日；輪到你時暫停了 { $paused } 日。由登記起計共 { $since } 日。
officer-title = 你的審批主任
officer-none = 主任未接手
overdue-title = 如果超過 42 日
overdue-text = 我們會向你致歉並解釋原因；你可要求覆核，由主任具名回覆。
history-link = 完整紀錄（{ $count } 項）
documents-link = 你的文件
units-link = 你的工作單位
withdraw-link = 撤回申請
outcome-approved = 審核已通過，你可以選更
outcome-approved-text = 兩位主任已批准你的申請。
outcome-approved-action = 選更
outcome-suspended = 你的會員資格由{ $date }起暫停
outcome-suspended-text = 解除暫停後可以立即選更，我們會通知你。
outcome-rejected = 你的申請未獲批准
outcome-rejected-text = 情況改變後，你可以再次申請。
outcome-reason = 原因：{ $reason }
outcome-withdrawn = 你已撤回這個申請
outcome-withdrawn-text = 你可以隨時再次申請。
apply-again = 再次申請
history-title = 完整紀錄
history-count = 共 { $count } 項，由新至舊。
history-begun = 開始申請
withdraw-title = 撤回申請
withdraw-text = 我們會立即停止，不會再向任何人查詢。你可以隨時再次申請。
withdraw-action = 撤回

## Acts

act-submit = 遞交申請
act-begin = 主任接手
act-verify-document = 接納文件
act-return-document = 退回文件
act-supply-document = 重新上載文件
act-send-enquiries = 向工作單位發出查詢
act-answer-enquiry = 工作單位已回覆
act-decline-enquiry = 工作單位未能回覆
act-recommend = 第一位主任提出建議
act-approve = 批准
act-reject = 不批准
act-withdraw = 撤回
act-suspend = 暫停會員資格
act-reinstate = 恢復會員資格
actor-you = 申請人
actor-unit = 工作單位
actor-system = 系統
actor-office = 辦公室

## States

state-draft = 草稿
state-submitted = 已遞交
state-checking-documents = 核對文件中
state-more-information = 等待申請人
state-awaiting-references = 等待單位回覆
state-ready-for-decision = 可以審批
state-approved = 已批准
state-suspended = 已暫停
state-rejected = 未獲批准
state-withdrawn = 已撤回

## What is wrong, and what to do

error-registration-number = 輸入註冊編號，最多 30 個字元
error-hospital = 輸入醫院名稱
error-unit = 輸入單位或病房
error-specialty = 選擇專科
error-from = 輸入開始日期，不可以是將來
error-to = 輸入結束日期，要在開始日期之後；或剔選現仍在職
error-contact = 輸入聯絡人
error-unit-email = 輸入單位的公務電郵
error-unit-phone = 輸入單位電話
