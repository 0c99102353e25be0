//! Where items are kept.

use std::error::Error;
use std::fmt;

use super::item::{Item, ItemPage, NewItem};

/// Why a store did not do what it was asked.
#[derive(Debug)]
pub enum StoreError {
    /// No page has given out such a cursor.
    UnknownCursor,
    /// The store itself failed.
    Failed(Box<dyn Error + Send + Sync>),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownCursor => f.write_str("no page has given out such a cursor"),
            Self::Failed(error) => write!(f, "the store failed: {error}"),
        }
    }
}

impl Error for StoreError {}

/// Put one on your database in place of `MemoryItemStore`, and nothing else changes.
pub trait ItemStore: Send + Sync + 'static {
    /// A page of items, oldest first, from where `cursor` points.
    fn list(
        &self,
        limit: usize,
        cursor: Option<&str>,
    ) -> impl Future<Output = Result<ItemPage, StoreError>> + Send;

    /// Keeps a new item.
    fn create(&self, new: NewItem) -> impl Future<Output = Result<Item, StoreError>> + Send;

    /// The item of that id.
    fn get(&self, id: &str) -> impl Future<Output = Result<Option<Item>, StoreError>> + Send;

    /// Whether there was such an item.
    fn delete(&self, id: &str) -> impl Future<Output = Result<bool, StoreError>> + Send;
}
