package server_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
)

type document struct {
	Type, Title, Detail, Instance string
	Status                        int
	Errors                        []struct{ Pointer, Parameter, Detail string }
}

func problemOf(t *testing.T, a answer, status int, path string) document {
	t.Helper()
	var found document
	if err := json.Unmarshal([]byte(a.body), &found); err != nil {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a.status != status || found.Status != status || found.Type != "about:blank" || found.Title == "" || found.Instance != path {
		t.Errorf("not a problem with %d at %s: %d %s", status, path, a.status, a.body)
	}
	if kind := a.header.Get("Content-Type"); kind != "application/problem+json" {
		t.Errorf("content type %s", kind)
	}
	return found
}

func TestRow10BodiesThatBreakTheSchemaAreAnsweredWith400AndAPointer(t *testing.T) {
	r := start(t)
	for body, pointer := range map[string]string{
		" ":                                  "#",
		"[]":                                 "#",
		"null":                               "#",
		`"x"`:                                "#",
		"{}":                                 "#/name",
		`{"name":1}`:                         "#/name",
		`{"name":null}`:                      "#/name",
		`{"name":true}`:                      "#/name",
		`{"Name":"x"}`:                       "#/Name",
		`{"name":"x","tags":"a"}`:            "#/tags",
		`{"name":"x","tags":["a",2]}`:        "#/tags/1",
		`{"name":"x","tags":["a",null]}`:     "#/tags/1",
		`{"name":"x","a/b~c":1}`:             "#/a~1b~0c",
		`{"name":"x","size":{"width":"1"}}`:  "#/size/width",
		`{"name":"x","size":{"width":1.5}}`:  "#/size/width",
		`{"name":"x","size":{"depth":1}}`:    "#/size/depth",
		`{"name":"x","size":{"width":1e99}}`: "#/size/width",
	} {
		found := problemOf(t, r.post(body), http.StatusBadRequest, "/v1/samples")
		if len(found.Errors) == 0 || found.Errors[0].Pointer != pointer {
			t.Errorf("%s: %v", body, found.Errors)
		}
	}
}

func TestRow10WhatIsNoJSONIsAnsweredWith400(t *testing.T) {
	r := start(t)
	for _, body := range []string{"{", "name", `{"name":"x"}}`, `{"name":"x","name":"y"}`, `{"name":"\ud800"}`, "{\"name\":\"\xff\"}"} {
		problemOf(t, r.post(body), http.StatusBadRequest, "/v1/samples")
	}
}

func TestRow10BodiesThatTheSchemaAllowsAreTaken(t *testing.T) {
	r := start(t)
	sent := `{"name":"x","tags":["a"],"size":{"width":1}}`
	if a := r.ask(http.MethodPost, "/v1/samples", sent, "Content-Type", "Application/JSON; charset=utf-8"); a.status != http.StatusCreated || a.body != sent {
		t.Errorf("%d %s", a.status, a.body)
	}
}

func TestRow10WhatIsNotThereIsAnsweredWith404(t *testing.T) {
	r := start(t)
	problemOf(t, r.ask(http.MethodGet, "/nothing?query=1", ""), http.StatusNotFound, "/nothing")
	problemOf(t, r.ask(http.MethodGet, "/v1/samples/none", ""), http.StatusNotFound, "/v1/samples/none")
	problemOf(t, r.ask(http.MethodGet, "/v1/samples/", ""), http.StatusNotFound, "/v1/samples/")
	problemOf(t, r.ask(http.MethodGet, "/v1//samples", ""), http.StatusNotFound, "/v1//samples")
	problemOf(t, r.ask(http.MethodPost, "/nothing", "text"), http.StatusNotFound, "/nothing")
	problemOf(t, r.ask(http.MethodGet, "/v1/samples/../samples", ""), http.StatusNotFound, "/v1/samples/../samples")
	found := problemOf(t, r.ask(http.MethodGet, "/v1/samples/a%2Fb", ""), http.StatusNotFound, "/v1/samples/a%2Fb")
	if found.Detail != "a slash" {
		t.Errorf("an id with a slash is taken for another: %v", found)
	}
}

func TestRow10AMethodThatThePathLacksIsAnsweredWith405AndThoseThatItHas(t *testing.T) {
	r := start(t)
	for _, each := range []struct{ method, path, allow string }{
		{http.MethodPut, "/v1/samples", "GET, HEAD, POST"},
		{http.MethodOptions, "/v1/samples", "GET, HEAD, POST"},
		{"PROPFIND", "/v1/samples/none", "GET, HEAD"},
		{http.MethodDelete, "/livez", "GET, HEAD"},
	} {
		a := r.ask(each.method, each.path, "text")
		problemOf(t, a, http.StatusMethodNotAllowed, each.path)
		if allow := a.header.Get("Allow"); allow != each.allow {
			t.Errorf("%s %s: Allow: %s", each.method, each.path, allow)
		}
	}
	if a := r.ask(http.MethodHead, "/v1/samples", ""); a.status != http.StatusOK || a.body != "" {
		t.Errorf("HEAD: %d %s", a.status, a.body)
	}
}

func TestRow10ABodyOverTheLimitIsAnsweredWith413OfKnownLengthOrNot(t *testing.T) {
	r := start(t)
	large := `{"name":"` + strings.Repeat("x", 200) + `"}`
	problemOf(t, r.post(large), http.StatusRequestEntityTooLarge, "/v1/samples")
	chunked := io.MultiReader(strings.NewReader(large))
	problemOf(t, r.send(http.MethodPost, "/v1/samples", chunked, "Content-Type", "application/json"), http.StatusRequestEntityTooLarge, "/v1/samples")
	longest := `{"name":"` + strings.Repeat("x", 189) + `"}`
	if a := r.post(longest); len(longest) != 200 || a.status != http.StatusCreated {
		t.Errorf("%d bytes: %d", len(longest), a.status)
	}
}

func TestRow10ABodyOfAnotherTypeIsAnsweredWith415(t *testing.T) {
	r := start(t)
	for _, kind := range []string{"text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""} {
		problemOf(t, r.ask(http.MethodPost, "/v1/samples", `{"name":"x"}`, "Content-Type", kind), http.StatusUnsupportedMediaType, "/v1/samples")
	}
}

func TestRow10OurOwnFaultsAreAnsweredWithABare500(t *testing.T) {
	r := start(t)
	a := r.ask(http.MethodGet, "/v1/samples/panics", "")
	found := problemOf(t, a, http.StatusInternalServerError, "/v1/samples/panics")
	if found.Detail != "" || strings.Contains(a.body, "secret") || strings.Contains(a.body, ".go") {
		t.Errorf("tells too much: %s", a.body)
	}
	if logged := r.lines(2)[0]; logged["level"] != "error" || !strings.Contains(logged["err"].(string), "with a secret") {
		t.Errorf("%v", logged)
	}
}
