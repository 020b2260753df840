## 優先選更的人及後備職級

preferred-title = 可優先選更的人
preferred-text = 發布更次時可讓名單上的人先選一段時間，其他人會看到何時開放。名單只有姓名，不記評語，其他單位看不到。
preferred-count = 名單上有 { $count } 人
preferred-none = 名單上未有人，更次一發布就開放給所有人。
preferred-remove = 移除
preferred-new = 加入名單
preferred-nobody = 未有其他曾在這個單位當值的人。
preferred-hint = 只限曾在這個單位當值的人
preferred-add = 加入
error-preferred-member = 選擇其中一位會員
reason-preferred = { $u }先讓曾在該處當值的人選更，{ $m }起開放給你。
matching-preferred = 單位先讓優先名單上的人選，{ $m }起開放給所有人。

extras-first = 讓優先名單先選多少小時（選填）
extras-first-hint = 1 至 168。最遲開始前 24 小時開放給所有人。
extras-otherwise = 無人選時的後備職級（選填）
extras-otherwise-hint = 同一專業。尚餘名額會移到新更次，時薪按該職級計算；已選的人不受影響。
extras-otherwise-none = 沒有後備職級
extras-days = 發布多少日後移給後備職級
extras-days-hint = 1 至 60。兩格填一格即可，都填以較早的為準。
extras-hours = 或開始前多少小時移給後備職級
extras-hours-hint = 1 至 336
error-extras-first = 輸入 1 至 168 的整數
error-extras-nobody = 先把曾在單位當值的人加入優先名單
error-extras-otherwise = 選擇同一專業的另一職級
error-extras-time = 輸入由現在起至更次開始前的日數或小時
error-extras-rate = 該職級當日未有時薪
extras-first-until = 優先名單先選，{ $m }開放給所有人。
extras-falls-back = 如有餘額，{ $m }移給{ $c }。
extras-fell-back = 餘額已移給{ $c }：
extras-fell-back-link = 查看新更次
extras-no-rate = { $c }當日未有時薪，餘額未能移給後備職級。

mail-fell-back-subject = 餘額已移給{ $c }：{ $s }
mail-fell-back-text = 以下更次尚餘的 { $n } 個名額已移到{ $c }的新更次：{ $s }。已選的人不受影響。
mail-fell-back-not-subject = 未能移給{ $c }：{ $s }
mail-fell-back-not-text = { $c }當日未有時薪，以下更次的餘額維持不變：{ $s }。
mail-fell-back-action = 查看更次

mail-weather-over-subject = { $signal }通知已結束：{ $day }
mail-weather-over-text = { $day }的{ $signal }通知已結束。未取消的更次照常；是否取消以更次頁面及單位通知為準。

many-only-new = 不複製該星期已發布的更次
error-many-no-new = 選擇另一個星期：沒有更次可複製，或全部已發布
