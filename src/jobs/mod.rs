//! What happens without anybody asking: mail leaves, windows close, figures are kept. Each job is a
//! reconciler without input that may run at any time and on any node; the timer in `serve`,
//! `locum work --once` and the tests call the same function.

use crate::accounts::{sessions, sightings};
use crate::app::App;
use crate::credentials::{reminders, scanning};
use crate::engagements;
use crate::error::AppError;
use crate::vetting::{drafts, membership, pace, reminders as enquiries, reviews};
use crate::{audit, mail, privacy, shifts, stats};
use actix_web::web::Data;
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

/// How often `serve` looks for work.
const EVERY: Duration = Duration::from_secs(5);

/// What one round did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// Sessions that had ended.
    pub sessions_swept: usize,
    /// Files that no row names: what a dead process left behind.
    pub uploads_swept: usize,
    /// Bookings of which units were told.
    pub units_told: usize,
    /// Applications of which units heard, or which they left unanswered.
    pub applications_moved: usize,
    /// Offers to waiting lists that ended.
    pub offers_ended: usize,
    /// Members who were asked whether they still come.
    pub members_asked: usize,
    /// Shifts whose free places went to another category.
    pub shifts_fell_back: usize,
    /// Digests of saved searches.
    pub digests: usize,
    /// Changes of the board that were forgotten.
    pub changes_swept: usize,
    /// Traces of signing in that were forgotten.
    pub sightings_swept: usize,
    /// Former units that were reminded.
    pub units_reminded: usize,
    /// Enquiries that ended unanswered.
    pub enquiries_expired: usize,
    /// Enquiries whose letter came back.
    pub enquiries_bounced: usize,
    /// Documents that waited for the virus scanner and were settled.
    pub documents_scanned: usize,
    /// Files that changed hands because nobody who works here had them.
    pub files_owned: usize,
    /// Files of which somebody was told that they are due or late.
    pub files_escalated: usize,
    /// Applicants who heard where their file stands after a week without a word.
    pub heartbeats: usize,
    /// Drafts whose owners were warned, or that ended.
    pub drafts_settled: usize,
    /// Memberships that lapsed with their certificate or were renewed with the next.
    pub memberships_turned: usize,
    /// Reviews that nobody answered in time.
    pub reviews_urged: usize,
    /// Members who heard that a document ends.
    pub members_reminded: usize,
    /// Dates of engagements of which somebody was reminded.
    pub dates_told: usize,
    /// Letters that left.
    pub letters_sent: usize,
    /// Days whose figures were kept.
    pub snapshots_kept: usize,
    /// Applications and accounts that were kept long enough.
    pub erased: usize,
    /// Small things that had served.
    pub swept: usize,
    /// Copies of people's data that were made.
    pub copies_made: usize,
    /// Checkpoints of the audit that were written.
    pub checkpoints_kept: usize,
}

/// Runs every job that is due. One that fails is logged and tried again in the next round; it takes
/// none of the others with it.
pub async fn run(app: &App) -> Report {
    let now = app.clock.now();
    // While the instance key is changed its file holds two.
    app.config.instance_key.look_again();
    let sweep = app
        .db
        .write(move |conn| sessions::sweep(conn, now).map_err(AppError::from));
    let forget = app
        .db
        .write(move |conn| sightings::sweep(conn, now).map_err(AppError::from));
    Report {
        sessions_swept: settle("sessions", sweep).await,
        uploads_swept: settle("uploads", privacy::unclaimed::run(app)).await,
        units_told: settle("units", shifts::jobs::tell_units(app)).await,
        applications_moved: settle("applications", shifts::confirming::run(app)).await,
        offers_ended: settle("offers", shifts::waiting::expire(app)).await,
        members_asked: settle("coming", shifts::confirming::ask_coming(app)).await,
        shifts_fell_back: settle("fallbacks", shifts::fallback::run(app)).await,
        digests: settle("saved searches", shifts::searches::run(app)).await,
        changes_swept: settle("changes of the board", shifts::jobs::sweep_changes(app)).await,
        sightings_swept: settle("sightings", forget).await,
        enquiries_expired: settle("ends of enquiries", enquiries::expire(app)).await,
        units_reminded: settle("reminders", enquiries::remind(app)).await,
        documents_scanned: settle("virus scans", scanning::run(app)).await,
        files_owned: settle("owners", pace::own(app)).await,
        files_escalated: settle("late files", pace::escalate(app)).await,
        heartbeats: settle("heartbeats", pace::keep_in_touch(app)).await,
        drafts_settled: settle("drafts", drafts::run(app)).await,
        memberships_turned: settle("certificates", membership::follow_certificates(app)).await,
        reviews_urged: settle("reviews", reviews::urge(app)).await,
        members_reminded: settle("documents", reminders::run(app)).await,
        dates_told: settle("engagements", engagements::reminders::run(app)).await,
        letters_sent: settle("mail", mail::worker::run(app)).await,
        enquiries_bounced: settle("letters that came back", enquiries::bring_back(app)).await,
        snapshots_kept: settle("figures", stats::jobs::keep_snapshot(app)).await,
        erased: settle("erasure", privacy::erasure::run(app)).await,
        swept: settle("sweeps", privacy::sweeps::run(app)).await,
        copies_made: settle("copies", privacy::exporting::run(app)).await,
        checkpoints_kept: settle("audit", audit::checkpoint::keep(app)).await,
    }
}

/// What a job did; nothing where it failed or panicked.
async fn settle(job: &str, work: impl Future<Output = Result<usize, AppError>>) -> usize {
    match AssertUnwindSafe(work).catch_unwind().await {
        Ok(Ok(done)) => done,
        Ok(Err(error)) => {
            tracing::error!(job, %error, "a job failed; the next round tries again");
            0
        }
        Err(_) => {
            tracing::error!(job, "a job panicked; the next round tries again");
            0
        }
    }
}

/// Runs the jobs for as long as the server lives.
pub async fn forever(app: Data<App>) {
    loop {
        run(&app).await;
        tokio::time::sleep(EVERY).await;
    }
}
