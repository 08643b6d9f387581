// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of {@link KeeperComponent}. */
@ObjectClassDefinition(
        id = KeeperConfiguration.PID,
        name = "Postern: how ports are kept",
        description = "How ports are kept open.")
public @interface KeeperConfiguration {
    /** The PID of the configuration. */
    String PID = "org.postern.port.keeper";

    /** The lowest and highest number of seconds between two checks. */
    int MIN_VERIFY = 10;

    /** A day. */
    int MAX_VERIFY = 86_400;

    /** A day. */
    int MAX_GRACE = 86_400;

    /**
     * On how many gateways.
     *
     * @return CHOSEN or ALL
     */
    @AttributeDefinition(
            name = "Gateways",
            description =
                    "Where there are several gateways: keep ports on one of them, or on all."
                            + " Default: CHOSEN.",
            options = {
                @Option(label = "One, and another when it dies", value = "CHOSEN"),
                @Option(label = "All", value = "ALL")
            })
    String gateways() default "CHOSEN";

    /**
     * Which gateway.
     *
     * @return empty for any
     */
    @AttributeDefinition(
            name = "Preferred gateway",
            description =
                    "The description URL, UDN, name or address of the gateway to use whenever it"
                            + " is there; empty for any. Default: empty.",
            required = false)
    String preferredGateway() default "";

    /**
     * How often each port is checked.
     *
     * @return seconds
     */
    @AttributeDefinition(
            name = "Look every (s)",
            description =
                    "How often the router is asked whether it still holds each port."
                            + " Range: 10 to 86400 s. Default: 300 s.",
            min = "" + MIN_VERIFY,
            max = "" + MAX_VERIFY)
    int verifySeconds() default 300;

    /**
     * How long ports of an earlier run are left open.
     *
     * @return seconds
     */
    @AttributeDefinition(
            name = "Grace for ports of an earlier run (s)",
            description =
                    "How long after the start a port that an earlier run left open stays open"
                            + " without a request for it."
                            + " Range: 0 to 86400 s. Default: 60 s.",
            min = "0",
            max = "" + MAX_GRACE)
    int orphanGraceSeconds() default 60;

    /**
     * Whether configured ports are closed when the bundle stops.
     *
     * @return true to close them
     */
    @AttributeDefinition(
            name = "Close configured ports when the bundle stops",
            description =
                    "Whether the ports of configurations are closed as well when the bundle stops."
                            + " Otherwise they stay open until their lease ends, so that a restart"
                            + " is not noticed. Default: false.")
    boolean closeConfiguredAtStop() default false;
}
