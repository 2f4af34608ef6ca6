package service;

import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** Keeps items in PostgreSQL. */
@Component
public class PostgresItemStore implements ItemStore {

    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS items (
              id uuid PRIMARY KEY,
              name text NOT NULL,
              created_at timestamptz NOT NULL
            )""";

    private static final RowMapper<Item> TO_ITEM = (row, number) -> new Item(
            row.getObject("id", UUID.class), row.getString("name"), row.getTimestamp("created_at").toInstant());

    private final JdbcOperations database;
    private boolean hasTable;

    public PostgresItemStore(JdbcOperations database) {
        this.database = database;
    }

    @Override
    public void add(Item item) {
        makeTable();
        database.update(
                "INSERT INTO items (id, name, created_at) VALUES (?, ?, ?)",
                item.id(),
                item.name(),
                Timestamp.from(item.createdAt()));
    }

    @Override
    public Optional<Item> find(String id) {
        makeTable();
        // Compared as text: what is no UUID is not found instead of refused.
        return database.query("SELECT id, name, created_at FROM items WHERE id::text = ?", TO_ITEM, id).stream()
                .findFirst();
    }

    @Override
    public List<Item> list() {
        makeTable();
        return database.query("SELECT id, name, created_at FROM items ORDER BY created_at DESC LIMIT 100", TO_ITEM);
    }

    /** By whoever comes first, and again after a failure. */
    private synchronized void makeTable() {
        if (!hasTable) {
            database.execute(TABLE);
            hasTable = true;
        }
    }
}
