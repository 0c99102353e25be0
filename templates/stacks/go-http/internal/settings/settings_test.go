package settings_test

import (
	"strings"
	"testing"
	"time"

	"service/internal/settings"
)

func read(values map[string]string) (settings.Settings, error) {
	return settings.Read(func(name string) string { return values[name] })
}

func TestRow01HasDefaults(t *testing.T) {
	s, err := read(map[string]string{"PORT": " ", "LOG_LEVEL": ""})
	if err != nil || s.LogLevel != "info" || s.MaxBodyBytes != 1<<20 || s.Timing.Shutdown != 25*time.Second || s.Timing.Drain != 0 {
		t.Errorf("%+v %v", s, err)
	}
}

func TestRow01TellsEveryBadSettingInALine(t *testing.T) {
	_, err := read(map[string]string{
		"PORT": "http", "LOG_LEVEL": "loud", "MAX_BODY_BYTES": "1.5", "DRAIN_SECONDS": "NaN",
		"SHUTDOWN_SECONDS": "-1", "OTEL_EXPORTER_OTLP_ENDPOINT": "ftp://user:secret@host",
	})
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	for i, name := range []string{"PORT", "LOG_LEVEL", "MAX_BODY_BYTES", "DRAIN_SECONDS", "SHUTDOWN_SECONDS", "OTEL_EXPORTER_OTLP_ENDPOINT"} {
		if i >= len(lines) || !strings.HasPrefix(lines[i], name+" ") {
			t.Errorf("no line for %s: %v", name, lines)
		}
	}
	if strings.Contains(err.Error(), "secret") {
		t.Error("repeats an address")
	}
}

func TestRow01RefusesPortsOutOfRange(t *testing.T) {
	for _, port := range []string{"0", "65536", "80 80", "1e3", "0x50"} {
		if _, err := read(map[string]string{"PORT": port}); err == nil {
			t.Errorf("took %s", port)
		}
	}
}

func TestRow01HoldsSettingsAgainstEachOther(t *testing.T) {
	_, err := read(map[string]string{"DRAIN_SECONDS": "30", "HEADERS_TIMEOUT_SECONDS": "20"})
	if err == nil || len(strings.Split(err.Error(), "\n")) != 2 {
		t.Errorf("%v", err)
	}
}
