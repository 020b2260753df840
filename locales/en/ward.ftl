## What a unit settles

ward-title = How your unit takes people
ward-text = Changes hold for new picks. Places that are held stay as they are.
ward-mode = When somebody picks a shift
ward-instant = They have the place at once
ward-confirm = They apply, and the unit confirms
ward-confirm-hours = Hours to confirm
ward-confirm-hint = 1 to 168. An application that is not answered in time is released.
ward-cutoff-hours = Hours before the start until which members cancel by themselves
ward-cutoff-hint = 0 to 168. Later they call the unit.
ward-needs = Documents that must be verified
ward-needs-hint = Beyond the practising certificate. Whoever lacks one reads so on the board, with the way out.
ward-report = Whom to ask for on arrival (optional)
ward-report-hint = A post, not a name; at most 100 characters
ward-way-zh = How to get there, in Chinese (optional)
ward-way-en = How to get there, in English (optional)
ward-way-hint = Shown to members who hold a place
ward-save = Save
error-ward-mode = Choose one of the two ways
error-ward-confirm = Enter whole hours, 1 to 168
error-ward-cutoff = Enter whole hours, 0 to 168
error-ward-report = Use at most 100 characters in one line

## Blocks

blocks-title = Members whom the unit does not want for now
blocks-text = They read your reason and can appeal. An officer who is not of your unit answers. It is looked at again after 90 days.
# $count (Number)
blocks-count = { $count ->
    [0] No block holds
    [one] One block holds
   *[other] { $count } blocks hold
}
blocks-none = Everybody who may work here can pick your shifts.
# $since (String)
# $review (String)
blocks-dates = Since { $since }; looked at again on { $review }
blocks-appealed = Appealed; the office has it
blocks-lift = Lift it
blocks-nobody = Nobody has held a place in this unit whom you could block.
blocks-new = Block a member
blocks-member = Member
blocks-member-hint = Who held a place in this unit. Places they hold stay; call a shift off to end them.
blocks-reason-hint = The member reads it: what happened, and when
blocks-reason = Reason
blocks-send = Block and tell them
error-blocks-member = Choose one of the members
error-blocks-reason = Give the reason, in at most 500 characters

# $unit (String)
mail-wanted-subject = You can pick shifts again: { $unit }
# $unit (String)
mail-wanted-text = { $unit } lifted its block. Its shifts are open to you again.
