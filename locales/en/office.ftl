queue-title = Applications
# $time (String)
as-at = As at { $time }
queue-nav = Parts of the queue
queue-ours = Needs an officer
queue-second = Second decision
queue-units = With a unit
queue-applicant = With the applicant
queue-late = Past day 42
queue-members = Members
queue-empty = Nothing here. Look at the other parts of the queue above.
# $count (Number)
queue-caption = { $count ->
    [one] One file, closest to breaking the promise first
   *[other] { $count } files, those closest to breaking the promise first
}
queue-applicant-column = Applicant
queue-day = Day
# $day (Number)
queue-day-of = Day { $day } of 42
queue-next = Who has it, and what next
queue-by = By
queue-officer = Officer
queue-nobody = Nobody yet
# $date (String)
file-registered = registered { $date }
# $days (Number)
file-paused = { $days } days paused
# $date (String)
file-due = Promised to the applicant by { $date }.
file-begin = Take the file
file-ask = Ask the former units
file-original = Original
file-facts = What the applicant typed
file-scope = Scope
file-verify = Accept
file-return = Send it back
file-return-reason = Reason, as the applicant reads it
file-return-note = Note to the applicant
file-return-action = Send back
file-recommend = Your recommendation
file-recommend-action = Record the recommendation
# $verdict (String)
file-recommended = The first officer recommends: { $verdict }
file-second-person = You recommended, so another officer decides.
file-decide = Your decision
file-decide-action = Decide
file-reason = Reason
file-reason-hint = In words that the applicant can act on
verdict-approve = Approve
verdict-reject = Do not approve
file-member = Membership
file-suspend-text = Suspending closes the board at once and releases every place that lies ahead.
file-suspend = Suspend
file-reinstate = Open the board again
enquiry-state-named = Not asked yet
enquiry-state-asked = Sent
enquiry-state-opened = Opened
enquiry-state-answered = Answered
enquiry-state-declined = Cannot answer
error-return-reason = Choose a reason
error-return-note = Say what is wrong and what to do
error-verdict = Choose: approve, or do not approve
error-reason = Enter a reason, at most 2,000 characters
