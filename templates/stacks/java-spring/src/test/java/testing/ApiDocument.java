package testing;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service's openapi.yaml, with its schemas ready to check responses. */
public final class ApiDocument {
  private static final String ID = "https://service.test/openapi.json";
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final String text;
  private final JsonNode document;
  private final SchemaRegistry schemas;

  private ApiDocument(String text) {
    this.text = text;
    document = new JsonMapper().valueToTree(new Yaml().<Object>load(text));
    schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(Map.of(ID, document.toString())));
  }

  public static ApiDocument load() {
    try {
      return new ApiDocument(Files.readString(Path.of("openapi.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String text() {
    return text;
  }

  /** Each operation, as {@code GET /v1/items}, with its operationId. */
  public Map<String, String> operations() {
    Map<String, String> operations = new TreeMap<>();
    for (var path : document.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          String name = operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey();
          operations.put(name, operation.getValue().get("operationId").stringValue());
        }
      }
    }
    return operations;
  }

  /** What in a response is not as the operation declares it; nothing for a good one. */
  public List<String> violations(String method, String path, HttpResponse<String> response) {
    String responses =
        "/paths/" + escape(path) + "/" + method.toLowerCase(java.util.Locale.ROOT) + "/responses/";
    String own = responses + response.statusCode();
    String place = document.at(own).isMissingNode() ? responses + "default" : own;
    JsonNode reference = document.at(place).path("$ref");
    if (reference.isString()) {
      place = reference.stringValue().substring(1);
    }
    if (document.at(place).isMissingNode()) {
      return List.of(response.statusCode() + " is not declared");
    }
    if (document.at(place).path("content").isMissingNode()) {
      return response.body().isEmpty() ? List.of() : List.of("there is to be no body");
    }
    String type = response.headers().firstValue("content-type").orElse("");
    String schemaPlace = place + "/content/" + escape(type) + "/schema";
    if (document.at(schemaPlace).isMissingNode()) {
      return List.of("the type " + type + " is not declared");
    }
    Schema schema = schemas.getSchema(SchemaLocation.of(ID + "#" + schemaPlace));
    JsonNode body = new JsonMapper().readTree(response.body());
    return schema
        .validate(
            body,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  private static String escape(String segment) {
    return segment.replace("~", "~0").replace("/", "~1");
  }
}
