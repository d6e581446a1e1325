//! The local page: the same rooms as the command line, for people who never open a terminal.
//!
//! `itaku serve` listens on this computer alone, on a port of its own, and opens the browser at an address with a token. Each
//! area of the page is a file with its `routes()`; what a page shows comes from the files of the workspace each time, so that page
//! and command line can be used in turns. No rule lives here: a handler takes what was sent, calls a room, and draws.
//!
//! | file | holds |
//! | --- | --- |
//! | `server`, `listen` | router, start and end; socket, TLS, limits of connections |
//! | `guard`, `session` | who may ask: Host, Origin, token, session, role, security headers |
//! | `gate`, `login` | a shared page: its address, accounts and passwords; the pages for them |
//! | `account`, `brake`, `log` | the file of accounts, slower after failures, who did what |
//! | `upload`, `place` | what was sent: fields of forms with their token against forgery, files and where they can lie |
//! | `site` | what all requests share: folders, the data of the program, work off the socket's threads |
//! | `saved` | files that go to the browser: one, or an archive |
//! | `bench` | the open workspace with its returned files and what came of them |
//! | `page`, `remedy` | skins, layout, refusals as pages; what to do where a room would name a command |
//! | `assess`, `start` … | an area each |

pub(crate) mod account;
mod assess;
mod bench;
mod brake;
mod compare;
mod gate;
mod guard;
mod issue;
mod listen;
mod log;
mod login;
mod page;
mod place;
mod register;
mod remedy;
mod saved;
mod server;
mod session;
mod settings;
mod site;
mod start;
mod upload;

pub(crate) use gate::{Cover, Sharing};
pub(crate) use server::{Serving, serve};
pub(crate) use session::Role;
