package service;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.springframework.stereotype.Component;

/** Keeps items as long as the process lives. */
@Component
public class MemoryItemStore implements ItemStore {

    private final ConcurrentLinkedDeque<Item> items = new ConcurrentLinkedDeque<>();

    @Override
    public void add(Item item) {
        items.addFirst(item);
    }

    @Override
    public Optional<Item> find(String id) {
        return items.stream().filter(item -> item.id().toString().equals(id)).findFirst();
    }

    @Override
    public List<Item> list() {
        return items.stream().limit(100).toList();
    }
}
