package server

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"syscall"
	"time"

	"service/internal/platform/health"
)

// Timing is how long clients and the process itself may take.
type Timing struct {
	// Headers and Request bound how long a client may take to send the headers, and the body after them.
	Headers, Request time.Duration
	// Drain is how long to serve on after a signal, so that load balancers see /readyz fail first.
	Drain time.Duration
	// Shutdown is when the process has ended, whatever is still open.
	Shutdown time.Duration
}

const (
	// keepAlive is longer than load balancers keep a connection, so that they are the ones to close it.
	keepAlive      = 75 * time.Second
	maxHeaderBytes = 16 << 10
	// closing is kept back from Shutdown for what is still open.
	closing = 500 * time.Millisecond
)

// Serve answers on a listener until a signal comes, and then ends in order. A second signal ends the
// process at once.
func Serve(listener net.Listener, handler http.Handler, p Platform, timing Timing, signals <-chan os.Signal) error {
	unused := newConnections()
	srv := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: timing.Headers,
		IdleTimeout:       keepAlive,
		MaxHeaderBytes:    maxHeaderBytes,
		ConnState:         unused.track,
		// Its answer to "OPTIONS *" would be neither counted nor logged.
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     slog.NewLogLogger(p.Log.Handler(), slog.LevelWarn),
	}
	srv.RegisterOnShutdown(unused.close)
	served := make(chan error, 1)
	go func() { served <- srv.Serve(listener) }()
	p.Health.Set(health.Ready)
	p.Log.Info("ready", "address", listener.Addr().String())

	select {
	case err := <-served:
		return err
	case signal := <-signals:
		p.Health.Set(health.Draining)
		p.Log.Info("stopping", "signal", signal.String(), "drain_seconds", timing.Drain.Seconds())
		go func() { os.Exit(128 + number(<-signals)) }()
	}
	deadline := time.Now().Add(timing.Shutdown - closing)
	time.Sleep(timing.Drain)

	ctx, cancel := context.WithDeadline(context.Background(), deadline)
	defer cancel()
	if err := srv.Shutdown(ctx); errors.Is(err, context.DeadlineExceeded) {
		p.Log.Warn("cut off requests in flight", "requests", p.Metrics.Active())
		_ = srv.Close()
	}
	if err := p.Tracer.Close(min(3*time.Second, max(closing, time.Until(deadline)))); err != nil {
		p.Log.Warn("traces could not be sent", "err", err.Error())
	}
	p.Log.Info("stopped")
	return nil
}

func number(signal os.Signal) int {
	if known, ok := signal.(syscall.Signal); ok {
		return int(known)
	}
	return 1
}

// connections are those that no request has come on yet: Shutdown would wait for them.
type connections struct {
	mu     sync.Mutex
	open   map[net.Conn]struct{}
	closed bool
}

func newConnections() *connections {
	return &connections{open: map[net.Conn]struct{}{}}
}

func (c *connections) track(conn net.Conn, state http.ConnState) {
	if state == http.StateIdle {
		return // Not for the first time, so it has left.
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if state != http.StateNew {
		delete(c.open, conn)
		return
	}
	c.open[conn] = struct{}{}
	if c.closed {
		_ = conn.Close()
	}
}

func (c *connections) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	for conn := range c.open {
		_ = conn.Close()
	}
}
