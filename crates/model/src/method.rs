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
    /// House-monotone lottery: one drawn order of seats for all houses up to `houses`.
    MonotoneLottery {
        /// The largest house of the draw; 0 where the call leaves it open.
        houses: u64,
    },
}

/// A text that names no method; holds the text.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("unknown method `{0}`")]
pub struct UnknownMethod(pub String);

impl Method {
    /// Whether seats are drawn by lot.
    pub fn is_lottery(self) -> bool {
        matches!(self, Self::Lottery | Self::MonotoneLottery { .. })
    }

    /// Whether this is a divisor method (so minimum and maximum mean median(min, rounded, max)).
    pub fn is_divisor(self) -> bool {
        !matches!(
            self,
            Self::Hamilton
                | Self::DroopLr
                | Self::HagenbachBischoffLr
                | Self::QuotaMethod
                | Self::Lottery
                | Self::MonotoneLottery { .. }
        )
    }
}

/// The canonical name, with its parameter after a colon.
impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.base())?;
        match self {
            Self::ModifiedSainteLague { numerator, denominator }
            | Self::Stationary { numerator, denominator } => {
                write!(f, ":{numerator}/{denominator}")
            }
            Self::PowerMean(exponent) => write!(f, ":{exponent}"),
            Self::MonotoneLottery { houses } if *houses > 0 => write!(f, ":{houses}"),
            _ => Ok(()),
        }
    }
}

impl Method {
    /// Every method without a parameter, then one example of each family, in the order they are listed.
    pub const ALL: [Self; 16] = [
        Self::Hamilton,
        Self::DroopLr,
        Self::HagenbachBischoffLr,
        Self::SainteLague,
        Self::DHondt,
        Self::HuntingtonHill,
        Self::Adams,
        Self::Dean,
        Self::Danish,
        Self::Imperiali,
        Self::ModifiedSainteLague { numerator: 7, denominator: 5 },
        Self::Stationary { numerator: 1, denominator: 3 },
        Self::PowerMean(2),
        Self::QuotaMethod,
        Self::Lottery,
        Self::MonotoneLottery { houses: 0 },
    ];

    /// Other names in use, as people write them; the first is the best known.
    pub fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Hamilton => &[
                "largest remainder",
                "largest remainders",
                "greatest remainders",
                "Hare-Niemeyer",
                "Hare",
                "LR-Hare",
                "Hare LR",
                "LR",
                "Vinton",
                "Hamilton-Vinton",
                "Roget",
                "største brøk",
                "største brøks metode",
                "største rest",
            ],
            Self::DroopLr => &["Droop", "LR-Droop", "largest remainder Droop", "Droop quota"],
            // "Hagenbach-Bischoff" alone also names a way to work out D'Hondt, so it is not read.
            Self::HagenbachBischoffLr => {
                &["LR-Hagenbach-Bischoff", "LR-HB", "HB-LR", "exact Droop", "LR-exact-Droop"]
            }
            Self::SainteLague => &[
                "Webster",
                "Sainte-Laguë/Webster",
                "Webster/Sainte-Laguë",
                "Sainte-Laguë/Schepers",
                "Schepers",
                "Saint-Laguë",
                "St-Laguë",
                "SL",
                "major fractions",
                "arithmetic mean",
                "odd numbers",
                "ulige tal",
                "standard rounding",
            ],
            Self::DHondt => &[
                "Jefferson",
                "Jefferson/D'Hondt",
                "D'Hondt/Jefferson",
                "greatest divisors",
                "rejected fractions",
                "highest average",
                "highest averages",
                "Bader-Ofer",
                "downward rounding",
                "d'Hondts metode",
            ],
            Self::HuntingtonHill => &[
                "Hill",
                "Hill-Huntington",
                "Huntington",
                "HH",
                "equal proportions",
                "method of equal proportions",
                "geometric mean",
            ],
            Self::Adams => &["smallest divisors", "upward rounding", "Cambridge"],
            Self::Dean => &["harmonic mean", "harmonic"],
            Self::Danish => &["Danish method", "den danske metode", "dansk metode", "dansk"],
            Self::Imperiali => &["Imperiali divisor", "Imperiali highest averages"],
            Self::ModifiedSainteLague { .. } => &[
                "modified Webster",
                "modificeret Sainte-Laguë",
                "modified odd numbers",
                "Scandinavian",
                "Nordic Sainte-Laguë",
            ],
            Self::Stationary { .. } => &["parametric", "linear divisor"],
            Self::PowerMean(_) => &["p-mean", "power mean rounding"],
            Self::QuotaMethod => &["Balinski-Young", "quota", "Balinski-Young quota method"],
            Self::Lottery => &["Grimmett", "systematic", "systematic sampling", "lodtrækning"],
            Self::MonotoneLottery { .. } => &[
                "house-monotone lottery",
                "cumulative rounding",
                "dependent rounding",
                "randomised rounding",
            ],
        }
    }

    /// The name without its parameter, as a text names it before the colon.
    fn base(self) -> &'static str {
        match self {
            Self::Hamilton => "hamilton",
            Self::DroopLr => "droop_lr",
            Self::HagenbachBischoffLr => "hagenbach_bischoff_lr",
            Self::SainteLague => "sainte_lague",
            Self::DHondt => "dhondt",
            Self::HuntingtonHill => "huntington_hill",
            Self::Adams => "adams",
            Self::Dean => "dean",
            Self::Danish => "danish",
            Self::Imperiali => "imperiali",
            Self::ModifiedSainteLague { .. } => "modified_sainte_lague",
            Self::Stationary { .. } => "stationary",
            Self::PowerMean(_) => "power_mean",
            Self::QuotaMethod => "quota_method",
            Self::Lottery => "lottery",
            Self::MonotoneLottery { .. } => "monotone_lottery",
        }
    }

    /// This method with the parameter `text` (what stands after the colon); `None` where it does not fit.
    fn with_parameter(self, text: &str) -> Option<Self> {
        Some(match self {
            Self::ModifiedSainteLague { .. } => {
                let (numerator, denominator) = ratio(text)?;
                Self::ModifiedSainteLague { numerator, denominator }
            }
            Self::Stationary { .. } => {
                let (numerator, denominator) = ratio(text)?;
                Self::Stationary { numerator, denominator }
            }
            Self::PowerMean(_) => Self::PowerMean(text.parse().ok()?),
            Self::MonotoneLottery { .. } => {
                Self::MonotoneLottery { houses: text.parse().ok().filter(|&houses| houses > 0)? }
            }
            _ => return None,
        })
    }
}

/// A non-negative ratio written `7/5`, `1.4`, `1,4` or `2`, in lowest terms.
fn ratio(text: &str) -> Option<(u64, u64)> {
    let (numerator, denominator) = match text.split_once('/') {
        Some((above, below)) => (above.trim().parse::<u64>().ok()?, below.trim().parse::<u64>().ok()?),
        None => {
            let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((text, ""));
            let below = 10u64.checked_pow(u32::try_from(decimals.len()).ok()?)?;
            let digits = format!("{whole}{decimals}");
            if !digits.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            (digits.parse().ok()?, below)
        }
    };
    if denominator == 0 {
        return None;
    }
    let (mut a, mut b) = (numerator, denominator);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    Some((numerator / a, denominator / a))
}

/// Lower case, without blanks, hyphens, underscores, apostrophes, slashes and accents on u and e.
fn folded(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| {
            !matches!(
                c,
                '-' | '_' | ' ' | '\'' | '/' | '\u{2010}'..='\u{2015}' | '\u{2019}' | '\u{308}' | '\u{a0}'
            )
        })
        .map(|c| match c {
            'ü' => 'u',
            'é' | 'ë' => 'e',
            other => other,
        })
        .collect()
}

/// Reads a canonical name or a synonym; hyphens, underscores, blanks, accents and case are ignored.
/// A family takes its parameter after a colon: `modified_sainte_lague:1.4`, `stationary:1/3`, `power_mean:-1`.
/// A modified Sainte-Laguë without one has the first divisor 1.4.
impl FromStr for Method {
    type Err = UnknownMethod;
    fn from_str(text: &str) -> Result<Self, UnknownMethod> {
        let unknown = || UnknownMethod(text.to_owned());
        let (name, parameter) = match text.split_once(':') {
            Some((name, parameter)) => (name, Some(parameter.trim())),
            None => (text, None),
        };
        let name = folded(name);
        let method = Self::ALL
            .into_iter()
            .find(|method| {
                folded(method.base()) == name || method.synonyms().iter().any(|s| folded(s) == name)
            })
            .ok_or_else(unknown)?;
        match (method, parameter) {
            (Self::Stationary { .. } | Self::PowerMean(_), None) => Err(unknown()),
            (_, None) => Ok(method),
            (_, Some(parameter)) => method.with_parameter(parameter).ok_or_else(unknown),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_and_synonym_is_read_back_and_names_one_method() {
        for method in Method::ALL {
            assert_eq!(method.to_string().parse(), Ok(method));
            for synonym in method.synonyms() {
                match synonym.parse::<Method>() {
                    Ok(found) => assert_eq!(found, method, "{synonym}"),
                    Err(_) => assert!(
                        matches!(method, Method::Stationary { .. } | Method::PowerMean(_)),
                        "{synonym}"
                    ),
                }
            }
        }
    }

    #[test]
    fn spelling_does_not_matter_but_sense_does() {
        for text in ["Sainte-Laguë", "SAINTE LAGUE", "sainte_lagu\u{65}\u{308}", "Webster"] {
            assert_eq!(text.parse(), Ok(Method::SainteLague), "{text}");
        }
        assert_eq!("D'Hondt".parse(), Ok(Method::DHondt));
        assert_eq!("d’Hondt".parse(), Ok(Method::DHondt));
        let modified = Method::ModifiedSainteLague { numerator: 7, denominator: 5 };
        for text in
            ["modified_sainte_lague:1.4", "Modified Sainte-Laguë:14/10", "modified sainte-lague: 1,40"]
        {
            assert_eq!(text.parse(), Ok(modified), "{text}");
        }
        assert_eq!("power-mean:-2".parse(), Ok(Method::PowerMean(-2)));
        assert_eq!("monotone_lottery".parse(), Ok(Method::MonotoneLottery { houses: 0 }));
        assert_eq!("monotone_lottery:500".parse(), Ok(Method::MonotoneLottery { houses: 500 }));
        for text in
            ["", "webstr", "stationary", "stationary:1/0", "power_mean:1.5", "hamilton:2", "stationary:x"]
        {
            assert_eq!(text.parse::<Method>(), Err(UnknownMethod(text.to_owned())), "{text}");
        }
    }
}
