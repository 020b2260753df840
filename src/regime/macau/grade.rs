//! The six grades (art. 4) and the five marks of an appraisal (art. 18).

use crate::regime::word::words;

words! {
    /// A grade of the career, from the lowest to the highest.
    pub enum Grade {
        /// 一級護士
        GradeOne = "grade_one",
        /// 高級護士
        Senior = "senior",
        /// 專科護士
        Specialist = "specialist",
        /// 高級專科護士
        SeniorSpecialist = "senior_specialist",
        /// 護士長
        Head = "head",
        /// 護士監督
        Supervisor = "supervisor",
    }
}

words! {
    /// The mark of an appraisal, from the lowest to the highest.
    pub enum Appraisal {
        /// 不滿意
        Unsatisfactory = "unsatisfactory",
        /// 需改善
        NeedsImprovement = "needs_improvement",
        /// 滿意
        Satisfactory = "satisfactory",
        /// 十分滿意
        VerySatisfactory = "very_satisfactory",
        /// 優異
        Excellent = "excellent",
    }
}
