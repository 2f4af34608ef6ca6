package service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ItemsFileTest {

    @Test
    void hasTheColumnsOfTheContract() {
        String[] lines = ItemsFile.toCsv(List.of(Item.create("a, \"b\""))).split("\r\n");

        assertThat(lines[0]).isEqualTo("id,name,createdAt");
        assertThat(lines[1]).matches("[0-9a-f-]{36},\"a, \"\"b\"\"\",\\d{4}-.*");
    }
}
