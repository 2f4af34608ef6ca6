package service;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The file of the contract: RFC 4180, with a header. */
@RestController
public class ItemsFile {

    private final ItemStore items;

    public ItemsFile(ItemStore items) {
        this.items = items;
    }

    @GetMapping(path = "/items.csv", produces = "text/csv")
    public String export() {
        return toCsv(items.list());
    }

    static String toCsv(List<Item> items) {
        Stream<String> lines = items.stream()
                .map(item -> Stream.of(item.id().toString(), item.name(), item.createdAt().toString())
                        .map(ItemsFile::quote)
                        .collect(Collectors.joining(",")));
        return Stream.concat(Stream.of("id,name,createdAt"), lines).collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static String quote(String text) {
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
