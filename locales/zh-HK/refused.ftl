## What may be typed into the calculators

refused-given = 「{ $field }」必須是{ $may }，而不是{ $given }
refused-missing = 欠缺「{ $field }」；必須是{ $may }
refused-yes-no = 是或否
refused-text = 文字
refused-day = 日期，例如2025-02-03
refused-moment = 當地時間，例如2025-02-03T08:00
refused-shift = 結束時間在開始之後的一更
refused-words = 以下其中一項：{ $words }
refused-whole-range = { $least }至{ $most }的整數
refused-range = { $least }至{ $most }的數字
refused-whole = 0或以上的整數
refused-number = 0或以上的數字
refused-list = 一列，每項是{ $entry }
refused-object = 填妥的一組資料
