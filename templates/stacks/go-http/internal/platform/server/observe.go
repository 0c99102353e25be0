package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"service/internal/platform/health"
	"service/internal/platform/logging"
	"service/internal/platform/metrics"
	"service/internal/platform/problem"
	"service/internal/platform/request"
	"service/internal/platform/tracing"
)

// clientClosedRequest is what proxies log where the client did not wait for the answer.
const clientClosedRequest = 499

// Platform is what every request is observed with.
type Platform struct {
	Log     *logging.Logger
	Health  *health.Health
	Metrics *metrics.Metrics
	Tracer  *tracing.Tracer
	// MaxBodyBytes bounds request bodies.
	MaxBodyBytes int64
	// BodyTimeout bounds how long a client may take to send one; zero does not.
	BodyTimeout time.Duration
}

// Set once, since each answer has them.
var (
	nosniff = []string{"nosniff"}
	closes  = []string{"close"}
)

// exchange is a request and what becomes of it.
type exchange struct {
	recorder
	request.Info
	// id is what the header holds: an array that needs no memory of its own.
	id [1]string
}

func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	started := time.Now()
	route, served := e.routes[r.Method]
	if !served {
		route.Handler = e.refuse
	}
	span := e.Tracer.Start(r, route.Quiet)
	x := &exchange{
		recorder: recorder{ResponseWriter: w},
		Info:     request.NewInfo(r.Header, span.Context, started),
	}
	r = r.WithContext(request.With(r.Context(), &x.Info))
	header := w.Header()
	header["X-Content-Type-Options"] = nosniff
	x.id[0] = x.ID
	header[request.IDHeader] = x.id[:]
	if e.Health.State() == health.Draining {
		// The client's next connection is to be with another process.
		header["Connection"] = closes
	}
	if r.Body != http.NoBody {
		r.Body = e.limited(x, r, started)
	}
	e.Metrics.Started()
	x.answer(r, route.Handler, e.Log.Logger)

	status := x.statusFor(r.Context())
	took := time.Since(started)
	e.Metrics.Ended(r.Method, e.pattern, status, took)
	span.End(r.Method, e.pattern, status)
	level := slog.LevelInfo
	if route.Quiet {
		level = slog.LevelDebug
	}
	e.Log.Request(level, started.Add(took), &x.Info, logging.Request{
		Method: r.Method, Route: e.pattern, Path: r.URL.Path, Status: status, Took: took,
	})
}

func (x *exchange) answer(r *http.Request, handle HandlerFunc, log *slog.Logger) {
	err := protect(handle, x, r)
	switch {
	case err == nil:
	case x.status != 0:
		log.ErrorContext(r.Context(), "an answer was broken off", "err", err.Error())
	case errors.Is(err, context.Canceled) && r.Context().Err() != nil:
		x.failed = true // Nobody is there to be told.
	default:
		problem.Write(x, r, log, err)
	}
}

// protect turns a panic into an error.
func protect(handle HandlerFunc, w http.ResponseWriter, r *http.Request) (err error) {
	defer func() {
		if caught := recover(); caught != nil {
			err = fmt.Errorf("panic: %v\n%s", caught, debug.Stack())
		}
	}()
	return handle(w, r)
}

// recorder remembers what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	failed bool
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 && status >= http.StatusOK {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(bytes []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	count, err := r.ResponseWriter.Write(bytes)
	r.failed = r.failed || err != nil
	return count, err
}

// Unwrap is for http.ResponseController.
func (r *recorder) Unwrap() http.ResponseWriter {
	return r.ResponseWriter
}

func (r *recorder) statusFor(ctx context.Context) int {
	if r.failed && errors.Is(ctx.Err(), context.Canceled) {
		return clientClosedRequest
	}
	if r.status == 0 {
		return http.StatusOK
	}
	return r.status
}
