## Pages of the demonstration

demo-mail-title = Demo mailbox
demo-mail-intro = All mail of the demonstration stays here and is sent nowhere.
demo-mail-to = To
demo-mail-filter = Filter
demo-mail-subject = Subject
demo-mail-at = Time
demo-mail-none = No mail yet. Register an account, and its confirmation appears here
demo-mail-all = No mail matches. Show all
demo-mail-back = Back to the demo mailbox
demo-parts-title = Components
demo-parts-intro = Every component in each of its states. The content is only an example.
demo-parts-buttons = Buttons and tags
demo-parts-balls = Who has it
demo-parts-rails = Rails
demo-parts-shifts = Shifts
demo-parts-forms = Forms
demo-parts-data = Figures and tables
demo-word-act = Pick this shift
demo-word-quiet = Secondary
demo-word-off = Not open to you
demo-word-link = Button like a link
demo-word-plain = Plain
demo-word-done = Done
demo-word-you = Waiting for you
demo-word-unit = Waiting for a former unit
demo-word-warn = Ends soon
demo-word-late = Overdue
demo-word-us = With us
demo-why = It overlaps another shift of yours. Give that one back to pick this one.
demo-rail-days = Day 19; expected between day 28 and day 42
demo-shift-place = Example Hospital, medical ward
demo-field-hint = For changes at short notice
demo-field-error = Enter your e-mail address
demo-field-choice = Part of the day
demo-field-date = Last day of the certificate
demo-field-text = Note
demo-field-file = Practising certificate
demo-field-progress = 40% uploaded
# $n (Number)
demo-mail-count = { $n ->
    [one] One letter
   *[other] { $n } letters
}
