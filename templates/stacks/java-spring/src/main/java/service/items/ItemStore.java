package service.items;

import java.util.Optional;

/** Where items are kept. Write one on your database in place of {@link MemoryItemStore}. */
interface ItemStore {
  /**
   * Oldest first.
   *
   * @param cursor where to begin, or null for the first page
   */
  ItemPage list(int limit, String cursor) throws UnknownCursorException;

  Item create(NewItem item);

  Optional<Item> get(String id);

  /** Whether there was such an item. */
  boolean delete(String id);
}
