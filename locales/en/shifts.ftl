## The board

board-title = Shifts
# $total (Number)
# $can (Number)
board-count = { $total ->
    [one] One shift. You can pick { $can }.
   *[other] { $total } shifts. You can pick { $can }.
}
board-unknown = Part of the address was not understood and was left out.
# $count (Number)
board-filter = Filter ({ $count } set)
board-filter-label = Filter shifts
board-when = When
# $date (String)
board-from = from { $date }
# $date (String)
board-until = until { $date }
board-all = All
board-band = Part of the day
board-cluster = Cluster
board-can = Only what I can pick
board-apply = Apply
board-clear = Clear the filter
board-today = Today
board-tomorrow = Tomorrow
board-weekend = Weekend
board-chips = What is filtered
board-remove = remove
board-none = No shift fits
board-none-text = Come back later: units post new shifts every day.
# $label (String)
board-without = Without “{ $label }”
# $label (String)
# $count (Number)
board-relaxed = { $label }: { $count }

## A shift

# $hours (String)
shift-hours = { $hours } hours
# $rate (String)
# $pay (String)
shift-rate = { $rate } an hour, { $pay } in all
# $count (Number)
shift-left = { $count ->
    [one] one place left
   *[other] { $count } places left
}
shift-pick = Pick
shift-undo = Undo
shift-yours = Yours
shift-cannot = Not for you now
# $count (Number)
shift-why = { $count ->
    [one] What can I do?
   *[other] All { $count } reasons
}
shift-contact = Whom to ask
shift-note = From the unit
# $time (String)
undo-until = You can undo until { $time } without a reason. The unit hears of it then.
rest-before = Rest before
rest-after = Rest after
# $hours (String)
rest-hours = { $hours } hours

## Why not

why-title = Why you cannot pick this shift
why-refused = This shift could not be picked
why-none = You can pick this shift
why-to-shift = To the shift
why-similar = You could pick one of these
# $state (String)
reason-not-approved = Only approved members can pick. Your application: { $state }.
reason-cancelled = The unit has called this shift off.
reason-past = This shift has begun.
# $wanted (String)
# $own (String)
reason-rank = This shift needs: { $wanted }. You are: { $own }.
# $specialty (String)
reason-scope = You are not approved for { $specialty }.
# $date (String)
reason-licence = Your practising certificate ends on { $date }, before this shift does.
reason-licence-none = We hold no verified practising certificate of yours.
# $date (String)
# $time (String)
# $hospital (String)
# $unit (String)
reason-overlap = It overlaps with your shift on { $date }, { $time }, { $hospital } { $unit }.
reason-own = You hold this shift already.
reason-full = All places are taken.
way-tracker = See your application
way-scope = See what you are approved for
way-documents = See your documents
way-other-shift = Open that shift
way-my-shifts = My shifts
way-similar = Shifts that I can pick

## My shifts

mine-title = My shifts
# $count (Number)
mine-count = { $count ->
    [0] You hold no shift.
    [one] You hold one shift.
   *[other] You hold { $count } shifts.
}
mine-empty = Pick one:
mine-next = Your next shift
# $phone (String)
mine-contact = The ward’s telephone: { $phone }
# $count (Number)
mine-past = Worked ({ $count })
