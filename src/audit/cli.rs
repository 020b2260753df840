//! `locum audit …`.

use super::chain;
use super::checkpoint::Checkpoint;
use crate::app::App;
use crate::error::AppError;
use clap::Subcommand;
use std::path::PathBuf;

/// What can be asked of the audit.
#[derive(Subcommand)]
pub enum AuditCommand {
    /// Checks every row of the audit; exits with 1 and names the first bad row.
    #[command(
        after_help = "Example: locum audit verify --anchor /mnt/elsewhere/audit-2026-11-22.json"
    )]
    Verify {
        /// A checkpoint that was kept outside the database: finds a cut end and an older copy as well.
        #[arg(long, value_name = "FILE")]
        anchor: Option<PathBuf>,
    },
}

/// Carries it out and returns what to print.
///
/// # Errors
/// That the chain is broken, naming the first bad row; or that it cannot be read.
pub async fn run(app: &App, command: AuditCommand) -> anyhow::Result<String> {
    let AuditCommand::Verify { anchor } = command;
    let checkpoint = anchor.as_deref().map(Checkpoint::read).transpose()?;
    let instance = app.config.instance_key.clone();
    let told = match &checkpoint {
        Some(checkpoint) => format!("the checkpoint of {} fits", checkpoint.at),
        None => "no checkpoint was given, so a cut end would not be seen".to_owned(),
    };
    let head = app
        .db
        .read(move |conn| Ok::<_, AppError>(chain::verify(conn, &instance, checkpoint.as_ref())?))
        .await??;
    Ok(format!(
        "The audit is whole: {} rows; {told}.\n",
        head.last_id
    ))
}
