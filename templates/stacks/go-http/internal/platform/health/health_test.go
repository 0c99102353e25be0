package health_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"service/internal/platform/health"
)

type readiness struct {
	Status  string
	Failing []struct{ Check, Reason string }
}

func ask(t *testing.T, h *health.Health) (int, readiness) {
	t.Helper()
	w := httptest.NewRecorder()
	if err := h.Readiness(w, httptest.NewRequest(http.MethodGet, "/readyz", nil)); err != nil {
		t.Fatal(err)
	}
	var body readiness
	if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
		t.Fatal(err)
	}
	return w.Code, body
}

func TestRow03LivezChecksNothing(t *testing.T) {
	h := health.New()
	h.AddCheck("database", func(context.Context) error { return errors.New("away") })
	w := httptest.NewRecorder()
	if err := h.Live(w, nil); err != nil || w.Code != http.StatusOK {
		t.Errorf("%d %v", w.Code, err)
	}
}

func TestRow04ReadyzNamesTheStateWhileStartingAndDraining(t *testing.T) {
	h := health.New()
	for _, state := range []health.State{health.Starting, health.Draining} {
		h.Set(state)
		status, body := ask(t, h)
		if status != http.StatusServiceUnavailable || body.Failing[0].Check != "lifecycle" || body.Failing[0].Reason != string(state) {
			t.Errorf("%d %v", status, body)
		}
	}
	h.Set(health.Ready)
	if status, body := ask(t, h); status != http.StatusOK || body.Status != "ok" {
		t.Errorf("%d %v", status, body)
	}
}

func TestRow04ReadyzNamesFailingChecksAndWaitsForNone(t *testing.T) {
	h := health.New()
	h.Set(health.Ready)
	h.AddCheck("good", func(context.Context) error { return nil })
	h.AddCheck("bad", func(context.Context) error { return errors.New("away") })
	h.AddCheck("deaf", func(context.Context) error { time.Sleep(3 * time.Second); return nil })
	started := time.Now()
	status, body := ask(t, h)
	if took := time.Since(started); took > 990*time.Millisecond {
		t.Errorf("took %v", took)
	}
	if status != http.StatusServiceUnavailable || len(body.Failing) != 2 || body.Failing[0].Reason != "away" || body.Failing[1].Check != "deaf" {
		t.Errorf("%d %v", status, body)
	}
}
