//! Arguments in, an exit code out.

fn main() -> std::process::ExitCode {
    tupu::cli::main()
}
