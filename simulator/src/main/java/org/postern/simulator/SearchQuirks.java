package org.postern.simulator;

import java.util.List;

/** How searches are answered: chapter S of {@code docs/quirks.md}. */
public final class SearchQuirks {
    static final List<Quirk> ALL = List.of();

    private SearchQuirks() {}
}
