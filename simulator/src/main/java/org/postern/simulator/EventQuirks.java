package org.postern.simulator;

import java.util.List;

/** How events are sent: chapter G of {@code docs/quirks.md}. */
public final class EventQuirks {
    static final List<Quirk> ALL = List.of();

    private EventQuirks() {}
}
