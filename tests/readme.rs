//! The examples of the README print what it says.

#[test]
fn the_examples_print_what_the_readme_says() {
    trycmd::TestCases::new().case("README.md");
}
