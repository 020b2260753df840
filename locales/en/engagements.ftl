## Engagements

nav-engagements = Engagements
nav-my-engagements = My engagement
engagement-title = Engagements
# $n (Number)
engagement-count = Engagements: { $n }
engagement-none = None is open yet.
engagement-open = Open an engagement
engagement-back = Back to all engagements
engagement-member = Member
engagement-hospital = Hospital
engagement-state = State
engagement-since = Since
engagement-rules = Rules
engagement-start = First day
engagement-reserve = On the reserve list
engagement-probation = On probation
engagement-engaged = Engaged
engagement-ended = Ended
engagement-to-probation = Begin probation
engagement-to-engaged = Engage
engagement-to-ended = End the engagement
engagement-next = What comes next
engagement-open-lead = The member hears of it at once. You must have declared that you do not know them.
engagement-reference = Reference of the member's application
engagement-reference-hint = As on their file
engagement-begins = It begins
engagement-start-hint = First day of service, or day of the notice for the reserve list
engagement-entries = What was reckoned and decided
# $n (Number)
engagement-entries-count = Entries: { $n }
engagement-entries-none = Nothing is entered yet. Choose below what to reckon.
engagement-enter = Enter
engagement-save = Enter on the file
engagement-back-to-file = Back to the file
# $date (String)
engagement-entered = Entered on { $date }
# $date (String)
engagement-confirmed = Confirmed for the committee on { $date }
engagement-unconfirmed = Waits for somebody else to confirm it for the committee
engagement-confirm = Confirm for the committee
# $date (String)
engagement-due = Not later than { $date }
engagement-unreadable = This entry is no longer answered by the rules.
engagement-leave = Annual leave
# $left (Number)
# $days (Number)
# $date (String)
engagement-balance = Left: { $left } of { $days } days of the year of service that began on { $date }.
engagement-leave-none = No leave was asked for.
# $first (String)
# $last (String)
engagement-days = { $first } to { $last }
engagement-asked = Asked for
engagement-granted = Granted
engagement-refused = Not granted
engagement-grant = Grant
engagement-refuse = Do not grant
engagement-ask-leave = Ask for leave
engagement-first = First day of leave
engagement-last = Last day of leave
engagement-ask = Ask
engagement-mine = My engagement
engagement-mine-none = No hospital has opened an engagement for you.
engagement-to-shifts = Go to the start page
error-engagement-reference = Enter the reference of a member's application
error-engagement-hospital = Choose a hospital whose rules know contracts
error-engagement-state = Choose how it begins
error-engagement-date = Enter a date
error-engagement-twice = This member has an engagement there already
error-engagement-days = Choose days from tomorrow on, the first before the last
# $left (Number)
error-engagement-left = Only { $left } days of this year are left
# $hospital (String)
mail-engagement-opened-subject = { $hospital } has opened an engagement for you
# $hospital (String)
mail-engagement-opened-text = { $hospital } has opened an engagement for you. You can read everything that stands on it.
# $hospital (String)
# $state (String)
mail-engagement-moved-subject = { $hospital }: { $state }
# $hospital (String)
# $state (String)
mail-engagement-moved-text = Your engagement at { $hospital } has moved on: { $state }.
# $hospital (String)
# $date (String)
mail-engagement-due-subject = { $hospital }: a date comes near, { $date }
# $hospital (String)
# $date (String)
mail-engagement-due-text = On the engagement at { $hospital } a date comes near: { $date }.
mail-engagement-leave-subject = Your leave was decided
# $hospital (String)
# $first (String)
# $last (String)
mail-engagement-leave-granted = { $hospital } has granted your leave from { $first } to { $last }.
# $hospital (String)
# $first (String)
# $last (String)
mail-engagement-leave-refused = { $hospital } has not granted your leave from { $first } to { $last }. Leave that is not taken is paid.
mail-engagement-action = Open the engagement
# $date (String)
engagement-edition = Edition in force from { $date }
error-engagement-overlaps = You have asked for leave on some of these days already
