//! Arguments in, an exit code out. One file per subcommand.

use std::process::ExitCode;

/// Runs the program on the process's arguments and standard streams.
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}
