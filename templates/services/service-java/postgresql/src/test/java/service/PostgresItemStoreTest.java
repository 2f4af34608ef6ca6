package service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcOperations;

class PostgresItemStoreTest {

    private final JdbcOperations database = mock();
    private final PostgresItemStore store = new PostgresItemStore(database);

    @Test
    void makesTheTableOnce() {
        store.list();
        store.list();

        verify(database, times(1)).execute(anyString());
    }

    @Test
    void triesTheTableAgainAfterAFailure() {
        doThrow(new DataAccessResourceFailureException("refused"))
                .doNothing()
                .when(database)
                .execute(anyString());
        assertThatThrownBy(store::list).hasMessage("refused");

        store.list();

        verify(database, times(2)).execute(anyString());
    }

    @Test
    void takesTextsOfPeopleForValuesAndNeverForStatements() {
        doNothing().when(database).execute(anyString());
        Item item = Item.create("'; DROP TABLE items; --");

        store.add(item);

        verify(database)
                .update(
                        eq("INSERT INTO items (id, name, created_at) VALUES (?, ?, ?)"),
                        eq(item.id()),
                        eq(item.name()),
                        any());
    }
}
