package logging_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"reflect"
	"testing"
	"time"

	"service/internal/platform/logging"
	"service/internal/platform/request"
)

func TestRow08TheLineOfARequestSaysWhatTheLoggerWould(t *testing.T) {
	var out bytes.Buffer
	log := logging.New(&out, "info", `a "service"`, "1.0.0")
	info := &request.Info{ID: "my-request", Span: request.Child(request.ParentOf(nil))}
	for _, path := range []string{"/v1/items", "/a\"b\\c\u2028\n", "/no\xff"} {
		log.Request(slog.LevelDebug, time.Now(), info, logging.Request{})
		log.Request(slog.LevelInfo, time.Now(), info, logging.Request{
			Method: "GET", Route: "/v1/items", Path: path, Status: 200, Took: 12_345 * time.Microsecond,
		})
		log.InfoContext(request.With(context.Background(), info), "request", "method", "GET", "route", "/v1/items",
			"path", path, "status", 200, "duration_ms", 12.3)
		byHand, byLogger := read(t, &out), read(t, &out)
		if !reflect.DeepEqual(byHand, byLogger) || out.Len() > 0 {
			t.Errorf("%v\nand by the logger\n%v\n%s", byHand, byLogger, &out)
		}
	}
}

// read takes a line out, all but its time.
func read(t *testing.T, lines *bytes.Buffer) map[string]any {
	t.Helper()
	line, err := lines.ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(line, &fields); err != nil {
		t.Fatalf("%v: %s", err, line)
	}
	at, _ := fields["time"].(string)
	if _, err := time.Parse(time.RFC3339Nano, at); err != nil {
		t.Error(err)
	}
	delete(fields, "time")
	return fields
}
