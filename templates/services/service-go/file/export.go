package main

import (
	"encoding/csv"
	"net/http"
	"time"
)

// exportItems writes the file of the contract: RFC 4180, with a header.
func (a *app) exportItems(w http.ResponseWriter, request *http.Request) {
	items, err := a.items.list(request.Context())
	if err != nil {
		a.fail(w, request, err)
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	writer := csv.NewWriter(w)
	writer.UseCRLF = true
	_ = writer.Write([]string{"id", "name", "createdAt"})
	for _, each := range items {
		_ = writer.Write([]string{each.ID, each.Name, each.CreatedAt.Format(time.RFC3339Nano)})
	}
	writer.Flush()
}
