// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import org.postern.api.keeper.KeeperEvent;
import org.postern.web.console.status.ConsoleStatus;
import org.postern.web.console.status.RecentEvents;

/** What happened last, newest first. */
final class EventsPart {
    private static final int SHOWN = 50;

    private final Html html;

    EventsPart(Html html) {
        this.html = html;
    }

    void write(ConsoleStatus status) {
        if (status.events().isEmpty()) {
            html.element(
                    "p",
                    status.kept().isPresent()
                            ? "Nothing has happened yet."
                            : "Events come with the port keeper.",
                    "class",
                    "nothing");
            return;
        }
        html.open("ol", "class", "events");
        for (KeeperEvent each : status.events().stream().limit(SHOWN).toList()) {
            html.open("li", "class", RecentEvents.isTrouble(each) ? "trouble" : "");
            html.time(each.at()).text(" ").foreign(each.sentence());
            html.close();
        }
        html.close();
    }
}
