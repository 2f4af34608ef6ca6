package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// item is what this service keeps.
type item struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	CreatedAt time.Time `json:"createdAt"`
}

// itemStore is where items are kept.
type itemStore interface {
	add(context.Context, item) error
	// find returns errNotFound when there is none.
	find(ctx context.Context, id string) (item, error)
	// list has the newest first, 100 at most.
	list(context.Context) ([]item, error)
}

// publisher tells others of new items.
type publisher interface {
	// check fails while nobody can be told.
	check(context.Context) error
	created(context.Context, item) error
}

var (
	errNotFound = errors.New("There is no such item")
	errInvalid  = errors.New("name has to be a text of 1 to 200 letters")
)

// newItem makes an item; an error is for the caller.
func newItem(name string) (item, error) {
	if strings.TrimSpace(name) == "" || utf8.RuneCountInString(name) > 200 {
		return item{}, errInvalid
	}
	// PostgreSQL keeps microseconds, and what was answered is what is kept.
	return item{ID: newID(), Name: name, CreatedAt: time.Now().UTC().Truncate(time.Microsecond)}, nil
}

// newID is a random UUID, version 4.
func newID() string {
	var bytes [16]byte
	rand.Read(bytes[:])
	bytes[6] = bytes[6]&0x0f | 0x40
	bytes[8] = bytes[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", bytes[:4], bytes[4:6], bytes[6:8], bytes[8:10], bytes[10:])
}

// memoryStore keeps items as long as the process lives.
type memoryStore struct {
	lock  sync.RWMutex
	items []item
}

func (s *memoryStore) add(_ context.Context, added item) error {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.items = append(s.items, added)
	return nil
}

func (s *memoryStore) find(_ context.Context, id string) (item, error) {
	s.lock.RLock()
	defer s.lock.RUnlock()
	for _, each := range s.items {
		if each.ID == id {
			return each, nil
		}
	}
	return item{}, errNotFound
}

func (s *memoryStore) list(context.Context) ([]item, error) {
	s.lock.RLock()
	defer s.lock.RUnlock()
	newest := []item{}
	for index := len(s.items) - 1; index >= 0 && len(newest) < 100; index-- {
		newest = append(newest, s.items[index])
	}
	return newest, nil
}
