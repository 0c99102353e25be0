// Package server answers HTTP: routes, request bodies, what is observed of each request, and an
// orderly end.
package server

import (
	"fmt"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"

	"service/internal/platform/metrics"
	"service/internal/platform/problem"
)

// HandlerFunc answers a request, or says why not.
type HandlerFunc func(http.ResponseWriter, *http.Request) error

// Route is an operation: a method of a path, written as OpenAPI does (/v1/items/{id}).
type Route struct {
	Method  string
	Path    string
	Handler HandlerFunc
	// Quiet is for probes and scrapes: logged at debug level, and not traced.
	Quiet bool
}

// NewHandler serves the routes, and problem documents where there is none; it counts, traces and logs
// every request under its route's pattern.
func NewHandler(p Platform, routes []Route) http.Handler {
	endpoints := map[string]*endpoint{}
	for _, route := range routes {
		found := endpoints[route.Path]
		if found == nil {
			found = &endpoint{Platform: p, pattern: route.Path, routes: map[string]Route{}}
			endpoints[route.Path] = found
		}
		found.routes[route.Method] = route
		if route.Method == http.MethodGet {
			found.routes[http.MethodHead] = route
		}
	}
	unknown := &endpoint{Platform: p, pattern: metrics.UnknownRoute}
	mux := http.NewServeMux()
	mux.Handle("/", unknown)
	for pattern, found := range endpoints {
		found.allow = strings.Join(slices.Sorted(maps.Keys(found.routes)), ", ")
		mux.Handle(pattern, found)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// The mux itself would send the client elsewhere, or answer as plain text.
		if asked := r.URL.EscapedPath(); asked == "*" || path.Clean(asked) != asked {
			unknown.ServeHTTP(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// endpoint is all routes of a path; none where nothing is served.
type endpoint struct {
	Platform
	pattern string
	routes  map[string]Route
	allow   string
}

func (e *endpoint) refuse(_ http.ResponseWriter, r *http.Request) error {
	if len(e.routes) == 0 {
		return problem.New(http.StatusNotFound, fmt.Sprintf("Nothing is served at %s.", r.URL.EscapedPath()))
	}
	refused := problem.New(http.StatusMethodNotAllowed, fmt.Sprintf("%s is not allowed at %s.", r.Method, r.URL.EscapedPath()))
	refused.Header = http.Header{"Allow": {e.allow}}
	return refused
}
