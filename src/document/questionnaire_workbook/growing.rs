//! Rows that grow while somebody types.
//!
//! The library marks every height that it writes as one that a person chose; Excel then leaves the row as it is and
//! hides the end of a long remark. Without the mark the height stands until the row is edited, and grows from then on.

use crate::document::WriteError;
use crate::document::saved::edited;

const MARK: &str = " customHeight=\"1\"";

/// Level of compression: these files are sent by mail.
const LEVEL: u8 = 6;

pub(super) fn let_rows_grow(xlsx: &[u8]) -> Result<Vec<u8>, WriteError> {
    edited(xlsx, LEVEL, &|_, sheet| Ok(Some(sheet.replace(MARK, ""))))
}
