package main

import (
	"regexp"
	"strings"
	"testing"
)

func TestTheFileHasTheColumnsOfTheContract(t *testing.T) {
	service := start(t)
	service.ask("POST", "/items", `{"name":"a, \"b\""}`)

	_, file := service.ask("GET", "/items.csv", "")

	lines := strings.Split(file, "\r\n")
	if lines[0] != "id,name,createdAt" {
		t.Fatalf("got %q", lines[0])
	}
	if !regexp.MustCompile(`^[0-9a-f-]{36},"a, ""b""",\d{4}-`).MatchString(lines[1]) {
		t.Fatalf("got %q", lines[1])
	}
}
