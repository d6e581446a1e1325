//! What has been worked out before. Sheets repeat few answers, remarks and findings on many rows, and to weigh one takes hundreds of words.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// What was worked out of two texts, by these texts. The rest of what it depends on must stay the same as long as this lives.
#[derive(Debug)]
pub(super) struct Once<V>(RefCell<BTreeMap<String, BTreeMap<String, V>>>);

impl<V> Default for Once<V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

/// Bytes of texts that are remembered: what is longer hardly comes again, and a sheet may be full of it.
const LONGEST: usize = 1000;

impl<V: Clone> Once<V> {
    pub(super) fn of(&self, one: &str, other: &str, work: impl FnOnce() -> V) -> V {
        if one.len() + other.len() > LONGEST {
            return work();
        }
        if let Some(known) = self.0.borrow().get(one).and_then(|known| known.get(other)) {
            return known.clone();
        }
        let found = work();
        self.0.borrow_mut().entry(one.to_owned()).or_default().insert(other.to_owned(), found.clone());
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn the_same_two_texts_are_worked_out_once() {
        let (once, worked) = (Once::default(), Cell::new(0));
        let of = |one: &str, other: &str| {
            once.of(one, other, || {
                worked.set(worked.get() + 1);
                format!("{one}{other}")
            })
        };
        assert_eq!((of("はい", ""), of("はい", ""), of("", "はい")), ("はい".into(), "はい".into(), "はい".into()));
        assert_eq!(worked.get(), 2);
        let long = "長".repeat(LONGEST);
        assert_eq!((of(&long, ""), of(&long, "")), (long.clone(), long));
        assert_eq!(worked.get(), 4);
    }
}
