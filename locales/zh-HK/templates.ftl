## 單位的範本

templates-title = 更次範本
templates-text = 單位經常發布的更次。發布時可以由範本開始，也可以在一個月內重複。
templates-count = { $count ->
    [0] 未有範本
   *[other] { $count } 個範本
}
templates-none = 在下面加入第一個範本，例如每星期都發布的一更。
templates-people = { $count } 人
templates-remove = 移除
templates-new = 新範本
templates-add = 加入範本
