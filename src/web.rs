//! The local page: the same rooms as the command line, for people who never open a terminal.
//!
//! `itaku serve` listens on this computer alone, on a port of its own, and opens the browser at an address with a token. Each
//! area of the page is a file with its `routes()`; what a page shows comes from the files of the workspace each time, so that page
//! and command line can be used in turns. No rule lives here: a handler takes what was sent, calls a room, and draws.
//!
//! | file | holds |
//! | --- | --- |
//! | `server` | socket, router, start and end |
//! | `guard` | who may ask: Host, Origin, token, session, security headers |
//! | `upload` | what was sent: fields of forms with their token against forgery, files |
//! | `site` | what all requests share: folders, the data of the program, work off the socket's threads |
//! | `page` | skins, layout, refusals as pages |
//! | `assess`, `start` … | an area each |

mod assess;
mod compare;
mod guard;
mod issue;
mod page;
mod register;
mod server;
mod settings;
mod site;
mod start;
mod upload;

pub(crate) use server::{Serving, serve};
