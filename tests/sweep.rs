//! Sweeps by the real program: shards, any number of threads, a kill in the middle, merges that prove
//! themselves, and bad input.

use fordel_testkit::fixture;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const SMALL: (&str, &str) = ("small/three-teams", "scenarios/sweep-small.toml");

fn fordel(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fordel"));
    command.args(arguments);
    for variable in
        ["SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN", "JOB_COMPLETION_INDEX"]
    {
        command.env_remove(variable);
    }
    command
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// Runs a step of the sweep of `of` with further arguments.
fn step(step: &str, of: (&str, &str), more: &[&str]) -> Command {
    let (programme, spec) = (fixture(of.0), fixture(of.1));
    let mut arguments = vec!["sweep", step, path(&programme), path(&spec)];
    arguments.extend(more);
    fordel(&arguments)
}

fn ended(command: &mut Command, with: i32) -> Output {
    let output = command.output().expect("the program starts");
    assert_eq!(output.status.code(), Some(with), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for a test")
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn four_shards_behind_each_other_and_merged_are_the_whole_for_any_number_of_threads() {
    let folder = folder();
    let whole = ended(&mut step("run", SMALL, &["--threads", "1"]), 0).stdout;
    assert_eq!(whole.iter().filter(|&&byte| byte == b'\n').count(), 160);
    assert_eq!(ended(&mut step("run", SMALL, &["--threads", "2", "--judge", "all"]), 0).stdout, whole);
    let shards: Vec<PathBuf> = (1..=4).map(|shard| folder.path().join(format!("{shard}.jsonl"))).collect();
    for (at, file) in shards.iter().enumerate() {
        // Two by hand, one as Slurm says it, one as Kubernetes does.
        let mut command = match at {
            2 => step("run", SMALL, &["-o", path(file)]),
            3 => step("run", SMALL, &["--shards", "4", "-o", path(file)]),
            _ => step("run", SMALL, &["--shard", &format!("{}/4", at + 1), "-o", path(file)]),
        };
        match at {
            2 => command
                .env("SLURM_ARRAY_TASK_ID", "12")
                .env("SLURM_ARRAY_TASK_MIN", "10")
                .env("SLURM_ARRAY_TASK_COUNT", "4"),
            3 => command.env("JOB_COMPLETION_INDEX", "3"),
            _ => &mut command,
        };
        ended(&mut command, 0);
    }
    let behind: Vec<u8> = shards.iter().flat_map(|shard| bytes(shard)).collect();
    assert!(behind == whole, "shards behind each other");
    let merged = folder.path().join("merged.jsonl");
    let order = [2, 0, 3, 1].map(|at| path(&shards[at]));
    let told = ended(
        &mut step("merge", SMALL, &[&order[..], &["-o", path(&merged), "--format", "json"]].concat()),
        0,
    );
    assert!(bytes(&merged) == whole, "shards merged");
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).expect("JSON");
    assert_eq!(told["scenarios"], 160);
    for cluster in told["clusters"].as_array().expect("clusters") {
        let seats = cluster["seats"].as_object().expect("counts");
        let seen: u64 = seats.values().filter_map(serde_json::Value::as_u64).sum();
        assert_eq!(seen + cluster["open"].as_u64().expect("a count"), 160);
    }
}

#[test]
fn a_merge_names_what_is_missing_doubled_or_not_of_the_sweep() {
    let folder = folder();
    let file = |name: &str| folder.path().join(name);
    for shard in ["1/4", "2/4", "4/4"] {
        let target = file(&shard[..1]);
        ended(&mut step("run", SMALL, &["--shard", shard, "-o", path(&target)]), 0);
    }
    let out = file("merged");
    let files = ["1", "2", "4"].map(file);
    let names: Vec<&str> = files.iter().map(|file| path(file)).collect();
    let missing = ended(&mut step("merge", SMALL, &[&names[..], &["-o", path(&out)]].concat()), 1);
    let said = String::from_utf8_lossy(&missing.stderr).into_owned();
    assert!(said.contains("40 scenarios are missing: index 80 to 119"), "{said}");
    assert!(!out.exists());
    let doubled = ended(&mut step("merge", SMALL, &[names[0], names[0]]), 1);
    assert!(String::from_utf8_lossy(&doubled.stderr).contains("more than once: index 0 to 39"));
    // One figure changed, and half a line.
    let text = String::from_utf8(bytes(&files[0])).expect("UTF-8");
    let cut = text.len() - 10;
    for (wrong, line) in [(text.replacen("\"score\":", "\"score\": ", 1), 1), (text[..cut].to_owned(), 40)] {
        std::fs::write(file("wrong"), wrong).expect("written");
        let refused = ended(&mut step("merge", SMALL, &[path(&file("wrong"))]), 1);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(said.contains(&format!("line {line}: not a whole line of this sweep")), "{said}");
    }
    // Another seed is another sweep.
    ended(&mut step("merge", SMALL, &[&names[..], &["--seed", "8"]].concat()), 1);
}

#[test]
fn a_kill_in_the_middle_loses_and_doubles_nothing() {
    let sweep = ("national-2022", "scenarios/sweep-withdrawals.toml");
    let folder = folder();
    let (whole, again) = (folder.path().join("whole.jsonl"), folder.path().join("again.jsonl"));
    let part = folder.path().join("again.jsonl.part");
    ended(&mut step("run", sweep, &["-o", path(&whole), "--quiet"]), 0);
    assert!(!folder.path().join("whole.jsonl.part").exists());
    let mut child = step("run", sweep, &["-o", path(&again), "--quiet"])
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    // As soon as some lines are on the disk: SIGKILL, which nobody can handle.
    let begun = Instant::now();
    while std::fs::metadata(&part).map_or(0, |held| held.len()) == 0 && !again.exists() {
        assert!(begun.elapsed() < Duration::from_secs(300), "nothing is written");
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
    if !again.exists() {
        let held = bytes(&part);
        // Lines are written long before there are many.
        assert!(held.iter().filter(|&&byte| byte == b'\n').count() < 250);
        assert!(held.len() < bytes(&whole).len());
        // And half a line, as a kill in the middle of writing leaves it.
        std::fs::write(&part, [&held[..], b"{\"index\":25"].concat()).expect("written");
    }
    ended(&mut step("run", sweep, &["-o", path(&again), "--threads", "1"]), 0);
    assert!(bytes(&again) == bytes(&whole), "the file of a killed run differs");
    assert!(!part.exists());
    // Once more does nothing; a part of another sweep is refused and kept.
    ended(&mut step("run", sweep, &["-o", path(&again)]), 0);
    std::fs::rename(&again, &part).expect("renamed");
    ended(&mut step("run", sweep, &["-o", path(&again), "--seed", "1"]), 2);
    assert!(bytes(&part) == bytes(&whole));
}

#[test]
fn half_of_any_length_goes_on_to_the_same_bytes() {
    let folder = folder();
    let whole = ended(&mut step("run", SMALL, &[]), 0).stdout;
    let (file, part) = (folder.path().join("r.jsonl"), folder.path().join("r.jsonl.part"));
    for length in [0, 1, whole.len() / 3, whole.len() / 2, whole.len() - 1, whole.len()] {
        std::fs::write(&part, &whole[..length]).expect("written");
        ended(&mut step("run", SMALL, &["-o", path(&file), "--quiet"]), 0);
        assert!(bytes(&file) == whole, "{length}");
        std::fs::remove_file(&file).expect("removed");
    }
}

#[test]
fn wrong_specifications_and_shards_run_nothing() {
    let folder = folder();
    let spec = folder.path().join("spec.toml");
    std::fs::write(
        &spec,
        "format = \"fordel/sweep/1\"\ndraw = 3\n[grid]\nseats = \"20..10\"\nwithdraw = [\"nobody\"]\n",
    )
    .expect("written");
    let programme = fixture("small/three-teams");
    let out = folder.path().join("out.jsonl");
    let mut run = fordel(&["sweep", "run", path(&programme), path(&spec), "-o", path(&out)]);
    let said = String::from_utf8_lossy(&ended(&mut run, 2).stderr).into_owned();
    for words in ["line 2, column 1, `draw`", "line 4, column 1, `grid.seats`", "line 5, column 13"] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert!(!out.exists() && !folder.path().join("out.jsonl.part").exists());
    for shard in ["0/4", "5/4", "x"] {
        ended(&mut step("run", SMALL, &["--shard", shard]), 2);
    }
    ended(&mut step("run", SMALL, &["--shards", "4"]), 2);
}

#[test]
fn seats_alone_are_split_as_the_command_seats_splits_them() {
    let folder = folder();
    let spec = folder.path().join("spec.json");
    std::fs::write(
        &spec,
        r#"{"format": "fordel/sweep/1", "teams": false, "grid": {"seats": "176..200", "min_seats": [2]}}"#,
    )
    .expect("written");
    let programme = fixture("national-2022");
    let lines = ended(&mut fordel(&["sweep", "run", path(&programme), path(&spec)]), 0).stdout;
    let lines = String::from_utf8(lines).expect("UTF-8");
    assert_eq!(lines.lines().count(), 25);
    for (line, seats) in lines.lines().zip(176u64..) {
        let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(record.get("score").is_none());
        // The table alone has no least number of two seats, so what is compared is where none binds.
        let split = [
            "seats",
            path(&programme.join("clusters.csv")),
            "--key",
            "population_2022",
            "--levels",
            "region",
            "--method",
            "sainte_lague",
            "--format",
            "json",
            "--seats",
            &(seats - 20).to_string(),
        ]
        .map(str::to_owned);
        let arguments: Vec<&str> = split.iter().map(String::as_str).collect();
        let split: serde_json::Value =
            serde_json::from_slice(&ended(&mut fordel(&arguments), 0).stdout).expect("JSON");
        let own: Vec<&serde_json::Value> =
            split["units"].as_array().expect("units").iter().map(|unit| &unit["seats"]).collect();
        if own.iter().all(|seats| seats.as_u64().is_some_and(|seats| seats >= 2)) {
            let swept: Vec<&serde_json::Value> = record["seats"].as_array().expect("seats").iter().collect();
            assert_eq!(swept, own, "{seats}");
        }
    }
}

/// What is remembered on disk changes no byte of the results, is shared by shards and other runs, keeps to its size,
/// survives half a line, holds no names, and `clean` takes it away and nothing else.
#[test]
fn a_folder_of_remembered_scenarios_changes_nothing_and_is_cleaned_away() {
    let folder = folder();
    let cache = folder.path().join("cache");
    let whole = ended(&mut step("run", SMALL, &["--judge", "none"]), 0).stdout;
    let run = |more: &[&str]| {
        let more = [&["--judge", "none", "--cache", path(&cache)], more].concat();
        ended(&mut step("run", SMALL, &more), 0).stdout
    };
    let kept = || -> Vec<PathBuf> {
        let mut files: Vec<_> =
            std::fs::read_dir(&cache).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    };
    let size = || kept().iter().map(|file| bytes(file).len()).sum::<usize>();
    assert!(run(&["--shard", "1/2"]) == whole[..run(&["--shard", "1/2"]).len()]);
    assert!(run(&[]) == whole, "half of it remembered");
    let full = size();
    assert!(run(&["--threads", "1"]) == whole, "all of it remembered");
    assert!(size() - full < 100, "a run that works nothing out adds a heading only");
    // A stop in the middle of a line, and a line that is none.
    let file = kept().into_iter().max_by_key(|file| bytes(file).len()).unwrap();
    let mut text = bytes(&file);
    text.truncate(text.len() - 7);
    std::fs::write(&file, &text).unwrap();
    assert!(run(&[]) == whole);
    for file in kept() {
        let text = String::from_utf8(bytes(&file)).unwrap();
        assert!(text.starts_with("fordel/remembered-scenarios/1\n"));
        let nominees = std::fs::read_to_string(fixture(SMALL.0).join("nominees.csv")).unwrap();
        for row in nominees.lines().skip(1) {
            let name = row.split(',').nth(1).unwrap();
            assert!(!name.contains(' ') || !text.contains(name), "{name}");
        }
    }
    std::fs::write(cache.join("mine.txt"), "not the program's").unwrap();
    let said = ended(&mut fordel(&["clean", path(&cache), "--lang", "da"]), 0).stdout;
    assert!(String::from_utf8(said).unwrap().contains("filer fjernet"));
    assert_eq!(kept().len(), 1, "what is not ours stays");
    std::fs::remove_file(cache.join("mine.txt")).unwrap();
    run(&["--cache-size", "1"]);
    ended(&mut fordel(&["clean", path(&cache)]), 0);
    assert!(!cache.exists());
    ended(&mut fordel(&["clean", path(&cache)]), 0);
}

#[test]
fn a_refused_split_is_told_in_full_in_both_languages() {
    let folder = folder();
    let spec = folder.path().join("spec.toml");
    let programme = fixture("national-2022");
    for teams in [false, true] {
        let text = format!(
            "format = \"fordel/sweep/1\"\nseed = 1\nteams = {teams}\n[grid]\nseats = [40]\nmin_seats = [3]\n"
        );
        std::fs::write(&spec, text).expect("written");
        let lines = folder.path().join(format!("{teams}.jsonl"));
        ended(&mut fordel(&["sweep", "run", path(&programme), path(&spec), "-o", path(&lines)]), 0);
        for (language, told) in [
            ("en", "the minima add up to 66"),
            ("da", "minimumstallene giver tilsammen 66, men der er 20 pladser"),
        ] {
            let page = folder.path().join("page.html");
            let output = ended(
                fordel(&["sweep", "merge", path(&programme), path(&spec), path(&lines), "--lang", language])
                    .args(["--report", path(&page)]),
                0,
            );
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(said.contains(told), "{said}");
            assert!(String::from_utf8_lossy(&bytes(&page)).contains(told));
        }
    }
}

/// The first block of a language in the page about many machines.
#[cfg(unix)]
fn recipe(language: &str) -> String {
    let page = fixture("../docs/scale-out.md");
    let text = std::fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    let block = text.split(&format!("```{language}\n")).nth(1).expect("a recipe");
    block.split("```").next().expect("its end").to_owned()
}

/// A folder as the recipes have it, with the program on the path.
#[cfg(unix)]
fn yard() -> tempfile::TempDir {
    let yard = folder();
    let copy = |from: &str, to: &str| {
        let mut command = Command::new("cp");
        ended(command.arg("-r").arg(fixture(from)).arg(yard.path().join(to)), 0);
    };
    copy(SMALL.0, "programme");
    copy(SMALL.1, "spec.toml");
    std::fs::create_dir(yard.path().join("bin")).expect("made");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_fordel"), yard.path().join("bin/fordel")).expect("linked");
    yard
}

#[cfg(unix)]
fn shell(script: &str, yard: &Path, variables: &[(&str, &str)]) {
    let search = format!("{}/bin:{}", path(yard), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new("sh");
    command.args(["-euc", script]).current_dir(yard).env("PATH", search);
    command.env_remove("SLURM_ARRAY_TASK_ID").env_remove("JOB_COMPLETION_INDEX");
    ended(command.envs(variables.iter().copied()), 0);
}

#[cfg(unix)]
#[test]
fn the_recipes_for_slurm_and_kubernetes_run_as_they_stand() {
    let whole = ended(&mut step("run", SMALL, &[]), 0).stdout;
    let shards = |yard: &Path, ids: std::ops::Range<u32>| -> Vec<u8> {
        ids.flat_map(|id| bytes(&yard.join(format!("results/shard-{id}.jsonl")))).collect()
    };
    // Slurm: what `sbatch` runs once a task; `srun` runs it there.
    let (yard, script) = (yard(), recipe("bash"));
    assert!(script.contains("--array=1-100") && script.contains("ID/100\""), "{script}");
    let script = format!("srun() {{ \"$@\"; }}\n{}", script.replace("ID/100\"", "ID/4\""));
    for id in ["3", "1", "4", "2"] {
        shell(&script, yard.path(), &[("SLURM_ARRAY_TASK_ID", id), ("SLURM_CPUS_PER_TASK", "2")]);
    }
    assert!(shards(yard.path(), 1..5) == whole, "Slurm's shards behind each other");
    // Kubernetes: `command` and `args` of the container, with its volumes here.
    let (yard, job) = (self::yard(), recipe("yaml"));
    assert!(job.contains("completions: 20") && job.contains("command: [\"sh\", \"-c\"]"), "{job}");
    let args = job.split("args:\n").nth(1).and_then(|rest| rest.split("resources:").next()).expect("args");
    let args = args.trim().trim_start_matches("- ").split_whitespace().collect::<Vec<_>>().join(" ");
    std::fs::create_dir(yard.path().join("results")).expect("made");
    let script =
        args.replace("/data/", "").replace("/results/", "results/").replace("--shards 20", "--shards 4");
    for index in ["0", "2", "1", "3"] {
        shell(&script, yard.path(), &[("JOB_COMPLETION_INDEX", index)]);
    }
    assert!(shards(yard.path(), 0..4) == whole, "Kubernetes' shards behind each other");
    shell("fordel sweep merge programme spec.toml results/shard-*.jsonl -o all.jsonl", yard.path(), &[]);
    assert!(bytes(&yard.path().join("all.jsonl")) == whole, "merged");
}
