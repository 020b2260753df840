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
