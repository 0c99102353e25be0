// Package tracing sends spans to a collector, where one is named.
package tracing

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"service/internal/platform/request"
)

// Tracer begins the spans of requests.
type Tracer struct {
	provider *sdktrace.TracerProvider
	tracer   trace.Tracer
}

// Span is a request's own step in a trace.
type Span struct {
	Context trace.SpanContext
	span    trace.Span
}

// New sends spans to the endpoint, by OTLP over HTTP. Without one, requests get ids and no more.
func New(ctx context.Context, endpoint, service, version string, log *slog.Logger) (*Tracer, error) {
	if endpoint == "" {
		return &Tracer{}, nil
	}
	// A collector that cannot be reached is nothing that requests should notice.
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) {
		log.Warn("traces could not be sent", "err", err.Error())
	}))
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, err
	}
	about, err := resource.New(ctx, resource.WithFromEnv(), resource.WithTelemetrySDK(),
		resource.WithAttributes(attribute.String("service.name", service), attribute.String("service.version", version)))
	if err != nil {
		return nil, err
	}
	provider := sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter), sdktrace.WithResource(about))
	return &Tracer{provider: provider, tracer: provider.Tracer("service")}, nil
}

// Start begins the span of a request. Quiet ones, such as probes, are not sent.
func (t *Tracer) Start(r *http.Request, quiet bool) Span {
	parent := request.ParentOf(r.Header)
	if t.tracer == nil || quiet {
		return Span{Context: request.Child(parent)}
	}
	ctx := trace.ContextWithRemoteSpanContext(context.Background(), parent)
	_, span := t.tracer.Start(ctx, r.Method, trace.WithSpanKind(trace.SpanKindServer), trace.WithAttributes(
		attribute.String("http.request.method", r.Method), attribute.String("url.path", r.URL.Path)))
	return Span{Context: span.SpanContext(), span: span}
}

// End ends the span under the pattern of the request's route.
func (s Span) End(method, route string, status int) {
	if s.span == nil {
		return
	}
	s.span.SetName(strings.TrimSpace(method + " " + route))
	s.span.SetAttributes(attribute.String("http.route", route), attribute.Int("http.response.status_code", status))
	if status >= http.StatusInternalServerError {
		s.span.SetStatus(codes.Error, "")
	}
	s.span.End()
}

// Close sends what is left.
func (t *Tracer) Close(timeout time.Duration) error {
	if t.provider == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	return t.provider.Shutdown(ctx)
}
