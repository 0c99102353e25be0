// Package request is what a request carries through the service: its id, its place in a trace, and
// how long its caller waits.
package request

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// Patience is the header in which Envoy and Istio tell for how many milliseconds the caller waits.
const Patience = "X-Envoy-Expected-Rq-Timeout-Ms"

// IDHeader is the header of a request's id.
const IDHeader = "X-Request-Id"

var (
	idForm      = regexp.MustCompile(`^[A-Za-z0-9._:/+=@-]{1,128}$`)
	propagator  = propagation.TraceContext{}
	longestWait = 24 * time.Hour
)

// Info is what is known of a request.
type Info struct {
	ID string
	// Span is this service's own step in the trace.
	Span trace.SpanContext
	// Deadline is when the caller stops waiting; zero where it does not say.
	Deadline time.Time
}

type key struct{}

// NewInfo is what the headers of a request tell, and its own step in the trace.
func NewInfo(header http.Header, span trace.SpanContext, now time.Time) Info {
	return Info{ID: idOf(header), Span: span, Deadline: deadlineOf(header, now)}
}

// With adds what is known of a request to its context.
func With(ctx context.Context, info *Info) context.Context {
	return context.WithValue(ctx, key{}, info)
}

// From is what is known of the request that a context belongs to; empty outside of requests.
func From(ctx context.Context) *Info {
	if info, ok := ctx.Value(key{}).(*Info); ok {
		return info
	}
	return &Info{}
}

// idOf is the caller's id if it is safe to log and pass on, or a new one.
func idOf(header http.Header) string {
	if given := header.Get(IDHeader); given != "" && idForm.MatchString(given) {
		return given
	}
	id := newTraceID()
	return hex.EncodeToString(id[:])
}

// deadlineOf is when the caller stops waiting, if it says so.
func deadlineOf(header http.Header, now time.Time) time.Time {
	given := header.Get(Patience)
	if given == "" {
		return time.Time{}
	}
	milliseconds, err := strconv.ParseInt(given, 10, 64)
	if err != nil || milliseconds <= 0 || milliseconds > longestWait.Milliseconds() {
		return time.Time{}
	}
	return now.Add(time.Duration(milliseconds) * time.Millisecond)
}

// ParentOf is the step of the caller, as traceparent and tracestate tell it; invalid where they do not.
func ParentOf(header http.Header) trace.SpanContext {
	if header.Get("Traceparent") == "" {
		return trace.SpanContext{}
	}
	ctx := propagator.Extract(context.Background(), propagation.HeaderCarrier(header))
	return trace.SpanContextFromContext(ctx)
}

// Child is a step below the caller's, or the first of a new trace. A new trace is "not sampled":
// nothing here records it.
func Child(parent trace.SpanContext) trace.SpanContext {
	if parent.IsValid() {
		return parent.WithSpanID(newSpanID()).WithRemote(false)
	}
	return trace.NewSpanContext(trace.SpanContextConfig{TraceID: newTraceID(), SpanID: newSpanID()})
}

// WriteTo makes an outgoing call a part of the same trace and the same request.
func (i *Info) WriteTo(header http.Header) {
	ctx := trace.ContextWithSpanContext(context.Background(), i.Span)
	propagator.Inject(ctx, propagation.HeaderCarrier(header))
	if i.ID != "" {
		header.Set(IDHeader, i.ID)
	}
}

// TraceID is in hexadecimal, as logs have it.
func (i *Info) TraceID() string {
	id := i.Span.TraceID()
	return hex.EncodeToString(id[:])
}

// SpanID is in hexadecimal, as logs have it.
func (i *Info) SpanID() string {
	id := i.Span.SpanID()
	return hex.EncodeToString(id[:])
}

// Ids have to differ, not to be hard to guess, so the quick source does. One that is all zero would
// not be valid.

func newTraceID() trace.TraceID {
	var id trace.TraceID
	binary.NativeEndian.PutUint64(id[:8], rand.Uint64())
	binary.NativeEndian.PutUint64(id[8:], rand.Uint64()|1)
	return id
}

func newSpanID() trace.SpanID {
	var id trace.SpanID
	binary.NativeEndian.PutUint64(id[:], rand.Uint64()|1)
	return id
}
