use super::args::MapArgs;
use super::{Exit, Refused, output, settings, terminal, today};
use itaku::catalogue::{Catalogue, Ledger, RequirementId};
use itaku::document::{MapInput, file_name, map_workbook};
use itaku::intake::{self, Foreign, LAYOUTS, MAPS, Office, Understood};
use itaku::questionnaire::{
    Confirmation, ForeignReading, FormMap, KnownForm, Library, MapEntry, MapSheet, SheetLayout, Suggester, links,
};
use std::path::{Path, PathBuf};

pub(super) fn run(args: &MapArgs) -> Result<Exit, Refused> {
    let (catalogue, library) = settings::data()?;
    let settings = settings::find(args.common.workspace.as_deref(), std::slice::from_ref(&args.file), catalogue)?;
    let mut foreign = Foreign::of(Some(&settings), catalogue, today::or_today(args.common.today))?;
    foreign.say(args.overrule.sheet.as_deref(), args.overrule.layout());
    let (workbook, sha256) = intake::workbook(&args.file)?;
    let name = intake::name(&args.file);
    let understood = intake::understand(&name, (&workbook, &sha256), library, catalogue, &foreign)?;
    let Understood::Foreign(reading, known) = understood else {
        return Err(Refused::because(format!(
            "誤り: itaku が発行した質問票です。対応を確かめる必要はありません\n  場所: {name}\n  対処: そのまま itaku assess で判定してください"
        )));
    };
    if reading.answers.is_empty() {
        terminal::tell(&reading.diagnostics);
        return Err(Refused::because(format!("誤り: 設問を読み取れないため、対応表を作れません\n  場所: {name}")));
    }
    let work = Work { args, catalogue, library, settings: &settings, foreign: &foreign, reading: &reading, known };
    match (&args.confirm, &args.accept_known) {
        (Some(sheet), _) => work.confirm(sheet),
        (None, Some(form)) => work.accept(form),
        (None, None) => work.write_sheet(),
    }
}

struct Work<'a> {
    args: &'a MapArgs,
    catalogue: &'a Catalogue,
    library: &'a Library,
    settings: &'a Office,
    foreign: &'a Foreign,
    reading: &'a ForeignReading,
    known: Option<&'a KnownForm>,
}

impl Work<'_> {
    /// A name for the map, after the file that it is made from.
    fn id(&self) -> String {
        let stem = self.args.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        file_name::safe(&stem)
    }

    fn folder(&self) -> PathBuf {
        self.settings.folder.join(MAPS)
    }

    fn write_sheet(&self) -> Result<Exit, Refused> {
        let case = self.args.case.as_ref().map(|id| self.settings.case(id)).transpose()?;
        let wanted: Vec<&RequirementId> = match case {
            Some(case) => {
                let scope = self.catalogue.vendor_scope(self.settings.workspace.profile_for(case), case);
                self.catalogue.requirements.iter().map(|r| &r.id).filter(|id| scope.contains(id)).collect()
            }
            None => {
                let vendor = self.catalogue.requirements.iter().filter(|r| r.ledger == Ledger::Vendor);
                vendor.map(|requirement| &requirement.id).collect()
            }
        };
        let suggester = Suggester::new(self.library, self.catalogue);
        let maps = &self.foreign.maps;
        let links = links(self.reading, maps, self.known, &suggester, &|id| wanted.contains(&id));
        let form = self.known.map_or("知られていない様式".to_owned(), |form| {
            form.left_out.as_ref().map_or(form.title.clone(), |left| format!("{}。{left}", form.title))
        });
        let bytes = map_workbook(&MapInput {
            organisation: &self.settings.workspace.organisation.name,
            wording: &self.settings.workspace.wording,
            catalogue: self.catalogue,
            reading: self.reading,
            links: &links,
            maps,
            form: &form,
            requirements: &wanted,
            on: today::or_today(self.args.common.today),
        })
        .map_err(super::not_written)?;
        let path = self.args.out.clone().unwrap_or_else(|| self.folder().join(format!("{}_対応表.xlsx", self.id())));
        output::write(&path, &bytes, self.args.common.overwrite)?;
        let some = links.iter().filter(|links| !links.is_empty()).count();
        terminal::say(&format!(
            "対応表を書き出しました: {}\n設問{}件のうち{some}件に候補があります（様式: {form}）\n「採否」を選んで保存し、次で取り込んでください:\n  itaku map {} --confirm {} --by 〔氏名〕",
            path.display(),
            links.len(),
            self.args.file.display(),
            path.display()
        ));
        Ok(Exit::Done)
    }

    fn confirm(&self, sheet: &Path) -> Result<Exit, Refused> {
        let (workbook, _) = intake::workbook(sheet)?;
        let id = self.id();
        let confirmation = self.confirmation(&id, &self.reading.file)?;
        let map = MapSheet::confirm(&intake::name(sheet), &workbook, self.reading, self.catalogue, &confirmation)?;
        self.save(&map)
    }

    /// Takes a known form's links over the words of this very file: another file counts only where it asks the same.
    fn accept(&self, form: &str) -> Result<Exit, Refused> {
        let known = self.library.known_form(form).ok_or_else(|| {
            let ids: Vec<&str> = self.library.known_forms.iter().map(|form| form.id.as_str()).collect();
            Refused::because(format!(
                "誤り: 様式「{form}」は知られていません\n  対処: 知られているのは {} です",
                ids.join("、")
            ))
        })?;
        if self.known.is_none_or(|found| found.id != known.id) {
            return Err(Refused::because(format!(
                "誤り: このファイルは {} とは認められません\n  場所: {}\n  対処: 見出しと番号を確かめるか、itaku map で対応表を書き出して確かめてください",
                known.title, self.reading.file
            )));
        }
        let answers = self.reading.answers.iter();
        let entries: Vec<MapEntry> = answers
            .filter_map(|answer| {
                let item = known.item(answer)?;
                Some(MapEntry::of(answer, item.requirements.clone(), item.reach, item.good))
            })
            .collect();
        if entries.is_empty() {
            return Err(Refused::because(format!(
                "誤り: {} の対応のうち、このファイルの設問に合うものがありません\n  場所: {}\n  対処: itaku map で対応表を書き出して確かめてください",
                known.title, self.reading.file
            )));
        }
        self.save(&self.confirmation(&known.id, &known.title)?.map(self.reading, entries))
    }

    fn confirmation<'a>(&'a self, id: &'a str, title: &'a str) -> Result<Confirmation<'a>, Refused> {
        let by = self.args.by.as_deref().map(str::trim).filter(|by| !by.is_empty());
        let by = by.ok_or_else(|| {
            Refused::because("誤り: 確かめた人の名前がありません\n  対処: --by に氏名を書いてください")
        })?;
        Ok(Confirmation { id, title, by, on: today::or_today(self.args.common.today) })
    }

    /// Where columns were said on the command line, later readings must use them too, or the map would not fit.
    fn save_layout(&self, map: &FormMap) -> Result<(), Refused> {
        let Some(layout) = self.foreign.said() else { return Ok(()) };
        let text = layout.to_toml(&map.id, &map.title, &map.confirmed_by, &map.edition, self.reading);
        let path = self.settings.folder.join(LAYOUTS).join(format!("{}.toml", file_name::safe(&map.id)));
        SheetLayout::read(&intake::name(&path), &text)?;
        output::write(&path, text.as_bytes(), self.args.common.overwrite)?;
        terminal::say(&format!("列の指定を残しました: {}", path.display()));
        Ok(())
    }

    fn save(&self, map: &FormMap) -> Result<Exit, Refused> {
        let text = map.to_toml();
        let path = self.folder().join(format!("{}.toml", file_name::safe(&map.id)));
        // What is written must be what the program reads.
        let read = FormMap::read(&intake::name(&path), &text, self.catalogue)?;
        output::write(&path, text.as_bytes(), self.args.common.overwrite)?;
        self.save_layout(map)?;
        let count = |wanted: fn(&MapEntry) -> bool| read.entries.iter().filter(|entry| wanted(entry)).count();
        terminal::say(&format!(
            "対応を残しました: {}\n全部を尋ねる設問{}件、一部を尋ねる設問{}件、当たらない設問{}件（{} が {} に確認）\n同じ様式は itaku assess で判定できます。足りない設問は itaku issue --only-missing で送れます",
            path.display(),
            count(|entry| entry.reach == itaku::questionnaire::Reach::Covers),
            count(|entry| entry.reach == itaku::questionnaire::Reach::Touches),
            count(|entry| entry.reach == itaku::questionnaire::Reach::None),
            map.confirmed_by,
            map.confirmed_on,
        ));
        Ok(Exit::Done)
    }
}
