//! Levels of education, shared by the regimes of Taiwan.

use super::word::words;

words! {
    /// The highest education completed, from the lowest level to the highest.
    pub enum Education {
        /// 國小
        Primary = "primary",
        /// 國中
        JuniorHigh = "junior_high",
        /// 高中、高職
        SeniorHigh = "senior_high",
        /// 專科
        JuniorCollege = "junior_college",
        /// 大學、獨立學院
        University = "university",
        /// 碩士
        Master = "master",
        /// 博士
        Doctorate = "doctorate",
    }
}
