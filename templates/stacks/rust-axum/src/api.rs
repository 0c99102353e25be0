//! Everything that this service does. Replace the items with what is yours.

use std::error::Error;

use crate::items;
use crate::items::memory_store::MemoryItemStore;
use crate::platform::api::Api;
use crate::platform::health::Health;
use crate::settings::Settings;

/// The API's document.
pub const DOCUMENT: &str = include_str!("../openapi.yaml");

/// What answers each operation of the document. Fails where the service cannot start.
pub fn api(_settings: &Settings, _health: &Health) -> Result<Api, Box<dyn Error>> {
    Ok(items::api(MemoryItemStore::default()))
}
