//! Names of the apportionment methods. How each one works stands in `fordel-apportion`.

use std::fmt;
use std::str::FromStr;

/// A method that splits seats in proportion to weights. Canonical names are those of the contract.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Method {
    /// Largest remainders with the standard divisor V/S.
    Hamilton,
    /// Largest remainders with the quota floor(V/(S+1)) + 1.
    DroopLr,
    /// Largest remainders with the quota V/(S+1).
    HagenbachBischoffLr,
    /// Divisor method with signposts n + 1/2 (Webster).
    #[default]
    SainteLague,
    /// Divisor method with signposts n + 1 (Jefferson).
    DHondt,
    /// Divisor method with signposts sqrt(n(n+1)).
    HuntingtonHill,
    /// Divisor method with signposts n.
    Adams,
    /// Divisor method with signposts n(n+1)/(n+1/2).
    Dean,
    /// Divisor method with signposts n + 1/3 (divisors 1, 4, 7, ...).
    Danish,
    /// Divisor method with signposts (n+2)/2.
    Imperiali,
    /// Sainte-Laguë with the first divisor `numerator/denominator` instead of 1 (often 1.4).
    ModifiedSainteLague {
        /// Above the line.
        numerator: u64,
        /// Below the line, above zero.
        denominator: u64,
    },
    /// Divisor method with signposts n + `numerator/denominator`.
    Stationary {
        /// Above the line, at most the denominator.
        numerator: u64,
        /// Below the line, above zero.
        denominator: u64,
    },
    /// Divisor method whose signposts are the power means of n and n + 1 with this exponent.
    PowerMean(i32),
    /// Balinski and Young's quota method (1975).
    QuotaMethod,
    /// Systematic lottery: each outcome within the quota, exact means.
    Lottery,
}

/// A text that names no method; holds the text.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("unknown method `{0}`")]
pub struct UnknownMethod(pub String);

impl Method {
    /// Whether this is a divisor method (so minimum and maximum mean median(min, rounded, max)).
    pub fn is_divisor(self) -> bool {
        !matches!(
            self,
            Self::Hamilton | Self::DroopLr | Self::HagenbachBischoffLr | Self::QuotaMethod | Self::Lottery
        )
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hamilton => f.write_str("hamilton"),
            Self::DroopLr => f.write_str("droop_lr"),
            Self::HagenbachBischoffLr => f.write_str("hagenbach_bischoff_lr"),
            Self::SainteLague => f.write_str("sainte_lague"),
            Self::DHondt => f.write_str("dhondt"),
            Self::HuntingtonHill => f.write_str("huntington_hill"),
            Self::Adams => f.write_str("adams"),
            Self::Dean => f.write_str("dean"),
            Self::Danish => f.write_str("danish"),
            Self::Imperiali => f.write_str("imperiali"),
            Self::ModifiedSainteLague { numerator, denominator } => {
                write!(f, "modified_sainte_lague:{numerator}/{denominator}")
            }
            Self::Stationary { numerator, denominator } => write!(f, "stationary:{numerator}/{denominator}"),
            Self::PowerMean(exponent) => write!(f, "power_mean:{exponent}"),
            Self::QuotaMethod => f.write_str("quota_method"),
            Self::Lottery => f.write_str("lottery"),
        }
    }
}

/// Reads a canonical name or a synonym; hyphens, underscores, blanks, accents and case are ignored.
impl FromStr for Method {
    type Err = UnknownMethod;
    fn from_str(text: &str) -> Result<Self, UnknownMethod> {
        let folded: String = text
            .chars()
            .flat_map(char::to_lowercase)
            .filter(|c| !matches!(c, '-' | '_' | ' ' | '\'' | '\u{2019}' | '\u{308}'))
            .map(|c| if c == 'ü' { 'u' } else { c })
            .collect();
        Ok(match folded.as_str() {
            "hamilton" | "largestremainder" | "largestremainders" | "hareniemeyer" | "vinton" | "størstebrøk" => {
                Self::Hamilton
            }
            "saintelague" | "webster" | "majorfractions" => Self::SainteLague,
            "dhondt" | "jefferson" | "greatestdivisors" => Self::DHondt,
            "huntingtonhill" | "hill" | "equalproportions" | "geometricmean" => Self::HuntingtonHill,
            "adams" | "smallestdivisors" => Self::Adams,
            "dean" | "harmonicmean" => Self::Dean,
            _ => return Err(UnknownMethod(text.to_owned())),
        })
    }
}
