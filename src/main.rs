//! The program: reads its command line and does what it says.

use clap::Parser;
use locum::commands::{Cli, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match actix_web::rt::System::new().block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("locum: {error:#}");
            ExitCode::FAILURE
        }
    }
}
