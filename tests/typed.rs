//! What resolves a clash is told with the options that do it: each is typed, and the clash is gone.

use fordel_testkit::fixture;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn run(command: &str, programme: &Path, options: &[String]) -> Output {
    let mut fordel = Command::new(env!("CARGO_BIN_EXE_fordel"));
    fordel.arg(command).arg(programme).args(options).args(["--format", "json", "--quiet"]);
    fordel.output().expect("the program starts")
}

/// The options at the end of a text, in brackets; words in quotes are one.
fn options(text: &str) -> Option<Vec<String>> {
    let inside = text.rsplit_once('[')?.1.strip_suffix(']')?;
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for c in inside.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            c => words.last_mut().expect("one at least").push(c),
        }
    }
    Some(words)
}

/// Which clash, whatever is said of it.
fn about(clash: &Value) -> (Value, Value, Value) {
    (clash["kind"].clone(), clash["where"].clone(), clash["demands"].clone())
}

#[test]
fn what_resolves_a_clash_can_be_typed_and_does() {
    let (mut typed, mut planned) = (0, 0);
    for name in [
        "few-nominees",
        "one-sector",
        "pins",
        "shared-clash",
        "together",
        "unfilled-refuse",
        "programme-quota",
        "shared-beyond-all",
    ] {
        let folder = fixture("small").join(name);
        let plan: Value = serde_json::from_slice(&run("plan", &folder, &[]).stdout).expect("JSON");
        let clashes = plan["clash"].as_array().expect("clashes");
        for clash in clashes {
            for relaxation in clash["relaxations"].as_array().into_iter().flatten() {
                let text = relaxation["text"].as_str().expect("a text");
                let options = options(text).unwrap_or_else(|| panic!("{name}: {text} cannot be typed"));
                let output = run("plan", &folder, &options);
                let changed: Value = serde_json::from_slice(&output.stdout)
                    .unwrap_or_else(|_| panic!("{options:?}: {}", String::from_utf8_lossy(&output.stderr)));
                let left = changed["clash"].as_array().expect("clashes");
                assert!(
                    !left.iter().any(|one| about(one) == about(clash)),
                    "{name}: {options:?} does not resolve it"
                );
                let scenario = run("what-if", &folder, &options);
                assert_eq!(scenario.status.code(), Some(0), "{name}: {options:?}");
                let tried: Value = serde_json::from_slice(&scenario.stdout).expect("JSON");
                let status = tried["scenarios"][0]["status"].as_str().expect("a status");
                typed += 1;
                planned += i32::from(status == "optimal");
                assert!(clashes.len() > 1 || status == "optimal", "{name}: {options:?} gives {status}");
            }
        }
    }
    assert!(typed >= 10 && planned >= 5, "{typed} typed, {planned} planned");
}
