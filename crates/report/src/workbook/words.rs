//! What the workbooks say beyond the catalogue of the plan: the names of sheets and columns, one `match` a language.

use crate::Language;

/// The name of a sheet, a column or a kind of letter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SheetWord {
    /// Sheet: the block for the meeting.
    Meeting,
    /// Sheet: the split.
    Seats,
    /// Sheet: the teams.
    Teams,
    /// Sheet: the selected people.
    Participants,
    /// Sheet: people without a seat.
    NotSelected,
    /// Sheet: what differs from an earlier plan.
    Differences,
    /// Sheet: one row a letter.
    Letters,
    /// Column: a question of the meeting.
    Question,
    /// Column: its answer.
    Answer,
    /// Column: the region.
    Region,
    /// Column: the exact share.
    Share,
    /// Column: seats left empty.
    Empty,
    /// Column: seats minus share.
    Difference,
    /// Column: how many people.
    People,
    /// Column: how many sectors.
    Sectors,
    /// Column: how many organisations.
    Organisations,
    /// Column: the score.
    Score,
    /// Column: the id of a team.
    TeamId,
    /// Column: the id of a person.
    Id,
    /// Column: the job title.
    Title,
    /// Column: the part of the sector.
    Area,
    /// Column: the organisation's own order.
    Priority,
    /// Column: the rank of the initiative among the wishes.
    Wish,
    /// Column: the reason in full.
    Why,
    /// Column: the place on the waiting list.
    WaitingNumber,
    /// Column: which letter.
    Letter,
    /// Letter: a reminder to an organisation.
    Reminder,
    /// Letter: selected.
    Selected,
    /// Letter: on the waiting list.
    Reserve,
    /// Letter: not selected.
    LetterNotSelected,
    /// Column: the e-mail address.
    Email,
    /// Column: the others in the team.
    Colleagues,
    /// Column: the coaching partner.
    Partner,
    /// Column: the cluster's contact person.
    Contact,
    /// Column: the programme.
    Programme,
    /// Column: the year.
    Year,
    /// Column: the deadline.
    Deadline,
    /// Title of the chart.
    ChartTitle,
    /// Title of the chart's axis.
    SeatsAxis,
}

impl Language {
    /// A fixed text of a workbook.
    pub(super) fn sheet_word(self, word: SheetWord) -> &'static str {
        match self {
            Self::English => english(word),
            Self::Danish => danish(word),
        }
    }
}

fn english(word: SheetWord) -> &'static str {
    match word {
        SheetWord::Meeting => "For the meeting",
        SheetWord::Seats => "Seats",
        SheetWord::Teams => "Teams",
        SheetWord::Participants => "Participants",
        SheetWord::NotSelected => "Not selected",
        SheetWord::Differences => "Differences",
        SheetWord::Letters => "Letters",
        SheetWord::Question => "Question",
        SheetWord::Answer => "Answer",
        SheetWord::Region => "Region",
        SheetWord::Share => "Exact share",
        SheetWord::Empty => "Empty",
        SheetWord::Difference => "Difference",
        SheetWord::People => "People",
        SheetWord::Sectors => "Sectors",
        SheetWord::Organisations => "Organisations",
        SheetWord::Score => "Score",
        SheetWord::TeamId => "Team id",
        SheetWord::Id => "Id",
        SheetWord::Title => "Title",
        SheetWord::Area => "Area",
        SheetWord::Priority => "Order",
        SheetWord::Wish => "Wish number",
        SheetWord::Why => "Reason in full",
        SheetWord::WaitingNumber => "Waiting list number",
        SheetWord::Letter => "Letter",
        SheetWord::Reminder => "reminder",
        SheetWord::Selected => "selected",
        SheetWord::Reserve => "reserve",
        SheetWord::LetterNotSelected => "not selected",
        SheetWord::Email => "E-mail",
        SheetWord::Colleagues => "Others in the team",
        SheetWord::Partner => "Coaching partner",
        SheetWord::Contact => "Contact person",
        SheetWord::Programme => "Programme",
        SheetWord::Year => "Year",
        SheetWord::Deadline => "Deadline",
        SheetWord::ChartTitle => "Seats and exact share by cluster",
        SheetWord::SeatsAxis => "seats",
    }
}

fn danish(word: SheetWord) -> &'static str {
    match word {
        SheetWord::Meeting => "Til mødet",
        SheetWord::Seats => "Pladser",
        SheetWord::Teams => "Teams",
        SheetWord::Participants => "Deltagere",
        SheetWord::NotSelected => "Ikke udpeget",
        SheetWord::Differences => "Forskelle",
        SheetWord::Letters => "Breve",
        SheetWord::Question => "Spørgsmål",
        SheetWord::Answer => "Svar",
        SheetWord::Region => "Region",
        SheetWord::Share => "Beregnet andel",
        SheetWord::Empty => "Tomme",
        SheetWord::Difference => "Forskel",
        SheetWord::People => "Personer",
        SheetWord::Sectors => "Sektorer",
        SheetWord::Organisations => "Organisationer",
        SheetWord::Score => "Point",
        SheetWord::TeamId => "Team-id",
        SheetWord::Id => "Id",
        SheetWord::Title => "Titel",
        SheetWord::Area => "Område",
        SheetWord::Priority => "Prioritet",
        SheetWord::Wish => "Ønske nr.",
        SheetWord::Why => "Begrundelse i ord",
        SheetWord::WaitingNumber => "Nr. på ventelisten",
        SheetWord::Letter => "Brev",
        SheetWord::Reminder => "påmindelse",
        SheetWord::Selected => "udpeget",
        SheetWord::Reserve => "reserve",
        SheetWord::LetterNotSelected => "ikke udpeget",
        SheetWord::Email => "E-mail",
        SheetWord::Colleagues => "Øvrige i teamet",
        SheetWord::Partner => "Sparringspartner",
        SheetWord::Contact => "Kontaktperson",
        SheetWord::Programme => "Program",
        SheetWord::Year => "År",
        SheetWord::Deadline => "Frist",
        SheetWord::ChartTitle => "Pladser og beregnet andel efter sundhedsklynge",
        SheetWord::SeatsAxis => "pladser",
    }
}
