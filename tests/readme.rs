//! The examples of the README and of the docs print what they say.

#[test]
fn the_examples_print_what_the_pages_say() {
    trycmd::TestCases::new().env("FORDEL_LANG", "en").case("README.md").case("docs/guide-*.md");
}
