//! Values of the reading library as ours.

use super::Value;
use calamine::{Data, DataRef, ExcelDateTime};

/// A value of a streamed cell.
pub(super) fn streamed(data: &DataRef<'_>) -> Option<Value> {
    Some(match data {
        DataRef::Empty => return None,
        DataRef::String(text) => Value::Text(text.clone()),
        DataRef::SharedString(text) => Value::Text((*text).to_owned()),
        DataRef::Int(number) => Value::Text(number.to_string()),
        DataRef::Float(number) => Value::Number(*number),
        DataRef::Bool(flag) => Value::Bool(*flag),
        DataRef::DateTime(date) => date_value(date),
        DataRef::DateTimeIso(text) => Value::Date(text.replace('T', " ")),
        DataRef::DurationIso(text) => Value::Text(text.clone()),
        DataRef::Error(error) => Value::Error(error.to_string()),
    })
}

/// A value of a range. Whole numbers come apart from others in some formats; here they are numbers.
pub(super) fn ranged(data: &Data) -> Option<Value> {
    Some(match data {
        Data::Empty => return None,
        Data::String(text) => Value::Text(text.clone()),
        Data::Int(number) => {
            i32::try_from(*number).map_or_else(|_| Value::Text(number.to_string()), |n| Value::Number(f64::from(n)))
        }
        Data::Float(number) => Value::Number(*number),
        Data::Bool(flag) => Value::Bool(*flag),
        Data::DateTime(date) => date_value(date),
        Data::DateTimeIso(text) => Value::Date(text.replace('T', " ")),
        Data::DurationIso(text) => Value::Text(text.clone()),
        Data::Error(error) => Value::Error(error.to_string()),
    })
}

fn date_value(date: &ExcelDateTime) -> Value {
    if !date.is_datetime() {
        return Value::Number(date.as_f64());
    }
    let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
    Value::Date(if hour == 0 && minute == 0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
    })
}
