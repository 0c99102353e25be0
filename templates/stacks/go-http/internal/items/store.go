package items

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// Errors of a store.
var (
	ErrNotFound      = errors.New("no such item")
	ErrUnknownCursor = errors.New("no such cursor")
)

// Store keeps items.
type Store interface {
	// List returns a page, the oldest first. The error may be ErrUnknownCursor.
	List(ctx context.Context, limit int, cursor string) (Page, error)
	Create(ctx context.Context, name string, tags []string) (Item, error)
	// Get and Delete return ErrNotFound where there is no such item.
	Get(ctx context.Context, id string) (Item, error)
	Delete(ctx context.Context, id string) error
}

// MemoryStore keeps items in memory: gone with the process.
type MemoryStore struct {
	mu   sync.RWMutex
	last int
	// rows are in the order of their numbers, which only grow, so that a page stays where it is when
	// items before it are deleted.
	rows []row
	byID map[string]int
}

type row struct {
	number int
	item   Item
}

// NewMemoryStore is an empty store.
func NewMemoryStore() *MemoryStore {
	return &MemoryStore{byID: map[string]int{}}
}

// List implements Store.
func (s *MemoryStore) List(_ context.Context, limit int, cursor string) (Page, error) {
	after := 0
	if cursor != "" {
		text, err := base64.RawURLEncoding.DecodeString(cursor)
		if err != nil {
			return Page{}, ErrUnknownCursor
		}
		if _, err := fmt.Sscanf(string(text), "after:%d", &after); err != nil {
			return Page{}, ErrUnknownCursor
		}
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	first := s.position(after + 1)
	end := min(first+limit, len(s.rows))
	page := Page{Items: make([]Item, 0, end-first)}
	for _, found := range s.rows[first:end] {
		page.Items = append(page.Items, found.item)
	}
	if end < len(s.rows) {
		// Opaque to clients, so that another store may page by something else.
		page.NextCursor = base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "after:%d", s.rows[end-1].number))
	}
	return page, nil
}

// Create implements Store.
func (s *MemoryStore) Create(_ context.Context, name string, tags []string) (Item, error) {
	item := Item{ID: rand.Text(), Name: name, Tags: append([]string{}, tags...), CreatedAt: time.Now().UTC()}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	s.rows = append(s.rows, row{s.last, item})
	s.byID[item.ID] = s.last
	return item, nil
}

// Get implements Store.
func (s *MemoryStore) Get(_ context.Context, id string) (Item, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	number, ok := s.byID[id]
	if !ok {
		return Item{}, ErrNotFound
	}
	return s.rows[s.position(number)].item, nil
}

// Delete implements Store.
func (s *MemoryStore) Delete(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	number, ok := s.byID[id]
	if !ok {
		return ErrNotFound
	}
	delete(s.byID, id)
	at := s.position(number)
	s.rows = slices.Delete(s.rows, at, at+1)
	return nil
}

// position is where a number stands, or would stand.
func (s *MemoryStore) position(number int) int {
	at, _ := slices.BinarySearchFunc(s.rows, number, func(r row, n int) int { return cmp.Compare(r.number, n) })
	return at
}
