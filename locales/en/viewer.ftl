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
