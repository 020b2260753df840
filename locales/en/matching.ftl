## The matching desk: open shifts, members who fit, invitations

nav-matching = Matching
matching-title = Shifts that lack somebody
# $shifts (Number)
# $places (Number)
matching-lead = { $shifts } shifts lack { $places } people. What starts soonest comes first.
matching-days-label = Days ahead
# $days (Number)
matching-days = { $days ->
    [one] One day
   *[other] { $days } days
}
matching-hospital = Hospital
matching-specialty = Specialty
matching-shift = Shift
matching-starts = Starts in
# $hours (Number)
matching-in-hours = { $hours ->
    [one] one hour
   *[other] { $hours } hours
}
# $days (Number)
matching-in-days = { $days } days
matching-wanted = Wanted
matching-places = Places
# $left (Number)
# $places (Number)
matching-left = { $left } of { $places } free
matching-invited = Invited
matching-none = Nothing lacks anybody in this time.
matching-none-next = See all of the next 28 days
matching-fill = Fill rates
matching-fill-text = Places filled of places posted, from four weeks ago to two weeks ahead, for the chosen hospital and category. What was called off is not counted.
matching-fill-weeks = By week
matching-fill-hospitals = By hospital, the emptiest first
matching-week = Week
# $date (String)
matching-week-of = From { $date }
matching-posted = Posted
matching-filled = Filled
matching-rate = Rate
# $times (Number)
matching-worked = { $times ->
    [one] Has worked in the unit once
   *[other] Has worked in the unit { $times } times
}
matching-fresh = No other shift within three days
matching-private = Something that the member declared, and that is shown to nobody, stands against it.
# $state (String)
matching-not-approved = Membership: { $state }.
# $specialty (String)
matching-scope = Not approved for { $specialty }.
# $kind (String)
matching-kind = Not approved for this kind of unit: { $kind }.
# $date (String)
matching-licence = The practising certificate ends on { $date }, before this shift does.
matching-licence-none = There is no verified practising certificate.
# $slot (String)
matching-requirement = The unit asks for: { $slot }. There is no verified one.
# $slot (String)
# $date (String)
matching-requirement-ends = The unit asks for: { $slot }. It ends on { $date }, before this shift does.
# $unit (String)
# $date (String)
matching-blocked = { $unit } does not take this member for now. It will be looked at again on { $date }.
# $date (String)
# $time (String)
# $hospital (String)
# $unit (String)
matching-overlap = It overlaps with a shift on { $date }, { $time }, { $hospital } { $unit }.
# $most (Number)
matching-quota = { $most } shifts of this hospital are held in that week, its limit ahead.
# $moment (String)
matching-not-open = Opens to this member on { $moment }.
matching-own = Holds this shift already.
# $regime (String)
matching-undeclared = { $regime }: what its hospitals must know is not declared, or was more than a year ago.

match-title = Members who fit
# $done (Number)
# $all (Number)
match-done = { $done } of { $all } were asked.
# $most (Number)
match-left-out = The others were asked before, were asked { $most } times today, or cannot take it now.
# $count (Number)
match-asked = Asked ({ $count })
# $moment (String)
match-asked-at = Asked on { $moment }
match-picked = Picked it
match-declined = Not this time
match-silent = No answer yet
# $shown (Number)
# $all (Number)
match-members = The first { $shown } of { $all } members with the category and specialty
match-closed = It is full, has begun or was called off. Nobody can be asked.
match-nobody = No other member has the category and the specialty.
# $most (Number)
match-rule = The order: who may take it, who has worked in the unit, the longest rest, the fewest hours over four weeks. An invitation is no assignment: members decide. Each is asked once a shift and at most { $most } times a day.
match-gate = May they take it
match-why = Why
match-week = Hours that week
match-four-weeks = Hours over four weeks
match-free = Can take it
match-warned = Can, with a warning
match-against = Cannot
# $most (Number)
match-enough = Was asked { $most } times today
match-invite = Ask the chosen members
error-matching-nobody = Choose at least one member

invitation-title = The office asks whether you can
invitation-text = You decide. Saying no, or nothing, costs you nothing.
# $moment (String)
invitation-asked = Asked on { $moment }
invitation-decline = Not this time
invitation-declined = You said “not this time”. Nobody asks you again about this shift, and you can still pick it.

# $shift (String)
mail-invited-subject = Can you take this shift: { $shift }
# $shift (String)
mail-invited-text = This shift lacks somebody, and the office asks whether you can: { $shift }.
mail-invited-free = This is a question, not an assignment. Saying no, or nothing, costs you nothing.
mail-invited-action = See the shift
