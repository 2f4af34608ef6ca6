package main

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// fakeDatabase keeps what it is asked, and fails when it is told to.
type fakeDatabase struct {
	err        error
	statements []string
	values     [][]any
}

func (d *fakeDatabase) Exec(_ context.Context, statement string, values ...any) (pgconn.CommandTag, error) {
	d.statements = append(d.statements, statement)
	d.values = append(d.values, values)
	return pgconn.CommandTag{}, d.err
}

func (d *fakeDatabase) Query(context.Context, string, ...any) (pgx.Rows, error) {
	return nil, d.err
}

func (d *fakeDatabase) Close() {}

func TestTheTableIsMadeOnce(t *testing.T) {
	database := &fakeDatabase{}
	store := &postgresStore{database: database}

	_ = store.check(context.Background())
	_ = store.check(context.Background())

	made := 0
	for _, statement := range database.statements {
		if strings.HasPrefix(statement, "CREATE TABLE") {
			made++
		}
	}
	if made != 1 {
		t.Fatalf("it was made %d times", made)
	}
}

func TestTheTableIsTriedAgainAfterAFailure(t *testing.T) {
	database := &fakeDatabase{err: errors.New("refused")}
	store := &postgresStore{database: database}

	if err := store.check(context.Background()); err == nil {
		t.Fatal("it is ready without a database")
	}
	database.err = nil

	if err := store.check(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func TestTextsOfPeopleAreValuesAndNeverStatements(t *testing.T) {
	database := &fakeDatabase{}
	name := "'; DROP TABLE items; --"

	_ = (&postgresStore{database: database}).add(context.Background(), item{"1", name, time.Now()})

	last := len(database.statements) - 1
	if strings.Contains(database.statements[last], name) || database.values[last][1] != name {
		t.Fatalf("got %q with %v", database.statements[last], database.values[last])
	}
}

func TestAPasswordMeansNothingInAnAddress(t *testing.T) {
	t.Setenv("POSTGRES_PASSWORD", "a b'@/?sslmode=disable host=elsewhere")
	t.Setenv("POSTGRES_HOST", "db")

	store, err := openPostgres()

	if err != nil {
		t.Fatal(err)
	}
	store.close()
}
