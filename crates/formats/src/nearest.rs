//! The known name nearest to a misspelled one.

use crate::heading::squeeze;

/// Of `known`, the name most like `found`, if one is like it at all. Case, blanks, `_` and `-` do
/// not count; of equally near names the first. Cost: one comparison for each known name.
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let found = squeeze(found);
    // An edit distance is quadratic in the length, and nobody misspells an essay.
    if found.is_empty() || found.chars().count() > 60 {
        return None;
    }
    let mut best: Option<(usize, &'a str)> = None;
    let mut others = 0;
    for name in known {
        let candidate = squeeze(name);
        let (a, b) = (found.chars().count(), candidate.chars().count());
        if b == 0 || a.abs_diff(b) > 4 {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&found, &candidate);
        let near = distance <= 1.max(a.max(b) / 3) && distance < b;
        if near && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
            others = 0;
        } else if best.is_some_and(|(least, held)| distance == least && squeeze(held) != candidate) {
            others += 1;
        }
    }
    // Short ids such as N3 are as near to N1 as to N2: that is no help.
    let is_short = found.chars().count() <= 4;
    best.filter(|_| others == 0 || !is_short).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelling_finds_its_name_and_nonsense_finds_none() {
        let known = ["min_sectors", "max_same_organisation", "nobody_alone"];
        assert_eq!(nearest("min-sector", known), Some("min_sectors"));
        assert_eq!(nearest("max same organization", known), Some("max_same_organisation"));
        assert_eq!(nearest("height", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest("N3", ["N1", "N2"]), None);
        assert_eq!(nearest("N11", ["N1", "M2"]), Some("N1"));
    }
}
