//! Items in memory, gone with the process.

use std::collections::{BTreeMap, HashMap};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::SystemTime;

use uuid::Builder;

use super::item::{Item, ItemPage, NewItem};
use super::store::{ItemStore, StoreError};

/// Items by sequence number, which only grows: a page stays where it is when items before it are
/// deleted.
#[derive(Default)]
pub struct MemoryItemStore(RwLock<Rows>);

#[derive(Default)]
struct Rows {
    items: BTreeMap<u64, Item>,
    sequences: HashMap<String, u64>,
    last: u64,
}

impl MemoryItemStore {
    fn read(&self) -> RwLockReadGuard<'_, Rows> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Rows> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ItemStore for MemoryItemStore {
    async fn list(&self, limit: usize, cursor: Option<&str>) -> Result<ItemPage, StoreError> {
        let after = cursor.map_or(Ok(0), decode_cursor)?;
        let rows = self.read();
        let mut rest = rows.items.range(after.saturating_add(1)..);
        let page: Vec<_> = rest.by_ref().take(limit).collect();
        let next_cursor = match (page.last(), rest.next()) {
            (Some((sequence, _)), Some(_)) => Some(encode_cursor(**sequence)),
            _ => None,
        };
        let items = page.into_iter().map(|(_, item)| item.clone()).collect();
        Ok(ItemPage { items, next_cursor })
    }

    async fn create(&self, new: NewItem) -> Result<Item, StoreError> {
        let item = Item {
            id: Builder::from_random_bytes(rand::random())
                .into_uuid()
                .to_string(),
            name: new.name,
            tags: new.tags,
            created_at: SystemTime::now(),
        };
        let mut rows = self.write();
        rows.last += 1;
        let sequence = rows.last;
        rows.sequences.insert(item.id.clone(), sequence);
        rows.items.insert(sequence, item.clone());
        Ok(item)
    }

    async fn get(&self, id: &str) -> Result<Option<Item>, StoreError> {
        let rows = self.read();
        let item = rows
            .sequences
            .get(id)
            .and_then(|sequence| rows.items.get(sequence));
        Ok(item.cloned())
    }

    async fn delete(&self, id: &str) -> Result<bool, StoreError> {
        let mut rows = self.write();
        let sequence = rows.sequences.remove(id);
        Ok(sequence.is_some_and(|sequence| rows.items.remove(&sequence).is_some()))
    }
}

/// Clients take it as it is, so that another store may page by something else.
fn encode_cursor(sequence: u64) -> String {
    format!("{sequence:016x}")
}

fn decode_cursor(cursor: &str) -> Result<u64, StoreError> {
    u64::from_str_radix(cursor, 16)
        .ok()
        .filter(|sequence| encode_cursor(*sequence) == cursor)
        .ok_or(StoreError::UnknownCursor)
}
