## The board

board-title = 選更
board-count = { $total } 個更次，其中 { $can } 個你可以選。
board-unknown = 網址有部分內容未能識別，已略去。
board-filter = 篩選（已用 { $count } 項）
board-filter-label = 篩選更次
board-when = 日期
board-from = 由{ $date }起
board-until = 至{ $date }
board-all = 全部
board-band = 更次
board-cluster = 聯網
board-can = 只顯示我可以選的更次
board-apply = 套用
board-clear = 清除篩選
board-today = 今日
board-tomorrow = 明日
board-weekend = 週末
board-chips = 已用的篩選
board-remove = 移除
board-none = 沒有合適的更次
board-none-text = 稍後再看：單位每日都會發布新更次。
board-without = 不限「{ $label }」
board-relaxed = { $label }：{ $count }

## A shift

shift-hours = { $hours } 小時
shift-rate = 每小時 { $rate }，合共 { $pay }
shift-left = 尚餘 { $count } 位
shift-pick = 選這更
shift-undo = 還原
shift-yours = 已為你留位
shift-cannot = 未能選
shift-why = { $count ->
    [1] 可以怎樣做？
   *[other] 全部 { $count } 個原因
}
shift-contact = 聯絡
shift-note = 單位備註
undo-until = { $time } 前可以免填原因還原，之後單位會收到通知。
rest-before = 更前休息
rest-after = 更後休息
rest-hours = { $hours } 小時

## Why not

why-title = 為何未能選這更
why-refused = 未能選這更
why-none = 你可以選這更
why-to-shift = 查看更次
why-similar = 你可以選這些更次
reason-not-approved = 審核通過後才可以選更。你的申請：{ $state }。
reason-cancelled = 單位已取消這更。
reason-past = 這更已開始。
reason-rank = 這更需要{ $wanted }，你的職級是{ $own }。
reason-scope = 你未獲審批{ $specialty }。
reason-licence = 你的執業證明書在{ $date }到期，早於這更。
reason-licence-none = 你的檔案未有已核對的執業證明書。
reason-overlap = 與你{ $date } { $time } { $hospital }{ $unit }的更次重疊。
reason-own = 你已選這更。
reason-full = 名額已滿。
way-tracker = 查看申請進度
way-scope = 查看已批准的範圍
way-documents = 查看文件
way-other-shift = 查看該更次
way-my-shifts = 我的更次
way-similar = 我可以選的更次

## My shifts

mine-title = 我的更次
mine-count = { $count ->
    [0] 你未有更次。
   *[other] 你有 { $count } 個更次。
}
mine-empty = 選更：
mine-next = 下一更
mine-contact = 病房電話：{ $phone }
mine-past = 已完成（{ $count }）
