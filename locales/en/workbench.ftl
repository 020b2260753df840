## The queue

queue-all = All open files
# $late (Number)
# $free (Number)
queue-lead = { $late } past day 42. { $free } without an officer.
queue-take-next = Next file
queue-step-take = Take the file
queue-step-check = Check documents
queue-step-replace = Applicant replaces a document
queue-step-ask = Ask the units
queue-step-answer = Units answer
queue-step-unit = Applicant names a unit
queue-step-decide = Decide
queue-step-correct = Waiting for the applicant to correct an address
queue-step-elsewhere = A unit stayed silent: ask in another way
queue-due = Day 28 to 42
queue-risk = Will pass day 42
queue-promise = Promise
queue-mine = Mine
queue-step = Next step
# $date (String)
queue-since = since { $date }
checklist-units = Former units
queue-filter = Filter
queue-any = All
# $name (String)
# $count (Number)
queue-option = { $name } ({ $count })
queue-search = Number or name
queue-apply = Apply
queue-clear = Clear filters
queue-chosen = Chosen filters
queue-drop = (remove)
queue-ignored = Part of the address was not understood and left out.
queue-empty-filter = No file fits these filters.
queue-see-all = See all open files
queue-choose = Choose
# $reference (String)
queue-choose-one = Choose { $reference }
# $day (Number)
queue-expected = expected day { $day }
queue-missed = Late
# $done (Number)
# $all (Number)
queue-done = Done for { $done } of { $all }.
queue-view = This view
queue-csv = Download this view (CSV)
bulk-legend = Chosen files
assign-to = Give to
assign-me = Me
assign-action = Give to this officer
assign-file = Hand over
remind-action = Remind the units
views-nav = Saved views
views-name = Name
views-save = Save this view
views-empty = None yet. Save one at the foot of the queue.
views-forget = Delete
pages-nav = Pages
pages-previous = Previous
pages-next = Next
# $page (Number)
# $all (Number)
pages-at = Page { $page } of { $all }
# $count (Number)
members-count = { $count ->
    [one] One member.
   *[other] { $count } members.
}
members-empty = No member fits.
members-name = Member
members-since = Since
flash-reminded = The units were reminded.
flash-not-reminded = No reminder left: the units had a letter in the last two days.
flash-nothing-free = No file is waiting for you.

## The file

# $days (Number)
file-since-registration = { $days } days since registration
# $name (String)
file-officer = Officer: { $name }.
file-prepared = Prepared reason
file-prepared-none = Write your own
# $language (String)
file-return-note-hint = The applicant reads { $language }. Leave it empty to send the text of the reason.
reason-other = Something else
checklist-title = Checklist
# $done (Number)
# $all (Number)
checklist-answered = { $done } of { $all }
check-question-name = Same name
check-question-number = Same registration number
check-question-last-day = Same last day
check-question-conditions = No condition that rules the work out
check-question-places = Units, dates and rank agree
check-question-specialty = The register shows this specialty
check-question-issuer = Issued by a recognised body
check-question-paid = Renewal applied and paid for
check-unknown = Cannot tell
check-no-date = nothing typed
# $days (Number)
check-hint-ends = ends in { $days } days
# $days (Number)
check-hint-ended = ended { $days } days ago
# $body (String)
check-hint-number = look it up at the { $body }
check-hint-conditions = look at the back and the foot
check-hint-issuer = look at stamp and signature
check-keep = Keep answers
# $question (String)
error-check-open = Answer: { $question }
# $question (String)
error-check-no = “{ $question }” is not answered with yes. Send it back, or correct the answer
error-file-note = Write something, at most 4,000 characters
missing-take = Take the file
# $document (String)
# $done (Number)
# $all (Number)
missing-check = Check the { $document } ({ $done } of { $all })
# $documents (String)
missing-replace = Waiting for the applicant: { $documents }
missing-ask = Ask the former units
# $unit (String)
missing-answer = Waiting for { $unit }
missing-name-unit = Waiting for the applicant to name another unit
# $unit (String)
missing-correct = The letter came back: { $unit }
# $unit (String)
missing-elsewhere = { $unit } stayed silent: ask in another way
# $unit (String)
missing-call-back = Call { $unit } about its answer
missing-recommend = Recommend
missing-second = Waiting for a second officer
missing-decide = Decide
# $what (String)
# $about (String)
timeline-about = { $what }: { $about }
# $document (String)
timeline-uploaded = Uploaded: { $document }
# $unit (String)
timeline-opened = Enquiry opened: { $unit }
# $unit (String)
# $count (Number)
timeline-reminded = Reminded: { $unit } (reminder { $count })
timeline-note = Private note
act-assign = File handed over
# $count (Number)
notes-title = Private notes ({ $count })
notes-who = Officers only. The applicant never sees them.
notes-gone = Gone with the applicant's data.
notes-text = New note
notes-add = Add note

## Settings

settings-title = Workbench settings
settings-save = Save
keys-title = Single keys
keys-text = Off unless you turn them on. They are silent while you type.
keys-use = Use single keys
keys-on = Single keys are on.
keys-change = List
keys-row = Next and previous file or document
keys-open = Open
keys-back = Back to the queue
keys-check = Go to that check
keys-answer = Answer it: yes, no, cannot tell
keys-size = Larger, smaller
keys-list = Show this list
keys-send = Send the form you are in (always on)
hand-over-title = On leave, or leaving
# $count (Number)
hand-over-text = { $count ->
    [one] You have one open file. Hand it to a colleague here.
   *[other] You have { $count } open files. Hand all of them to a colleague at once.
}
# $count (Number)
hand-over-action = Hand over { $count ->
    [one] one file
   *[other] { $count } files
}
error-officer = Choose a colleague

## The promise

nav-promise = Promise
promise-title = What did we promise
promise-text = An answer within six weeks of complete documents. Days on which we wait for the applicant's documents do not count.
promise-none-open = No file is open.
# $open (Number)
# $late (Number)
promise-open = Open files: { $open }. Past day 42: { $late }.
promise-days = Files by days used
promise-days-used = Days used
promise-open-column = Open
promise-decided-column = Decided in 90 days
# $from (Number)
# $to (Number)
promise-week = Day { $from } to { $to }
# $decided (Number)
# $within (Number)
promise-outcome = Decided in the last 90 days: { $decided }. Within 42 days: { $within }.
# $median (Number)
# $eighty (Number)
promise-median = Half took at most { $median } days, eight in ten at most { $eighty }.
promise-nothing-decided = Nothing was decided in the last 90 days, so there is no median.
promise-csv = Download (CSV)
promise-see-late = See the files past day 42
promise-stays = How long each step takes
promise-stays-caption = Applications of the last year. Days of waiting for the applicant are counted here.
promise-no-stays = No file has finished a step in the last year.
promise-files = Times
promise-half = Half at most
promise-eight = Eight in ten at most
# $days (Number)
promise-day-count = { $days ->
    [one] 1 day
   *[other] { $days } days
}
# $count (Number)
promise-outstanding = References outstanding ({ $count })
promise-outstanding-caption = The longest asked first
promise-no-outstanding = No unit has an enquiry to answer.
promise-unit = Unit
promise-asked = Asked
promise-reminders = Reminders
promise-until = Link works until
# $count (Number)
promise-more = { $count } more are not listed.
csv-reference = Number
csv-category = Category
csv-expected = Expected day
csv-paused = Days paused
csv-state = State
csv-submitted = Sent in
csv-decided = Decided
csv-service-days = Days used
csv-since-registration = Days since registration

## Prepared reasons

nav-reasons = Reasons
reasons-title = Prepared reasons
# $count (Number)
reasons-count = { $count } in use.
reasons-text = An officer chooses one; the applicant reads its text in their own language.
reasons-return = Returning a document
reasons-reject = Not approving
reasons-retired = Out of use
reasons-retire = Take out of use
reasons-restore = Use again
# $sentence (String)
reasons-says = First sentence: { $sentence }
reasons-add = Add a reason
reasons-change = Change the reason
reasons-change-text = Letters that were sent stay as they are.
reasons-kind = What it is for
reasons-counts-as = First sentence
reasons-counts-as-hint = For documents only. The letter begins with it, and figures count by it.
reasons-name-zh = Name in Chinese
reasons-name-en = Name in English
reasons-name-hint = Short, as officers see it in the list
reasons-text-zh = Text to the applicant in Chinese
reasons-text-en = Text to the applicant in English
reasons-text-hint = Comes after the first sentence. Leave both empty where that says it all.
error-counts-as = Choose the first sentence
error-reason-name = Enter a name, at most 60 characters
error-reason-text = Enter the text in both languages, at most 500 characters each
error-reason-kind = Choose what it is for

## Letters

# $reference (String)
mail-handed-subject = File { $reference } is yours now
# $count (Number)
mail-handed-many-subject = { $count } files are yours now
# $by (String)
mail-handed-text = { $by } has handed these to you:
mail-handed-action = Open
