//! Arguments in, an exit code out.

/// Reading makes and drops many small lists; this allocator is made for that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    tupu::cli::main()
}
