//! Returned files into the register: read and assessed as `assess` does, stored whole with what follows from them.

use super::args::RecordArgs;
use super::{Exit, Refused, register, settings, terminal, today};
use itaku::intake::{self, Desk, Foreign, Submission};
use itaku::register::{
    Recorded, former_day, record_former, record_own, record_own_former, record_settings, record_vendor,
};
use std::collections::BTreeMap;

pub(super) fn run(args: &RecordArgs) -> Result<Exit, Refused> {
    let found = intake::find(&args.paths)?;
    let library = settings::library()?;
    let mut opened = register::open(&args.place, &args.paths, true)?;
    let workspace = &opened.settings.workspace;
    let on = today::or_today(args.place.common.today);
    let foreign = Foreign::of(Some(&opened.settings), opened.catalogue)?;
    let desk = Desk {
        catalogue: opened.catalogue,
        library,
        workspace,
        foreign: &foreign,
        case: args.case.as_ref(),
        vendor: args.vendor.as_deref(),
        on,
    };
    let by = args.writer.by.as_str();
    record_settings(&mut opened.register, workspace, by, on)?;
    let (own, mut submissions) = desk.sort(&found.files);
    if args.by_answer_date {
        submissions = oldest_first(&desk, submissions);
        record_own_former(&mut opened.register, &desk, &own, by)?;
    } else {
        record_own(&mut opened.register, &desk, &own, by)?;
    }
    let (mut recorded, mut known, mut refused) = (0, 0, BTreeMap::new());
    for submission in &submissions {
        let judged = desk.judge(submission, &mut refused, |judged| {
            terminal::tell(judged.doubts);
            let record = if args.by_answer_date { record_former } else { record_vendor };
            record(&mut opened.register, &desk, judged, by)
        });
        match judged.and_then(Option::transpose) {
            Ok(None) => {}
            Ok(Some(Recorded { new: false, .. })) => known += 1,
            Ok(Some(Recorded { signs, .. })) => {
                terminal::tell(&signs);
                recorded += 1;
            }
            Err(diagnostic) => {
                refused.insert(submission.main.clone(), vec![*diagnostic]);
            }
        }
    }
    for diagnostics in refused.values() {
        terminal::tell(diagnostics);
    }
    if !own.is_empty() {
        terminal::say(&format!("庁内点検票とSNSアカウント管理台帳 {}件も記録しました", own.len()));
    }
    terminal::say(&format!(
        "記録した回答 {recorded}件、記録済み {known}件、記録できなかったファイル {}件",
        refused.len()
    ));
    Ok(if !refused.is_empty() { Exit::Failed } else { Exit::Done })
}

/// By the day on the sheets; what cannot be read comes last, and is refused there.
fn oldest_first(desk: &Desk<'_>, submissions: Vec<Submission>) -> Vec<Submission> {
    let day = |submission: &Submission| {
        let judged = desk.judge(submission, &mut BTreeMap::new(), |judged| former_day(judged, desk.on).ok());
        judged.ok().flatten().flatten()
    };
    let mut dated: Vec<_> = submissions.into_iter().map(|submission| (day(&submission), submission)).collect();
    dated.sort_by_key(|(day, _)| (day.is_none(), *day));
    dated.into_iter().map(|(_, submission)| submission).collect()
}
