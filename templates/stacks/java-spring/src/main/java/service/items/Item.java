package service.items;

import java.time.Instant;
import java.util.List;

record Item(String id, String name, List<String> tags, Instant createdAt) {}
