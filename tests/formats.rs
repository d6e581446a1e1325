//! Every format in which a vendor may send a sheet back, and what stands beside the cells.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "support/made.rs"]
mod made;

use itaku::questionnaire::diagnostics::doubtful;
use itaku::workbook::{
    self, Address, Doubt, Hue, LeftOut, ReadError, Sheet, Strike, Tick, Value, Visibility, Workbook,
};
use made::{biff5, label, ole, one_sheet, relations, worksheet, xlsb, xlsx};

fn at(cell: &str) -> Address {
    Address::parse(cell).expect("address")
}

fn written(sheet: &Sheet, cell: &str) -> String {
    sheet.cell(at(cell)).map(|cell| cell.value.written()).unwrap_or_default()
}

fn kept(name: &str) -> Workbook {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks").join(name);
    workbook::read(&std::fs::read(path).expect("kept workbook")).expect("read")
}

fn row(number: u32, cells: &[(&str, &str)]) -> String {
    let cells: String = cells
        .iter()
        .map(|(column, text)| format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#))
        .collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

#[test]
fn other_programs_sheets_are_read_alike_in_three_formats() {
    for name in ["openpyxl.xlsx", "libreoffice.xls", "libreoffice.ods"] {
        let workbook = kept(name);
        let sheet = workbook.sheet("回答").expect("sheet");
        assert_eq!(written(sheet, "B2"), "はい", "{name}");
        assert_eq!(written(sheet, "B3"), "いいえ", "{name}");
        assert_eq!(sheet.merges.len(), 1, "{name}");
        assert_eq!(sheet.merges[0].to_string(), "A5:B6", "{name}");
        assert!(sheet.hidden_rows.contains(&2) && sheet.hidden_columns.contains(&4), "{name}");
        assert_eq!(sheet.comments.get(&at("B2")).map(String::as_str), Some("来年度に見直します"), "{name}");
        assert_eq!(workbook.sheets[1].visibility, Visibility::Hidden, "{name}");
        assert!(workbook.doubts.is_empty(), "{name}");
    }
    for name in ["openpyxl.xlsx", "libreoffice.xls", "libreoffice.ods"] {
        let workbook = kept(name);
        let sheet = workbook.sheet("回答").expect("sheet");
        assert_eq!(sheet.struck.get(&at("B3")), Some(&Strike::Whole), "{name}");
        let list = |cell: &str| sheet.choices_at(at(cell)).expect("list").values.join("/");
        assert_eq!(list("B3"), "はい/一部/いいえ", "{name}");
        assert_eq!(list("C6"), "○/×/R&D", "{name}");
        assert_eq!(list("D2"), "はい/一部", "{name}");
        assert!(sheet.choices_at(at("E2")).is_none(), "{name}");
    }
}

#[test]
fn letters_that_nobody_sees_and_colours_are_told_from_others() {
    for name in ["openpyxl-looks.xlsx", "xlwt-looks.xls"] {
        let workbook = kept(name);
        let sheet = workbook.sheet("票").expect("sheet");
        let look = |cell: &str| sheet.looks.get(&at(cell)).copied().unwrap_or_default();
        for cell in ["C4", "C5", "C6"] {
            assert!(look(cell).unseen, "{name} {cell}");
        }
        for cell in ["C2", "C3", "C7", "C8"] {
            assert!(!look(cell).unseen, "{name} {cell}");
        }
        assert_eq!(look("C7").ink, Some(Hue::Blue), "{name}");
        assert_eq!(look("C8").ground, Some(Hue::Blue), "{name}");
    }
}

#[test]
fn an_old_workbook_of_another_program_is_read_with_its_long_text() {
    let workbook = kept("xlwt.xls");
    let sheet = workbook.sheet("回答").expect("sheet");
    assert_eq!(written(sheet, "B3"), "いいえ");
    assert_eq!(written(sheet, "A9").chars().count(), 12_000);
    assert_eq!(sheet.cell(at("A7")).expect("number").value, Value::Number(3.0));
    assert_eq!(sheet.cell(at("B8")).expect("truth").value, Value::Bool(true));
    assert!(sheet.hidden_rows.contains(&2) && sheet.hidden_columns.contains(&3));
    assert_eq!(workbook.sheets[1].visibility, Visibility::Hidden);
}

#[test]
fn excel_5_in_shift_jis_is_read() {
    let stream = biff5("回答", &[label(0, 0, "設問"), label(1, 2, "実施していません")]);
    let workbook = workbook::read(&ole(&[("/Book", &stream)])).expect("read");
    assert_eq!(written(workbook.sheet("回答").expect("sheet"), "C2"), "実施していません");
    assert!(workbook.doubts.is_empty());
}

#[test]
fn the_workbook_that_people_see_is_read_and_the_embedded_one_is_told() {
    let shown = biff5("回答", &[label(0, 0, "いいえ")]);
    let hidden = biff5("回答", &[label(0, 0, "はい")]);
    for (inner, outer) in [("/MBD01/Workbook", "/Book"), ("/A/Book", "/Workbook"), ("/A/B/Workbook", "/Workbook")] {
        let workbook = workbook::read(&ole(&[(inner, &hidden), (outer, &shown)])).expect("read");
        assert_eq!(written(&workbook.sheets[0], "A1"), "いいえ", "{inner}");
        assert_eq!(workbook.doubts, [Doubt::EmbeddedWorkbook { stream: inner.to_owned() }]);
    }
}

#[test]
fn a_text_of_an_old_workbook_that_goes_on_elsewhere_is_told() {
    let mut formula = made::words(&[4, 1, 0, 0, 0, 0, 0xFFFF, 0, 0, 0, 0]);
    formula.extend([0]);
    let text = made::record(0x0207, &[&made::words(&[3])[..], b"yes"].concat());
    let records = [made::record(0x0006, &formula), text, made::record(0x003C, b"but no")];
    let workbook = workbook::read(&ole(&[("/Workbook", &biff5("S", &records))])).expect("read");
    assert_eq!(workbook.doubts, [Doubt::TextCut { sheet: "S".to_owned(), cell: at("B5") }]);
}

#[test]
fn a_binary_workbook_is_read_with_its_rows_and_merges() {
    let workbook = workbook::read(&xlsb(&["設問", "隠れた行", "いいえ", "見える", ""])).expect("read");
    let sheet = workbook.sheet("回答").expect("sheet");
    assert_eq!(sheet.unread, None);
    assert_eq!(written(sheet, "A3"), "いいえ");
    assert!(sheet.hidden_rows.contains(&1));
    assert_eq!(sheet.merges[0].to_string(), "A4:B5");
    let struck: Vec<_> = sheet.struck.iter().map(|(cell, strike)| (cell.to_string(), *strike)).collect();
    assert_eq!(struck, [("A3".to_owned(), Strike::Whole)]);
    assert_eq!(sheet.comments.get(&at("A1")).map(String::as_str), Some("本社のみ"));
}

#[track_caller]
fn table(bytes: &[u8]) -> Workbook {
    let workbook = workbook::read(bytes).expect("read");
    let sheet = &workbook.sheets[0];
    assert_eq!(written(sheet, "A1"), "設問");
    assert_eq!(written(sheet, "B3"), "いいえ、\nただし一部");
    assert_eq!(written(sheet, "A5"), "最後");
    workbook
}

#[test]
fn texts_are_tables_in_four_encodings_with_three_separators() {
    let text = "設問,回答\r\n規程を定めていますか,はい\r\n保管しますか,\"いいえ、\r\nただし一部\"\r\n\r\n最後,です\r\n";
    assert!(table(text.as_bytes()).doubts.is_empty());
    table(format!("\u{feff}{text}").as_bytes());
    table(&encoding_rs::SHIFT_JIS.encode(text).0);
    for text in [text.to_owned(), text.replace(',', "\t"), text.replace(',', ";")] {
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        table(&[&[0xFF, 0xFE][..], &little].concat());
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        table(&[&[0xFE, 0xFF][..], &big].concat());
        let guessed = table(&little);
        assert!(matches!(guessed.doubts[..], [Doubt::EncodingGuessed { .. }]));
        table(text.as_bytes());
    }
    table(format!("sep=,\n{text}").as_bytes());
    let euc = encoding_rs::EUC_JP.encode(&text.repeat(3)).0.into_owned();
    assert!(!table(&euc).doubts.is_empty());
}

#[test]
fn prose_is_no_table() {
    for text in ["はい、そうです。\n\n敬具", "Dear Sir,\n\nthank you.\nYours, A", "one line, with a comma"] {
        assert!(workbook::read(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn blanks_between_cells_drawings_and_deleted_rows_do_not_disturb_an_ods() {
    let inside = r#"<table:tracked-changes><table:table-cell><text:p>消した</text:p></table:table-cell></table:tracked-changes>
      <table:table table:name="回答">
        <table:table-row table:number-rows-repeated="2"> <table:table-cell table:number-columns-repeated="2"/> <table:table-cell><text:p>は<text:s text:c="2"/>い</text:p><text:p>二行</text:p></table:table-cell> </table:table-row>
        <table:table-row>
          <table:table-cell table:number-rows-spanned="1" table:number-columns-spanned="2"><text:p>上</text:p></table:table-cell>
          <table:covered-table-cell><text:p>下に隠れた</text:p></table:covered-table-cell>
        </table:table-row>
        <table:table-row table:visibility="collapse" table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>
      </table:table>"#;
    let workbook = workbook::read(&made::ods(inside)).expect("read");
    let sheet = workbook.sheet("回答").expect("sheet");
    assert_eq!(written(sheet, "C2"), "は  い\n二行");
    assert_eq!(sheet.covered.iter().map(ToString::to_string).collect::<Vec<_>>(), ["B3"]);
    assert!(sheet.hidden_rows.is_empty());
    assert_eq!(workbook.sheets.len(), 1);
}

#[test]
fn text_under_a_merge_is_marked() {
    let data = format!(
        "<sheetData>{}{}</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>",
        row(1, &[("A", "見える"), ("B", "隠れる"), ("C", "外")]),
        row(2, &[("A", " "), ("B", "これも")])
    );
    let workbook = workbook::read(&one_sheet(&data, &[])).expect("read");
    assert_eq!(workbook.sheets[0].covered.iter().map(ToString::to_string).collect::<Vec<_>>(), ["B1", "B2"]);
}

#[test]
fn lists_of_the_newer_block_lead_to_other_sheets() {
    let first = worksheet(&format!(
        r#"<sheetData>{}</sheetData><extLst><ext><x14:dataValidations xmlns:x14="x" xmlns:xm="y"><x14:dataValidation type="list"><x14:formula1><xm:f>'選択 肢'!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>B2:B9 D2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"#,
        row(1, &[("A", "設問")])
    ));
    let second =
        worksheet(&format!("<sheetData>{}{}</sheetData>", row(1, &[("A", "対応")]), row(2, &[("A", "未対応")])));
    let bytes = xlsx(
        r#"<sheet name="回答" sheetId="1" r:id="r1"/><sheet name="選択 肢" sheetId="2" r:id="r2"/>"#,
        &[("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "worksheet", "worksheets/sheet2.xml")],
        &[("xl/worksheets/sheet1.xml", first.as_bytes()), ("xl/worksheets/sheet2.xml", second.as_bytes())],
    );
    let workbook = workbook::read(&bytes).expect("read");
    assert_eq!(workbook.sheets[0].choices_at(at("D2")).expect("list").values, ["対応", "未対応"]);
}

#[test]
fn words_that_are_partly_struck_are_told_from_those_that_are_wholly() {
    let shared = format!(
        r#"<sst xmlns="{}"><si><r><rPr><strike/></rPr><t>有</t></r><r><t>・無</t></r></si><si><t>はい</t></si><si><r><rPr><strike/></rPr><t>はい</t></r></si></sst>"#,
        made::MAIN
    );
    let data = r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row></sheetData>"#;
    let workbook = workbook::read(&one_sheet(data, &[("xl/sharedStrings.xml", shared.as_bytes())])).expect("read");
    let struck: Vec<_> = workbook.sheets[0].struck.iter().map(|(cell, strike)| (cell.to_string(), *strike)).collect();
    assert_eq!(struck, [("A1".to_owned(), Strike::Part), ("C1".to_owned(), Strike::Whole)]);
}

#[test]
fn struck_words_that_stand_in_the_cell_itself_are_found_too() {
    let data = r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><rPr><strike val="1"/></rPr><t>はい</t></r><r><t>いいえ</t></r></is></c><c r="B1" t="inlineStr"><is><t>はい</t></is></c></row></sheetData>"#;
    let workbook = workbook::read(&one_sheet(data, &[])).expect("read");
    let struck: Vec<_> = workbook.sheets[0].struck.iter().map(|(cell, strike)| (*cell, *strike)).collect();
    assert_eq!(struck, [(at("A1"), Strike::Part)]);
}

#[test]
fn struck_words_of_an_old_workbook_are_found() {
    let workbook = kept("libreoffice.xls");
    let struck = &workbook.sheet("回答").expect("sheet").struck;
    assert_eq!(struck.get(&at("B3")), Some(&Strike::Whole));
    assert_eq!(struck.len(), kept("openpyxl.xlsx").sheet("回答").expect("sheet").struck.len());
    let workbook = kept("libreoffice-struck.xls");
    let struck: Vec<_> = workbook.sheets[0].struck.iter().map(|(cell, strike)| (cell.to_string(), *strike)).collect();
    let part = |cell: &str| (cell.to_owned(), Strike::Part);
    assert_eq!(struck, [part("C2"), part("C3"), part("D4"), part("B5")]);
}

#[test]
fn check_boxes_over_cells_have_cell_label_and_state() {
    let shape = |number: u32, anchor: &str, checked: &str, label: &str| {
        format!(
            r#"<v:shape id="_x0000_s{number}"><v:textbox><div><font>{label}</font></div></v:textbox><x:ClientData ObjectType="Checkbox"><x:Anchor>{anchor}</x:Anchor>{checked}</x:ClientData></v:shape>"#
        )
    };
    let drawing = format!(
        r#"<xml xmlns:v="v" xmlns:x="x">{}{}{}<v:shape id="_x0000_s9"><x:ClientData ObjectType="Note"><x:Anchor>0,0,0,0,1,0,1,0</x:Anchor></x:ClientData></v:shape></xml>"#,
        shape(1025, "2, 5, 1, 2, 3, 0, 1, 20", "<x:Checked>1</x:Checked>", "はい"),
        shape(1026, "3, 5, 1, 20, 4, 0, 2, 14", "", "いいえ"),
        shape(1027, "4, 5, 3, 2, 5, 0, 3, 20", "<x:Checked>1</x:Checked>", "一部"),
    );
    let data = format!(
        r#"<sheetData>{}</sheetData><legacyDrawing r:id="d"/><controls><control shapeId="1025" r:id="c1"/><control shapeId="1027" r:id="c2"/></controls>"#,
        row(1, &[("A", "x")])
    );
    let rels = relations(&[
        ("d", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
        ("c1", "ctrlProp", "../ctrlProps/ctrlProp1.xml"),
        ("c2", "ctrlProp", "../ctrlProps/ctrlProp2.xml"),
    ]);
    let bytes = one_sheet(
        &data,
        &[
            ("xl/worksheets/_rels/sheet1.xml.rels", rels.as_bytes()),
            ("xl/drawings/vmlDrawing1.vml", drawing.as_bytes()),
            ("xl/ctrlProps/ctrlProp1.xml", br#"<formControlPr objectType="CheckBox" checked="Checked"/>"#),
            ("xl/ctrlProps/ctrlProp2.xml", br#"<formControlPr objectType="CheckBox"/>"#),
        ],
    );
    let workbook = workbook::read(&bytes).expect("read");
    let boxes: Vec<_> = workbook.sheets[0]
        .check_boxes
        .iter()
        .map(|found| (found.cell.to_string(), found.label.as_str(), found.tick))
        .collect();
    assert_eq!(
        boxes,
        [
            ("C2".to_owned(), "はい", Tick::On),
            ("D3".to_owned(), "いいえ", Tick::Off),
            ("E4".to_owned(), "一部", Tick::Unclear)
        ]
    );
}

#[test]
fn texts_in_shapes_and_around_the_printed_page_are_read() {
    let shape = |row: u32, column: u32, text: &str| {
        format!(
            r#"<x:twoCellAnchor><x:from><x:col>{column}</x:col><x:colOff>9</x:colOff><x:row>{row}</x:row><x:rowOff>9</x:rowOff></x:from><x:to><x:col>9</x:col><x:row>9</x:row></x:to><x:sp><x:txBody>{text}</x:txBody></x:sp></x:twoCellAnchor>"#
        )
    };
    let drawing = format!(
        r#"<x:wsDr xmlns:x="x" xmlns:a="a">{}{}{}</x:wsDr>"#,
        shape(
            3,
            4,
            "<a:p><a:r><a:t>No.2は</a:t></a:r><a:r><a:t>未対応</a:t></a:r></a:p><a:p><a:r><a:t>二行目</a:t></a:r></a:p>"
        ),
        shape(5, 1, "<a:p/>"),
        "<x:pic/>",
    );
    let data = format!(
        r#"<sheetData>{}</sheetData><headerFooter><oddHeader>&amp;C&amp;"ＭＳ 明朝"&amp;10案</oddHeader><oddFooter>&amp;P/&amp;N</oddFooter><evenHeader/></headerFooter><drawing r:id="d"/>"#,
        row(1, &[("A", "x")])
    );
    let rels = relations(&[("d", "drawing", "../drawings/drawing1.xml")]);
    let bytes = one_sheet(
        &data,
        &[("xl/worksheets/_rels/sheet1.xml.rels", rels.as_bytes()), ("xl/drawings/drawing1.xml", drawing.as_bytes())],
    );
    let workbook = workbook::read(&bytes).expect("read");
    let sheet = &workbook.sheets[0];
    let drawn: Vec<_> = sheet.drawn.iter().map(|(at, text)| (at.to_string(), text.as_str())).collect();
    assert_eq!(drawn, [("E4".to_owned(), "No.2は未対応\n二行目")]);
    assert_eq!(sheet.printed, ["案", "/"]);
}

#[test]
fn a_thread_takes_the_place_of_its_old_note() {
    let rels = format!(
        r#"<Relationships xmlns="{}"><Relationship Id="a" Type="{}/comments" Target="../comments1.xml"/><Relationship Id="b" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/t.xml"/></Relationships>"#,
        made::RELATIONS,
        made::OFFICE
    );
    let old = r#"<comments><commentList><comment ref="A1"><text><t>[Threaded comment]</t></text></comment><comment ref="B1"><text><r><t>一部</t></r><r><t>のみ</t></r></text></comment></commentList></comments>"#;
    let threads = r#"<ThreadedComments><threadedComment ref="A1"><text>問い</text></threadedComment><threadedComment ref="A1"><text>答え</text></threadedComment></ThreadedComments>"#;
    let bytes = one_sheet(
        &format!("<sheetData>{}</sheetData>", row(1, &[("A", "x")])),
        &[
            ("xl/worksheets/_rels/sheet1.xml.rels", rels.as_bytes()),
            ("xl/comments1.xml", old.as_bytes()),
            ("xl/threadedComments/t.xml", threads.as_bytes()),
        ],
    );
    let workbook = workbook::read(&bytes).expect("read");
    assert_eq!(workbook.sheets[0].comments[&at("A1")], "問い\n答え");
    assert_eq!(workbook.sheets[0].comments[&at("B1")], "一部のみ");
}

#[test]
fn a_macro_sheet_a_strange_state_and_a_missing_part_do_not_lose_the_others() {
    let sheet = worksheet(&format!("<sheetData>{}</sheetData>", row(1, &[("A", "ここ")])));
    let bytes = xlsx(
        r#"<sheet name="マクロ" sheetId="1" r:id="r1"/><sheet name="回答" sheetId="2" r:id="r2"/><sheet name="謎" sheetId="3" state="shown" r:id="r3"/><sheet name="無" sheetId="4" r:id="r9"/>"#,
        &[
            ("r1", "xlMacrosheet", "macrosheets/m.xml"),
            ("r2", "worksheet", "worksheets/sheet1.xml"),
            ("r3", "worksheet", "worksheets/sheet1.xml"),
        ],
        &[("xl/worksheets/sheet1.xml", sheet.as_bytes())],
    );
    let workbook = workbook::read(&bytes).expect("read");
    assert_eq!(written(workbook.sheet("回答").expect("sheet"), "A1"), "ここ");
    assert_eq!(workbook.sheet("謎").expect("sheet").visibility, Visibility::Hidden);
    let left_out = |sheet: &str, kind| Doubt::SheetLeftOut { sheet: sheet.to_owned(), kind };
    assert_eq!(
        workbook.doubts,
        [
            left_out("マクロ", LeftOut::Macro),
            Doubt::UnknownVisibility { sheet: "謎".to_owned() },
            left_out("無", LeftOut::Missing)
        ]
    );
}

#[test]
fn parts_in_utf_16_are_read() {
    let utf16 =
        |text: &str| [&[0xFE, 0xFF][..], &text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>()].concat();
    let sheet = utf16(&format!(
        r#"<?xml version="1.0" encoding="UTF-16"?>{}"#,
        worksheet(&format!("<sheetData>{}</sheetData>", row(1, &[("A", "文字")])))
    ));
    let bytes = xlsx(
        r#"<sheet name="回答" sheetId="1" r:id="r1"/>"#,
        &[("r1", "worksheet", "worksheets/sheet1.xml")],
        &[("xl/worksheets/sheet1.xml", &sheet)],
    );
    let workbook = workbook::read(&bytes).expect("read");
    assert_eq!(workbook.sheets[0].unread, None);
    assert_eq!(written(&workbook.sheets[0], "A1"), "文字");
    // Where the relations of the workbook are, the library finds no sheet and says nothing.
    let relations = utf16(&made::relations(&[("r1", "worksheet", "worksheets/sheet1.xml")]));
    let names = ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"];
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("package");
    let mut part = |name: &str| {
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut package.by_name(name).expect("part"), &mut content).expect("content");
        content
    };
    let contents = names.map(&mut part);
    let mut parts: Vec<(&str, &[u8])> = names.into_iter().zip(contents.iter().map(Vec::as_slice)).collect();
    parts.push(("xl/_rels/workbook.xml.rels", &relations));
    let workbook = workbook::read(&made::zip(&parts)).expect("read");
    assert_eq!(written(&workbook.sheets[0], "A1"), "文字");
    parts.pop();
    assert!(matches!(workbook::read(&made::zip(&parts)), Err(ReadError::Damaged(_))), "no sheet is no empty workbook");
}

#[test]
fn every_doubt_has_a_sentence() {
    let sheet = || "回答".to_owned();
    let all = [
        Doubt::SheetLeftOut { sheet: sheet(), kind: LeftOut::Macro },
        Doubt::SheetLeftOut { sheet: sheet(), kind: LeftOut::Dialogue },
        Doubt::SheetLeftOut { sheet: sheet(), kind: LeftOut::Missing },
        Doubt::SheetLeftOut { sheet: sheet(), kind: LeftOut::Other },
        Doubt::UnknownVisibility { sheet: sheet() },
        Doubt::EmbeddedWorkbook { stream: "/MBD01/Workbook".to_owned() },
        Doubt::IrregularContainer,
        Doubt::TextCut { sheet: sheet(), cell: at("C4") },
        Doubt::EncodingGuessed { encoding: "EUC-JP".to_owned(), lossy: true },
    ];
    insta::assert_snapshot!(all.map(|doubt| doubtful("回答.xls", &doubt).to_string()).join("\n"));
}
