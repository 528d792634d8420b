//! The printed JSON Schemas hold what the program really reads and writes.

use fordel_formats::Document;
use fordel_testkit::fixture;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// What a call writes to standard output.
fn written(arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_fordel")).args(arguments).output().expect("the program starts");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in:\n{text}"))
}

/// A document's schema as the command prints it.
struct Checked {
    validator: jsonschema::Validator,
    name: &'static str,
}

impl Checked {
    fn of(name: &'static str) -> Self {
        let schema = json(&written(&["schema", name]));
        Self { validator: jsonschema::draft202012::new(&schema).expect("a schema"), name }
    }

    fn holds(&self, document: &Value, what: &str) {
        let wrong: Vec<String> = self
            .validator
            .iter_errors(document)
            .take(5)
            .map(|error| format!("{} at {}", error, error.instance_path()))
            .collect();
        assert!(
            wrong.is_empty(),
            "{what} is not as `fordel schema {}` says:\n{}",
            self.name,
            wrong.join("\n")
        );
    }

    /// Also refuses the document with a field more: a schema that takes anything says nothing.
    fn holds_exactly(&self, document: &Value, what: &str) {
        self.holds(document, what);
        let mut more = document.clone();
        more.as_object_mut().expect("an object").insert("something_else".to_owned(), true.into());
        assert!(!self.validator.is_valid(&more), "`fordel schema {}` takes any field", self.name);
    }
}

#[test]
fn programmes_and_plans_are_as_their_schemas_say() {
    let (programme, plan) = (Checked::of("programme"), Checked::of("plan"));
    let folder = tempfile::tempdir().expect("a folder for a test");
    let file = folder.path().join("programme.json").display().to_string();
    let small = std::fs::read_dir(fixture("small")).expect("the fixtures").filter_map(Result::ok);
    let mut fixtures: Vec<String> = small
        .filter(|entry| entry.path().join("programme.toml").is_file())
        .map(|entry| entry.path().display().to_string())
        .collect();
    fixtures.extend(
        ["national-2022", "byen", "rules", "midtjylland"].map(|name| fixture(name).display().to_string()),
    );
    assert!(fixtures.len() > 15, "{} programmes", fixtures.len());
    for input in &fixtures {
        written(&["convert", input, "-o", &file, "-q"]);
        // Further keys of a programme are read past with a warning.
        programme.holds(&json(&std::fs::read_to_string(&file).expect("written")), input);
        let text = written(&["plan", input, "--format", "json", "-q"]);
        if !text.is_empty() {
            plan.holds_exactly(&json(&text), input);
        }
    }
    let sample = std::fs::read_to_string(fixture("small/fine.json")).expect("the fixture");
    programme.holds(&json(&sample), "fine.json");
}

#[test]
fn findings_are_as_their_schema_says() {
    let findings = Checked::of("findings");
    let mut codes = BTreeSet::new();
    for entry in std::fs::read_dir(fixture("broken")).expect("the fixtures").filter_map(Result::ok) {
        let path = entry.path().display().to_string();
        let text = written(&["check", &path, "--format", "json", "-q"]);
        if text.is_empty() || text.contains("\"fordel/plan/1\"") {
            continue;
        }
        let document = json(&text);
        findings.holds_exactly(&document, &path);
        let all = document["findings"].as_array().expect("a list").clone();
        codes.extend(all.iter().filter_map(|one| one["code"].as_str().map(str::to_owned)));
        assert!(all.iter().any(|one| one["severity"] == "error"), "{path}");
    }
    assert!(codes.len() > 55, "{} kinds of findings", codes.len());
}

#[test]
fn answers_are_as_their_schemas_say() {
    let folder = tempfile::tempdir().expect("a folder for a test");
    let file = |name: &str| folder.path().join(name).display().to_string();
    let (national, fine) =
        (fixture("national-2022").display().to_string(), fixture("small/fine").display().to_string());
    let (plan, other, lines) = (file("plan.json"), file("other.json"), file("all.jsonl"));
    written(&["plan", &national, "-o", &plan, "-q"]);
    written(&["plan", &national, "-o", &other, "--seed", "5", "-q"]);
    let as_json = |arguments: &[&str]| json(&written(&[arguments, &["--format", "json", "-q"]].concat()));
    let check = |name: &'static str, arguments: &[&str]| {
        Checked::of(name).holds_exactly(&as_json(arguments), &arguments.join(" "));
    };
    check("review", &["verify", &national, &plan]);
    let mut broken = json(&std::fs::read_to_string(&plan).expect("written"));
    broken["score"] = 1.into();
    std::fs::write(file("broken.json"), broken.to_string()).expect("written");
    check("review", &["verify", &national, &file("broken.json")]);
    check("diff", &["diff", &plan, &other]);
    let scenarios = fixture("scenarios/national.toml").display().to_string();
    check("what-if", &["what-if", &national, &scenarios]);
    let (small, sweep) = (fine.as_str(), fixture("scenarios/sweep-small.toml").display().to_string());
    written(&["sweep", "run", small, &sweep, "-o", &lines, "-q"]);
    let record = Checked::of("sweep-record");
    let text = std::fs::read_to_string(&lines).expect("written");
    assert!(text.lines().count() > 50);
    text.lines().for_each(|line| record.holds_exactly(&json(line), line));
    check("sweep-plan", &["sweep", "plan", small, &sweep]);
    check("sweep-summary", &["sweep", "merge", small, &sweep, &lines]);
    check("alternatives", &["alternatives", small]);
    let replies = fixture("danish/svar").display().to_string();
    check("replies", &["collect", &replies, "-o", &file("samlet.xlsx")]);
    let small_plan = file("small.json");
    written(&["plan", small, "-o", &small_plan, "-q"]);
    let planned = json(&std::fs::read_to_string(&small_plan).expect("written"));
    let (team, cluster) = (&planned["teams"][0], &planned["teams"][0]["cluster"]);
    let member = team["members"][0].as_str().expect("an id");
    check("repair", &["what-if", small, "--withdraw", member, "--keep", &small_plan, "--curve", "2"]);
    check("explanation", &["explain", small, &small_plan]);
    check("explanation", &["explain", small, &small_plan, "--nominee", member]);
    check("explanation", &["explain", small, &small_plan, "--team", team["id"].as_str().expect("an id")]);
    check("explanation", &["explain", small, &small_plan, "--cluster", cluster.as_str().expect("an id")]);
}

#[test]
fn every_schema_is_printed_and_documented() {
    let reference = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference.md");
    let reference = std::fs::read_to_string(reference).expect("the reference");
    let listed = written(&["schema"]);
    for document in Document::ALL {
        assert!(listed.lines().any(|line| line == document.name()), "{} is not listed", document.name());
        assert!(
            reference.contains(&format!("`{}`", document.name())),
            "{} is not in docs/reference.md",
            document.name()
        );
        let schema = json(&written(&["schema", document.name()]));
        assert_eq!(schema["title"], document.format(), "{}", document.name());
    }
}
