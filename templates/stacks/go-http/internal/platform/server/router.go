// Package server answers HTTP: routes, request bodies, what is observed of each request, and an
// orderly end.
package server

import (
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"

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

// router answers 404 where no route has the path, and 405 with Allow where one has it under other
// methods, as problem documents.
type router struct {
	mux  *http.ServeMux
	log  *slog.Logger
	byID map[string]methods
}

type methods map[string]Route

func newRouter(routes []Route, log *slog.Logger) *router {
	rt := &router{mux: http.NewServeMux(), log: log, byID: map[string]methods{}}
	for _, route := range routes {
		if rt.byID[route.Path] == nil {
			rt.byID[route.Path] = methods{}
			rt.mux.Handle(route.Path, http.NotFoundHandler())
		}
		rt.byID[route.Path][route.Method] = route
		if route.Method == http.MethodGet {
			rt.byID[route.Path][http.MethodHead] = route
		}
	}
	return rt
}

// find is the pattern of the path, empty where nothing is served, and the route of the method there.
func (rt *router) find(r *http.Request) (pattern string, route Route, served bool) {
	// Of a path such as /a//b the mux would send the client elsewhere.
	if path.Clean(r.URL.Path) != r.URL.Path {
		return "", Route{}, false
	}
	_, pattern = rt.mux.Handler(r)
	route, served = rt.byID[pattern][r.Method]
	return pattern, route, served
}

func (rt *router) serve(w http.ResponseWriter, r *http.Request, pattern string, route Route, served bool) error {
	switch {
	case pattern == "":
		return problem.New(http.StatusNotFound, fmt.Sprintf("Nothing is served at %s.", r.URL.EscapedPath()))
	case !served:
		refused := problem.New(http.StatusMethodNotAllowed, fmt.Sprintf("%s is not allowed at %s.", r.Method, r.URL.EscapedPath()))
		allowed := slices.Sorted(maps.Keys(rt.byID[pattern]))
		refused.Header = http.Header{"Allow": {strings.Join(allowed, ", ")}}
		return refused
	}
	setPathValues(r, pattern)
	return route.Handler(w, r)
}

// setPathValues does what the mux would, had it been asked to serve.
func setPathValues(r *http.Request, pattern string) {
	parts := strings.Split(r.URL.Path, "/")
	for i, segment := range strings.Split(pattern, "/") {
		if name, isParameter := strings.CutPrefix(segment, "{"); isParameter && i < len(parts) {
			r.SetPathValue(strings.TrimSuffix(name, "}"), parts[i])
		}
	}
}
