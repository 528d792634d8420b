//! What the readers of JSON and TOML say, in Danish; what is not known here stays as they say it.

/// Their words, the longer before those that begin them.
const WORDS: [(&str, &str); 28] = [
    ("EOF while parsing a list", "teksten slutter midt i en liste"),
    ("EOF while parsing an object", "teksten slutter midt i et objekt"),
    ("EOF while parsing a string", "teksten slutter midt i en tekst i anførselstegn"),
    ("EOF while parsing a value", "teksten slutter, hvor der skulle stå en værdi"),
    ("trailing characters", "der står noget efter dokumentets slutning"),
    ("trailing comma", "der står et komma for meget"),
    ("key must be a string", "et navn skal stå i anførselstegn"),
    ("control character (\\u0000-\\u001F) found while parsing a string", "et usynligt tegn midt i en tekst"),
    ("invalid escape", "et ukendt tegn efter \\"),
    ("invalid number", "et tal, der ikke kan læses"),
    ("number out of range", "et for stort tal"),
    ("recursion limit exceeded", "for mange lag inden i hinanden"),
    ("expected `,` or `]`", "forventet `,` eller `]`"),
    ("expected `,` or `}`", "forventet `,` eller `}`"),
    ("expected value", "forventet en værdi"),
    ("expected ident", "forventet true, false eller null"),
    ("duplicate key", "navnet står to gange"),
    ("extra `=`", "et `=` for meget"),
    ("missing assignment between key-value pairs", "der mangler et linjeskift mellem to indstillinger"),
    ("key with no value", "en indstilling uden værdi"),
    ("string values must be quoted", "tekster skal stå i anførselstegn"),
    ("unclosed table", "en [ uden ]"),
    ("invalid basic string", "en tekst, der ikke kan læses"),
    ("literal string", "en tekst i anførselstegn"),
    ("basic string", "en tekst i anførselstegn"),
    ("extra ", "for meget: "),
    ("expected ", "forventet "),
    ("(column ", "(tegn "),
];

/// A reader's sentence in Danish.
pub(super) fn danish(text: &str) -> String {
    WORDS.iter().fold(text.to_owned(), |text, (english, danish)| text.replace(english, danish))
}
