## Letters that did not leave

parked-title = Letters that did not leave
parked-lead = A letter is tried for four days. What still did not leave waits here for somebody to mend the mail server.
# $n (Number)
parked-count = Letters: { $n }
parked-none = Every letter has left
parked-none-text = Nothing is to do.
parked-again = Send all of them again
# $at (String)
# $tries (Number)
parked-since = Given up on { $at } after { $tries } tries
parked-unreadable = A letter that could not be written
# $n (Number)
parked-alert = { $n ->
    [one] One letter did not leave
   *[other] { $n } letters did not leave
}
