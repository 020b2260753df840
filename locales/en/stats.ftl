## Public figures

stats-title = Public statistics
# $date (String)
# $approved (Number)
# $doctors (Number)
# $nurses (Number)
stats-sentence = As at { $date }, members who passed vetting: { $approved }. Matched among them, doctors: { $doctors }, nurses: { $nurses }.
stats-not-counted = Only members who passed vetting are counted. People who are applying, not eligible, withdrawn, suspended or whose account is closed are not.
stats-definitions-link = How each figure is defined
stats-by-category = By rank
# $date (String)
stats-caption = Members as at { $date }
stats-category = Rank
stats-approved = Approved
stats-matched = Matched
stats-total = Total
# $n (Number)
# $weeks (Number)
stats-trend-up = { $n } more approved than { $weeks } weeks ago
# $n (Number)
# $weeks (Number)
stats-trend-down = { $n } fewer approved than { $weeks } weeks ago
# $weeks (Number)
stats-trend-same = As many approved as { $weeks } weeks ago
stats-trend-first = The weekly trend begins next week
# $approved (Number)
# $matched (Number)
stats-trend-text = Approved now: { $approved }. Matched among them: { $matched }.
stats-trend-table = Figures of each week
stats-day = Day
stats-matched-doctors = Matched doctors
stats-matched-nurses = Matched nurses
stats-data = Get the data
stats-data-text = Free for anybody, without an account. The files hold numbers only and no personal data.
stats-csv = Download CSV
stats-json = See JSON
stats-back = Back to the statistics
stats-definitions = How each figure is defined
stats-definitions-intro = Page, CSV, JSON and the administrators' page all come from the same query.
stats-def-approved = People whose latest application is approved and whose account is open. Each is counted once.
stats-def-matched = Approved members with at least one confirmed shift. A pick can be undone for ten minutes; it is confirmed if it still stands after that.
stats-def-doctors-term = Doctors and nurses
stats-def-doctors = Doctors are specialists and non-specialists. Nurses are registered nurses (general) and enrolled nurses (general).
stats-def-excluded-term = Not counted
stats-def-day-term = As at
stats-def-day = The day in Hong Kong. The page shows live figures; one set a day is kept to compare with.

## For administrators

stats-admin-title = Matching
stats-admin-public = See the public statistics
# $days (Number)
stats-places-title = Places on shifts in the next { $days } days
stats-places = All places
stats-places-filled = Filled
stats-places-left = Still open
stats-fill-rate = Fill rate
stats-fill-none = No shifts
# $n (Number)
stats-files-title = Applications without a decision: { $n }
# $n (Number)
# $days (Number)
stats-files-late = Sent in more than this long ago: { $n } (limit: { $days } days).
stats-files-none = No application is open. Go to the staff page
stats-files-caption = Applications at each step
stats-step = Step
stats-files = Applications
# $days (Number)
stats-late = Past day { $days }
stats-step-submitted = Sent in, not begun
stats-step-checking = Checking documents
stats-step-more = Waiting for the applicant's documents
stats-step-references = Waiting for former units
stats-step-decision = Waiting for a decision
stats-step-closed = Closed
