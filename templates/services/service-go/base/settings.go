package main

import (
	"fmt"
	"os"
	"strconv"
)

// textOf is a text of the environment, or what stands for it.
func textOf(name, byDefault string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return byDefault
}

// portOf is a port of the environment; an error names the variable.
func portOf(name string, byDefault uint16) (uint16, error) {
	text := textOf(name, strconv.Itoa(int(byDefault)))
	port, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return 0, fmt.Errorf("%s is %q, which is no port", name, text)
	}
	return uint16(port), nil
}
