// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import org.postern.api.keeper.KeeperEvent;
import org.postern.web.console.status.ConsoleStatus;
import org.postern.web.console.status.ExaminationState;
import org.postern.web.console.status.SearchState;

import java.time.Instant;
import java.util.Optional;

/**
 * The last thing that happened in a part of the page, which the script has screen readers say: they
 * do not notice that a table was replaced.
 *
 * @param at when; the same news are said once
 * @param sentence of it; empty when nothing has happened
 */
record PartNews(Optional<Instant> at, String sentence) {
    static final PartNews NONE = new PartNews(Optional.empty(), "");

    /** The newest event but for renewals, which happen all the time. */
    static PartNews ofEvents(ConsoleStatus status) {
        return status.events().stream()
                .filter(each -> each.kind() != KeeperEvent.Kind.PORT_RENEWED)
                .findFirst()
                .map(each -> new PartNews(Optional.of(each.at()), each.sentence()))
                .orElse(NONE);
    }

    /** How the last examination ended. */
    static PartNews ofExamination(ExaminationState examination) {
        if (examination.running() || !examination.failure().isEmpty()) {
            return new PartNews(Optional.empty(), examination.failure());
        }
        return examination
                .report()
                .map(
                        each ->
                                new PartNews(
                                        Optional.of(each.at()),
                                        "The doctor has examined: "
                                                + each.diagnosis().cause()
                                                + "."))
                .orElse(NONE);
    }

    /** How the last search ended. */
    static PartNews ofSearch(SearchState search) {
        if (search.running() || search.at().isEmpty()) {
            return NONE;
        }
        return new PartNews(
                search.at(),
                search.failure().isEmpty()
                        ? "Devices that answered: " + search.devices().size() + "."
                        : search.failure());
    }
}
