package items

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"unicode/utf8"

	"service/internal/platform/problem"
	"service/internal/platform/server"
)

const (
	usualLimit      = 20
	maxLimit        = 100
	maxCursorLength = 200
	maxIDLength     = 64
)

// Routes are the operations of openapi.yaml on items.
func Routes(store Store) []server.Route {
	h := handlers{store}
	return []server.Route{
		{Method: http.MethodGet, Path: "/v1/items", Handler: h.list},
		{Method: http.MethodPost, Path: "/v1/items", Handler: h.create},
		{Method: http.MethodGet, Path: "/v1/items/{id}", Handler: h.get},
		{Method: http.MethodDelete, Path: "/v1/items/{id}", Handler: h.delete},
	}
}

type handlers struct {
	store Store
}

func (h handlers) list(w http.ResponseWriter, r *http.Request) error {
	limit, cursor, err := pageOf(r)
	if err != nil {
		return err
	}
	page, err := h.store.List(r.Context(), limit, cursor)
	if errors.Is(err, ErrUnknownCursor) {
		return problem.Invalid(problem.InParameter("cursor", "is not one that a page was answered with"))
	}
	if err != nil {
		return err
	}
	return server.WriteJSON(w, http.StatusOK, page)
}

func (h handlers) create(w http.ResponseWriter, r *http.Request) error {
	var sent NewItem
	if err := server.ReadJSON(r, &sent); err != nil {
		return err
	}
	if err := sent.Check(); err != nil {
		return err
	}
	item, err := h.store.Create(r.Context(), *sent.Name, sent.Tags)
	if err != nil {
		return err
	}
	w.Header().Set("Location", "/v1/items/"+item.ID)
	return server.WriteJSON(w, http.StatusCreated, item)
}

func (h handlers) get(w http.ResponseWriter, r *http.Request) error {
	id, err := idOf(r)
	if err != nil {
		return err
	}
	item, err := h.store.Get(r.Context(), id)
	if err != nil {
		return notFound(err, id)
	}
	return server.WriteJSON(w, http.StatusOK, item)
}

func (h handlers) delete(w http.ResponseWriter, r *http.Request) error {
	id, err := idOf(r)
	if err != nil {
		return err
	}
	if err := h.store.Delete(r.Context(), id); err != nil {
		return notFound(err, id)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func notFound(err error, id string) error {
	if errors.Is(err, ErrNotFound) {
		return problem.New(http.StatusNotFound, fmt.Sprintf("There is no item %s.", id))
	}
	return err
}

func idOf(r *http.Request) (string, error) {
	id := r.PathValue("id")
	if length := utf8.RuneCountInString(id); length > maxIDLength {
		return "", problem.Invalid(problem.InParameter("id", fmt.Sprintf("must have at most %d characters", maxIDLength)))
	}
	return id, nil
}

func pageOf(r *http.Request) (limit int, cursor string, err error) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return 0, "", problem.New(http.StatusBadRequest, "The query cannot be read.").CausedBy(err)
	}
	var faults []problem.Fault
	limit = usualLimit
	if query.Has("limit") {
		limit, err = strconv.Atoi(query.Get("limit"))
		if err != nil || limit < 1 || limit > maxLimit || len(query["limit"]) > 1 {
			faults = append(faults, problem.InParameter("limit", fmt.Sprintf("must be a whole number from 1 to %d", maxLimit)))
		}
	}
	if query.Has("cursor") {
		cursor = query.Get("cursor")
		if length := utf8.RuneCountInString(cursor); length < 1 || length > maxCursorLength || len(query["cursor"]) > 1 {
			faults = append(faults, problem.InParameter("cursor", fmt.Sprintf("must have 1 to %d characters", maxCursorLength)))
		}
	}
	if len(faults) > 0 {
		return 0, "", problem.Invalid(faults...)
	}
	return limit, cursor, nil
}
