## The board: views, filters, what a card says

board-view-label = Show as
board-view-list = List
board-view-week = Week
board-view-month = Month
board-unit = Unit
board-pay = At least, an hour
board-pay-hint = Whole dollars, such as 300
# $pay (Number)
board-pay-from = From ${ $pay } an hour
board-mine = Only units that I know
# $label (String)
# $count (Number)
board-option = { $label } ({ $count })
board-turns = Other dates
board-earlier = Earlier shifts
board-later = Later shifts
board-week-before = Week before
board-week-after = Next week
# $date (String)
board-week-of = Week from { $date }
board-month-before = Month before
board-month-after = Next month
# $count (Number)
board-day-count = { $count ->
    [one] one shift
   *[other] { $count } shifts
}
board-own = You work
board-main-job = Main job
board-day-none = Nothing open
# $total (Number)
# $can (Number)
board-count-more = { $total } shifts. You can pick { $can } or more.
card-confirm = The unit confirms
# $hours (String)
card-rest-before = { $hours } hours of rest before
# $hours (String)
card-rest-after = { $hours } hours of rest after
