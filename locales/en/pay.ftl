## Menu

nav-my-pay = Pay
nav-attendance = Attendance
nav-payroll = Payroll

## States of attendance

pay-state-signed = Member has signed in
pay-state-recorded = Unit has written it down
pay-state-authorised = Waiting for the member
pay-state-agreed = Member agreed
pay-state-queried = Member does not agree
pay-state-none = Not written down

## Units: attendance

attend-title = Attendance
attend-code = Today’s sign-in code
attend-code-text = Put the code up at the nurses’ station. Members type it to show that they are there.
# $count (Number)
attend-open = Waiting for the unit ({ $count })
attend-open-empty = Nothing waits for the unit.
# $count (Number)
attend-rest = Confirmed ({ $count })
attend-rest-empty = Nothing has been confirmed yet.
attend-as-planned = Confirm as planned
attend-edit = Write the times
attend-back = Back to attendance
attend-planned = Planned
attend-signed = Signed by the member
attend-signed-none = The member has not signed
attend-from = Really began at
attend-to = Really ended at
attend-time-hint = 24-hour clock, for example 07:00
attend-reason = Why it differs from the plan
attend-reason-hint = Leave it empty where it does not. The member sees it.
attend-query = What the member says
attend-answer = Your answer to the member (optional)
attend-save = Save only
attend-authorise = Confirm the times
attend-authorise-text = Then the pay is reckoned, and the member agrees or says what is wrong.
attend-settled = The member has agreed. It can no longer be changed.

## Members: signing and answering

pay-title = Pay
pay-now = You can sign in or out now
# $count (Number)
pay-asked = Waiting for your word ({ $count })
pay-asked-text = The unit has confirmed your hours. After seven days without a word they are paid as they stand.
pay-months = Pay by the month
pay-months-empty = Your pay is listed here after your first shift.
# $count (Number)
pay-months-count = { $count ->
    [one] one shift
   *[other] { $count } shifts
}
pay-to-board = Shifts
pay-sign-in = Sign in
pay-sign-out = Sign out
pay-code = Sign-in code
pay-code-hint = Six digits, at the nurses’ station
# $time (String)
pay-signed-in = Signed in: { $time }
# $time (String)
pay-signed-out = Signed out: { $time }
pay-unit-says = Times that the unit confirmed
pay-unit-reason = Why they differ from the plan
pay-unit-answer = The unit’s answer
pay-unit-nothing = The unit has not confirmed your hours yet.
pay-agree = Agree
# $date (String)
pay-agree-until = Agree, or say what is wrong, by { $date }. After that the hours are paid as they stand.
pay-query = Say what is wrong
pay-query-label = What is wrong?
pay-query-hint = For example: I left at 21:30
pay-query-send = Send it to the unit
pay-your-query = What you said

## How pay is reckoned

# $month (String)
pay-statement-title = Pay statement, { $month }
# $time (String)
pay-as-at = As at { $time }
pay-statement-empty = You worked no shift in this month.
pay-total = Total
pay-how = How it was reckoned
pay-allowance = Allowance for work in shifts, whole month
pay-statement-note = This is a statement, not a payslip. Your rate was fixed when you picked. If something is wrong, say so on your pay page.
pay-pdf = Download PDF
pay-print = This server has no font for PDF files in Chinese. Your browser’s print function saves this page.
pay-article-house = house rules
# $hourly (String)
pay-step-rate = Rate fixed when you picked: { $hourly } an hour
# $years (Number)
# $hourly (String)
pay-step-experience = { $years } full years of experience: { $hourly } an hour
# $level (Number)
# $hourly (String)
pay-step-wage = The minimum wage with { $level } levels is more: { $hourly } an hour
# $hours (String)
# $minutes (Number)
pay-hours = { $hours } hours of work ({ $minutes } minutes)
# $sentence (String)
# $article (String)
pay-cited = { $sentence } ({ $article })
# $percent (String)
# $salary (String)
pay-allowance-text = { $percent }% of a monthly salary of { $salary }
# $date (String)
# $band (String)
# $percent (String)
pay-earning = { $date }: { $band }, { $percent }%
# $percent (String)
pay-capped = The shifts come to { $percent }%; the month’s cap holds
# $amount (String)
pay-before = Less { $amount } that was paid before
pay-band-weekend = by day at a weekend or on a holiday
pay-band-evening = between 20:00 and 24:00
pay-band-late = four hours between 20:00 and 04:00
pay-band-night = four hours between 00:00 and 08:00
pay-band-consecutive = back to back with a shift that earns as much or more
pay-band-none = no allowance
pay-standing-unit = Waiting for the unit
# $date (String)
pay-standing-you = Waiting for your word until { $date }
pay-standing-queried = The unit looks into what you said
pay-standing-next = In the next payroll
pay-standing-released = Released for payment
# $date (String)
pay-standing-paid = Paid on { $date }
pay-col-what = Shift
pay-col-state = Where it stands
pay-col-sum = Amount

## Office: payroll

payroll-title = Payroll
payroll-text = Hours can be paid when the member agreed, or said nothing for seven days. One officer exports, another releases.
payroll-due = Ready to export
payroll-due-empty = Nothing is ready. Hours appear here when members agree to them.
# $count (Number)
# $currency (String)
# $sum (String)
payroll-due-line = { $count ->
    [one] { $currency }: one line, { $sum }
   *[other] { $currency }: { $count } lines, { $sum } in all
}
payroll-make = Export
# $count (Number)
payroll-runs = Exports ({ $count })
payroll-runs-empty = No export has been made yet.
# $number (String)
payroll-run = Export { $number }
payroll-made = Waiting for a second person
payroll-released = Released
payroll-paid = Paid
payroll-discarded = Taken back
# $name (String)
# $time (String)
payroll-made-by = Made by { $name }, { $time }
# $people (Number)
# $sum (String)
payroll-sum = { $people ->
    [one] One person, { $sum } in all
   *[other] { $people } people, { $sum } in all
}
payroll-own = You made this export, so another officer has to release it.
payroll-release = Release for payment
payroll-release-text = Then everybody in it hears of it, and the CSV file can be fetched.
payroll-discard = Take this export back
payroll-csv = Download CSV
payroll-mark-paid = Mark as paid
payroll-member = Member
payroll-hours = Hours

## Errors

error-pay-order = The end must come after the start, within 24 hours
error-pay-ahead = The end must lie in the past
error-pay-elsewhere = The times must touch the planned shift
error-pay-reason = Say why the times differ from the plan
error-pay-code = Enter today’s code from the nurses’ station
error-pay-query = Say what is wrong, in at most 500 characters

## Letters

# $when (String)
mail-hours-subject = The unit confirmed your hours: { $when }
# $place (String)
# $when (String)
# $pay (String)
mail-hours-text = { $place } has confirmed your hours of { $when }. They come to { $pay }.
# $date (String)
mail-hours-until = You can agree, or say what is wrong, until { $date }. After that they are paid as they stand.
mail-hours-action = See and answer
# $when (String)
mail-queried-subject = A member does not agree with the hours: { $when }
# $member (String)
# $place (String)
# $when (String)
mail-queried-text = { $member } does not agree with the hours at { $place }, { $when }.
mail-queried-action = See and answer
# $pay (String)
mail-pay-subject = Your pay was released: { $pay }
# $pay (String)
mail-pay-text = { $pay } was released for payment. The statement says how each shift was reckoned.
mail-pay-action = See your pay
