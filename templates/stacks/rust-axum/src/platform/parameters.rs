//! Parameters of the path and the query, as strict as bodies: `Path<T>` and `Query<T>`.

use std::borrow::Cow;
use std::str::FromStr;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Error, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};

use super::fault::Fault;
use super::problem::Problem;

/// The parameters of the path, by name.
#[derive(Debug)]
pub struct Path<T>(pub T);

/// The parameters of the query, by name. Those that `T` does not know are ignored.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let undecodable = || Problem::new(StatusCode::BAD_REQUEST, "The path cannot be decoded.");
        if !has_whole_escapes(parts.uri.path()) {
            return Err(undecodable());
        }
        let params = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|_| undecodable())?;
        let pairs = params
            .iter()
            .map(|(name, value)| (name, Cow::Borrowed(value)));
        read(pairs).map(Self)
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        let pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> =
            form_urlencoded::parse(query.as_bytes()).collect();
        read(
            pairs
                .iter()
                .map(|(name, value)| (&**name, Cow::Borrowed(&**value))),
        )
        .map(Self)
    }
}

fn read<'a, T: DeserializeOwned>(
    pairs: impl Iterator<Item = (&'a str, Cow<'a, str>)>,
) -> Result<T, Problem> {
    let parameters = Parameters {
        pairs,
        current: None,
    };
    T::deserialize(MapAccessDeserializer::new(parameters)).map_err(Fault::into_parameter_problem)
}

/// `%zz` would be taken literally otherwise.
fn has_whole_escapes(path: &str) -> bool {
    path.split('%')
        .skip(1)
        .all(|rest| rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit()))
}

struct Parameters<'a, I> {
    pairs: I,
    current: Option<(&'a str, Cow<'a, str>)>,
}

impl<'a, 'de, I: Iterator<Item = (&'a str, Cow<'a, str>)>> MapAccess<'de> for Parameters<'a, I> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        self.current = self.pairs.next();
        match self.current {
            Some((name, _)) => seed.deserialize(name.into_deserializer()).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let (name, text) = self
            .current
            .take()
            .ok_or_else(|| Fault::custom("has no value"))?;
        seed.deserialize(Parameter(text))
            .map_err(|fault| fault.within(name))
    }
}

/// A value that arrives as text and becomes what the type wants.
struct Parameter<'a>(Cow<'a, str>);

impl Parameter<'_> {
    fn parse<T: FromStr>(&self, expected: &str) -> Result<T, Fault> {
        self.0
            .parse()
            .map_err(|_| Fault::custom(format_args!("must be {expected}")))
    }
}

macro_rules! parse {
    ($($method:ident as $type:ty, $visit:ident, $expected:literal;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.$visit(self.parse::<$type>($expected)?)
        })*
    };
}

impl<'de> Deserializer<'de> for Parameter<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_string(self.0.into_owned())
    }

    parse! {
        deserialize_bool as bool, visit_bool, "true or false";
        deserialize_i8 as i64, visit_i64, "an integer";
        deserialize_i16 as i64, visit_i64, "an integer";
        deserialize_i32 as i64, visit_i64, "an integer";
        deserialize_i64 as i64, visit_i64, "an integer";
        deserialize_u8 as u64, visit_u64, "an integer that is not negative";
        deserialize_u16 as u64, visit_u64, "an integer that is not negative";
        deserialize_u32 as u64, visit_u64, "an integer that is not negative";
        deserialize_u64 as u64, visit_u64, "an integer that is not negative";
        deserialize_f32 as f64, visit_f64, "a number";
        deserialize_f64 as f64, visit_f64, "a number";
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_enum(self.0.into_owned().into_deserializer())
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}
