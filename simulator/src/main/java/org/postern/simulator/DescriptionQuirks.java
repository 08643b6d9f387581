package org.postern.simulator;

import java.util.List;

/** What HTTP and the description look like: chapter D of {@code docs/quirks.md}. */
public final class DescriptionQuirks {
    static final List<Quirk> ALL = List.of();

    private DescriptionQuirks() {}
}
