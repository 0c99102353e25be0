package logging_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"service/internal/platform/logging"
)

// calls remembers each write.
type calls struct {
	mu     sync.Mutex
	writes []string
}

func (c *calls) Write(bytes []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.writes = append(c.writes, string(bytes))
	return len(bytes), nil
}

func (c *calls) all() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]string(nil), c.writes...)
}

func TestRow08LinesArriveWholeAndInOrderHoweverManyWriteThem(t *testing.T) {
	out := &calls{}
	lines := logging.NewWriter(out)
	const writers, each = 8, 2000
	var group sync.WaitGroup
	for writer := range writers {
		group.Go(func() {
			for number := range each {
				_, _ = fmt.Fprintf(lines, "%d %d\n", writer, number)
			}
		})
	}
	group.Wait()
	lines.Flush()
	next := [writers]int{}
	for line := range strings.Lines(strings.Join(out.all(), "")) {
		var writer, number int
		if _, err := fmt.Sscanf(line, "%d %d\n", &writer, &number); err != nil || number != next[writer] {
			t.Fatalf("%q came where %d of its writer was due: %v", line, next[writer], err)
		}
		next[writer]++
	}
	for writer, count := range next {
		if count != each {
			t.Errorf("writer %d: %d lines of %d", writer, count, each)
		}
	}
}

func TestRow08ALineArrivesWithoutFlush(t *testing.T) {
	out := &calls{}
	_, _ = fmt.Fprintln(logging.NewWriter(out), "hello")
	for deadline := time.Now().Add(10 * time.Second); len(out.all()) == 0; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it never came")
		}
	}
}
