//! The program: reads its command line and does what it says.

use clap::Parser;
use locum::commands::{Cli, run};
use locum::credentials::{draw, drawing};
use std::process::ExitCode;

fn main() -> ExitCode {
    // The child that opens uploads is no command for people, and needs no runtime.
    if std::env::args_os()
        .nth(1)
        .is_some_and(|word| word == drawing::COMMAND)
    {
        return draw::main();
    }
    let cli = Cli::parse();
    match actix_web::rt::System::new().block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("locum: {error:#}");
            ExitCode::FAILURE
        }
    }
}
