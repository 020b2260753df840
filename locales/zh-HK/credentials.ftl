## What is asked

slot-practising-certificate = 執業證明書
slot-experience-proof = 專科工作經驗證明
slot-specialist-registration = 專科醫生註冊證明書

## Why a document comes back, and what to do

return-unreadable = 內容看不清楚。在光線充足的地方由上方拍攝，對準焦點
return-cut-off = 頁邊被切掉。要拍到整頁和四角
return-wrong-document = 不是這份文件。上載所要求的文件
return-other-name = 文件上的姓名不同。上載你本人的文件，或告訴我們你曾更改姓名
return-expired = 文件已過期。上載有效的文件，或續期收據
return-date-differs = 你輸入的到期日與文件不同。核對日期後再上載
return-other = 見備註
