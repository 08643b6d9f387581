// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.publication;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of {@link GatewayPublisher}. */
@ObjectClassDefinition(
        name = "Postern: search for gateways",
        description =
                "The search for gateways when the bundle starts, and the watch over the gateways"
                        + " afterwards.")
public @interface SearchAtActivation {
    /** The PID of the configuration. */
    String PID = "org.postern.gateways.search";

    /** The framework or system property that, where set, wins over the configuration. */
    String PROPERTY = "org.postern.gateways.searchAtActivation";

    /** The default of {@link #timeoutMillis()}. */
    int TIMEOUT_MILLIS = 5000;

    /** The most that {@link #timeoutMillis()} may be: ten minutes. */
    int MAX_TIMEOUT_MILLIS = 600_000;

    /** The default of {@link #pollSeconds()}. */
    int POLL_SECONDS = 300;

    /** The most that {@link #pollSeconds()} may be: a day. */
    int MAX_POLL_SECONDS = 86_400;

    /**
     * Whether to search.
     *
     * @return true to search
     */
    @AttributeDefinition(
            name = "Search at activation",
            description =
                    "Whether gateways are searched for, watched over, and published as services,"
                            + " when the bundle starts. Default: true.")
    boolean searchAtActivation() default true;

    /**
     * How long one search lasts. While there is no gateway, searches follow one another, ever more
     * rarely.
     *
     * @return milliseconds, 0 to {@value #MAX_TIMEOUT_MILLIS}
     */
    @AttributeDefinition(
            name = "Timeout (ms)",
            description = "How long one search lasts. Range: 0 to 600000 ms. Default: 5000 ms.",
            min = "0",
            max = "" + MAX_TIMEOUT_MILLIS)
    long timeoutMillis() default TIMEOUT_MILLIS;

    /**
     * The address family.
     *
     * @return true for IPv6
     */
    @AttributeDefinition(
            name = "IPv6",
            description = "Whether to search over IPv6 instead of IPv4. Default: false.")
    boolean ipv6() default false;

    /**
     * The interface.
     *
     * @return name or address, empty for all
     */
    @AttributeDefinition(
            name = "Network interface",
            description =
                    "The name or address of the only interface to search on; empty for all."
                            + " Default: empty.",
            required = false)
    String networkInterface() default "";

    /**
     * The only control protocol to use.
     *
     * @return its name, such as {@code upnp}; empty for all
     */
    @AttributeDefinition(
            name = "Control protocol",
            description =
                    "The name of the only control protocol to use, such as upnp; empty for all."
                            + " Default: empty.",
            required = false)
    String controlProtocol() default "";

    /**
     * How often each gateway is asked for its external address; its events are told at once.
     *
     * @return seconds, 1 to {@value #MAX_POLL_SECONDS}
     */
    @AttributeDefinition(
            name = "Poll interval (s)",
            description =
                    "How often each gateway is asked for its external address and its uptime."
                        + " Changes that a router announces are known at once. Range: 1 to 86400 s."
                        + " Default: 300 s.",
            min = "1",
            max = "" + MAX_POLL_SECONDS)
    long pollSeconds() default POLL_SECONDS;
}
