documents-intro = PDF, JPEG or PNG, smaller than 10 MB each. A picture from your phone will do.
documents-none = Nothing uploaded yet
documents-upload = Upload
documents-replace = Replace
# $at (String)
uploaded-at = uploaded { $at }
# $document (String)
upload-title = Upload your { $document }
# $name (String)
upload-stands = We have: { $name }. A new file takes its place.
upload-expires = Last day printed on it
upload-expires-hint = For example 2027 12 31
upload-file = File
upload-file-hint = PDF, JPEG or PNG, smaller than 10 MB
upload-progress = Upload progress
upload-action = Upload
# $document (String)
upload-no-file = Select your { $document }
upload-empty = The file is empty
upload-too-large = The file must be smaller than 10 MB
upload-wrong-kind = The file must be a PDF, JPEG or PNG
upload-cut-short = The file is not whole. Save it again as PDF, JPEG or PNG and upload it
upload-date-missing = Enter the last day printed on it: year, month and day
upload-date-past = The last day must be after today
upload-unreadable = The file cannot be opened. Save or photograph it again and upload it
upload-encrypted = The file opens only with a password. Save a copy without one and upload that
# $pages (Number)
upload-too-many-pages = The file has more than { $pages } pages. Upload only the pages that prove it
# $millions (Number)
upload-too-many-points = The picture has more than { $millions } million points. Take it at a lower setting
