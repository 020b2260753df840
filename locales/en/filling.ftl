## People whom a unit prefers, and fallback categories

preferred-title = People who may pick first
preferred-text = A shift that you post can be theirs alone for a while; everybody else reads when it opens. The list holds names, no opinions, and no other unit sees it.
# $count (Number)
preferred-count = { $count ->
    [0] Nobody is on the list
    [one] One person is on the list
   *[other] { $count } people are on the list
}
preferred-none = Your shifts are open to everybody as soon as they are posted.
preferred-remove = Take off
preferred-new = Put somebody on the list
preferred-nobody = Nobody else has worked in this unit yet.
preferred-hint = Only who has worked in this unit
preferred-add = Put on the list
error-preferred-member = Choose one of the members
# $u (String)
# $m (String)
reason-preferred = { $u } lets people who have worked there pick first. It opens to you on { $m }.
# $m (String)
matching-preferred = The unit's preferred people come first. It opens to everybody on { $m }.

extras-first = Hours of first choice for preferred people (optional)
extras-first-hint = 1 to 168. It opens to everybody 24 hours before the start at the latest.
extras-otherwise = Fallback category (optional)
extras-otherwise-hint = Of the same profession. Places still free go to a new shift at that category's rate; who has picked keeps theirs.
extras-otherwise-none = No fallback
extras-days = Days after posting at which it applies
extras-days-hint = 1 to 60. One of the two is enough; of both, what comes first counts.
extras-hours = Or hours before the start at which it applies
extras-hours-hint = 1 to 336
error-extras-first = Enter whole hours, 1 to 168
error-extras-nobody = First put somebody who has worked here on the list of preferred people
error-extras-otherwise = Choose another category of the same profession
error-extras-time = Enter days or hours that end between now and the start
error-extras-rate = This category has no rate on that day
# $m (String)
extras-first-until = Preferred people first. It opens to everybody on { $m }.
# $m (String)
# $c (String)
extras-falls-back = What is free on { $m } goes to: { $c }.
# $c (String)
extras-fell-back = What was free went to: { $c }.
extras-fell-back-link = See the new shift
# $c (String)
extras-no-rate = What was free stays: no rate is set on that day for { $c }.

# $c (String)
# $s (String)
mail-fell-back-subject = Free places went to { $c }: { $s }
# $n (Number)
# $c (String)
# $s (String)
mail-fell-back-text = { $n } free places went to a new shift for { $c }: { $s }. Who has picked keeps their place.
# $c (String)
# $s (String)
mail-fell-back-not-subject = Free places did not go to { $c }: { $s }
# $c (String)
# $s (String)
mail-fell-back-not-text = No rate is set on that day for { $c }, so what was free stays: { $s }.
mail-fell-back-action = See the shift

# $signal (String)
# $day (String)
mail-weather-over-subject = The notice has ended: { $signal }, { $day }
# $signal (String)
# $day (String)
mail-weather-over-text = { $signal } on { $day }: the notice has ended. Your shift stands unless its page says that the unit called it off.

many-only-new = Leave out what is posted in that week already
error-many-no-new = Choose another week: there is nothing to copy, or all of it is posted
