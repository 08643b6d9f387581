// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.event.EventMessage;
import org.postern.simulator.http.HttpRules;
import org.postern.simulator.http.ReceivedRequest;
import org.postern.simulator.http.SentResponse;

/** How subscriptions and events are handled: chapter G of {@code docs/quirks.md}. */
final class EventQuirks {
    private EventQuirks() {}

    static void apply(Quirk quirk, RouterBehavior router) {
        HttpRules http = router.http();
        switch (quirk) {
            case EVENT_EARLY -> router.changeEvents(EventMessage::sentEarly);
            case SUBSCRIBE_412 ->
                    http.answer(EventQuirks::isSubscription, SentResponse.status(412));
            case SUBSCRIBE_501 ->
                    http.answer(EventQuirks::isSubscription, SentResponse.status(501));
            case RENEWAL_412 -> http.answer(EventQuirks::isRenewal, SentResponse.status(412));
            case EVENT_PATH ->
                    router.changeEvents(
                            event ->
                                    event.withTarget(
                                            event.target().replaceFirst("\\?.*", "") + "/x"));
            case EVENT_NUL ->
                    router.changeEvents(
                            event ->
                                    event.withText(
                                            event.text().replaceFirst("<\\?.*\\?>\n", "") + "\0"));
            case TIMEOUT_RAISED -> grant(http, "Second-1800");
            case TIMEOUT_INFINITE -> grant(http, "Second-infinite");
            case TIMEOUT_MISSING ->
                    http.changeResponses(
                            EventQuirks::isRenewal, response -> response.without("TIMEOUT"));
            case EVENT_CUT ->
                    router.changeEvents(
                            event ->
                                    event.withText(
                                            event.text().substring(0, event.text().length() / 2)));
            case EVENT_ROOT ->
                    router.changeEvents(
                            event ->
                                    event.withText(
                                            event.text().replace("e:propertyset", "e:invalid")));
            case EVENT_REVERSED ->
                    router.changeEvents(
                            event ->
                                    event.withText(
                                            event.text()
                                                    .replaceFirst(
                                                            "<ExternalIPAddress>"
                                                                + "(\\d+)\\.(\\d+)\\.(\\d+)\\.(\\d+)<",
                                                            "<ExternalIPAddress>$4.$3.$2.$1<")));
            case EVENT_UNNUMBERED -> router.changeEvents(event -> event.without("SEQ"));
            default -> throw new AssertionError(quirk);
        }
    }

    /** Grants another duration than the one asked for. */
    private static void grant(HttpRules http, String timeout) {
        http.changeResponses(
                EventQuirks::isSubscription,
                response ->
                        response.status() == 200 ? response.with("TIMEOUT", timeout) : response);
    }

    private static boolean isSubscription(ReceivedRequest request) {
        return request.method().equals("SUBSCRIBE");
    }

    private static boolean isRenewal(ReceivedRequest request) {
        return isSubscription(request) && request.header("SID").isPresent();
    }
}
