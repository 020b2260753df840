viewer-tools = View of the document
# $page (Number)
# $pages (Number)
viewer-page = Page { $page } of { $pages }
viewer-previous = Previous page
viewer-next = Next page
viewer-larger = Larger
viewer-smaller = Smaller
viewer-turn = Turn
# $document (String)
# $page (Number)
viewer-alt = { $document }, page { $page }
viewer-none = This file cannot be shown here. Open the original, or send it back.
viewer-unscanned = The virus scanner has not answered. The document opens by itself when it has.
viewer-infected = The virus scanner found something in this file. Send it back; nobody can open it.
viewer-stop = You looked at very many documents. Go on in ten minutes; administrators were told.
return-infected = a virus scanner found something in it. Photograph the paper, or save it on another device, and upload that
upload-infected = A virus scanner found something in the file. Photograph the paper, or save it on another device, and upload that
documents-scanning = The file is being scanned for viruses.
bulk-title = Say why you need more documents
# $free (Number)
# $most (Number)
bulk-text = Whoever opens more than { $free } documents in ten minutes says why; more than { $most } are not opened. This protects applicants and officers alike.
bulk-reason = Reason
bulk-reason-hint = For example: replies of two hospitals came in at once. It is kept with the record.
bulk-action = Go on
error-bulk-reason = Say in one line why you need more documents
problem-bulk = You have looked at many documents
problem-bulk-text = You opened thirty documents in ten minutes. Say why you need more, and go on.
# $officer (String)
mail-bulk-subject = { $officer } was stopped from reading more documents
# $officer (String)
mail-bulk-text = { $officer } opened a hundred documents within ten minutes and was stopped. The record shows which. Ask why, and close the account if the answer is not good.
