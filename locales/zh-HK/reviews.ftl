review-title = 要求覆核
review-text = 審核超過第 42 日，可以要求覆核。高級主任會查看你的申請，並在三個工作日內具名回覆。
review-ask = 要求覆核
review-not-yet = 你的申請未過第 42 日。過後可以要求覆核；在此之前，進度頁會顯示申請在誰手上及回覆日期。
review-waits = 高級主任會在 { $date } 或之前回覆
review-answered-by = { $name } 已回覆
review-asked-on = { $date } 提出
review-link = 要求覆核
review-link-open = 你的覆核
overdue-reason = 原因：{ $reason }。
nav-reviews = 覆核
reviews-title = 等候回覆的覆核
reviews-count = { $count ->
    [0] 沒有申請人等候回覆。
   *[other] { $count } 名申請人等候回覆。
}
reviews-none = 申請超過第 42 日，申請人可以查問原因。查問會在這裡出現，你亦會收到電郵。
reviews-due = { $date } 或之前回覆
reviews-ball = 現時在誰手上
reviews-answer = 你的回覆
reviews-answer-hint = 說明延誤原因、下一步和日期。申請人會看到回覆及你的姓名。
reviews-action = 發出回覆
error-review-answer = 寫明原因、下一步和日期
mail-due-text = 審核已滿四個星期。我們會盡力在 { $date } 或之前回覆你。現時進度：
mail-due-subject = 你的申請：四個星期後的進度
mail-overdue-subject = 我們未能如期完成，十分抱歉
mail-overdue-text = 審核已超過六個星期，我們未能守諾，十分抱歉。原因是：
mail-overdue-review = 你可以要求覆核。高級主任會在三個工作日內具名回覆。
mail-escalated-due = { $reference } 已到第 { $day } 日
mail-escalated-late = { $reference } 逾期：第 { $day } 日
mail-escalated-text = { $reference } 未有決定，現正等候：
mail-escalated-action = 查看逾期申請
mail-review-asked-subject = { $reference }：申請人要求覆核
mail-review-asked-text = { $reference } 已超過第 42 日，申請人查問原因。{ $date } 或之前回覆。
mail-review-urged-subject = { $reference }：覆核未有回覆
mail-review-urged-text = 三個工作日已過，{ $reference } 的申請人仍未收到回覆。
mail-review-answered-subject = 你的覆核結果
mail-review-answered-text = { $name } 已查看你的申請，回覆如下：
