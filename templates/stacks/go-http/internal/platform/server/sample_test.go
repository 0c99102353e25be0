package server_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"service/internal/platform/health"
	"service/internal/platform/logging"
	"service/internal/platform/metrics"
	"service/internal/platform/problem"
	"service/internal/platform/server"
	"service/internal/platform/tracing"
)

// The tests of the platform bring an API of their own, so they hold when the example has been replaced.

type sample struct {
	Name *string  `json:"name"`
	Tags []string `json:"tags,omitempty"`
	Size *struct {
		Width int `json:"width"`
	} `json:"size,omitempty"`
}

func sampleRoutes() []server.Route {
	return []server.Route{
		{Method: http.MethodGet, Path: "/v1/samples", Handler: func(w http.ResponseWriter, _ *http.Request) error {
			return server.WriteJSON(w, http.StatusOK, []string{})
		}},
		{Method: http.MethodPost, Path: "/v1/samples", Handler: func(w http.ResponseWriter, r *http.Request) error {
			var sent sample
			if err := server.ReadJSON(r, &sent); err != nil {
				return err
			}
			if sent.Name == nil {
				return problem.Invalid(problem.InBody("/name", "is required"))
			}
			if *sent.Name == "slow" {
				time.Sleep(300 * time.Millisecond)
				if err := r.Context().Err(); err != nil {
					return err
				}
			}
			return server.WriteJSON(w, http.StatusCreated, sent)
		}},
		{Method: http.MethodGet, Path: "/v1/samples/{id}", Handler: func(_ http.ResponseWriter, r *http.Request) error {
			switch r.PathValue("id") {
			case "panics":
				panic("with a secret")
			case "slow":
				time.Sleep(200 * time.Millisecond)
			case "awaited":
				select {
				case <-r.Context().Done():
					return r.Context().Err()
				case <-time.After(500 * time.Millisecond):
				}
			case "silent":
				return nil
			case "a/b":
				return problem.New(http.StatusNotFound, "a slash")
			}
			return problem.New(http.StatusNotFound, "There is none.")
		}},
	}
}

// lines are written by one goroutine while a test reads them.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(line)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

type running struct {
	*httptest.Server
	t        *testing.T
	logs     *lines
	platform server.Platform
}

func start(t *testing.T) running {
	t.Helper()
	logs := &lines{}
	tracer, _ := tracing.New(t.Context(), "", "sample", "1.0.0", nil)
	p := server.Platform{
		Log:     logging.New(logs, "info", "sample", "1.0.0"),
		Health:  health.New(),
		Metrics: metrics.New("sample", "1.0.0", "abc"),
		Tracer:  tracer, MaxBodyBytes: 200, BodyTimeout: 200 * time.Millisecond,
	}
	p.Health.Set(health.Ready)
	routes := append(sampleRoutes(), server.PlatformRoutes(p, []byte("openapi: 3.1.0\n"))...)
	srv := httptest.NewServer(server.NewHandler(p, routes))
	t.Cleanup(srv.Close)
	return running{srv, t, logs, p}
}

type answer struct {
	status int
	header http.Header
	body   string
}

func (r running) ask(method, path, body string, header ...string) answer {
	r.t.Helper()
	var reader io.Reader
	if body != "" {
		reader = strings.NewReader(body)
	}
	return r.send(method, path, reader, header...)
}

func (r running) send(method, path string, body io.Reader, header ...string) answer {
	r.t.Helper()
	request, err := http.NewRequestWithContext(r.t.Context(), method, r.URL+path, body)
	if err != nil {
		r.t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	response, err := r.Client().Do(request)
	if err != nil {
		r.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, string(text)}
}

func (r running) post(body string) answer {
	r.t.Helper()
	return r.ask(http.MethodPost, "/v1/samples", body, "Content-Type", "application/json")
}

// lines are what was logged, once the requests that a test has made are.
func (r running) lines(count int) []map[string]any {
	r.t.Helper()
	var lines []map[string]any
	for range 100 {
		lines = nil
		for line := range strings.Lines(r.logs.String()) {
			fields := map[string]any{}
			if err := json.Unmarshal([]byte(line), &fields); err != nil {
				r.t.Fatalf("no JSON: %s", line)
			}
			lines = append(lines, fields)
		}
		if len(lines) >= count {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	return lines
}

func (r running) metric(line string) string {
	r.t.Helper()
	for each := range strings.Lines(r.ask(http.MethodGet, "/metrics", "").body) {
		if value, found := strings.CutPrefix(each, line+" "); found {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
