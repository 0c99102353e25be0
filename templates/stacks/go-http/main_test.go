package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// These tests run the program as Kubernetes does: a process, its environment, its output and signals.

var binary string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "service")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(folder, "service")
	if output, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		panic(string(output))
	}
	code := m.Run()
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

type process struct {
	t      *testing.T
	cmd    *exec.Cmd
	url    string
	mu     sync.Mutex
	output bytes.Buffer
	exited chan struct{}
}

func launch(t *testing.T, env ...string) *process {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_ = listener.Close()
	p := &process{t: t, cmd: exec.CommandContext(context.Background(), binary), url: "http://" + address, exited: make(chan struct{})}
	p.cmd.Env = append([]string{"HOST=127.0.0.1", "PORT=" + address[strings.LastIndex(address, ":")+1:]}, env...)
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.cmd.Stderr = p.cmd.Stdout
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			p.mu.Lock()
			p.output.WriteString(lines.Text() + "\n")
			p.mu.Unlock()
		}
		_ = p.cmd.Wait()
		close(p.exited)
	}()
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill()
		<-p.exited
	})
	return p
}

func start(t *testing.T, env ...string) *process {
	t.Helper()
	p := launch(t, env...)
	for range 500 {
		if p.status("/readyz") == http.StatusOK {
			return p
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("not ready: %s", p.printed())
	return nil
}

func (p *process) printed() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.output.String()
}

// status is 0 where nobody answers.
func (p *process) status(path string) int {
	response, err := http.Get(p.url + path)
	if err != nil {
		return 0
	}
	_, _ = io.Copy(io.Discard, response.Body)
	_ = response.Body.Close()
	return response.StatusCode
}

func (p *process) signal(s syscall.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// stop signals, and returns when the process has noticed.
func (p *process) stop(s syscall.Signal) {
	p.t.Helper()
	p.signal(s)
	for range 500 {
		if strings.Contains(p.printed(), `"msg":"stopping"`) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	p.t.Fatalf("goes on after %v: %s", s, p.printed())
}

func (p *process) awaitExit(within time.Duration) int {
	p.t.Helper()
	select {
	case <-p.exited:
		return p.cmd.ProcessState.ExitCode()
	case <-time.After(within):
		p.t.Fatalf("still runs after %v: %s", within, p.printed())
		return 0
	}
}

func (p *process) dial(text string) net.Conn {
	p.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _ = conn.Close() })
	if _, err := conn.Write([]byte(text)); err != nil {
		p.t.Fatal(err)
	}
	return conn
}

const (
	body        = `{"name":"x"}`
	halfRequest = "POST /v1/items HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 12\r\n\r\n{"
)

func TestRow01BadSettingsEndTheStartWithALineEach(t *testing.T) {
	p := launch(t, "LOG_LEVEL=loud", "DRAIN_SECONDS=x")
	if code := p.awaitExit(2 * time.Second); code != 1 {
		t.Errorf("exit code %d", code)
	}
	lines := strings.Split(strings.TrimSpace(p.printed()), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], "LOG_LEVEL") || !strings.Contains(lines[1], "DRAIN_SECONDS") {
		t.Errorf("%v", lines)
	}
}

func TestRow02LogsOneLineWhenReady(t *testing.T) {
	p := start(t)
	// It answers a moment before its line is through the pipe.
	for range 100 {
		if strings.Contains(p.printed(), "\n") {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	lines := strings.Split(strings.TrimSpace(p.printed()), "\n")
	var fields map[string]any
	if err := json.Unmarshal([]byte(lines[0]), &fields); err != nil || len(lines) != 1 || fields["msg"] != "ready" {
		t.Errorf("%v", lines)
	}
}

func TestRow07DrainsThenExits0(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		p := start(t, "DRAIN_SECONDS=2")
		p.stop(signal)
		if ready, live := p.status("/readyz"), p.status("/livez"); ready != http.StatusServiceUnavailable || live != http.StatusOK {
			t.Errorf("%v: /readyz %d, /livez %d: %s", signal, ready, live, p.printed())
		}
		if code := p.awaitExit(5 * time.Second); code != 0 {
			t.Errorf("%v: exit code %d: %s", signal, code, p.printed())
		}
	}
}

func TestRow07RequestsInFlightAreFinishedAll200OfThem(t *testing.T) {
	p := start(t)
	conns := make([]net.Conn, 200)
	for i := range conns {
		conns[i] = p.dial(halfRequest)
	}
	idle := p.dial("")
	time.Sleep(300 * time.Millisecond)
	p.stop(syscall.SIGTERM)
	time.Sleep(200 * time.Millisecond)
	for i, conn := range conns {
		_, _ = conn.Write([]byte(body[1:]))
		answer, err := io.ReadAll(conn)
		if err != nil || !strings.HasPrefix(string(answer), "HTTP/1.1 201") {
			t.Fatalf("request %d: %s %v", i, answer, err)
		}
	}
	if code := p.awaitExit(3 * time.Second); code != 0 {
		t.Errorf("exit code %d", code)
	}
	_ = idle.Close()
}

func TestRow07ASecondSignalEndsItAtOnce(t *testing.T) {
	p := start(t, "DRAIN_SECONDS=20")
	p.stop(syscall.SIGTERM)
	p.signal(syscall.SIGTERM)
	if code := p.awaitExit(time.Second); code != 143 {
		t.Errorf("exit code %d", code)
	}
}

func TestRow07EndsWithinShutdownSecondsWhateverIsOpen(t *testing.T) {
	p := start(t, "SHUTDOWN_SECONDS=1")
	p.dial(halfRequest)
	time.Sleep(100 * time.Millisecond)
	p.signal(syscall.SIGTERM)
	if code := p.awaitExit(1500 * time.Millisecond); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

func TestRow09SpansAreSentOnlyToACollectorThatIsNamed(t *testing.T) {
	const trace = "4bf92f3577b34da6a3ce929d0e0e4736"
	paths := make(chan string, 10)
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		paths <- r.URL.Path
	}))
	defer collector.Close()
	p := start(t, "OTEL_EXPORTER_OTLP_ENDPOINT="+collector.URL, "OTEL_BSP_SCHEDULE_DELAY=100")
	request, _ := http.NewRequest(http.MethodGet, p.url+"/v1/items", nil)
	request.Header.Set("Traceparent", fmt.Sprintf("00-%s-00f067aa0ba902b7-01", trace))
	if _, err := http.DefaultClient.Do(request); err != nil {
		t.Fatal(err)
	}
	select {
	case path := <-paths:
		if path != "/v1/traces" {
			t.Errorf("%s", path)
		}
	case <-time.After(5 * time.Second):
		t.Error("nothing came")
	}
}

func TestRow13SlowClientsAreCutOff(t *testing.T) {
	p := start(t, "HEADERS_TIMEOUT_SECONDS=0.5", "REQUEST_TIMEOUT_SECONDS=1")
	for _, text := range []string{"GET /livez HTTP/1.1\r\nhost:", halfRequest} {
		conn := p.dial(text)
		_ = conn.SetReadDeadline(time.Now().Add(3 * time.Second))
		if answer, err := io.ReadAll(conn); err != nil {
			t.Errorf("%q: %s %v", text, answer, err)
		}
	}
	for range 100 {
		p.dial("GET ")
	}
	if status := p.status("/livez"); status != http.StatusOK {
		t.Errorf("%d with half-open connections", status)
	}
}

func TestRow13AnswersWithoutAPathAreNotToBeSniffedEither(t *testing.T) {
	conn := start(t).dial("OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
	answer, err := io.ReadAll(conn)
	if err != nil || !strings.HasPrefix(string(answer), "HTTP/1.1 404") || !strings.Contains(string(answer), "nosniff") {
		t.Errorf("%s %v", answer, err)
	}
}

func TestRow14WritesNoFileAndNeedsNothingOfItsSurroundings(t *testing.T) {
	p := start(t)
	if status := p.status("/v1/items"); status != http.StatusOK {
		t.Errorf("%d", status)
	}
	links, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", p.cmd.Process.Pid))
	if err != nil {
		t.Skip("no /proc here")
	}
	for _, link := range links {
		target, _ := os.Readlink(fmt.Sprintf("/proc/%d/fd/%s", p.cmd.Process.Pid, link.Name()))
		if strings.HasPrefix(target, "/") && !strings.HasPrefix(target, "/dev/") && !strings.HasPrefix(target, "/sys/") {
			t.Errorf("has opened %s", target)
		}
	}
	dockerfile, err := os.ReadFile("Dockerfile")
	if err != nil || !strings.Contains(string(dockerfile), "\nUSER 65532:65532\n") {
		t.Errorf("the image runs as root: %v", err)
	}
}

func TestRow15IsReadyWithinASecond(t *testing.T) {
	started := time.Now()
	start(t)
	if took := time.Since(started); took > time.Second {
		t.Errorf("%v", took)
	}
}
