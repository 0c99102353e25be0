package items_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"service/internal/items"
	"service/internal/platform/health"
	"service/internal/platform/logging"
	"service/internal/platform/metrics"
	"service/internal/platform/server"
	"service/internal/platform/tracing"
)

func start(t *testing.T) *httptest.Server {
	t.Helper()
	log := logging.New(io.Discard, "fatal", "items", "1")
	tracer, _ := tracing.New(t.Context(), "", "items", "1", log.Logger)
	p := server.Platform{Log: log, Health: health.New(), Metrics: metrics.New("items", "1", ""), Tracer: tracer, MaxBodyBytes: 1 << 20}
	srv := httptest.NewServer(server.NewHandler(p, items.Routes(items.NewMemoryStore())))
	t.Cleanup(srv.Close)
	return srv
}

// ask sends a request and holds the answer against a schema of openapi.yaml.
func ask(t *testing.T, srv *httptest.Server, method, path, body, schema string) (int, map[string]any) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, srv.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := srv.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, _ := io.ReadAll(response.Body)
	if schema == "" {
		return response.StatusCode, nil
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%s %s: %d %s", method, path, response.StatusCode, text)
	}
	if err := schemaOf(t, schema).Validate(value); err != nil {
		t.Errorf("%s %s: %s: %v", method, path, text, err)
	}
	var fields map[string]any
	_ = json.Unmarshal(text, &fields)
	return response.StatusCode, fields
}

func schemaOf(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile("../../openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var document any
	if err := yaml.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("openapi.yaml", document); err != nil {
		t.Fatal(err)
	}
	return compiler.MustCompile("openapi.yaml#/components/schemas/" + name)
}

func TestItemsAreMadeFoundAndDeleted(t *testing.T) {
	srv := start(t)
	status, made := ask(t, srv, http.MethodPost, "/v1/items", `{"name":"lamp","tags":["new"]}`, "Item")
	if status != http.StatusCreated {
		t.Fatalf("%d %v", status, made)
	}
	path := "/v1/items/" + made["id"].(string)
	if status, found := ask(t, srv, http.MethodGet, path, "", "Item"); status != http.StatusOK || found["name"] != "lamp" {
		t.Errorf("%d %v", status, found)
	}
	if status, _ := ask(t, srv, http.MethodDelete, path, "", ""); status != http.StatusNoContent {
		t.Errorf("%d", status)
	}
	for _, method := range []string{http.MethodGet, http.MethodDelete} {
		if status, _ := ask(t, srv, method, path, "", "Problem"); status != http.StatusNotFound {
			t.Errorf("%s: %d", method, status)
		}
	}
}

func TestPagesHoldEveryItemOnceWhateverIsDeletedMeanwhile(t *testing.T) {
	srv := start(t)
	var ids []string
	for range 7 {
		_, made := ask(t, srv, http.MethodPost, "/v1/items", `{"name":"x"}`, "Item")
		ids = append(ids, made["id"].(string))
	}
	var seen []string
	path := "/v1/items?limit=3"
	for path != "" {
		_, page := ask(t, srv, http.MethodGet, path, "", "ItemPage")
		for _, item := range page["items"].([]any) {
			seen = append(seen, item.(map[string]any)["id"].(string))
		}
		if len(seen) == 3 {
			ask(t, srv, http.MethodDelete, "/v1/items/"+seen[0], "", "")
		}
		path = ""
		if cursor, ok := page["nextCursor"].(string); ok {
			path = "/v1/items?limit=3&cursor=" + cursor
		}
	}
	if strings.Join(seen, " ") != strings.Join(ids, " ") {
		t.Errorf("%v, not %v", seen, ids)
	}
}

func TestRow10BadItemsAndParametersAreRefused(t *testing.T) {
	srv := start(t)
	for body, pointer := range map[string]string{
		`{}`:          "#/name",
		`{"name":""}`: "#/name",
		`{"name":"` + strings.Repeat("é", 201) + `"}`:                          "#/name",
		`{"name":"x","tags":[""]}`:                                             "#/tags/0",
		`{"name":"x","tags":[` + strings.Repeat(`"a",`, 20) + `"a"]}`:          "#/tags",
		`{"name":"x","tags":["` + strings.Repeat("a", 51) + `"],"name2":null}`: "#/name2",
	} {
		status, found := ask(t, srv, http.MethodPost, "/v1/items", body, "Problem")
		if status != http.StatusBadRequest || found["errors"].([]any)[0].(map[string]any)["pointer"] != pointer {
			t.Errorf("%s: %d %v", body, status, found)
		}
	}
	for query, parameter := range map[string]string{
		"limit=0": "limit", "limit=101": "limit", "limit=ten": "limit", "limit=": "limit", "limit=1.5": "limit",
		"limit=1&limit=2": "limit", "cursor=": "cursor", "cursor=x": "cursor", "cursor=" + strings.Repeat("x", 201): "cursor",
	} {
		status, found := ask(t, srv, http.MethodGet, "/v1/items?"+query, "", "Problem")
		if status != http.StatusBadRequest || found["errors"].([]any)[0].(map[string]any)["parameter"] != parameter {
			t.Errorf("%s: %d %v", query, status, found)
		}
	}
	if status, _ := ask(t, srv, http.MethodGet, "/v1/items?limit=%zz", "", "Problem"); status != http.StatusBadRequest {
		t.Errorf("%d", status)
	}
	if status, _ := ask(t, srv, http.MethodGet, "/v1/items/"+strings.Repeat("x", 65), "", "Problem"); status != http.StatusBadRequest {
		t.Errorf("%d", status)
	}
	if status, _ := ask(t, srv, http.MethodPost, "/v1/items", `{"name":"`+strings.Repeat("é", 200)+`"}`, "Item"); status != http.StatusCreated {
		t.Errorf("%d", status)
	}
}
