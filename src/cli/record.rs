//! Returned files into the register: read and assessed as `assess` does, stored whole with what follows from them.

use super::args::RecordArgs;
use super::{Exit, Refused, register, settings, terminal, today};
use itaku::intake::{self, Desk, Foreign};
use itaku::register::{RecordedOn, record_files};

pub(super) fn run(args: &RecordArgs) -> Result<Exit, Refused> {
    let found = intake::find(&args.paths)?;
    let library = settings::library()?;
    let mut opened = register::open(&args.place, &args.paths, true)?;
    let workspace = &opened.settings.workspace;
    let on = today::or_today(args.place.common.today);
    let foreign = Foreign::of(Some(&opened.settings), opened.catalogue, on)?;
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
    let recorded_on = if args.by_answer_date { RecordedOn::DayOfAnswer } else { RecordedOn::Today };
    let done = record_files(&mut opened.register, &desk, &found.files, recorded_on, by).map_err(register::told)?;
    terminal::tell(&done.told);
    for diagnostics in done.refused.values() {
        terminal::tell(diagnostics);
    }
    if done.own > 0 {
        terminal::say(&format!("庁内点検票とSNSアカウント管理台帳 {}件も記録しました", done.own));
    }
    terminal::say(&format!(
        "記録した回答 {}件、記録済み {}件、記録できなかったファイル {}件",
        done.new,
        done.known,
        done.refused.len()
    ));
    Ok(if !done.refused.is_empty() { Exit::Failed } else { Exit::Done })
}
