## Reasons beyond the first ones

reason-requirement = 這個單位需要{ $s }，你的檔案未有已核對的這份文件。
reason-requirement-ends = 這個單位需要{ $s }，你的在{ $d }到期，早於這更。
reason-recused = 你申報了與{ $u }主管的關係。
reason-blocked = { $u }暫不安排你當值，{ $d }覆核。
reason-main-job = 與你正職{ $d } { $w }的更次重疊。
reason-rest-before = 與上一更相隔 { $h } 小時，醫院要求 { $l } 小時。
reason-rest-after = 與下一更相隔 { $h } 小時，醫院要求 { $l } 小時。
reason-nights = 會成為連續第 { $r } 個通宵更，醫院上限是 { $m } 個。
reason-week-hours = 連同這更，七日內合共 { $h } 小時，醫院上限是 { $m } 小時。
reason-four-week-hours = 連同這更，四星期合共 { $h } 小時，醫院上限是 { $m } 小時。
reason-quota = 這間醫院每星期可預先選 { $m } 更，你已選滿；{ $f }起不設上限。
reason-not-open = 這更{ $f }起開放給你選。
way-relatives = 查看我的申報
way-appeal = 查看原因和上訴
way-roster = 查看正職更表
way-hours = 工時和休息
way-release = 為何是這個時間
heed-title = 選更前要知道
heed-pick = 我知道，仍選這更

## Relatives

relatives-title = 親屬申報
relatives-lead = 你不能在親屬或關係密切的人主管的單位當值。申報只用來阻止選更，單位不會看到。
relatives-said = 已申報（{ $n }）
relatives-none = 未有申報。如果有親屬主管單位，在下面申報。
relatives-remove = 撤回
relatives-unit = 單位
relatives-relation = 主管是你的
relatives-declare = 申報
error-relative = 選擇主管與你的關係

## Main job

roster-title = 我的正職更表
roster-lead = 只用來計算休息和工時，任何單位和職員都看不到。
roster-ahead = 未來更次（{ $n }）
roster-none = 未有記錄。加入後，選更時會一併計算休息。
roster-remove = 移除
roster-add = 加入更次
roster-weeks = 重複多少個星期
roster-weeks-hint = 1 至 12；每星期同一日
roster-do-add = 加入
error-roster-weeks = 輸入 1 至 12

## Blocks and appeals

block-title = 單位暫不安排你當值
block-since = 由何時起
block-reason = 單位的原因
block-review = 覆核日期
block-appeal = 你的說明
block-appeal-hint = 由人事部職員閱讀和回覆，不是由該單位
block-do-appeal = 上訴
block-answer = 人事部的回覆
block-waits = 已收到你的上訴，人事部會回覆。
block-stays = 這個決定維持到覆核日期。
block-lifted = 已解除，你可以再選這個單位的更次。
error-appeal = 寫下你的說明，最多 2000 個字元
appeals-title = 單位限制的上訴
nav-appeals = 上訴
appeals-count = { $n } 宗待回覆
appeals-none = 沒有待回覆的上訴。會員上訴後會在這裏出現。
appeals-word = 決定
appeals-lift = 解除限制
appeals-keep = 維持限制
appeals-answer = 回覆
error-appeal-answer = 寫下回覆並選擇決定

## Fair release

fair-title = 公平開放
fair-lead = 有些更次在指定時間開放，近期更次最少的會員先選。規則和抽籤種子都公開，任何人可以核對。
fair-rule = 規則
fair-one = 計算你在開放前 28 日內的更次，最多算 4 更。
fair-two = 優先時段分成四份，每一更等一份。
fair-three = 再加一份之內的抽籤時間，由種子和你的會員編號算出。
fair-four = 優先時段完結後，所有合資格會員都可以選。
fair-check = 自行核對
fair-check-text = 種子和會員編號印在更次頁。抽籤是以下雜湊的首四個位元組。
release-title = 公平開放
release-opens = 開放時間
release-first = 優先時段至
release-recent = 你在開放前 28 日的更次
release-yours = 你可以選的時間
release-seed = 種子
release-member = 你的會員編號
