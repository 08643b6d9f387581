// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.publication;

import static org.postern.gateways.logging.GatewaysLog.LOG;

import org.postern.api.finder.GatewayQuery;
import org.postern.gateways.internal.config.ConfigurationValues;

import java.time.Duration;
import java.util.Map;

/** What a {@link SearchAtActivation} says; {@code poll} is how often each gateway is asked. */
record PublisherSettings(boolean searchAtActivation, GatewayQuery query, Duration poll) {
    /** An unusable value is logged, and its default is used. */
    static PublisherSettings read(Map<String, ?> configuration) {
        ConfigurationValues values = new ConfigurationValues(configuration);
        PublisherSettings settings =
                new PublisherSettings(
                        values.flag("searchAtActivation", true),
                        new GatewayQuery(
                                Duration.ofMillis(
                                        values.number(
                                                "timeoutMillis",
                                                0,
                                                SearchAtActivation.MAX_TIMEOUT_MILLIS,
                                                SearchAtActivation.TIMEOUT_MILLIS)),
                                values.flag("ipv6", false),
                                values.text("networkInterface"),
                                "",
                                values.text("controlProtocol")),
                        Duration.ofSeconds(
                                values.number(
                                        "pollSeconds",
                                        1,
                                        SearchAtActivation.MAX_POLL_SECONDS,
                                        SearchAtActivation.POLL_SECONDS)));
        values.logFaults(LOG, SearchAtActivation.PID);
        return settings;
    }
}
