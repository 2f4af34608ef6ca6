package main

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

const checkTimeout = 1500 * time.Millisecond

// dependency is something that the service cannot work without.
type dependency struct {
	name string
	// check fails, with the reason, while it does not answer.
	check func(context.Context) error
}

// readiness says whether work can be taken.
type readiness struct {
	dependencies []dependency
	isEnding     atomic.Bool
}

// problems are sentences on what is missing; none when all is well.
func (r *readiness) problems(ctx context.Context) []string {
	if r.isEnding.Load() {
		return []string{"the process is ending"}
	}
	ctx, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	errors := make([]error, len(r.dependencies))
	var group sync.WaitGroup
	for index, each := range r.dependencies {
		group.Add(1)
		go func() {
			defer group.Done()
			errors[index] = each.check(ctx)
		}()
	}
	group.Wait()
	problems := []string{}
	for index, err := range errors {
		if err != nil {
			problems = append(problems, r.dependencies[index].name+": "+err.Error())
		}
	}
	return problems
}

// A dead database is no reason to restart this process, so it is not asked.
func answerHealth(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, map[string]string{"status": "up"})
}

func (r *readiness) answer(w http.ResponseWriter, request *http.Request) {
	problems := r.problems(request.Context())
	if len(problems) > 0 {
		writeJSON(w, http.StatusServiceUnavailable, map[string]any{"status": "not ready", "problems": problems})
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{"status": "ready", "problems": problems})
}
