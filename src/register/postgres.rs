use super::Told;
use super::diagnostics;
use super::engine::Value;
use ::postgres::config::{Host, SslMode};
use ::postgres::types::ToSql;
use ::postgres::{Client, Config, Statement};
use std::collections::BTreeMap;

/// A PostgreSQL server, with its statements kept: preparing anew takes three times as long.
pub(super) struct Server {
    client: Client,
    statements: BTreeMap<String, Statement>,
}

impl Server {
    /// `sslmode=disable` in the address is the way to a server without TLS; otherwise the system's certificates decide. Over a network
    /// the library's own default would go on in the clear where somebody between says that the server knows no TLS.
    pub(super) fn connect(address: &str) -> Told<Self> {
        let mut config: Config = address.parse().map_err(|error| told(&error))?;
        let over_network = config.get_hosts().iter().any(|host| matches!(host, Host::Tcp(_)));
        if over_network && config.get_ssl_mode() != SslMode::Disable {
            config.ssl_mode(SslMode::Require);
        }
        let client = if config.get_ssl_mode() == SslMode::Disable {
            config.connect(::postgres::NoTls)
        } else {
            let (tls, _) = tokio_postgres_rustls::MakeRustlsConnect::with_native_certs()
                .map_err(|_| diagnostics::not_believed("このパソコンの証明書を読めません"))?;
            config.connect(tls)
        };
        let client = client.map_err(|error| told(&error))?;
        Ok(Self { client, statements: BTreeMap::new() })
    }

    pub(super) fn run(&mut self, sql: &str) -> Told<()> {
        self.client.batch_execute(sql).map_err(|error| told(&error))
    }

    fn prepared(&mut self, sql: &str) -> Told<Statement> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).map_err(|error| told(&error))?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    pub(super) fn execute(&mut self, sql: &str, values: &[Value]) -> Told<()> {
        let statement = self.prepared(sql)?;
        self.client.execute(&statement, &bound(values)).map(drop).map_err(|error| told(&error))
    }

    pub(super) fn query(&mut self, sql: &str, values: &[Value]) -> Told<Vec<Vec<Value>>> {
        let statement = self.prepared(sql)?;
        let rows = self.client.query(&statement, &bound(values)).map_err(|error| told(&error))?;
        let value = |row: &::postgres::Row, column: usize| {
            let number = row.try_get::<_, i64>(column).map(Value::Number);
            let text = || row.try_get::<_, String>(column).map(Value::Text);
            let bytes = || row.try_get::<_, Vec<u8>>(column).map(Value::Bytes);
            number.or_else(|_| text()).or_else(|_| bytes()).map_err(|error| told(&error))
        };
        rows.iter().map(|row| (0..row.len()).map(|column| value(row, column)).collect()).collect()
    }
}

fn bound(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(Value::bound).collect()
}

impl Value {
    fn bound(&self) -> &(dyn ToSql + Sync) {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number,
            Self::Bytes(bytes) => bytes,
        }
    }
}

fn told(error: &::postgres::Error) -> Box<crate::diagnostic::Diagnostic> {
    let whole = error.to_string();
    if whole.contains("TLS") {
        return diagnostics::not_believed(believed_not(&whole, std::error::Error::source(error)));
    }
    if let Some(state) = error.code() {
        return diagnostics::database(&format!("{}。番号 {}", of_state(state.code()), state.code()));
    }
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        if let Some(io) = inner.downcast_ref::<std::io::Error>() {
            return diagnostics::database(&format!("サーバーに届きません。{}", crate::diagnostic::cause(io)));
        }
        source = inner.source();
    }
    let known = [
        (
            "invalid connection string",
            "台帳の場所の書き方が正しくありません。postgres://利用者@サーバー/名前 の形で書きます",
        ),
        ("invalid configuration", "台帳の場所に、利用者、サーバー又はパスワードが足りません"),
        ("closed", "サーバーとの接続が切れました"),
        ("timeout", "サーバーから時間内に応答がありません"),
        ("connect", "サーバーに届きません"),
    ];
    let found = known.iter().find(|(part, _)| whole.contains(part));
    diagnostics::database(found.map_or("サーバーとのやり取りに失敗しました", |(_, sentence)| sentence))
}

/// Why there is no TLS with the server, or none that can be believed.
fn believed_not(whole: &str, source: Option<&(dyn std::error::Error + 'static)>) -> &'static str {
    let mut all = whole.to_owned();
    let mut inner = source;
    while let Some(error) = inner {
        all = format!("{all} {error} {error:?}");
        inner = error.source();
    }
    let known = [
        ("NotValidForName", "証明書がこのサーバーの名前のものではありません"),
        ("UnknownIssuer", "証明書が、信頼する認証局のものではありません"),
        ("Expired", "証明書の期限が切れています"),
        ("NotValidYet", "証明書の期間がまだ始まっていません"),
        ("does not support TLS", "サーバーが暗号化した通信を受け付けません"),
    ];
    known.iter().find(|(part, _)| all.contains(part)).map_or("暗号化した通信を始められません", |(_, sentence)| sentence)
}

/// What a SQLSTATE says, by its class.
fn of_state(state: &str) -> &'static str {
    match state {
        "53100" => "サーバーの空き容量がありません",
        "53200" => "サーバーのメモリーが足りません",
        "53300" => "サーバーの接続の数が上限に達しています",
        "42501" => "この利用者には権限がありません",
        "25006" => "サーバーが書き込みを禁じています",
        "40P01" | "40001" | "55P03" => "ほかの人の書き込みと重なりました",
        _ if state.starts_with("08") => "サーバーとの接続が切れました",
        _ if state.starts_with("28") => "サーバーが、この利用者又はパスワードを受け付けません",
        _ if state.starts_with("3D") => "その名前のデータベースがサーバーにありません",
        _ if state.starts_with("53") => "サーバーの資源が足りません",
        _ if state.starts_with("57") => "サーバーが止められたか、準備中です",
        _ if state.starts_with("58") || state.starts_with("XX") => "サーバーの中で故障が起きています",
        _ => "サーバーが受け付けません",
    }
}
