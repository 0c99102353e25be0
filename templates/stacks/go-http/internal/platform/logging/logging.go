// Package logging writes JSON lines.
package logging

import (
	"context"
	"io"
	"log/slog"
	"strings"

	"service/internal/platform/request"
)

// Levels beside those of slog.
const (
	LevelTrace = slog.LevelDebug - 4
	LevelFatal = slog.LevelError + 4
)

// Levels are the words of LOG_LEVEL, the least important first.
var Levels = []string{"trace", "debug", "info", "warn", "error", "fatal"}

var levelOf = map[string]slog.Level{
	"trace": LevelTrace, "debug": slog.LevelDebug, "info": slog.LevelInfo,
	"warn": slog.LevelWarn, "error": slog.LevelError, "fatal": LevelFatal,
}

// secretWords are keys whose values never reach a log.
var secretWords = map[string]bool{
	"authorization": true, "cookie": true, "set-cookie": true, "password": true,
	"secret": true, "token": true, "apikey": true, "api_key": true, "x-api-key": true,
}

// Logger writes lines, each with the name and version of the service, and with the ids of the request
// that its context belongs to.
type Logger struct {
	*slog.Logger
	out      io.Writer
	identity []byte
}

// New is a logger that writes lines from a level on.
func New(out io.Writer, level, service, version string) *Logger {
	lines := slog.NewJSONHandler(out, &slog.HandlerOptions{Level: levelOf[level], ReplaceAttr: replace})
	return &Logger{
		Logger:   slog.New(handler{lines}).With("service", service, "version", version),
		out:      out,
		identity: appendText(appendText(nil, "service", service), "version", version),
	}
}

type handler struct {
	slog.Handler
}

func (h handler) Handle(ctx context.Context, record slog.Record) error {
	if info := request.From(ctx); info.ID != "" {
		record.AddAttrs(slog.String("request_id", info.ID),
			slog.String("trace_id", info.TraceID()), slog.String("span_id", info.SpanID()))
	}
	return h.Handler.Handle(ctx, record)
}

func (h handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return handler{h.Handler.WithAttrs(attrs)}
}

func (h handler) WithGroup(name string) slog.Handler {
	return handler{h.Handler.WithGroup(name)}
}

func replace(groups []string, attr slog.Attr) slog.Attr {
	if len(groups) == 0 && attr.Key == slog.LevelKey {
		if level, isLevel := attr.Value.Any().(slog.Level); isLevel {
			return slog.String(slog.LevelKey, nameOf(level))
		}
	}
	if secretWords[strings.ToLower(attr.Key)] {
		return slog.String(attr.Key, "[redacted]")
	}
	return attr
}

func nameOf(level slog.Level) string {
	switch {
	case level >= LevelFatal:
		return "fatal"
	case level >= slog.LevelError:
		return "error"
	case level >= slog.LevelWarn:
		return "warn"
	case level >= slog.LevelInfo:
		return "info"
	case level >= slog.LevelDebug:
		return "debug"
	}
	return "trace"
}
