## Many shifts at once

many-title = Post many shifts
many-text = Copy a week, repeat a shift, choose a file or type a table. You see every shift before anything is posted.
many-copy = Copy a week
many-from = From the week
many-to = To the week
# $day (String)
many-week = Week of { $day }
many-do-copy = Copy into the table
many-pattern = Repeat a shift
many-template = Shift
many-month = Month
many-days = Every
many-do-pattern = Fill the table
many-file = From a file
many-file-label = CSV file
many-file-hint = From a spreadsheet, saved as “CSV UTF-8”; at most 100 lines
many-do-file = Read the file
many-table = Table
many-table-hint = Type or paste one shift a line, with these columns. Days like 2026-03-09, times like 21:00. The first line may hold the headings.
many-day = Day
many-start = Start
many-end = End
many-places = Places
many-note = Note
many-when = When
many-rate = Pay an hour
many-midnight = Ends the next day
many-twelve = Longer than 12 hours
# $count (Number)
many-ill = { $count ->
    [one] One line to correct
   *[other] { $count } lines to correct
}
# $number (Number)
many-line = Line { $number }
# $count (Number)
many-ready = { $count ->
    [one] One shift can be posted
   *[other] { $count } shifts can be posted
}
# $count (Number)
many-publish = { $count ->
    [one] Post one shift
   *[other] Post { $count } shifts
}
many-check = Check the table
error-many-columns = Give eight columns: unit, day, start, end, category, specialty, places, note
error-many-unit = Name one of your units; add the hospital where two have the same name
error-many-day = Write the day like 2026-03-09
error-many-category = Name one of the four categories
error-many-twice = The same shift is on the board or in a line before; ask for more places there
# $most (Number)
error-many-long = Use at most { $most } lines at once
# $count (Number)
error-many-lines = { $count ->
    [one] One line cannot be posted. Nothing was posted and nothing is lost: correct it below
   *[other] { $count } lines cannot be posted. Nothing was posted and nothing is lost: correct them below
}
error-many-none = The table is empty: type a line, copy a week or choose a file
error-many-week = That week has no shifts. Choose another one
error-many-days = Choose a day of the week of which the month still has one
error-many-file = Choose a CSV file saved as UTF-8, at most 20 kB
