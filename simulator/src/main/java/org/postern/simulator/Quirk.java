// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.quirk.RouterHook;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A misbehaviour of real routers; several may be combined. They are kept in {@link LineQuirks},
 * {@link SearchQuirks}, {@link DescriptionQuirks}, {@link UrlQuirks}, {@link TreeQuirks}, {@link
 * HttpQuirks}, {@link CallQuirks}, {@link ControlQuirks}, {@link MappingQuirks}, {@link
 * TableQuirks}, {@link WanQuirks}, {@link ReplyQuirks} and {@link EventQuirks}.
 */
public final class Quirk {
    private final String optionName;
    private final String numbers;
    private final String summary;
    private final RouterHook hook;

    Quirk(String optionName, String numbers, String summary, RouterHook hook) {
        this.optionName = optionName;
        this.numbers = numbers;
        this.summary = summary;
        this.hook = hook;
    }

    /** The name on the command line, such as {@code lease-725}. */
    public String optionName() {
        return optionName;
    }

    /** Where {@code docs/quirks.md} tells more, such as {@code "A9, A10"}; may be empty. */
    public String numbers() {
        return numbers;
    }

    /** One line for people. */
    public String summary() {
        return summary;
    }

    /** All there are, chapter by chapter. */
    public static List<Quirk> all() {
        return Stream.of(
                        LineQuirks.ALL,
                        SearchQuirks.ALL,
                        DescriptionQuirks.ALL,
                        UrlQuirks.ALL,
                        TreeQuirks.ALL,
                        HttpQuirks.ALL,
                        CallQuirks.ALL,
                        ControlQuirks.ALL,
                        MappingQuirks.ALL,
                        TableQuirks.ALL,
                        WanQuirks.ALL,
                        ReplyQuirks.ALL,
                        EventQuirks.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /** The quirk of that command-line name, in any case. */
    public static Optional<Quirk> named(String optionName) {
        return all().stream()
                .filter(quirk -> quirk.optionName.equalsIgnoreCase(optionName))
                .findFirst();
    }

    @Override
    public String toString() {
        return optionName;
    }

    RouterHook hook() {
        return hook;
    }
}
