package org.postern.igd.control;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of {@link GatewayPublisher}. */
@ObjectClassDefinition(
        name = "Postern gateway search",
        description =
                "The search for gateways when the bundle starts, and the watch over them from then"
                        + " on.")
public @interface SearchAtActivation {
    /** The PID of the configuration. */
    String PID = "org.postern.igd.control.search";

    /** The framework or system property that, where set, wins over the configuration. */
    String PROPERTY = "org.postern.igd.control.searchAtActivation";

    /** The default of {@link #timeoutMillis()}. */
    long TIMEOUT_MILLIS = 5000;

    /** The default of {@link #pollSeconds()}. */
    long POLL_SECONDS = 300;

    /** The most that {@link #pollSeconds()} may be: a day. */
    long MAX_POLL_SECONDS = 86_400;

    /**
     * Whether to search.
     *
     * @return true to search
     */
    @AttributeDefinition(
            name = "Search at activation",
            description =
                    "Whether gateways are searched for, watched over, and published as services,"
                            + " when the bundle starts.")
    boolean searchAtActivation() default true;

    /**
     * How long one search lasts. While there is no gateway, searches follow one another, ever more
     * rarely.
     *
     * @return milliseconds, 0 or more
     */
    @AttributeDefinition(
            name = "Time-out (ms)",
            description = "How long one search lasts, in milliseconds.",
            min = "0")
    long timeoutMillis() default TIMEOUT_MILLIS;

    /**
     * The address family.
     *
     * @return true for IPv6
     */
    @AttributeDefinition(
            name = "IPv6",
            description = "Whether to search over IPv6 instead of IPv4.")
    boolean ipv6() default false;

    /**
     * The interface.
     *
     * @return name or address, empty for all
     */
    @AttributeDefinition(
            name = "Network interface",
            description = "The name or address of the only interface to search on; empty for all.")
    String networkInterface() default "";

    /**
     * How often each gateway is asked for its external address; its events are told at once.
     *
     * @return seconds, 1 to {@value #MAX_POLL_SECONDS}
     */
    @AttributeDefinition(
            name = "Poll interval (s)",
            description =
                    "How often each gateway is asked for its external address and its uptime, in"
                            + " seconds, from 1 to 86400. What a router tells by itself is known at"
                            + " once.",
            min = "1",
            max = "86400")
    long pollSeconds() default POLL_SECONDS;
}
