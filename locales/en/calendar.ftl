## Hours

hours-lead = Your hours in all hospitals, and the main job that you wrote down. A night belongs to the day on which it starts.
hours-meter = Continuous contract (468)
# $h (String)
# $m (String)
hours-of = This week and the three before: { $h } of { $m } hours
hours-counts = This week counts for a continuous contract.
hours-counts-not = This week does not count for a continuous contract.
hours-rule = A week counts with 17 hours, or with 68 including the three before (since 18 January 2026).
hours-weeks = Hours by week
hours-week = Week from Monday
hours-service = Locum
hours-four = Locum, four weeks
hours-all = With main job
hours-all-four = With main job, four weeks
hours-now = this week
hours-yes = counts
hours-no = does not

## Calendar

calendar-title = Calendar feed
calendar-lead = Subscribe to this address in your calendar. Your shifts then stay up to date.
calendar-address = Address
calendar-secret = Whoever knows it sees your shifts. If in doubt, make a new one; the old one stops at once.
calendar-none = There is no address yet. Choose how much it shows and make one.
calendar-level = What it shows
calendar-busy = That you are busy
calendar-hospital = The hospital
calendar-full = Hospital, unit, telephone and note
calendar-renew = Make a new address
calendar-end = End the feed
calendar-event = Add to calendar
mine-print = This page prints.
ics-busy = Busy
# $p (String)
ics-at = Shift: { $p }
hours-limits = Limits where you work
hours-limit-week = Any seven days
hours-limit-four = Four weeks
hours-limit-law = Rules of the place
hours-no-limit = No limit of its own
# $h (String)
hours-blocks = { $h } hours; more is refused
# $h (String)
hours-warns = { $h } hours; more brings a warning
hours-limits-text = Every shift that you look at is held against these limits, your main job counted in.
mine-month-none = You work on no day of this month.
mine-month-label = My shifts, by month
