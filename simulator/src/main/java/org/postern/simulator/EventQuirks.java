// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.event.Notice;
import org.postern.simulator.quirk.event.Noticing;
import org.postern.simulator.quirk.event.Subscribing;

import java.util.List;
import java.util.function.UnaryOperator;

/** How events are sent: chapter G of {@code docs/quirks.md}. */
public final class EventQuirks {
    /** In a hurry. */
    public static final Quirk EVENT_EARLY =
            event("event-early", "G1", "the first event comes before the answer", Notice::early);

    /** No subscriptions. */
    public static final Quirk SUBSCRIBE_412 =
            new Quirk(
                    "subscribe-412",
                    "G2",
                    "refuses subscriptions with 412",
                    Subscribing.refused(412));

    /** No subscriptions, said otherwise. */
    public static final Quirk SUBSCRIBE_501 =
            new Quirk(
                    "subscribe-501",
                    "G2",
                    "refuses subscriptions with 501",
                    Subscribing.refused(501));

    /** Forgetful. */
    public static final Quirk RENEWAL_412 =
            new Quirk(
                    "renewal-412",
                    "G3",
                    "refuses to renew subscriptions with 412",
                    Subscribing.forgotten());

    /** A path of its own. */
    public static final Quirk EVENT_PATH =
            event(
                    "event-path",
                    "G4",
                    "events go to the callback path with its query cut off and /x appended",
                    notice -> notice.to(notice.target().replaceFirst("\\?.*", "") + "/x"));

    /** Bare text and a NUL. */
    public static final Quirk EVENT_NUL =
            event(
                    "event-nul",
                    "G5",
                    "events have no XML declaration and end with a NUL that is counted",
                    notice -> notice.saying(notice.text().replaceFirst("<\\?.*\\?>\n", "") + "\0"));

    /** Another length. */
    public static final Quirk TIMEOUT_RAISED =
            new Quirk(
                    "timeout-raised",
                    "G6",
                    "subscriptions last 1800 s, whatever was asked for",
                    Subscribing.lasting("Second-1800"));

    /** No end. */
    public static final Quirk TIMEOUT_INFINITE =
            new Quirk(
                    "timeout-infinite",
                    "G6",
                    "subscriptions last Second-infinite",
                    Subscribing.lasting("Second-infinite"));

    /** No length. */
    public static final Quirk TIMEOUT_MISSING =
            new Quirk(
                    "timeout-missing",
                    "G6",
                    "renewed subscriptions do not say how long they last",
                    Subscribing.renewedSilently());

    /** Half a document. */
    public static final Quirk EVENT_CUT =
            event(
                    "event-cut",
                    "G7",
                    "events are cut off in the middle",
                    notice ->
                            notice.saying(notice.text().substring(0, notice.text().length() / 2)));

    /** Another document. */
    public static final Quirk EVENT_ROOT =
            event(
                    "event-root",
                    "G7",
                    "events are no property sets",
                    notice -> notice.saying(notice.text().replace("e:propertyset", "e:invalid")));

    /** No order. */
    public static final Quirk EVENT_UNNUMBERED =
            event("event-unnumbered", "G8", "events have no SEQ", notice -> notice.without("SEQ"));

    static final List<Quirk> ALL =
            List.of(
                    EVENT_EARLY,
                    SUBSCRIBE_412,
                    SUBSCRIBE_501,
                    RENEWAL_412,
                    EVENT_PATH,
                    EVENT_NUL,
                    TIMEOUT_RAISED,
                    TIMEOUT_INFINITE,
                    TIMEOUT_MISSING,
                    EVENT_CUT,
                    EVENT_ROOT,
                    EVENT_UNNUMBERED);

    private EventQuirks() {}

    private static Quirk event(
            String name, String numbers, String summary, UnaryOperator<Notice> change) {
        return new Quirk(name, numbers, summary, new Noticing(change));
    }
}
