## Calling a shift off

call-off-link = Call this shift off
call-off-title = Call a shift off
call-off-means = What happens then
# $count (Number)
call-off-holders = { $count ->
    [0] Nobody holds a place on it.
    [one] One person picked it. They hear at once, with the reason, and their place ends.
   *[other] { $count } people picked it. They hear at once, with the reason, and their places end.
}
# $count (Number)
call-off-waiting = { $count ->
    [one] One more waits and hears too.
   *[other] { $count } more wait and hear too.
}
# $hours (Number)
call-off-hours = { $hours ->
    [0] It begins in less than an hour.
    [one] It begins in one hour.
   *[other] It begins in { $hours } hours.
}
call-off-instead = The letter names up to three shifts that they could take instead. It is for them to pick.
call-off-for-good = It cannot be brought back, only posted again.
call-off-cause = Reason
call-off-note = Anything to add (needed for another reason)
call-off-note-hint = Everybody who is touched reads it: name nobody else
call-off-do = Call it off and tell them
call-off-keep = Keep the shift
call-off-fewer-patients = Fewer patients than expected
call-off-own-staff = The unit’s own staff work it
call-off-closed = The ward or service is closed
call-off-mistake = It was posted by mistake
call-off-other = Another reason
call-off-done = This shift was called off
# $who (String)
# $when (String)
call-off-done-by = Called off by { $who } at { $when }.
# $count (Number)
call-off-released = Whose places ended ({ $count })
call-off-released-none = Nobody was sure to come when it was called off.
call-off-told = They were told. If it would begin soon, ring them to be sure that they know.
# $count (Number)
call-off-list = Called off, next 14 days ({ $count })
call-off-tag = Called off
error-call-off-cause = Choose why it is called off
error-call-off-note = Enter what there is to add, in at most 500 characters

# $shift (String)
mail-call-off-subject = The unit called off: { $shift }
# $shift (String)
mail-call-off-text = The unit called your shift off: { $shift }. You no longer hold a place, and your record is as before.
# $shift (String)
mail-call-off-waited = The unit called off a shift that you hoped for: { $shift }. You need not wait, and your record is as before.
# $cause (String)
mail-call-off-reason = Reason: { $cause }
mail-call-off-instead = You could take one of these instead:
mail-call-off-action = See what you can take
