// Package env reads settings from environment variables and remembers everything that is wrong with
// them, so that a start fails once with the whole list.
package env

import (
	"errors"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Reader reads typed values. An empty variable counts as not set.
type Reader struct {
	lookup   func(string) string
	problems []error
}

// NewReader reads through lookup, which is os.Getenv outside of tests.
func NewReader(lookup func(string) string) *Reader {
	return &Reader{lookup: lookup}
}

// Text is a value of any form.
func (r *Reader) Text(name, fallback string) string {
	if text := r.get(name); text != "" {
		return text
	}
	return fallback
}

// Int is a whole number within bounds, both included.
func (r *Reader) Int(name string, fallback, least, most int) int {
	text := r.get(name)
	if text == "" {
		return fallback
	}
	value, err := strconv.Atoi(text)
	if err != nil || value < least || value > most {
		r.fail("%s must be a whole number from %d to %d, not %q", name, least, most, shorten(text))
		return fallback
	}
	return value
}

// Seconds is a time in seconds, which may have a fraction.
func (r *Reader) Seconds(name string, fallback, least, most float64) time.Duration {
	value := fallback
	if text := r.get(name); text != "" {
		number, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsNaN(number) || number < least || number > most {
			r.fail("%s must be a number from %g to %g, not %q", name, least, most, shorten(text))
		} else {
			value = number
		}
	}
	return time.Duration(value * float64(time.Second))
}

// OneOf is one of some words.
func (r *Reader) OneOf(name, fallback string, choices []string) string {
	text := r.get(name)
	if text == "" || slices.Contains(choices, text) {
		return r.Text(name, fallback)
	}
	r.fail("%s must be one of %s, not %q", name, strings.Join(choices, ", "), shorten(text))
	return fallback
}

// URL is an http or https address, without the slash at its end; fallback may be empty.
func (r *Reader) URL(name, fallback string) string {
	text := r.get(name)
	if text == "" {
		return fallback
	}
	address, err := url.Parse(text)
	if err != nil || address.Host == "" || address.Scheme != "http" && address.Scheme != "https" {
		// The value is not repeated: an address may hold a password.
		r.fail("%s must be an http or https address, such as http://localhost:8080", name)
		return fallback
	}
	return strings.TrimRight(text, "/")
}

// Ensure states a rule that concerns more than one setting.
func (r *Reader) Ensure(holds bool, problem string) {
	if !holds {
		r.problems = append(r.problems, errors.New(problem))
	}
}

// Problems is every bad setting, one error each.
func (r *Reader) Problems() []error {
	return r.problems
}

func (r *Reader) get(name string) string {
	return strings.TrimSpace(r.lookup(name))
}

func (r *Reader) fail(format string, args ...any) {
	r.problems = append(r.problems, fmt.Errorf(format, args...))
}

func shorten(text string) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), 40)])
}
