licence-title = 註冊號碼格式
licence-intro = 號碼與以下格式不符時，系統會提示申請人和主任，但不會阻止申請。
licence-hint = 每行一個格式：9 代表數字，A 代表英文字母，其餘照寫。留空則不提示。
error-licence-pattern = 只可用英文字母、數字和連字號，每行最多 30 個字，最多十行
licence-unlike = 已儲存 { $number }，但格式與一般不同：預期為 { $patterns }（9 代表數字，A 代表英文字母）。對照證書，如無錯誤可繼續。
check-hint-unlike = 格式與一般不同，預期為 { $patterns }。
