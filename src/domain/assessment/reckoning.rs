//! Figures that somebody reckoned: what is left of a known one, what several make together. Knows numbers and the words
//! that say what was done with them.

use super::figures::{Dimension, Figure};

/// Words for what is left, missing or beyond.
const LEFT: &[&str] = &[
    "剩", "余", "净宽", "还有", "差", "不足", "缺", "超", "多出", "少", "只有", "仅", "各", "每边",
    "left", "remain", "short", "over", "beyond", "only", "free", "clear", "gap", "less", "more",
    "still",
];
/// Words for what several make together.
const TOGETHER: &[&str] = &[
    "共",
    "合计",
    "总",
    "一起",
    "加起来",
    "连同",
    "全部",
    "total",
    "together",
    "in all",
    "altogether",
    "sum",
    "combined",
];
/// Words by which what is left is shared between two sides.
const EITHER_SIDE: &[&str] = &[
    "各",
    "每边",
    "两边",
    "两侧",
    "either side",
    "each side",
    "both sides",
];

/// Whether a figure follows from known ones: their difference where the clause says that something is left, their sum
/// where it says that they go together, either where both stand in the same entry.
pub(super) fn is_reckoned(
    one: &Figure,
    written: &[Figure],
    known: &[Figure],
    clause: &str,
) -> bool {
    if matches!(one.dimension, Dimension::Count | Dimension::Share) {
        return false;
    }
    let clause = clause.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    let values = |all: &[Figure]| -> Vec<u64> {
        let same = all.iter().filter(|other| other.dimension == one.dimension);
        let mut found: Vec<u64> = same.map(|other| other.value).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let all = values(known);
    let here: Vec<u64> = values(written)
        .into_iter()
        .filter(|value| *value != one.value && all.contains(value))
        .collect();
    let differs = |of: &[u64], by: u64| {
        of.iter()
            .any(|more| of.iter().any(|less| more > less && more - less == by))
    };
    let adds = |of: &[u64]| {
        let pairs = of.iter().enumerate();
        pairs.into_iter().any(|(at, first)| {
            of[at + 1..]
                .iter()
                .any(|second| first.saturating_add(*second) == one.value)
        })
    };
    let whole = |of: &[u64]| {
        of.len() > 2
            && of
                .iter()
                .fold(0, |sum: u64, next| sum.saturating_add(*next))
                == one.value
    };
    let is_left = says(LEFT) && differs(&all, one.value)
        || says(EITHER_SIDE) && differs(&all, one.value.saturating_mul(2));
    let is_together = says(TOGETHER) && (adds(&all) || whole(&here));
    is_left || is_together || differs(&here, one.value) || adds(&here)
}

#[cfg(test)]
mod tests {
    use super::super::figures::figures;
    use super::*;

    fn reckoned(text: &str, known: &str) -> bool {
        let (written, known) = (figures(text), figures(known));
        let last = written.last().expect("a figure");
        is_reckoned(last, &written, &known, text)
    }

    #[test]
    fn what_is_left_and_what_goes_together_follows() {
        let known = "人行道宽三米，板车宽两米，炉子一米五";
        assert!(reckoned("剩余1米", known));
        assert!(reckoned("one metre left, no: 1 m left", known));
        assert!(reckoned("两侧各剩0.5米", known));
        assert!(reckoned("板车和炉子合计三米五", known));
        assert!(reckoned("人行道三米，板车两米，通行宽度一米", known));
        assert!(!reckoned("板车长一米", known));
        assert!(!reckoned("剩余0.7米", known));
        assert!(!reckoned("合计四米", known));
    }
}
