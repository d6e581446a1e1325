//! Assessments over time become history, due dates and comparison. The only room with a database.
//!
//! A [`Register`] holds a chain of [`Entry`]s per organisation. Nothing is overwritten: a later entry of the same kind and
//! id takes the place of the earlier one and names it; each entry's hash covers the one before it, so that tampering
//! shows ([`Register::verify`]). Who and what lie in a sealed text of which only the seal is in the chain: a person's name can
//! be taken out ([`Register::forget`]) without breaking it. The day is the caller's; this room has no clock.

mod assessed;
mod carry;
mod change;
pub mod diagnostics;
mod due;
mod engine;
mod entry;
mod field;
mod forgetting;
#[cfg(feature = "postgres")]
mod postgres;
mod record;
mod recording;
mod sign;
mod standing;
mod stored;

pub use assessed::{Answers, Assessed, Found, Named, Said};
pub use carry::{Carried, carried};
pub use change::{Change, Changed, Changes, compare};
pub use due::{Due, DueKind, due};
pub use entry::Entry;
pub use forgetting::Forgetting;
pub use record::{
    AcceptedRisk, Account, Contract, Deletion, Draft, Held, Record, RecordKind, Remedy, RemedyState, Sent, Service,
    Subcontract, Vendor,
};
pub use recording::{
    Recorded, RecordedFiles, RecordedOn, former_day, record_files, record_former, record_own, record_own_former,
    record_settings, record_vendor,
};
pub use sign::signs;
pub use standing::{RoundLine, RoundState, Standing, fiscal_year};

use crate::diagnostic::Diagnostic;
use engine::{Engine, Value};
use entry::Sealed;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher};
use std::path::Path;

/// What could be done, or why not.
pub type Told<T> = Result<T, Box<Diagnostic>>;

/// The name of the register's file in a workspace.
pub const FILE_NAME: &str = "itaku-register.sqlite";

/// How many other organisations' answers of a vendor are compared.
pub const ELSEWHERE: usize = 30;

/// Why a record cannot be read: what the library finds is no help to a clerk.
const ANOTHER_FORM: &str = "このプログラムの知る形と違います";

/// Entries that are looked at together.
const PAGE: i64 = 500;

/// What a name is replaced by.
const FORGOTTEN: &str = "（削除済み）";

/// Each step takes the register one version further; steps are added, never changed.
const MIGRATIONS: [&[&str]; 4] = [
    &[
        "CREATE TABLE entry (organisation TEXT NOT NULL, number BIGINT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, \
         subject TEXT NOT NULL, corrects TEXT NOT NULL, recorded_on TEXT NOT NULL, salt TEXT NOT NULL, sealed TEXT NOT NULL, \
         seal TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (organisation, number))",
        "CREATE TABLE head (organisation TEXT NOT NULL PRIMARY KEY, number BIGINT NOT NULL, hash TEXT NOT NULL)",
    ],
    &[
        "CREATE INDEX entry_of_id ON entry (organisation, kind, id, number)",
        "CREATE INDEX entry_of_subject ON entry (subject, kind)",
    ],
    // One vendor serves many organisations of one register: what it told one of them, and all of them, are looked up apart.
    &[
        "DROP INDEX entry_of_subject",
        // Without it the lists of a kind are found by a walk through all entries, answers and all.
        "CREATE INDEX entry_of_kind ON entry (organisation, kind, number)",
        "CREATE INDEX entry_of_vendor ON entry (organisation, subject, kind, number)",
        "CREATE INDEX entry_told ON entry (subject, kind, recorded_on, organisation, number)",
    ],
    // Long texts lie there deflated. What was recorded before stays as it is; a restored backup has it deflated, too.
    &["ALTER TABLE entry ADD COLUMN packed BYTEA NOT NULL DEFAULT ''"],
];

const COLUMNS: &str = "number, kind, id, subject, corrects, recorded_on, salt, sealed, seal, previous, hash, packed";

/// The register of one organisation.
pub struct Register {
    engine: Engine,
    organisation: String,
}

/// Everything of one organisation, as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// How to read it.
    pub schema: String,
    /// Whose it is.
    pub organisation: String,
    /// All entries, in order.
    pub entries: Vec<Entry>,
}

/// Where two organisations of one register have been told different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The other organisation.
    pub organisation: String,
    /// What it was told.
    pub answers: Answers,
}

/// An entry that somebody has noted outside the register: whoever wrote the whole register anew could not know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Anchor {
    /// Its place in the chain.
    pub number: i64,
    /// Its hash, or how it begins.
    pub hash: String,
}

impl Anchor {
    /// Digits of a hash that are enough.
    const SHORTEST: usize = 12;

    /// Reads 「1200:3f2a…」.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, hash) = text.trim().split_once(':')?;
        let hash = hash.to_ascii_lowercase();
        let good = hash.len() >= Self::SHORTEST && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = number.parse().ok().filter(|number| *number > 0)?;
        good.then_some(Self { number, hash })
    }
}

/// What a look at the chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many entries were looked at.
    pub looked_at: i64,
    /// The end of the chain, to be noted.
    pub end: Anchor,
    /// Everything that shows that the chain was touched: nothing when it is whole.
    pub faults: Vec<Diagnostic>,
}

impl Register {
    /// Opens a file (made where there is none), or a server where the place begins with `postgres://` or `postgresql://`.
    ///
    /// # Errors
    /// When it cannot be opened, or was made by a newer program.
    pub fn open(place: &str, organisation: &str) -> Told<Self> {
        let engine = if place.starts_with("postgres://") || place.starts_with("postgresql://") {
            server(place)?
        } else {
            Engine::file(Path::new(place))?
        };
        let mut register = Self { engine, organisation: organisation.to_owned() };
        register.migrate()?;
        Ok(register)
    }

    fn migrate(&mut self) -> Told<()> {
        if self.version().is_ok_and(|version| usize::try_from(version) == Ok(MIGRATIONS.len())) {
            return Ok(());
        }
        let first = self.try_migrate();
        // Two programs may make the same tables at once: one of them is refused, and finds them made.
        if first.is_err() { self.try_migrate() } else { first }
    }

    fn version(&mut self) -> Told<i64> {
        let rows = self.engine.query("SELECT COALESCE(MAX(version), 0) FROM schema_version", &[])?;
        Ok(rows.first().and_then(|row| row.first()).map_or(0, Value::number))
    }

    fn try_migrate(&mut self) -> Told<()> {
        self.engine.begin()?;
        let result = self.migrate_within();
        self.engine.end(result)
    }

    fn migrate_within(&mut self) -> Told<()> {
        self.engine.execute("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL PRIMARY KEY)", &[])?;
        let version = self.version()?;
        let done = usize::try_from(version).unwrap_or(0);
        if done > MIGRATIONS.len() {
            return Err(diagnostics::newer(version, MIGRATIONS.len()));
        }
        for (number, steps) in (1_i64..).zip(MIGRATIONS).skip(done) {
            for step in steps {
                self.engine.execute(step, &[])?;
            }
            self.engine.execute("INSERT INTO schema_version (version) VALUES ($1)", &[number.into()])?;
        }
        Ok(())
    }

    /// Appends in one change, all or nothing. What says the same as the newest entry of its id is not repeated. Returns how
    /// many entries were added.
    ///
    /// # Errors
    /// When the database refuses; then nothing was recorded.
    pub fn append(&mut self, drafts: &[Draft], by: &str, on: Date) -> Told<usize> {
        self.engine.begin()?;
        let result = self.append_within(drafts, by, on);
        self.engine.end(result)
    }

    /// The same, unless a record of that kind and id stands there already: then nothing is added, whatever else the drafts say. Of two
    /// who come at once with the same, one adds it.
    pub(super) fn append_first(
        &mut self,
        first: (RecordKind, &str),
        drafts: &[Draft],
        by: &str,
        on: Date,
    ) -> Told<usize> {
        self.engine.begin()?;
        let result = self.append_first_within(first, drafts, by, on);
        self.engine.end(result)
    }

    fn append_first_within(
        &mut self,
        (kind, id): (RecordKind, &str),
        drafts: &[Draft],
        by: &str,
        on: Date,
    ) -> Told<usize> {
        // The lock first, then the look.
        self.take_head()?;
        if self.newest(kind, id)?.is_some() { Ok(0) } else { self.append_within(drafts, by, on) }
    }

    fn append_within(&mut self, drafts: &[Draft], by: &str, on: Date) -> Told<usize> {
        let (mut number, mut previous) = self.take_head()?;
        let before = number;
        for draft in drafts {
            let newest = self.newest(draft.kind, &draft.id)?;
            if newest.as_ref().is_some_and(|entry| entry.body() == draft.body) {
                continue;
            }
            number += 1;
            let corrects = newest.map(|entry| entry.hash).unwrap_or_default();
            let entry = self.made(draft, by, on, (number, previous, corrects))?;
            self.insert(&entry)?;
            previous = entry.hash;
        }
        self.engine.execute(
            "UPDATE head SET number = $1, hash = $2 WHERE organisation = $3",
            &[number.into(), previous.as_str().into(), self.organisation.as_str().into()],
        )?;
        Ok(usize::try_from(number - before).unwrap_or(0))
    }

    /// The end of the chain. The update takes the row's lock, so that nobody else appends until this change is over.
    fn take_head(&mut self) -> Told<(i64, String)> {
        let organisation = [Value::from(self.organisation.as_str())];
        self.engine.execute(
            "INSERT INTO head (organisation, number, hash) VALUES ($1, 0, '') ON CONFLICT (organisation) DO NOTHING",
            &organisation,
        )?;
        self.engine.execute("UPDATE head SET number = number WHERE organisation = $1", &organisation)?;
        self.head()
    }

    /// Number and hash of the last entry: as long as they are the same, nothing was recorded.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn head(&mut self) -> Told<(i64, String)> {
        let rows = self
            .engine
            .query("SELECT number, hash FROM head WHERE organisation = $1", &[self.organisation.as_str().into()])?;
        let mut row = rows.into_iter().next().unwrap_or_default().into_iter();
        let number = row.next().map_or(0, |value| value.number());
        Ok((number, row.next().map(Value::text).unwrap_or_default()))
    }

    fn made(
        &self,
        draft: &Draft,
        by: &str,
        on: Date,
        (number, previous, corrects): (i64, String, String),
    ) -> Told<Entry> {
        let sealed = serde_json::to_string(&Sealed { by: by.to_owned(), body: draft.body.clone() })
            .map_err(|_| diagnostics::not_a_record(draft.kind.label(), "書き表せない値があります"))?;
        let salt = salt();
        let mut entry = Entry {
            number,
            kind: draft.kind,
            id: draft.id.clone(),
            subject: draft.subject.clone(),
            corrects,
            on,
            seal: Entry::seal_of(&salt, &sealed),
            salt,
            sealed,
            previous,
            hash: String::new(),
        };
        entry.hash = entry.hash_in(&self.organisation);
        Ok(entry)
    }

    fn insert(&mut self, entry: &Entry) -> Told<()> {
        let on = entry.on.to_string();
        let (sealed, packed) = stored::stored(&entry.sealed);
        let texts = [
            entry.kind.id(),
            &entry.id,
            &entry.subject,
            &entry.corrects,
            &on,
            &entry.salt,
            sealed,
            &entry.seal,
            &entry.previous,
            &entry.hash,
        ];
        let mut values: Vec<Value> = vec![self.organisation.as_str().into(), entry.number.into()];
        values.extend(texts.into_iter().map(Value::from));
        values.push(packed.into());
        self.engine.execute(
            "INSERT INTO entry (organisation, number, kind, id, subject, corrects, recorded_on, salt, sealed, seal, previous, \
             hash, packed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            &values,
        )
    }

    fn select(&mut self, condition: &str, values: &[Value]) -> Told<Vec<Entry>> {
        let sql = format!("SELECT {COLUMNS} FROM entry WHERE {condition} ORDER BY number");
        self.engine.query(&sql, values)?.into_iter().map(entry_of).collect()
    }

    /// The newest entry of an id.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn newest(&mut self, kind: RecordKind, id: &str) -> Told<Option<Entry>> {
        let condition = "organisation = $1 AND kind = $2 AND id = $3 AND number = (SELECT MAX(number) FROM entry AS later WHERE \
                         later.organisation = entry.organisation AND later.kind = entry.kind AND later.id = entry.id)";
        let values = [self.organisation.as_str().into(), kind.id().into(), id.into()];
        Ok(self.select(condition, &values)?.pop())
    }

    /// The standing record of an id.
    ///
    /// # Errors
    /// When the database refuses or the record has another form.
    pub fn find<R: Record>(&mut self, id: &str) -> Told<Option<R>> {
        let Some(entry) = self.newest(R::KIND, id)? else { return Ok(None) };
        record_of(&entry).map(Some)
    }

    /// All standing records of a kind, in the order in which their ids first came.
    ///
    /// # Errors
    /// When the database refuses or a record has another form.
    pub fn all<R: Record>(&mut self) -> Told<Vec<R>> {
        self.standing(R::KIND)?.iter().map(record_of).collect()
    }

    /// The standing records of a kind that concern a vendor.
    ///
    /// # Errors
    /// When the database refuses or a record has another form.
    pub fn of_vendor<R: Record>(&mut self, vendor: &str) -> Told<Vec<R>> {
        let values = [vendor.into(), R::KIND.id().into(), self.organisation.as_str().into()];
        let entries = self.select("subject = $1 AND kind = $2 AND organisation = $3", &values)?;
        newest_of_each(entries).iter().map(record_of).collect()
    }

    /// The standing entries of a kind.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn standing(&mut self, kind: RecordKind) -> Told<Vec<Entry>> {
        let values = [self.organisation.as_str().into(), kind.id().into()];
        Ok(newest_of_each(self.select("organisation = $1 AND kind = $2", &values)?))
    }

    /// The standing records of a kind whose ids hold the text, in order of their ids: `count` of them after the first `from`, and how
    /// many there are in all. Reads no more than that.
    ///
    /// # Errors
    /// When the database refuses or a record has another form.
    pub fn listed<R: Record>(&mut self, holding: &str, from: usize, count: usize) -> Told<(Vec<R>, usize)> {
        let literal = holding.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let pattern = format!("%{literal}%");
        let of = [self.organisation.as_str().into(), R::KIND.id().into(), pattern.as_str().into()];
        let held = "organisation = $1 AND kind = $2 AND id LIKE $3 ESCAPE '\\'";
        let total = self.engine.query(&format!("SELECT COUNT(DISTINCT id) FROM entry WHERE {held}"), &of)?;
        let total = total.into_iter().flatten().next().map_or(0, |value| value.number());
        let newest = format!(
            "organisation = $1 AND number IN (SELECT MAX(number) FROM entry WHERE {held} GROUP BY id ORDER BY id LIMIT {count} OFFSET {from})"
        );
        let mut entries = self.select(&newest, &of)?;
        entries.sort_by(|one, other| one.id.cmp(&other.id));
        let records: Told<Vec<R>> = entries.iter().map(record_of).collect();
        Ok((records?, usize::try_from(total).unwrap_or(0)))
    }

    /// Takes what stands, puts the named fields over it and records the whole anew. Returns the record's id, and whether it was not
    /// recorded so already.
    ///
    /// # Errors
    /// When the fields make no record of the kind, or the database refuses.
    pub fn put(
        &mut self,
        kind: RecordKind,
        fields: &serde_json::Map<String, serde_json::Value>,
        by: &str,
        on: Date,
    ) -> Told<(String, bool)> {
        let draft = self.drafted(kind, fields)?;
        let id = draft.id().to_owned();
        let added = self.append(&[draft], by, on)?;
        Ok((id, added > 0))
    }

    /// What [`Register::put`] would record.
    ///
    /// # Errors
    /// When the fields make no record of the kind, or the database refuses.
    pub fn drafted(&mut self, kind: RecordKind, fields: &serde_json::Map<String, serde_json::Value>) -> Told<Draft> {
        Draft::parsed(kind, merged(kind, fields, &self.standing(kind)?))
    }

    /// The assessments of a vendor and case with their answers, oldest first.
    ///
    /// # Errors
    /// When the database refuses or a record has another form.
    pub fn history(&mut self, case: &str, vendor: &str) -> Told<Vec<(Assessed, Answers)>> {
        let mut history = Vec::new();
        for assessed in Standing::of_one(self, vendor)?.of_vendor(case, vendor) {
            let answers = self.find::<Answers>(&assessed.key())?;
            history.extend(answers.map(|answers| (assessed.clone(), answers)));
        }
        Ok(history)
    }

    /// All entries of the organisation, in order.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn entries(&mut self) -> Told<Vec<Entry>> {
        let organisation = self.organisation.as_str().into();
        self.select("organisation = $1", &[organisation])
    }

    /// What other organisations of this register were last told by this vendor: of the [`ELSEWHERE`] that were told last, since a
    /// vendor of the whole country would otherwise be read a thousand times.
    ///
    /// # Errors
    /// When the database refuses or a record has another form.
    pub fn elsewhere(&mut self, vendor: &str) -> Told<Vec<Elsewhere>> {
        let rows = self.engine.query(
            "SELECT organisation, number FROM entry WHERE subject = $1 AND kind = $2 AND organisation <> $3 \
             ORDER BY recorded_on DESC, organisation DESC, number DESC LIMIT 1000",
            &[vendor.into(), RecordKind::Answers.id().into(), self.organisation.as_str().into()],
        )?;
        let mut newest: BTreeMap<String, i64> = BTreeMap::new();
        for row in rows {
            let mut row = row.into_iter();
            let organisation = row.next().map(Value::text).unwrap_or_default();
            if newest.len() < ELSEWHERE || newest.contains_key(&organisation) {
                newest.entry(organisation).or_insert(row.next().map_or(0, |value| value.number()));
            }
        }
        newest.into_iter().map(|(organisation, number)| self.told_there(organisation, number)).collect()
    }

    fn told_there(&mut self, organisation: String, number: i64) -> Told<Elsewhere> {
        let rows = self.engine.query(
            "SELECT sealed, packed FROM entry WHERE organisation = $1 AND number = $2",
            &[organisation.as_str().into(), number.into()],
        )?;
        let mut row = rows.into_iter().flatten();
        let sealed = stored_text(row.next(), row.next());
        let answers = serde_json::from_str::<Sealed>(&sealed)
            .and_then(|sealed| serde_json::from_value(sealed.body))
            .map_err(|_| diagnostics::not_a_record(RecordKind::Answers.label(), ANOTHER_FORM))?;
        Ok(Elsewhere { organisation, answers })
    }

    /// Looks at the chain, from its beginning or from an [`Anchor`] on, which must still stand as it was noted.
    ///
    /// # Errors
    /// When the database refuses or an entry has another form.
    pub fn verify(&mut self, anchor: Option<&Anchor>) -> Told<Verified> {
        let forgotten = [self.organisation.as_str().into(), RecordKind::Forgotten.id().into()];
        let forgotten = self.select("organisation = $1 AND kind = $2", &forgotten)?;
        let (number, hash) = self.head()?;
        let organisation = self.organisation.clone();
        let mut chain = Chain::new(&organisation, &forgotten);
        if let Some(anchor) = anchor {
            let at = [self.organisation.as_str().into(), anchor.number.into()];
            let there = self.select("organisation = $1 AND number = $2", &at)?;
            if !there.iter().any(|entry| entry.hash.starts_with(&anchor.hash)) {
                chain.faults.push(diagnostics::tampered(&organisation, anchor.number, "が控えた値と違います"));
            }
            chain.number = anchor.number;
            chain.previous = there.into_iter().next().map(|entry| entry.hash).unwrap_or_default();
        }
        let mut from = chain.number;
        loop {
            // A register over many years does not fit into memory at once.
            let page = [self.organisation.as_str().into(), from.into(), (from + PAGE).into()];
            let entries = self.select("organisation = $1 AND number > $2 AND number <= $3", &page)?;
            entries.iter().for_each(|entry| chain.follow(entry));
            from += PAGE;
            if from >= number && entries.is_empty() {
                break;
            }
        }
        if (chain.number, chain.previous.as_str()) != (number, hash.as_str()) {
            chain.faults.push(diagnostics::tampered(&self.organisation, number, "が連なりの終わりにありません"));
        }
        let looked_at = chain.number - anchor.map_or(0, |anchor| anchor.number);
        let faults = chain.faults;
        Ok(Verified { looked_at, end: Anchor { number, hash }, faults })
    }

    /// Where a person's name stands, before it is taken out.
    ///
    /// # Errors
    /// When the text is no person's name alone, or the database refuses.
    pub fn named(&mut self, name: &str) -> Told<Forgetting> {
        Forgetting::of(name, &self.entries()?)
    }

    /// Takes a person's name out of every entry, and leaves an entry that says that this was done. Returns in how many entries
    /// it stood.
    ///
    /// # Errors
    /// When the text is no person's name alone, or the database refuses; then nothing was taken out.
    pub fn forget(&mut self, name: &str, by: &str, on: Date) -> Told<(usize, Option<Diagnostic>)> {
        self.engine.begin()?;
        let result = self.forget_within(name, by, on);
        self.engine.end(result)
    }

    fn forget_within(&mut self, name: &str, by: &str, on: Date) -> Told<(usize, Option<Diagnostic>)> {
        let (number, previous) = self.take_head()?;
        let entries = self.entries()?;
        let found = Forgetting::of(name, &entries)?;
        let mut seals = BTreeMap::new();
        for entry in entries {
            let Some(mut sealed) = entry.sealed() else { continue };
            if !redact(&mut sealed, name) {
                continue;
            }
            let text = serde_json::to_string(&sealed)
                .map_err(|_| diagnostics::not_a_record(entry.kind.label(), "書き表せない値があります"))?;
            let salt = salt();
            seals.insert(entry.number.to_string(), Entry::seal_of(&salt, &text));
            let (sealed, packed) = stored::stored(&text);
            let organisation = self.organisation.as_str().into();
            self.engine.execute(
                "UPDATE entry SET salt = $1, sealed = $2, packed = $3 WHERE organisation = $4 AND number = $5",
                &[salt.as_str().into(), sealed.into(), packed.into(), organisation, entry.number.into()],
            )?;
        }
        if seals.is_empty() {
            return Ok((0, None));
        }
        let count = seals.len();
        let number = number + 1;
        let draft = Draft {
            kind: RecordKind::Forgotten,
            id: number.to_string(),
            subject: String::new(),
            body: serde_json::json!({ "seals": seals }),
        };
        let by = by.replace(name, FORGOTTEN);
        let entry = self.made(&draft, &by, on, (number, previous, String::new()))?;
        self.insert(&entry)?;
        self.engine.execute(
            "UPDATE head SET number = $1, hash = $2 WHERE organisation = $3",
            &[number.into(), entry.hash.as_str().into(), self.organisation.as_str().into()],
        )?;
        Ok((count, found.left))
    }

    /// Everything of the organisation.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn export(&mut self) -> Told<Export> {
        Ok(Export {
            schema: "register/1".to_owned(),
            organisation: self.organisation.clone(),
            entries: self.entries()?,
        })
    }

    /// Takes in an export whose chain is whole, where the organisation has no entry yet. Returns how many entries.
    ///
    /// # Errors
    /// All that is wrong with it; then nothing was taken in.
    pub fn import(&mut self, export: &Export) -> Result<usize, Vec<Diagnostic>> {
        let forgotten: Vec<Entry> =
            export.entries.iter().filter(|entry| entry.kind == RecordKind::Forgotten).cloned().collect();
        let mut chain = Chain::new(&self.organisation, &forgotten);
        export.entries.iter().for_each(|entry| chain.follow(entry));
        if !chain.faults.is_empty() {
            return Err(chain.faults);
        }
        self.engine.begin().map_err(|fault| vec![*fault])?;
        let result = self.import_within(export);
        self.engine.end(result).map_err(|fault| vec![*fault])
    }

    fn import_within(&mut self, export: &Export) -> Told<usize> {
        let (number, _) = self.take_head()?;
        if number > 0 {
            return Err(diagnostics::not_empty(&self.organisation, number));
        }
        for entry in &export.entries {
            self.insert(entry)?;
        }
        let (number, hash) = export.entries.last().map_or((0, ""), |entry| (entry.number, entry.hash.as_str()));
        self.engine.execute(
            "UPDATE head SET number = $1, hash = $2 WHERE organisation = $3",
            &[number.into(), hash.into(), self.organisation.as_str().into()],
        )?;
        Ok(export.entries.len())
    }
}

#[cfg(feature = "postgres")]
fn server(address: &str) -> Told<Engine> {
    Engine::server(address)
}

#[cfg(not(feature = "postgres"))]
fn server(_: &str) -> Told<Engine> {
    Err(diagnostics::no_postgres())
}

/// The record that agrees with all named fields that make up its id, with the named fields put over it. Which fields those are
/// shows when the merged record has the id of the standing one.
fn merged(
    kind: RecordKind,
    said: &serde_json::Map<String, serde_json::Value>,
    standing: &[Entry],
) -> serde_json::Value {
    let over = |entry: &Entry| {
        let mut body = entry.body();
        body.as_object_mut()?.extend(said.clone());
        let same = Draft::parsed(kind, body.clone()).is_ok_and(|draft| draft.id() == entry.id);
        same.then_some(body)
    };
    standing.iter().find_map(over).unwrap_or_else(|| serde_json::Value::Object(said.clone()))
}

/// Of each id the newest entry, in the order in which the ids first came.
fn newest_of_each(entries: Vec<Entry>) -> Vec<Entry> {
    let mut place: BTreeMap<String, usize> = BTreeMap::new();
    let mut standing: Vec<Entry> = Vec::new();
    for entry in entries {
        match place.get(&entry.id).and_then(|index| standing.get_mut(*index)) {
            Some(older) => *older = entry,
            None => {
                place.insert(entry.id.clone(), standing.len());
                standing.push(entry);
            }
        }
    }
    standing
}

/// Sixteen hexadecimal digits that nobody can foresee: the library's own seeds come from the system.
fn salt() -> String {
    let seeds = std::hash::RandomState::new();
    format!("{:016x}", seeds.build_hasher().finish())
}

fn entry_of(row: Vec<Value>) -> Told<Entry> {
    let mut row = row.into_iter();
    let number = row.next().map_or(0, |value| value.number());
    let mut text = || row.next().map(Value::text).unwrap_or_default();
    let (kind, id, subject, corrects, on) = (text(), text(), text(), text(), text());
    let (salt, sealed, seal, previous, hash) = (text(), text(), text(), text(), text());
    let unread = |cause: &str| diagnostics::not_a_record(&format!("{number}番目の記録"), cause);
    Ok(Entry {
        number,
        kind: RecordKind::parse(&kind).ok_or_else(|| unread(&kind))?,
        id,
        subject,
        corrects,
        on: on.parse().map_err(|_| unread(&on))?,
        salt,
        sealed: stored_text(Some(Value::Text(sealed)), row.next()),
        seal,
        previous,
        hash,
    })
}

fn stored_text(text: Option<Value>, packed: Option<Value>) -> String {
    stored::unpacked(text.map(Value::text).unwrap_or_default(), &packed.map(Value::bytes).unwrap_or_default())
}

fn record_of<R: Record>(entry: &Entry) -> Told<R> {
    serde_json::from_value(entry.body()).map_err(|_| {
        diagnostics::not_a_record(&format!("{}番目の記録({})", entry.number, R::KIND.label()), ANOTHER_FORM)
    })
}

/// A chain as it is followed from its beginning.
struct Chain<'a> {
    organisation: &'a str,
    /// Seals of entries from which a name was taken out; they are right though the entry's own differs.
    redacted: BTreeMap<i64, String>,
    number: i64,
    previous: String,
    faults: Vec<Diagnostic>,
}

impl<'a> Chain<'a> {
    fn new(organisation: &'a str, forgotten: &[Entry]) -> Self {
        let mut redacted = BTreeMap::new();
        for entry in forgotten {
            let body = entry.body();
            let seals = body.get("seals").and_then(|seals| seals.as_object());
            for (number, seal) in seals.into_iter().flatten() {
                if let (Ok(number), Some(seal)) = (number.parse(), seal.as_str()) {
                    redacted.insert(number, seal.to_owned());
                }
            }
        }
        Self { organisation, redacted, number: 0, previous: String::new(), faults: Vec::new() }
    }

    fn follow(&mut self, entry: &Entry) {
        let seal = Entry::seal_of(&entry.salt, &entry.sealed);
        let rules = [
            (entry.number == self.number + 1, "の前の記録がありません"),
            (entry.previous == self.previous, "が前の記録とつながっていません"),
            (entry.hash == entry.hash_in(self.organisation), "の種類・識別子・日付などが書き換えられています"),
            (seal == *self.redacted.get(&entry.number).unwrap_or(&entry.seal), "の内容が書き換えられています"),
        ];
        let broken = rules.into_iter().filter(|(holds, _)| !holds);
        self.faults.extend(broken.map(|(_, why)| diagnostics::tampered(self.organisation, entry.number, why)));
        self.number = entry.number;
        self.previous.clone_from(&entry.hash);
    }
}

/// Replaces the name wherever it stands; whether it stood anywhere.
fn redact(sealed: &mut Sealed, name: &str) -> bool {
    fn within(value: &mut serde_json::Value, name: &str) -> bool {
        match value {
            serde_json::Value::String(text) if text.contains(name) => {
                *text = text.replace(name, FORGOTTEN);
                true
            }
            serde_json::Value::Array(list) => {
                list.iter_mut().map(|value| within(value, name)).fold(false, |one, other| one | other)
            }
            serde_json::Value::Object(map) => {
                map.values_mut().map(|value| within(value, name)).fold(false, |one, other| one | other)
            }
            _ => false,
        }
    }
    let by = sealed.by.contains(name);
    sealed.by = sealed.by.replace(name, FORGOTTEN);
    within(&mut sealed.body, name) | by
}
