//! The example resource: a small collection.

mod handlers;
pub mod item;
pub mod memory_store;
pub mod store;

pub use handlers::api;
