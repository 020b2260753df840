## Reasons beyond the first ones

# $s (String)
reason-requirement = This unit asks for: { $s }. We hold no verified one of yours.
# $s (String)
# $d (String)
reason-requirement-ends = This unit asks for: { $s }. Yours ends on { $d }, before this shift does.
# $u (String)
reason-recused = You declared that somebody close to you heads { $u }.
# $u (String)
# $d (String)
reason-blocked = { $u } does not take you for now. It will be looked at again on { $d }.
# $d (String)
# $w (String)
reason-main-job = It overlaps with your main job on { $d }, { $w }.
# $h (String)
# $l (String)
reason-rest-before = The shift before ends { $h } hours earlier. The hospital asks for { $l }.
# $h (String)
# $l (String)
reason-rest-after = The next shift starts { $h } hours later. The hospital asks for { $l }.
# $r (Number)
# $m (Number)
reason-nights = It would make { $r } nights in a row. The hospital allows { $m }.
# $h (String)
# $m (String)
reason-week-hours = With this shift seven days have { $h } hours. The hospital allows { $m }.
# $h (String)
# $m (String)
reason-four-week-hours = With this shift four weeks have { $h } hours. The hospital allows { $m }.
# $m (Number)
# $f (String)
reason-quota = You hold { $m } shifts of this hospital in that week, its limit ahead. From { $f } there is none.
# $f (String)
reason-not-open = You can pick this shift from { $f }.
way-relatives = See what I declared
way-appeal = See why, and appeal
way-roster = See my main job
way-hours = Hours and rest
way-release = Why at this time
heed-title = Before you pick
heed-pick = I know, and pick it

## Relatives

relatives-title = People close to me
relatives-lead = You cannot work in a unit that somebody close to you heads. Units do not see what you declare.
# $n (Number)
relatives-said = Declared ({ $n })
relatives-none = Nothing is declared. If somebody close to you heads a unit, say so below.
relatives-remove = Take back
relatives-unit = Unit
relatives-relation = The one who heads it is
relatives-declare = Declare
error-relative = Choose what the one who heads it is to you

## Main job

roster-title = My main job
roster-lead = It counts for rest and hours only. No unit and nobody who works here sees it.
# $n (Number)
roster-ahead = Ahead ({ $n })
roster-none = Nothing is written down. Once it is, it counts for your rest when you pick.
roster-remove = Remove
roster-add = Add work
roster-weeks = For how many weeks
roster-weeks-hint = 1 to 12; the same day each week
roster-do-add = Add
error-roster-weeks = Enter 1 to 12

## Blocks and appeals

block-title = A unit does not take you for now
block-since = Since
block-reason = Why
block-review = Looked at again on
block-appeal = What you say
block-appeal-hint = An HR officer reads and answers it, not the unit
block-do-appeal = Appeal
block-answer = The office’s answer
block-waits = Your appeal is with the office, which will answer.
block-stays = It stays until it is looked at again.
block-lifted = It is lifted. You can pick shifts of this unit again.
error-appeal = Write what you say to it, up to 2,000 characters
appeals-title = Appeals against units
nav-appeals = Appeals
# $n (Number)
appeals-count = { $n ->
    [one] One waits for an answer
   *[other] { $n } wait for an answer
}
appeals-none = No appeal waits. What members write appears here.
appeals-word = Decision
appeals-lift = Lift it
appeals-keep = Keep it
appeals-answer = Answer
error-appeal-answer = Write an answer and choose a decision

## Fair release

fair-title = Fair release
fair-lead = Some shifts open at a set time, first to those with the fewest recent shifts. The rule and the seed are public.
fair-rule = The rule
fair-one = We count your shifts of the 28 days before the opening, four at most.
fair-two = The first window has four quarters. Each of your shifts waits one of them.
fair-three = A draw adds part of one quarter. It comes from the seed and your member number.
fair-four = When the window ends, every eligible member can pick.
fair-check = Check it yourself
fair-check-text = Seed and member number stand on the shift’s page. The draw is the first four bytes of this hash.
release-title = Fair release
release-opens = Opens
release-first = First window until
release-recent = Your shifts of the 28 days before
release-yours = You can pick from
release-seed = Seed
release-member = Your member number
