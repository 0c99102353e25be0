package server_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"service/internal/platform/health"
	"service/internal/platform/request"
)

const trace = "4bf92f3577b34da6a3ce929d0e0e4736"

func TestRow05RequestsAreCountedUnderThePatternOfTheirRoute(t *testing.T) {
	r := start(t)
	for id := range 3 {
		r.ask(http.MethodGet, fmt.Sprintf("/v1/samples/%d", id), "")
	}
	count := `http_server_request_duration_seconds_count{http_request_method="GET",http_response_status_code="404",http_route="/v1/samples/{id}"}`
	if value := r.metric(count); value != "3" {
		t.Errorf("%s", value)
	}
	if value := r.metric(`service_build_info{revision="abc",service="sample",version="1.0.0"}`); value != "1" {
		t.Errorf("build info: %s", value)
	}
	for _, name := range []string{"process_cpu_seconds_total", "process_resident_memory_bytes", "process_start_time_seconds", "process_open_fds"} {
		if r.metric(name) == "" {
			t.Errorf("no %s", name)
		}
	}
}

func TestRow05ActiveRequestsAreThoseUnderWay(t *testing.T) {
	r := start(t)
	var slow sync.WaitGroup
	slow.Go(func() { r.ask(http.MethodGet, "/v1/samples/slow", "") })
	time.Sleep(50 * time.Millisecond)
	// The scrape itself is the second.
	if value := r.metric("http_server_active_requests"); value != "2" {
		t.Errorf("%s", value)
	}
	slow.Wait()
}

func TestRow06UnknownPathsAndMethodsAddOneSeries(t *testing.T) {
	r := start(t)
	series := func() int {
		return strings.Count(r.ask(http.MethodGet, "/metrics", "").body, "http_server_request_duration_seconds_count{")
	}
	series()
	before := series()
	for number := range 500 {
		r.ask(http.MethodGet, fmt.Sprintf("/random/%d", number), "")
	}
	if added := series() - before; added != 1 {
		t.Errorf("%d series", added)
	}
	for number := range 50 {
		r.ask(fmt.Sprintf("M%d", number), "/random", "")
	}
	if added := series() - before; added != 2 {
		t.Errorf("%d series with odd methods", added)
	}
}

func TestRow08ARequestIsOneLineWithItsIDs(t *testing.T) {
	r := start(t)
	r.ask(http.MethodPost, "/v1/samples?token=secret-query", `{"name":"secret-body"}`, "Content-Type", "application/json",
		"Authorization", "Bearer secret-header", request.IDHeader, "abc", "Traceparent", "00-"+trace+"-00f067aa0ba902b7-01")
	lines := r.lines(1)
	if len(lines) != 1 {
		t.Fatalf("%v", lines)
	}
	line := lines[0]
	for name, expected := range map[string]any{
		"level": "info", "msg": "request", "service": "sample", "version": "1.0.0", "request_id": "abc", "trace_id": trace,
		"method": "POST", "route": "/v1/samples", "path": "/v1/samples", "status": 201.0,
	} {
		if line[name] != expected {
			t.Errorf("%s: %v", name, line[name])
		}
	}
	if _, err := time.Parse(time.RFC3339Nano, line["time"].(string)); err != nil {
		t.Error(err)
	}
	if span := line["span_id"].(string); !regexp.MustCompile(`^[0-9a-f]{16}$`).MatchString(span) || span == "00f067aa0ba902b7" {
		t.Errorf("span %s", span)
	}
	if strings.Contains(r.logs.String(), "secret") {
		t.Errorf("%s", r.logs)
	}
}

func TestRow08ProbesAreQuiet(t *testing.T) {
	r := start(t)
	for _, path := range []string{"/livez", "/readyz", "/metrics", "/openapi.yaml"} {
		r.ask(http.MethodGet, path, "")
	}
	if logged := r.logs.String(); logged != "" {
		t.Errorf("%s", logged)
	}
}

func TestRow09ATraceparentThatIsNotValidBeginsANewTrace(t *testing.T) {
	r := start(t)
	bad := []string{"", "x", "00-" + strings.Repeat("0", 32) + "-00f067aa0ba902b7-01", "ff-" + trace + "-00f067aa0ba902b7-01", "00-" + trace + "-" + strings.Repeat("0", 16) + "-01"}
	for number, traceparent := range bad {
		r.ask(http.MethodGet, "/v1/samples", "", "Traceparent", traceparent)
		id := r.lines(number + 1)[number]["trace_id"].(string)
		if !regexp.MustCompile(`^[0-9a-f]{32}$`).MatchString(id) || id == trace || id == strings.Repeat("0", 32) {
			t.Errorf("%s: %s", traceparent, id)
		}
	}
}

func TestRow09ARequestIDIsTakenMadeOrReplaced(t *testing.T) {
	r := start(t)
	idFor := func(sent string) string {
		return r.ask(http.MethodGet, "/v1/samples", "", request.IDHeader, sent).header.Get(request.IDHeader)
	}
	if id := idFor("abc-1"); id != "abc-1" {
		t.Errorf("%s", id)
	}
	for _, bad := range []string{"", strings.Repeat("x", 129), `a"b`, "a b", "<x>"} {
		if id := idFor(bad); id == bad || len(id) < 16 || len(id) > 128 {
			t.Errorf("%q: %q", bad, id)
		}
	}
}

func TestRow13EveryAnswerIsNotToBeSniffedAndNamesNoServer(t *testing.T) {
	r := start(t)
	for _, path := range []string{"/livez", "/metrics", "/openapi.yaml", "/nothing", "/v1/samples", "/v1/samples/panics"} {
		a := r.ask(http.MethodGet, path, "")
		if a.header.Get("X-Content-Type-Options") != "nosniff" || a.header.Get("Server") != "" {
			t.Errorf("%s: %v", path, a.header)
		}
	}
}

func TestRow08AClientThatHungUpIsNoFaultOfOurs(t *testing.T) {
	r := start(t)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	request, _ := http.NewRequestWithContext(ctx, http.MethodGet, r.URL+"/v1/samples/awaited", nil)
	if _, err := r.Client().Do(request); err == nil {
		t.Error("there was an answer")
	}
	if lines := r.lines(1); len(lines) != 1 || lines[0]["status"] != 499.0 || lines[0]["level"] != "info" {
		t.Errorf("%v", lines)
	}
}

func TestRow08AnAnswerWithoutAnythingCountsAsWhatTheClientGets(t *testing.T) {
	r := start(t)
	if a := r.ask(http.MethodGet, "/v1/samples/silent", ""); a.status != http.StatusOK || r.lines(1)[0]["status"] != 200.0 {
		t.Errorf("%d %v", a.status, r.lines(1))
	}
}

func TestRow13ASlowBodyIsAnsweredWith408AndASlowHandlerIsNotCutOff(t *testing.T) {
	r := start(t)
	body, writer := io.Pipe()
	defer func() { _ = writer.Close() }()
	a := r.send(http.MethodPost, "/v1/samples", body, "Content-Type", "application/json")
	problemOf(t, a, http.StatusRequestTimeout, "/v1/samples")
	if a := r.post(`{"name":"slow"}`); a.status != http.StatusCreated {
		t.Errorf("%d %s", a.status, a.body)
	}
}

func TestRow07WhileItDrainsClientsAreToldToGoElsewhere(t *testing.T) {
	r := start(t)
	r.platform.Health.Set(health.Draining)
	request, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, r.URL+"/v1/samples", nil)
	response, err := r.Client().Do(request)
	if err != nil || response.StatusCode != http.StatusOK || !response.Close {
		t.Errorf("%v %v", response, err)
	}
	_ = response.Body.Close()
}
