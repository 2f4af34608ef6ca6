package main

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

func newRegistry() *prometheus.Registry {
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return registry
}

// statusWriter remembers how a request was answered.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// routeOf is the pattern of the route: paths would make a time series of each id.
func routeOf(request *http.Request) string {
	_, route, found := strings.Cut(request.Pattern, " ")
	if !found {
		return "unknown"
	}
	return route
}

// measured counts requests. Probes are left out, since nobody waits for them.
func measured(registry *prometheus.Registry, next http.Handler) http.Handler {
	durations := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name:    "http_request_duration_seconds",
		Help:    "How long requests took",
		Buckets: prometheus.DefBuckets,
	}, []string{"method", "route", "status_code"})
	registry.MustRegister(durations)
	return http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		started := time.Now()
		answer := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(answer, request)
		switch request.URL.Path {
		case "/healthz", "/readyz", "/metrics":
		default:
			durations.
				WithLabelValues(methodOf(request), routeOf(request), strconv.Itoa(answer.status)).
				Observe(time.Since(started).Seconds())
		}
	})
}

// methodOf keeps callers from making a time series of each word.
func methodOf(request *http.Request) string {
	switch request.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return request.Method
	}
	return "other"
}
