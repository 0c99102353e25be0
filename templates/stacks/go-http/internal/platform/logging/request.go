package logging

import (
	"context"
	"encoding/hex"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"service/internal/platform/request"
)

// Request is what is logged of a request at its end. Neither headers nor bodies nor the query: they
// may hold secrets.
type Request struct {
	Method, Route, Path string
	Status              int
	Took                time.Duration
}

var buffers = sync.Pool{New: func() any {
	buffer := make([]byte, 0, 512)
	return &buffer
}}

// Request writes the line of a request, as the logger itself would. There is one for every request, so
// it is put together by hand, in a fifth of the time.
func (l *Logger) Request(level slog.Level, at time.Time, info *request.Info, r Request) {
	if !l.Enabled(context.Background(), level) {
		return
	}
	buffer, _ := buffers.Get().(*[]byte)
	line := append((*buffer)[:0], `{"time":"`...)
	line = at.AppendFormat(line, time.RFC3339Nano)
	line = append(line, `","level":"`...)
	line = append(line, nameOf(level)...)
	line = append(line, `","msg":"request"`...)
	line = append(line, l.identity...)
	line = appendText(line, "method", r.Method)
	line = appendText(line, "route", r.Route)
	line = appendText(line, "path", r.Path)
	line = append(line, `,"status":`...)
	line = strconv.AppendInt(line, int64(r.Status), 10)
	line = append(line, `,"duration_ms":`...)
	line = strconv.AppendFloat(line, float64(r.Took.Microseconds()/100)/10, 'f', -1, 64)
	line = appendText(line, "request_id", info.ID)
	trace, span := info.Span.TraceID(), info.Span.SpanID()
	line = append(line, `,"trace_id":"`...)
	line = hex.AppendEncode(line, trace[:])
	line = append(line, `","span_id":"`...)
	line = hex.AppendEncode(line, span[:])
	line = append(line, "\"}\n"...)
	_, _ = l.out.Write(line)
	*buffer = line
	buffers.Put(buffer)
}

// appendText appends a member. What is no UTF-8 in the text is replaced, which is all that could be
// wrong with it.
func appendText(line []byte, name, text string) []byte {
	line = append(line, `,"`...)
	line = append(line, name...)
	line = append(line, `":`...)
	line, _ = jsontext.AppendQuote(line, text)
	return line
}
