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
                .map_err(|error| diagnostics::not_believed(&format!("{error:?}")))?;
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
    let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let whole = error.to_string();
    if whole.contains("TLS") {
        return diagnostics::not_believed(&format!("{whole} {cause}"));
    }
    let said = error.as_db_error().map(|error| error.message().to_owned());
    diagnostics::database(&said.unwrap_or_else(|| error.to_string()))
}
