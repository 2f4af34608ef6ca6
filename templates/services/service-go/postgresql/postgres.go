package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

const itemsTable = `CREATE TABLE IF NOT EXISTS items (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL
)`

// database is what is asked of a connection.
type database interface {
	Exec(ctx context.Context, statement string, values ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, statement string, values ...any) (pgx.Rows, error)
	Close()
}

// postgresStore keeps items in PostgreSQL.
type postgresStore struct {
	database database
	lock     sync.Mutex
	hasTable bool
}

// openPostgres does not wait for the database: connections are made when they are needed.
func openPostgres() (*postgresStore, error) {
	port, err := portOf("POSTGRES_PORT", 5432)
	if err != nil {
		return nil, err
	}
	// Set field by field, so that a password cannot mean something in an address.
	config, err := pgxpool.ParseConfig("sslmode=prefer connect_timeout=2")
	if err != nil {
		return nil, err
	}
	config.ConnConfig.Host = textOf("POSTGRES_HOST", "localhost")
	config.ConnConfig.Port = port
	config.ConnConfig.Database = textOf("POSTGRES_DB", "app")
	config.ConnConfig.User = textOf("POSTGRES_USER", "app")
	config.ConnConfig.Password = os.Getenv("POSTGRES_PASSWORD")
	// The ways round TLS that the address above would have brought.
	config.ConnConfig.Fallbacks = nil
	config.ConnConfig.TLSConfig = nil
	config.MaxConns = 10
	config.MaxConnIdleTime = 5 * time.Minute
	pool, err := pgxpool.NewWithConfig(context.Background(), config)
	if err != nil {
		return nil, err
	}
	return &postgresStore{database: pool}, nil
}

func (s *postgresStore) close() { s.database.Close() }

// check fails while the database cannot be used.
func (s *postgresStore) check(ctx context.Context) error {
	if err := s.ready(ctx); err != nil {
		return err
	}
	_, err := s.database.Exec(ctx, "SELECT 1")
	return err
}

// ready makes the table, by whoever comes first, and again after a failure.
func (s *postgresStore) ready(ctx context.Context) error {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.hasTable {
		return nil
	}
	if _, err := s.database.Exec(ctx, itemsTable); err != nil {
		return fmt.Errorf("the table cannot be made: %w", err)
	}
	s.hasTable = true
	return nil
}

func (s *postgresStore) add(ctx context.Context, added item) error {
	if err := s.ready(ctx); err != nil {
		return err
	}
	_, err := s.database.Exec(ctx, "INSERT INTO items (id, name, created_at) VALUES ($1, $2, $3)", added.ID, added.Name, added.CreatedAt)
	return err
}

func (s *postgresStore) find(ctx context.Context, id string) (item, error) {
	// Compared as text: what is no UUID is not found instead of refused.
	found, err := s.query(ctx, "SELECT id::text, name, created_at FROM items WHERE id::text = $1", id)
	if err == nil && len(found) == 0 {
		err = errNotFound
	}
	if err != nil {
		return item{}, err
	}
	return found[0], nil
}

func (s *postgresStore) list(ctx context.Context) ([]item, error) {
	return s.query(ctx, "SELECT id::text, name, created_at FROM items ORDER BY created_at DESC LIMIT 100")
}

func (s *postgresStore) query(ctx context.Context, statement string, values ...any) ([]item, error) {
	if err := s.ready(ctx); err != nil {
		return nil, err
	}
	rows, err := s.database.Query(ctx, statement, values...)
	if err != nil {
		return nil, err
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[item])
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return nil, err
	}
	for index := range found {
		found[index].CreatedAt = found[index].CreatedAt.UTC()
	}
	return found, nil
}
