package service;

import java.util.List;
import java.util.Optional;

/** Where items are kept. */
public interface ItemStore {

    void add(Item item);

    Optional<Item> find(String id);

    /** The newest first, 100 at most. */
    List<Item> list();
}
