//! Writes `fixtures/national-2022` and `fixtures/byen`.

fn main() -> std::io::Result<()> {
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    for file in fordel_testkit::national::national_2022() {
        let path = fixtures.join(file.path);
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        std::fs::write(path, file.text)?;
    }
    Ok(())
}
