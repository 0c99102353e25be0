package upstream

import (
	"sync"
	"time"
)

const (
	// failuresToPause is how many calls in a row have to fail.
	failuresToPause = 5
	// pause is how long no call is made then.
	pause = 5 * time.Second
)

// breaker stops calls to a service that keeps failing, for a while: it can recover, and callers need
// not wait.
type breaker struct {
	mu       sync.Mutex
	failures int
	until    time.Time
}

// admits says whether a call may be made now. After a pause it is one, and the others wait for what
// becomes of it.
func (b *breaker) admits(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.until.IsZero() {
		return true
	}
	if now.Before(b.until) {
		return false
	}
	b.until = now.Add(pause)
	return true
}

func (b *breaker) record(succeeded bool, now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if succeeded {
		b.failures, b.until = 0, time.Time{}
		return
	}
	b.failures++
	if b.failures >= failuresToPause {
		b.until = now.Add(pause)
	}
}
