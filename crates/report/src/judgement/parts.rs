//! Parts of sentences that the judge words itself, in Danish.

/// A list as a sentence shows it.
pub(super) fn list(items: &[impl AsRef<str>]) -> String {
    if items.is_empty() {
        return "ingen".to_owned();
    }
    items.iter().map(|item| format!("`{}`", item.as_ref())).collect::<Vec<_>>().join(", ")
}

/// A place: a table of the plan, or a thing with its id.
pub(super) fn place(text: &str) -> String {
    let whole = match text {
        "the plan" => "planen",
        "partners of teams" => "teams' sparringspartnere",
        "people kept in their place" => "personer, der bliver på deres plads",
        "points" => "point",
        _ => "",
    };
    if !whole.is_empty() {
        return whole.to_owned();
    }
    const LEADS: [(&str, &str); 8] = [
        ("cluster `", "sundhedsklyngen `"),
        ("team `", "team `"),
        ("level `", "målet `"),
        ("person `", "personen `"),
        ("teams of `", "teams på `"),
        ("seats of `", "pladser til `"),
        ("teams that continue `", "teams, der fortsætter `"),
        ("row ", "række "),
    ];
    for (english, danish) in LEADS {
        if let Some(rest) = text.strip_prefix(english) {
            return format!("{danish}{}", between(rest));
        }
    }
    between(text)
}

/// What stands between ids in a row's name.
fn between(text: &str) -> String {
    text.replace(" of quotas, `", " i `quotas`, `")
        .replace("` in `", "` i `")
        .replace("` before `", "` før `")
}

/// A figure, a range of figures, or that it is open.
pub(super) fn figure(text: &str) -> String {
    match text {
        "open" => return "åben".to_owned(),
        "none" => return "ingen".to_owned(),
        "both ends" => return "begge ender".to_owned(),
        "0 or more" => return "0 eller flere".to_owned(),
        _ => {}
    }
    text.replace(" more than ", " mere end ")
        .replace(" among them", " til dem tilsammen")
        .replace(" different examples", " forskellige eksempler")
        .replace(" outcomes", " udfald")
        .replace(", named as outside", ", angivet som uden for")
        .replace(", not named", ", ikke angivet")
        .replace(" to ", " til ")
        .replace(" or ", " eller ")
        .replace("] for ", "] om ")
        .replace("] in `", "] i `")
}

/// A number with its noun.
pub(super) fn count(n: impl TryInto<u128>, one: &str, many: &str) -> String {
    let n = n.try_into().unwrap_or(u128::MAX);
    let noun = if n == 1 { one } else { many };
    format!("{} {noun}", crate::number(n, crate::Language::Danish))
}

/// Seats, counted.
pub(super) fn seats(n: impl TryInto<u128>) -> String {
    count(n, "plads", "pladser")
}
