## The rules of a hospital's regime, at the gate

# $rule (String)
# $at (String)
regime-reason-time = { $rule } ({ $at }).
# $regime (String)
regime-reason-undeclared = { $regime }: you have not declared what its hospitals must know, or it is more than a year ago.
# $fact (String)
# $at (String)
regime-reason-declared = { $fact } ({ $at }).
# $regime (String)
# $article (String)
regime-reason-cited = { $regime }, { $article }
way-declare = Declare
way-rules = Read the rule and work it out
regime-rule-overlap = Shifts would overlap
regime-rule-max-shift-hours = The shift is longer than the house allows
regime-rule-min-rest-hours = There would be too little rest between two shifts
regime-rule-max-hours-in-7-days = There would be too many hours in seven days
regime-rule-rest-days-in-7 = There would be too few free days in seven
regime-rule-weekly-36 = There would be more than 36 hours in the week
regime-rule-daily-period = There would be more than 8 hours 30 minutes on the day
regime-rule-outside = The shift lies outside 08:00 to 20:00
regime-rule-overtime-day = Work on a weekend or holiday counts as overtime
regime-rule-month-hours = The hours would differ from those due in the month
regime-rule-weekly-rest = There would be fewer than two free days in the week
regime-rule-weekend-rest = There would be no free Saturday or Sunday in four weeks
regime-rule-shift-length = The shift is longer than 8 hours 30 minutes
regime-rule-consecutive-hours = There would be more than 12 hours of work in a row
regime-rule-shift-change = Another kind of shift begins without a free day before it
regime-rule-daily-8 = There would be more than 8 hours on the day
regime-rule-weekly-40 = There would be more than 40 hours in the week
declaring-title = Declare before you pick here
declaring-back = Back to the board
declaring-why = The rules of these hospitals ask it of everybody, once before the first shift and again every year.
declaring-kept = We keep only what follows from your answers and when you gave them, not the answers.
# $date (String)
declaring-before = You declared on { $date }.
declaring-clear = Nothing stands against shifts there.
declaring-career-nurse = A nurse of Macau's career may not practise privately, and so may not pick shifts
declaring-second-job = Your main job is paid by the month and its hospital has not consented to a second one
declaring-barred = What you declared bars an engagement
declaring-relative = You are a relative of the unit's head, up to the third degree
declaring-ask-career = Are you a nurse of Macau's career, in the Health Bureau or another public service?
declaring-ask-bars = Does any of these apply to you?
declaring-ask-bars-hint = Leave all of them empty where none does.
declaring-ask-job = How does your main job pay you?
declaring-no-job = I have no main job
declaring-consent = The hospital of my main job consents to shifts elsewhere
declaring-ask-heads = What are you to the head of each unit?
declaring-ask-heads-hint = You do not work under your spouse or a relative up to the third degree.
declaring-truth = What I declare here is true
declaring-action = Declare
error-declaring-truth = Confirm that it is true
error-declaring-choose = Choose an answer
