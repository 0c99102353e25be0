package service.items;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.hibernate.validator.constraints.CodePointLength;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import service.platform.problems.Fault;
import service.platform.problems.ProblemException;

/** The operations on items, each named like its operationId in openapi.yaml. */
@RestController
@RequestMapping("/v1/items")
class ItemController {
  private static final int DEFAULT_LIMIT = 20;

  private final ItemStore store;

  ItemController(ItemStore store) {
    this.store = store;
  }

  @GetMapping
  ItemPage listItems(
      @RequestParam(required = false) @Min(1) @Max(100) Integer limit,
      @RequestParam(required = false) @CodePointLength(min = 1, max = 200) String cursor) {
    try {
      return store.list(limit == null ? DEFAULT_LIMIT : limit, cursor);
    } catch (UnknownCursorException e) {
      Fault fault = Fault.inParameter("cursor", "is not one that a page gave out");
      throw new ProblemException(HttpStatus.BAD_REQUEST, fault);
    }
  }

  @PostMapping
  ResponseEntity<Item> createItem(@Valid @RequestBody NewItem newItem) {
    Item item = store.create(newItem);
    return ResponseEntity.created(URI.create("/v1/items/" + item.id())).body(item);
  }

  @GetMapping("/{id}")
  Item getItem(@PathVariable @CodePointLength(min = 1, max = 64) String id) {
    return store.get(id).orElseThrow(() -> notFound(id));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void deleteItem(@PathVariable @CodePointLength(min = 1, max = 64) String id) {
    if (!store.delete(id)) {
      throw notFound(id);
    }
  }

  private static ProblemException notFound(String id) {
    return new ProblemException(HttpStatus.NOT_FOUND, "There is no item " + id + ".");
  }
}
