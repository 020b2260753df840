## Every letter begins with the fact and has one thing to do

# $name (String)
mail-greeting = Dear { $name },
mail-footer = Locum self-selection. You can always see where things stand on the website; you never need to phone.
mail-to-tracker = See where your application is
mail-confirm-subject = Confirm your e-mail address
mail-confirm-text = You registered with Locum self-selection. Confirm your address within two days to sign in. If this was not you, ignore this e-mail.
mail-confirm-action = Confirm my address
mail-already-subject = You already have an account
mail-already-text = Somebody registered with your address. You have an account already, so nothing was changed. If it was you, sign in or set a new password.
mail-already-action = Set a new password
mail-reset-subject = Set a new password
mail-reset-text = The link works once, for ten minutes. If you did not ask for it, ignore this e-mail; your password stays as it is.
mail-reset-action = Set a new password
mail-password-subject = Your password was changed
mail-password-text = All sessions were ended. If it was not you, set a new password at once.
mail-password-action = It was not me
mail-invite-subject = Your account with Locum self-selection
mail-invite-text = An account was made for you. Set a password within seven days to begin.
mail-invite-action = Set my password
mail-role-subject = Your account has another role
# $role (String)
mail-role-text = Your account with Locum self-selection is now that of: { $role }. Sign in again to use it.
# $reference (String)
mail-received-subject = Your application { $reference } is with us
mail-received-text = Your documents are complete and the clock runs from today. We write at every step.
# $from (String)
# $to (String)
mail-received-dates = You will hear between { $from } and { $to }.
# $document (String)
mail-returned-subject = It is your turn: { $document }
# $document (String)
# $reason (String)
mail-returned-text = We could not accept your { $document }: { $reason }
mail-returned-rest = Everything else stands. The clock waits for you and your file goes on as soon as it is there.
mail-returned-action = Upload it again
mail-asked-subject = We have asked the units you worked in
# $units (String)
mail-asked-text = We wrote to: { $units }. You need to do nothing.
# $unit (String)
mail-answered-subject = { $unit } has answered
# $unit (String)
mail-answered-text = { $unit } has answered our enquiry. You need to do nothing.
# $unit (String)
mail-declined-subject = { $unit } could not answer
# $unit (String)
mail-declined-text = { $unit } could not answer our enquiry. Your application page says whether another unit is needed.
# $applicant (String)
mail-enquiry-subject = Two minutes: did { $applicant } work in your unit?
# $applicant (String)
# $unit (String)
mail-enquiry-text = { $applicant } wishes to work shifts in public hospitals and names { $unit } as a former unit. Tell us how they worked there.
# $date (String)
mail-enquiry-time = It takes two minutes and needs no account. The link works until { $date }. The applicant does not see your answer.
mail-enquiry-action = Answer
mail-approved-subject = You are approved and can pick shifts
mail-approved-text = Two officers have approved your application. The board is open to you from this minute.
mail-approved-action = Pick a shift
mail-rejected-subject = The decision on your application
mail-rejected-text = Two officers have looked at your application and could not approve it, for this reason:
# $date (String)
mail-rejected-next = You may apply again from { $date }; your account stays open.
mail-suspended-subject = Your membership is suspended
mail-suspended-text = You cannot pick shifts from now on, for this reason:
mail-reinstated-subject = You can pick shifts again
mail-reinstated-text = Your membership is open again from this minute.
mail-withdrawn-subject = Your application is withdrawn
mail-withdrawn-text = As you asked, we have stopped. You can apply again whenever you wish.
# $time (String)
mail-booked-subject = Booked: { $time }
# $member (String)
# $unit (String)
# $time (String)
mail-booked-text = { $member } will work in { $unit } on { $time }.
mail-booked-action = See who is coming
# $time (String)
mail-vacated-subject = Open again: { $time }
# $member (String)
# $unit (String)
# $time (String)
mail-vacated-text = { $member } will not work in { $unit } on { $time }. The place is on the board again.
mail-vacated-action = See the shift
# $shift (String)
mail-released-subject = Your place was released: { $shift }
# $shift (String)
mail-released-text = You no longer hold { $shift }, for this reason:
