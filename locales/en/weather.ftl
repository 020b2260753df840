## The weather

nav-weather = Weather
weather-title = Typhoon and rainstorm notices
weather-text = A notice is mailed to everybody who works there on that day. It stands on their pages and on those of the units, who call a shift off themselves.
# $count (Number)
weather-standing = Notices that stand ({ $count })
weather-none = No notice stands.
weather-all = All clusters
weather-end = End it
weather-signal = Signal
weather-day = Day
weather-note = Anything else (optional)
weather-note-hint = For example: call the ward before transport stops
weather-send = Send the notice
weather-typhoon-8 = Typhoon signal 8
weather-typhoon-9 = Typhoon signal 9
weather-typhoon-10 = Typhoon signal 10
weather-rain-red = Red rainstorm warning
weather-rain-black = Black rainstorm warning
error-weather-signal = Choose the signal
error-weather-cluster = Choose one of the clusters
error-weather-day = Enter today or a later day

weather-now = Typhoon or rainstorm
# $count (Number)
weather-shifts = { $count ->
    [0] None of your shifts on that day is still to come.
    [one] One of your shifts on that day is still to come:
   *[other] { $count } of your shifts on that day are still to come:
}
weather-call-off = Call it off
weather-member = Keep safe first. If you cannot get there, call the ward.

# $signal (String)
# $shift (String)
mail-weather-subject = { $signal }: { $shift }
# $signal (String)
# $shift (String)
# $phone (String)
mail-weather-text = { $signal } for your shift: { $shift }. Keep safe first. If you cannot get there, call the ward: { $phone }.
