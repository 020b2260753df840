## A place

shift-applied = Waits for the unit
shift-report-to = Ask for
shift-way = How to get there
shift-map = The hospital on a map
shift-contact-later = The telephone is shown once it is yours
shift-mode = How it is taken
shift-mode-instant = A pick is certain at once.
# $h (Number)
shift-mode-confirm = The unit confirms within { $h } hours. If it says nothing, the place is released.
# $d (String)
shift-cutoff = You can cancel by yourself until { $d }.
# $d (String)
mine-confirm-by = The unit answers by { $d }.
mine-coming = You said that you come.
mine-coming-ask = Are you still coming?
mine-coming-yes = Yes
mine-more = More
# $n (Number)
mine-waits = Waiting lists ({ $n })
# $n (Number)
mine-handovers = Handing over ({ $n })

## Cancelling

cancel-title = Cancel this shift
cancel-means = What it means
cancel-application = The unit has not confirmed it. You can take it back.
# $d (String)
cancel-until = You can cancel by yourself until { $d }.
# $d (String)
# $p (String)
cancel-late = You could cancel by yourself until { $d }. Telephone the unit first, { $p }, then record it here.
cancel-unit-hears = The unit hears of it, and the place goes to others.
# $a (Number)
# $l (Number)
cancel-record = In 90 days you cancelled { $a } in time and { $l } late. There are no points.
cancel-reason = Why
cancel-reason-hint = The office keeps it; no other member sees it
cancel-told = Whom you told by telephone
cancel-told-hint = Name and post
cancel-do = Cancel the shift
cancel-keep = Keep it
error-cancel-reason = Write why, up to 500 characters
error-cancel-told = Enter whom you told

## Waiting list

wait-yours = Waiting list
wait-join = Join the waiting list
wait-leave = Leave the waiting list
wait-accept = Accept
# $n (Number)
wait-count = { $n ->
    [one] One person waits.
   *[other] { $n } people wait.
}
# $n (Number)
wait-place = Place { $n }
# $d (String)
wait-offered = A place is kept for you until { $d }

## Handing over

handover-title = Hand over or swap
handover-how = It counts once your colleague accepts and the unit agrees. Until then the shift is yours.
handover-email = Your colleague’s e-mail address
handover-email-hint = A member who can take it gets your request. We tell you nothing else about them.
handover-ask = Ask
# $g (String)
# $t (String)
handover-between = From { $g } to { $t }
handover-for = In exchange:
handover-back = Give one of yours for it (optional)
handover-back-none = No, only take it over
handover-accept = Accept
handover-decline = Decline
handover-withdraw = Take back
handover-waits = Your colleague or the unit has to answer.
handover-unit = You accepted. The unit has to agree.

## The unit's word

applications-title = Confirm and agree
# $n (Number)
applications-count = { $n } to confirm
applications-none = Nothing to confirm. Applications appear here once they cannot be undone.
# $n (Number)
applications-worked = worked here { $n } times
# $d (String)
applications-by = answer by { $d }
applications-reason = Why not
applications-reason-hint = The member reads it; not needed to confirm
applications-confirm = Confirm those ticked
applications-decline = Decline those ticked
error-applications-none = Tick at least one
error-applications-reason = Write why not
# $n (Number)
applications-handovers = Handing over ({ $n })
applications-no-handovers = Nothing to agree to. It appears here once both colleagues want it.
applications-agree = Agree
applications-refuse = Do not agree
applications-refused = It cannot change hands:

## Letters

# $s (String)
mail-applied-subject = To confirm: { $s }
# $m (String)
# $s (String)
# $b (String)
mail-applied-text = { $m } applies for { $s }. Confirm by { $b }, or the place is released.
mail-applied-action = Confirm or decline
# $s (String)
mail-unanswered-subject = Still to confirm: { $s }
# $s (String)
mail-agree-subject = To agree to: { $s }
# $g (String)
# $t (String)
# $s (String)
mail-agree-text = { $g } wants to hand { $s } to { $t }, who accepts.
# $s (String)
mail-place-confirmed-subject = Confirmed: { $s }
# $s (String)
mail-place-confirmed-text = The unit confirms that you work { $s }.
# $s (String)
mail-place-declined-subject = Not confirmed: { $s }
# $s (String)
# $r (String)
mail-place-declined-text = The unit cannot take you for { $s }. Why: { $r }
# $s (String)
mail-place-silent-subject = No answer from the unit: { $s }
# $s (String)
mail-place-silent-text = The unit did not confirm { $s } in time, so the place is released. Your record is not affected.
# $s (String)
mail-offered-subject = Your turn: { $s }
# $s (String)
# $u (String)
mail-offered-text = A place on { $s } is kept for you until { $u }. It is yours once you accept.
# $s (String)
mail-called-subject = A place is free: { $s }
# $s (String)
mail-called-text = A place on { $s } is free. As time is short, all who wait hear at once.
# $s (String)
mail-skipped-subject = Passed over: { $s }
# $s (String)
# $r (String)
mail-skipped-text = A place on { $s } came free, but you could not take it: { $r }
# $s (String)
mail-coming-subject = Are you still coming? { $s }
# $s (String)
mail-coming-text = You work { $s } soon. Say that you come, or cancel now.
# $s (String)
mail-handover-asked-subject = A colleague asks you: { $s }
# $g (String)
# $s (String)
mail-handover-asked-text = { $g } would hand { $s } to you. You can accept, exchange or decline.
# $s (String)
mail-handover-agreed-subject = Agreed: { $s }
# $s (String)
mail-handover-agreed-text = { $s } has changed hands.
# $s (String)
mail-handover-refused-subject = Not handed over: { $s }
# $s (String)
mail-handover-refused-text = { $s } stays with whoever held it.
# $u (String)
mail-blocked-subject = { $u } does not take you for now
# $u (String)
# $r (String)
mail-blocked-text = { $u } does not take you for now. Why: { $r } You can appeal.
# $u (String)
mail-appeal-answered-subject = Your appeal: { $u }
# $a (String)
mail-still-blocked-text = It stays. The office’s answer: { $a }
# $u (String)
# $a (String)
mail-unblocked-text = You can pick shifts of { $u } again. The office’s answer: { $a }
