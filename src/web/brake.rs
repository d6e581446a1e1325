use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Keys that are remembered; whoever invents more makes the oldest be forgotten, never memory grow.
const MAX_KEYS: usize = 10_000;

/// Slows whoever fails often: some tries are free, then each has to wait, twice as long each time, up to a limit.
pub(super) struct Brake {
    free: u32,
    first: Duration,
    longest: Duration,
    /// In which one try is forgiven: people mistype all day, and an office may share an address.
    forgives: Duration,
    tries: BTreeMap<String, Tries>,
}

struct Tries {
    count: u32,
    last: Instant,
    /// Up to when tries are forgiven.
    settled: Instant,
}

impl Tries {
    fn settle(&mut self, forgives: Duration, now: Instant) {
        while self.count > 0 && now.saturating_duration_since(self.settled) >= forgives {
            self.count -= 1;
            self.settled += forgives;
        }
    }
}

impl Brake {
    /// For the tries at one account: five, then a quarter of an hour for each further one.
    pub(super) fn for_accounts() -> Self {
        let quarter = Duration::from_secs(15 * 60);
        Self { free: 5, first: quarter, longest: quarter, forgives: quarter, tries: BTreeMap::new() }
    }

    /// For the tries from one address: ten, then ever slower.
    pub(super) fn for_addresses() -> Self {
        let (first, longest) = (Duration::from_secs(2), Duration::from_secs(5 * 60));
        Self { free: 10, first, longest, forgives: Duration::from_secs(2 * 60), tries: BTreeMap::new() }
    }

    /// Counts a try before it is judged, so that many at once gain nothing; or says how long to wait.
    pub(super) fn try_at(&mut self, key: &str, now: Instant) -> Result<(), Duration> {
        if let Some(tries) = self.tries.get_mut(key) {
            tries.settle(self.forgives, now);
            let (count, waited) = (tries.count, now.saturating_duration_since(tries.last));
            let wait = self.wait(count);
            if waited < wait {
                return Err(wait.saturating_sub(waited));
            }
        } else if self.tries.len() >= MAX_KEYS {
            self.make_room(now);
        }
        let tries = self.tries.entry(key.to_owned()).or_insert(Tries { count: 0, last: now, settled: now });
        if tries.count == 0 {
            tries.settled = now;
        }
        tries.count = tries.count.saturating_add(1);
        tries.last = now;
        Ok(())
    }

    fn make_room(&mut self, now: Instant) {
        self.tries.values_mut().for_each(|tries| tries.settle(self.forgives, now));
        self.tries.retain(|_, tries| tries.count > 0);
        let oldest = self.tries.iter().min_by_key(|(_, tries)| tries.last).map(|(key, _)| key.clone());
        if self.tries.len() >= MAX_KEYS
            && let Some(oldest) = oldest
        {
            self.tries.remove(&oldest);
        }
    }

    /// How long after that many tries the next has to wait.
    fn wait(&self, count: u32) -> Duration {
        let Some(over) = count.checked_sub(self.free) else { return Duration::ZERO };
        self.first.saturating_mul(2_u32.saturating_pow(over)).min(self.longest)
    }

    /// The try was good: all before it are forgotten.
    pub(super) fn forget(&mut self, key: &str) {
        self.tries.remove(key);
    }

    /// The try was good: it does not count. What failed before still does.
    pub(super) fn refund(&mut self, key: &str) {
        if let Some(tries) = self.tries.get_mut(key) {
            tries.count = tries.count.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_locks_after_five_tries_and_opens_after_a_quarter_of_an_hour() {
        let (mut brake, start) = (Brake::for_accounts(), Instant::now());
        let at = |seconds: u64| start + Duration::from_secs(seconds);
        for _ in 0..5 {
            assert!(brake.try_at("tanto", start).is_ok());
        }
        assert_eq!(brake.try_at("tanto", at(60)), Err(Duration::from_secs(14 * 60)));
        assert!(brake.try_at("other", at(60)).is_ok());
        assert!(brake.try_at("tanto", at(900)).is_ok());
        assert!(brake.try_at("tanto", at(901)).is_err());
        brake.forget("tanto");
        assert!(brake.try_at("tanto", at(902)).is_ok());
    }

    #[test]
    fn an_address_is_slowed_more_and_more_and_a_good_try_does_not_wash_it_clean() {
        let (mut brake, start) = (Brake::for_addresses(), Instant::now());
        for _ in 0..10 {
            assert!(brake.try_at("10.0.0.1", start).is_ok());
        }
        let wait = brake.try_at("10.0.0.1", start).unwrap_err();
        assert_eq!(wait, Duration::from_secs(2));
        assert!(brake.try_at("10.0.0.1", start + wait).is_ok());
        assert_eq!(brake.try_at("10.0.0.1", start + wait).unwrap_err(), wait * 2);
        brake.refund("10.0.0.1");
        assert!(brake.try_at("10.0.0.1", start + wait).is_err());
        assert!(brake.try_at("10.0.0.1", start + Duration::from_secs(600)).is_ok());
    }

    #[test]
    fn an_office_behind_one_address_mistypes_all_day_and_is_not_kept_out() {
        let (mut brake, start) = (Brake::for_addresses(), Instant::now());
        for slip in 0..200 {
            assert!(brake.try_at("10.0.0.1", start + Duration::from_secs(slip * 150)).is_ok(), "{slip}");
        }
    }

    #[test]
    fn invented_names_do_not_fill_memory() {
        let (mut brake, start) = (Brake::for_accounts(), Instant::now());
        for index in 0..MAX_KEYS + 50 {
            assert!(brake.try_at(&index.to_string(), start).is_ok());
        }
        assert_eq!(brake.tries.len(), MAX_KEYS);
    }
}
