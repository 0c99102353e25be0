//! The program.

use std::process::ExitCode;

fn main() -> ExitCode {
    service::run::run()
}
