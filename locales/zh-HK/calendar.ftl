## Hours

hours-lead = 你在所有醫院的工時，連同你寫下的正職。通宵更算在開始的一日。
hours-meter = 連續性合約（468）
hours-of = 本星期和之前三個星期：{ $h }／{ $m } 小時
hours-counts = 本星期計入連續性合約。
hours-counts-not = 本星期未計入連續性合約。
hours-rule = 每星期 17 小時，或連同之前三個星期合共 68 小時，就計入連續性合約（2026年1月18日起）。
hours-weeks = 每星期工時
hours-week = 由星期一
hours-service = 兼職
hours-four = 兼職四星期
hours-all = 連正職
hours-all-four = 連正職四星期
hours-now = 本星期
hours-yes = 計入
hours-no = 不計

## Calendar

calendar-title = 日曆訂閱
calendar-lead = 在手機或電腦的日曆訂閱這個地址，更次會自動更新。
calendar-address = 訂閱地址
calendar-secret = 知道這個地址的人就可以看到你的更次。懷疑外洩就更換地址，舊地址即時失效。
calendar-none = 未有訂閱地址。選擇顯示多少，然後建立。
calendar-level = 日曆顯示
calendar-busy = 只顯示有更次
calendar-hospital = 醫院
calendar-full = 醫院、單位、電話和備註
calendar-renew = 建立新地址
calendar-end = 停止訂閱
calendar-event = 加入日曆
mine-print = 可以用瀏覽器列印這一頁。
ics-busy = 有更次
ics-at = 更次：{ $p }
hours-limits = 你工作的醫院的上限
hours-limit-week = 任何七日
hours-limit-four = 四星期
hours-limit-law = 當地規則
hours-no-limit = 沒有自訂上限
hours-blocks = { $h } 小時，超過不能選更
hours-warns = { $h } 小時，超過會提醒
hours-limits-text = 你查看的每一更都會連同正職，與這些上限比較。
mine-month-none = 你這個月沒有工作。
mine-month-label = 我的更份（月曆）
