// Package upstream calls other services: each call with a deadline, within the trace and the request
// that it belongs to.
package upstream

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"service/internal/platform/problem"
	"service/internal/platform/request"
)

const (
	// maxRetries is how often a call that may be repeated is, at most.
	maxRetries = 2
	// firstBackoff is the longest pause before the first retry; it doubles with each.
	firstBackoff   = 50 * time.Millisecond
	maxAnswerBytes = 16 << 20
)

// Address is where a service is found.
type Address struct {
	Name string
	URL  string
}

// Client calls one service.
type Client struct {
	address Address
	timeout time.Duration
	client  *http.Client
	breaker breaker
}

// Call is what is asked of a service.
type Call struct {
	Method string
	// Path may have a query.
	Path string
	// Body is sent as JSON; nil sends none.
	Body any
	// Timeout is less than the client's, where it is not worth waiting for.
	Timeout time.Duration
}

// Answer has a status below 500, for the caller to judge.
type Answer struct {
	Status int
	Body   []byte
	name   string
}

// NewClient waits for answers as long as timeout, with all retries.
func NewClient(address Address, timeout time.Duration) *Client {
	transport, _ := http.DefaultTransport.(*http.Transport)
	return &Client{address: address, timeout: timeout, client: &http.Client{
		Timeout:   timeout,
		Transport: transport.Clone(),
		// Where a service sends us is not checked by anybody.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// JSON decodes the body. What is not of that form becomes a 502.
func (a Answer) JSON(value any) error {
	if err := json.Unmarshal(a.Body, value); err != nil {
		return problem.New(http.StatusBadGateway, a.name+" answered with what was not expected.").CausedBy(err)
	}
	return nil
}

// failure is why a call brought no answer.
type failure struct {
	*problem.Problem
	// passing means that another try may go better.
	passing bool
}

// Do calls the service on behalf of the request that a context belongs to, and gives up with it. The
// error is a problem with the status 502, 503 or 504.
func (c *Client) Do(ctx context.Context, call Call) (Answer, error) {
	timeout := c.timeout
	if call.Timeout > 0 {
		timeout = min(timeout, call.Timeout)
	}
	deadline := time.Now().Add(timeout)
	// Waiting for longer than the caller does would be work for nobody.
	if caller := request.From(ctx).Deadline; !caller.IsZero() && caller.Before(deadline) {
		deadline = caller
	}
	ctx, cancel := context.WithDeadline(ctx, deadline)
	defer cancel()
	for retries := 0; ; retries++ {
		answer, failed := c.attempt(ctx, call, deadline)
		if failed == nil {
			return answer, nil
		}
		// A random part of a time that doubles, so that callers do not come back all at once.
		wait := time.Duration(rand.Float64() * float64(firstBackoff<<retries))
		inTime := time.Now().Add(wait).Before(deadline)
		if !failed.passing || !idempotent(call.Method) || !inTime || retries == maxRetries {
			return Answer{}, failed.Problem
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return Answer{}, failed.Problem
		}
	}
}

func (c *Client) attempt(ctx context.Context, call Call, deadline time.Time) (Answer, *failure) {
	remaining := time.Until(deadline)
	if remaining < time.Millisecond {
		return Answer{}, c.failed(http.StatusGatewayTimeout, "was not asked: no time was left", nil, false)
	}
	if !c.breaker.admits(time.Now()) {
		return Answer{}, c.failed(http.StatusServiceUnavailable, "has failed too often to be asked again now", nil, false)
	}
	sent, err := c.newRequest(ctx, call, remaining)
	if err != nil {
		return Answer{}, &failure{problem.New(http.StatusInternalServerError, "").CausedBy(err), false}
	}
	answer, failed := c.send(sent)
	// A client that hung up says nothing of the service.
	if !errors.Is(ctx.Err(), context.Canceled) {
		c.breaker.record(failed == nil, time.Now())
	}
	return answer, failed
}

func (c *Client) newRequest(ctx context.Context, call Call, remaining time.Duration) (*http.Request, error) {
	var body io.Reader
	if call.Body != nil {
		text, err := json.Marshal(call.Body)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(text)
	}
	sent, err := http.NewRequestWithContext(ctx, call.Method, c.address.URL+call.Path, body)
	if err != nil {
		return nil, err
	}
	sent.Header.Set("Accept", "application/json")
	if body != nil {
		sent.Header.Set("Content-Type", "application/json")
	}
	request.From(ctx).WriteTo(sent.Header)
	sent.Header.Set(request.Patience, strconv.FormatInt(remaining.Milliseconds(), 10))
	return sent, nil
}

func (c *Client) send(sent *http.Request) (Answer, *failure) {
	response, err := c.client.Do(sent)
	if errors.Is(err, context.DeadlineExceeded) {
		return Answer{}, c.failed(http.StatusGatewayTimeout, "did not answer in time", err, false)
	}
	if err != nil {
		return Answer{}, c.failed(http.StatusBadGateway, "could not be reached", err, true)
	}
	defer func() { _ = response.Body.Close() }()
	if status := response.StatusCode; status >= 500 || status >= 300 && status < 400 {
		passing := status >= http.StatusBadGateway && status <= http.StatusGatewayTimeout
		return Answer{}, c.failed(http.StatusBadGateway, fmt.Sprintf("answered %d", status), nil, passing)
	}
	body, err := io.ReadAll(http.MaxBytesReader(nil, response.Body, maxAnswerBytes))
	if errors.Is(err, context.DeadlineExceeded) {
		return Answer{}, c.failed(http.StatusGatewayTimeout, "did not answer in time", err, false)
	}
	if err != nil {
		return Answer{}, c.failed(http.StatusBadGateway, "broke off its answer", err, true)
	}
	return Answer{Status: response.StatusCode, Body: body, name: c.address.Name}, nil
}

func (c *Client) failed(status int, what string, cause error, passing bool) *failure {
	return &failure{problem.New(status, c.address.Name+" "+what+".").CausedBy(cause), passing}
}

func idempotent(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete, http.MethodOptions:
		return true
	}
	return false
}
