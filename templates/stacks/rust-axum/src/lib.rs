//! The service, as a library for its tests.

pub mod api;
pub mod identity;
pub mod items;
pub mod platform;
pub mod run;
pub mod settings;
