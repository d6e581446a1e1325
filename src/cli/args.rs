//! What can be said on the command line. clap speaks English in its own sentences; they are made Japanese here.

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use itaku::assessment::Conclusion;
use itaku::catalogue::CaseId;
use itaku::questionnaire::SheetLayout;
use itaku::register::{Anchor, RecordKind};
use itaku::roster::Field;
use itaku::workbook::Address;
use jiff::civil::Date;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

const TEMPLATE: &str = "{about}\n\n使い方: {usage}\n\n{all-args}{after-help}";

/// 委託先・クラウドサービス・SNS を、情報セキュリティ基本方針の要求事項に照らして確かめる
#[derive(Parser)]
#[command(name = "itaku", version, help_template = TEMPLATE, subcommand_help_heading = "命令", next_help_heading = "共通")]
#[command(disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
#[command(override_usage = "itaku <命令> [引数]", after_help = "命令ごとの説明は「itaku <命令> --help」で表示します")]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// この説明を表示する
    #[arg(short, long, action = ArgAction::Help, global = true)]
    help: Option<bool>,
    /// 版を表示する
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// 団体の作業フォルダ（itaku.toml と置き場所）を作る
    #[command(help_template = TEMPLATE, override_usage = "itaku init <フォルダ> --policy <文書>\n        itaku init <フォルダ> --name <団体名> --self <自称>")]
    Init(InitArgs),
    /// 基本方針の文書を読み、業務委託・外部サービス・SNSの義務を示す
    #[command(help_template = TEMPLATE, override_usage = "itaku policy <ファイル>\n        itaku policy <ファイル> --check\n        itaku policy <ファイル> --locators [--out <ファイル>]\n        itaku policy --compare <旧> <新> [--workspace <フォルダ>]")]
    Policy(PolicyArgs),
    /// 事業者に送る質問票、庁内点検票、SNS台帳を発行する
    #[command(help_template = TEMPLATE, override_usage = "itaku issue --case <案件> --vendor <事業者名> [--only-missing <ファイル>] [--out <ファイル>]\n        itaku issue --internal | --sns-accounts [--out <ファイル>]")]
    Issue(IssueArgs),
    /// 返送されたブックがどう読み取られるかを示す
    #[command(help_template = TEMPLATE, override_usage = "itaku read <ファイル>... [--sheet <シート>] [--columns question=B,answer=D] [--mark <出力>]")]
    Read(ReadArgs),
    /// 自団体の様式でない表の設問が、どの要求事項に当たるかを確かめて残す
    #[command(help_template = TEMPLATE, override_usage = "itaku map <ファイル> [--out <対応表>]\n        itaku map <ファイル> --confirm <対応表> --by <氏名>\n        itaku map <ファイル> --accept-known <様式> --by <氏名>")]
    Map(MapArgs),
    /// 返送されたブックを判定し、報告・特記事項・比較表を作る
    #[command(help_template = TEMPLATE, override_usage = "itaku assess <ファイル又はフォルダ>... --out <フォルダ>")]
    Assess(AssessArgs),
    /// 返送されたブックを判定し、台帳に記録する
    #[command(help_template = TEMPLATE, override_usage = "itaku record <ファイル又はフォルダ>... --by <記録者>")]
    Record(RecordArgs),
    /// 期限が来るものと、その理由を示す
    #[command(help_template = TEMPLATE, override_usage = "itaku due [--within <日数>] [--out <ファイル>]")]
    Due(DueArgs),
    /// 判定の履歴、又は年次の一巡の状況を示す
    #[command(help_template = TEMPLATE, override_usage = "itaku history [<事業者名>]\n        itaku history --round [--since <年月日>] [--out <ファイル>]")]
    History(HistoryArgs),
    /// 前回と今回の判定を比べ、変化を示す
    #[command(help_template = TEMPLATE, override_usage = "itaku reassess --case <案件> --vendor <事業者名> [--out <フォルダ>]\n        itaku reassess --internal [--out <フォルダ>]")]
    Reassess(ReassessArgs),
    /// 台帳に書く、見る、確かめる、控える、移す
    #[command(help_template = TEMPLATE, subcommand_help_heading = "命令", override_usage = "itaku register <命令> [引数]")]
    Register(RegisterArgs),
    /// 契約の特記事項だけを作る
    #[command(help_template = TEMPLATE, override_usage = "itaku annex --case <案件> [--vendor <事業者名>] [--answers <ファイル>] --out <ファイル>\n        itaku annex --case <案件> … --template <団体のひな型.docx> --out <ファイル.docx>\n        itaku annex --case <案件> … --previous <以前の特記事項> --out <新旧対照表.docx>")]
    Annex(AnnexArgs),
    /// 特記事項の様式（誓約書など）と、是正依頼書・審査結果報告などの文書を作る
    #[command(help_template = TEMPLATE, override_usage = "itaku letter --case <案件> [--vendor <事業者名>] [--answers <ファイル>] [--accounts <SNS台帳>] --out <フォルダ>")]
    Letter(LetterArgs),
    /// 既にある契約書・特記事項・約款が、求められる論点を定めているかを確かめる
    #[command(help_template = TEMPLATE, override_usage = "itaku contract <ファイル> [--case <案件>] [--out <ファイル.docx>]")]
    Contract(ContractArgs),
    /// 目録・設定・ブックに誤りがないかを確かめる
    #[command(help_template = TEMPLATE, override_usage = "itaku check [<ファイル>...] [--coverage]")]
    Check(CheckArgs),
    /// 警告や誤りの符号の意味を説明する
    #[command(help_template = TEMPLATE, override_usage = "itaku explain [<符号>]")]
    Explain(ExplainArgs),
    /// ブラウザーで使う画面を開く（引数なしで起動しても同じ）
    #[command(help_template = TEMPLATE, override_usage = "itaku serve [<フォルダ>] [--port <番号>] [--no-open]\n     itaku serve <作業フォルダ> --listen <アドレス> --cert <証明書> --key <鍵>\n     itaku serve <作業フォルダ> --listen <アドレス> --behind-proxy <https://名前>")]
    Serve(ServeArgs),
    /// 共用の画面の利用者を登録する
    #[command(help_template = TEMPLATE, subcommand_help_heading = "命令", override_usage = "itaku account <命令> [引数]")]
    Account(AccountArgs),
    /// シェルの補完を出力する
    #[command(help_template = TEMPLATE, override_usage = "itaku completions <シェル>")]
    Completions(CompletionsArgs),
    /// データファイルの書き方を JSON Schema で出力する（エディターが補完に使う）
    #[command(help_template = TEMPLATE, override_usage = "itaku schema [<種類>]\n        itaku schema --out <フォルダ>")]
    Schema(SchemaArgs),
    /// man の頁を書き出す
    #[command(hide = true, help_template = TEMPLATE, override_usage = "itaku man --out <フォルダ>")]
    Man(ManArgs),
}

/// Printed for people or for machines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A table.
    #[default]
    Table,
    /// JSON.
    Json,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct InitArgs {
    /// 作るフォルダ
    #[arg(value_name = "フォルダ")]
    pub(super) folder: PathBuf,
    /// 基本方針の文書。団体、版、義務、語をここから読む
    #[arg(long, value_name = "ファイル", conflicts_with_all = ["name", "self_name"])]
    pub(super) policy: Option<PathBuf>,
    /// 対策基準の文書。方針と別のときに、条の対応をここから読む
    #[arg(long, value_name = "ファイル", requires = "policy")]
    pub(super) standards: Option<PathBuf>,
    /// 団体名（例: 湯沢町）
    #[arg(long, value_name = "団体名", required_unless_present = "policy")]
    pub(super) name: Option<String>,
    /// 方針の中での自称（例: 当町、本市、本組合）
    #[arg(long = "self", value_name = "自称", required_unless_present = "policy")]
    pub(super) self_name: Option<String>,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct PolicyArgs {
    /// 基本方針の文書（テキスト、Markdown、HTML、Word、文字のある PDF）。省けば作業フォルダの [policy] document
    #[arg(value_name = "ファイル")]
    pub(super) file: Option<PathBuf>,
    /// 二つの版を比べ、何が変わり、どの要求事項・条項・判定に及ぶかを示す
    #[arg(long, num_args = 2, value_names = ["旧", "新"], conflicts_with_all = ["file", "check", "locators"])]
    pub(super) compare: Vec<PathBuf>,
    /// 法令とガイドラインが求めることが書かれているかを確かめ、足りない文の案と期限を示す
    #[arg(long, conflicts_with = "locators")]
    pub(super) check: bool,
    /// 対策基準の条を、ガイドラインの項目に対応させる
    #[arg(long)]
    pub(super) locators: bool,
    /// 対応を itaku.toml に貼れる形で書き出すファイル
    #[arg(long, value_name = "ファイル", requires = "locators")]
    pub(super) out: Option<PathBuf>,
    /// 出力の形（table 表、json）
    #[arg(long, value_name = "形", default_value = "table", hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct IssueArgs {
    /// 案件の識別子（itaku.toml の [[case]]）
    #[arg(long, value_name = "案件", value_parser = case_id, required_unless_present_any = ["internal", "sns_accounts"])]
    pub(super) case: Option<CaseId>,
    /// 事業者名
    #[arg(long, value_name = "事業者名", requires = "case")]
    pub(super) vendor: Option<String>,
    /// 庁内点検票を発行する
    #[arg(long, conflicts_with_all = ["case", "sns_accounts"])]
    pub(super) internal: bool,
    /// ソーシャルメディアアカウント管理台帳を発行する
    #[arg(long, conflicts_with = "case")]
    pub(super) sns_accounts: bool,
    /// 台帳にある前回の回答を埋める
    #[arg(long, requires = "vendor")]
    pub(super) from_register: bool,
    /// 発行したことを、この人の名で台帳に記録する
    #[arg(long, value_name = "記録者", requires = "vendor")]
    pub(super) by: Option<String>,
    /// 台帳のファイル、又は postgres:// で始まる場所（既定は作業フォルダの itaku-register.sqlite）
    #[arg(long, value_name = "場所")]
    pub(super) register: Option<String>,
    /// 言語（ja 日本語、en 英語）
    #[arg(long, value_name = "言語", default_value = "ja", hide_default_value = true, hide_possible_values = true, value_parser = PossibleValuesParser::new(["ja", "en"]))]
    pub(super) language: String,
    /// 回答の期限
    #[arg(long, value_name = "年月日", value_parser = date)]
    pub(super) respond_by: Option<Date>,
    /// 返送されたこのファイルで判定できない要求事項の設問だけを入れる
    #[arg(long, value_name = "ファイル", requires = "case")]
    pub(super) only_missing: Option<PathBuf>,
    /// 問合せ先
    #[arg(long, value_name = "文字列", default_value = "", hide_default_value = true)]
    pub(super) contact: String,
    /// 書き出すファイル（既定は発行フォルダの中）
    #[arg(long, value_name = "ファイル")]
    pub(super) out: Option<PathBuf>,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct ReadArgs {
    /// 返送されたブック
    #[arg(value_name = "ファイル", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// 出力の形（table 表、json）
    #[arg(long, value_name = "形", default_value = "table", hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Format,
    /// 読み取りを色で示したブックを書き出す
    #[arg(long, value_name = "ファイル")]
    pub(super) mark: Option<PathBuf>,
    #[command(flatten)]
    pub(super) overrule: Overrule,
    #[command(flatten)]
    pub(super) common: Common,
}

/// What a person says about where things stand on a sheet.
#[derive(Args)]
#[command(next_help_heading = "読み方の指定")]
pub(super) struct Overrule {
    /// このシートだけを読む
    #[arg(long, value_name = "シート")]
    pub(super) sheet: Option<String>,
    /// 列の役割（例: question=B,answer=D,remark=E,id=A 又は question=B,yes=C,no=D,na=E）
    #[arg(long, value_name = "列", value_parser = SheetLayout::parse_columns)]
    pub(super) columns: Option<SheetLayout>,
    /// 設問の行（例: 5-80）
    #[arg(long, value_name = "行", value_parser = SheetLayout::parse_rows, requires = "columns")]
    pub(super) rows: Option<(u32, u32)>,
}

impl Overrule {
    /// The layout that was said.
    pub(super) fn layout(&self) -> Option<SheetLayout> {
        self.columns.clone().map(|layout| SheetLayout { rows: self.rows, ..layout })
    }
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct MapArgs {
    /// 自団体の様式でない、返送されたブック
    #[arg(value_name = "ファイル")]
    pub(super) file: PathBuf,
    /// 候補をこの案件に適用される要求事項に絞る
    #[arg(long, value_name = "案件", value_parser = case_id)]
    pub(super) case: Option<CaseId>,
    /// 記入した対応表のブックを取り込む
    #[arg(long, value_name = "対応表", requires = "by", conflicts_with_all = ["accept_known", "out"])]
    pub(super) confirm: Option<PathBuf>,
    /// 知られている様式の対応をそのまま受け入れる（caiq-4 など）
    #[arg(long, value_name = "様式", requires = "by", conflicts_with = "out")]
    pub(super) accept_known: Option<String>,
    /// 確かめた人
    #[arg(long, value_name = "氏名")]
    pub(super) by: Option<String>,
    /// 書き出す対応表（既定は作業フォルダの maps の中）
    #[arg(long, value_name = "ファイル")]
    pub(super) out: Option<PathBuf>,
    #[command(flatten)]
    pub(super) overrule: Overrule,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct AssessArgs {
    /// 返送されたブック、又はそれを集めたフォルダ
    #[arg(value_name = "ファイル又はフォルダ", required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// 結果を書き出すフォルダ
    #[arg(long, value_name = "フォルダ")]
    pub(super) out: PathBuf,
    /// ブックに案件が書かれていないときの案件
    #[arg(long, value_name = "案件", value_parser = case_id)]
    pub(super) case: Option<CaseId>,
    /// ブックに事業者名が書かれていないときの事業者名
    #[arg(long, value_name = "事業者名")]
    pub(super) vendor: Option<String>,
    /// これより悪い判定があれば終了コード3で終わる（適合、条件付適合、判定保留）
    #[arg(long, value_name = "判定", value_parser = conclusion)]
    pub(super) fail_on: Option<Conclusion>,
    /// 出力の形（table 表、json）
    #[arg(long, value_name = "形", default_value = "table", hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct RecordArgs {
    /// 返送されたブック、又はそれを集めたフォルダ
    #[arg(value_name = "ファイル又はフォルダ", required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// ブックに案件が書かれていないときの案件
    #[arg(long, value_name = "案件", value_parser = case_id)]
    pub(super) case: Option<CaseId>,
    /// ブックに事業者名が書かれていないときの事業者名
    #[arg(long, value_name = "事業者名")]
    pub(super) vendor: Option<String>,
    /// 以前の年の回答を、表紙の回答日の判定として記録する（古い順。何年分でもまとめて）
    #[arg(long)]
    pub(super) by_answer_date: bool,
    #[command(flatten)]
    pub(super) writer: Writer,
    #[command(flatten)]
    pub(super) place: RegisterPlace,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct DueArgs {
    /// 何日先までか
    #[arg(long, value_name = "日数", default_value_t = 90, hide_default_value = true, value_parser = days)]
    pub(super) within: u16,
    /// 書き出すファイル（.xlsx 一覧、.ics カレンダー、.json）
    #[arg(long, value_name = "ファイル")]
    pub(super) out: Option<PathBuf>,
    /// 出力の形（table 表、json）
    #[arg(long, value_name = "形", default_value = "table", hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) place: RegisterPlace,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct HistoryArgs {
    /// 事業者名。省けば全て
    #[arg(value_name = "事業者名")]
    pub(super) vendor: Option<String>,
    /// 年次の一巡（発行、返送、期限超過、判定）を示す
    #[arg(long, conflicts_with = "vendor")]
    pub(super) round: bool,
    /// 一巡の初日（既定は年度の初日）
    #[arg(long, value_name = "年月日", value_parser = date, requires = "round")]
    pub(super) since: Option<Date>,
    /// 書き出すファイル（.xlsx）。--round と共に使う
    #[arg(long, value_name = "ファイル", requires = "round")]
    pub(super) out: Option<PathBuf>,
    /// 出力の形（table 表、json）
    #[arg(long, value_name = "形", default_value = "table", hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) place: RegisterPlace,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct ReassessArgs {
    /// 案件の識別子
    #[arg(long, value_name = "案件", value_parser = case_id, requires = "vendor", required_unless_present = "internal")]
    pub(super) case: Option<CaseId>,
    /// 事業者名
    #[arg(long, value_name = "事業者名", requires = "case")]
    pub(super) vendor: Option<String>,
    /// 事業者でなく、庁内点検票とSNSアカウント管理台帳を前回と比べる
    #[arg(long, conflicts_with_all = ["case", "vendor"])]
    pub(super) internal: bool,
    /// 変更点報告（.xlsx、.docx、.html、.json）を書き出すフォルダ
    #[arg(long, value_name = "フォルダ")]
    pub(super) out: Option<PathBuf>,
    /// 出力の形（table 表、json）
    #[arg(long, value_name = "形", default_value = "table", hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) place: RegisterPlace,
}

#[derive(Args)]
#[command(disable_help_subcommand = true)]
pub(super) struct RegisterArgs {
    #[command(subcommand)]
    pub(super) command: RegisterCommand,
}

#[derive(Subcommand)]
pub(super) enum RegisterCommand {
    /// 種類ごとの記録を示す（vendor、contract、service、account、subcontract、sent、exception、remedy、certificate、deletion）
    #[command(help_template = TEMPLATE, override_usage = "itaku register list <種類>")]
    List(RegisterListArgs),
    /// 記録を加える。同じものがあれば、名指した項目だけを改めた新しい記録を加える
    #[command(help_template = TEMPLATE, override_usage = "itaku register add <種類> <項目=値>... --by <記録者>")]
    Add(RegisterAddArgs),
    /// 記録の連なりが書き換えられていないことを確かめる
    #[command(help_template = TEMPLATE, override_usage = "itaku register verify [--since <控えた値>]")]
    Verify(RegisterVerifyArgs),
    /// 個人の氏名をすべての記録から消し、消したことを記録する。--confirm を付けるまで消さない
    #[command(help_template = TEMPLATE, override_usage = "itaku register forget <氏名>\n        itaku register forget <氏名> --by <記録者> --confirm")]
    Forget(RegisterForgetArgs),
    /// この団体の記録をすべて JSON に書き出す（控え）
    #[command(help_template = TEMPLATE, visible_alias = "backup", override_usage = "itaku register export <ファイル>")]
    Export(RegisterFileArgs),
    /// 団体が持つ一覧（委託先、契約、クラウドサービス、SNSアカウント）を読み、台帳に取り込む。--confirm を付けるまで記録しない
    #[command(help_template = TEMPLATE, override_usage = "itaku register import-list <ファイル> [--sheet <シート>] [--columns vendor=C,title=B]\n        itaku register import-list <ファイル> --by <記録者> --confirm")]
    ImportList(ImportListArgs),
    /// 書き出した JSON を新しい台帳に取り込む（復元）
    #[command(help_template = TEMPLATE, visible_alias = "restore", override_usage = "itaku register import <ファイル>")]
    Import(RegisterFileArgs),
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct RegisterListArgs {
    /// 種類
    #[arg(value_name = "種類", value_parser = record_kind)]
    pub(super) kind: RecordKind,
    /// 出力の形（table 表、json）
    #[arg(long, value_name = "形", default_value = "table", hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) place: RegisterPlace,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct RegisterAddArgs {
    /// 種類
    #[arg(value_name = "種類", value_parser = record_kind)]
    pub(super) kind: RecordKind,
    /// 項目と値（例: name=株式会社あおば印刷 corporate_number=8000012010038）
    #[arg(value_name = "項目=値", required = true)]
    pub(super) fields: Vec<String>,
    #[command(flatten)]
    pub(super) writer: Writer,
    #[command(flatten)]
    pub(super) place: RegisterPlace,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct ImportListArgs {
    /// 一覧のファイル（Excel、ODS、CSV。見出しと列の並びは問わない）
    #[arg(value_name = "ファイル")]
    pub(super) file: PathBuf,
    /// 読むシート（省けば、見えているすべて）
    #[arg(long, value_name = "シート")]
    pub(super) sheet: Option<String>,
    /// 列の見立てを直す（vendor 相手方、corporate_number 法人番号、title 件名、number 契約番号、start 始期、end 終期、period 契約期間、amount 金額、department 所管、service サービス名、platform 媒体、account アカウント、administrator 管理者、certificate 認証、certificate_number 認証番号、certificate_expiry 認証の期限 など）
    #[arg(long, value_name = "項目=列", value_delimiter = ',', value_parser = roster_column)]
    pub(super) columns: Vec<(Field, u32)>,
    /// 記録する人（職名でもよい）
    #[arg(long, value_name = "記録者", required_if_eq("confirm", "true"))]
    pub(super) by: Option<String>,
    /// 示されたとおりに台帳に記録する
    #[arg(long)]
    pub(super) confirm: bool,
    /// 出力の形（table 表、json）
    #[arg(long, value_name = "形", default_value = "table", hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) place: RegisterPlace,
}

fn roster_column(text: &str) -> Result<(Field, u32), String> {
    let known: Vec<&str> = Field::NAMED.into_iter().map(|(id, _)| id).collect();
    let (field, column) = text.split_once('=').ok_or("vendor=C のように書いてください")?;
    let field = Field::parse(field.trim()).ok_or_else(|| format!("使える項目は {} です", known.join("、")))?;
    let column = Address::parse(&format!("{}1", column.trim())).ok_or("列は A、B、AA のように書いてください")?;
    Ok((field, column.column))
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct RegisterVerifyArgs {
    /// 前に控えた値（番号:ハッシュ）。そこが変わっていないことと、その後の記録だけを確かめる
    #[arg(long, value_name = "控えた値", value_parser = anchor)]
    pub(super) since: Option<Anchor>,
    #[command(flatten)]
    pub(super) place: RegisterPlace,
}

fn anchor(text: &str) -> Result<Anchor, String> {
    Anchor::parse(text).ok_or_else(|| "itaku register verify が示した 番号:ハッシュ を書いてください".to_owned())
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct RegisterForgetArgs {
    /// 消す氏名
    #[arg(value_name = "氏名")]
    pub(super) name: String,
    /// 記録する人（職名でもよい）
    #[arg(long, value_name = "記録者", required_if_eq("confirm", "true"))]
    pub(super) by: Option<String>,
    /// 示されたとおりに消す
    #[arg(long)]
    pub(super) confirm: bool,
    #[command(flatten)]
    pub(super) place: RegisterPlace,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct RegisterFileArgs {
    /// JSON のファイル
    #[arg(value_name = "ファイル")]
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) place: RegisterPlace,
}

/// Who writes into the register.
#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct Writer {
    /// 記録する人（職名でもよい）
    #[arg(long, value_name = "記録者")]
    pub(super) by: String,
}

/// Where the register is.
#[derive(Args)]
#[command(next_help_heading = "共通")]
pub(super) struct RegisterPlace {
    /// 台帳のファイル、又は postgres:// で始まる場所（既定は作業フォルダの itaku-register.sqlite）
    #[arg(long, value_name = "場所")]
    pub(super) register: Option<String>,
    #[command(flatten)]
    pub(super) common: Common,
}

fn record_kind(text: &str) -> Result<RecordKind, String> {
    RecordKind::parse(text).ok_or_else(|| {
        let known: Vec<String> =
            RecordKind::ALL.iter().map(|kind| format!("{}({})", kind.id(), kind.label())).collect();
        format!("使えるのは {} です", known.join("、"))
    })
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct AnnexArgs {
    /// 案件の識別子
    #[arg(long, value_name = "案件", value_parser = case_id)]
    pub(super) case: CaseId,
    /// 事業者名（ブックがあればその名）
    #[arg(long, value_name = "事業者名")]
    pub(super) vendor: Option<String>,
    /// 返送されたブック。不足事項に応じた条件を加える
    #[arg(long, value_name = "ファイル")]
    pub(super) answers: Option<PathBuf>,
    /// 団体のひな型（.docx、.dotx）。{{clauses}} の段落に条項を置き、{{vendor.name}} などを埋める
    #[arg(long, value_name = "ファイル")]
    pub(super) template: Option<PathBuf>,
    /// 以前の特記事項（itaku が作った .docx、.txt、.json）。新旧対照表を作る
    #[arg(long, value_name = "ファイル", conflicts_with = "template")]
    pub(super) previous: Option<PathBuf>,
    /// 各条を置いた理由を表示する
    #[arg(long)]
    pub(super) why: bool,
    /// 書き出すファイル（.docx、.txt、.md、.json。--template と --previous では .docx）
    #[arg(long, value_name = "ファイル")]
    pub(super) out: PathBuf,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct LetterArgs {
    /// 案件の識別子
    #[arg(long, value_name = "案件", value_parser = case_id)]
    pub(super) case: CaseId,
    /// 事業者名（ブックがあればその名）
    #[arg(long, value_name = "事業者名")]
    pub(super) vendor: Option<String>,
    /// 返送されたブック。是正依頼書と審査結果報告を作る
    #[arg(long, value_name = "ファイル")]
    pub(super) answers: Option<PathBuf>,
    /// 記入されたソーシャルメディアアカウント管理台帳。運用手順と責任者一覧を作る
    #[arg(long, value_name = "ファイル")]
    pub(super) accounts: Option<PathBuf>,
    /// この様式だけを作る（番号又は名前。繰り返してよい）
    #[arg(long, value_name = "様式")]
    pub(super) only: Vec<String>,
    /// 書き出すフォルダ
    #[arg(long, value_name = "フォルダ")]
    pub(super) out: PathBuf,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct ContractArgs {
    /// 契約書、特記事項又は約款（Word、文字のある PDF、HTML、テキスト）
    #[arg(value_name = "ファイル")]
    pub(super) file: PathBuf,
    /// 案件の識別子。省けば、すべての論点を確かめる
    #[arg(long, value_name = "案件", value_parser = case_id)]
    pub(super) case: Option<CaseId>,
    /// 確認表を書き出すファイル（.docx）
    #[arg(long, value_name = "ファイル")]
    pub(super) out: Option<PathBuf>,
    /// 出力の形（table 表、json）
    #[arg(long, value_name = "形", default_value = "table", hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct CheckArgs {
    /// itaku.toml、データファイル又はブック
    #[arg(value_name = "ファイル")]
    pub(super) files: Vec<PathBuf>,
    /// 項目・要求事項・設問・条項の対応表を出力する
    #[arg(long)]
    pub(super) coverage: bool,
    /// 出力の形（table 表、json）
    #[arg(long, value_name = "形", default_value = "table", hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Format,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct ExplainArgs {
    /// 符号。省けば一覧を示す
    #[arg(value_name = "符号")]
    pub(super) code: Option<String>,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct ServeArgs {
    /// 作業フォルダ、又は作業フォルダを集めたフォルダ（既定は、今いる場所から上にたどって itaku.toml のあるフォルダ）
    #[arg(value_name = "フォルダ")]
    pub(super) folder: Option<PathBuf>,
    /// 待ち受ける番号（既定は空いている番号）
    #[arg(long, value_name = "番号", default_value_t = 0, hide_default_value = true, value_parser = port)]
    pub(super) port: u16,
    /// ブラウザーを開かず、アドレスだけを示す
    #[arg(long)]
    pub(super) no_open: bool,
    /// 判定の日（既定は今日）
    #[arg(long, value_name = "年月日", value_parser = date)]
    pub(super) today: Option<Date>,
    /// 多くの人で使うときに待ち受けるアドレス（例: 0.0.0.0:8443）。利用者の登録（itaku account）と、通信を守る次のどちらかが要る
    #[arg(long, value_name = "アドレス", value_parser = address, conflicts_with_all = ["port", "no_open"], help_heading = "共用")]
    pub(super) listen: Option<SocketAddr>,
    /// TLS の証明書（PEM。発行元のものを含む）
    #[arg(long, value_name = "ファイル", requires = "listen", requires = "key", help_heading = "共用")]
    pub(super) cert: Option<PathBuf>,
    /// 証明書の秘密鍵（PEM）
    #[arg(long, value_name = "ファイル", requires = "cert", help_heading = "共用")]
    pub(super) key: Option<PathBuf>,
    /// TLS を受け持つプロキシの後ろで使う。画面を見る人のアドレス（例: https://itaku.example.lg.jp）
    #[arg(long, value_name = "アドレス", requires = "listen", conflicts_with = "cert", help_heading = "共用")]
    pub(super) behind_proxy: Option<String>,
}

#[derive(Args)]
#[command(disable_help_subcommand = true)]
pub(super) struct AccountArgs {
    #[command(subcommand)]
    pub(super) command: AccountCommand,
}

#[derive(Subcommand)]
pub(super) enum AccountCommand {
    /// 利用者を加える（パスワードは端末で入れる）
    #[command(help_template = TEMPLATE, override_usage = "itaku account add <利用者ID> --person <氏名> --role <権限> [--workspace <フォルダ>]")]
    Add(AccountAddArgs),
    /// 利用者を一覧にする
    #[command(help_template = TEMPLATE, override_usage = "itaku account list [--format json] [--workspace <フォルダ>]")]
    List(AccountListArgs),
    /// 利用者を入れなくする（登録は残る）
    #[command(help_template = TEMPLATE, override_usage = "itaku account disable <利用者ID> [--workspace <フォルダ>]")]
    Disable(AccountIdArgs),
    /// 入れなくした利用者を戻す
    #[command(help_template = TEMPLATE, override_usage = "itaku account enable <利用者ID> [--workspace <フォルダ>]")]
    Enable(AccountIdArgs),
    /// パスワードを付け直す（端末で入れる）
    #[command(help_template = TEMPLATE, override_usage = "itaku account password <利用者ID> [--workspace <フォルダ>]")]
    Password(AccountIdArgs),
}

/// What a person may do on a shared page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RoleArg {
    /// 見るだけ
    #[value(name = "閲覧", alias = "look")]
    Look,
    /// 読み取り、判定、発行などの仕事をする
    #[value(name = "担当", alias = "work")]
    Work,
    /// 担当の仕事と、設定の変更、例外措置などの承認をする
    #[value(name = "承認", alias = "approve")]
    Approve,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct AccountAddArgs {
    /// ログインに使う名前（英小文字、数字、. _ -）
    #[arg(value_name = "利用者ID")]
    pub(super) id: String,
    /// 氏名。記録の「誰が」に使う
    #[arg(long, value_name = "氏名")]
    pub(super) person: String,
    /// 閲覧（見るだけ）、担当（読み取り、判定、発行などの仕事をする）、承認（設定の変更などもする）
    #[arg(long, value_name = "権限", hide_possible_values = true)]
    pub(super) role: RoleArg,
    /// 作業フォルダ（既定は、今いる場所から上にたどって itaku.toml のあるフォルダ）
    #[arg(long, value_name = "フォルダ")]
    pub(super) workspace: Option<PathBuf>,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct AccountListArgs {
    /// 出力の形（table 表、json）
    #[arg(long, value_name = "形", default_value = "table", hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Format,
    /// 作業フォルダ（既定は、今いる場所から上にたどって itaku.toml のあるフォルダ）
    #[arg(long, value_name = "フォルダ")]
    pub(super) workspace: Option<PathBuf>,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct AccountIdArgs {
    /// ログインに使う名前
    #[arg(value_name = "利用者ID")]
    pub(super) id: String,
    /// 作業フォルダ（既定は、今いる場所から上にたどって itaku.toml のあるフォルダ）
    #[arg(long, value_name = "フォルダ")]
    pub(super) workspace: Option<PathBuf>,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct CompletionsArgs {
    /// bash、zsh、fish、powershell、elvish
    #[arg(value_name = "シェル", hide_possible_values = true)]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct SchemaArgs {
    /// 種類（例: workspace/1）。省けば一覧を示す
    #[arg(value_name = "種類", conflicts_with = "out")]
    pub(super) schema: Option<String>,
    /// 全ての種類を書き出すフォルダ
    #[arg(long, value_name = "フォルダ")]
    pub(super) out: Option<PathBuf>,
    /// 既にあるファイルを置き換える
    #[arg(long)]
    pub(super) overwrite: bool,
}

#[derive(Args)]
#[command(next_help_heading = "引数")]
pub(super) struct ManArgs {
    /// 書き出すフォルダ
    #[arg(long, value_name = "フォルダ")]
    pub(super) out: PathBuf,
}

/// What most commands take.
#[derive(Args)]
#[command(next_help_heading = "共通")]
pub(super) struct Common {
    /// 作業フォルダ（既定は、指定したファイル又は今いる場所から上にたどって itaku.toml のあるフォルダ）
    #[arg(long, value_name = "フォルダ")]
    pub(super) workspace: Option<PathBuf>,
    /// 判定の日（既定は今日）
    #[arg(long, value_name = "年月日", value_parser = date)]
    pub(super) today: Option<Date>,
    /// 既にあるファイルを置き換える
    #[arg(long)]
    pub(super) overwrite: bool,
}

fn case_id(text: &str) -> Result<CaseId, String> {
    CaseId::parse(text).ok_or_else(|| "半角の英数字とハイフン(30字以内)で書いてください".to_owned())
}

fn days(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| format!("日数を、0から{}までの整数で書いてください（例: 90）", u16::MAX))
}

fn port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| format!("0から{}までの整数で書いてください（0は空いている番号）", u16::MAX))
}

fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        "待ち受けるアドレスと番号を 192.0.2.10:8443 の形で書いてください（すべてのアドレスなら 0.0.0.0:8443）"
            .to_owned()
    })
}

fn date(text: &str) -> Result<Date, String> {
    let iso = text.parse::<Date>().ok();
    iso.or_else(|| itaku::questionnaire::find_date(text)).ok_or_else(|| "2027-01-31 の形で書いてください".to_owned())
}

fn conclusion(text: &str) -> Result<Conclusion, String> {
    Conclusion::parse(text).ok_or_else(|| "適合、条件付適合、判定保留、不適合 のどれかです".to_owned())
}

/// What came of the command line.
pub(super) enum Parsed {
    /// Something to do.
    Command(Box<Command>),
    /// Something to show: help or version.
    Shown(String),
    /// It cannot be understood.
    Wrong(String),
}

pub(super) fn parse(arguments: impl Iterator<Item = OsString>) -> Parsed {
    let matches = Cli::command().try_get_matches_from(arguments);
    match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => Parsed::Command(Box::new(cli.command)),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Parsed::Shown(help(&error)),
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Parsed::Wrong(help(&error)),
            _ => Parsed::Wrong(in_japanese(&error)),
        },
    }
}

/// clap's own word in a help text cannot be set.
fn help(error: &clap::Error) -> String {
    error.render().to_string().replace("[alias: ", "[別名: ").replace("[aliases: ", "[別名: ")
}

fn in_japanese(error: &clap::Error) -> String {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let near = |kind| {
        Some(context(kind))
            .filter(|text| !text.is_empty())
            .map(|text| format!("\n  近いのは {text} です"))
            .unwrap_or_default()
    };
    let sentence = match error.kind() {
        ErrorKind::UnknownArgument => {
            format!("「{argument}」という引数はありません{}", near(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => {
            format!(
                "「{}」という命令はありません{}",
                context(ContextKind::InvalidSubcommand),
                near(ContextKind::SuggestedSubcommand)
            )
        }
        ErrorKind::MissingRequiredArgument => format!("必要な引数がありません: {argument}"),
        ErrorKind::MissingSubcommand => "命令がありません".to_owned(),
        ErrorKind::ArgumentConflict => {
            format!("「{argument}」は「{}」と同時に使えません", context(ContextKind::PriorArg))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("「{argument}」に値がありません"),
        ErrorKind::InvalidValue => {
            format!("「{argument}」に「{value}」は使えません\n  使えるのは {} です", context(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            format!("「{argument}」の値「{value}」が正しくありません\n  {why}")
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("「{argument}」の値の数が違います")
        }
        ErrorKind::InvalidUtf8 => "引数に、文字として読めないものがあります".to_owned(),
        _ => "引数を理解できません".to_owned(),
    };
    format!("誤り: {sentence}\n  説明は「itaku --help」で表示します")
}

/// The completions for a shell.
pub(super) fn completions(shell: clap_complete::Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "itaku", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The manual pages: file name and text, the program's own first.
pub(super) fn man_pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let mut all = Cli::command();
    all.build();
    collect_pages(&all, "itaku", &mut pages);
    pages
}

fn collect_pages(command: &clap::Command, name: &str, pages: &mut Vec<(String, String)>) {
    /// clap_mangen's headings, which cannot be set.
    const HEADINGS: [(&str, &str); 7] = [
        (".SH NAME", ".SH 名前"),
        (".SH SYNOPSIS", ".SH 書式"),
        (".SH DESCRIPTION", ".SH 説明"),
        (".SH OPTIONS", ".SH 引数"),
        (".SH SUBCOMMANDS", ".SH 命令"),
        (".SH EXTRA", ".SH 補足"),
        (".SH VERSION", ".SH 版"),
    ];
    let page = clap_mangen::Man::new(command.clone().name(name.to_owned())).title(name.to_uppercase());
    let mut text = Vec::new();
    // Writing into memory does not fail.
    drop(page.render(&mut text));
    let text = HEADINGS
        .iter()
        .fold(String::from_utf8_lossy(&text).into_owned(), |text, (english, japanese)| text.replace(english, japanese));
    pages.push((format!("{name}.1"), text));
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        collect_pages(below, &format!("{name}-{}", below.get_name()), pages);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_of_the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
