package service.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import service.Application;
import testing.ApiDocument;
import testing.RunningService;

class OpenApiTest {
  private static RunningService service;
  private final ApiDocument document = ApiDocument.load();

  @BeforeAll
  static void start() {
    service = RunningService.start(Application.class, Map.of("LOG_LEVEL", "error"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  @DisplayName("row 11: GET /openapi.yaml returns the file")
  void servesTheFile() {
    HttpResponse<String> response = service.http().get("/openapi.yaml");
    assertThat(response.headers().firstValue("content-type")).hasValue("application/yaml");
    assertThat(response.body()).isEqualTo(document.text());
  }

  @Test
  @DisplayName("row 11: every path of openapi.yaml is under /v1")
  void pathsAreVersioned() {
    assertThat(document.operations().keySet()).allMatch(name -> name.contains(" /v1/"));
  }

  @Test
  @DisplayName("row 11: each operation has a method of its name, and each such method an operation")
  void operationsAreRoutes() {
    Map<String, String> routes = new TreeMap<>();
    service
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((mapping, handler) -> {
          for (String path : mapping.getPatternValues()) {
            for (var method : mapping.getMethodsCondition().getMethods()) {
              routes.put(method + " " + path, handler.getMethod().getName());
            }
          }
        });
    routes.keySet().removeIf(name -> !name.contains(" /v1/"));
    assertThat(routes).isEqualTo(document.operations());
  }
}
