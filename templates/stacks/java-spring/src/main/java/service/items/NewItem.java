package service.items;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.hibernate.validator.constraints.CodePointLength;

/** What a client sends to make an item, checked like the schema of that name in openapi.yaml. */
record NewItem(
    @NotNull @CodePointLength(min = 1, max = 200) String name,
    @Size(max = 20) List<@CodePointLength(min = 1, max = 50) String> tags) {

  NewItem {
    tags = tags == null ? List.of() : List.copyOf(tags);
  }
}
