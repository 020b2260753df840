## The rules of the five regimes

nav-rules = Rules
rulebook-title = The rules that we follow
rulebook-lead = Every rule in plain words, where it stands, and a calculator that uses the same functions as the service itself.
# $n (Number)
rulebook-regimes = Bodies of rules: { $n }
# $date (String)
rulebook-since = In force from { $date }
# $n (Number)
rulebook-count = Rules: { $n }
rulebook-machine = For programs
rulebook-machine-text = The same questions are answered line by line by the command
rulebook-back = Back to all rules
# $regime (String)
rulebook-back-to = Back to { $regime }
rulebook-contents = Contents
rulebook-try = Work it out
rulebook-not-computed = Read, but not computed
rulebook-example = An example
rulebook-answer = The answer
rulebook-refused = These entries have no answer:
# $field (String)
rulebook-refused-field = “{ $field }” cannot be used:
rulebook-calculator = Try your own
rulebook-share = Nothing is kept. The address of the page holds what you entered, so you can share the answer.
rulebook-work-out = Work it out
rulebook-yes = Yes
rulebook-no = No
rulebook-nothing = None
# $name (String)
# $value (String)
rulebook-pair = { $name }: { $value }
rulebook-house-rules = House rules
rulebook-hint-shifts = One shift a line, such as 2025-02-03 08:00–16:00. An end that is earlier is on the next day.
rulebook-hint-days = One date a line, such as 2025-02-03
# $n (Number)
rulebook-hint-numbers = Numbers with spaces between: { $n }
rulebook-hint-list = Several with commas between
# $from (Number)
# $to (Number)
rulebook-hint-whole-range = Whole number from { $from } to { $to }
# $from (Number)
# $to (Number)
rulebook-hint-range = From { $from } to { $to }
rulebook-hint-whole = Whole number
