package server

import "net/http"

// PlatformRoutes are what every service serves beside its API.
func PlatformRoutes(p Platform, document []byte) []Route {
	metrics := p.Metrics.Handler()
	return []Route{
		{Method: http.MethodGet, Path: "/livez", Handler: p.Health.Live, Quiet: true},
		{Method: http.MethodGet, Path: "/readyz", Handler: p.Health.Readiness, Quiet: true},
		{Method: http.MethodGet, Path: "/metrics", Quiet: true, Handler: func(w http.ResponseWriter, r *http.Request) error {
			metrics.ServeHTTP(w, r)
			return nil
		}},
		{Method: http.MethodGet, Path: "/openapi.yaml", Quiet: true, Handler: func(w http.ResponseWriter, _ *http.Request) error {
			w.Header().Set("Content-Type", "application/yaml")
			_, err := w.Write(document)
			return err
		}},
	}
}
