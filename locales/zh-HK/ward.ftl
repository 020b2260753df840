## 單位的設定

ward-title = 單位怎樣收人
ward-text = 更改只適用於之後選的更次，已選的名額不變。
ward-mode = 會員選更時
ward-instant = 即時得到名額
ward-confirm = 先申請，由單位確認
ward-confirm-hours = 確認時限（小時）
ward-confirm-hint = 1 至 168。逾時未回覆，申請會取消。
ward-cutoff-hours = 開始前多少小時內不可以自行取消
ward-cutoff-hint = 0 至 168。之後要致電單位。
ward-needs = 必須核實的文件
ward-needs-hint = 執業證明書以外的要求。欠缺文件的會員會在更表看到原因和補交方法。
ward-report = 到達時找誰（選填）
ward-report-hint = 寫職位，不寫姓名；最多 100 個字元
ward-way-zh = 中文路線說明（選填）
ward-way-en = 英文路線說明（選填）
ward-way-hint = 選了更次的會員會看到
ward-save = 儲存
error-ward-mode = 選擇其中一種方式
error-ward-confirm = 輸入 1 至 168 的整數
error-ward-cutoff = 輸入 0 至 168 的整數
error-ward-report = 最多 100 個字元，只用一行

## 暫不接受的會員

blocks-title = 單位暫時不接受的會員
blocks-text = 會員會看到原因，並可以上訴，由不屬於你單位的審批主任回覆。90 日後會再檢視。
blocks-count = { $count ->
    [0] 沒有生效中的限制
   *[other] { $count } 項限制生效中
}
blocks-none = 所有合資格的會員都可以選你單位的更次。
blocks-dates = { $since }起；{ $review } 再檢視
blocks-appealed = 已上訴，等待辦事處回覆
blocks-lift = 解除
blocks-nobody = 未有會員曾在這單位選更，所以沒有可以限制的人。
blocks-new = 限制一位會員
blocks-member = 會員
blocks-member-hint = 曾在這單位選更的人。已選的名額不變；要結束名額，可以取消更次。
blocks-reason-hint = 會員會看到：發生了甚麼事、在哪一日
blocks-reason = 原因
blocks-send = 限制並通知會員
error-blocks-member = 選擇其中一位會員
error-blocks-reason = 輸入原因，最多 500 個字元

mail-wanted-subject = 你可以再選更次：{ $unit }
mail-wanted-text = { $unit }已解除限制，你可以再選該單位的更次。
