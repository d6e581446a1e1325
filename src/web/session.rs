use super::account::Account;
use super::page::Refusal;
use axum::http::StatusCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A desk that is left for so long belongs to nobody.
const IDLE: Duration = Duration::from_secs(30 * 60);
/// A day's work; then the password is asked for again.
const LONGEST: Duration = Duration::from_secs(10 * 60 * 60);

/// What a person may do, each with what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// 閲覧.
    Look,
    /// 担当.
    Work,
    /// 承認.
    Approve,
}

impl Role {
    pub(crate) const ALL: [Self; 3] = [Self::Look, Self::Work, Self::Approve];

    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Look => "閲覧",
            Self::Work => "担当",
            Self::Approve => "承認",
        }
    }

    /// In data files.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Work => "work",
            Self::Approve => "approve",
        }
    }
}

/// One person's browser.
#[derive(Debug)]
pub(super) struct Session {
    /// The value of its cookie.
    pub(super) id: String,
    /// What each form must carry.
    pub(super) csrf: String,
    pub(super) role: Role,
    /// Whose it is, as the account was at the login; none on one's own computer, where nobody logs in.
    pub(super) account: Option<Account>,
    /// The name under which this person last confirmed something, to be offered again.
    name: Mutex<String>,
    /// Sentences for the next page.
    told: Mutex<Vec<String>>,
    began: Instant,
    used: Mutex<Instant>,
}

/// The session of a request, as handlers take it (`Extension<Known>`).
pub(super) type Known = Arc<Session>;

impl Session {
    /// The session of whoever sits at this computer.
    pub(super) fn own(now: Instant) -> Result<Self, getrandom::Error> {
        Self::new(Role::Approve, None, now)
    }

    /// The session of someone who has logged in.
    pub(super) fn of(account: Account, now: Instant) -> Result<Self, getrandom::Error> {
        Self::new(account.role, Some(account), now)
    }

    fn new(role: Role, account: Option<Account>, now: Instant) -> Result<Self, getrandom::Error> {
        let (name, told) = (Mutex::default(), Mutex::default());
        Ok(Self { id: secret()?, csrf: secret()?, role, account, name, told, began: now, used: Mutex::new(now) })
    }

    /// Whether this person may do what takes that role.
    pub(super) fn allows(&self, role: Role) -> Result<(), Refusal> {
        if self.role >= role {
            return Ok(());
        }
        Err(Refusal::new(
            StatusCode::FORBIDDEN,
            "この操作をする権限がありません",
            format!("「{}」の権限を持つ人に頼んでください", role.label()),
        ))
    }

    /// Whether it still holds; using it keeps it.
    pub(super) fn use_at(&self, now: Instant) -> bool {
        if self.account.is_none() {
            return true;
        }
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let holds = now.saturating_duration_since(*used) < IDLE && now.saturating_duration_since(self.began) < LONGEST;
        if holds {
            *used = now.max(*used);
        }
        holds
    }

    /// A sentence for the page that is shown next.
    pub(super) fn tell(&self, sentence: impl Into<String>) {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).push(sentence.into());
    }

    pub(super) fn take_told(&self) -> Vec<String> {
        std::mem::take(&mut *self.told.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Who does something here: whoever logged in, otherwise as they last called themselves.
    pub(super) fn name(&self) -> String {
        match &self.account {
            Some(account) => account.person.clone(),
            None => self.name.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }

    pub(super) fn is_called(&self, name: &str) {
        name.clone_into(&mut self.name.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// 256 bits that nobody can guess, in hexadecimal.
pub(super) fn secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Compares in a time that does not tell where the first difference is.
pub(super) fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_when_it_lies_idle_and_at_the_end_of_the_day() {
        let start = Instant::now();
        let minutes = |count: u64| start + Duration::from_secs(count * 60);
        let account = Account::new("tanto", "担当 一郎", Role::Work, "correct horse battery").unwrap();
        let session = Session::of(account.clone(), start).unwrap();
        assert!(session.use_at(minutes(29)));
        assert!(session.use_at(minutes(58)));
        assert!(!session.use_at(minutes(88)));
        let session = Session::of(account, start).unwrap();
        let kept = (1..=29).all(|step| session.use_at(minutes(step * 20)));
        assert!(kept && !session.use_at(minutes(600)));
        let own = Session::own(start).unwrap();
        assert!(own.use_at(minutes(100_000)));
    }
}
