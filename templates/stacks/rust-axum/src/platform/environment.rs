//! Typed values out of environment variables.

use std::fmt::Display;
use std::str::FromStr;
use std::time::Duration;

use axum::http::Uri;
use axum::http::uri::Authority;

/// Every bad setting of an environment: one line each.
#[derive(Debug)]
pub struct SettingsError {
    /// What is wrong, each with the name of its variable first.
    pub problems: Vec<String>,
}

/// Reads typed values and remembers everything that is wrong with them, so that a start fails once
/// with the whole list. An empty variable counts as not set.
pub struct Environment<F> {
    lookup: F,
    problems: Vec<String>,
}

impl<F: Fn(&str) -> Option<String>> Environment<F> {
    /// An environment whose variables `lookup` knows.
    pub fn new(lookup: F) -> Self {
        Self {
            lookup,
            problems: Vec::new(),
        }
    }

    /// A text, taken as it is.
    pub fn text(&self, name: &str, default: &str) -> String {
        self.read(name).unwrap_or_else(|| default.to_owned())
    }

    /// A whole number within bounds.
    pub fn integer<T>(&mut self, name: &str, default: T, min: T, max: T) -> T
    where
        T: FromStr + PartialOrd + Display + Copy,
    {
        self.number("a whole number", name, default, min, max)
    }

    /// A time in seconds, which may have a fraction.
    pub fn seconds(&mut self, name: &str, default: f64, min: f64, max: f64) -> Duration {
        Duration::from_secs_f64(self.number("a number", name, default, min, max))
    }

    /// One of a few words.
    pub fn one_of<T: Copy>(&mut self, name: &str, default: T, choices: &[(&str, T)]) -> T {
        let Some(text) = self.read(name) else {
            return default;
        };
        if let Some((_, choice)) = choices.iter().find(|(word, _)| *word == text) {
            return *choice;
        }
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let problem = format!(
            "{name} must be one of {}, not {:?}",
            words.join(", "),
            shorten(&text)
        );
        self.problems.push(problem);
        default
    }

    /// An http or https address without the slash at its end.
    pub fn url(&mut self, name: &str, default: &str) -> String {
        self.optional_url(name)
            .unwrap_or_else(|| default.to_owned())
    }

    /// Like `url`, for an address that may be absent.
    pub fn optional_url(&mut self, name: &str) -> Option<String> {
        let text = self.read(name)?;
        if is_http_address(&text) {
            return Some(text.trim_end_matches('/').to_owned());
        }
        // The value is not repeated: an address may hold a password.
        let problem =
            format!("{name} must be an http or https address, such as http://localhost:8080");
        self.problems.push(problem);
        None
    }

    /// A rule that concerns more than one setting.
    pub fn ensure(&mut self, is_met: bool, problem: &str) {
        if !is_met {
            self.problems.push(problem.to_owned());
        }
    }

    /// Fails when anything was wrong.
    pub fn finish(self) -> Result<(), SettingsError> {
        if self.problems.is_empty() {
            Ok(())
        } else {
            Err(SettingsError {
                problems: self.problems,
            })
        }
    }

    fn number<T>(&mut self, kind: &str, name: &str, default: T, min: T, max: T) -> T
    where
        T: FromStr + PartialOrd + Display + Copy,
    {
        let Some(text) = self.read(name) else {
            return default;
        };
        match text.parse::<T>() {
            Ok(value) if value >= min && value <= max => value,
            _ => {
                let problem = format!(
                    "{name} must be {kind} from {min} to {max}, not {:?}",
                    shorten(&text)
                );
                self.problems.push(problem);
                default
            }
        }
    }

    fn read(&self, name: &str) -> Option<String> {
        (self.lookup)(name)
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    }
}

fn is_http_address(text: &str) -> bool {
    let Ok(uri) = text.parse::<Uri>() else {
        return false;
    };
    let has_scheme = matches!(uri.scheme_str(), Some("http" | "https"));
    has_scheme && uri.authority().is_some_and(has_host_and_port)
}

/// A port may be absent, but not one that is no port.
fn has_host_and_port(authority: &Authority) -> bool {
    let host = authority.host();
    let at = authority.as_str().rsplit('@').next().unwrap_or_default();
    !host.is_empty() && (at == host || authority.port_u16().is_some())
}

fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}
