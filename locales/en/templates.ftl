## Templates of a ward

templates-title = Templates
templates-text = Shifts that your unit posts again and again. A new shift begins from one; one can be repeated over a month.
# $count (Number)
templates-count = { $count ->
    [0] No template yet
    [one] One template
   *[other] { $count } templates
}
templates-none = Add the first one below: a shift that you post every week.
# $count (Number)
templates-people = { $count ->
    [one] one person
   *[other] { $count } people
}
templates-remove = Remove
templates-new = New template
templates-add = Add the template
