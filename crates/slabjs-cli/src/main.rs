//! The command `slabjs`: see `slabjs help`.

#[global_allocator]
static ALLOC: slabjs::Allocator = slabjs::Allocator::system();

fn main() {
    std::process::exit(slabjs_cli::cli::main())
}
