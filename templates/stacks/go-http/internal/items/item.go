// Package items is the example resource: replace it with your own.
package items

import (
	"fmt"
	"time"
	"unicode/utf8"

	"service/internal/platform/problem"
)

// The bounds of openapi.yaml.
const (
	maxNameLength = 200
	maxTags       = 20
	maxTagLength  = 50
)

// Item is one thing of the collection.
type Item struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	Tags      []string  `json:"tags"`
	CreatedAt time.Time `json:"createdAt"`
}

// NewItem is what a client sends to make one.
type NewItem struct {
	Name *string  `json:"name"`
	Tags []string `json:"tags"`
}

// Page is a part of the collection.
type Page struct {
	Items []Item `json:"items"`
	// NextCursor is where the next page begins; empty on the last one.
	NextCursor string `json:"nextCursor,omitempty"`
}

// Check holds an item against the bounds of openapi.yaml.
func (n NewItem) Check() error {
	var faults []problem.Fault
	switch {
	case n.Name == nil:
		faults = append(faults, problem.InBody("/name", "is required"))
	case !hasLength(*n.Name, maxNameLength):
		faults = append(faults, problem.InBody("/name", fmt.Sprintf("must have 1 to %d characters", maxNameLength)))
	}
	if len(n.Tags) > maxTags {
		faults = append(faults, problem.InBody("/tags", fmt.Sprintf("must have at most %d items", maxTags)))
	}
	for i, tag := range n.Tags {
		if !hasLength(tag, maxTagLength) {
			faults = append(faults, problem.InBody(fmt.Sprintf("/tags/%d", i), fmt.Sprintf("must have 1 to %d characters", maxTagLength)))
		}
	}
	if len(faults) > 0 {
		return problem.Invalid(faults...)
	}
	return nil
}

func hasLength(text string, most int) bool {
	length := utf8.RuneCountInString(text)
	return length >= 1 && length <= most
}
