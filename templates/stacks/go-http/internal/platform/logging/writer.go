package logging

import (
	"io"
	"sync"
	"time"
)

const (
	// pause is how long lines wait for others to go out with.
	pause = time.Millisecond
	// maxWaiting is how many bytes may wait; who logs more waits for the writing.
	maxWaiting = 64 << 10
)

// Writer passes lines on together, those of a millisecond in one call: a call for each would take
// longer than making the line, and requests would queue for it.
type Writer struct {
	out     io.Writer
	mu      sync.Mutex
	waiting []byte
	// writing keeps calls to out in order.
	writing sync.Mutex
	spare   []byte
	wake    chan struct{}
}

// NewWriter writes to out. What is still waiting when the process is to end needs Flush.
func NewWriter(out io.Writer) *Writer {
	w := &Writer{out: out, wake: make(chan struct{}, 1)}
	go func() {
		for range w.wake {
			time.Sleep(pause)
			w.Flush()
		}
	}()
	return w
}

// Write takes a line; it never fails.
func (w *Writer) Write(line []byte) (int, error) {
	w.mu.Lock()
	w.waiting = append(w.waiting, line...)
	isFirst, isFull := len(w.waiting) == len(line), len(w.waiting) > maxWaiting
	w.mu.Unlock()
	if isFull {
		w.Flush()
	} else if isFirst {
		select {
		case w.wake <- struct{}{}:
		default:
		}
	}
	return len(line), nil
}

// Flush writes what is waiting.
func (w *Writer) Flush() {
	w.writing.Lock()
	defer w.writing.Unlock()
	w.mu.Lock()
	lines := w.waiting
	w.waiting = w.spare[:0]
	w.mu.Unlock()
	if len(lines) > 0 {
		_, _ = w.out.Write(lines)
	}
	w.spare = lines
}
