package testing.sample;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

record Sample(
    @NotNull @Size(min = 1) String name, List<@Size(min = 1) String> tags, Integer size) {}
