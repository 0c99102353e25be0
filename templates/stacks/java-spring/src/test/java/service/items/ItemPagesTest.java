package service.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import service.Application;
import testing.Http;
import testing.RunningService;
import tools.jackson.databind.JsonNode;

class ItemPagesTest {
  private RunningService service;
  private Http http;

  @BeforeEach
  void start() {
    service = RunningService.start(Application.class, Map.of("LOG_LEVEL", "error"));
    http = service.http();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  @DisplayName("pages follow each other, oldest first, without gaps or repeats")
  void pages() {
    for (String name : List.of("a", "b", "c", "d", "e")) {
      create(name);
    }
    List<String> seen = new ArrayList<>();
    String query = "limit=2";
    while (query != null) {
      JsonNode page = http.json("/v1/items?" + query);
      seen.addAll(namesOn(page));
      query =
          page.has("nextCursor") ? "limit=2&cursor=" + page.get("nextCursor").stringValue() : null;
    }
    assertThat(seen).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  @DisplayName("a page stays where it is when items before it are deleted")
  void stablePages() {
    String first = create("a");
    create("b");
    create("c");
    String cursor = http.json("/v1/items?limit=2").get("nextCursor").stringValue();
    http.send("DELETE", first, BodyPublishers.noBody());
    assertThat(namesOn(http.json("/v1/items?limit=2&cursor=" + cursor))).containsExactly("c");
  }

  private String create(String name) {
    var response = http.post("/v1/items", "{\"name\":\"" + name + "\"}");
    return response.headers().firstValue("location").orElseThrow();
  }

  private static List<String> namesOn(JsonNode page) {
    return page.get("items").valueStream().map(item -> item.get("name").stringValue()).toList();
  }
}
