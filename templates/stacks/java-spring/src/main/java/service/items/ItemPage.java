package service.items;

import java.util.List;

/**
 * Some items, oldest first.
 *
 * @param nextCursor where the next page begins; null on the last page
 */
record ItemPage(List<Item> items, String nextCursor) {}
