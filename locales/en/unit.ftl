unit-title = My units
unit-none = No unit is assigned to you yet. An administrator does that.
unit-post = Post a shift
unit-today = Coming today
unit-today-empty = No shift today.
unit-nobody = Nobody yet
# $filled (Number)
# $places (Number)
unit-filled = { $filled } of { $places }
# $count (Number)
unit-unfilled = Still to fill in the next 14 days ({ $count })
unit-unfilled-empty = Everything in the next 14 days is filled.
# $count (Number)
unit-coming = Who is coming ({ $count })
unit-coming-empty = Nobody has picked this shift yet. Members see it on the board.
unit-category = Category
unit-worked = Times here
# $count (Number)
unit-may-undo = { $count ->
    [one] One more place is held and can still be undone; you hear of it when it cannot.
   *[other] { $count } more places are held and can still be undone; you hear of them when they cannot.
}
profession-nurse = Nurses
profession-doctor = Doctors
unit-templates = Begin from a template
unit-day = Day on which it starts
unit-start = Starts at
unit-start-hint = For example 21:00
unit-end = Ends at
unit-end-hint = Not later than the start means the next day
unit-places = How many people
unit-note = Note (optional)
unit-note-hint = For example: report to the nurse in charge
unit-publish = Publish
error-shift-unit = Choose the unit
error-shift-day = Enter the day: year, month and day
error-shift-time = Enter a time such as 07:00
error-shift-category = Choose who is wanted
error-shift-places = Enter how many people, 1 to 20
error-shift-note = Use at most 500 characters
error-shift-past = The start must lie ahead
error-shift-rate = No rate is set for this category and time. An administrator sets it
