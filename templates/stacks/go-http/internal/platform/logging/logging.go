// Package logging writes JSON lines.
package logging

import (
	"io"
	"log/slog"
	"strings"
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

// New is a logger that writes lines from a level on, each with the name and version of the service.
func New(out io.Writer, level, service, version string) *slog.Logger {
	handler := slog.NewJSONHandler(out, &slog.HandlerOptions{Level: levelOf[level], ReplaceAttr: replace})
	return slog.New(handler).With("service", service, "version", version)
}

func replace(groups []string, attr slog.Attr) slog.Attr {
	if len(groups) == 0 && attr.Key == slog.LevelKey {
		return slog.String(slog.LevelKey, nameOf(attr.Value.Any()))
	}
	if secretWords[strings.ToLower(attr.Key)] {
		return slog.String(attr.Key, "[redacted]")
	}
	return attr
}

func nameOf(value any) string {
	level, _ := value.(slog.Level)
	for name, known := range levelOf {
		if known == level {
			return name
		}
	}
	return strings.ToLower(level.String())
}
