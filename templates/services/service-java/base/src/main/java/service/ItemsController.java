package service;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The routes of items. */
@RestController
public class ItemsController {

    private final ItemStore items;
    private final ObjectProvider<ItemPublisher> publisher;

    public ItemsController(ItemStore items, ObjectProvider<ItemPublisher> publisher) {
        this.items = items;
        this.publisher = publisher;
    }

    /** What a caller sends. */
    public record NewItem(Object name) {}

    @GetMapping("/items")
    public Map<String, List<Item>> list() {
        return Map.of("items", items.list());
    }

    @PostMapping("/items")
    @ResponseStatus(HttpStatus.CREATED)
    public Item add(@RequestBody NewItem body) {
        // A number is no text, though it could be written as one.
        Item item = Item.create(body.name() instanceof String name ? name : null);
        // Asked before, so that no item is kept that nobody is told of.
        publisher.ifAvailable(ItemPublisher::check);
        items.add(item);
        publisher.ifAvailable(each -> each.created(item));
        return item;
    }

    @GetMapping("/items/{id}")
    public Item get(@PathVariable String id) {
        return items.find(id).orElseThrow(() -> new NoSuchElementException("There is no such item"));
    }
}
