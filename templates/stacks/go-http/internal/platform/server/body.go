package server

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"service/internal/platform/problem"
)

// limited is the body of a request, of a size that is bounded and in a time that is. The time ends
// with the body, so that a handler may take longer than the client.
func (e *endpoint) limited(w http.ResponseWriter, r *http.Request, started time.Time) io.ReadCloser {
	limited := http.MaxBytesReader(w, r.Body, e.MaxBodyBytes)
	if e.BodyTimeout == 0 {
		return limited
	}
	connection := http.NewResponseController(w)
	if connection.SetReadDeadline(started.Add(e.BodyTimeout)) != nil {
		return limited
	}
	return &timedBody{limited, connection}
}

type timedBody struct {
	io.ReadCloser
	connection *http.ResponseController
}

func (b *timedBody) Read(into []byte) (int, error) {
	count, err := b.ReadCloser.Read(into)
	if errors.Is(err, io.EOF) {
		_ = b.connection.SetReadDeadline(time.Time{})
	}
	return count, err
}

// ReadJSON reads a body into a value, strictly: names as they are written, no unknown ones, none
// twice, nothing turned from one type into another, no null. The error is a problem for the client.
func ReadJSON(r *http.Request, value any) error {
	mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || mediaType != "application/json" {
		return problem.New(http.StatusUnsupportedMediaType, "The body must be application/json.")
	}
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return unreadable(err)
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return problem.Invalid(problem.InBody("", "is required"))
	}
	if err := refuseNull(text); err != nil {
		return err
	}
	if err := json.Unmarshal(text, value, json.RejectUnknownMembers(true)); err != nil {
		return mismatch(err)
	}
	return nil
}

// WriteJSON answers with a value.
func WriteJSON(w http.ResponseWriter, status int, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	w.Header()["Content-Type"] = jsonType
	w.WriteHeader(status)
	_, err = w.Write(text)
	return err
}

var jsonType = []string{"application/json"}

func unreadable(err error) error {
	if _, isTooLarge := errors.AsType[*http.MaxBytesError](err); isTooLarge {
		return problem.New(http.StatusRequestEntityTooLarge, "The body is too large.").CausedBy(err)
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		late := problem.New(http.StatusRequestTimeout, "The body did not arrive in time.").CausedBy(err)
		late.Header = http.Header{"Connection": {"close"}}
		return late
	}
	return problem.New(http.StatusBadRequest, "The body could not be read.").CausedBy(err)
}

// refuseNull finds what decoding would take for "not there".
func refuseNull(text []byte) error {
	decoder := jsontext.NewDecoder(bytes.NewReader(text))
	for {
		token, err := decoder.ReadToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return problem.New(http.StatusBadRequest, "The body is no valid JSON.").CausedBy(err)
		}
		if token.Kind() == 'n' {
			return problem.Invalid(problem.InBody(string(decoder.StackPointer()), "must not be null"))
		}
	}
}

func mismatch(err error) error {
	semantic, ok := errors.AsType[*json.SemanticError](err)
	if !ok {
		return problem.New(http.StatusBadRequest, "The body is no valid JSON.").CausedBy(err)
	}
	reason := "has a wrong type"
	if errors.Is(semantic, json.ErrUnknownName) {
		reason = "is not allowed"
	}
	return problem.Invalid(problem.InBody(string(semantic.JSONPointer), reason))
}
