//! Items as the API's document describes them.

use std::time::SystemTime;

use serde::{Deserialize, Serialize, Serializer};

use crate::platform::bounded::{List, Text};

/// What a client says of a new item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewItem {
    /// What it is called.
    pub name: Text<1, 200>,
    /// Words to find it by.
    #[serde(default)]
    pub tags: List<Text<1, 50>, 20>,
}

/// An item.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// Its name in paths.
    pub id: String,
    /// What it is called.
    pub name: Text<1, 200>,
    /// Words to find it by.
    pub tags: List<Text<1, 50>, 20>,
    /// When it was made.
    #[serde(serialize_with = "rfc3339")]
    pub created_at: SystemTime,
}

/// Some items, and where the next ones begin.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemPage {
    /// Oldest first.
    pub items: Vec<Item>,
    /// Absent on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

fn rfc3339<S: Serializer>(time: &SystemTime, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&humantime::format_rfc3339_millis(*time))
}
