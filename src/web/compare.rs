use super::page::{Area, Skin};
use super::site::Shared;
use axum::Router;
pub(super) const AREA: Area = Area { label: "比較", path: "/compare" };
pub(super) const SKINS: &[Skin] = &[];
/// Nothing yet.
pub(super) fn routes() -> Router<Shared> {
    Router::new()
}
