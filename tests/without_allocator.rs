//! A program that does not install the allocator is told so, and how to.

#![allow(clippy::expect_used, clippy::print_stdout)]

#[test]
fn building_a_runtime_names_the_two_lines_to_add() {
    let error = slabjs::Runtime::builder()
        .build()
        .expect_err("no allocator is installed here");
    let text = error.to_string();
    println!("{text}");
    assert!(matches!(error, slabjs::BuildError::AllocatorMissing));
    assert!(text.contains("#[global_allocator]"));
    assert!(text.contains("static ALLOC: slabjs::Allocator = slabjs::Allocator::system();"));
}
