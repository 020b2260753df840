## What may be typed into the calculators

# $field (String)
# $may (String)
# $given (String)
refused-given = { $field } must be { $may }, not { $given }
# $field (String)
# $may (String)
refused-missing = { $field } is missing; it must be { $may }
refused-yes-no = yes or no
refused-text = text
refused-day = a date such as 2025-02-03
refused-moment = a local time such as 2025-02-03T08:00
refused-shift = a shift that ends after its start
# $words (String)
refused-words = one of { $words }
# $least (Number)
# $most (Number)
refused-whole-range = an integer from { $least } to { $most }
# $least (Number)
# $most (Number)
refused-range = a number from { $least } to { $most }
refused-whole = an integer of 0 or more
refused-number = a number of 0 or more
# $entry (String)
refused-list = a list, each entry { $entry }
refused-object = filled in
# $field (String)
# $other (String)
# $earliest (String)
# $given (String)
refused-not-before = { $field } must be { $other }, { $earliest }, or later, not { $given }
# $field (String)
# $given (String)
refused-too-late = { $field } must be early enough that the answer ends on 9999-12-31 or before, not { $given }
# $leave (String)
# $field (String)
refused-needs = { $leave } needs { $field }, which is missing
# $category (String)
# $least (String)
# $most (String)
# $given (String)
refused-level = The level of { $category } must be { $least } to { $most }, not { $given }
# $most (String)
# $given (String)
refused-point-value = The value of a point must be 60 to { $most }, not { $given }
# $grade (String)
# $most (String)
# $given (String)
refused-technical-allowance = The technical allowance of grade { $grade } must be at most { $most }, not { $given }
# $months (String)
refused-no-half = With { $months } months of service the marks of one half must be given at least; both are missing
# $table (String)
# $grade (String)
refused-no-grade = Table { $table } has no { $grade }: it holds the two lowest grades
# $grade (String)
# $last (String)
# $step (String)
refused-step = The step of { $grade } must be 1 to { $last }, not { $step }
# $from (String)
# $to (String)
refused-no-promotion = Nobody is promoted from { $from } to { $to }
refused-no-specialty = A competition for specialists must name a specialty; it is missing
# $sum (String)
refused-potential-note = A potential of { $sum } must be explained in words: it is above 21 or below 5
# $left (String)
# $returned (String)
refused-gaps = Gaps must not overlap: one begins on { $left }, before another ends on { $returned }
# $later (String)
# $ends (String)
refused-overlap = Shifts must not overlap: one starts on { $later }, before another has ended on { $ends }
