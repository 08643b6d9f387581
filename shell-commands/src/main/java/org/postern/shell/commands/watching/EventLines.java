// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.watching;

import org.postern.api.doctor.PortReach;
import org.postern.api.keeper.KeeperEvent;
import org.postern.shell.commands.internal.json.JsonText;
import org.postern.shell.commands.internal.presentation.EventFields;
import org.postern.shell.commands.output.TimeFormat;

/** Formats an event as one line of text, or as one JSON object (NDJSON). */
final class EventLines {
    private EventLines() {}

    /** With what the hints have to say of it. */
    static String text(KeeperEvent event, EventHints hints) {
        return TimeFormat.stamp(event.at())
                + "  "
                + event.sentence()
                + nextTry(event)
                + hints.of(event);
    }

    private static String nextTry(KeeperEvent event) {
        TimeFormat times = new TimeFormat(event.at());
        return event.nextTry().map(at -> " Next try " + times.when(at) + ".").orElse("");
    }

    static String json(KeeperEvent event) {
        return JsonText.of(EventFields.of(event));
    }

    /** In the form of events. */
    static String text(PortReach reach) {
        return TimeFormat.stamp(reach.checkedAt()) + "  " + reach.sentence();
    }

    static String json(PortReach reach) {
        return JsonText.of(EventFields.of(reach));
    }
}
