## 天氣

nav-weather = 天氣
weather-title = 颱風及暴雨通知
weather-text = 通知會以電郵發給當日在該聯網當值的人，並列在他們和單位的網頁上。是否取消更次由單位決定。
weather-standing = 生效中的通知（{ $count }）
weather-none = 沒有生效中的通知。
weather-all = 所有聯網
weather-end = 結束
weather-signal = 信號
weather-day = 日期
weather-note = 補充（選填）
weather-note-hint = 例如：交通停頓前先致電單位
weather-send = 發出通知
weather-typhoon-8 = 八號颱風信號
weather-typhoon-9 = 九號颱風信號
weather-typhoon-10 = 十號颱風信號
weather-rain-red = 紅色暴雨警告
weather-rain-black = 黑色暴雨警告
error-weather-signal = 選擇信號
error-weather-cluster = 選擇其中一個聯網
error-weather-day = 輸入今日或之後的日期

weather-now = 颱風或暴雨
weather-shifts = { $count ->
    [0] 當日沒有你單位未結束的更次。
   *[other] 當日有 { $count } 更未結束：
}
weather-call-off = 取消這更
weather-member = 先確保自己安全；如未能到達，致電病房。

mail-weather-subject = { $signal }：{ $shift }
mail-weather-text = 你的更次受{ $signal }影響：{ $shift }。先確保自己安全；如未能到達，致電單位 { $phone }。
