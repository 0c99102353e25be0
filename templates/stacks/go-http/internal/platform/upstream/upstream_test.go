package upstream_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"service/internal/platform/problem"
	"service/internal/platform/request"
	"service/internal/platform/upstream"
)

// serve starts another service; the count is that of the calls it took.
func serve(t *testing.T, handler http.HandlerFunc) (*upstream.Client, *atomic.Int64) {
	t.Helper()
	var calls atomic.Int64
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		handler(w, r)
	}))
	t.Cleanup(other.Close)
	return upstream.NewClient(upstream.Address{Name: "other", URL: other.URL}, 500*time.Millisecond), &calls
}

func statusOf(t *testing.T, err error) int {
	t.Helper()
	found, ok := errors.AsType[*problem.Problem](err)
	if !ok {
		t.Fatalf("no problem: %v", err)
	}
	return found.Status
}

func TestRow12AnswersBelow500AreForTheCaller(t *testing.T) {
	client, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte(`{"title":"Not Found"}`))
	})
	answer, err := client.Do(t.Context(), upstream.Call{Method: http.MethodGet, Path: "/"})
	var body struct{ Title string }
	if err != nil || answer.Status != http.StatusNotFound || answer.JSON(&body) != nil || body.Title != "Not Found" {
		t.Fatalf("%v %v %v", answer, body, err)
	}
}

func TestRow12HasADeadline(t *testing.T) {
	client, calls := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	started := time.Now()
	_, err := client.Do(t.Context(), upstream.Call{Method: http.MethodGet, Path: "/"})
	if took := time.Since(started); statusOf(t, err) != http.StatusGatewayTimeout || took > 2*time.Second {
		t.Fatalf("%v after %v", err, took)
	}
	if calls.Load() != 1 {
		t.Fatalf("%d calls", calls.Load())
	}
}

func TestRow12NeverWaitsLongerThanItsCaller(t *testing.T) {
	client, _ := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx := request.With(t.Context(), &request.Info{Deadline: time.Now().Add(50 * time.Millisecond)})
	started := time.Now()
	_, err := client.Do(ctx, upstream.Call{Method: http.MethodGet, Path: "/"})
	if took := time.Since(started); err == nil || took > 400*time.Millisecond {
		t.Fatalf("%v after %v", err, took)
	}
}

func TestRow12RepeatsWhatMayBeRepeatedTwice(t *testing.T) {
	for method, expected := range map[string]int64{http.MethodGet: 3, http.MethodPost: 1} {
		client, calls := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
		_, err := client.Do(t.Context(), upstream.Call{Method: method, Path: "/"})
		if statusOf(t, err) != http.StatusBadGateway || calls.Load() != expected {
			t.Errorf("%s: %v after %d calls", method, err, calls.Load())
		}
	}
}

func TestRow12StopsCallingWhatKeepsFailing(t *testing.T) {
	client, calls := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	for range 20 {
		_, _ = client.Do(t.Context(), upstream.Call{Method: http.MethodGet, Path: "/"})
	}
	_, err := client.Do(t.Context(), upstream.Call{Method: http.MethodGet, Path: "/"})
	if statusOf(t, err) != http.StatusServiceUnavailable || calls.Load() != 5 {
		t.Fatalf("%v after %d calls", err, calls.Load())
	}
}

func TestRow12AClientThatHangsUpIsNoFailureOfTheService(t *testing.T) {
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			<-r.Context().Done()
		}
	})
	for range 10 {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(5*time.Millisecond, cancel)
		_, _ = client.Do(ctx, upstream.Call{Method: http.MethodGet, Path: "/slow"})
	}
	if _, err := client.Do(t.Context(), upstream.Call{Method: http.MethodGet, Path: "/"}); err != nil {
		t.Fatal(err)
	}
}

func TestRow09PassesOnTheTraceAndTheRequestID(t *testing.T) {
	var seen http.Header
	client, _ := serve(t, func(_ http.ResponseWriter, r *http.Request) { seen = r.Header.Clone() })
	header := http.Header{}
	header.Set("Traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
	header.Set("Tracestate", "vendor=x")
	info := &request.Info{ID: "abc", Span: request.Child(request.ParentOf(header))}
	if _, err := client.Do(request.With(t.Context(), info), upstream.Call{Method: http.MethodGet, Path: "/"}); err != nil {
		t.Fatal(err)
	}
	expected := "00-4bf92f3577b34da6a3ce929d0e0e4736-" + info.SpanID() + "-01"
	if seen.Get("Traceparent") != expected || seen.Get("Tracestate") != "vendor=x" || seen.Get(request.IDHeader) != "abc" {
		t.Fatalf("%v", seen)
	}
	if seen.Get(request.Patience) == "" {
		t.Fatal("the other service is not told how long we wait")
	}
}
