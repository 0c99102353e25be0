// Package app puts the service together.
package app

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"

	"service/internal/identity"
	"service/internal/items"
	"service/internal/platform/health"
	"service/internal/platform/logging"
	"service/internal/platform/metrics"
	"service/internal/platform/server"
	"service/internal/platform/tracing"
	"service/internal/settings"
)

// Run serves until a signal comes, and returns the exit code.
func Run(lookup func(string) string, out io.Writer, document []byte, signals <-chan os.Signal) int {
	s, err := settings.Read(lookup)
	lines := logging.NewWriter(out)
	defer lines.Flush()
	log := logging.New(lines, s.LogLevel, identity.Name, s.Version)
	// Also what libraries log by themselves is to be JSON, and what handlers do with slog.InfoContext.
	slog.SetDefault(log.Logger)
	if err != nil {
		for line := range strings.SplitSeq(err.Error(), "\n") {
			log.Log(context.Background(), logging.LevelFatal, line)
		}
		return 1
	}
	if err := serve(s, server.Platform{
		Log:          log,
		Health:       health.New(),
		Metrics:      metrics.New(identity.Name, s.Version, s.Revision),
		MaxBodyBytes: s.MaxBodyBytes,
		BodyTimeout:  s.Timing.Request,
	}, document, signals); err != nil && !errors.Is(err, http.ErrServerClosed) {
		log.Log(context.Background(), logging.LevelFatal, "could not serve", "err", err.Error())
		return 1
	}
	return 0
}

func serve(s settings.Settings, p server.Platform, document []byte, signals <-chan os.Signal) error {
	tracer, err := tracing.New(context.Background(), s.OTLPEndpoint, identity.Name, s.Version, p.Log.Logger)
	if err != nil {
		return err
	}
	p.Tracer = tracer
	routes := append(Routes(), server.PlatformRoutes(p, document)...)
	listener, err := net.Listen("tcp", s.Address())
	if err != nil {
		return err
	}
	return server.Serve(listener, server.NewHandler(p, routes), p, s.Timing, signals)
}

// Routes answer the operations of openapi.yaml; a test holds the two against each other.
func Routes() []server.Route {
	return items.Routes(items.NewMemoryStore())
}
