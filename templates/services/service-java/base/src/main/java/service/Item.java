package service;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What this service keeps. */
public record Item(UUID id, String name, Instant createdAt) {

    private static final int LONGEST = 200;

    /**
     * A new item.
     *
     * @throws InvalidItemException when the caller is wrong
     */
    public static Item create(String name) {
        if (name == null || name.isBlank() || name.codePointCount(0, name.length()) > LONGEST) {
            throw new InvalidItemException("name has to be a text of 1 to " + LONGEST + " letters");
        }
        // PostgreSQL keeps microseconds, and what was answered is what is kept.
        return new Item(UUID.randomUUID(), name, Instant.now().truncatedTo(ChronoUnit.MICROS));
    }
}
