//! The program's door: hands the arguments over and the outcome back.

use std::process::ExitCode;

fn main() -> ExitCode {
    streetwise::cli::main(std::env::args_os())
}
