package service.items;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Repository;

/** Items in memory, gone with the process. */
@Repository
class MemoryItemStore implements ItemStore {
  private static final Pattern CURSOR = Pattern.compile("after:([0-9]{1,15})");

  // Sequence numbers only grow, so a page stays where it is when items before it are deleted.
  private final AtomicLong lastSequence = new AtomicLong();
  private final ConcurrentNavigableMap<Long, Item> items = new ConcurrentSkipListMap<>();
  private final Map<String, Long> sequences = new ConcurrentHashMap<>();

  @Override
  public ItemPage list(int limit, String cursor) throws UnknownCursorException {
    long after = cursor == null ? 0 : decode(cursor);
    List<Map.Entry<Long, Item>> found =
        items.tailMap(after, false).entrySet().stream().limit(limit + 1L).toList();
    List<Map.Entry<Long, Item>> page = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? encode(page.getLast().getKey()) : null;
    return new ItemPage(page.stream().map(Map.Entry::getValue).toList(), next);
  }

  @Override
  public Item create(NewItem item) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Item created = new Item(UUID.randomUUID().toString(), item.name(), item.tags(), now);
    long sequence = lastSequence.incrementAndGet();
    items.put(sequence, created);
    sequences.put(created.id(), sequence);
    return created;
  }

  @Override
  public Optional<Item> get(String id) {
    return Optional.ofNullable(sequences.get(id)).map(items::get);
  }

  @Override
  public boolean delete(String id) {
    Long sequence = sequences.remove(id);
    return sequence != null && items.remove(sequence) != null;
  }

  // Opaque to clients, so that another store may page by something else.
  private static String encode(long sequence) {
    byte[] text = ("after:" + sequence).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  private static long decode(String cursor) throws UnknownCursorException {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      Matcher matcher = CURSOR.matcher(text);
      if (matcher.matches()) {
        return Long.parseLong(matcher.group(1));
      }
    } catch (IllegalArgumentException e) {
      // No Base64: no cursor of ours either.
    }
    throw new UnknownCursorException();
  }
}
