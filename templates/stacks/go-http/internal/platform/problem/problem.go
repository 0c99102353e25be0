// Package problem answers errors as problem documents (RFC 9457).
package problem

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
)

// Fault is what is wrong with one part of a request: a JSON pointer into the body, or the name of a
// parameter.
type Fault struct {
	Detail    string `json:"detail"`
	Pointer   string `json:"pointer,omitempty"`
	Parameter string `json:"parameter,omitempty"`
}

// Problem is an error meant for the client. All others are answered with a bare 500.
type Problem struct {
	Status int
	Detail string
	Faults []Fault
	// Header goes with the answer.
	Header http.Header
	// Cause is logged, and not shown.
	Cause error
}

// New is a problem that the client is told in a sentence.
func New(status int, detail string) *Problem {
	return &Problem{Status: status, Detail: detail}
}

// Invalid is a request with parts that are wrong; there must be one at least.
func Invalid(faults ...Fault) *Problem {
	return &Problem{Status: http.StatusBadRequest, Detail: faults[0].Detail, Faults: faults}
}

// InBody is a fault at a place in the body; the empty pointer is the whole of it.
func InBody(pointer, reason string) Fault {
	place := pointer
	if place == "" {
		place = "The body"
	}
	return Fault{Detail: place + " " + reason, Pointer: "#" + pointer}
}

// InParameter is a fault in a parameter of the path or the query.
func InParameter(name, reason string) Fault {
	return Fault{Detail: fmt.Sprintf("The parameter %s %s", name, reason), Parameter: name}
}

// CausedBy adds what is to be logged.
func (p *Problem) CausedBy(err error) *Problem {
	p.Cause = err
	return p
}

func (p *Problem) Error() string {
	return p.Detail
}

func (p *Problem) Unwrap() error {
	return p.Cause
}

type document struct {
	Type     string  `json:"type"`
	Title    string  `json:"title"`
	Status   int     `json:"status"`
	Detail   string  `json:"detail,omitempty"`
	Instance string  `json:"instance"`
	Errors   []Fault `json:"errors,omitempty"`
}

// Write answers with an error. What the client cannot mend is logged.
func Write(w http.ResponseWriter, r *http.Request, log *slog.Logger, err error) {
	problem, ok := errors.AsType[*Problem](err)
	if !ok {
		problem = &Problem{Status: http.StatusInternalServerError, Cause: err}
	}
	if problem.Status >= http.StatusInternalServerError {
		log.ErrorContext(r.Context(), "request failed", "err", errorText(problem))
	}
	for name, values := range problem.Header {
		w.Header()[name] = values
	}
	body, _ := json.Marshal(document{
		Type: "about:blank", Title: http.StatusText(problem.Status), Status: problem.Status,
		Detail: problem.Detail, Instance: r.URL.EscapedPath(), Errors: problem.Faults,
	})
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(problem.Status)
	_, _ = w.Write(body)
}

func errorText(problem *Problem) string {
	if problem.Cause != nil {
		return problem.Cause.Error()
	}
	return problem.Detail
}
