//! What is wrong with one part of a request, as serde finds it while it builds the request's type.

use std::fmt::{self, Display};

use serde::de::{self, Expected, Unexpected};

use super::problem::{Problem, ProblemError};

/// What is wrong, and where: the way to it through objects and lists, or the name of a parameter.
#[derive(Debug)]
pub struct Fault {
    /// From the inside out, as the error travels.
    path: Vec<String>,
    reason: String,
}

impl Fault {
    /// The same, seen from the object or list around it.
    #[must_use]
    pub fn within(mut self, segment: impl Display) -> Self {
        self.path.push(segment.to_string());
        self
    }

    /// A fault of the body, with a JSON pointer.
    pub fn into_body_problem(self) -> Problem {
        let escaped = self.path.iter().rev().map(|segment| escape(segment));
        let pointer: String = escaped
            .flat_map(|segment| ["/".to_owned(), segment])
            .collect();
        let what = if pointer.is_empty() {
            "The body"
        } else {
            &pointer
        };
        let detail = format!("{what} {}", self.reason);
        Problem::bad_request(ProblemError::in_body(detail, &pointer))
    }

    /// A fault of a parameter of the path or the query.
    pub fn into_parameter_problem(self) -> Problem {
        let name = self.path.last().cloned().unwrap_or_default();
        let detail = format!("The parameter {name} {}", self.reason);
        Problem::bad_request(ProblemError::in_parameter(detail, name))
    }

    fn at(segment: &str, reason: &str) -> Self {
        Self::reason(reason).within(segment)
    }

    fn reason(reason: impl Display) -> Self {
        Self {
            path: Vec::new(),
            reason: reason.to_string(),
        }
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: Display>(message: T) -> Self {
        Self::reason(message)
    }

    // Values are not repeated: they may be long, or secret.
    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::reason(format_args!("must be {expected}, not {}", kind(unexpected)))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::reason(format_args!("must be {expected}"))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::reason(format_args!("must be one of {}", expected.join(", ")))
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self::at(field, "is not allowed")
    }

    fn missing_field(field: &'static str) -> Self {
        Self::at(field, "is required")
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::at(field, "must be given once")
    }
}

fn kind(unexpected: Unexpected<'_>) -> &'static str {
    match unexpected {
        Unexpected::Bool(_) => "a boolean",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "an integer",
        Unexpected::Float(_) => "a number with a fraction",
        Unexpected::Str(_) | Unexpected::Char(_) => "a string",
        Unexpected::Unit | Unexpected::Option => "null",
        Unexpected::Seq => "a sequence",
        Unexpected::Map => "an object",
        _ => "something else",
    }
}

fn escape(segment: &str) -> String {
    segment.replace('~', "~0").replace('/', "~1")
}
