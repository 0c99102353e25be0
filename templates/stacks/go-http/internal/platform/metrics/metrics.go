// Package metrics counts requests and tells Prometheus.
package metrics

import (
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// durationBuckets are the boundaries that OpenTelemetry advises for HTTP durations, in seconds.
var durationBuckets = []float64{0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10}

// UnknownRoute is the one name of all paths that nothing is served at, so that nobody can grow the
// metrics by asking for them.
const UnknownRoute = "unknown"

var knownMethods = map[string]bool{
	http.MethodGet: true, http.MethodHead: true, http.MethodPost: true, http.MethodPut: true,
	http.MethodPatch: true, http.MethodDelete: true, http.MethodOptions: true, http.MethodTrace: true,
}

// Metrics are those of one process.
type Metrics struct {
	registry *prometheus.Registry
	duration *prometheus.HistogramVec
	active   atomic.Int64
}

// New are metrics of a service that says who it is.
func New(service, version, revision string) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "http_server_request_duration_seconds",
			Help:    "Time from the headers of a request to the end of its response.",
			Buckets: durationBuckets,
		}, []string{"http_request_method", "http_route", "http_response_status_code"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name:        "service_build_info",
		Help:        "What is running: always 1.",
		ConstLabels: prometheus.Labels{"service": service, "version": version, "revision": revision},
	})
	build.Set(1)
	active := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "http_server_active_requests",
		Help: "Requests being answered now.",
	}, func() float64 { return float64(m.Active()) })
	m.registry.MustRegister(m.duration, build, active,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Started counts a request as active.
func (m *Metrics) Started() {
	m.active.Add(1)
}

// Ended counts a request that was active, under the pattern of its route.
func (m *Metrics) Ended(method, route string, status int, took time.Duration) {
	m.active.Add(-1)
	if !knownMethods[method] {
		method = "_OTHER"
	}
	m.duration.WithLabelValues(method, route, strconv.Itoa(status)).Observe(took.Seconds())
}

// Active is how many requests are being answered now.
func (m *Metrics) Active() int64 {
	return m.active.Load()
}

// Handler serves the metrics in the text format of Prometheus.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
