//! Accepted risks (例外措置) and days for curing gaps in the settings, as the page changes them.

use crate::cli::output;
use crate::web::bench::Bench;
use crate::web::guard::{Known, Role};
use crate::web::page::{Refusal, link};
use crate::web::site::{Shared, Site};
use crate::web::upload::Sent;
use axum::Router;
use axum::extract::{Extension, State};
use axum::response::Redirect;
use axum::routing::post;
use itaku::assessment::{Deadline, Exception};
use itaku::catalogue::{CaseId, RequirementId};
use itaku::diagnostic::cause;
use itaku::workspace::{FILE_NAME, SettingsText};
use jiff::civil::Date;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/assess/exception", post(add))
        .route("/assess/exception/change", post(change))
        .route("/assess/deadline", post(deadline))
}

fn day(sent: &Sent, name: &str, label: &str) -> Result<Date, Refusal> {
    let text = sent.needed(name, label)?;
    let day = text.parse().ok().or_else(|| itaku::questionnaire::find_date(text));
    day.ok_or_else(|| Refusal::wrong(format!("「{text}」は日付として読めません"), "2027-01-31 の形で書いてください"))
}

async fn add(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    session.allows(Role::Approve)?;
    let back = link("/assess/result", &[("file", sent.text("file"))]);
    let absent = || Refusal::absent("その要求事項又は案件はありません");
    let exception = Exception {
        requirement: RequirementId::parse(sent.text("requirement")).ok_or_else(absent)?,
        case: CaseId::parse(sent.text("case")).ok_or_else(absent)?,
        vendor: Some(sent.text("vendor").to_owned()).filter(|vendor| !vendor.is_empty()),
        reason: sent.needed("reason", "理由")?.to_owned(),
        approver: sent.needed("approver", "承認者")?.to_owned(),
        approved: day(&sent, "approved", "承認の日")?,
        until: day(&sent, "until", "期限")?,
        line: 0,
    };
    site.change(move |site| edit(site, |settings| settings.add_exception(&exception))).await?;
    session.tell("例外措置を設定に書きました。判定は、これによります");
    Ok(Redirect::to(&format!("{back}#exceptions")))
}

/// Gives an accepted risk another end, or takes it out.
async fn change(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    session.allows(Role::Approve)?;
    let back = link("/assess/result", &[("file", sent.text("file"))]);
    let until = if sent.text("do") == "remove" { None } else { Some(day(&sent, "until", "期限")?) };
    site.change(move |site| {
        let bench = Bench::open(site)?;
        // By what it says: its place may have moved since the page was shown.
        let same = |exception: &Exception| {
            exception.requirement.as_str() == sent.text("requirement")
                && exception.case.as_str() == sent.text("case")
                && exception.vendor.as_deref().unwrap_or_default() == sent.text("vendor")
                && exception.until.to_string() == sent.text("was_until")
        };
        let place = bench.office.workspace.exceptions.iter().position(same);
        let place = place.ok_or_else(|| Refusal::absent("その例外措置はありません"))?;
        edit(site, |settings| match until {
            Some(until) => settings.end_exception(place, until),
            None => settings.remove_exception(place),
        })
    })
    .await?;
    session.tell("例外措置を改めました");
    Ok(Redirect::to(&format!("{back}#exceptions")))
}

/// Settles another day for curing a gap.
async fn deadline(
    State(site): State<Shared>,
    Extension(session): Extension<Known>,
    sent: Sent,
) -> Result<Redirect, Refusal> {
    let absent = || Refusal::absent("その要求事項又は案件はありません");
    let deadline = Deadline {
        requirement: RequirementId::parse(sent.text("requirement")).ok_or_else(absent)?,
        case: CaseId::parse(sent.text("case")).ok_or_else(absent)?,
        vendor: Some(sent.text("vendor").to_owned()).filter(|vendor| !vendor.is_empty()),
        until: day(&sent, "until", "期限")?,
        reason: sent.needed("reason", "理由")?.to_owned(),
        by: sent.needed("by", "定めた人")?.to_owned(),
        line: 0,
    };
    session.is_called(&deadline.by);
    let back = link("/assess/result", &[("file", sent.text("file"))]);
    site.change(move |site| edit(site, |settings| settings.add_deadline(&deadline))).await?;
    session.tell("期限を設定に書きました。特記事項の是正条件も、この期限になります");
    Ok(Redirect::to(&format!("{back}#gaps")))
}

/// Changes the settings of the open workspace.
fn edit(site: &Site, change: impl FnOnce(&mut SettingsText)) -> Result<(), Refusal> {
    let path = site.office()?.folder.join(FILE_NAME);
    let text = std::fs::read_to_string(&path).map_err(|error| {
        Refusal::wrong(format!("設定ファイルを読めません({})", cause(&error)), "ほかで開いているときは閉じてください")
    })?;
    let mut settings = SettingsText::parse(FILE_NAME, &text)?;
    change(&mut settings);
    Ok(output::write(&path, settings.checked(site.catalogue)?.as_bytes(), true)?)
}
