use super::Told;
use super::diagnostics;
use std::path::Path;

/// What goes into a statement and comes out of it. There are no nulls: what is absent is an empty text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Number(i64),
    Bytes(Vec<u8>),
}

impl Value {
    pub(super) fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
            Self::Bytes(_) => String::new(),
        }
    }

    pub(super) fn number(&self) -> i64 {
        match self {
            Self::Number(number) => *number,
            Self::Text(_) | Self::Bytes(_) => 0,
        }
    }

    /// SQLite gives back a default of no bytes as an empty text.
    pub(super) fn bytes(self) -> Vec<u8> {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Text(_) | Self::Number(_) => Vec::new(),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

/// One of two databases that understand the same SQL text: `$1`, `$2` in ascending order, TEXT, BIGINT and BYTEA (a name that SQLite
/// does not know and takes for any), no nulls.
pub(super) enum Engine {
    Sqlite(rusqlite::Connection),
    #[cfg(feature = "postgres")]
    Postgres(Box<super::postgres::Server>),
}

/// How long to wait for another program that writes at this moment.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

impl Engine {
    /// A file; made where there is none. The rollback journal is kept, not WAL: the register often lies on a share, and one
    /// file is what people copy.
    pub(super) fn file(path: &Path) -> Told<Self> {
        let open = || {
            let connection = rusqlite::Connection::open(path)?;
            connection.busy_timeout(PATIENCE)?;
            connection.pragma_update(None, "synchronous", "FULL")?;
            // A name that was taken out must not stay in the file's free room.
            connection.pragma_update(None, "secure_delete", true)?;
            Ok(connection)
        };
        open().map(Self::Sqlite).map_err(|error: rusqlite::Error| diagnostics::database(&why(&error)))
    }

    #[cfg(feature = "postgres")]
    pub(super) fn server(address: &str) -> Told<Self> {
        super::postgres::Server::connect(address).map(|server| Self::Postgres(Box::new(server)))
    }

    /// Begins a change. Only one at a time may be under way in an SQLite file; others wait.
    pub(super) fn begin(&mut self) -> Told<()> {
        match self {
            Self::Sqlite(_) => self.run("BEGIN IMMEDIATE"),
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => self.run("BEGIN"),
        }
    }

    /// All of the change, or nothing of it.
    pub(super) fn end<T>(&mut self, result: Told<T>) -> Told<T> {
        match result {
            Ok(value) => self.run("COMMIT").map(|()| value),
            Err(error) => {
                // The first fault is the one to tell.
                drop(self.run("ROLLBACK"));
                Err(error)
            }
        }
    }

    fn run(&mut self, sql: &str) -> Told<()> {
        match self {
            Self::Sqlite(connection) => {
                connection.execute_batch(sql).map_err(|error| diagnostics::database(&why(&error)))
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(server) => server.run(sql),
        }
    }

    pub(super) fn execute(&mut self, sql: &str, values: &[Value]) -> Told<()> {
        match self {
            Self::Sqlite(connection) => connection
                .prepare_cached(sql)
                .and_then(|mut statement| statement.execute(rusqlite::params_from_iter(values)))
                .map(drop)
                .map_err(|error| diagnostics::database(&why(&error))),
            #[cfg(feature = "postgres")]
            Self::Postgres(server) => server.execute(sql, values),
        }
    }

    pub(super) fn query(&mut self, sql: &str, values: &[Value]) -> Told<Vec<Vec<Value>>> {
        match self {
            Self::Sqlite(connection) => {
                sqlite_rows(connection, sql, values).map_err(|error| diagnostics::database(&why(&error)))
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(server) => server.query(sql, values),
        }
    }
}

/// Why the database refused. Its own sentences are English: the number is what somebody who looks for it needs.
fn why(error: &rusqlite::Error) -> String {
    use rusqlite::ErrorCode;
    let known = match error.sqlite_error_code() {
        Some(ErrorCode::ReadOnly) => "書き込みが禁止されています",
        Some(ErrorCode::CannotOpen) => "ファイルを開けません。フォルダがないか、読み書きの権限がありません",
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
            "ほかの人が書き込んでいて、待っても空きませんでした"
        }
        Some(ErrorCode::NotADatabase) => "台帳のファイルではありません",
        Some(ErrorCode::DatabaseCorrupt) => "台帳のファイルが壊れています。控えから戻してください",
        Some(ErrorCode::DiskFull) => "空き容量がありません",
        Some(ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied) => "権限がありません",
        Some(ErrorCode::SystemIoFailure) => {
            "ファイルの読み書きに失敗しました。保存先のディスクか共有フォルダを確かめてください"
        }
        Some(ErrorCode::OutOfMemory) => "メモリーが足りません",
        Some(_) => "台帳のファイルの作りが、このプログラムの知るものと違います",
        None => "台帳の値の形が、このプログラムの知るものと違います",
    };
    match error.sqlite_error() {
        Some(error) => format!("{known}。番号 {}", error.extended_code),
        None => known.to_owned(),
    }
}

fn sqlite_rows(connection: &rusqlite::Connection, sql: &str, values: &[Value]) -> rusqlite::Result<Vec<Vec<Value>>> {
    let mut statement = connection.prepare_cached(sql)?;
    let columns = statement.column_count();
    let rows = statement.query_map(rusqlite::params_from_iter(values), |row| {
        (0..columns)
            .map(|column| {
                Ok(match row.get_ref(column)? {
                    rusqlite::types::ValueRef::Integer(number) => Value::Number(number),
                    rusqlite::types::ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
                    other => Value::Text(other.as_str_or_null()?.unwrap_or_default().to_owned()),
                })
            })
            .collect()
    })?;
    rows.collect()
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        match self {
            Self::Text(text) => text.to_sql(),
            Self::Number(number) => number.to_sql(),
            Self::Bytes(bytes) => bytes.to_sql(),
        }
    }
}
