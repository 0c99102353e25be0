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
	"service/internal/platform/metrics"
	"service/internal/platform/problem"
	"service/internal/platform/request"
	"service/internal/platform/tracing"
)

// clientClosedRequest is what proxies log where the client did not wait for the answer.
const clientClosedRequest = 499

// Platform is what every request is observed with.
type Platform struct {
	Log     *slog.Logger
	Health  *health.Health
	Metrics *metrics.Metrics
	Tracer  *tracing.Tracer
	// MaxBodyBytes bounds request bodies.
	MaxBodyBytes int64
}

type loggerKey struct{}

// Logger is that of the request a context belongs to: its lines carry the request's ids.
func Logger(ctx context.Context) *slog.Logger {
	if log, ok := ctx.Value(loggerKey{}).(*slog.Logger); ok {
		return log
	}
	return slog.Default()
}

// NewHandler serves the routes; it counts, traces and logs every request under its route's pattern.
func NewHandler(p Platform, routes []Route) http.Handler {
	rt := newRouter(routes, p.Log)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		pattern, route, served := rt.find(r)
		span := p.Tracer.Start(r, route.Quiet)
		info := &request.Info{ID: request.IDOf(r.Header), Span: span.Context, Deadline: request.DeadlineOf(r.Header, started)}
		log := p.Log.With("request_id", info.ID, "trace_id", info.TraceID(), "span_id", info.SpanID())
		ctx := context.WithValue(request.With(r.Context(), info), loggerKey{}, log)
		r = r.WithContext(ctx)

		header := w.Header()
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set(request.IDHeader, info.ID)
		p.Metrics.Started()
		answer := &recorder{ResponseWriter: w}
		defer func() {
			status := answer.status
			if status == 0 || errors.Is(r.Context().Err(), context.Canceled) && answer.failed {
				status = clientClosedRequest
			}
			took := time.Since(started)
			name := pattern
			if name == "" {
				name = metrics.UnknownRoute
			}
			p.Metrics.Ended(r.Method, name, status, took)
			span.End(r.Method, name, status)
			level := slog.LevelInfo
			if route.Quiet {
				level = slog.LevelDebug
			}
			log.Log(ctx, level, "request", "method", r.Method, "route", name, "path", r.URL.Path,
				"status", status, "duration_ms", float64(took.Microseconds()/100)/10)
		}()
		if err := protect(func() error {
			r.Body = http.MaxBytesReader(answer, r.Body, p.MaxBodyBytes)
			return rt.serve(answer, r, pattern, route, served)
		}); err != nil && answer.status == 0 {
			problem.Write(answer, r, log, err)
		} else if err != nil {
			log.Error("an answer was broken off", "err", err.Error())
		}
	})
}

// protect turns a panic into an error.
func protect(work func() error) (err error) {
	defer func() {
		if caught := recover(); caught != nil {
			err = fmt.Errorf("panic: %v\n%s", caught, debug.Stack())
		}
	}()
	return work()
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
