//! Types whose bounds are part of them, so that a value that exists is one that the API's document
//! allows.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

/// A text of `MIN` to `MAX` characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Text<const MIN: usize, const MAX: usize>(String);

impl<const MIN: usize, const MAX: usize> TryFrom<String> for Text<MIN, MAX> {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if (MIN..=MAX).contains(&text.chars().count()) {
            Ok(Self(text))
        } else {
            Err(format!("must have {MIN} to {MAX} characters"))
        }
    }
}

impl<const MIN: usize, const MAX: usize> Deref for Text<MIN, MAX> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const MIN: usize, const MAX: usize> fmt::Display for Text<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A list of at most `MAX` elements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<T>", bound(deserialize = "T: Deserialize<'de>"))]
pub struct List<T, const MAX: usize>(Vec<T>);

impl<T, const MAX: usize> TryFrom<Vec<T>> for List<T, MAX> {
    type Error = String;

    fn try_from(elements: Vec<T>) -> Result<Self, String> {
        if elements.len() <= MAX {
            Ok(Self(elements))
        } else {
            Err(format!("must have at most {MAX} elements"))
        }
    }
}

impl<T, const MAX: usize> Default for List<T, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const MAX: usize> Deref for List<T, MAX> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

/// A whole number from `MIN` to `MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "usize")]
pub struct Whole<const MIN: usize, const MAX: usize>(usize);

impl<const MIN: usize, const MAX: usize> TryFrom<usize> for Whole<MIN, MAX> {
    type Error = String;

    fn try_from(number: usize) -> Result<Self, String> {
        if (MIN..=MAX).contains(&number) {
            Ok(Self(number))
        } else {
            Err(format!("must be from {MIN} to {MAX}"))
        }
    }
}

impl<const MIN: usize, const MAX: usize> Whole<MIN, MAX> {
    /// A number that is known while compiling, and within the bounds.
    pub const fn new<const NUMBER: usize>() -> Self {
        const { assert!(MIN <= NUMBER && NUMBER <= MAX) }
        Self(NUMBER)
    }

    /// The number itself.
    pub const fn get(self) -> usize {
        self.0
    }
}
