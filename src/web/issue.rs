use super::page::Skin;
use super::site::Shared;
use axum::Router;

pub(super) const SKINS: &[Skin] = &[];

/// Nothing yet.
pub(super) fn routes() -> Router<Shared> {
    Router::new()
}
