## A place

shift-applied = 等待單位確認
shift-report-to = 到達後找
shift-way = 如何前往
shift-map = 在地圖查看醫院
shift-contact-later = 選更後顯示電話
shift-mode = 選更方式
shift-mode-instant = 選更後即時確定。
shift-mode-confirm = 選更後由單位在 { $h } 小時內確認，逾時自動取消。
shift-cutoff = { $d }前可自行取消。
mine-confirm-by = 單位會在{ $d }前回覆。
mine-coming = 你已確定會當值。
mine-coming-ask = 你會如期當值嗎？
mine-coming-yes = 會
mine-more = 更多
mine-waits = 候補（{ $n }）
mine-handovers = 轉讓和調更（{ $n }）

## Cancelling

cancel-title = 取消更次
cancel-means = 取消代表甚麼
cancel-application = 單位未確認，你可以隨時撤回。
cancel-until = { $d }前可自行取消。
cancel-late = 自行取消的時間在{ $d }已過。先致電單位 { $p }，然後在這裏記錄。
cancel-unit-hears = 單位會收到通知，名額會開放給其他人。
cancel-record = 過去 90 日你取消了 { $a } 更，逾時 { $l } 更。沒有扣分。
cancel-reason = 原因
cancel-reason-hint = 由人事部保存，不會顯示給其他會員
cancel-told = 你在電話通知了誰
cancel-told-hint = 姓名和職位
cancel-do = 取消這更
cancel-keep = 保留這更
error-cancel-reason = 寫下原因，最多 500 個字元
error-cancel-told = 輸入你通知了誰

## Waiting list

wait-yours = 候補名單
wait-join = 加入候補
wait-leave = 退出候補
wait-accept = 接受
wait-count = 候補名單有 { $n } 人。
wait-place = 第 { $n } 位
wait-offered = 名額為你保留至{ $d }

## Handing over

handover-title = 轉讓或調更
handover-how = 同事接受、單位同意後才生效。在此之前，這更仍是你的。
handover-email = 同事的電郵地址
handover-email-hint = 如果對方是可以當這更的會員，會收到你的邀請。為保障私隱，我們不會告訴你對方的情況。
handover-ask = 發出邀請
handover-between = { $g }轉給{ $t }
handover-for = 交換：
handover-back = 用你的更次交換（選填）
handover-back-none = 不交換，只接這更
handover-accept = 接受
handover-decline = 不接受
handover-withdraw = 收回
handover-waits = 等待同事或單位回覆。
handover-unit = 你已接受，等待單位同意。

## The unit's word

applications-title = 確認和調更
applications-count = { $n } 個待確認
applications-none = 沒有待確認的申請。需要確認的單位會在這裏看到。
applications-worked = 曾當值 { $n } 次
applications-by = { $d }前回覆
applications-reason = 不接受的原因
applications-reason-hint = 會員會看到；確認時不用填
applications-confirm = 確認已選的
applications-decline = 不接受已選的
error-applications-none = 選擇最少一位
error-applications-reason = 寫下不接受的原因
applications-handovers = 轉讓和調更（{ $n }）
applications-no-handovers = 沒有待同意的轉讓。同事雙方同意後會在這裏出現。
applications-agree = 同意
applications-refuse = 不同意
applications-refused = 未能轉讓：

## Letters

mail-applied-subject = 待確認：{ $s }
mail-applied-text = { $m }選了{ $s }。在{ $b }前確認，逾時名額會自動開放。
mail-applied-action = 確認或不接受
mail-unanswered-subject = 仍待確認：{ $s }
mail-agree-subject = 待同意的轉讓：{ $s }
mail-agree-text = { $g }想把{ $s }轉給{ $t }，雙方已同意。
mail-place-confirmed-subject = 已確認：{ $s }
mail-place-confirmed-text = 單位已確認你當值{ $s }。
mail-place-declined-subject = 單位未能安排：{ $s }
mail-place-declined-text = 單位未能安排你當值{ $s }。原因：{ $r }
mail-place-silent-subject = 單位沒有回覆：{ $s }
mail-place-silent-text = 單位未有在期限內確認{ $s }，名額已釋放。你的記錄不受影響。
mail-offered-subject = 輪到你：{ $s }
mail-offered-text = { $s }有名額，為你保留至{ $u }。要接受才會成為你的更次。
mail-called-subject = 有名額：{ $s }
mail-called-text = { $s }有名額。時間緊迫，所有候補會員同時收到通知，先選先得。
mail-skipped-subject = 未能安排候補：{ $s }
mail-skipped-text = { $s }有名額，但你現時未能選：{ $r }
mail-coming-subject = 你會如期當值嗎？{ $s }
mail-coming-text = 你將會當值{ $s }。到「我的更次」確定，或盡快取消。
mail-handover-asked-subject = 同事想把更次轉給你：{ $s }
mail-handover-asked-text = { $g }想把{ $s }轉給你。你可以接受、交換或不接受。
mail-handover-agreed-subject = 單位已同意轉讓：{ $s }
mail-handover-agreed-text = { $s }的轉讓已生效。
mail-handover-refused-subject = 轉讓未能成事：{ $s }
mail-handover-refused-text = { $s }沒有轉讓，更次仍屬原來的同事。
mail-blocked-subject = { $u }暫不安排你當值
mail-blocked-text = { $u }暫不安排你當值。原因：{ $r } 你可以上訴。
mail-appeal-answered-subject = 上訴結果：{ $u }
mail-still-blocked-text = 決定維持。人事部的回覆：{ $a }
mail-unblocked-text = 你可以再選{ $u }的更次。人事部的回覆：{ $a }
