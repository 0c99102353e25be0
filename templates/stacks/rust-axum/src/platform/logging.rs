//! JSON lines with the field names that every service of the system shares.

use std::cell::RefCell;
use std::fmt;
use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::time::SystemTime;

use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::{LookupSpan, SpanRef};

use crate::platform::line_writer::{LastLines, LineWriter};

/// Target of events that end the process: they are logged at any `LOG_LEVEL`, as `fatal`.
pub const FATAL: &str = "fatal";

/// Names of fields whose values never reach a log.
const SECRET_WORDS: &[&str] = &[
    "authorization",
    "cookie",
    "set-cookie",
    "set_cookie",
    "password",
    "secret",
    "token",
    "api_key",
    "x-api-key",
];

/// The least important lines that are still logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogLevel {
    /// Everything.
    Trace,
    /// Probes too.
    Debug,
    /// A line for each request.
    Info,
    /// What may need a look.
    Warn,
    /// What has failed.
    Error,
    /// Only what ends the process.
    Fatal,
}

impl LogLevel {
    /// The words for levels in `LOG_LEVEL`.
    pub const CHOICES: &[(&str, Self)] = &[
        ("trace", Self::Trace),
        ("debug", Self::Debug),
        ("info", Self::Info),
        ("warn", Self::Warn),
        ("error", Self::Error),
        ("fatal", Self::Fatal),
    ];

    fn filter(self) -> LevelFilter {
        match self {
            Self::Trace => LevelFilter::TRACE,
            Self::Debug => LevelFilter::DEBUG,
            Self::Info => LevelFilter::INFO,
            Self::Warn => LevelFilter::WARN,
            Self::Error => LevelFilter::ERROR,
            Self::Fatal => LevelFilter::OFF,
        }
    }
}

/// A subscriber that hands whole lines to `write`.
pub fn subscriber(
    service: &str,
    version: &str,
    level: LogLevel,
    write: impl Fn(&[u8]) + Send + Sync + 'static,
) -> impl Subscriber + Send + Sync {
    let mut identity = Vec::new();
    push_member(&mut identity, "service", service);
    push_member(&mut identity, "version", version);
    tracing_subscriber::registry().with(JsonLines {
        identity,
        level: level.filter(),
        write,
    })
}

/// Logs to stdout from now on, panics too, until what it returns is dropped.
pub fn init(service: &str, version: &str, level: LogLevel) -> LastLines {
    let (writer, last_lines) = LineWriter::start();
    let subscriber = subscriber(service, version, level, move |line| writer.take(line));
    if tracing::subscriber::set_global_default(subscriber).is_ok() {
        std::panic::set_hook(Box::new(log_panic));
    }
    last_lines
}

fn log_panic(info: &PanicHookInfo<'_>) {
    let location = info.location().map(ToString::to_string);
    let reason = info.payload_as_str().unwrap_or("unknown");
    tracing::error!(location, err = reason, "panic");
}

struct JsonLines<W> {
    /// Service and version, as every line shows them.
    identity: Vec<u8>,
    level: LevelFilter,
    write: W,
}

/// The fields of a span and of those around it, as every line within it shows them.
struct SpanFields(Vec<u8>);

/// Room for the ids of a request.
const SPAN_FIELDS_LENGTH: usize = 192;

thread_local! {
    static LINE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

impl<S, W> Layer<S> for JsonLines<W>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: Fn(&[u8]) + Send + Sync + 'static,
{
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        // Spans carry the ids of requests, which lines of any level show.
        metadata.is_span() || *metadata.level() <= self.level || metadata.target() == FATAL
    }

    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let mut members = Vec::with_capacity(SPAN_FIELDS_LENGTH);
        push_fields_of(span.parent(), &mut members);
        let mut fields = Fields::after(members);
        attributes.record(&mut fields);
        span.extensions_mut().insert(SpanFields(fields.members));
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let metadata = event.metadata();
        // Writing the line may log in its turn; that line gets a buffer of its own.
        let mut line = LINE.with(RefCell::take);
        line.clear();
        let level = if metadata.target() == FATAL {
            FATAL
        } else {
            level_word(*metadata.level())
        };
        let time = humantime::format_rfc3339_millis(SystemTime::now());
        let _ = write!(line, r#"{{"time":"{time}","level":"{level}""#);
        line.extend_from_slice(&self.identity);
        push_fields_of(context.event_span(event), &mut line);
        let mut fields = Fields::after(line);
        event.record(&mut fields);
        line = fields.members;
        if !fields.has_message {
            push_member(&mut line, "msg", metadata.name());
        }
        line.extend_from_slice(b"}\n");
        (self.write)(&line);
        LINE.set(line);
    }
}

fn push_fields_of<'a, R: LookupSpan<'a>>(span: Option<SpanRef<'a, R>>, members: &mut Vec<u8>) {
    let Some(span) = span else { return };
    if let Some(SpanFields(fields)) = span.extensions().get() {
        members.extend_from_slice(fields);
    }
}

/// Writes fields as members of a JSON object, each with a comma before it.
struct Fields {
    members: Vec<u8>,
    has_message: bool,
}

impl Fields {
    fn after(members: Vec<u8>) -> Self {
        Self {
            members,
            has_message: false,
        }
    }

    fn push(&mut self, field: &Field, value: impl serde::Serialize) {
        let name = match field.name() {
            "message" => {
                self.has_message = true;
                "msg"
            }
            // A dependency's own field must not stand twice in a line.
            "time" | "level" | "msg" | "service" | "version" => return,
            name => name,
        };
        if SECRET_WORDS.contains(&name) {
            push_member(&mut self.members, name, "[redacted]");
        } else {
            push_member(&mut self.members, name, value);
        }
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.push(field, format_args!("{value:?}"));
    }
    fn record_str(&mut self, field: &Field, value: &str) {
        self.push(field, value);
    }
    fn record_bool(&mut self, field: &Field, value: bool) {
        self.push(field, value);
    }
    fn record_i64(&mut self, field: &Field, value: i64) {
        self.push(field, value);
    }
    fn record_u64(&mut self, field: &Field, value: u64) {
        self.push(field, value);
    }
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.push(field, value);
    }
}

fn push_member(members: &mut Vec<u8>, name: &str, value: impl serde::Serialize) {
    let before = members.len();
    members.push(b',');
    let written = serde_json::to_writer(&mut *members, name).and_then(|()| {
        members.push(b':');
        serde_json::to_writer(&mut *members, &value)
    });
    if written.is_err() {
        members.truncate(before);
    }
}

fn level_word(level: Level) -> &'static str {
    match level {
        Level::TRACE => "trace",
        Level::DEBUG => "debug",
        Level::INFO => "info",
        Level::WARN => "warn",
        Level::ERROR => "error",
    }
}
