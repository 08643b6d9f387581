package org.postern.igd.control;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of {@link GatewayPublisher}. */
@ObjectClassDefinition(
        name = "Postern gateway search",
        description = "The search for gateways when the bundle starts.")
public @interface SearchAtActivation {
    /** The PID of the configuration. */
    String PID = "org.postern.igd.control.search";

    /** The framework or system property that, where set, wins over the configuration. */
    String PROPERTY = "org.postern.igd.control.searchAtActivation";

    /**
     * Whether to search.
     *
     * @return true to search
     */
    @AttributeDefinition(
            name = "Search at activation",
            description =
                    "Whether gateways are searched for, and published as services, when the bundle"
                            + " starts.")
    boolean searchAtActivation() default true;

    /**
     * How long to search.
     *
     * @return milliseconds, 0 or more
     */
    @AttributeDefinition(
            name = "Time-out (ms)",
            description = "How long the search lasts, in milliseconds.",
            min = "0")
    long timeoutMillis() default 5000;

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
}
