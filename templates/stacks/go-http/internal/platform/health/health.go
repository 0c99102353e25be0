// Package health answers the probes of Kubernetes.
package health

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// checkDeadline is shorter than the second that probes and load balancers usually grant.
const checkDeadline = 900 * time.Millisecond

// State is where a process stands in its life.
type State string

// The states, in their order.
const (
	Starting State = "starting"
	Ready    State = "ready"
	Draining State = "draining"
)

// Check returns when the thing checked can be used, and an error when not.
type Check func(context.Context) error

// Health is what the probes tell.
type Health struct {
	state  atomic.Value
	mu     sync.Mutex
	checks []namedCheck
}

type namedCheck struct {
	name  string
	check Check
}

// New is the health of a process that starts.
func New() *Health {
	h := &Health{}
	h.Set(Starting)
	return h
}

// Set enters a state.
func (h *Health) Set(state State) {
	h.state.Store(state)
}

// State is the one that was entered last.
func (h *Health) State() State {
	state, _ := h.state.Load().(State)
	return state
}

// AddCheck adds what the service itself cannot work without, such as its own database. Not other
// services: if their failure made this one unready, one outage would take down every caller.
func (h *Health) AddCheck(name string, check Check) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.checks = append(h.checks, namedCheck{name, check})
}

// Live answers /livez: the process can answer.
func (h *Health) Live(w http.ResponseWriter, _ *http.Request) error {
	return write(w, http.StatusOK, answer{Status: "ok"})
}

// Readiness answers /readyz: the process can do its work, and is not about to stop.
func (h *Health) Readiness(w http.ResponseWriter, r *http.Request) error {
	failing := h.failing(r.Context())
	if len(failing) == 0 {
		return write(w, http.StatusOK, answer{Status: "ok"})
	}
	return write(w, http.StatusServiceUnavailable, answer{Status: "failing", Failing: failing})
}

type answer struct {
	Status  string    `json:"status"`
	Failing []failure `json:"failing,omitempty"`
}

type failure struct {
	Check  string `json:"check"`
	Reason string `json:"reason"`
}

func (h *Health) failing(ctx context.Context) []failure {
	h.mu.Lock()
	checks := h.checks
	h.mu.Unlock()
	reasons := make([]string, len(checks))
	var running sync.WaitGroup
	for i, each := range checks {
		running.Go(func() { reasons[i] = run(ctx, each.check) })
	}
	running.Wait()

	var failing []failure
	if state := h.State(); state != Ready {
		failing = append(failing, failure{"lifecycle", string(state)})
	}
	for i, reason := range reasons {
		if reason != "" {
			failing = append(failing, failure{checks[i].name, reason})
		}
	}
	return failing
}

// run is the reason why a check fails. One that ignores its context must not hold the answer.
func run(ctx context.Context, check Check) string {
	ctx, cancel := context.WithTimeout(ctx, checkDeadline)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- check(ctx) }()
	select {
	case err := <-done:
		if err != nil {
			return err.Error()
		}
		return ""
	case <-ctx.Done():
		return "no answer within " + checkDeadline.String()
	}
}

func write(w http.ResponseWriter, status int, body answer) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, err = w.Write(text)
	return err
}
