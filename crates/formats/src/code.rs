//! The kinds of findings, their short codes and how grave they are.

/// How grave a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Nothing is read.
    Error,
    /// Read, but probably not what was meant.
    Warning,
    /// Worth saying.
    Note,
}

impl Severity {
    /// The word in texts and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal $severity:ident;)*) => {
        /// What kind of finding. The text of each stands in [`crate::text`].
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// All codes.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The short code, which stays when texts change.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }

            /// How grave.
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$name => Severity::$severity,)*
                }
            }
        }
    };
}

codes! {
    // F: files and documents.
    /// A file or folder cannot be read.
    Unreadable = "F01" Error;
    /// A table that must be there is not.
    MissingTable = "F02" Error;
    /// What was named is no programme.
    NotAProgramme = "F03" Error;
    /// The file is not text.
    NotText = "F04" Error;
    /// A quoted cell does not end.
    UnclosedQuote = "F05" Error;
    /// Settings that are not TOML.
    BadToml = "F06" Error;
    /// A document that is not JSON.
    BadJson = "F07" Error;
    /// A part of a document has the wrong shape.
    WrongShape = "F08" Error;
    /// The document is of another format.
    WrongFormat = "F09" Error;
    /// A table is there twice.
    TwoTables = "F10" Error;
    /// A table or key whose name is nearly one of ours.
    MisnamedTable = "F11" Error;
    /// A table or key that is not read.
    TableNotRead = "F12" Warning;
    /// A file, or a cell, beyond the limits.
    TooLarge = "F13" Error;
    /// A key stands twice in one object.
    DuplicateKey = "F14" Error;
    /// A file that is named as a workbook and cannot be read as one.
    NotAWorkbook = "F15" Error;
    /// A workbook with several sheets that could be meant.
    AmbiguousSheet = "F16" Error;
    /// A sheet that is not in the workbook.
    UnknownSheet = "F18" Error;
    /// A sheet that is hidden and is read.
    HiddenSheet = "F17" Warning;

    // T: tables.
    /// A column that must be there is not.
    MissingColumn = "T01" Error;
    /// Two headings mean the same column.
    DuplicateColumn = "T02" Error;
    /// A row with more or fewer cells than headings.
    RaggedRow = "T03" Error;
    /// Cells below an empty heading.
    NoHeading = "T04" Error;
    /// A table that must have rows has none.
    EmptyTable = "T05" Error;
    /// Columns that are kept but mean nothing to us.
    UnknownColumns = "T06" Warning;
    /// A column whose name is nearly one of ours.
    MisnamedColumn = "T07" Warning;
    /// Columns that are not read.
    ColumnsNotRead = "T10" Warning;
    /// Rows above the headings.
    TitleRow = "T08" Note;
    /// A row of sums below the table.
    TotalRow = "T09" Note;
    /// Hidden rows that are read.
    HiddenRows = "T11" Note;
    /// Formulas, of which the last computed values are read.
    FormulaValues = "T12" Note;
    /// Merged cells, of which each row gets the value.
    MergedCells = "T13" Note;
    /// A row that shows how to fill in the table.
    ExampleRow = "T14" Note;
    /// A table without one heading that we know.
    NoKnownHeading = "T15" Error;
    /// How the text of a table is written: its letters and its separator.
    ReadAs = "T16" Note;
    /// How a column writes its numbers.
    NumberStyle = "T17" Note;
    /// A row of sums that says something else than the rows add up to.
    SumDiffers = "T18" Warning;

    // V: single values.
    /// An empty cell that must be filled.
    EmptyCell = "V01" Error;
    /// Not a number.
    NotANumber = "V02" Error;
    /// A number that can be read in two ways.
    AmbiguousNumber = "V03" Error;
    /// Not a whole number.
    NotAnInteger = "V04" Error;
    /// A number outside its limits.
    OutOfRange = "V05" Error;
    /// A word that is none of those we know.
    UnknownValue = "V06" Error;
    /// A personal number.
    PersonalNumber = "V07" Error;
    /// A character that does not belong in a text.
    ControlCharacter = "V08" Error;
    /// Invisible characters, left out.
    InvisibleCharacter = "V09" Note;
    /// Neither yes nor no.
    NotYesOrNo = "V10" Error;
    /// A cell in which the spreadsheet shows an error.
    ErrorCell = "V11" Error;
    /// A formula that no program has computed.
    FormulaWithoutValue = "V12" Error;
    /// A whole number of more digits than a spreadsheet keeps.
    LongNumber = "V13" Warning;
    /// A code whose zeros a spreadsheet has taken away.
    LostZeros = "V14" Warning;

    // M: what the tables say together.
    /// An id that is there twice.
    DuplicateId = "M01" Error;
    /// An id of a cluster that is not there.
    UnknownCluster = "M02" Error;
    /// An id of an initiative that is not there.
    UnknownInitiative = "M03" Error;
    /// An id of a nominee that is not there.
    UnknownNominee = "M04" Error;
    /// A name that several nominees have.
    AmbiguousName = "M05" Error;
    /// Managers in a circle.
    ManagerCycle = "M06" Error;
    /// A minimum above its maximum.
    MinAboveMax = "M07" Error;
    /// Fixed seats outside the minimum and maximum.
    FixedOutside = "M08" Error;
    /// More seats kept out of the split than there are.
    ReservedAboveSeats = "M09" Error;
    /// All weights are zero.
    NoWeight = "M10" Error;
    /// Pins that cannot both hold.
    ContradictingPins = "M11" Error;
    /// A person together with, or apart from, themselves.
    SelfRelation = "M12" Error;
    /// A pair both together and apart.
    ContradictingRelations = "M13" Error;
    /// A rule, quota or score on a column that is not there.
    UnknownAttribute = "M14" Error;
    /// A quota for a region or cluster that is not there.
    UnknownScope = "M15" Error;
    /// A cluster that does not say its group of a level.
    MissingGroup = "M16" Error;
    /// The key is not named and cannot be told.
    KeyNotNamed = "M17" Error;
    /// The key names no column of the clusters.
    UnknownKey = "M18" Error;
    /// A column that must hold whole numbers does not.
    NotAFigure = "M19" Error;
    /// Scores that could pass the limit.
    ScoreTooLarge = "M20" Error;
    /// A pool of seats that is not reserved.
    UnknownPool = "M21" Error;
    /// An initiative of another cluster.
    ForeignInitiative = "M22" Warning;
    /// A value that stands twice in a list, or a row that says nothing new.
    Repeated = "M23" Warning;
    /// One name for two organisations.
    AmbiguousOrganisation = "M24" Error;
    /// A quota on a value that no nominee has.
    UnusedValue = "M25" Warning;
    /// Two nominees of one organisation with one name.
    SameName = "M26" Warning;
    /// Two rules that no team of people with values can keep together.
    ContradictingRules = "M27" Error;

    // S: settings.
    /// A setting that is not known.
    UnknownSetting = "S01" Error;
    /// A rule that is not known.
    UnknownRule = "S02" Error;
    /// A criterion that is not known.
    UnknownCriterion = "S03" Error;
    /// A method that is not known.
    UnknownMethod = "S04" Error;
    /// A setting that must be there is not.
    MissingSetting = "S05" Error;
    /// A setting of the wrong kind.
    WrongKind = "S06" Error;
    /// Another number of level methods than levels.
    LevelMethods = "S07" Error;
    /// More sectors than can be told apart.
    TooManySectors = "S08" Error;

    // W: what-if.
    /// Two changes of one scenario that say the opposite of each other.
    ContradictingChanges = "W01" Error;
    /// Clusters that cannot become one, because they are split over apart.
    DifferentGroups = "W02" Error;
    /// Fewer than two, or one of them twice, to become one or to become of one.
    NotSeveral = "W03" Error;
    /// A sweep that is nothing, or more than anybody can run.
    SweepSize = "W04" Error;
}
